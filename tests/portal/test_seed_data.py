"""The examples of the demonstration: alive in every group, on the right streets, and nobody's real data."""

import json
import re
from collections import Counter
from itertools import combinations, pairwise
from math import cos, dist, radians
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "site/portal/seed"


def read(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


DATA = read(SEED / "businesses.json")
BUSINESSES = DATA["businesses"]
CATEGORIES = read(ROOT / "directory/data/categories.json")["categories"]
GROUP_OF = {category["slug"]: category["group"] for category in CATEGORIES}
DISTRICTS = {district["slug"]: district for district in read(ROOT / "directory/data/districts.json")}
PICTURES = sorted((SEED / "pictures").iterdir())

# south, west, north, east: roughly where each district lies. No border is published.
BOXES = {"altenhagen": (51.3590, 7.4605, 51.3730, 7.4850), "wehringhausen": (51.3515, 7.4450, 51.3590, 7.4655)}

# https://www.bundesnetzagentur.de, "Rufnummern für Medienproduktionen": assigned to nobody for good
FICTIONAL_PHONE = re.compile(
    r"\+49 (30 23125\d{3}|69 90009\d{3}|40 66969\d{3}|221 4710\d{3}|89 99998\d{3}|171 39200\d{2}"
    r"|152 28817386|152 28895456|152 54599371)"
)
EXAMPLE_EMAIL = re.compile(r"[a-z0-9.-]+@example\.(org|com)")
EXAMPLE_URL = re.compile(r"https://example\.org/[a-z0-9/-]+")

HOURS_KINDS = {
    "lunch break": r"\d\d:\d\d-\d\d:\d\d,\d\d:\d\d-",
    "past midnight": r"-0[1-5]:00",
    "round the clock": r"^24/7$",
    "closed on holidays": r"PH off",
    "own hours on holidays": r"PH \d|PH,?\w* \d|,PH \d",
    "some weekdays of the month": r"[A-Z][a-z]\[\d\]",
    "seasons": r"[A-Z][a-z]{2}-[A-Z][a-z]{2}: ",
    "dates": r"[A-Z][a-z]{2} \d\d",
    "school holidays": r"SH ",
    "an open end": r"\d\d:\d\d\+",
    "additional rules": r"\d, [A-Z]",
    "by appointment": r'^"',
    "hours with a comment": r'\d "',
    "words": r"^täglich",
    "unknown": r"^$",
}


def inside(point: tuple[float, float], ring: list) -> bool:
    """Even-odd rule; `point` and the ring are (longitude, latitude)."""
    x, y = point
    crossings = [
        (x2 - x1) * (y - y1) / (y2 - y1) + x1 > x for (x1, y1), (x2, y2) in pairwise(ring) if (y1 > y) != (y2 > y)
    ]
    return sum(crossings) % 2 == 1


def metres(one: dict, other: dict) -> float:
    scale = 111_320 * cos(radians(51.36))
    return dist(
        (one["longitude"] * scale, one["latitude"] * 111_250), (other["longitude"] * scale, other["latitude"] * 111_250)
    )


def names(businesses: list[dict]) -> list[str]:
    return [business["name"] for business in businesses]


def test_businesses_are_120_half_in_each_district():
    per_district = Counter(business["district"] for business in BUSINESSES)

    assert len(BUSINESSES) == 120
    assert set(per_district) == set(DISTRICTS)
    assert all(55 <= count <= 65 for count in per_district.values())


@pytest.mark.parametrize("key", ["slug", "name", "description"])
def test_businesses_share_nothing_that_should_be_their_own(key):
    counted = Counter(business[key] for business in BUSINESSES)

    assert [value for value, count in counted.items() if count > 1] == []


def test_businesses_share_no_address():
    counted = Counter((business["street"], business["house_number"]) for business in BUSINESSES)

    assert [address for address, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("business", BUSINESSES, ids=lambda business: business["slug"])
def test_business_is_complete_and_marked_as_an_example(business):
    district = DISTRICTS[business["district"]]
    sentences = re.findall(r"[.!?](?=\s|$)", business["description"])

    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", business["slug"])
    assert len(business["name"]) <= 160
    assert business["category"] in GROUP_OF
    assert 2 <= len(business["tags"]) == len(set(business["tags"])) <= 4
    assert set(business["tags"]) <= set(DATA["tags"])
    assert 2 <= len(sentences) <= 4
    assert business["street"] in district["streets"]
    assert [business["postcode"], business["city"]] == [*district["postcodes"], "Hagen"]
    assert re.fullmatch(r"\d+[a-z]?", business["house_number"])
    assert "de" in business["languages"]
    assert business["wheelchair"] in {"yes", "limited", "no", "unknown"}
    assert set(business["payment"]) <= {"cash", "girocard", "credit_card", "contactless", "invoice"}
    assert business["confirmed_days_ago"] is None or 3 <= business["confirmed_days_ago"] <= 700
    assert business["source"] == "demo"


@pytest.mark.parametrize("business", BUSINESSES, ids=lambda business: business["slug"])
def test_business_can_reach_nobody_real(business):
    links = [business["website"], *business["social"].values()]

    assert business["phone"] == "" or FICTIONAL_PHONE.fullmatch(business["phone"])
    assert business["email"] == "" or EXAMPLE_EMAIL.fullmatch(business["email"])
    assert [link for link in links if link and not EXAMPLE_URL.fullmatch(link)] == []
    assert set(business["social"]) <= {"facebook", "instagram", "tiktok"}


def test_positions_lie_in_the_city():
    ground = read(ROOT / "maps/data/ground.json")
    boundary = next(found for found in ground["features"] if found["properties"]["kind"] == "boundary")
    ring = boundary["geometry"]["coordinates"][0]
    outside = [business for business in BUSINESSES if not inside((business["longitude"], business["latitude"]), ring)]

    assert not inside((7.30, 51.36), ring)  # the test can fail
    assert names(outside) == []


def test_positions_lie_where_their_district_is():
    def misplaced(business: dict) -> bool:
        south, west, north, east = BOXES[business["district"]]
        return not (south <= business["latitude"] <= north and west <= business["longitude"] <= east)

    assert names([business for business in BUSINESSES if misplaced(business)]) == []


def test_positions_do_not_pile_up():
    assert min(metres(one, other) for one, other in combinations(BUSINESSES, 2)) >= 10


@pytest.mark.parametrize("district", DISTRICTS)
def test_every_group_is_alive_in_the_district(district):
    groups = Counter(GROUP_OF[business["category"]] for business in BUSINESSES if business["district"] == district)

    assert set(groups) == set(GROUP_OF.values())
    assert min(groups.values()) >= 5


def test_nearly_every_category_is_in_use():
    used = {business["category"] for business in BUSINESSES}

    assert len(used) >= 0.9 * len(CATEGORIES)


def test_tags_are_about_25_and_all_in_use():
    used = {tag for business in BUSINESSES for tag in business["tags"]}

    assert sorted(used) == sorted(DATA["tags"])
    assert 22 <= len(used) <= 30


def test_many_languages_are_spoken():
    assert len({language for business in BUSINESSES for language in business["languages"]}) >= 20


@pytest.mark.parametrize("kind", HOURS_KINDS)
def test_opening_hours_come_in_every_kind(kind):
    assert any(re.search(HOURS_KINDS[kind], business["opening_hours"]) for business in BUSINESSES)


def test_opening_hours_are_unknown_for_some():
    unknown = [business for business in BUSINESSES if not business["opening_hours"]]

    assert 7 <= len(unknown) <= 12


def test_names_are_as_hard_as_real_ones():
    text = "\n".join(names(BUSINESSES))

    assert [character for character in "ŞıŁÖß&»–" if character not in text] == []
    assert max(len(name) for name in names(BUSINESSES)) > 100
    assert any(re.search("[\u0600-\u06ff]", business["description"]) for business in BUSINESSES)


def test_photo_belongs_to_one_business_and_is_described():
    shown = [business for business in BUSINESSES if business["photo"]]

    assert sorted(business["photo"] for business in shown) == [picture.name for picture in PICTURES]
    assert [business["name"] for business in shown if not 40 <= len(business["photo_alt"]) <= 250] == []
    assert {business["photo_alt"] for business in BUSINESSES if not business["photo"]} == {""}


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_picture_is_light_and_of_one_size(path):
    with Image.open(path) as picture:
        shape = (picture.format, picture.size)

    assert shape == ("WEBP", (1200, 900))
    assert path.stat().st_size <= 60 * 1024
