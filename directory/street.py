"""The street on the home page: real businesses, every day others, so that each one gets its turn."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from directory.cards import state_key
from directory.enums import Roofline
from directory.index import DirectoryIndex, Entry, current_index, whole_minute
from directory.map_data import business_data_url
from directory.opening_hours import State

HOUSES = 16

_drawn: tuple[str, str, list[tuple[int, Entry]]] = ("", "", [])  # version, day, the street of that day


def home_street(now: datetime) -> dict:
    """`houses` for the street, the numbers beside it (`total`, `open_now`) and the address of the hours data
    (`data_url`), at `now` (aware)."""
    index = current_index()
    states = index.states_at(whole_minute(now))
    return {
        "houses": [_house(index, entry, states, position) for position, entry in _todays(index, now)],
        "total": len(index),
        "open_now": states[State.OPEN].bit_count(),
        "data_url": business_data_url(index),
    }


def _todays(index: DirectoryIndex, now: datetime) -> list[tuple[int, Entry]]:
    """Sixteen entries of today, neighbours of different groups; the same all day long."""
    global _drawn
    day = timezone.localdate(now).isoformat()
    drawn = _drawn
    if drawn[:2] != (index.version, day):
        drawn = _drawn = (index.version, day, _draw(index, day))
    return drawn[2]


def _draw(index: DirectoryIndex, day: str) -> list[tuple[int, Entry]]:
    lots = sorted(enumerate(index.entries), key=lambda pair: hashlib.sha256(f"{day} {pair[1].slug}".encode()).digest())
    street: list[tuple[int, Entry]] = []
    rest = lots[: HOUSES * 8]
    while rest and len(street) < HOUSES:
        last = street[-1][1].group if street else None
        following = next((pair for pair in rest if pair[1].group is not last), rest[0])
        rest.remove(following)
        street.append(following)
    return street


def _house(index: DirectoryIndex, entry: Entry, states: dict[State, int], position: int) -> dict:
    return {
        "slug": entry.slug,
        "name": entry.name,
        "url": reverse("directory:business_detail", args=[entry.slug]),
        "group": entry.group.colour,
        "roofline": entry.district.roofline if entry.district else Roofline.MIXED,
        "place_id": entry.id,
        "state": next(state_key(state) for state, members in states.items() if members >> position & 1),
    }
