"""Makes businesses out of the rows of a file, a few hundred at a time; each row succeeds or fails by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from directory.importing import osm
from directory.importing.categories import CategoryFinder
from directory.importing.cleaning import RowNotUsable, clean_line
from directory.importing.duplicates import KnownBusinesses, sources_in_words
from directory.importing.entries import Entry, Surroundings
from directory.importing.readers import read_file
from directory.importing.report import ImportReport, Message
from directory.importing.rows import GEOJSON, Row, SourceFile
from directory.importing.table import entry_from_table
from directory.importing.writing import Outcome, Writer
from directory.models import Business, Category, DirectoryVersion, District
from directory.opening_hours import parse

CHUNK = 200  # rows a transaction: short enough that nobody else has to wait for the database


def import_file(
    path: Path,
    *,
    dry_run: bool = False,
    allow_outside: bool = False,
    on_message: Callable[[Message], None] = lambda message: None,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> ImportReport:
    """Create and update businesses from a GeoJSON or CSV file; `dry_run` does all of it and takes it back.

    A row outside of Hagen is skipped unless `allow_outside`. `on_message` hears of every row that needs attention as
    it happens, `on_progress` of (rows done, rows in all). Raises UnreadableFileError before anything is written.
    """
    source = read_file(path)
    run = _Run(source, allow_outside=allow_outside, on_message=on_message)
    for start in range(0, len(source.rows), CHUNK):
        with transaction.atomic():
            run.take(source.rows[start : start + CHUNK], for_good=not dry_run)
            transaction.set_rollback(dry_run)
        if dry_run:
            run.writer.forget_tags()
        on_progress(min(start + CHUNK, len(source.rows)), len(source.rows))
    return run.report


def _in_words(error: ValidationError) -> str:
    return " ".join(
        f"{Business._meta.get_field(name).verbose_name}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )


class _Run:
    """One file on its way into the directory."""

    def __init__(self, source: SourceFile, *, allow_outside: bool, on_message: Callable[[Message], None]) -> None:
        self.source = source
        self.report = ImportReport()
        self.on_message = on_message
        self.around = Surroundings(
            categories=CategoryFinder(Category.objects.trades().order_by("sort_order", "name")),
            districts=tuple(District.objects.all()),
            today=timezone.localdate(),
            allow_outside=allow_outside,
        )
        self.writer = Writer()
        self.known = KnownBusinesses()
        self.row_of_reference: dict[str, int] = {}
        for note in source.notes:
            self._say(Message(note))

    def take(self, rows: Sequence[Row], *, for_good: bool) -> None:
        """Write some rows; the caller holds the transaction."""
        entries = list(self._entries(rows))
        existing = self.writer.existing(entry.reference for _row, entry in entries)
        before = self.report.created + self.report.changed
        for row, entry in entries:
            try:
                with transaction.atomic():
                    outcome = self._write(entry, existing)
            except RowNotUsable as problem:
                self._skip(row, str(problem))
            except ValidationError as error:
                self._skip(row, _in_words(error))
            except DatabaseError as error:
                self.writer.forget_tags()
                self._skip(row, f"Die Datenbank hat den Eintrag abgelehnt ({error}).")
            else:
                self._count(outcome)
                for note in entry.notes:
                    self._say(Message(note, row.number, self.source.unit, self._name(row)))
        if self.report.created + self.report.changed > before:
            self.writer.finish(for_good=for_good)
            DirectoryVersion.renew()

    def _entries(self, rows: Sequence[Row]) -> Iterator[tuple[Row, Entry]]:
        for row in rows:
            self.report.read += 1
            self._count_hours(row)
            try:
                entry = self._entry(row)
            except RowNotUsable as problem:
                self._skip(row, str(problem))
                continue
            first = self.row_of_reference.setdefault(entry.reference, row.number)
            if first != row.number:
                self._skip(row, f"Derselbe Betrieb steht schon in {self.source.unit} {first} dieser Datei.")
                continue
            yield row, entry

    def _entry(self, row: Row) -> Entry:
        if row.values is None:
            raise RowNotUsable(row.problem)
        if self.source.kind == GEOJSON:
            return osm.entry_from_osm(row.values, self.around)
        return entry_from_table(row.values, self.around)

    def _write(self, entry: Entry, existing: dict) -> Outcome:
        business = existing.get((entry.source, entry.reference)) or existing.get(entry.reference)
        if business is not None:
            return self.writer.update(business, entry)
        if twin := self.known.twin(entry.values, entry.source):
            raise RowNotUsable(
                f"Diesen Betrieb gibt es hier schon, eingetragen {sources_in_words(twin)}. Bitte von Hand vergleichen."
            )
        return self.writer.create(entry)

    def _count(self, outcome: Outcome) -> None:
        setattr(self.report, outcome.value, getattr(self.report, outcome.value) + 1)

    def _count_hours(self, row: Row) -> None:
        if row.values is None:
            return
        given = (
            osm.hours_given(row.values.get("properties"))
            if self.source.kind == GEOJSON
            else clean_line(row.values.get("oeffnungszeiten"))
        )
        if given:
            self.report.hours_given += 1
            self.report.hours_understood += parse(given).understood

    def _name(self, row: Row) -> str:
        if row.values is None:
            return ""
        if self.source.kind == GEOJSON:
            return osm.name_given(row.values.get("properties"))
        return clean_line(row.values.get("name"))[:80]

    def _skip(self, row: Row, reason: str) -> None:
        self.report.skipped += 1
        self._say(Message(reason, row.number, self.source.unit, self._name(row), skipped=True))

    def _say(self, message: Message) -> None:
        self.report.messages.append(message)
        self.on_message(message)
