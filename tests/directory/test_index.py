"""The index answers as the database would, and notices every change."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

import pytest

from directory.filters import DirectoryQuery
from directory.index import current_index
from directory.models import Business, DirectoryVersion
from directory.opening_hours import State
from directory.search import known_values, search
from maps.matching import unpack_ids
from tests.factories.directory import BusinessFactory, CategoryFactory, DistrictFactory, GroupFactory

pytestmark = pytest.mark.django_db
MONDAY_NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def ask(query_string: str, now: datetime = MONDAY_NOON):
    index = current_index()
    return search(index, DirectoryQuery.from_params(QueryDict(query_string), known_values(index)), now)


def names(result) -> list[str]:
    return [result.index.entries[position].name for position in result.positions]


def options(result, name: str) -> dict[str, int]:
    facet = next(facet for facet in result.facets if facet.name == name)
    return {option.value: option.count for option in facet.options}


def test_index_holds_published_businesses_in_the_order_of_their_names():
    for name in ("Zeitlos", "Äpfel & mehr", "Bäckerei", "Şahin"):
        BusinessFactory(name=name)
    BusinessFactory(name="Entwurf", live=False)

    assert names(ask("")) == ["Äpfel & mehr", "Bäckerei", "Şahin", "Zeitlos"]


def test_index_notices_a_change_of_a_business():
    shop = BusinessFactory(name="Alt")
    assert names(ask("")) == ["Alt"]

    shop.name = "Neu"
    shop.save()

    assert names(ask("")) == ["Neu"]


def test_index_notices_a_new_tag_and_a_renamed_category():
    shop = BusinessFactory()
    assert names(ask("q=lieferdienst")) == []

    shop.tags.add("Lieferdienst")
    shop.save()
    shop.category.name = "Backstube"
    shop.category.save()

    assert names(ask("q=lieferdienst")) == [shop.name]
    assert names(ask("q=backstube")) == [shop.name]


def test_index_notices_unpublishing_and_deletion():
    first, second = BusinessFactory(name="A"), BusinessFactory(name="B")
    assert names(ask("")) == ["A", "B"]

    first.unpublish()
    assert names(ask("")) == ["B"]
    second.delete()
    assert names(ask("")) == []


def test_index_asks_one_query_when_nothing_changed(django_assert_num_queries):
    BusinessFactory()
    current_index()

    with django_assert_num_queries(1):
        current_index()


@pytest.mark.parametrize("count", [1, 30])
def test_index_is_read_in_a_constant_number_of_queries(django_assert_num_queries, count):
    BusinessFactory.create_batch(count)
    DirectoryVersion.renew()

    with django_assert_num_queries(6):  # the mark, once more behind the lock, and the four tables
        current_index()


@pytest.mark.parametrize("typed", ["bäcker", "Baecker", "BACKER", "bäckerei", "landb"])
def test_search_finds_an_umlaut_however_it_is_typed(typed):
    BusinessFactory(name="Landbäckerei Müller", category=CategoryFactory(name="Brot", slug="brot"))
    BusinessFactory(name="Schuhe Krämer", category=CategoryFactory(name="Schuhe", slug="schuhe"))

    assert names(ask(f"q={typed}")) == ["Landbäckerei Müller"]


def test_search_needs_every_word_in_whatever_field():
    BusinessFactory(name="Kurbel", street="Lange Straße", description="Wir reparieren Räder.")
    BusinessFactory(name="Speiche", street="Bachstraße", description="Wir reparieren Räder.")

    assert names(ask("q=räder lange")) == ["Kurbel"]


def test_search_knows_the_districts_name():
    BusinessFactory(name="Kurbel")
    BusinessFactory(name="Speiche", district=DistrictFactory(name="Altenhagen"))

    assert names(ask("q=kurbel wehringhausen")) == ["Kurbel"]
    assert names(ask("q=kurbel altenhagen")) == []


def test_search_puts_the_name_before_the_description():
    BusinessFactory(name="Alles fürs Rad", description="Und eine Apotheke nebenan.")
    BusinessFactory(name="Volme-Apotheke")

    assert names(ask("q=apotheke")) == ["Volme-Apotheke", "Alles fürs Rad"]


def test_search_finds_a_trade_by_its_synonym():
    shoemaker = CategoryFactory(name="Schuhmacher", slug="schuhmacher", synonyms="Schuster\nAbsätze")
    BusinessFactory(name="Meister Leist", category=shoemaker)

    assert names(ask("q=schuster")) == ["Meister Leist"]


@pytest.mark.parametrize(
    "hostile", ["'", '"', "\\", "%", "_", "(((", "a' OR 1=1 --", "*", "|", "🥐", "\u202e", "-", "<script>", "a" * 100]
)
def test_search_answers_hostile_words_with_a_list(hostile):
    BusinessFactory(name="Kiosk")

    result = search(current_index(), DirectoryQuery(text=hostile), MONDAY_NOON)

    assert names(result) in ([], ["Kiosk"])


def test_facets_mean_or_inside_and_and_across():
    altenhagen = DistrictFactory(name="Altenhagen")
    wehringhausen = DistrictFactory()
    BusinessFactory(name="A", district=altenhagen, languages=["tr"])
    BusinessFactory(name="B", district=wehringhausen, languages=["tr"])
    BusinessFactory(name="C", district=wehringhausen, languages=["pl"])
    BusinessFactory(name="D", district=None)

    assert names(ask("stadtteil=altenhagen&stadtteil=wehringhausen")) == ["A", "B", "C"]
    assert names(ask("stadtteil=wehringhausen&sprache=tr")) == ["B"]


def test_facet_counts_say_what_a_tap_would_lead_to():
    altenhagen = DistrictFactory(name="Altenhagen")
    BusinessFactory(district=altenhagen, languages=["tr"])
    BusinessFactory(languages=["tr", "pl"])
    BusinessFactory(languages=["pl"])

    result = ask("sprache=tr")

    assert options(result, "districts") == {"altenhagen": 1, "wehringhausen": 1}
    assert options(result, "languages") == {"tr": 2, "pl": 2}
    assert ask("sprache=tr&stadtteil=altenhagen").total == 1
    assert ask("sprache=pl").total == 2


def test_facets_offer_nothing_that_leads_to_nothing():
    DistrictFactory(name="Altenhagen")
    BusinessFactory()

    assert options(ask(""), "districts") == {"wehringhausen": 1}


def test_a_group_holds_its_trades_and_shows_them_when_chosen():
    food = GroupFactory()
    craft = GroupFactory(name="Handwerk", slug="handwerk", colour="craft")
    BusinessFactory(name="Brot", category=CategoryFactory(parent=food))
    BusinessFactory(name="Eis", category=CategoryFactory(name="Eisdiele", slug="eisdiele", parent=food))
    BusinessFactory(name="Holz", category=CategoryFactory(name="Tischlerei", slug="tischlerei", parent=craft))

    assert names(ask("kategorie=essen-trinken")) == ["Brot", "Eis"]
    assert names(ask("kategorie=eisdiele")) == ["Eis"]
    assert options(ask(""), "categories") == {"essen-trinken": 2, "handwerk": 1}
    assert options(ask("kategorie=essen-trinken"), "categories") == {
        "essen-trinken": 2, "baeckerei": 1, "eisdiele": 1, "handwerk": 1,
    }  # fmt: skip


def test_choosing_a_trade_narrows_its_group():
    BusinessFactory()

    facet = next(facet for facet in ask("kategorie=essen-trinken").facets if facet.name == "categories")
    trade = next(option for option in facet.options if option.value == "baeckerei")

    assert trade.query.categories == ("baeckerei",)
    assert search(current_index(), trade.query, MONDAY_NOON).chosen[0].query.categories == ("essen-trinken",)


def test_open_filter_keeps_unknown_apart_and_counts_it():
    BusinessFactory(name="Offen", opening_hours="Mo-Fr 09:00-18:00")
    BusinessFactory(name="Zu", opening_hours="Tu-Fr 09:00-18:00")
    BusinessFactory(name="Wer weiß", opening_hours="")

    result = ask("offen=jetzt")

    assert names(result) == ["Offen"]
    assert (result.open_count, result.unknown_count) == (1, 1)
    assert names(ask("offen=unbekannt")) == ["Wer weiß"]


def test_open_filter_takes_any_moment():
    BusinessFactory(name="Nachts", opening_hours="Fr 22:00-04:00")

    assert names(ask("offen=2026-11-28T02:00")) == ["Nachts"]
    assert names(ask("offen=2026-11-28T12:00")) == []


def test_open_filter_knows_the_holidays_of_nrw():
    BusinessFactory(name="Laden", opening_hours="Mo-Fr 09:00-18:00; PH off")

    assert names(ask("offen=2026-06-03T12:00")) == ["Laden"]
    assert names(ask("offen=2026-06-04T12:00")) == []  # Fronleichnam


@pytest.mark.parametrize(
    "query_string", ["q=bäck", "stadtteil=altenhagen", "offen=jetzt", "q=gibtesnicht", "sprache=tr&offen=jetzt"]
)
def test_map_shows_the_set_of_the_list(query_string):
    altenhagen = DistrictFactory(name="Altenhagen")
    BusinessFactory(name="Bäckerei Eins", district=altenhagen, opening_hours="24/7", languages=["tr"])
    BusinessFactory(name="Bäckerei Zwei", opening_hours="Su 10:00-12:00", languages=["tr"])
    BusinessFactory(name="Kiosk", category=CategoryFactory(name="Kiosk", slug="kiosk"), opening_hours="24/7")

    result = ask(query_string)

    assert unpack_ids(result.matching) == set(result.ids(0, result.total))


def test_map_set_without_filters_is_everything():
    BusinessFactory.create_batch(3)

    assert ask("").matching == ""


def test_sets_survive_packing():
    BusinessFactory.create_batch(20)
    index = current_index()
    positions = [0, 7, 8, 9, 19]

    assert list(index.unpack(index.pack(positions))) == positions
    assert index.pack(range(20)) == index.everything


def test_every_business_is_in_exactly_one_state():
    for hours in ("24/7", "", "Mo 08:00-09:00", "was auch immer"):
        BusinessFactory(opening_hours=hours)
    index = current_index()

    states = index.states_at(MONDAY_NOON)

    assert sum(members.bit_count() for members in states.values()) == len(index)
    assert states[State.OPEN] | states[State.CLOSED] | states[State.UNKNOWN] == index.everything


def test_index_equals_the_database():
    BusinessFactory.create_batch(5, languages=["pl"])
    BusinessFactory.create_batch(3, languages=["tr"])

    found = set(ask("sprache=pl").ids(0, 99))

    assert found == {shop.pk for shop in Business.objects.published() if "pl" in shop.languages}
