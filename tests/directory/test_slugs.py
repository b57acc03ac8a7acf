import pytest

from directory.slugs import LONGEST, free_slug
from maps.places import derived_slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Bäckerei Kamp & Söhne", "baeckerei-kamp-soehne"),
        ("Yılmaz Market", "yilmaz-market"),
        ("Żabka", "zabka"),
        ("皇家鹿苑餐廳", "betrieb"),
        ("???", "betrieb"),
    ],
)
def test_slug_follows_from_the_name(name, expected):
    assert free_slug(name, "", set()) == expected


def test_slug_is_what_the_browser_derives_so_that_the_map_need_not_carry_it():
    assert free_slug("Café „Süd“", "", set()) == derived_slug("Café „Süd“")


def test_taken_slug_takes_the_street_then_a_number():
    taken = {"edeka"}
    assert free_slug("Edeka", "Lange Straße", taken) == "edeka-lange-strasse"
    taken |= {"edeka-lange-strasse"}
    assert free_slug("Edeka", "Lange Straße", taken) == "edeka-2"
    assert free_slug("Edeka", "", taken | {"edeka-2"}) == "edeka-3"


def test_long_names_fit_and_stay_apart():
    name = "ß" * 160
    first = free_slug(name, "Lange Straße", set())
    second = free_slug(name, "Lange Straße", {first})

    assert len(first) == LONGEST
    assert len(second) <= LONGEST
    assert first != second
