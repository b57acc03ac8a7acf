"""Understands a row of a table with our columns (`csv_reader.COLUMNS`). What has no column is not touched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from common.text import fold
from directory.enums import Source, WheelchairAccess
from directory.importing.cleaning import (
    SOCIAL_HOSTS,
    RowNotUsable,
    ValueNotUsable,
    city_of,
    clean_date,
    clean_email,
    clean_line,
    clean_name,
    clean_phone,
    clean_position,
    clean_social,
    clean_text,
    clean_website,
)
from directory.importing.entries import LONGEST, Entry, Surroundings, derived_reference
from directory.languages import LANGUAGES

WHEELCHAIR = {
    "": "unknown", "unbekannt": "unknown", "unknown": "unknown",
    "ja": "yes", "yes": "yes", "nein": "no", "no": "no",
    "teilweise": "limited", "eingeschrankt": "limited", "limited": "limited",
}  # fmt: skip
PAYMENTS = {
    "bar": "cash", "bargeld": "cash", "cash": "cash",
    "girocard": "girocard", "ec": "girocard", "ec-karte": "girocard", "karte": "girocard",
    "kreditkarte": "credit_card", "kreditkarten": "credit_card", "credit_card": "credit_card",
    "kontaktlos": "contactless", "contactless": "contactless", "handy": "contactless",
    "rechnung": "invoice", "auf rechnung": "invoice", "invoice": "invoice",
}  # fmt: skip


def entry_from_table(cells: Mapping[str, str], around: Surroundings) -> Entry:
    """Raises RowNotUsable for a row without name or known category, or with a position that may not be shown."""
    line = {column: clean_line(text) for column, text in cells.items()}
    name = clean_name(line.get("name"), LONGEST["name"])
    category = around.categories.for_word(line.get("kategorie", ""))
    if category is None:
        word = line.get("kategorie", "")[:60]
        raise RowNotUsable(f"Die Kategorie „{word}“ gibt es nicht." if word else "Die Kategorie fehlt.")
    position = _position(line, around)
    entry = Entry(_reference(line, name), Source.FILE, {"name": name, "category": category.slug})
    if "breite" in line and "laenge" in line:
        entry.values["latitude"], entry.values["longitude"] = position or (None, None)
    _set_address(entry, line, position, around)
    _set_contact(entry, line)
    _set_rest(entry, line, cells, around)
    return entry


def _reference(line: Mapping[str, str], name: str) -> str:
    reference = line.get("referenz", "")
    if len(reference) > LONGEST["source_reference"]:
        raise RowNotUsable(f"Die Referenz ist länger als {LONGEST['source_reference']} Zeichen.")
    address = [line.get(column, "") for column in ("strasse", "hausnummer", "plz", "ort")]
    return reference or derived_reference(name, *address)


def _position(line: Mapping[str, str], around: Surroundings) -> tuple[float, float] | None:
    latitude, longitude = line.get("breite", ""), line.get("laenge", "")
    if not latitude and not longitude:
        return None
    return clean_position(_number(latitude), _number(longitude), allow_outside=around.allow_outside)


def _number(text: str) -> float | None:
    """Degrees with a comma or a point; None for anything else (float() would also take "1e9", "nan" and "1_0")."""
    return float(text.replace(",", ".")) if re.fullmatch(r"[+-]?[0-9]{1,4}([.,][0-9]{1,20})?", text) else None


def _set_address(
    entry: Entry, line: Mapping[str, str], position: tuple[float, float] | None, around: Surroundings
) -> None:
    for column, name, word in (
        ("strasse", "street", "Die Straße"),
        ("hausnummer", "house_number", "Die Hausnummer"),
        ("plz", "postcode", "Die Postleitzahl"),
    ):
        if column in line:
            entry.set_limited(name, line[column], word)
    if "ort" in line:
        entry.set_limited("city", line["ort"] or city_of(position), "Der Ort")
    wanted = line.get("stadtteil", "")
    if wanted:
        slugs = {fold(word): district.slug for district in around.districts for word in (district.name, district.slug)}
        if slug := slugs.get(fold(wanted)):
            entry.values["district"] = slug
        else:
            entry.notes.append(f"Den Stadtteil „{wanted[:60]}“ gibt es hier nicht; er wurde weggelassen.")
    elif "stadtteil" in line or "strasse" in line:
        entry.values["district"] = around.suggested_district(line.get("strasse", ""), line.get("plz", ""))


def _set_contact(entry: Entry, line: Mapping[str, str]) -> None:
    cleaners: dict[str, tuple[str, Any]] = {
        "telefon": ("phone", clean_phone),
        "email": ("email", clean_email),
        "webseite": ("website", clean_website),
    }
    for column, (name, clean) in cleaners.items():
        if column in line:
            entry.set(name, lambda text=line[column], clean=clean: clean(text) if text else "")
    for network in SOCIAL_HOSTS:
        if network in line:
            entry.set(network, lambda text=line[network], to=network: clean_social(text, to) if text else "")


def _set_rest(entry: Entry, line: Mapping[str, str], cells: Mapping[str, str], around: Surroundings) -> None:
    if "oeffnungszeiten" in line:
        entry.set_limited("opening_hours", line["oeffnungszeiten"], "Die Angabe der Öffnungszeiten")
    if "beschreibung" in line:
        entry.set_limited("description", clean_text(cells["beschreibung"]), "Die Beschreibung")
    if "merkmale" in line:
        entry.set_tags(_words(line["merkmale"]))
    if "sprachen" in line:
        known = {fold(str(word)): code for code, label in LANGUAGES for word in (label, code)}
        entry.values["languages"] = _known(entry, line["sprachen"], known, "Sprache")
    if "zahlung" in line:
        entry.values["payment_methods"] = _known(entry, line["zahlung"], PAYMENTS, "Zahlungsart")
    if "rollstuhl" in line:
        entry.set("wheelchair", lambda: _wheelchair(line["rollstuhl"]))
    if "bestaetigt_am" in line:
        entry.set("last_confirmed_on", lambda: _day(line["bestaetigt_am"], around))


def _words(text: str) -> list[str]:
    return [word for word in (clean_line(word) for word in re.split(r"[,;|]", text)) if word]


def _known(entry: Entry, text: str, known: Mapping[str, str], kind: str) -> list[str]:
    found = []
    for word in _words(text):
        if value := known.get(fold(word)):
            found.append(value)
        else:
            entry.notes.append(f"{kind} „{word[:40]}“ ist unbekannt und wurde weggelassen.")
    return list(dict.fromkeys(found))


def _wheelchair(text: str) -> str:
    try:
        return WheelchairAccess(WHEELCHAIR[fold(text)]).value
    except KeyError:
        raise ValueNotUsable(f"Rollstuhl „{text[:40]}“: Bitte ja, nein oder teilweise angeben.") from None


def _day(text: str, around: Surroundings) -> str | None:
    day = clean_date(text, around.today)
    if text and day is None:
        raise ValueNotUsable(f"„{text[:40]}“ ist kein vergangener Tag und wurde weggelassen.")
    return day
