"""Which times can be booked: everything that matters is read in seven queries, the rest is arithmetic.

The number of queries is the same for one counsellor and for twelve, for a day and for sixty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from consultations.availability import Hours, Opening, Rule, Schedule, minutes_of
from consultations.enums import Way
from consultations.models import (
    Absence,
    Booking,
    BusyHours,
    BusyTime,
    Closure,
    Counsellor,
    SpecialOpening,
    Topic,
    WeeklyRule,
)
from consultations.slots import CELL, MINUTE, Span, Wanted, beginnings, fits, merged, padded
from directory.models import Business, ContactPoint
from directory.opening_hours import State as OpeningState
from directory.opening_hours import clock, parse
from maps.distance import distance

HOUR, DAY = 3600, 86400
DESK_HORIZON_DAYS = 182
GERMAN = "de"
FARTHEST = timedelta(days=366)
# Multiples of these spread evenly over [0, 1): the golden ratio, and for the days a number of another rhythm.
GOLDEN, OTHER = 0.6180339887498949, 0.5698402909980532
METRES_A_MINUTE = 200  # by bus and on foot through the quarter, door to door
DETOUR = 1.4  # of streets against the straight line


class Slot(NamedTuple):
    """A time with the way to meet, and the place where the way is a place."""

    start: int  # seconds since 1970
    way: str
    contact_point: int | None

    @property
    def starts_at(self) -> datetime:
        return datetime.fromtimestamp(self.start, UTC)


class Offer(NamedTuple):
    """A slot that can be booked, once for all counsellors who have it."""

    slot: Slot
    counsellors: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.slot.start

    @property
    def starts_at(self) -> datetime:
        return self.slot.starts_at


@dataclass(frozen=True, kw_only=True)
class Search:
    """What somebody looks for. Empty collections mean "any".

    `at_the_desk`: staff see every time from now on, those kept for the telephone too. `business`: whose shop a visit
    goes to; `in_busy_hours`: also while it has its hands full. `ignoring`: the appointment that is being moved.
    """

    topic: Topic
    now: datetime
    ways: Collection[str] = ()
    contact_points: Collection[int] = ()
    language: str = GERMAN
    counsellor: int | None = None
    business: Business | None = None
    in_busy_hours: bool = False
    at_the_desk: bool = False
    ignoring: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Found:
    """`with_interpreter`: nobody speaks the language, so every one of these times needs somebody who interprets."""

    offers: list[Offer]
    with_interpreter: bool = False


@dataclass(slots=True)
class Diary:
    """One counsellor's time. Spans are seconds since 1970."""

    counsellor: Counsellor
    schedule: Schedule = field(default_factory=Schedule)
    absent: list[Span] = field(default_factory=list)
    booked: list[Span] = field(default_factory=list)  # with their buffers
    busy: list[Span] = field(default_factory=list)  # in the own calendar

    def openings(self, since: int, until: int) -> list[Opening]:
        return self.schedule.openings(clock.day_of(since), clock.day_of(until), self.absent)

    def taken(self, before: int, after: int) -> list[Span]:
        return padded([*self.booked, *self.busy], before, after)


def read_diaries(
    counsellors: QuerySet[Counsellor], *, since: datetime, until: datetime, now: datetime, ignoring: int | None = None
) -> dict[int, Diary]:
    """The diaries of these counsellors between two moments, in seven queries."""
    diaries = {one.pk: Diary(one) for one in counsellors}
    ids = list(diaries)
    first, last = int(since.timestamp()), int(until.timestamp())
    for pk, *values, cycle, valid_from, valid_until, weekday in WeeklyRule.objects.filter(
        counsellor__in=ids
    ).values_list(
        "counsellor", "starts", "ends", "contact_point", "ways", "cycle", "valid_from", "valid_until", "weekday"
    ):
        rule = Rule(_hours(*values), weekday, cycle)
        if valid_from or valid_until:
            rule = Rule(
                rule.hours,
                weekday,
                cycle,
                valid_from.toordinal() if valid_from else rule.first,
                valid_until.toordinal() if valid_until else rule.last,
            )
        diaries[pk].schedule.rules.append(rule)
    special = SpecialOpening.objects.filter(
        counsellor__in=ids, day__gte=since.date() - timedelta(days=1), day__lte=until.date() + timedelta(days=1)
    )
    for pk, *values, day, instead in special.values_list(
        "counsellor", "starts", "ends", "contact_point", "ways", "day", "replaces_weekly"
    ):
        diaries[pk].schedule.special[day.toordinal()].append((_hours(*values), instead))
    absences = Absence.objects.filter(counsellor__in=ids, ends_at__gt=since, starts_at__lt=until)
    for pk, start, end in absences.values_list("counsellor", "starts_at", "ends_at"):
        diaries[pk].absent.append((int(start.timestamp()), int(end.timestamp())))
    booked = Booking.objects.occupying(now).filter(
        counsellor__in=ids, busy_until__gt=first - DAY, busy_from__lt=last + DAY
    )
    for pk, start, end in booked.exclude(pk=ignoring).order_by().values_list("counsellor", "busy_from", "busy_until"):
        diaries[pk].booked.append((start, end))
    busy = BusyTime.objects.filter(counsellor__in=ids, end__gt=first - DAY, start__lt=last + DAY)
    for pk, start, end in busy.order_by().values_list("counsellor", "start", "end"):
        diaries[pk].busy.append((start, end))
    closed = [
        (first_day.toordinal(), last_day.toordinal(), place)
        for first_day, last_day, place in Closure.objects.filter(
            last_day__gte=since.date() - timedelta(days=1), first_day__lte=until.date() + timedelta(days=1)
        ).values_list("first_day", "last_day", "contact_point")
    ]
    for diary in diaries.values():
        diary.schedule.closed = closed
        diary.schedule.works_on_holidays = diary.counsellor.works_on_holidays
    return diaries


def _hours(starts, ends, contact_point, ways) -> Hours:
    return Hours(minutes_of(starts), minutes_of(ends), contact_point, frozenset(ways))


def find(search: Search) -> Found:
    """Every time that can be booked, in order; the same moment, way and place once."""
    diaries, with_interpreter = _diaries_for(search)
    by_slot: dict[tuple, list[int]] = defaultdict(list)
    travel = Travel.to(search.business) if Way.VISIT in _ways(search) else None
    for pk, diary in diaries.items():
        for start, way, place in _beginnings(search, diary, with_interpreter, travel):
            by_slot[start, way, place or 0].append(pk)
    offers = [
        Offer(Slot(start, way, place or None), tuple(found)) for (start, way, place), found in sorted(by_slot.items())
    ]
    return Found(offers, with_interpreter)


class Free(NamedTuple):
    """Somebody who can take a certain time. `busy` is the appointment with the time to breathe and to travel."""

    counsellor: int
    busy: Span


def who_is_free(search: Search, slot: Slot) -> list[Free]:
    """All who can take exactly this time, on the grid or not; the grid moves with every booking, a promise does not."""
    diaries, with_interpreter = _diaries_for(search)
    travel = Travel.to(search.business) if slot.way == Way.VISIT else None
    found = []
    for pk, diary in diaries.items():
        released = search.at_the_desk or _Release(diary.counsellor, int(search.now.timestamp()))(slot.start)
        for opening, _way, wanted, busy in _frames(search, diary, with_interpreter, {slot.way} & _ways(search), travel):
            there = opening.contact_point if slot.way == Way.PLACE else None
            if released and there == slot.contact_point and fits(slot.start, [opening[:2]], busy, wanted):
                found.append(Free(pk, (slot.start - wanted.before, slot.start + wanted.duration + wanted.after)))
                break
    return found


def _diaries_for(search: Search) -> tuple[dict[int, Diary], bool]:
    since = search.since or search.now
    until = search.until or search.now + FARTHEST
    counsellors = Counsellor.objects.working().filter(topics=search.topic)
    if search.counsellor is not None:
        counsellors = counsellors.filter(pk=search.counsellor)
    diaries = read_diaries(counsellors, since=since, until=until, now=search.now, ignoring=search.ignoring)
    if search.language == GERMAN:
        return diaries, False
    speaking = {pk: one for pk, one in diaries.items() if search.language in one.counsellor.languages}
    return (speaking, False) if speaking else (diaries, bool(diaries))


def _ways(search: Search) -> set[str]:
    """Those of the topic that were asked for; a visit goes to a shop, so without one there is none."""
    ways = set(search.topic.ways) & set(search.ways or Way.values)
    return ways if search.business else ways - {Way.VISIT}


def _beginnings(
    search: Search, diary: Diary, with_interpreter: bool, travel: Travel | None
) -> Iterator[tuple[int, str, int | None]]:
    released = None if search.at_the_desk else _Release(diary.counsellor, int(search.now.timestamp()))
    for opening, way, wanted, busy in _frames(search, diary, with_interpreter, _ways(search), travel):
        place = opening.contact_point if way == Way.PLACE else None
        for start in beginnings(opening[:2], busy, wanted):
            if released is None or released(start):
                yield start, way, place


def _frames(
    search: Search, diary: Diary, with_interpreter: bool, ways: set[str], travel: Travel | None
) -> Iterator[tuple[Opening, str, Wanted, list[Span]]]:
    """The openings, once for each way that is possible in them, with what is wanted and what is taken."""
    earliest, latest = _limits(search, diary.counsellor, with_interpreter)
    if earliest >= latest:
        return
    shop = _shop_is_busy(search, earliest, latest) if Way.VISIT in ways else []
    known: dict[tuple[str, int, int], tuple[Wanted, list[Span]]] = {}
    for opening in diary.openings(earliest, latest):
        if opening.end <= earliest:
            continue
        for way in sorted(ways & opening.ways):
            if way == Way.PLACE and not _place_suits(search, opening):
                continue
            before, after = _buffers(diary.counsellor, opening.contact_point, travel if way == Way.VISIT else None)
            key = way, before, after
            if key not in known:
                wanted = Wanted(
                    duration=search.topic.duration * MINUTE,
                    step=search.topic.grid * MINUTE,
                    earliest=earliest,
                    latest=latest,
                    before=before,
                    after=after,
                    anew=search.at_the_desk,
                )
                taken = diary.taken(before, after)
                known[key] = wanted, merged([*taken, *shop]) if way == Way.VISIT else taken
            yield opening, way, *known[key]


def _place_suits(search: Search, opening: Opening) -> bool:
    if opening.contact_point is None:
        return False
    return not search.contact_points or opening.contact_point in search.contact_points


def _limits(search: Search, counsellor: Counsellor, with_interpreter: bool) -> Span:
    now = int(search.now.timestamp())
    notice, horizon = counsellor.notice_hours * HOUR, counsellor.horizon_days * DAY
    if search.at_the_desk:
        notice, horizon = 0, max(horizon, DESK_HORIZON_DAYS * DAY)
    elif with_interpreter:
        notice = max(notice, settings.CONSULTATIONS_INTERPRETER_NOTICE_HOURS * HOUR)
    earliest, latest = now + notice, now + horizon
    if search.since:
        earliest = max(earliest, int(search.since.timestamp()))
    if search.until:
        latest = min(latest, int(search.until.timestamp()))
    return earliest, latest


def _buffers(counsellor: Counsellor, base: int | None, travel: Travel | None) -> Span:
    """Seconds before and after."""
    way_there = travel.seconds_from(base) if travel else 0
    return counsellor.buffer_before * MINUTE + way_there, counsellor.buffer_after * MINUTE + way_there


@dataclass(frozen=True)
class Travel:
    """How long it takes to a shop: the straight line with a detour, rounded up to five minutes."""

    business: Business
    places: dict[int, ContactPoint]

    @classmethod
    def to(cls, business: Business | None) -> Travel | None:
        if business is None or not business.has_position:
            return None
        return cls(business, ContactPoint.objects.in_bulk())

    def seconds_from(self, base: int | None) -> int:
        """From a contact point; from elsewhere as from the farthest of them."""
        known = [self.places[base]] if base in self.places else list(self.places.values())
        metres = [
            distance(place.latitude, place.longitude, self.business.latitude, self.business.longitude)
            for place in known
            if place.has_position
        ]
        minutes = max(metres, default=0) * DETOUR / METRES_A_MINUTE
        return ceil(minutes * MINUTE / CELL) * CELL


def _shop_is_busy(search: Search, since: int, until: int) -> list[Span]:
    """When the shop has its hands full: as it said, else while it is open."""
    if search.business is None or search.in_busy_hours:
        return []
    said = BusyHours.objects.filter(business=search.business).values_list("hours", flat=True).first()
    hours = parse(said) if said else search.business.hours
    spans = hours.intervals(datetime.fromtimestamp(since, UTC), datetime.fromtimestamp(until, UTC))
    return merged(
        (int(span.start.timestamp()), int(span.end.timestamp())) for span in spans if span.state is OpeningState.OPEN
    )


class _Release:
    """Whether the public may have a time already. A time's place in the shares follows from the time alone, evenly
    spread, so that it does not change when something else is booked."""

    def __init__(self, counsellor: Counsellor, now: int):
        self.short = counsellor.short_notice_share / 100
        self.phone = self.short + counsellor.phone_share / 100
        self.short_until = now + counsellor.short_notice_hours * HOUR
        self.phone_until = now + counsellor.phone_release_hours * HOUR
        self.offset = counsellor.pk * GOLDEN

    def __call__(self, start: int) -> bool:
        if not self.phone:
            return True
        place = (start // CELL * GOLDEN + start // DAY * OTHER + self.offset) % 1
        if place >= self.phone:
            return True
        return start <= (self.short_until if place < self.short else self.phone_until)


def nearest(offers: Iterable[Offer], to: int, number: int = 3) -> list[Offer]:
    """The `number` offers nearest to a moment, in order of time; of one moment only one."""
    by_start: dict[int, Offer] = {}
    for offer in offers:
        by_start.setdefault(offer.start, offer)
    chosen = sorted(by_start.values(), key=lambda offer: (abs(offer.start - to), offer.start))[:number]
    return sorted(chosen, key=lambda offer: offer.start)
