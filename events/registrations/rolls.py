"""The lists people stand on, and how full they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from common import locking
from events.enums import RegistrationMode, Scope, State
from events.models import EventPage, Occurrence, Registration, Roll
from events.registrations import states
from events.registrations.errors import Busy, NotPossible

patiently = locking.patiently(Busy)


def in_line(*rolls: int) -> AbstractContextManager[None]:
    """One transaction, alone with these lists."""
    return locking.in_line(Roll, *rolls)


def roll_for(event: EventPage, occurrence: Occurrence | None = None) -> Roll:
    """The list of the whole event, or of one of its dates where people register for each.

    Raises NotPossible for a date of another event, and without a date where one is needed.
    """
    if event.scope == Scope.WHOLE:
        return Roll.objects.get_or_create(event=event, occurrence=None)[0]
    if occurrence is None or occurrence.event_id != event.pk:
        raise NotPossible(_("Please choose one of the dates."))
    return Roll.objects.get_or_create(occurrence=occurrence, defaults={"event": event})[0]


def dates_of(roll: Roll) -> list[Occurrence]:
    """Those that take place or took place, in order."""
    return list(roll.occurrences.taking_place())


def is_over(dates: list[Occurrence], now: datetime) -> bool:
    """Also where no date takes place at all."""
    return all(date.is_over(now) for date in dates)


@dataclass(frozen=True)
class Standing:
    """How full a list is. `capacity`: None for no limit. `problem`: why nobody can register any more."""

    capacity: int | None
    taken: int
    waiting: int
    has_waiting_list: bool
    closes_at: datetime | None
    problem: str

    @property
    def free(self) -> int | None:
        """None for no limit. Nobody overtakes those who wait: as long as somebody does, nothing is free."""
        if self.capacity is None:
            return None
        return 0 if self.waiting else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def is_open(self) -> bool:
        return not self.problem and (not self.is_full or self.has_waiting_list)


@dataclass
class Counts:
    """Of one event: seats taken and registrations that wait, by the number of the date; of the whole under None."""

    taken: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    waiting: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))


def counts_of(events: Iterable[EventPage]) -> dict[int, Counts]:
    """By the number of the event. One query for all of them."""
    found: dict[int, Counts] = defaultdict(Counts)
    rows = Registration.objects.filter(roll__event__in=list(events)).order_by()
    rows = rows.values_list("roll__event", "roll__occurrence", "state")
    for event, key, state, seats, number in rows.annotate(sum=Sum("seats"), number=Count("pk")):
        if state in states.HOLDING:
            found[event].taken[key] += seats
        elif state == State.WAITLISTED:
            found[event].waiting[key] += number
    return found


def standings_of(event: EventPage, dates: list[Occurrence], now: datetime) -> dict[int | None, Standing]:
    """How full each date is, by its number; of an event people register for as a whole, under None. One query."""
    return standings_from(event, dates, counts_of([event])[event.pk], now)


def standings_from(
    event: EventPage, dates: list[Occurrence], counts: Counts, now: datetime
) -> dict[int | None, Standing]:
    """The same from counts that are there already."""
    groups = {None: dates} if event.scope == Scope.WHOLE else {date.pk: [date] for date in dates}
    return {key: _standing(event, group, counts.taken[key], counts.waiting[key], now) for key, group in groups.items()}


def standing_of(roll: Roll, now: datetime) -> Standing:
    return standings_of(roll.event, list(roll.occurrences), now)[roll.occurrence_id]


def _standing(event: EventPage, dates: list[Occurrence], taken: int, waiting: int, now: datetime) -> Standing:
    taking_place = [date for date in dates if date.takes_place]
    return Standing(
        capacity=event.capacity,
        taken=taken,
        waiting=waiting,
        has_waiting_list=event.has_waiting_list,
        closes_at=closing_time(event, taking_place),
        problem=why_closed(event, taking_place, now),
    )


def closing_time(event: EventPage, dates: list[Occurrence]) -> datetime | None:
    """When people can register for the last time: before the first date."""
    return dates[0].starts_at - timedelta(hours=event.closes_hours_before) if dates else None


def why_closed(event: EventPage, dates: list[Occurrence], now: datetime, *, by_staff: bool = False) -> str:
    """A sentence; empty while people can register. Staff may write somebody down until it is over."""
    if not event.live or not event.takes_registrations:
        return _("Nobody has to register for this event.")
    if event.registration == RegistrationMode.PHONE and not by_staff:
        return _("Please call us to register.")
    if is_over(dates, now):
        return _("This event is over or was cancelled.")
    if not by_staff and closing_time(event, dates) <= now:
        return _("Registration is closed. Perhaps there is a place left all the same: please call us.")
    return ""


def people_count_on(event: EventPage, now: datetime | None = None) -> bool:
    """Is anybody registered, waiting or asked for a date that is still to come?"""
    dates = Occurrence.objects.filter(event=event).taking_place().coming(now or timezone.now())
    if not dates.exists():
        return False
    whole, each = Q(roll__event=event, roll__occurrence=None), Q(roll__occurrence__in=dates)
    return Registration.objects.filter(whole | each).open().exists()
