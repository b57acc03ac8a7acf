"""Holidays and dated exceptions edited on top of any value, however rich its weekly rules are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.days import Dates, PublicHoliday, Term, Years
from directory.opening_hours.grid.model import (
    GridException,
    Holidays,
    Pairs,
    exception_rules,
    holiday_rules,
    in_order,
    plain,
    tidied,
)
from directory.opening_hours.grid.reading import exceptions_of, names_holidays
from directory.opening_hours.hours import parse
from directory.opening_hours.parser import parse_rules
from directory.opening_hours.problems import NotUnderstoodError
from directory.opening_hours.rules import Kind, Rule, State, canonical_text


def merge_exceptions(
    value: str,
    exceptions: Iterable[GridException],
    today: date,
    *,
    holidays: Holidays | None = None,
    holiday_times: Pairs = (),
) -> str:
    """The value with these exceptions instead of its own, all other rules untouched; past exceptions are left out.

    ``holidays`` answers the question about public holidays anew; None leaves what the value says. Raises
    NotUnderstoodError for a value that is not understood.
    """
    if value.strip() and not parse(value).understood:
        raise NotUnderstoodError(parse(value).problem)
    rules = [rule for rule in (parse_rules(value) if value.strip() else ()) if exceptions_of(rule) is None]
    if holidays is not None:
        rules = _with_holidays(rules, holidays, holiday_times)
    wanted = in_order(
        tuple(
            replace(exception, times=tidied(exception.times), note=plain(exception.note))
            for exception in exceptions
            if exception.first <= exception.last
        )
    )
    return canonical_text((*_starting_plainly(rules), *exception_rules(wanted, today)))


def drop_past_exceptions(value: str, today: date) -> str:
    """The value without rules for dates that have passed; unchanged, letter by letter, when there are none."""
    if not parse(value).understood:
        return value
    rules = parse_rules(value)
    kept: list[Rule] = []
    for number, rule in enumerate(rules):
        following = rules[number + 1] if number + 1 < len(rules) else None
        # A rule that names no day takes its meaning from the one before it.
        left = rule if following is not None and not following.conditions else _left_of(rule, today)
        if left is not None:
            kept.append(left)
    return value if tuple(kept) == rules else canonical_text(_starting_plainly(kept))


def _starting_plainly(rules: list[Rule]) -> tuple[Rule, ...]:
    """The first rule has nothing before it that it could add to."""
    if rules and rules[0].kind is Kind.ADDITIONAL:
        return (replace(rules[0], kind=Kind.NORMAL), *rules[1:])
    return tuple(rules)


def _left_of(rule: Rule, today: date) -> Rule | None:
    """The rule without its dates in the past; None when nothing is left of it."""
    nights = any(one.end > MINUTES_OF_DAY or one.open_end for one in rule.times)
    limit = today - timedelta(days=1) if nights else today
    conditions = []
    for terms in rule.conditions:
        left = tuple(term for term in terms if not _has_passed(term, limit))
        if not left:
            return None
        conditions.append(left)
    return replace(rule, conditions=tuple(conditions))


def _has_passed(term: Term, limit: date) -> bool:
    if isinstance(term, Years):
        return term.last is not None and date(term.last, 12, 31) < limit
    if not isinstance(term, Dates) or term.start.year is None or term.end.year is None:
        return False
    last = term.end.last_day(term.end.year)
    return last is not None and last < limit


def _with_holidays(rules: list[Rule], holidays: Holidays, times: Pairs) -> list[Rule]:
    """The rules with another answer about public holidays, which stands below dates and the remark for other times."""
    rules = [left for rule in rules if (left := _without_holidays(rule)) is not None]
    special = len(rules)
    while special and _is_special_day(rules[special - 1]):
        special -= 1
    usual, dated = rules[:special], rules[special:]
    remark = next((number for number, rule in enumerate(usual) if rule.kind is Kind.FALLBACK), len(usual))
    weekly = [rule for rule in usual[:remark] if rule.state is not State.UNKNOWN or rule.conditions]
    before, after = holiday_rules(holidays, tidied(times), weekly)
    return [*usual[:remark], *before, *usual[remark:], *after, *dated]


def _without_holidays(rule: Rule) -> Rule | None:
    if not names_holidays(rule):
        return rule
    conditions = tuple(
        tuple(term for term in terms if not isinstance(term, PublicHoliday)) for terms in rule.conditions
    )
    return replace(rule, conditions=conditions) if all(conditions) else None


def _is_special_day(rule: Rule) -> bool:
    """Whether a rule speaks of dates alone, which win over holidays."""
    return len(rule.conditions) == 1 and all(isinstance(term, Dates) and term.start.day for term in rule.conditions[0])
