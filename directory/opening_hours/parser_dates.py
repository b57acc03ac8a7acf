"""Years, dates and weeks: ``2026-2028``, ``Dec 24-Jan 06``, ``easter -2 days``, ``week 01-53/2``, ``24.12.``."""

import calendar
from dataclasses import replace
from datetime import date

from directory.opening_hours.days import DatePoint, Dates, Term, Weeks, Years
from directory.opening_hours.parser_days import single_weekday
from directory.opening_hours.problems import NotUnderstoodError
from directory.opening_hours.reader import Reader

_LEAP_YEAR = 2024


def starts_years(reader: Reader) -> bool:
    return reader.at_year() and not _starts_point(reader, 1)


def parse_years(reader: Reader) -> tuple[Term, ...]:
    years: list[Term] = []
    while True:
        first = reader.take_number(1900, 2199, "ein Jahr")
        last: int | None = first
        step = 1
        if reader.at("-") and reader.at_year(1):
            reader.take("-")
            last = reader.take_number(first, 2199, "ein späteres Jahr")
            if reader.take("/"):
                step = reader.take_number(1, 100, "eine Zahl von Jahren")
        elif reader.take("+"):
            last = None
        years.append(Years(first, last, step))
        if not (reader.at(",") and reader.at_year(1)):
            return tuple(years)
        reader.take(",")


def parse_weeks(reader: Reader) -> tuple[Term, ...]:
    reader.take("week")
    spans: list[tuple[int, int, int]] = []
    while True:
        first = reader.take_number(1, 53, "eine Kalenderwoche")
        last, step = first, 1
        if reader.take("-"):
            last = reader.take_number(1, 53, "eine Kalenderwoche")
            if reader.take("/"):
                step = reader.take_number(1, 53, "eine Zahl von Wochen")
        spans.append((first, last, step))
        if not reader.at(",", "number"):
            return (Weeks(tuple(spans)),)
        reader.take(",")


def starts_date(reader: Reader, ahead: int = 0) -> bool:
    return _starts_point(reader, ahead) or (reader.at_year(ahead) and _starts_point(reader, ahead + 1))


def parse_dates(reader: Reader) -> tuple[Term, ...]:
    spans = [_parse_span(reader)]
    while reader.at(","):
        previous = spans[-1].end
        if starts_date(reader, 1):
            reader.take(",")
            spans.append(_parse_span(reader))
        elif reader.at(",", "number") and previous.day and not reader.at_year(1):
            reader.take(",")
            spans.append(_parse_span_of_days(reader, previous))
        else:
            break
    return tuple(spans)


def bound_to_year(spans: tuple[Term, ...], year: int) -> tuple[Term, ...]:
    """The same dates in that year only (``2026: Dec 24,Dec 31``)."""
    bound: list[Term] = []
    for span in spans:
        if isinstance(span, Dates) and span.start.year is None:
            start = replace(span.start, year=year)
            span = Dates(start, start if span.end == span.start else _year_after(start, span.end))
        bound.append(span)
    return tuple(bound)


def _starts_point(reader: Reader, ahead: int) -> bool:
    if reader.peek(ahead).kind in ("month", "easter", "date"):
        return True
    if reader.peek(ahead).kind != "number" or reader.at_year(ahead):
        return False
    after = ahead + 2 if reader.peek(ahead + 1).kind == "." else ahead + 1
    return reader.peek(after).kind == "month"


def _parse_span(reader: Reader) -> Dates:
    start_token = reader.peek()
    start = _parse_point(reader, after=None)
    if reader.at("+") and (reader.peek(1).kind in ("end", ";", ":", ",", "weekday", "time", "state", "comment")):
        reader.take("+")
        return Dates(start, DatePoint(12, 31, 2199 if start.year else None))
    if not (reader.at("-") and _ends_span(reader, start)):
        return Dates(start, start)
    reader.take("-")
    if reader.at("number") and not starts_date(reader):
        return Dates(start, _day_of(reader, start))
    end = _parse_point(reader, after=start)
    if start.year is None and end.year is not None:
        raise NotUnderstoodError(f"Beim Anfang fehlt das Jahr: {reader.since(start_token)}.")
    if start.year is not None and end.year is None:
        end = _year_after(start, end)
    return Dates(start, end)


def _ends_span(reader: Reader, start: DatePoint) -> bool:
    return starts_date(reader, 1) or (reader.peek(1).kind == "number" and bool(start.day) and not reader.at_year(1))


def _parse_span_of_days(reader: Reader, previous: DatePoint) -> Dates:
    start = _day_of(reader, previous)
    if reader.at("-", "number"):
        reader.take("-")
        return Dates(start, _day_of(reader, start))
    return Dates(start, start)


def _day_of(reader: Reader, point: DatePoint) -> DatePoint:
    """Another day of the month of ``point``, of which only the number is written."""
    number = reader.take_number(1, 31, "ein Tag")
    return _checked(DatePoint(point.month, number, point.year, offset=reader.take_offset()))


def _parse_point(reader: Reader, after: DatePoint | None) -> DatePoint:
    """One end of a span; ``after`` is its beginning when this is its end."""
    year = reader.take("number").value if reader.at_year() else None
    if reader.take("easter"):
        return DatePoint(year=year, offset=reader.take_offset())
    token = reader.take("date")
    if token is not None:
        day, month, year = token.value
        return _checked(DatePoint(month, day, year, offset=reader.take_offset()))
    day = 0
    if reader.at("number"):  # 24 Dec, 24. Dezember
        day = reader.take_number(1, 31, "ein Tag")
        reader.take(".")
    month = reader.take("month").value
    if not day and _day_follows(reader, after):
        day = reader.take_number(1, 31, "ein Tag")
    nth = None if day else _parse_nth(reader, after)
    if year is None and reader.at_year() and not _starts_point(reader, 1):  # Dezember 2026
        year = reader.take("number").value
    offset = reader.take_offset() if day or nth else 0
    return _checked(DatePoint(month, day, year, nth, offset))


def _day_follows(reader: Reader, after: DatePoint | None) -> bool:
    """Whether a number after a month is its day: not in ``Jan-Dec 9-18``, where it must be an hour."""
    if not reader.at("number") or reader.at_year() or _starts_point(reader, 0):
        return False
    return after is None or not after.is_month


def _parse_nth(reader: Reader, after: DatePoint | None) -> tuple[int, int] | None:
    """``Su[1]`` right after a month, when it is a date; in ``Oct Su[1] 10:00-12:00`` it is left for the weekdays."""
    if not reader.at("weekday", "["):
        return None
    weekday = single_weekday(reader.peek().value)
    length = 5 if reader.peek(2).kind == "-" else 4
    bracket = reader.peek(length - 1)
    number = reader.peek(length - 2)
    if weekday is None or bracket.kind != "]" or number.kind != "number" or not 1 <= number.value <= 5:
        return None
    follows = [reader.peek(length + step).kind for step in range(3)]
    moved = follows[0] in ("+", "-") and follows[1:] == ["number", "days"]
    begins_span = follows[0] == "-" and starts_date(reader, length + 1)
    if not (moved or begins_span if after is None else not after.is_month):
        return None
    reader.index += length
    return weekday, -number.value if length == 5 else number.value


def _year_after(start: DatePoint, end: DatePoint) -> DatePoint:
    """An end without a year lies in the year of the beginning or, when it would come before it, in the next."""
    first, last = start.first_day(start.year), end.last_day(start.year)
    later = first is not None and last is not None and last < first
    return replace(end, year=start.year + (1 if later else 0))


def _checked(point: DatePoint) -> DatePoint:
    if point.day:
        length = calendar.monthrange(_LEAP_YEAR, point.month)[1]
        if point.day > length:
            raise NotUnderstoodError(f"Den Tag {date(_LEAP_YEAR, point.month, 1):{point.day}.%m.} gibt es nicht.")
    return point
