"""Finds out whether a business is probably in the directory already: for whoever suggests one, imports or merges.

A name alone says little in a shopping street, where every second one is two words long and starts with "Salon". So
evidence is added up: the name without its trade and legal form, the house, the distance, telephone, website and trade.
Nothing here decides: people are asked "Is it this one?".

Pure functions over prepared facts: `prepared()` folds names and numbers once, `probable_duplicates()` compares.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.duplicate_words import (
    LITTLE_WORDS,
    PARTS_OF_TOWN,
    TOWN,
    TRADE_WORDS,
    folded_phone,
    folded_street,
    folded_website,
    head_of,
    house_numbers,
    likeness_of_words,
    name_words,
    related_trades,
)
from directory.models import Business
from maps.distance import distance

ENOUGH = 75  # points from which an entry is a probable duplicate
NEXT_DOOR, NEAR = 30, 100  # metres
SHARED_BY = 3  # entries; a telephone or website that so many have belongs to a chain and tells nobody apart

# Points. A name alone is not enough, and neither is a house: there are two doctors in one, and five shops in a row.
NAME = 60
SAME_HOUSE, DOOR_BY_DOOR, CLOSE, SAME_STREET, PLACE_UNKNOWN, FAR = 35, 20, 12, 5, 15, -30  # unknown: also no number
SAME_PHONE, OTHER_PHONE = 45, -10
SAME_WEBSITE, OTHER_WEBSITE = 30, -5
SAME_TRADE, SAME_GROUP, OTHER_GROUP = 10, 5, -15
WEAKEST_NAME = 0.6  # a likeness below says nothing


class Reason(models.TextChoices):
    """What speaks for it that two entries are one business."""

    NAME = "name", _("same or similar name")
    HOUSE = "house", _("same house")
    NEAR = "near", _("very near")
    STREET = "street", _("same street")
    PHONE = "phone", _("same telephone number")
    WEBSITE = "website", _("same website")
    TRADE = "trade", _("same trade")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of a business; what is not known stays empty. `business` is handed back in a Match as it is."""

    business: Any
    name: str
    street: str = ""
    house_number: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    website: str = ""
    trade: Any = None  # anything that is equal for equal trades
    group: Any = None


@dataclass(frozen=True, slots=True)
class Prepared:
    facts: Facts
    squashed: str  # the whole name in one word
    names: dict[str, tuple[str, float]]  # word folded wide → (folded narrow, weight): what tells one from the other
    generic: frozenset[str]
    towns: frozenset[str]
    numbers: frozenset[str]
    street: str
    house: frozenset[tuple[int, str]]
    phone: str
    website: str


@dataclass(frozen=True, slots=True)
class Match:
    business: Any
    score: int
    reasons: tuple[Reason, ...]


class Known:
    """Entries to compare with, prepared once: ask many times."""

    def __init__(self, among: Iterable[Facts]) -> None:
        self.entries: list[Prepared] = [prepared(facts) for facts in among]
        self.common_phones = _shared(entry.phone for entry in self.entries)
        self.common_websites = _shared(entry.website for entry in self.entries)


def probable_duplicates(candidate: Facts, among: Known | Iterable[Facts]) -> list[Match]:
    """The entries that are probably the same business as `candidate`, most probable first.

    An entry that holds the very same `business` is the candidate itself and left out. Pass a `Known` to ask often.
    """
    known = among if isinstance(among, Known) else Known(among)
    new = prepared(candidate)
    found = []
    for entry in known.entries:
        if entry.facts.business is not None and entry.facts.business == candidate.business:
            continue
        match = _compare(new, entry, known)
        if match:
            found.append(match)
    return sorted(found, key=lambda match: -match.score)


def _shared(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value, times in Counter(values).items() if value and times >= SHARED_BY)


# --- Preparing ----------------------------------------------------------------------------------------------------


def prepared(facts: Facts) -> Prepared:
    all_words = name_words(facts.name)
    names: dict[str, tuple[str, float]] = {}
    generic, towns, numbers = set(), set(), set()
    for wide, narrow in all_words:
        if wide in LITTLE_WORDS or wide in TOWN:
            continue
        if wide.isdigit() and len(all_words) > 1:
            numbers.add(wide)
        elif wide in PARTS_OF_TOWN:
            towns.add(wide)
        elif wide in TRADE_WORDS:
            generic.add(wide)
        elif head := head_of(wide):
            generic.add(head)
            stem = wide.removesuffix(head)
            if stem in TRADE_WORDS:
                generic.add(stem)
            else:  # the first half of a compound tells less: "Landbäckerei Kamp" is known as "Bäckerei Kamp"
                names.setdefault(stem, (narrow[: len(stem)], len(stem) / 2))
        else:
            names[wide] = (narrow, float(len(wide)))
    return Prepared(
        facts=facts,
        squashed="".join(wide for wide, _narrow in all_words if wide not in TOWN),
        names=names,
        generic=frozenset(generic),
        towns=frozenset(towns),
        numbers=frozenset(numbers),
        street=folded_street(facts.street),
        house=house_numbers(facts.house_number),
        phone=folded_phone(facts.phone),
        website=folded_website(facts.website),
    )


# --- Comparing ----------------------------------------------------------------------------------------------------


def _compare(new: Prepared, entry: Prepared, known: Known) -> Match | None:
    points, reasons = _place(new, entry)
    for value, other, common, same, different, reason in (
        (new.phone, entry.phone, known.common_phones, SAME_PHONE, OTHER_PHONE, Reason.PHONE),
        (new.website, entry.website, known.common_websites, SAME_WEBSITE, OTHER_WEBSITE, Reason.WEBSITE),
    ):
        if value and other and value != other:
            points += different
        elif value and value == other and value not in common:
            points += same
            reasons.append(reason)
    if new.facts.trade is not None and entry.facts.trade is not None:
        if new.facts.trade == entry.facts.trade:
            points += SAME_TRADE
            reasons.append(Reason.TRADE)
        elif new.facts.group is not None and entry.facts.group is not None:
            points += SAME_GROUP if new.facts.group == entry.facts.group else OTHER_GROUP
    if points + NAME < ENOUGH:
        return None  # whatever the name says
    likeness = name_likeness(new, entry)
    if likeness >= WEAKEST_NAME:
        points += round(NAME * likeness)
        reasons.insert(0, Reason.NAME)
    return Match(entry.facts.business, points, tuple(reasons)) if points >= ENOUGH else None


def _place(new: Prepared, entry: Prepared) -> tuple[int, list[Reason]]:
    here, there = new.facts, entry.facts
    same_street = bool(new.street) and new.street == entry.street
    if same_street and new.house and entry.house and _same_house(new.house, entry.house):
        return SAME_HOUSE, [Reason.HOUSE]
    metres = None
    if None not in (here.latitude, here.longitude, there.latitude, there.longitude):
        metres = distance(here.latitude, here.longitude, there.latitude, there.longitude)
    if metres is not None:
        if metres <= NEXT_DOOR:
            return DOOR_BY_DOOR, [Reason.NEAR]
        if metres <= NEAR:
            return CLOSE, [Reason.NEAR]
        if not same_street:
            return FAR, []
        # A point may be the middle of a street; two numbers far apart are not one house.
        return (0, []) if new.house and entry.house else (SAME_STREET, [Reason.STREET])
    if same_street:
        if not new.house or not entry.house:
            return PLACE_UNKNOWN, [Reason.STREET]
        gap = min(abs(one[0] - other[0]) for one in new.house for other in entry.house)
        return (SAME_STREET, [Reason.STREET]) if gap <= 10 else (0, [])
    if new.street and entry.street:
        return FAR, []
    return PLACE_UNKNOWN, []


def _same_house(one: frozenset[tuple[int, str]], other: frozenset[tuple[int, str]]) -> bool:
    """7 and 7a are doors of one house; 7a and 7b are not."""
    return any(
        number == other_number and (letter == other_letter or not letter or not other_letter)
        for number, letter in one
        for other_number, other_letter in other
    )


def name_likeness(one: Prepared, other: Prepared) -> float:
    """From 0 (nothing in common) to 1 (the same name, whatever the spelling)."""
    if not one.squashed or not other.squashed:
        return 0.0
    if one.names and other.names:
        likeness = 1.0 if one.squashed == other.squashed else likeness_of_words(one.names, other.names)
    elif one.names or other.names:
        return 0.0  # "Kiosk" and "Kiosk Yilmaz": the one word says what, not which
    else:
        # Two shops that are both called "Kiosk" are two shops, unless something else says otherwise.
        shared = one.generic & other.generic
        all_the_same = one.generic == other.generic and len(shared) > 1
        likeness = 0.8 if all_the_same else WEAKEST_NAME if shared or one.squashed == other.squashed else 0.0
    if one.generic and other.generic and not related_trades(one.generic, other.generic):
        likeness *= 0.6  # "Bäckerei Müller" and "Friseur Müller": a family, or chance
    if one.towns and other.towns and not one.towns & other.towns:
        likeness *= 0.6
    if one.numbers != other.numbers:
        likeness *= 0.7  # "Saray" and "Saray 2"
    return likeness


# --- From the directory -------------------------------------------------------------------------------------------

_FIELDS = (
    "pk", "name", "street", "house_number", "latitude", "longitude", "phone", "website", "category_id",
    "category__parent_id",
)  # fmt: skip


def facts_of(businesses: models.QuerySet[Business]) -> list[Facts]:
    """The facts of a queryset in one query; `business` is the primary key."""
    return [Facts(*row) for row in businesses.values_list(*_FIELDS)]


def facts_from(business: Business) -> Facts:
    """The facts of one business, saved or not."""
    return Facts(
        business=business.pk,
        name=business.name,
        street=business.street,
        house_number=business.house_number,
        latitude=business.latitude,
        longitude=business.longitude,
        phone=business.phone,
        website=business.website,
        trade=business.category_id,
        group=business.category.parent_id if business.category_id else None,
    )


_published: tuple[str, Known] | None = None


def published_businesses(version: str) -> Known:
    """The published businesses, prepared once for each version mark of the directory (`DirectoryVersion`)."""
    global _published
    if _published is None or _published[0] != version:
        _published = (version, Known(facts_of(Business.objects.published().order_by("pk"))))
    return _published[1]
