"""Decides, field by field, between what an entry says now, what the last import wrote, and what the file says.

What a person changed stays: the file wins only where the present value still is what an import once wrote, or where
nobody has written anything. Lists are merged item by item, so that a tag a person added stays and one that the file
newly has arrives. An address is one thing, and so is a position: half of one and half of another would be a third.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LISTS = ("tags", "languages", "payment_methods")
UNITS = (("street", "house_number", "postcode", "city"), ("latitude", "longitude"))
UNTOUCHED: dict[str, Any] = {"wheelchair": "unknown", "city": "Hagen"}  # what a field says before anybody wrote into it

Values = Mapping[str, Any]


def merge(present: Values, last: Values, new: Values) -> tuple[dict[str, Any], dict[str, Any]]:
    """(what to change, what to remember as the last import's values); `present` has at least the fields of `new`."""
    changes: dict[str, Any] = {}
    remembered = dict(last)
    for name in LISTS:
        if name in new:
            merged = merged_list(present[name], last.get(name, []), new[name])
            if set(merged) != set(present[name]):
                changes[name] = merged
            remembered[name] = list(new[name])
    for unit in _units(new):
        if all(same(present[name], new[name]) for name in unit):
            remembered |= {name: new[name] for name in unit}
        elif all(_is_imported(name, present[name], last) for name in unit):
            changes |= {name: new[name] for name in unit if not same(present[name], new[name])}
            remembered |= {name: new[name] for name in unit}
    return changes, remembered


def merged_list(present: list[str], last: list[str], new: list[str]) -> list[str]:
    """`present` with what the file added since the last import and without what it dropped."""
    kept = [item for item in present if item in new or item not in last]
    return kept + [item for item in new if item not in last and item not in kept]


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same; browsers send line breaks in their own way."""
    if isinstance(one, str) and isinstance(other, str):
        return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
    return one == other


def _is_imported(name: str, present: Any, last: Values) -> bool:
    if name in last:
        return same(present, last[name])
    return present in ("", None) or present == UNTOUCHED.get(name)


def _units(new: Values) -> list[list[str]]:
    together = {name for unit in UNITS for name in unit}
    units = [[name] for name in new if name not in together and name not in LISTS]
    return units + [present for unit in UNITS if (present := [name for name in unit if name in new])]


def touched(changes: Values, new: Values) -> dict[str, Any]:
    """The part of `new` that has to do with the changes: whole units, so that an address stays one."""
    names = {name for unit in _units(new) if set(unit) & set(changes) for name in unit} | set(changes)
    return {name: value for name, value in new.items() if name in names}
