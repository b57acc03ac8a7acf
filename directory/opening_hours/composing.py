"""Puts opening hours together to rules in the order in which they have to stand.

Weekdays come first, then what stands above them: seasons, the counted weekdays of a month, public holidays, dates.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from directory.opening_hours.clock import MINUTES_OF_DAY
from directory.opening_hours.days import Dates, PublicHoliday, Term, Weekdays, Weeks, Years
from directory.opening_hours.rules import Kind, Rule, State, Times

EVERY_DAY = 0b1111111
ALL_DAY = (Times(0, MINUTES_OF_DAY),)
T = TypeVar("T")


def masks_by_content(days: Mapping[int, T]) -> list[tuple[int, T]]:
    """Days (Monday 0) of the same content as one bit mask, in the order of their first days."""
    masks: dict[T, int] = {}
    for day in sorted(days):
        masks[days[day]] = masks.get(days[day], 0) | 1 << day
    return [(mask, content) for content, mask in masks.items()]


def hours_rule(conditions: tuple[tuple[Term, ...], ...], times: tuple[Times, ...], comment: str = "") -> Rule:
    """Open at these times, closed without any; with a comment it is not known whether it is open then."""
    if comment:
        return Rule(Kind.NORMAL, conditions, times, State.UNKNOWN, comment)
    if conditions == ((Weekdays(EVERY_DAY),),) and times == ALL_DAY:
        return Rule(Kind.NORMAL, (), (), State.OPEN)
    return Rule(Kind.NORMAL, conditions, times, State.OPEN if times else State.CLOSED)


def on_holidays(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The same rules once more, for public holidays: says that a holiday is like any day of its weekday."""
    return tuple(_on_holidays(rule) for rule in rules)


def otherwise_rule(comment: str) -> Rule:
    """The remark that holds whenever the place is not open."""
    return Rule(Kind.FALLBACK, (), (), State.UNKNOWN, comment)


def _on_holidays(rule: Rule) -> Rule:
    """The holiday stands after dates and before weekdays, where the parser finds it again."""
    holidays: tuple[Term, ...] = (PublicHoliday(),)
    if not rule.conditions:
        every_day: tuple[Term, ...] = (Weekdays(EVERY_DAY),)
        times = ALL_DAY if rule.state is State.OPEN and not rule.times else rule.times
        return Rule(rule.kind, (holidays, every_day), times, rule.state, rule.comment)
    places = len(rule.conditions)
    if not isinstance(rule.conditions[-1][0], Dates | Years | Weeks):
        places -= 1
    conditions = (*rule.conditions[:places], holidays, *rule.conditions[places:])
    return Rule(rule.kind, conditions, rule.times, rule.state, rule.comment)
