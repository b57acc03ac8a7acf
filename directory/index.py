"""The directory in memory: every published business is one bit, so searching, filtering and counting ask no database.

At two districts' size (some hundred to some thousand entries) all of it is small; docs/benchmarks.md has the figures.
A request reads one mark (`DirectoryVersion`); when it is another, the index is read anew in five queries. List, map,
counts and the home street all ask this one index, which is why they can never disagree, and it is the same on SQLite
and PostgreSQL.

A set of businesses is a Python integer: bit `i` stands for the i-th business in the order of their names.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from common.text import fold, fold_wide, search_words, words
from directory import opening_hours
from directory.models import Business, Category, DirectoryVersion, District, TaggedBusiness
from directory.opening_hours import State

# How much a word found in a field says, best first.
WEIGHTS = {"name": 16, "category": 8, "tag": 6, "street": 3, "description": 1}
# A word found at the start of another one, or inside it ("bäcker" in "Landbäckerei"), says less than the word itself.
WHOLE, START, INSIDE = 4, 3, 2
SHORTEST_INSIDE = 3  # letters; shorter pieces are inside almost everything
MOMENTS_KEPT = 16  # whose states are remembered; lists ask about this minute, few about another


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists, maps and streets need of a business without asking the database."""

    id: int
    name: str
    slug: str
    latitude: float | None
    longitude: float | None
    category: Category
    district: District | None
    schedule: int  # index into DirectoryIndex.schedules

    @property
    def group(self) -> Category:
        return self.category.group


class DirectoryIndex:
    """One version of the directory. Built once, never changed."""

    def __init__(self, version: str, before: DirectoryIndex | None = None):
        self.version = version
        # Opening hours that stood in the index before are not read again: an edit brings one new value at most.
        known = {hours.raw: hours for hours in before.schedules} if before else {}
        # Businesses first: a category made and used between two queries would be missing the other way round.
        rows = list(
            Business.objects.published()
            .order_by("pk")
            .values_list(
                "pk", "name", "slug", "latitude", "longitude", "category_id", "district_id", "opening_hours",
                "languages", "wheelchair", "street", "description",
            )
        )  # fmt: skip
        categories = {category.pk: category for category in Category.objects.all()}
        for category in categories.values():
            category.parent = categories.get(category.parent_id)  # spares a query a category
        self.categories = list(categories.values())
        self.districts = list(District.objects.all())
        districts = {district.pk: district for district in self.districts}
        rows.sort(key=lambda row: fold(row[1]))
        self.tag_names: dict[str, str] = {}
        tags_of: dict[int, list[str]] = defaultdict(list)
        tagged = TaggedBusiness.objects.filter(content_object__live=True).order_by("tag__name")
        for business_pk, slug, name in tagged.values_list("content_object_id", "tag__slug", "tag__name"):
            self.tag_names[slug] = name
            tags_of[business_pk].append(slug)
        tag_words = {slug: search_words(name) for slug, name in self.tag_names.items()}
        street_words = lru_cache(maxsize=None)(search_words)

        self.entries: list[Entry] = []
        self.sets: dict[str, dict[str, int]] = {}
        # Word → weight of a field → positions, rising; each position only under the best field the word stands in.
        self.words: dict[str, dict[int, list[int]]] = {}
        self.schedules: list[opening_hours.OpeningHours] = []
        schedule_numbers: dict[str, int] = {}
        members: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        by_schedule: dict[int, list[int]] = defaultdict(list)
        category_words = {
            pk: {
                *search_words(category.name),
                *search_words(category.synonyms),
                *(search_words(category.parent.name) if category.parent else ()),
            }
            for pk, category in categories.items()
        }
        for position, row in enumerate(rows):
            (
                pk,
                name,
                slug,
                latitude,
                longitude,
                category_pk,
                district_pk,
                hours,
                languages,
                wheelchair,
                street,
                text,
            ) = row
            category, district = categories[category_pk], districts.get(district_pk)
            schedule = schedule_numbers.setdefault(hours, len(schedule_numbers))
            if schedule == len(self.schedules):
                self.schedules.append(known.get(hours) or opening_hours.parse(hours))
            by_schedule[schedule].append(position)
            self.entries.append(Entry(pk, name, slug, latitude, longitude, category, district, schedule))
            for group in {category.slug, category.group.slug}:
                members["categories"][group].append(position)
            if district:
                members["districts"][district.slug].append(position)
            for language in languages:
                members["languages"][language].append(position)
            members["wheelchair"][wheelchair].append(position)
            # From the weakest field to the strongest: a later one takes its words over.
            learned = dict.fromkeys(search_words(text), WEIGHTS["description"])
            learned.update(dict.fromkeys(street_words(street), WEIGHTS["street"]))
            if district:
                learned.update(dict.fromkeys(street_words(district.name), WEIGHTS["street"]))
            for tag in tags_of.get(pk, ()):
                learned.update(dict.fromkeys(tag_words[tag], WEIGHTS["tag"]))
                members["tags"][tag].append(position)
            learned.update(dict.fromkeys(category_words[category_pk], WEIGHTS["category"]))
            learned.update(dict.fromkeys(search_words(name), WEIGHTS["name"]))
            for word, weight in learned.items():
                self.words.setdefault(word, {}).setdefault(weight, []).append(position)

        for facet in ("categories", "districts", "tags", "languages", "wheelchair"):
            self.sets[facet] = {value: self.pack(found) for value, found in members[facet].items()}
        self.everything = (1 << len(rows)) - 1
        self.located = self.pack(position for position, row in enumerate(rows) if row[3] is not None)
        self.schedule_sets = [self.pack(by_schedule[number]) for number in range(len(self.schedules))]
        self._vocabulary = sorted(self.words)
        self._states: dict[datetime, dict[State, int]] = {}

    def __len__(self) -> int:
        return len(self.entries)

    def pack(self, positions: Iterable[int]) -> int:
        """A set out of positions."""
        field = bytearray(len(self.entries) // 8 + 1)
        for position in positions:
            field[position >> 3] |= 1 << (position & 7)
        return int.from_bytes(field, "little")

    @staticmethod
    def unpack(members: int) -> Iterator[int]:
        """The positions in a set, rising."""
        for start, byte in enumerate(members.to_bytes((members.bit_length() + 7) // 8, "little")):
            while byte:
                low = byte & -byte
                yield start * 8 + low.bit_length() - 1
                byte ^= low

    # --- When ---------------------------------------------------------------------------------------------------

    def states_at(self, moment: datetime) -> dict[State, int]:
        """For each state the businesses that are in it at `moment` (aware); kept for the last moments asked about."""
        known = self._states.get(moment)
        if known is None:
            if len(self._states) >= MOMENTS_KEPT:
                self._states.clear()
            known = self._states[moment] = self._states_of(moment)
        return known

    def _states_of(self, moment: datetime) -> dict[State, int]:
        states = dict.fromkeys(State, 0)
        for hours, members in zip(self.schedules, self.schedule_sets, strict=True):
            states[hours.at(moment).state] |= members
        return states

    # --- What ---------------------------------------------------------------------------------------------------

    def find(self, text: str) -> dict[int, int]:
        """Position → score of the businesses in which every word of `text` is found; everything for no word at all."""
        found: dict[int, int] | None = None
        # Both ways of writing an umlaut: whichever was typed, one of them stands in the index.
        for spellings in dict.fromkeys(map(frozenset, zip(words(fold(text)), words(fold_wide(text)), strict=True))):
            scores: dict[int, int] = {}
            for word in spellings:
                for position, score in self._find_word(word).items():
                    scores[position] = max(score, scores.get(position, 0))
            if found is None:
                found = scores
            else:
                found = {position: found[position] + score for position, score in scores.items() if position in found}
        return dict.fromkeys(range(len(self)), 0) if found is None else found

    def _find_word(self, asked: str) -> dict[int, int]:
        found: dict[int, list[list[int]]] = defaultdict(list)  # score → positions that reach it

        def note(word: str, quality: int) -> None:
            for weight, positions in self.words[word].items():
                found[weight * quality].append(positions)

        start = bisect_left(self._vocabulary, asked)
        for word in self._vocabulary[start:]:
            if not word.startswith(asked):
                break
            note(word, WHOLE if word == asked else START)
        if len(asked) >= SHORTEST_INSIDE:
            for word in self._vocabulary:
                if asked in word and not word.startswith(asked):
                    note(word, INSIDE)
        scores: dict[int, int] = {}
        for score in sorted(found):  # the highest score comes last and stays
            for positions in found[score]:
                scores.update(dict.fromkeys(positions, score))
        return scores


_lock = threading.Lock()
_current: DirectoryIndex | None = None


# What `one_index` holds for the length of a request: nothing yet, or the index that was asked for first.
_held: ContextVar[list[DirectoryIndex] | None] = ContextVar("held directory index", default=None)


@contextmanager
def one_index() -> Iterator[None]:
    """Inside it every `current_index()` is the same one."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def current_index() -> DirectoryIndex:
    """The index of the directory as it is now: one query, five more after a change."""
    held = _held.get()
    if held is None:
        return _newest_index()
    if not held:
        held.append(_newest_index())
    return held[0]


def _newest_index() -> DirectoryIndex:
    global _current
    version = DirectoryVersion.current()
    index = _current
    if index is None or index.version != version:
        with _lock:
            version = DirectoryVersion.current()  # somebody may have built a newer one while we waited
            if _current is None or _current.version != version:
                _current = DirectoryIndex(version, _current)
            index = _current
    return index


def forget_index() -> None:
    """Drop the index in memory; for tests and commands that write past the version."""
    global _current
    _current = None


def whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
