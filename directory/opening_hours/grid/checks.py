"""What is wrong with a grid, each with the place in the form and a sentence that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.rules import clock_text
from directory.opening_hours.words import WEEKDAYS

if TYPE_CHECKING:
    from directory.opening_hours.grid.model import HoursGrid, Pairs

LONGEST_NOTE = 60
LONGEST_NIGHT = 16 * 60
"""Minutes that a place may be open over midnight before it looks like a mistake."""

_NO_DAYS = _("Please choose at least one day.")
_NO_TIMES = _("Please enter the times, or choose closed.")
_CLOSED_WITH_TIMES = _("Please choose either closed or times.")
_DAY_TWICE = _("%(day)s is already in another row. Each day may be chosen once.")
_NO_SUCH_TIME = _("Please enter times from 0:00 to 24:00.")
_SAME_TIME = _("Opening and closing are at the same time (%(opens)s).")
_TOO_LONG = _("From %(opens)s until %(closes)s would be more than 16 hours over night. Please check the times.")
_OVERLAP = _("The times overlap at %(time)s. Please check them.")
_REVERSED = _("The last day is before the first day.")
_SAME_DAYS = _("Another exception already speaks of the %(day)s.")
_LONG_NOTE = _("Please use at most %(number)s characters.")


@dataclass(frozen=True, slots=True)
class GridProblem:
    """``place`` is "rows", "holidays", "exceptions" or "remark"; ``row`` counts the rows or exceptions from 0."""

    place: str
    row: int | None
    field: str
    message: str


def check(grid: HoursGrid, today: date) -> list[GridProblem]:
    """All problems in the order of the form; exceptions that ended before ``today`` are not looked at."""
    found = [*_row_problems(grid)]
    if grid.holidays == "own":
        found += [GridProblem("holidays", None, "times", text) for text in _time_problems(grid.holiday_times)]
    found += _exception_problems(grid, today)
    if len(grid.remark) > LONGEST_NOTE:
        found.append(GridProblem("remark", None, "remark", _said(_LONG_NOTE, number=LONGEST_NOTE)))
    return found


def _row_problems(grid: HoursGrid) -> list[GridProblem]:
    found: list[GridProblem] = []
    taken: set[int] = set()
    for number, row in enumerate(grid.rows):
        if not row.days:
            found.append(GridProblem("rows", number, "days", _said(_NO_DAYS)))
        for day in sorted(row.days & taken):
            found.append(GridProblem("rows", number, "days", _said(_DAY_TWICE, day=WEEKDAYS[day])))
        taken |= row.days
        if row.closed and row.times:
            found.append(GridProblem("rows", number, "closed", _said(_CLOSED_WITH_TIMES)))
        elif not row.closed:
            found += [GridProblem("rows", number, "times", text) for text in _time_problems(row.times)]
    return found


def _exception_problems(grid: HoursGrid, today: date) -> list[GridProblem]:
    found: list[GridProblem] = []
    for number, exception in enumerate(grid.exceptions):
        if exception.last < exception.first:
            found.append(GridProblem("exceptions", number, "last", _said(_REVERSED)))
            continue
        if exception.last < today:
            continue
        for other in grid.exceptions[:number]:
            first = max(other.first, exception.first)
            if other.first <= other.last and first <= min(other.last, exception.last):
                found.append(GridProblem("exceptions", number, "first", _said(_SAME_DAYS, day=f"{first:%d.%m.%Y}")))
                break
        if exception.times:
            found += [GridProblem("exceptions", number, "times", text) for text in _time_problems(exception.times)]
        if len(exception.note) > LONGEST_NOTE:
            found.append(GridProblem("exceptions", number, "note", _said(_LONG_NOTE, number=LONGEST_NOTE)))
    return found


def _time_problems(times: Pairs) -> list[str]:
    if not times:
        return [_said(_NO_TIMES)]
    if any(not 0 <= opens < MINUTES_OF_DAY or not 0 <= closes <= MINUTES_OF_DAY for opens, closes in times):
        return [_said(_NO_SUCH_TIME)]
    found: list[str] = []
    spans: list[tuple[int, int]] = []
    for opens, closes in times:
        end = closes if closes > opens else closes + MINUTES_OF_DAY
        if closes == opens:
            found.append(_said(_SAME_TIME, opens=clock_text(opens)))
        elif closes and end > MINUTES_OF_DAY and end - opens > LONGEST_NIGHT:
            found.append(_said(_TOO_LONG, opens=clock_text(opens), closes=clock_text(closes)))
        spans.append((opens, end))
    spans.sort()
    for (_start, before), (opens, _end) in pairwise(spans):
        if opens < before:
            found.append(_said(_OVERLAP, time=clock_text(opens)))
    return found


def _said(sentence: Promise, **values: object) -> str:
    return str(sentence) % values if values else str(sentence)
