"""Finds the category of a row in the table of categories, which staff keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from common.text import fold
from directory.importing.cleaning import clean_line, parts
from directory.models import Category

# The more specific key is asked first: a bakery with a café (shop=bakery, amenity=cafe) is a bakery.
KEYS = ("shop", "craft", "amenity", "healthcare", "office", "leisure", "tourism")
NOBODY_THERE = {"vacant", "no", "disused", "abandoned"}


class CategoryFinder:
    """Looks among the given trades (categories below a group), in their order."""

    def __init__(self, trades: Iterable[Category]) -> None:
        self._by_tag: dict[str, Category] = {}
        self._by_word: dict[str, list[Category]] = {}
        self._by_title: dict[str, Category] = {}
        for trade in trades:
            for line in trade.osm_tags.splitlines():
                if line.strip():
                    self._by_tag.setdefault(line.strip(), trade)
            for title in (trade.name, trade.slug):
                self._by_title.setdefault(fold(title), trade)
            for word in {fold(word) for word in trade.synonym_list}:
                self._by_word.setdefault(word, []).append(trade)
        other_keys = sorted({tag.partition("=")[0] for tag in self._by_tag} - set(KEYS))
        self._keys = (*KEYS, *other_keys)

    def for_tags(self, tags: Mapping[str, str]) -> Category | None:
        """The first exact match in the order of KEYS; only when there is none, the first wildcard ("shop=*")."""
        values = {key: [value for value in parts(tags.get(key, "")) if value not in NOBODY_THERE] for key in self._keys}
        for key in self._keys:
            for value in values[key]:
                if trade := self._by_tag.get(f"{key}={value}"):
                    return trade
        wildcards = (self._by_tag.get(f"{key}=*") for key in self._keys if values[key])
        return next((trade for trade in wildcards if trade), None)

    def for_word(self, word: str) -> Category | None:
        """By name, short name or a synonym that only one trade has; also by a tag ("shop=bakery")."""
        key, _equals, value = clean_line(word).partition("=")
        if value:
            return self.for_tags({key.strip(): value})
        wanted = fold(clean_line(word))
        if trade := self._by_title.get(wanted):
            return trade
        trades = self._by_word.get(wanted, [])
        return trades[0] if len(trades) == 1 else None
