"""Reads an opening_hours value into rules.

The grammar is that of the OSM wiki (opening_hours/specification 0.7.2) without points in time and repeated times; the
leniency is that of the reference engine opening_hours.js and a little more where German shop windows need it.
"""

from directory.opening_hours.days import Term, Weekdays, Years
from directory.opening_hours.parser_dates import (
    bound_to_year,
    parse_dates,
    parse_weeks,
    parse_years,
    starts_date,
    starts_years,
)
from directory.opening_hours.parser_days import parse_days, starts_days
from directory.opening_hours.parser_times import parse_times, starts_times
from directory.opening_hours.problems import NotUnderstoodError
from directory.opening_hours.reader import Reader
from directory.opening_hours.rules import Kind, Rule, State, Times
from directory.opening_hours.tokens import cut

MOST_PARTS = 100
"""Rules and their days, dates and times together: far above what a shop writes, and every one costs time each day."""

_Conditions = tuple[tuple[Term, ...], ...]


def parse_rules(value: str) -> tuple[Rule, ...]:
    """The rules in the order written; raises NotUnderstoodError with a German sentence."""
    reader = Reader(cut(value), value)
    rules: list[Rule] = []
    kind = Kind.NORMAL
    parts = 0
    while True:
        while separator := reader.take(";", ","):
            kind = Kind.NORMAL if separator.kind == ";" else kind
        if reader.at("end"):
            break
        rules.append(_parse_rule(reader, kind, first=not rules))
        parts += 1 + len(rules[-1].times) + sum(len(terms) for terms in rules[-1].conditions)
        if parts > MOST_PARTS:
            raise NotUnderstoodError(f"Die Angabe hat zu viele Teile (höchstens {MOST_PARTS}).")
        kind = _parse_separator(reader, rules[-1])
    if not rules:
        raise NotUnderstoodError("Die Angabe enthält keine Öffnungszeiten.")
    return tuple(rules)


def _parse_separator(reader: Reader, before: Rule) -> Kind:
    if reader.take(","):
        return Kind.ADDITIONAL
    if reader.take("||"):
        return Kind.FALLBACK
    if reader.take(";") or reader.at("end") or _next_rule_begins(reader, before):
        return Kind.NORMAL
    raise NotUnderstoodError(f"Nicht verstanden ab {reader.rest()}.")


def _next_rule_begins(reader: Reader, before: Rule) -> bool:
    """Whether only the separator is missing: ``Mo-Fr 9-18 Sa 9-14``, other weekdays than before."""
    if not (reader.at("weekday") and before.times and len(before.conditions) == 1):
        return False
    start = reader.index
    coming = parse_days(reader)
    reader.index = start
    return not any(
        isinstance(old, Weekdays) and isinstance(new, Weekdays) and old.mask & new.mask
        for old in before.conditions[0]
        for new in coming
    )


def _parse_rule(reader: Reader, kind: Kind, *, first: bool) -> Rule:
    start = reader.index
    comments = _take_comments(reader)
    conditions = _parse_conditions(reader)
    always = reader.take("always") is not None
    times: tuple[Times, ...] = parse_times(reader) if not always and starts_times(reader) else ()
    comments += _take_comments(reader)
    state = reader.take("state")
    comments += _take_comments(reader)
    if reader.index == start:
        raise NotUnderstoodError(f"Nicht verstanden ab {reader.rest()}.")
    comment = ", ".join(comments)
    if not first and kind is not Kind.FALLBACK and not (conditions or times or always or state):
        # Taken by the letter, a lone remark would make every hour unknown; it is meant for the time outside the hours.
        kind = Kind.FALLBACK
    default = State.UNKNOWN if comment else State.OPEN
    return Rule(kind, conditions, times, state.value if state else default, comment)


def _take_comments(reader: Reader) -> list[str]:
    comments = []
    while token := reader.take("comment"):
        comments.append(token.value)
    return comments


def _parse_conditions(reader: Reader) -> _Conditions:
    conditions: list[tuple[Term, ...]] = []
    while True:
        if starts_years(reader):
            conditions.append(parse_years(reader))
        elif starts_date(reader):
            _add_dates(conditions, parse_dates(reader))
        elif reader.at("week"):
            conditions.append(parse_weeks(reader))
        elif starts_days(reader):
            _add_days(conditions, parse_days(reader))
        elif not (conditions and reader.take(":")):
            return tuple(conditions)


def _add_dates(conditions: list[tuple[Term, ...]], dates: tuple[Term, ...]) -> None:
    before = conditions[-1] if conditions else ()
    if len(before) == 1 and isinstance(before[0], Years) and before[0].first == before[0].last:
        conditions[-1] = bound_to_year(dates, before[0].first)
    else:
        conditions.append(dates)


def _add_days(conditions: list[tuple[Term, ...]], days: tuple[Term, ...]) -> None:
    """Both lists must hold (``PH Mo-Fr``), but plain weekdays side by side (``Mo Mi Fr``) are one list."""
    before = conditions[-1] if conditions else ()
    if len(before) == len(days) == 1 and isinstance(before[0], Weekdays) and isinstance(days[0], Weekdays):
        conditions[-1] = (Weekdays(before[0].mask | days[0].mask),)
    else:
        conditions.append(days)
