"""Free times the way people choose: today, this week, later. No grid of a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.clock import HAGEN, local_label
from consultations.enums import Way
from consultations.finding import GERMAN, Found, Offer
from consultations.links import slot_token
from consultations.models import Topic
from directory.languages import LANGUAGE_NAMES
from directory.models import ContactPoint

DAYS_LATER = 4  # days with free times that stand below "later" at once
MOST_A_DAY = 60


class Time(NamedTuple):
    label: str  # “10:30”
    place: str  # name of the contact point, where there are several
    token: str
    starts_at: datetime


class Day(NamedTuple):
    day: date
    times: list[Time]


@dataclass(frozen=True)
class Stretch:
    """One of the three choices. `more_from`: the next day with free times that is not shown, None when all are."""

    key: str
    title: str | Promise
    days: list[Day]
    more_from: date | None = None


@dataclass(frozen=True)
class Wish:
    """What the address bar says, as far as it is understood; the rest is left out."""

    way: str = ""
    contact_point: int | None = None
    language: str = GERMAN
    later_from: date | None = None
    in_busy_hours: bool = False

    @classmethod
    def from_params(cls, params: QueryDict, places: Mapping[str, ContactPoint]) -> Wish:
        way = params.get("wie", "")
        language = params.get("sprache", GERMAN)
        place = places.get(params.get("ort", ""))
        try:
            later = date.fromisoformat(params.get("ab", ""))
        except ValueError:
            later = None
        return cls(
            way if way in Way.values else "",
            place.pk if place else None,
            language if language in LANGUAGE_NAMES else GERMAN,
            later,
            params.get("trubel") == "1",
        )


@dataclass(frozen=True)
class Choices:
    """Everything a page of free times shows."""

    way: str
    ways: list[tuple[str, str, int]]  # value, words, how many free times
    places: list[ContactPoint]  # where there are free times, if the way is a place
    stretches: list[Stretch]
    with_interpreter: bool = False
    number: int = 0
    wish: Wish = field(default_factory=Wish)


def choices_of(found: Found, wish: Wish, *, topic: Topic, places: Mapping[int, ContactPoint], now: datetime) -> Choices:
    """The times of the way that was asked for, or of the first that has any."""
    by_way: dict[str, list[Offer]] = {way: [] for way in Way.values if way in topic.ways}
    for offer in found.offers:
        by_way.setdefault(offer.slot.way, []).append(offer)
    way = wish.way if by_way.get(wish.way) else next((one for one, offers in by_way.items() if offers), "")
    offers = by_way.get(way, [])
    there = sorted({offer.slot.contact_point for offer in offers if offer.slot.contact_point})
    if wish.contact_point in there:
        offers = [offer for offer in offers if offer.slot.contact_point == wish.contact_point]
    several = wish.contact_point not in there and len(there) > 1
    return Choices(
        way=way,
        ways=[(one, str(Way(one).label), len(found_there)) for one, found_there in by_way.items()],
        places=[places[pk] for pk in there],
        stretches=in_three(offers, topic=topic, places=places if several else {}, now=now, later_from=wish.later_from),
        with_interpreter=found.with_interpreter,
        number=len(offers),
        wish=wish,
    )


def in_three(
    offers: Iterable[Offer],
    *,
    topic: Topic,
    places: Mapping[int, ContactPoint],
    now: datetime,
    later_from: date | None = None,
) -> list[Stretch]:
    """Today, the days until Sunday, and later: always all three, an empty one says so; none at all without times."""
    days = [_day(day, list(there), topic, places) for day, there in groupby(offers, key=_local_day)]
    today = now.astimezone(HAGEN).date()
    sunday = today + timedelta(days=6 - today.weekday())
    later = [one for one in days if one.day > max(sunday, today) and (later_from is None or one.day >= later_from)]
    if not days:
        return []
    return [
        Stretch("today", _("Today"), [one for one in days if one.day == today]),
        Stretch("week", _("This week"), [one for one in days if today < one.day <= sunday]),
        Stretch("later", _("Later"), later[:DAYS_LATER], later[DAYS_LATER].day if len(later) > DAYS_LATER else None),
    ]


def _day(day: date, offers: list[Offer], topic: Topic, places: Mapping[int, ContactPoint]) -> Day:
    return Day(day, [time_of(offer, topic, places) for offer in offers[:MOST_A_DAY]])


def time_of(offer: Offer, topic: Topic, places: Mapping[int, ContactPoint]) -> Time:
    place = places.get(offer.slot.contact_point) if offer.slot.contact_point else None
    return Time(
        local_label(offer.starts_at), place.name if place else "", slot_token(offer.slot, topic.pk), offer.starts_at
    )


def _local_day(offer: Offer) -> date:
    return offer.starts_at.astimezone(HAGEN).date()
