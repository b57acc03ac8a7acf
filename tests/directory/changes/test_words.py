"""Every value of a business can be said in words, and what should be looked at twice is said."""

from datetime import date

import pytest

from directory.changes import in_words, parts
from directory.changes.differences import differences
from directory.changes.warnings import warnings_about
from directory.models import Business
from directory.opening_hours import describe
from tests.factories.directory import BusinessFactory, CategoryFactory, DistrictFactory, MembershipFactory

pytestmark = pytest.mark.django_db
HOURS = "Mo-Fr 09:00-18:00; PH off"


def test_each_part_has_words_and_a_label():
    business = BusinessFactory(opening_hours=HOURS, website="https://example.org", languages=["de", "tr"])

    for part, value in parts.read(business).items():
        assert all(in_words(part, value)), part
        assert all(in_words(part, parts.read(Business())[part])), part
        assert parts.label_of(part), part


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "Öz & Söhne", ["Öz & Söhne"]),
        ("description", "Eins.\nZwei.", ["Eins.", "Zwei."]),
        ("address", {"street": "Lange Straße", "house_number": "5", "postcode": "58089", "city": "Hagen"},
         ["Lange Straße 5, 58089 Hagen"]),
        ("address", {"street": "", "house_number": "", "postcode": "", "city": "Hagen"}, ["Hagen"]),
        ("tags", ["Halal", "Post"], ["Halal, Post"]),
        ("languages", ["rom"], ["Romani"]),
        ("photos", [{"picture": 1, "alt_text": "Theke"}], ["Theke"]),
        ("opening_hours", HOURS, describe(HOURS, date(2026, 11, 22))),
    ],
)  # fmt: skip
def test_value_in_words(field, value, words):
    assert in_words(field, value) == words


def test_category_and_district_by_name():
    category, district = CategoryFactory(), DistrictFactory(name="Altenhagen")

    assert in_words("category", category.pk) == ["Essen & Trinken › Bäckerei"]
    assert in_words("district", district.pk) == ["Altenhagen"]


def test_position_in_degrees():
    (words,) = in_words("position", {"latitude": 51.355, "longitude": 7.455})

    assert "51,35500" in words
    assert "7,45500" in words


def test_differences_mark_the_words_that_differ():
    business = BusinessFactory(description="Brot <b>& Kuchen</b>.\nSeit 1990.")
    public = parts.read(business)
    draft = public | {"description": "Brot <b>& Simit</b>.\nSeit 1990."}

    (difference,) = differences(public, draft, [])

    assert difference.before == ["Brot &lt;b&gt;&amp; <del>Kuchen</del>&lt;/b&gt;.", "Seit 1990."]
    assert difference.after == ["Brot &lt;b&gt;&amp; <ins>Simit</ins>&lt;/b&gt;.", "Seit 1990."]


@pytest.mark.parametrize(
    ("north", "east", "metres"),
    [(0.001, 0, 111), (0, 0.001, 69), (-0.001, 0, 111), (0, -0.001, 69), (0.000001, 0, None)],
)
def test_differences_say_how_far_the_place_moves(north, east, metres):
    public = parts.read(BusinessFactory(latitude=51.355, longitude=7.455))
    draft = public | {"position": {"latitude": 51.355 + north, "longitude": 7.455 + east}}

    (difference,) = differences(public, draft, [])

    assert difference.note.startswith(f"{metres} m ") == bool(metres)


def warned(business: Business, **changes) -> int:
    public = parts.read(business)
    parts.write(business, changes)
    return len(warnings_about(business, public, changes))


@pytest.mark.parametrize(
    ("before", "after", "number"),
    [
        ("", "Mo-Fr 09:00-18:00", 0),
        ("", "Mo-Su 09:00-18:00", 1),
        ("Su 10:00-12:00", "Mo-Su 09:00-18:00", 0),
        ("Su 10:00-12:00", "24/7", 1),
        ("", "Mo 05:00-22:00", 1),
        ("", "Mo 06:00-22:00", 0),
        ("", "wenn das Licht brennt", 1),
        ("Mo-Fr 09:00-18:00", "", 0),
    ],
)
def test_warnings_about_hours(before, after, number):
    assert warned(BusinessFactory(opening_hours=before), opening_hours=after) == number


@pytest.mark.parametrize(
    ("position", "number"),
    [
        ({"latitude": 51.3551, "longitude": 7.4551}, 0),
        ({"latitude": 51.365, "longitude": 7.455}, 1),
        ({"latitude": 51.300, "longitude": 7.600}, 2),
        ({"latitude": None, "longitude": None}, 0),
    ],
)
def test_warnings_about_the_place(position, number):
    assert warned(BusinessFactory(name="Öz"), position=position) == number


def test_warning_about_a_twin():
    BusinessFactory(name="Bäckerei Yılmaz", street="Lange Straße", house_number="5")
    business = BusinessFactory(name="Laden", street="Lange Straße", house_number="5")

    assert warned(business, name="Baeckerei Yilmaz") == 1


def test_warning_about_another_public_address():
    assert warned(BusinessFactory(email="alt@example.org"), email="neu@example.org") == 1
    assert warned(BusinessFactory(email=""), email="neu@example.org") == 1
    assert warned(MembershipFactory(business__email="").business, email="neu@example.org") == 0
