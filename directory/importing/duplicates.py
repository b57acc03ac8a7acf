"""Notices that a row is a business which somebody has already entered by other means.

Such a row is left to a person: who entered it, an owner or the staff, knows more than a file does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from common.text import fold_wide, words
from directory.enums import Source
from directory.models import Business
from maps.distance import distance

NEAR = 100  # metres


@dataclass(frozen=True)
class _Known:
    name: str
    source: str
    street: str
    house_number: str
    latitude: float | None
    longitude: float | None


class KnownBusinesses:
    """All entries but the made-up ones, by folded name."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[_Known]] = defaultdict(list)
        fields = ("name", "source", "street", "house_number", "latitude", "longitude")
        for row in Business.objects.exclude(source=Source.DEMO).values_list(*fields):
            self._by_name[_folded(row[0])].append(_Known(*row))

    def twin(self, values: dict[str, Any], source: str) -> str:
        """Where an entry of the same name at the same place came from, if not from `source` itself; else empty.

        The same place is the same house, or less than NEAR. Inside one source the references tell who is who.
        """
        for known in self._by_name.get(_folded(values["name"]), ()):
            if known.source != source and (_same_house(known, values) or _near(known, values)):
                return known.source
        return ""


def _folded(*texts: str) -> str:
    return " ".join(words(fold_wide(" ".join(texts))))


def _same_house(known: _Known, values: dict[str, Any]) -> bool:
    street, house_number = values.get("street", ""), values.get("house_number", "")
    return bool(street and house_number) and _folded(known.street, known.house_number) == _folded(street, house_number)


def _near(known: _Known, values: dict[str, Any]) -> bool:
    here = (values.get("latitude"), values.get("longitude"))
    there = (known.latitude, known.longitude)
    return None not in (*here, *there) and distance(*here, *there) < NEAR


def sources_in_words(source: str) -> str:
    return {
        Source.OSM: "aus OpenStreetMap",
        Source.FILE: "aus einer Tabelle",
        Source.OWNER: "vom Betrieb selbst",
    }.get(source, "von Hand")
