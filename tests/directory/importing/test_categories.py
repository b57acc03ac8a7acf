import pytest

from directory.importing.categories import CategoryFinder
from directory.models import Category


@pytest.fixture
def finder() -> CategoryFinder:
    return CategoryFinder(
        [
            Category(name="Bäckerei", slug="baeckerei", osm_tags="shop=bakery\n craft=bakery \n\n", synonyms="Brot"),
            Category(name="Café", slug="cafe", osm_tags="amenity=cafe\nshop=bakery", synonyms="Kaffee\nBrot"),
            Category(name="Verein", slug="verein", osm_tags="club=*"),
            Category(name="Laden", slug="laden", osm_tags="shop=*"),
        ]
    )


@pytest.mark.parametrize(
    ("tags", "slug"),
    [
        ({"shop": "bakery", "amenity": "cafe"}, "baeckerei"),
        ({"craft": "bakery"}, "baeckerei"),
        ({"amenity": "cafe", "shop": "x"}, "cafe"),  # an exact match goes before a wildcard
        ({"shop": "x"}, "laden"),
        ({"club": "sport"}, "verein"),  # a key that staff have thought of themselves
        ({"club": "sport", "shop": "x"}, "laden"),
        ({"shop": "x;y"}, "laden"),
    ],
)
def test_trade_is_found_by_the_tags_in_its_table(finder, tags, slug):
    assert finder.for_tags(tags).slug == slug


@pytest.mark.parametrize("tags", [{}, {"shop": "no"}, {"shop": "vacant"}, {"amenity": "x"}, {"shop": ";"}])
def test_no_trade_is_found_for_what_the_table_does_not_know(finder, tags):
    assert finder.for_tags(tags) is None


@pytest.mark.parametrize(
    ("word", "slug"), [("BACKEREI", "baeckerei"), ("kaffee", "cafe"), ("craft=bakery", "baeckerei")]
)
def test_trade_is_found_by_a_word(finder, word, slug):
    assert finder.for_word(word).slug == slug


@pytest.mark.parametrize("word", ["", "Brot", "Unfug", "="])
def test_word_that_means_two_trades_or_none_finds_none(finder, word):
    assert finder.for_word(word) is None
