"""Which days a rule speaks of: years, dates, weeks, weekdays and holidays of an opening_hours value.

Each term answers ``matches(day, public, school)``; ``public`` and ``school`` say whether that day counts as a public
or a school holiday, so that a caller can also ask "and if it were none?". ``str(term)`` is its canonical spelling.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from directory.opening_hours.holidays import easter_sunday, public_holiday_name

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Term(Protocol):
    def matches(self, day: date, public: bool, school: bool) -> bool: ...


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Plain weekdays as a bit mask, Monday lowest."""

    mask: int

    def matches(self, day: date, public: bool, school: bool) -> bool:
        return bool(self.mask >> day.weekday() & 1)

    def __str__(self) -> str:
        days = [number for number in range(7) if self.mask >> number & 1]
        runs: list[list[int]] = []
        for number in days:
            if runs and runs[-1][-1] == number - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return ",".join(
            f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" if len(run) > 2 else ",".join(WEEKDAYS[n] for n in run)
            for run in runs
        )


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th weekdays of a month (negative: from its end), moved by ``offset`` days."""

    weekday: int
    positions: tuple[int, ...]
    offset: int = 0

    def matches(self, day: date, public: bool, school: bool) -> bool:
        base = day - timedelta(days=self.offset)
        if base.weekday() != self.weekday:
            return False
        from_end = (calendar.monthrange(base.year, base.month)[1] - base.day) // 7 + 1
        return (base.day - 1) // 7 + 1 in self.positions or -from_end in self.positions

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]}[{','.join(map(str, self.positions))}]{_offset_text(self.offset)}"


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    offset: int = 0

    def matches(self, day: date, public: bool, school: bool) -> bool:
        if self.offset == 0:
            return public
        return bool(public_holiday_name(day - timedelta(days=self.offset)))

    def __str__(self) -> str:
        return f"PH{_offset_text(self.offset)}"


@dataclass(frozen=True, slots=True)
class SchoolHoliday:
    def matches(self, day: date, public: bool, school: bool) -> bool:
        return school

    def __str__(self) -> str:
        return "SH"


@dataclass(frozen=True, slots=True)
class Years:
    first: int
    last: int | None  # None: for ever
    step: int = 1

    def matches(self, day: date, public: bool, school: bool) -> bool:
        if day.year < self.first or (self.last is not None and day.year > self.last):
            return False
        return (day.year - self.first) % self.step == 0

    def __str__(self) -> str:
        if self.last is None:
            return f"{self.first}+"
        span = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return span if self.step == 1 else f"{span}/{self.step}"


@dataclass(frozen=True, slots=True)
class Weeks:
    """ISO calendar weeks as (first, last, step); a first after the last runs over New Year."""

    spans: tuple[tuple[int, int, int], ...]

    def matches(self, day: date, public: bool, school: bool) -> bool:
        week = day.isocalendar().week
        for first, last, step in self.spans:
            if first <= last:
                if first <= week <= last and (week - first) % step == 0:
                    return True
            elif week >= first or week <= last:
                return True
        return False

    def __str__(self) -> str:
        return "week " + ",".join(
            f"{first:02}" if first == last else f"{first:02}-{last:02}" + (f"/{step}" if step != 1 else "")
            for first, last, step in self.spans
        )


@dataclass(frozen=True, slots=True)
class DatePoint:
    """One end of a date span: a month, a day of a month, the n-th weekday of a month, or Easter; moved by ``offset``.

    Without a year it stands for that day of every year.
    """

    month: int = 0  # 0: Easter Sunday
    day: int = 0
    year: int | None = None
    nth: tuple[int, int] | None = None  # (weekday, position)
    offset: int = 0

    @property
    def is_month(self) -> bool:
        return self.month > 0 and self.day == 0 and self.nth is None

    @property
    def is_leap_day(self) -> bool:
        return (self.month, self.day) == (2, 29)

    @property
    def is_same_every_year(self) -> bool:
        return self.month > 0 and self.year is None and self.nth is None and self.offset == 0

    def sort_key(self, day_of_month: int) -> int:
        """Month and day as one number, with ``day_of_month`` for a whole month."""
        return self.month * 100 + (self.day or day_of_month)

    def first_day(self, year: int) -> date | None:
        """Where a span beginning here begins in that year; None when the year has no such day (29 February)."""
        return self._resolve(year, day_of_month=1)

    def last_day(self, year: int) -> date | None:
        """Where a span ending here ends in that year."""
        return self._resolve(year, day_of_month=31)

    def _resolve(self, year: int, day_of_month: int) -> date | None:
        if self.month == 0:
            return easter_sunday(year) + timedelta(days=self.offset)
        length = calendar.monthrange(year, self.month)[1]
        if self.nth is not None:
            return _nth_weekday(year, self.month, *self.nth, self.offset)
        if self.day == 0:
            return date(year, self.month, min(day_of_month, length))
        if self.day > length:
            return None
        return date(year, self.month, self.day) + timedelta(days=self.offset)

    def __str__(self) -> str:
        words = [] if self.year is None else [str(self.year)]
        words.append(MONTHS[self.month - 1] if self.month else "easter")
        if self.day:
            words.append(f"{self.day:02}")
        if self.nth is not None:
            words.append(f"{WEEKDAYS[self.nth[0]]}[{self.nth[1]}]")
        return " ".join(words) + _offset_text(self.offset)


@dataclass(frozen=True, slots=True)
class Dates:
    """A span of dates, both ends inclusive; an end before its start runs over New Year."""

    start: DatePoint
    end: DatePoint

    def matches(self, day: date, public: bool, school: bool) -> bool:
        if self.start.is_same_every_year and self.end.is_same_every_year:
            first, last = self.start.sort_key(1), self.end.sort_key(31)
            key = day.month * 100 + day.day
            return first <= key <= last if first <= last else key >= first or key <= last
        # A span that began last year, or whose offset reached over New Year, may still cover this day.
        years = (self.start.year,) if self.start.year is not None else (day.year, day.year - 1, day.year + 1)
        return any(first <= day <= last for first, last in (_bounds(self, year) for year in years))

    def __str__(self) -> str:
        if self.start == self.end:
            return str(self.start)
        start, end = self.start, self.end
        if start.day and end.day and not start.offset and (start.month, start.year) == (end.month, end.year):
            return f"{start}-{end.day:02}{_offset_text(end.offset)}"
        return f"{start}-{end}"


_NEVER = date.max, date.min


@lru_cache(maxsize=4096)
def _bounds(dates: Dates, year: int) -> tuple[date, date]:
    """First and last day of the span that begins in that year; the first after the last when there is none."""
    first = dates.start.first_day(year)
    if first is None and dates.start != dates.end and dates.start.is_leap_day:
        first = date(year, 3, 1)
    last = _last_day(dates.end, dates.end.year or year)
    if first is not None and last is not None and last < first and dates.end.year is None:
        last = _last_day(dates.end, year + 1)
    return _NEVER if first is None or last is None else (first, last)


def _last_day(end: DatePoint, year: int) -> date | None:
    last = end.last_day(year)
    return date(year, 2, 28) if last is None and end.is_leap_day else last


def _nth_weekday(year: int, month: int, weekday: int, position: int, offset: int) -> date | None:
    length = calendar.monthrange(year, month)[1]
    if position > 0:
        day = 1 + (weekday - date(year, month, 1).weekday()) % 7 + 7 * (position - 1)
    else:
        day = length - (date(year, month, length).weekday() - weekday) % 7 + 7 * (position + 1)
    if not 1 <= day <= length:
        return None
    return date(year, month, day) + timedelta(days=offset)


def _offset_text(offset: int) -> str:
    if offset == 0:
        return ""
    return f" {offset:+} day{'s' if abs(offset) != 1 else ''}"
