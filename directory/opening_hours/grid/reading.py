"""From an opening_hours value to its grid, or None when the value says more than a grid can hold.

What the rules say is painted on fourteen cells: the seven weekdays, and each weekday when it is a public holiday. So
the grid means exactly what the engine answers, however the rules were written.
"""

from datetime import date
from itertools import pairwise

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.composing import masks_by_content
from directory.opening_hours.days import DatePoint, Dates, PublicHoliday, Term, Weekdays
from directory.opening_hours.grid.model import GridException, GridRow, Holidays, HoursGrid, Pairs, tidied
from directory.opening_hours.hours import parse
from directory.opening_hours.parser import parse_rules
from directory.opening_hours.rules import Kind, Rule, State, Times

_HOLIDAY = PublicHoliday()
_CELLS = 14


class _RicherError(Exception):
    """The value says more than a grid can hold."""


def grid_from(value: str) -> HoursGrid | None:
    """The grid that means the same as the value; an empty one for an empty value."""
    if not value.strip():
        return HoursGrid()
    if not parse(value).understood:
        return None
    try:
        return _Painter().grid(parse_rules(value))
    except _RicherError:
        return None


def exceptions_in(value: str) -> tuple[GridException, ...]:
    """The dated exceptions of any value that a form can edit; none when it is not understood."""
    rules = parse_rules(value) if parse(value).understood else ()
    return tuple(exception for rule in rules for exception in exceptions_of(rule) or ())


def holidays_in(value: str) -> tuple[Holidays, Pairs] | None:
    """The answer about public holidays of any value, with its times; None when it is richer than the question."""
    grid = grid_from(value)
    if grid is not None:
        return grid.holidays, grid.holiday_times
    hours = parse(value)
    if not hours.understood or not hours.speaks_of_public_holidays:
        return (Holidays.UNKNOWN, ()) if hours.understood else None
    rules = parse_rules(value)
    naming = [rule for rule in rules if names_holidays(rule)]
    if len(naming) == 1 and naming[0].conditions == ((_HOLIDAY,),) and naming[0].kind is Kind.NORMAL:
        rule = naming[0]
        if rule.state is State.CLOSED and not rule.times:
            return Holidays.CLOSED, ()
        if rule.state is State.OPEN and not rule.comment and rule.times and _are_plain(rule.times):
            return Holidays.OWN, pairs_of(rule.times)
    return None


def names_holidays(rule: Rule) -> bool:
    return any(isinstance(term, PublicHoliday) for terms in rule.conditions for term in terms)


def exceptions_of(rule: Rule) -> tuple[GridException, ...] | None:
    """The exceptions that a rule stands for; None for any other rule."""
    if rule.kind is not Kind.NORMAL or len(rule.conditions) != 1 or rule.state is State.UNKNOWN:
        return None
    spans = [_span_of(term) for term in rule.conditions[0]]
    closed = rule.state is State.CLOSED and not rule.times
    if not all(spans) or not (closed or (rule.state is State.OPEN and rule.times and _are_plain(rule.times))):
        return None
    return tuple(GridException(first, last, pairs_of(rule.times), rule.comment) for first, last in spans)


def pairs_of(times: tuple[Times, ...]) -> Pairs:
    return tidied(tuple((one.start, _within_a_day(one.end)) for one in times))


def _within_a_day(minute: int) -> int:
    return minute if minute <= MINUTES_OF_DAY else minute - MINUTES_OF_DAY


def _are_plain(times: tuple[Times, ...]) -> bool:
    """Whether a grid can hold them: fixed times within a day that leave each other alone."""
    ordered = sorted(times, key=lambda one: one.start)
    apart = all(one.end <= other.start for one, other in pairwise(ordered))
    whole_turn = any(one.end - one.start >= MINUTES_OF_DAY and one.start for one in times)
    return (
        apart
        and not whole_turn
        and not any(
            one.written or one.open_end or not one.end_given or one.end - one.start > MINUTES_OF_DAY for one in times
        )
    )


def _span_of(term: Term) -> tuple[date, date] | None:
    if not isinstance(term, Dates):
        return None
    first, last = _day_of(term.start), _day_of(term.end)
    return (first, last) if first and last and first <= last else None


def _day_of(point: DatePoint) -> date | None:
    if not (point.month and point.day and point.year) or point.nth or point.offset:
        return None
    return point.first_day(point.year)


class _Painter:
    def __init__(self) -> None:
        self.cells: list[Pairs | None] = [None] * _CELLS
        self.remark = ""
        self.exceptions: list[GridException] = []
        self.holidays_named = False
        self.holidays_by_weekday = False
        self.stands_alone = False  # the remark is all that is known

    def grid(self, rules: tuple[Rule, ...]) -> HoursGrid:
        for number, rule in enumerate(rules):
            exceptions = exceptions_of(rule)
            if exceptions is not None:
                self.exceptions += exceptions
            elif self.exceptions:
                raise _RicherError  # it would win over the exceptions before it
            elif rule.state is State.UNKNOWN:
                self._take_remark(rule, first=number == 0)
            else:
                self._paint(rule, first=number == 0, alone=len(rules) == 1)
        holidays, times = self._answer()
        usual = {day: cell for day, cell in enumerate(self.cells[:7]) if cell is not None}
        rows = tuple(
            GridRow(frozenset(day for day in range(7) if mask >> day & 1), cell, closed=not cell)
            for mask, cell in masks_by_content(usual)
        )
        if self.stands_alone and rows:
            raise _RicherError
        return HoursGrid(rows, holidays, times, tuple(self.exceptions), self.remark).canonical()

    def _take_remark(self, rule: Rule, *, first: bool) -> None:
        alone = first and rule.kind is Kind.NORMAL
        if rule.conditions or rule.times or not rule.comment or self.remark:
            raise _RicherError
        if not alone and rule.kind is not Kind.FALLBACK:
            raise _RicherError
        if self.holidays_named and self._answer()[0] is Holidays.CLOSED:
            raise _RicherError  # it would hold on holidays too, which the grid says are closed
        self.remark, self.stands_alone = rule.comment, alone

    def _paint(self, rule: Rule, *, first: bool, alone: bool) -> None:
        cells = self._cells_of(rule)
        if rule.kind is Kind.FALLBACK or rule.comment or not _are_plain(rule.times):
            raise _RicherError
        if rule.state is State.CLOSED and rule.times:
            raise _RicherError
        if not rule.conditions and not (first and (alone or all(one.end <= MINUTES_OF_DAY for one in rule.times))):
            raise _RicherError
        is_plain_closing = rule.state is State.CLOSED and not rule.times
        if self.remark and not (is_plain_closing and min(cells) >= 7) and not self.stands_alone:
            raise _RicherError  # its days would lose the remark
        times = rule.times or ((Times(0, MINUTES_OF_DAY),) if rule.state is State.OPEN else ())
        for cell in cells:
            before = self.cells[cell] or ()
            adds = rule.kind is Kind.ADDITIONAL and rule.state is State.OPEN
            together = (*before, *pairs_of(times)) if adds else pairs_of(times)
            if not _are_plain(tuple(Times(a, b if b > a else b + MINUTES_OF_DAY) for a, b in together)):
                raise _RicherError
            self.cells[cell] = tidied(together)

    def _cells_of(self, rule: Rule) -> list[int]:
        if not rule.conditions:
            return list(range(_CELLS))
        if len(rule.conditions) == 2 and rule.conditions[0] == (_HOLIDAY,):
            self.holidays_named = self.holidays_by_weekday = True
            return [7 + day for day in _weekdays(rule.conditions[1])]
        if len(rule.conditions) > 1:
            raise _RicherError
        cells: set[int] = set()
        for term in rule.conditions[0]:
            if term == _HOLIDAY:
                self.holidays_named = True
                cells |= set(range(7, _CELLS))
            else:
                cells |= {cell for day in _weekdays((term,)) for cell in (day, day + 7)}
        return sorted(cells)

    def _answer(self) -> tuple[Holidays, Pairs]:
        if not self.holidays_named:
            return Holidays.UNKNOWN, ()
        usual, holidays = ([cell or () for cell in self.cells[start : start + 7]] for start in (0, 7))
        if len(set(holidays)) == 1 and not self.holidays_by_weekday:
            return (Holidays.OWN, holidays[0]) if holidays[0] else (Holidays.CLOSED, ())
        if holidays == usual:
            return Holidays.SAME, ()
        raise _RicherError


def _weekdays(terms: tuple[Term, ...]) -> list[int]:
    days: list[int] = []
    for term in terms:
        if not isinstance(term, Weekdays):
            raise _RicherError
        days += [day for day in range(7) if term.mask >> day & 1]
    return days
