"""Where a word still stands: for tests that prove that a person is forgotten."""

from __future__ import annotations

from io import StringIO

from django.apps import apps
from django.conf import settings
from django.core.management import call_command

MARK = "Zwetschgenkuchen"


def where_it_stands() -> set[str]:
    """Every table whose rows hold the mark, and every file."""
    wanted, found = MARK.lower(), set()
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values():
            if any(wanted in _as_text(value) for value in row.values()):
                found.add(model._meta.label)
    for file in settings.DATA_DIR.rglob("*"):
        if file.is_file() and ".sqlite3" not in file.name and wanted.encode() in file.read_bytes().lower():
            found.add(str(file))
    return found


def _as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode(errors="replace").lower()
    return str(value).lower()


def purge(*arguments: str) -> str:
    out = StringIO()
    call_command("purge_personal_data", *arguments, stdout=out)
    return out.getvalue()
