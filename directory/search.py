"""Answers a DirectoryQuery: which businesses, in which order, and what each filter would still leave."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from directory.enums import WheelchairAccess
from directory.filters import FACETS, NOW, UNKNOWN, DirectoryQuery
from directory.index import DirectoryIndex, whole_minute
from directory.languages import LANGUAGE_NAMES
from directory.opening_hours import State
from maps.matching import EVERYTHING, pack_ids

MOST_TAGS = 24  # shown as filters; the chosen ones always are


@dataclass(frozen=True)
class Option:
    """One value of a facet. `count` is how many there would be with this value, given the other facets."""

    value: str
    label: str
    count: int
    chosen: bool
    colour: str = ""
    icon: str = ""
    query: DirectoryQuery | None = None  # the state after tapping it


@dataclass(frozen=True)
class Facet:
    name: str  # field of the query
    parameter: str  # name in the address
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.chosen)


@dataclass(frozen=True)
class SearchResult:
    index: DirectoryIndex
    query: DirectoryQuery
    moment: datetime
    members: int  # all that match, as a set of the index
    positions: tuple[int, ...]  # the same in order
    facets: tuple[Facet, ...]
    open_count: int  # of what matches without the opening filter
    unknown_count: int

    @property
    def total(self) -> int:
        return len(self.positions)

    @property
    def matching(self) -> str:
        """The set for the map, as `maps.matching` writes it."""
        if self.total == len(self.index):
            return EVERYTHING
        return pack_ids(self.index.entries[position].id for position in self.positions)

    @property
    def without_position(self) -> int:
        return (self.members & ~self.index.located).bit_count()

    @property
    def chosen(self) -> list[Option]:
        """The chosen options of all facets; tapping one takes it back."""
        return [option for facet in self.facets for option in facet.chosen]

    def ids(self, start: int, stop: int) -> list[int]:
        return [self.index.entries[position].id for position in self.positions[start:stop]]


def search(index: DirectoryIndex, query: DirectoryQuery, now: datetime) -> SearchResult:
    """Everything that matches `query` at `now` (aware)."""
    moment = whole_minute(query.moment(now))
    scores = index.find(query.text) if query.text else {}
    found = index.pack(scores) if query.text else index.everything
    chosen = {name: _union(index.sets[name], getattr(query, name), index.everything) for name in FACETS}
    states = index.states_at(moment)
    opened = index.everything
    if query.open == UNKNOWN:
        opened = states[State.UNKNOWN]
    elif query.open:
        opened = states[State.OPEN]

    everything_else = found
    for members in chosen.values():
        everything_else &= members
    matching = everything_else & opened

    facets = []
    for name in FACETS:
        others = found & opened
        for other, members in chosen.items():
            if other != name:
                others &= members
        facets.append(Facet(name, FACETS[name], _facet_label(name), tuple(_options(index, query, name, others))))

    positions = list(index.unpack(matching))  # in the order of names already
    if query.text:
        positions.sort(key=lambda position: -scores[position])  # stable: equal scores stay in the order of names
    return SearchResult(
        index=index,
        query=query,
        moment=moment,
        members=matching,
        positions=tuple(positions),
        facets=tuple(facets),
        open_count=(everything_else & states[State.OPEN]).bit_count(),
        unknown_count=(everything_else & states[State.UNKNOWN]).bit_count(),
    )


def known_values(index: DirectoryIndex) -> dict[str, set[str]]:
    """The values each facet's filter accepts: everything that exists, used or not."""
    return {
        "categories": {category.slug for category in index.categories},
        "districts": {district.slug for district in index.districts},
        "tags": set(index.tag_names),
        "languages": set(LANGUAGE_NAMES),
        "wheelchair": {WheelchairAccess.YES.value, WheelchairAccess.LIMITED.value},
    }


def _union(sets: dict[str, int], values: tuple[str, ...], everything: int) -> int:
    if not values:
        return everything
    members = 0
    for value in values:
        members |= sets.get(value, 0)
    return members


def _facet_label(name: str) -> str:
    return {
        "categories": _("Category"),
        "districts": _("District"),
        "tags": _("Features"),
        "languages": _("Language spoken"),
        "wheelchair": _("Wheelchair"),
    }[name]


def _options(index: DirectoryIndex, query: DirectoryQuery, name: str, others: int) -> list[Option]:
    """The options worth offering: those that lead to something, and those that are chosen."""
    chosen = getattr(query, name)
    options = []
    for value, label, colour, icon in _choices(index, query, name):
        count = (index.sets[name].get(value, 0) & others).bit_count()
        if count or value in chosen:
            options.append(
                Option(value, label, count, value in chosen, colour, icon, query=_toggled(index, query, name, value))
            )
    if name == "tags":
        kept = sorted(options, key=lambda option: (not option.chosen, -option.count))[:MOST_TAGS]
        options = [option for option in options if option in kept]
    return options


def _choices(index: DirectoryIndex, query: DirectoryQuery, name: str):
    """(value, label, colour, icon) of a facet's values in the order they are offered."""
    if name == "categories":
        # All groups, and the trades of those groups that are open or whose trade is chosen.
        shown = {category.group.slug for category in index.categories if category.slug in query.categories}
        for group in (category for category in index.categories if category.parent is None):
            yield group.slug, group.name, group.colour, group.icon
            if group.slug in shown:
                for trade in (category for category in index.categories if category.parent is group):
                    yield trade.slug, trade.name, group.colour, trade.icon
    elif name == "districts":
        for district in index.districts:
            yield district.slug, district.name, "", ""
    elif name == "tags":
        for slug, label in index.tag_names.items():
            yield slug, label, "", ""
    elif name == "languages":
        for code, label in LANGUAGE_NAMES.items():
            if code != "de":  # spoken nearly everywhere, so it filters nothing
                yield code, str(label), "", ""
    else:
        for choice in (WheelchairAccess.YES, WheelchairAccess.LIMITED):
            yield choice.value, str(choice.label), "", ""


def _toggled(index: DirectoryIndex, query: DirectoryQuery, name: str, value: str) -> DirectoryQuery:
    if name != "categories":
        return query.toggled(name, value)
    # A trade narrows its group, so choosing it takes the group's place; taking it back gives the group again.
    by_slug = {category.slug: category for category in index.categories}
    category = by_slug[value]
    if category.parent is None:
        trades = {trade.slug for trade in index.categories if trade.parent is category}
        slugs = tuple(slug for slug in query.categories if slug not in trades)
        return replace(query, categories=slugs).toggled(name, value)
    toggled = query.toggled(name, value)
    slugs = [slug for slug in toggled.categories if slug != category.parent.slug]
    if not any(by_slug[slug].parent is category.parent for slug in slugs if by_slug[slug].parent):
        slugs.append(category.parent.slug)
    return replace(toggled, categories=tuple(slugs))


def open_filter_query(query: DirectoryQuery) -> DirectoryQuery:
    """The state after tapping "open now"."""
    return replace(query, page=1, open="" if query.open == NOW else NOW)
