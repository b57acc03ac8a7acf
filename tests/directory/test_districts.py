import pytest

from directory.districts import suggest_district
from directory.models import District
from tests.factories.directory import DistrictFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wehringhausen() -> District:
    return DistrictFactory(name="Wehringhausen", postcodes="58089", streets="Lange Straße\nWilhelmsplatz\nSödingstraße")


@pytest.fixture
def altenhagen() -> District:
    return DistrictFactory(name="Altenhagen", postcodes="58097", streets="Boeler Straße\nEduard-Müller-Straße")


@pytest.mark.parametrize(
    "street",
    [
        "Lange Straße",
        "Lange Str.",
        "lange str",
        "LANGE STRASSE",
        "Lange  Straße 12",
        "Lange Str. 12a",
        "Lange Straße 12 - 14",
        "Wilhelmspl.",
        "Wilhelmsplatz 7",
        "Soedingstr. 3",
        "Sodingstrasse",
    ],
)
def test_district_is_suggested_for_every_spelling_of_its_street(street, wehringhausen, altenhagen):
    assert suggest_district(street, "58089") == wehringhausen


@pytest.mark.parametrize("street", ["Eduard Müller Str.", "Eduard-Mueller-Straße 4", "Boelerstr."])
def test_district_is_suggested_without_a_postcode(street, wehringhausen, altenhagen):
    assert suggest_district(street) == altenhagen


@pytest.mark.parametrize(
    ("street", "postcode"),
    [
        ("", "58089"),  # the postcode reaches beyond the district
        ("Grünstraße", "58089"),
        ("Lange Straße", "58135"),  # another one, in Haspe
        ("Straße", "58089"),
        ("12", "58089"),
        ("’; DROP TABLE --", ""),
        ("\x00", ""),
    ],
)
def test_nothing_is_suggested_where_no_list_says_anything(street, postcode, wehringhausen, altenhagen):
    assert suggest_district(street, postcode) is None


def test_postcode_tells_two_districts_with_the_same_street_apart(wehringhausen):
    other = DistrictFactory(name="Haspe", postcodes="58135", streets="Lange Straße")

    assert suggest_district("Lange Straße", "58135") == other
    assert suggest_district("Lange Straße", "58089") == wehringhausen
    assert suggest_district("Lange Straße") is None


def test_given_districts_save_the_query(wehringhausen, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert suggest_district("Lange Str.", districts=[wehringhausen]) == wehringhausen
