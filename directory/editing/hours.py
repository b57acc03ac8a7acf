"""How the pages about opening hours put a new value together, and which days are worth a thought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from directory.opening_hours import GridException, Holidays, exceptions_in, holidays, merge_exceptions

LOOK_AHEAD = timedelta(days=120)
CHOICES_SHOWN = 6


@dataclass(frozen=True)
class UpcomingDay:
    """A day on which many shops have other hours."""

    day: date
    name: str


def value_with_special_days(
    value: str, before: str, today: date, *, answer: tuple[Holidays, tuple[tuple[int, int], ...]] | None = None
) -> str:
    """New hours with the special days they name, and with those of the value before that speak of other days.

    `answer` is what was said about public holidays; None leaves what the new hours say themselves.
    """
    named = exceptions_in(value)
    kept = [old for old in exceptions_in(before) if not any(_meet(old, new) for new in named)]
    if not value and answer is None:
        return ""
    chosen, times = answer or (None, ())
    return merge_exceptions(value, [*named, *kept], today, holidays=chosen, holiday_times=times)


def _meet(one: GridException, other: GridException) -> bool:
    return one.first <= other.last and other.first <= one.last


def upcoming_days(today: date, exceptions: tuple[GridException, ...] = ()) -> list[UpcomingDay]:
    """Public holidays and the last days of the year in the coming months that nobody has said anything about yet."""
    days = {}
    for year in (today.year, today.year + 1):
        days |= holidays.public_holidays(year)
        days |= {date(year, 12, 24): _("Christmas Eve"), date(year, 12, 31): _("New Year's Eve")}
    return [
        UpcomingDay(day, name)
        for day, name in sorted(days.items())
        if today <= day <= today + LOOK_AHEAD and not any(one.first <= day <= one.last for one in exceptions)
    ][:CHOICES_SHOWN]
