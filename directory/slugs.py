"""Gives a new business the short name that its address keeps for good."""

from __future__ import annotations

from collections.abc import Set

from django.utils.text import slugify

from common.text import fold_wide
from directory.models import Business
from maps.places import derived_slug

LONGEST = Business._meta.get_field("slug").max_length
RESERVED = frozenset({"code", "einladung"})  # pages of their own below /mein-betrieb/


def free_slug(name: str, street: str, taken: Set[str]) -> str:
    """The first that is not taken: from the name, with the street, with a number. The same in every run.

    The first choice is what a browser makes of the name itself, so that the map need not carry it along.
    """
    base = (derived_slug(name) or slugify(fold_wide(name)) or "betrieb")[:LONGEST].strip("-_")
    if base not in taken and base not in RESERVED:
        return base
    with_street = f"{base}-{slugify(fold_wide(street))}".strip("-")
    if with_street not in taken and len(with_street) <= LONGEST:
        return with_street
    number = 2
    while (numbered := f"{base[: LONGEST - 7]}-{number}") in taken:
        number += 1
    return numbered
