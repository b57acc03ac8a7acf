"""The categories and districts every installation starts with."""

import json
import re
import string
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = json.loads((ROOT / "directory/data/categories.json").read_text(encoding="utf-8"))
GROUPS, CATEGORIES = DATA["groups"], DATA["categories"]
DISTRICTS = json.loads((ROOT / "directory/data/districts.json").read_text(encoding="utf-8"))
SPRITE = ROOT / "site/portal/static/portal/img/icons.svg"
SVG = "{http://www.w3.org/2000/svg}"

# schema.org 28: LocalBusiness and those of its subtypes that are used here.
LOCAL_BUSINESS_TYPES = {
    "AccountingService", "ArtGallery", "AutoRepair", "Bakery", "BarOrPub", "BeautySalon", "BicycleStore", "BookStore",
    "CafeOrCoffeeShop", "ChildCare", "ClothingStore", "ConvenienceStore", "Dentist", "DryCleaningOrLaundry",
    "Electrician", "ElectronicsStore", "ExerciseGym", "FastFoodRestaurant", "FinancialService", "Florist",
    "FurnitureStore", "GeneralContractor", "GroceryStore", "HairSalon", "HardwareStore", "HealthAndBeautyBusiness",
    "HomeAndConstructionBusiness", "HousePainter", "IceCreamShop", "JewelryStore", "LegalService", "LocalBusiness",
    "Locksmith", "MedicalBusiness", "MobilePhoneStore", "Optician", "PetStore", "Pharmacy", "Physician",
    "Physiotherapy", "Plumber", "PostOffice", "ProfessionalService", "RealEstateAgent", "Restaurant", "Store",
    "TravelAgency",
}  # fmt: skip

# The order in which directory/data/README.md asks a place's tags.
OSM_KEYS = ["shop", "craft", "amenity", "healthcare", "office", "leisure", "tourism"]
CATEGORY_OF_TAG = {tag: category["slug"] for category in CATEGORIES for tag in category["osm"]}


def category_for(tags: str) -> str | None:
    pairs = sorted((pair.split("=") for pair in tags.split()), key=lambda pair: OSM_KEYS.index(pair[0]))
    asked = [f"{key}={value}" for key, value in pairs] + [f"{key}=*" for key, _value in pairs]
    return next((CATEGORY_OF_TAG[tag] for tag in asked if tag in CATEGORY_OF_TAG), None)


def symbols() -> list[ElementTree.Element]:
    return ElementTree.fromstring(SPRITE.read_text(encoding="utf-8")).findall(f"{SVG}symbol")  # noqa: S314 - our own file


def test_groups_are_the_seven_of_the_street():
    assert [(group["slug"], group["name"], group["colour"]) for group in GROUPS] == [
        ("essen-trinken", "Essen & Trinken", "food"),
        ("alltag", "Alltag", "daily"),
        ("handwerk-reparatur", "Handwerk & Reparatur", "craft"),
        ("gesundheit", "Gesundheit", "health"),
        ("mode", "Mode", "fashion"),
        ("kultur-lernen", "Kultur & Lernen", "culture"),
        ("dienste-beratung", "Dienste & Beratung", "service"),
    ]


def test_categories_are_about_sixty_and_in_every_group():
    per_group = Counter(category["group"] for category in CATEGORIES)

    assert 55 <= len(CATEGORIES) <= 62
    assert set(per_group) == {group["colour"] for group in GROUPS}
    assert min(per_group.values()) >= 7


@pytest.mark.parametrize("key", ["slug", "name"])
def test_categories_and_groups_share_no_name_or_slug(key):
    counted = Counter(entry[key] for entry in GROUPS + CATEGORIES)

    assert [value for value, count in counted.items() if count > 1] == []


def test_slugs_are_plain_enough_for_addresses():
    slugs = [entry["slug"] for entry in GROUPS + CATEGORIES + DISTRICTS]

    assert [slug for slug in slugs if set(slug) - set(string.ascii_lowercase + string.digits + "-")] == []


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category["slug"])
def test_category_is_complete(category):
    folded = [synonym.casefold() for synonym in category["synonyms"]]

    assert list(category) == [
        "slug", "name", "group", "synonyms", "schema_type", "icon", "osm", "confirm_every_months",
    ]  # fmt: skip
    assert category["confirm_every_months"] in {6, 9, 12, 18}
    assert len(folded) >= 5
    assert len(folded) == len(set(folded))
    assert all(synonym == synonym.strip() != "" for synonym in category["synonyms"])
    assert category["name"].casefold() not in folded
    assert category["schema_type"] in LOCAL_BUSINESS_TYPES


def test_sprite_holds_exactly_the_icons_in_use():
    assert sorted(symbol.get("id") for symbol in symbols()) == sorted({entry["icon"] for entry in GROUPS + CATEGORIES})


def test_sprite_takes_the_colour_of_the_text_and_stays_small():
    paths = [path for symbol in symbols() for path in symbol.iter(f"{SVG}path")]

    assert {symbol.get("viewBox") for symbol in symbols()} == {"0 0 15 15"}
    assert {path.get("fill") for path in paths} == {"currentColor"}
    assert re.findall(r"style=|<script|href=", SPRITE.read_text(encoding="utf-8")) == []
    assert SPRITE.stat().st_size <= 30 * 1024


def test_osm_tag_belongs_to_one_category_only():
    counted = Counter(tag for category in CATEGORIES for tag in category["osm"])

    assert [tag for tag, count in counted.items() if count > 1] == []
    assert {tag.split("=")[0] for tag in counted} <= set(OSM_KEYS)


@pytest.mark.parametrize(
    ("tags", "slug"),
    [
        # every combination that occurs among 1,748 real places of another city (OpenStreetMap, ODbL)
        ("amenity=bank", "bank-versicherung"),
        ("amenity=bar", "kneipe"),
        ("amenity=cafe", "cafe"),
        ("amenity=kindergarten", "kita"),
        ("amenity=pharmacy healthcare=pharmacy", "apotheke"),
        ("amenity=pub", "kneipe"),
        ("amenity=restaurant", "restaurant"),
        ("amenity=restaurant tourism=guest_house", "restaurant"),
        ("amenity=restaurant tourism=hotel", "restaurant"),
        ("amenity=school", "schule-nachhilfe"),
        ("leisure=fitness_centre", "fitness"),
        ("shop=alcohol amenity=cafe", "feinkost-getraenke"),
        ("shop=bakery amenity=cafe", "baeckerei"),
        ("shop=bookmaker amenity=cafe", "kiosk"),
        ("shop=books amenity=cafe", "buchhandlung"),
        ("shop=chemist amenity=pharmacy", "drogerie"),
        ("shop=coffee_roasting amenity=cafe", "feinkost-getraenke"),
        ("shop=deli amenity=cafe", "feinkost-getraenke"),
        ("shop=kiosk amenity=cafe", "kiosk"),
        ("shop=pastry amenity=cafe", "baeckerei"),
        ("shop=sewing amenity=school", "schneiderei"),
        ("shop=supermarket", "supermarkt"),
        ("shop=ticket amenity=cafe", "reisebuero"),
        # what the wildcards catch, and what they leave
        ("shop=esoteric", "laden"),
        ("shop=esoteric amenity=cafe", "cafe"),
        ("craft=roofer", "handwerk"),
        ("office=ngo", "buero"),
        ("healthcare=midwife", "gesundheit-sonstige"),
        ("amenity=bench", None),
        ("tourism=hotel", None),
    ],
)
def test_osm_tags_lead_to_a_category(tags, slug):
    assert category_for(tags) == slug


def test_districts_suggest_by_postcode_and_by_streets_of_their_own():
    suggestions = {district["slug"]: (district["roofline"], district["postcodes"]) for district in DISTRICTS}
    streets = Counter(street for district in DISTRICTS for street in district["streets"])

    assert suggestions == {"altenhagen": ("flat", ["58097"]), "wehringhausen": ("gables", ["58089"])}
    assert set(streets.values()) == {1}
    assert [street for street in streets if street.endswith("tr.")] == []


def test_district_is_described_in_one_sentence():
    assert [district["description"].count(".") for district in DISTRICTS] == [1, 1]
