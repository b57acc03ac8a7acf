"""Opens a file and has it taken apart into numbered rows. What the rows mean is for others to find out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from directory.importing.csv_reader import read_table
from directory.importing.geojson_reader import read_geojson
from directory.importing.rows import CSV, GEOJSON, SourceFile, UnreadableFileError

LARGEST_FILE = 50 * 1024 * 1024  # bytes
MOST_ROWS = 100_000
SUFFIXES = {".geojson": GEOJSON, ".json": GEOJSON, ".csv": CSV, ".tsv": CSV, ".txt": CSV}


def read_file(path: Path) -> SourceFile:
    """Raises UnreadableFileError for everything that concerns the file and not one row of it."""
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise UnreadableFileError(
            f"„{path.name}“: Diese Dateiart wird nicht gelesen. Erlaubt sind {', '.join(SUFFIXES)} "
            "(Excel-Tabellen bitte als CSV speichern)."
        )
    readers: dict[str, Callable[[bytes], SourceFile]] = {GEOJSON: read_geojson, CSV: read_table}
    source = readers[kind](_content(path))
    if len(source.rows) > MOST_ROWS:
        raise UnreadableFileError(f"Die Datei hat mehr als {MOST_ROWS} Einträge. Bitte teilen Sie sie auf.")
    return source


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableFileError(f"„{path}“ gibt es nicht, oder es ist keine Datei.")
        if path.stat().st_size > LARGEST_FILE:
            megabytes = LARGEST_FILE // 1024**2
            raise UnreadableFileError(f"Die Datei ist größer als {megabytes} MB. Bitte teilen Sie sie auf.")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(f"„{path}“ lässt sich nicht lesen: {error}") from error
    if not content.strip():
        raise UnreadableFileError("Die Datei ist leer.")
    return content
