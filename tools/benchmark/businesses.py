"""Made-up businesses for measuring, as many as wanted: number 17 is the same one whether there are 200 or 20,000.

What decides the cost of an index and of its answers is not the number alone but how many *different* words and opening
hours there are. So the variety grows as it does in real data: names and hours come from the sample of OpenStreetMap,
each once, and after that shops get names of their own and hours shifted by some quarters of an hour. In the sample,
1,205 values of opening_hours are 908 different ones; carried on at that rate, 20,000 businesses would have some 8,500
of them, here it is 5,900. Without the sample all starts from the examples of the site.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

WITH_HOURS = 0.7  # of all businesses, as in the sample
WITH_DESCRIPTION = 0.6
WITH_POSITION = 0.97
WITH_PHOTO = 0.15
SHIFTED_HOURS = 0.8  # of the hours once the sample is used up
TODAY = date(2026, 11, 23)


def _list(text: str) -> list[str]:
    return text.split()


# Surnames that nobody chose: 40 × 12 × 25 of them are enough for a telephone book.
STARTS = _list(
    "Al Ber Bro Dem Dor Eck Erk Fal Fren Gal Gro Hal Hei Ilk Jan Kal Kel Klo Kor Lam "
    "Lin Mar Mel Nas Nor Ost Pel Quan Ral Ros Sal Sen Stei Tal Tür Uhl Ver Wal Yil Zim"
)
MIDDLES = ["", *_list("a de en ga ko li mer no ra ten wig")]
ENDS = _list(
    "bach beck berg bert born çan dahl datz feld ger hoff holt kamp kaya ke lau mann maz müller "
    "oğlu ow rath sen stein wicz"
)
PREFIXES = _list(
    "Stadt Volme Bahnhofs Eck Markt Kiez Hof Park Ring Berg Tal Sonnen Linden Alt Neu Mühlen Brunnen Brücken"
)
_TIME = re.compile(r"\b([01]\d|2[0-3]):([0-5]\d)\b")


@dataclass(frozen=True)
class Sources:
    examples: list[dict[str, Any]]  # the site's own, site/portal/seed/businesses.json
    tags: list[str]
    trades: list[tuple[str, str]]  # (slug, name)
    names: list[str]
    hours: list[str]
    sentences: list[str]
    has_sample: bool  # whether the sample of OpenStreetMap was there


def read_sources(seed: dict, categories: dict, sample: Path) -> Sources:
    examples = seed["businesses"]
    names = [row["name"] for row in examples]
    hours = [row["opening_hours"] for row in examples if row["opening_hours"]]
    if sample.is_file():
        properties = [feature["properties"] for feature in json.loads(sample.read_text())["features"]]
        names += [row["name"][:160] for row in properties if row.get("name")]
        hours += [row["opening_hours"][:500] for row in properties if row.get("opening_hours")]
    shuffle = random.Random("names and hours").shuffle  # noqa: S311 — nothing secret: repeatable
    shuffle(names)
    shuffle(hours)
    return Sources(
        examples=examples,
        tags=seed["tags"],
        trades=[(row["slug"], row["name"]) for row in categories["categories"]],
        names=names,
        hours=hours,
        sentences=[
            sentence for row in examples for sentence in re.split(r"(?<=[.!?]) ", row["description"]) if sentence
        ],
        has_sample=sample.is_file(),
    )


def businesses(sources: Sources, start: int, stop: int) -> Iterator[dict[str, Any]]:
    """Businesses number `start` to `stop` (exclusive): fields of `directory.Business`, and beside them `category_slug`,
    `district_slug`, `tag_names` and `photo` (number of a picture, or None)."""
    for number in range(start, stop):
        yield _business(sources, number)


def _business(sources: Sources, number: int) -> dict[str, Any]:
    chance = random.Random(number)  # noqa: S311 — nothing secret: repeatable
    example = chance.choice(sources.examples)  # lends address, contact and languages
    trade_slug, trade = chance.choice(sources.trades)
    has_position = chance.random() < WITH_POSITION
    return {
        "name": sources.names[number] if number < len(sources.names) else _name(chance, trade),
        "slug": f"messung-{number:05}",
        "description": _description(chance, sources),
        "street": example["street"],
        "house_number": str(chance.randint(1, 180)),
        "postcode": example["postcode"],
        "city": "Hagen",
        # The examples stand along the streets; 0.0006 degrees are about 50 metres.
        "latitude": round(example["latitude"] + chance.gauss(0, 0.0006), 6) if has_position else None,
        "longitude": round(example["longitude"] + chance.gauss(0, 0.0009), 6) if has_position else None,
        "phone": example["phone"],
        "email": example["email"],
        "website": example["website"],
        "languages": example["languages"],
        "wheelchair": example["wheelchair"] or "unknown",
        "payment_methods": example["payment"],
        "opening_hours": _hours(chance, sources, number) if chance.random() < WITH_HOURS else "",
        "last_confirmed_on": TODAY - timedelta(days=chance.randint(0, 1000)) if chance.random() < 0.7 else None,
        "category_slug": trade_slug,
        "district_slug": example["district"],
        "tag_names": chance.sample(sources.tags, chance.choice((0, 0, 1, 2, 2, 3))),
        "photo": chance.randrange(10_000) if chance.random() < WITH_PHOTO else None,
    }


def _name(chance: random.Random, trade: str) -> str:
    surname = chance.choice(STARTS) + chance.choice(MIDDLES) + chance.choice(ENDS)
    kind = chance.random()
    if kind < 0.5:
        return f"{trade} {surname}"
    if kind < 0.7:
        return f"{surname} & {chance.choice(STARTS)}{chance.choice(ENDS)}"
    if kind < 0.9:
        return f"{chance.choice(PREFIXES)}{trade.split()[0].lower()} {surname}"
    return f"{surname}s {trade.split()[0]}"


def _description(chance: random.Random, sources: Sources) -> str:
    if chance.random() >= WITH_DESCRIPTION:
        return ""
    return " ".join(chance.sample(sources.sentences, chance.randint(1, 3)))


def _hours(chance: random.Random, sources: Sources, number: int) -> str:
    value = chance.choice(sources.hours)
    if number < len(sources.hours):
        return sources.hours[number]
    return _TIME.sub(lambda time: _shifted(chance, time), value) if chance.random() < SHIFTED_HOURS else value


def _shifted(chance: random.Random, time: re.Match[str]) -> str:
    """An opening in the morning a little later, a closing in the evening a little earlier: order is kept."""
    minutes = int(time[1]) * 60 + int(time[2])
    if 6 * 60 <= minutes < 10 * 60:
        minutes += 15 * chance.randint(0, 4)
    elif 18 * 60 <= minutes <= 23 * 60:
        minutes -= 15 * chance.randint(0, 4)
    return f"{minutes // 60:02}:{minutes % 60:02}"
