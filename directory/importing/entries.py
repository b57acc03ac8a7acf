"""An entry is a row understood: values for the fields of Business, plain enough for JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import slugify

from common.text import fold_wide
from directory.districts import suggest_district
from directory.importing.categories import CategoryFinder
from directory.importing.cleaning import ValueNotUsable, limited
from directory.models import Business, District

LONGEST = {name: Business._meta.get_field(name).max_length for name in (
    "name", "street", "house_number", "postcode", "city", "website", "source_reference"
)}  # fmt: skip
LONGEST |= {"description": 4000, "opening_hours": 500, "tag": 100}
MOST_TAGS = 12


@dataclass(frozen=True)
class Surroundings:
    """What a row is read against."""

    categories: CategoryFinder
    districts: Sequence[District]
    today: date
    allow_outside: bool = False

    def suggested_district(self, street: str, postcode: str) -> str:
        district = suggest_district(street, postcode, districts=self.districts)
        return district.slug if district else ""


@dataclass
class Entry:
    """`values` by field name: `category` and `district` by slug, `tags` by name, days as ISO text. A field that is not
    in it is not touched by the import."""

    reference: str
    source: str
    values: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def set(self, name: str, clean: Callable[[], Any]) -> None:
        """Set the field to what `clean` returns, or leave it out with a note when it cannot be used."""
        try:
            self.values[name] = clean()
        except ValueNotUsable as problem:
            self.notes.append(str(problem))

    def set_limited(self, name: str, text: str, word: str) -> None:
        self.set(name, lambda: limited(text, LONGEST[name], word))

    def set_tags(self, names: Sequence[str]) -> None:
        short = [name for name in dict.fromkeys(names) if len(name) <= LONGEST["tag"]]
        if len(short) > MOST_TAGS or len(short) < len(set(names)):
            self.notes.append(f"Nur {min(len(short), MOST_TAGS)} Merkmale wurden übernommen.")
        self.values["tags"] = short[:MOST_TAGS]


def derived_reference(*words: str) -> str:
    """The identity of a row that brings none: its folded name and address."""
    folded = [fold_wide(word) for word in words]
    # The digest tells apart what is cut off, and names in letters that the readable part does not know.
    digest = hashlib.sha256("/".join(folded).encode()).hexdigest()[:16]
    return f"name:{'/'.join(slugify(word) for word in folded if word)[:150]}:{digest}"
