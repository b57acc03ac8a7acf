from pathlib import Path

from django.core.management.base import BaseCommand

from directory.houses.drawing import files


class Command(BaseCommand):
    help = "Writes the drawn houses, the logo and the favicon into the static files (site/portal/static/portal/img)."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?", default=Path("site/portal/static/portal/img"))

    def handle(self, *, folder, **options):
        for name, content in files().items():
            (folder / name).write_text(content, encoding="utf-8")
            self.stdout.write(f"{folder / name}: {len(content.encode())} bytes")
