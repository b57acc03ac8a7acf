"""Suggests the district of an address. Only suggests: no border is published, so a person has the last word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from common.text import fold, fold_wide
from directory.models import District

_HOUSE_NUMBER = re.compile(r"\s+\d+\s*[a-z]?(\s*[-/+]\s*\d+\s*[a-z]?)?\s*$", re.IGNORECASE)
_ENDINGS = [(re.compile(r"str(\.|aße|asse)?$"), "strasse"), (re.compile(r"pl\.$"), "platz")]


def suggest_district(
    street: str, postcode: str = "", *, districts: Iterable[District] | None = None
) -> District | None:
    """The district that lists the street, or None when no list says anything about it.

    A postcode that belongs to another place rules a district out ("Lange Straße" exists more than once), and it tells
    two districts with the same street apart. Alone it suggests nothing: both postcodes reach far beyond the districts.
    `districts` saves the query when many addresses are asked about.
    """
    wanted = _spellings(_HOUSE_NUMBER.sub("", street))
    if not wanted:
        return None
    matching = [
        district
        for district in (District.objects.all() if districts is None else districts)
        if any(wanted & _spellings(line) for line in district.streets.splitlines())
        and _postcode_fits(postcode.strip(), district.postcodes.split())
    ]
    return matching[0] if len(matching) == 1 else None


def _spellings(street: str) -> set[str]:
    """How a street may be written, without hyphens and blanks: "Lange Str." and "Lange Straße" share one."""
    street = street.strip().casefold()
    for ending, word in _ENDINGS:
        street = ending.sub(word, street)
    return {"".join(filter(str.isalnum, folded)) for folded in (fold(street), fold_wide(street))} - {""}


def _postcode_fits(postcode: str, of_district: list[str]) -> bool:
    return not postcode or not of_district or postcode in of_district
