"""Dates and months in a German text: "24.–26.12.", "3.8.–22.8.2027", "April bis September", "Heiligabend"."""

import calendar

from directory.opening_hours.days import DatePoint, Dates
from directory.opening_hours.german import refusals
from directory.opening_hours.german.cursor import Cursor

_LEAP_YEAR = 2024
_NAMED = (
    ("heilig", DatePoint(12, 24)),
    ("sil", DatePoint(12, 31)),
    ("neujahr", DatePoint(1, 1)),
    ("allerheiligen", DatePoint(11, 1)),
    ("1.", DatePoint(12, 25)),
    ("erster", DatePoint(12, 25)),
    ("2.", DatePoint(12, 26)),
    ("zweiter", DatePoint(12, 26)),
    ("rosenmontag", DatePoint(offset=-48)),
    ("karfreitag", DatePoint(offset=-2)),
    ("ostersonntag", DatePoint()),
    ("ostermontag", DatePoint(offset=1)),
    ("christi", DatePoint(offset=39)),
    ("himmelfahrt", DatePoint(offset=39)),
    ("pfingstsonntag", DatePoint(offset=49)),
    ("pfingstmontag", DatePoint(offset=50)),
    ("fronleichnam", DatePoint(offset=60)),
)


def starts_dates(cursor: Cursor, ahead: int = 0) -> bool:
    """Whether a date, a month or a named day comes; a lone number with a full stop must lead to one."""
    while cursor.peek(ahead).kind == "from":
        ahead += 1
    token = cursor.peek(ahead)
    if token.kind in ("date", "month", "named"):
        return True
    if token.kind == "number":
        return cursor.peek(ahead + 1).kind == "month"
    if token.kind != "dotted":
        return False
    while cursor.peek(ahead).kind in ("dotted", "dash", "until", "comma", "and"):
        ahead += 1
    return cursor.peek(ahead).kind in ("month", "date")


def parse_dates(cursor: Cursor) -> tuple[Dates, ...]:
    """All spans of a list; an end or a list lends its month and year to the days before it."""
    spans: list[tuple[DatePoint, DatePoint]] = []
    since = cursor.peek().start
    while True:
        cursor.skip("from")
        start = _parse_point(cursor)
        end = start
        if cursor.at("dash", "until") and starts_dates(cursor, 1):
            cursor.take("dash", "until")
            end = _parse_point(cursor)
        spans.append((start, end))
        ahead = cursor.after("comma", "and")
        if not (ahead and starts_dates(cursor, ahead)):
            break
        cursor.skip("comma", "and")
    return _completed(cursor, spans, since)


def _parse_point(cursor: Cursor) -> DatePoint:
    """One date; its month is 0 and its day set where only "24." is written."""
    token = cursor.take("date", "named", "month", "dotted", "number")
    if token is None:
        raise cursor.refuse_here(refusals.NO_SUCH_DATE)
    if token.kind == "named":
        point = next(point for name, point in _NAMED if token.value.lower().startswith(name))
        return DatePoint(point.month, point.day, _take_year(cursor), offset=point.offset)
    if token.kind == "date":
        return _checked(cursor, DatePoint(token.value[1], token.value[0], token.value[2] or None), token.start)
    if token.kind == "month":
        return DatePoint(token.value, 0, _take_year(cursor))
    month = cursor.take("month")
    if month is None:
        return DatePoint(0, token.value)
    return _checked(cursor, DatePoint(month.value, token.value, _take_year(cursor)), token.start)


def _take_year(cursor: Cursor) -> int | None:
    if cursor.at("number") and 2000 <= cursor.peek().value <= 2199:
        return cursor.take("number").value
    # "Dezember 2030" is cut as half past eight in the evening: four digits after a month are a year.
    token = cursor.peek()
    written = cursor.text[token.start : token.end]
    if token.kind == "time" and written.isdecimal() and len(written) == 4 and written.startswith("20"):
        cursor.take("time")
        return int(written)
    return None


def _checked(cursor: Cursor, point: DatePoint, start: int) -> DatePoint:
    if not 1 <= point.day <= calendar.monthrange(point.year or _LEAP_YEAR, point.month)[1]:
        raise cursor.refuse(refusals.NO_SUCH_DATE, start, cursor.last_end)
    return point


def _completed(cursor: Cursor, spans: list[tuple[DatePoint, DatePoint]], since: int) -> tuple[Dates, ...]:
    """The spans with months and years, read from the last to the first."""
    found: list[Dates] = []
    month, year = 0, None
    for start, end in reversed(spans):
        end = _with(cursor, end, month, year, since)
        begins = _with(cursor, start, end.month, None, since)
        if begins.year is None and end.year is not None and begins.month:
            later = (begins.month, begins.day) > (end.month, end.day or 31) and bool(end.month)
            begins = _with(cursor, begins, begins.month, end.year - (1 if later else 0), since)
        elif begins.year is None:
            begins = DatePoint(begins.month, begins.day, end.year, offset=begins.offset)
        if begins.year is not None and end.year is None:
            raise cursor.refuse(refusals.WHICH_YEAR, since, cursor.last_end)
        if begins.year and begins.month and end.month and begins.first_day(begins.year) > end.last_day(end.year):
            raise cursor.refuse(refusals.NO_SUCH_DATE, since, cursor.last_end)
        found.insert(0, Dates(begins, end))
        month, year = begins.month or month, begins.year
    return tuple(found)


def _with(cursor: Cursor, point: DatePoint, month: int, year: int | None, since: int) -> DatePoint:
    is_day_only = point.month == 0 and point.day > 0
    if is_day_only and not month:
        raise cursor.refuse(refusals.NO_SUCH_DATE, since, cursor.last_end)
    completed = DatePoint(month if is_day_only else point.month, point.day, point.year or year, None, point.offset)
    return _checked(cursor, completed, since) if completed.day else completed
