"""The grid itself: frozen values that a form fills and that write themselves as an opening_hours value."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.composing import hours_rule, masks_by_content, on_holidays, otherwise_rule
from directory.opening_hours.days import DatePoint, Dates, PublicHoliday, Weekdays
from directory.opening_hours.grid.checks import GridProblem, check
from directory.opening_hours.rules import Kind, Rule, State, Times, canonical_text

Pairs = tuple[tuple[int, int], ...]
"""(opens, closes) in minutes since midnight; a closing time up to the opening time is on the next day."""


class Holidays(StrEnum):
    """The one question about public holidays; ``UNKNOWN`` as long as nobody has answered it."""

    UNKNOWN = "unknown"
    CLOSED = "closed"
    SAME = "same"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class GridRow:
    """Weekdays (Monday 0) that have the same hours; either closed or with times."""

    days: frozenset[int]
    times: Pairs = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class GridException:
    """What holds from ``first`` to ``last`` (both included) instead of the usual hours; closed without times."""

    first: date
    last: date
    times: Pairs = ()
    note: str = ""

    @property
    def closed(self) -> bool:
        return not self.times


@dataclass(frozen=True, slots=True)
class HoursGrid:
    """All that the form holds; ``holiday_times`` count with ``Holidays.OWN``, ``remark`` is for all other times."""

    rows: tuple[GridRow, ...] = ()
    holidays: Holidays = Holidays.UNKNOWN
    holiday_times: Pairs = ()
    exceptions: tuple[GridException, ...] = ()
    remark: str = ""

    def canonical(self) -> "HoursGrid":
        """The same hours in the one way in which ``grid_from`` gives them; rows that say nothing are left out."""
        by_day: dict[int, Pairs] = {}
        for row in self.rows:
            if row.closed or row.times:
                by_day |= dict.fromkeys(row.days, () if row.closed else tidied(row.times))
        rows = tuple(
            GridRow(frozenset(day for day in range(7) if mask >> day & 1), times, closed=not times)
            for mask, times in masks_by_content(by_day)
        )
        own = tidied(self.holiday_times) if self.holidays is Holidays.OWN else ()
        holidays = self.holidays
        if (holidays is Holidays.OWN and not own) or (holidays is Holidays.SAME and not rows):
            holidays = Holidays.UNKNOWN
        exceptions = tuple(
            replace(exception, times=tidied(exception.times), note=plain(exception.note))
            for exception in self.exceptions
            if exception.first <= exception.last
        )
        return HoursGrid(rows, holidays, own, in_order(exceptions), plain(self.remark))

    def to_value(self, today: date | None = None) -> str:
        """Canonical opening_hours value, empty for an empty grid; without exceptions that ended before ``today``."""
        grid = self.canonical()
        usual = [
            hours_rule(((Weekdays(sum(1 << day for day in row.days)),),), as_times(row.times)) for row in grid.rows
        ]
        remark: list[Rule] = []
        if grid.remark:
            remark = [otherwise_rule(grid.remark) if usual else Rule(Kind.NORMAL, (), (), State.UNKNOWN, grid.remark)]
        before, after = holiday_rules(grid.holidays, grid.holiday_times, usual)
        if grid.remark and not usual:
            before, after = (), (*before, *after)
        dated = exception_rules(grid.exceptions, today)
        return canonical_text((*usual, *before, *remark, *after, *dated))

    def problems(self, today: date) -> list[GridProblem]:
        """What has to be put right before saving; empty when all is well."""
        return check(self, today)


def holiday_rules(holidays: Holidays, times: Pairs, usual: list[Rule]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules for public holidays that stand before and after the remark for all other times: closed is closed."""
    if holidays is Holidays.CLOSED:
        return (), (hours_rule(((PublicHoliday(),),), ()),)
    if holidays is Holidays.OWN:
        return (hours_rule(((PublicHoliday(),),), as_times(times)),), ()
    return (on_holidays(usual), ()) if holidays is Holidays.SAME else ((), ())


def exception_rules(exceptions: tuple[GridException, ...], today: date | None) -> list[Rule]:
    """One rule for each exception that has not passed."""
    rules = []
    for exception in exceptions:
        if today is not None and exception.last < today:
            continue
        dates = Dates(_point(exception.first), _point(exception.last))
        state = State.CLOSED if exception.closed else State.OPEN
        rules.append(Rule(Kind.NORMAL, ((dates,),), as_times(exception.times), state, exception.note))
    return rules


def in_order(exceptions: tuple[GridException, ...]) -> tuple[GridException, ...]:
    """Sorted by date; where two speak of the same day the later one counts, so then the order stays."""
    ordered = tuple(sorted(exceptions, key=lambda exception: (exception.first, exception.last)))
    meet = any(one.last >= other.first for one, other in pairwise(ordered))
    return exceptions if meet else ordered


def tidied(times: Pairs) -> Pairs:
    """Sorted, midnight as the end of its day."""
    return tuple(sorted((opens, closes or MINUTES_OF_DAY) for opens, closes in times))


def as_times(times: Pairs) -> tuple[Times, ...]:
    return tuple(Times(opens, closes if closes > opens else closes + MINUTES_OF_DAY) for opens, closes in times)


def plain(remark: str) -> str:
    """A remark without line breaks and the quotation marks that would end it."""
    return " ".join(remark.replace('"', "").split())


def _point(day: date) -> DatePoint:
    return DatePoint(day.month, day.day, day.year)
