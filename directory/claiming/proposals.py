"""A business that is not in the directory yet, suggested by anybody."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from directory.changes import submit_new
from directory.claiming.claims import ask_project
from directory.duplicates import Facts, Match, probable_duplicates, published_businesses
from directory.enums import ChangeOrigin
from directory.models import Business, DirectoryVersion
from directory.opening_hours.german import read_german

MOST_SIMILAR = 4


def similar_businesses(facts: Facts) -> list[tuple[Business, Match]]:
    """Published businesses it might be, most probable first. What is not public yet is nobody's business."""
    known = published_businesses(DirectoryVersion.current())
    matches = probable_duplicates(facts, known)[:MOST_SIMILAR]
    found = Business.objects.published().with_house_data().in_bulk([match.business for match in matches])
    return [(found[match.business], match) for match in matches if match.business in found]


@transaction.atomic
def propose_business(*, values: dict[str, Any], hours: str, remark: str, by: User | None, is_mine: bool) -> Business:
    """Put it before the project: unpublished, in the workflow. With an account it can be claimed in one go; the
    project decides about both.

    Hours in plain words are turned into hours where that is possible without guessing; otherwise a person reads them.
    """
    reading = read_german(hours) if hours else None
    understood = reading.value if reading and reading.understood else ""
    notes = [remark, "" if understood or not hours else f"Öffnungszeiten, wie vorgeschlagen: {hours}"]
    business = submit_new(
        values={**values, "opening_hours": understood},
        by=by,
        origin=ChangeOrigin.VISITOR,
        message="\n\n".join(note for note in notes if note),
    )
    if by is not None and is_mine:
        ask_project(business=business, by=by, message=remark)
    return business
