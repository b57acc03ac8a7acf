"""Tables as spreadsheets write them: any of three separators, three encodings, columns in any order.

A column is found by its German name or an English one; what is not known is left out with a note. The separator is the
one under which the head of the table makes the most sense, for a table is recognised by its column names anyway.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence

from common.text import fold
from directory.importing.rows import CSV, Row, SourceFile, UnreadableFileError

COLUMNS = {
    "name": ["name", "betrieb", "title"],
    "kategorie": ["kategorie", "branche", "category"],
    "merkmale": ["merkmale", "schlagworte", "tags"],
    "stadtteil": ["stadtteil", "district"],
    "strasse": ["strasse", "street"],
    "hausnummer": ["hausnummer", "hausnr", "house_number", "housenumber"],
    "plz": ["plz", "postleitzahl", "postcode", "zip"],
    "ort": ["ort", "stadt", "city"],
    "breite": ["breite", "breitengrad", "latitude", "lat"],
    "laenge": ["laenge", "laengengrad", "longitude", "lon", "lng"],
    "telefon": ["telefon", "tel", "phone"],
    "email": ["email", "mail"],
    "webseite": ["webseite", "website", "homepage", "url"],
    "facebook": ["facebook"],
    "instagram": ["instagram"],
    "tiktok": ["tiktok"],
    "sprachen": ["sprachen", "languages"],
    "rollstuhl": ["rollstuhl", "barrierefrei", "wheelchair"],
    "zahlung": ["zahlung", "zahlungsarten", "payment", "payment_methods"],
    "oeffnungszeiten": ["oeffnungszeiten", "opening_hours"],
    "beschreibung": ["beschreibung", "description"],
    "referenz": ["referenz", "id", "nummer", "reference"],
    "bestaetigt_am": ["bestaetigt_am", "geprueft_am", "last_confirmed_on", "check_date"],
}
REQUIRED = ("name", "kategorie")
SEPARATORS = ";,\t"
LONGEST_RECORD = 200  # lines a quoted field may run over before it counts as never closed
_ALIASES = {re.sub(r"[^a-z0-9]", "", alias): column for column, aliases in COLUMNS.items() for alias in aliases}


def read_table(content: bytes) -> SourceFile:
    """Rows of a CSV table by our column names; a row's number is the line of the file it begins in."""
    text, notes = decode(content)
    end = "\n" if "\n" in text else "\r"
    lines = [line + end for line in text.split(end)]
    start = _first_line(lines)
    separator, header = _header(lines[start])
    columns = [_column(title) for title in header]
    _check_columns(header, columns)
    ignored = [title.strip() for title, column in zip(header, columns, strict=True) if not column and title.strip()]
    if ignored:
        notes = [*notes, f"Unbekannte Spalten werden nicht gelesen: {', '.join(ignored)}."]
    rows = [
        _row(number, fields, problem, columns)
        for number, fields, problem in _records(lines, start + 1, separator)
        if problem or any(field.strip() for field in fields)
    ]
    return SourceFile(CSV, tuple(rows), tuple(notes))


def decode(content: bytes) -> tuple[str, list[str]]:
    """UTF-8, UTF-16 with its mark (Excel's "Unicode-Text") or Windows-1252, with a note when it was a guess."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        guessed = "Die Datei ist nicht in UTF-8 geschrieben; sie wurde als Windows-1252 gelesen."
        return text, [guessed] if encoding == "cp1252" else []
    raise UnreadableFileError(
        "Der Zeichensatz der Datei ist nicht zu erkennen. Bitte speichern Sie sie als CSV in UTF-8."
    )


def _first_line(lines: Sequence[str]) -> int:
    """Where the head stands: after empty lines and Excel's own "sep=;"."""
    for number, line in enumerate(lines):
        if line.strip() and not line.lower().startswith("sep="):
            return number
    raise UnreadableFileError("Die Datei ist leer.")


def _header(line: str) -> tuple[str, list[str]]:
    def known(separator: str) -> int:
        return sum(_column(title) is not None for title in _fields(line, separator))

    separator = max(SEPARATORS, key=known)
    return separator, _fields(line, separator)


def _fields(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _column(title: str) -> str | None:
    title = title.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    return _ALIASES.get(re.sub(r"[^a-z0-9]", "", fold(title)))


def _check_columns(header: Sequence[str], columns: Sequence[str | None]) -> None:
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise UnreadableFileError(
            f"In der ersten Zeile fehlt die Spalte {' und '.join(f'„{column}“' for column in missing)}. "
            f"Gefunden: {', '.join(title.strip()[:40] for title in header[:12]) or 'nichts'}."
        )
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    if twice:
        raise UnreadableFileError(f"Eine Spalte steht doppelt in der ersten Zeile: {', '.join(twice)}.")


def _records(lines: Sequence[str], start: int, separator: str) -> Iterator[tuple[int, list[str], str]]:
    """(line number, fields, problem) of every record. A quotation mark that never closes costs one line, not the rest
    of the file, which is why every record gets a reader of its own."""
    position = start
    while position < len(lines):
        fields, used, problem = _record(lines, position, separator)
        yield position + 1, fields, problem
        position += used


def _record(lines: Sequence[str], position: int, separator: str) -> tuple[list[str], int, str]:
    most = min(LONGEST_RECORD, len(lines) - position)
    reason = ""
    for used in range(1, most + 1):
        if used > 1 and '"' not in lines[position + used - 1]:
            continue  # cannot close the quotation
        try:
            return next(csv.reader(lines[position : position + used], delimiter=separator, strict=True), []), used, ""
        except csv.Error as error:
            reason = str(error)
            if "unexpected end" not in reason:
                break
    if "field larger" in reason:
        return [], 1, "Ein Feld ist viel zu lang."
    return [], 1, "Die Zeile ist kein gültiges CSV; meist passen die Anführungszeichen nicht zusammen."


def _row(number: int, fields: Sequence[str], problem: str, columns: Sequence[str | None]) -> Row:
    fields = list(fields)
    while len(fields) > len(columns) and not fields[-1].strip():
        fields.pop()  # spreadsheets like to end every line with empty cells
    if not problem and len(fields) != len(columns):
        problem = f"Die Zeile hat {len(fields)} Felder, die Kopfzeile aber {len(columns)}."
    if problem:
        return Row(number, None, problem)
    return Row(number, {column: field for column, field in zip(columns, fields, strict=True) if column})
