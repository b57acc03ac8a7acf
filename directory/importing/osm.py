"""Understands an object of OpenStreetMap: https://wiki.openstreetmap.org/wiki/Map_features, read for a directory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from directory.enums import Source, WheelchairAccess
from directory.importing import osm_words as words
from directory.importing.categories import KEYS
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
    first_usable,
    network_of,
    parts,
)
from directory.importing.entries import LONGEST, Entry, Surroundings, derived_reference
from directory.languages import LANGUAGES

OBJECT_TYPES = {"node": "node", "way": "way", "relation": "relation", "multipolygon": "relation"}
OBJECT_TYPES |= {"n": "node", "w": "way", "r": "relation"}
MOST_CORNERS = 100_000


def entry_from_osm(feature: Mapping[str, Any], around: Surroundings) -> Entry:
    """Raises RowNotUsable for an object without name, category or a position that may be shown."""
    properties = feature.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    tags = {str(key): clean_line(value) for key, value in properties.items()}
    name = clean_name(_name(tags), LONGEST["name"])
    position = _position(feature.get("geometry"), around)
    category = around.categories.for_tags(tags)
    if category is None:
        raise RowNotUsable(f"Zu den Angaben passt keine Kategorie ({_what(tags)}).")

    street, postcode = tags.get("addr:street") or tags.get("addr:place", ""), tags.get("addr:postcode", "")
    reference = osm_reference(feature, tags)
    entry = Entry(
        reference or derived_reference(name, street, tags.get("addr:housenumber", ""), postcode, _near(position)),
        Source.OSM if reference else Source.FILE,
    )
    entry.values |= {
        "name": name,
        "category": category.slug,
        "district": _district(tags, street, postcode, around),
        "latitude": position[0] if position else None,
        "longitude": position[1] if position else None,
        "wheelchair": _wheelchair(tags.get("wheelchair", "")),
        "payment_methods": _payment_methods(tags),
        "languages": [code for code, _name in LANGUAGES if tags.get(f"language:{code}", "no") not in words.NOT],
        "last_confirmed_on": clean_date(tags.get("check_date") or tags.get("survey:date", ""), around.today),
    }
    if position is None:
        entry.notes.append("Ohne Position; der Betrieb steht nicht auf der Karte.")
    entry.set_limited("street", street, "Die Straße")
    entry.set_limited("house_number", tags.get("addr:housenumber", ""), "Die Hausnummer")
    entry.set_limited("postcode", postcode, "Die Postleitzahl")
    entry.set_limited("city", tags.get("addr:city") or city_of(position), "Der Ort")
    entry.set_limited("opening_hours", tags.get("opening_hours", ""), "Die Angabe der Öffnungszeiten")
    description = properties.get("description:de") or properties.get("description")
    entry.set_limited("description", clean_text(description), "Die Beschreibung")
    _set_contact(entry, tags)
    entry.set_tags(list(_tags(tags)))
    return entry


def osm_reference(feature: Mapping[str, Any], tags: Mapping[str, str]) -> str:
    """ "node/1234" from any of the places where tools write it, or an empty text."""
    for text in (clean_line(feature.get("id")), tags.get("@id", ""), tags.get("id", "")):
        if match := re.fullmatch(r"(node|way|relation|n|w|r)/?([0-9]{1,18})", text):
            return f"{OBJECT_TYPES[match[1]]}/{match[2]}"
    kind = OBJECT_TYPES.get(tags.get("type") or tags.get("@type", ""))
    number = tags.get("id") or tags.get("@id", "")
    return f"{kind}/{number}" if kind and re.fullmatch(r"[0-9]{1,18}", number) else ""


def hours_given(properties: Any) -> str:
    return clean_line(properties.get("opening_hours")) if isinstance(properties, Mapping) else ""


def name_given(properties: Any) -> str:
    """How the object is called in messages; empty when it has no name."""
    return clean_line(properties.get("name"))[:80] if isinstance(properties, Mapping) else ""


def _name(tags: Mapping[str, str]) -> str:
    names = (tags.get(key, "") for key in ("name", "name:de", "brand"))
    return next((name for name in names if name and name.casefold() not in words.NAMELESS), "")


def _what(tags: Mapping[str, str]) -> str:
    return ", ".join(f"{key}={tags[key]}"[:60] for key in KEYS if tags.get(key)) or "weder shop noch craft, amenity, …"


def _near(position: tuple[float, float] | None) -> str:
    """About 100 m: two shops of a chain in one city are two, a corrected pin is none."""
    return f"{position[0]:.3f} {position[1]:.3f}" if position else ""


def _district(tags: Mapping[str, str], street: str, postcode: str, around: Surroundings) -> str:
    suburb = tags.get("addr:suburb", "").casefold()
    named = next((district.slug for district in around.districts if district.name.casefold() == suburb), "")
    return named or around.suggested_district(street, postcode)


def _position(geometry: Any, around: Surroundings) -> tuple[float, float] | None:
    """The point, or the middle of the box around an outline; None when the object honestly has no geometry."""
    if geometry is None:
        return None
    coordinates = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    if not isinstance(coordinates, list):
        raise RowNotUsable("Die Geometrie hat keine Koordinaten.")
    if geometry.get("type") == "Point":
        if len(coordinates) not in (2, 3):
            raise RowNotUsable("Die Position besteht nicht aus zwei Zahlen.")
        return clean_position(coordinates[1], coordinates[0], allow_outside=around.allow_outside)
    corners = [
        clean_position(latitude, longitude, allow_outside=around.allow_outside)
        for longitude, latitude in _corners(coordinates)
    ]
    if not corners:
        raise RowNotUsable("Die Geometrie hat keine Koordinaten.")
    latitudes, longitudes = zip(*corners, strict=True)
    return clean_position(
        (min(latitudes) + max(latitudes)) / 2,
        (min(longitudes) + max(longitudes)) / 2,
        allow_outside=around.allow_outside,
    )


def _corners(coordinates: list) -> Iterator[tuple[Any, Any]]:
    """Every pair in the nested lists of a line, polygon or several of them."""
    waiting, seen = [coordinates], 0
    while waiting:
        item = waiting.pop()
        if not isinstance(item, list) or not item:
            raise RowNotUsable("Die Geometrie ist unvollständig.")
        if isinstance(item[0], list):
            waiting.extend(item)
        elif len(item) in (2, 3):
            seen += 1
            yield item[0], item[1]
        else:
            raise RowNotUsable("Die Geometrie ist unvollständig.")
        if seen > MOST_CORNERS:
            raise RowNotUsable("Die Geometrie hat zu viele Ecken.")


def _wheelchair(value: str) -> str:
    meanings = {words.WHEELCHAIR.get(part) for part in parts(value)}
    return (meanings.pop() if len(meanings) == 1 else None) or WheelchairAccess.UNKNOWN.value


def _payment_methods(tags: Mapping[str, str]) -> list[str]:
    return [
        method
        for method, keys in words.PAYMENTS.items()
        if any(tags.get(f"payment:{key}", "no") in ("yes", "only") for key in keys)
    ]


def _tags(tags: Mapping[str, str]) -> Iterator[str]:
    for key in ("cuisine", "origin"):
        for value in parts(tags.get(key, "")):
            if word := words.CUISINES.get(value.replace(" ", "_").casefold()):
                yield word
    for key, word in words.FEATURES.items():
        if tags.get(key, "") not in words.NOT:
            yield word
    if tags.get("internet_access", "") in ("wlan", "yes", "wifi"):
        yield "WLAN"


def _set_contact(entry: Entry, tags: Mapping[str, str]) -> None:
    def given(*keys: str) -> list[str]:
        return [part for key in keys for part in parts(tags.get(key, ""))]

    phones = given("contact:phone", "phone", "contact:mobile", "mobile")
    entry.set("phone", lambda: first_usable(clean_phone, phones))
    entry.set("email", lambda: first_usable(clean_email, given("contact:email", "email")))
    # An address may hold a semicolon itself.
    websites = [tags[key] for key in ("contact:website", "website", "url") if tags.get(key)]
    entry.set("website", lambda: first_usable(clean_website, [*websites, *given("contact:website", "website", "url")]))
    profiles: dict[str, str] = dict.fromkeys(SOCIAL_HOSTS, "")
    for network in SOCIAL_HOSTS:
        for value in given(f"contact:{network}", network):
            # People do write their Instagram address into the field for Facebook.
            target = network_of(value) or network
            try:
                profiles[target] = profiles[target] or clean_social(value, target)
            except ValueNotUsable as problem:
                entry.notes.append(str(problem))
    entry.values |= profiles
