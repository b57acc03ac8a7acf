"""What stands on the page of a contact point: its own facts, and sections that rooms of the house bring along.

A room registers a section in its `apps.py` (ready); the hub does not know rooms:

    register_section("events", order=20, section=function)

`function(point, now)` gives the name of a template and its context, or None where there is nothing to show. The
template gets the context as `values`, is included with `only`, and begins with an `h2`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from directory.models import ContactPoint
from directory.opening_hours import State

Section = Callable[[ContactPoint, datetime], tuple[str, dict] | None]
_sections: dict[str, tuple[int, Section]] = {}


def register_section(slug: str, *, order: int, section: Section) -> None:
    """Raises ValueError for a name that is taken."""
    if slug in _sections:
        raise ValueError(f"There is already a section {slug!r}.")
    _sections[slug] = order, section


def unregister_section(slug: str) -> None:
    del _sections[slug]


def sections_of(point: ContactPoint, now: datetime) -> list[tuple[str, dict]]:
    """Template and context of every section that has something to show, in order."""
    found = [section(point, now) for _order, section in sorted(_sections.values(), key=lambda one: one[0])]
    return [one for one in found if one is not None]


@dataclass(frozen=True)
class WalkIn:
    """The walk-in hours at a moment: a sentence, and whether somebody can come right now."""

    is_now: bool
    words: str
    note: str = ""


def walk_in_of(point: ContactPoint, now: datetime) -> WalkIn | None:
    """None where there are none, or none that a machine can read."""
    if not point.walk_in_hours or not point.walk_in.understood:
        return None
    status = point.walk_in.at(now)
    change = localtime(status.next_change) if status.next_change else None
    if status.state is State.OPEN:
        words = _("Walk-in hours now, until %(time)s") % {"time": _clock(change)} if change else _("Walk-in hours now")
        return WalkIn(True, words, point.walk_in_note)
    if change is None or status.next_state is not State.OPEN:
        return None
    return WalkIn(
        False, _("Next walk-in hours: %(when)s") % {"when": _when(change, localtime(now))}, point.walk_in_note
    )


def _clock(moment: datetime) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _when(moment: datetime, now: datetime) -> str:
    days = (moment.date() - now.date()).days
    if days == 0:
        return _("today at %(time)s") % {"time": _clock(moment)}
    if days == 1:
        return _("tomorrow at %(time)s") % {"time": _clock(moment)}
    day = date_format(moment, "l") if timedelta(days=days) < timedelta(days=7) else date_format(moment, "j. F")
    return _("%(day)s at %(time)s") % {"day": day, "time": _clock(moment)}
