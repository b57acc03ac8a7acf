"""From what the clock in Hagen shows to spans of real time: weekly rules, single days, holidays, closing days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from consultations.enums import Cycle
from consultations.slots import Span, merged, without
from directory.opening_hours import clock
from directory.opening_hours.holidays import public_holiday_name


class Hours(NamedTuple):
    """A span of minutes after midnight on some day, where, and how people may be met in it."""

    starts: int
    ends: int
    contact_point: int | None
    ways: frozenset[str]


class Opening(NamedTuple):
    """A span of real time in which somebody advises."""

    start: int
    end: int
    contact_point: int | None
    ways: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    hours: Hours
    weekday: int
    cycle: str = Cycle.EVERY
    first: int = 0  # ordinals of days
    last: int = date.max.toordinal()


@dataclass(slots=True)
class Schedule:
    """Everything that says when one counsellor advises."""

    rules: list[Rule] = field(default_factory=list)
    # By the ordinal of the day: hours, and whether they stand instead of the weekly ones.
    special: dict[int, list[tuple[Hours, bool]]] = field(default_factory=lambda: defaultdict(list))
    closed: list[tuple[int, int, int | None]] = field(default_factory=list)  # first and last day, contact point or all
    works_on_holidays: bool = False

    def openings(self, first: int, last: int, absent: Iterable[Span] = ()) -> list[Opening]:
        """In order, from the day `first` to the day `last` (ordinals, both included), less the absences."""
        by_weekday: list[list[Rule]] = [[] for _number in range(7)]
        for rule in self.rules:
            by_weekday[rule.weekday].append(rule)
        away = merged(absent)
        found: list[Opening] = []
        for ordinal in range(first, last + 1):
            for hours in self._hours(ordinal, by_weekday[(ordinal - 1) % 7]):
                span = clock.instant(ordinal, hours.starts), clock.instant(ordinal, hours.ends)
                rest = without(span, away) if away else [span]
                found += [Opening(start, end, hours.contact_point, hours.ways) for start, end in rest if start < end]
        found.sort(key=lambda opening: opening[:2])
        return found

    def _hours(self, ordinal: int, rules: list[Rule]) -> list[Hours]:
        special = self.special.get(ordinal, ())
        hours = [one for one, _instead in special]
        instead = any(instead for _one, instead in special)
        if rules and not instead and (self.works_on_holidays or not public_holiday_name(date.fromordinal(ordinal))):
            hours += [rule.hours for rule in rules if rule.first <= ordinal <= rule.last and _in_cycle(rule, ordinal)]
        if not hours:
            return []
        closed = {place for first, last, place in self.closed if first <= ordinal <= last}
        if None in closed:
            return []
        return [one for one in hours if one.contact_point not in closed] if closed else hours


def _in_cycle(rule: Rule, ordinal: int) -> bool:
    if rule.cycle == Cycle.EVERY:
        return True
    is_odd = date.fromordinal(ordinal).isocalendar().week % 2 == 1
    return is_odd == (rule.cycle == Cycle.ODD)


def minutes_of(value: time) -> int:
    return value.hour * 60 + value.minute
