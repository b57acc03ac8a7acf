"""A date again and again, at the same time of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from common.clock import HAGEN, local_moment
from directory.opening_hours.holidays import public_holiday_name, school_holiday_name
from events.enums import Rhythm

MOST = 60


def repeated(
    starts_at: datetime,
    ends_at: datetime,
    *,
    rhythm: Rhythm,
    until: date,
    without_public_holidays: bool = True,
    without_school_holidays: bool = False,
) -> list[tuple[datetime, datetime]]:
    """The dates after this one, up to and with the day `until`, at most sixty.

    The clock in Hagen shows the same every time. Raises common.clock.NoSuchTime when one would fall into the hour that
    does not exist. School holidays are those of North Rhine-Westphalia that are decreed already.
    """
    first, last = starts_at.astimezone(HAGEN), ends_at.astimezone(HAGEN)
    days_long = (last.date() - first.date()).days
    found = []
    for day in _days(first.date(), Rhythm(rhythm), until):
        if without_public_holidays and public_holiday_name(day):
            continue
        if without_school_holidays and school_holiday_name(day):
            continue
        found.append((local_moment(day, first.time()), local_moment(day + timedelta(days=days_long), last.time())))
        if len(found) == MOST:
            break
    return found


def _days(first: date, rhythm: Rhythm, until: date) -> Iterator[date]:
    if rhythm == Rhythm.MONTHLY:
        yield from _same_weekday_of_months(first, until)
        return
    step = timedelta(weeks=1 if rhythm == Rhythm.WEEKLY else 2)
    day = first + step
    while day <= until:
        yield day
        day += step


def _same_weekday_of_months(first: date, until: date) -> Iterator[date]:
    """Each second Tuesday, if the first is one; a fifth Tuesday only where there is one."""
    number = (first.day - 1) // 7
    year, month = first.year, first.month
    while True:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        start = date(year, month, 1)
        if start > until:
            return
        day = start + timedelta(days=(first.weekday() - start.weekday()) % 7, weeks=number)
        if day.month == month and day <= until:
            yield day
