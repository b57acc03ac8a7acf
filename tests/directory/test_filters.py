"""The address bar of the directory: everything a person or a hostile script may write into it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import QueryDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.filters import DirectoryQuery

KNOWN = {
    "categories": {"baeckerei", "essen-trinken"},
    "districts": {"altenhagen", "wehringhausen"},
    "tags": {"vegan"},
    "languages": {"tr", "de"},
    "wheelchair": {"yes", "limited"},
}


def read(query_string: str) -> DirectoryQuery:
    return DirectoryQuery.from_params(QueryDict(query_string), KNOWN)


def test_query_reads_the_whole_state():
    query = read(
        "q=brot&kategorie=baeckerei&stadtteil=altenhagen&merkmal=vegan&sprache=tr&rollstuhl=yes&offen=jetzt&seite=3"
    )

    assert query == DirectoryQuery(
        text="brot",
        categories=("baeckerei",),
        districts=("altenhagen",),
        tags=("vegan",),
        languages=("tr",),
        wheelchair=("yes",),
        open="jetzt",
        page=3,
    )
    assert query.problems == ()


def test_query_writes_the_address_it_was_read_from():
    address = "/laeden/?q=brot+und+salz&stadtteil=altenhagen&stadtteil=wehringhausen&offen=2026-12-24T15%3A00&seite=2"

    assert read(address.partition("?")[2]).url("/laeden/") == address


def test_query_without_anything_is_empty_and_has_a_plain_address():
    assert read("").is_empty
    assert read("").url("/laeden/") == "/laeden/"


def test_query_on_another_page_is_still_empty():
    assert read("seite=4").is_empty


@pytest.mark.parametrize(
    ("query_string", "field", "expected"),
    [
        ("kategorie=gibt-es-nicht", "categories", ()),
        ("stadtteil=%00", "districts", ()),
        ("offen=morgen", "open", ""),
        ("offen=0001-01-01T00:00", "open", ""),
        ("offen=9999-12-31T23:59:59%2B14:00", "open", ""),
        ("seite=-1", "page", 1),
        ("seite=abc", "page", 1),
        ("seite=%C2%B2", "page", 1),
        ("seite=99999999999999999999", "page", 1),
    ],
)
def test_query_leaves_out_what_it_does_not_understand_and_says_so(query_string, field, expected):
    query = read(query_string)

    assert getattr(query, field) == expected
    assert len(query.problems) == 1


def test_query_shortens_a_very_long_search():
    query = read("q=" + "a" * 5000)

    assert len(query.text) == 100
    assert len(query.problems) == 1


def test_query_time_with_an_offset_becomes_local_time():
    query = read("offen=2026-07-01T12:00%2B00:00")

    assert query.open == "2026-07-01T14:00"
    assert query.moment_asked == datetime(2026, 7, 1, 14, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def test_query_toggle_adds_and_takes_back_and_returns_to_the_first_page():
    query = read("stadtteil=altenhagen&seite=5")

    more = query.toggled("districts", "wehringhausen")

    assert (more.districts, more.page) == (("altenhagen", "wehringhausen"), 1)
    assert more.toggled("districts", "wehringhausen").districts == ("altenhagen",)


PARAMETERS = ["q", "kategorie", "stadtteil", "merkmal", "sprache", "rollstuhl", "offen", "seite", "unbekannt"]


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text(max_size=60)))
def test_query_survives_anything_and_its_own_address_means_the_same(values):
    params = QueryDict(mutable=True)
    params.update(values)

    query = DirectoryQuery.from_params(params, KNOWN)
    again = DirectoryQuery.from_params(QueryDict(query.url("").partition("?")[2]), KNOWN)

    assert again == query
    assert again.problems == ()
