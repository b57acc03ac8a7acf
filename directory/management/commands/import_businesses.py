"""Reads businesses from OpenStreetMap's GeoJSON or a CSV table. How staff use it: docs/editors/import.md."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from directory.importing import Message, UnreadableFileError, import_file

ROWS_BETWEEN_LINES = 1000  # of progress, where there is no terminal whose line could be written anew


class Command(BaseCommand):
    help = "Betriebe aus einer Datei einlesen: GeoJSON von OpenStreetMap oder eine Tabelle als CSV."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help=".geojson, .json, .csv, .tsv oder .txt")
        parser.add_argument("--dry-run", action="store_true", help="alles prüfen und zählen, aber nichts speichern")
        parser.add_argument("--allow-outside", action="store_true", help="auch Betriebe außerhalb von Hagen einlesen")

    def handle(self, *, file: str, dry_run: bool, allow_outside: bool, **options):
        self.verbosity = options["verbosity"]
        self.lines_told = 0
        try:
            report = import_file(
                Path(file),
                dry_run=dry_run,
                allow_outside=allow_outside,
                on_message=self.tell_message,
                on_progress=self.tell_progress,
            )
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        if dry_run:
            self.stdout.write("Probelauf: Es wurde nichts gespeichert.")
        self.stdout.write(report.summary())

    def tell_message(self, message: Message) -> None:
        if self.verbosity > 0:
            self.stdout.write(str(message))

    def tell_progress(self, done: int, total: int) -> None:
        text = f"{done} von {total} gelesen"
        if sys.stderr.isatty():
            self.stderr.write(f"\r{text}", ending="\n" if done == total else "", style_func=str)
            self.stderr.flush()
        elif done // ROWS_BETWEEN_LINES > self.lines_told:
            self.lines_told = done // ROWS_BETWEEN_LINES
            self.stderr.write(text, style_func=str)
