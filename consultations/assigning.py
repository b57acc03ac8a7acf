"""Who of those that are free gets an appointment: decided by rules, the same every time, and explained in words.

First somebody who was asked for, then who knows the matter already, then whoever has the fewest minutes booked in that
week, over four weeks, and at last the one who has been here longest. No chance, no scores.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.enums import AssignmentReason


@dataclass(frozen=True)
class Candidate:
    """Somebody who is free. Minutes are what is booked already."""

    pk: int
    minutes_this_week: int = 0
    minutes_four_weeks: int = 0


def in_order(
    candidates: Iterable[Candidate], *, known: int | None = None, chosen: int | None = None
) -> list[tuple[int, AssignmentReason]]:
    """Counsellors by number, the first choice first, each with the reason it would get.

    `chosen` (asked for by name) leaves nobody else; `known` (the appointment before) stands first when free.
    """
    found = list(candidates)
    if chosen is not None:
        return [(one.pk, AssignmentReason.CHOSEN) for one in found if one.pk == chosen]
    ordered = sorted(found, key=lambda one: (one.pk != known, one.minutes_this_week, one.minutes_four_weeks, one.pk))
    alone = AssignmentReason.ONLY_ONE if len(ordered) == 1 else AssignmentReason.LEAST_LOADED
    return [(one.pk, AssignmentReason.FOLLOW_UP if one.pk == known else alone) for one in ordered]


def explain(reason: str, counsellor: str) -> str:
    """A sentence for staff, and for the person who asks why."""
    sentences = {
        AssignmentReason.FOLLOW_UP: _("%(name)s knows your matter from the last appointment."),
        AssignmentReason.CHOSEN: _("%(name)s was asked for."),
        AssignmentReason.ONLY_ONE: _("Only %(name)s is free at this time."),
        AssignmentReason.LEAST_LOADED: _("%(name)s has the fewest appointments in that week."),
    }
    return sentences[AssignmentReason(reason)] % {"name": counsellor}
