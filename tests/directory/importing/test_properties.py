"""Whatever stands in a file, reading it ends with an entry or with a reason."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.importing.cleaning import RowNotUsable
from directory.importing.csv_reader import COLUMNS, decode, read_table
from directory.importing.geojson_reader import read_geojson
from directory.importing.merging import merge
from directory.importing.osm import entry_from_osm
from directory.importing.rows import UnreadableFileError
from directory.importing.table import entry_from_table
from directory.models import Business

SETTINGS = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEYS = [
    "name",
    "shop",
    "amenity",
    "phone",
    "website",
    "contact:facebook",
    "contact:email",
    "opening_hours",
    "cuisine",
    "addr:street",
    "addr:housenumber",
    "check_date",
    "wheelchair",
    "payment:cash",
    "id",
    "type",
    "description",
]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
LIKE_A_CONTACT = r"(https?://|www\.|javascript:|@|\+49 ?)?[\w./:@ ;\-]{0,20}"
WORDS = st.one_of(st.text(max_size=400), st.from_regex(LIKE_A_CONTACT, fullmatch=True))


def assert_storable(values: dict) -> None:
    json.dumps(values, allow_nan=False)
    for name, value in values.items():
        if isinstance(value, str):
            value.encode()  # no half of a surrogate pair
            assert "\x00" not in value
            longest = getattr(Business._meta.get_field(name), "max_length", None)
            assert longest is None or len(value) <= longest
    for name in ("website", "facebook", "instagram", "tiktok"):
        assert not values.get(name) or values[name].lower().startswith(("http://", "https://"))


@SETTINGS
@given(
    tags=st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=10), ANYTHING | WORDS, max_size=12),
    geometry=ANYTHING | st.fixed_dictionaries({"type": st.sampled_from(["Point", "Polygon"]), "coordinates": ANYTHING}),
    bakery=st.booleans(),
)
def test_any_object_is_an_entry_or_has_a_reason(around, tags, geometry, bakery):
    tags = tags | ({"name": "Laden", "shop": "bakery"} if bakery else {})
    geometry = None if bakery and not isinstance(geometry, dict) else geometry
    try:
        entry = entry_from_osm({"properties": tags, "geometry": geometry, "id": tags.get("id")}, around)
    except RowNotUsable:
        return
    assert_storable(entry.values)
    assert 0 < len(entry.reference) <= 200


@SETTINGS
@given(cells=st.dictionaries(st.sampled_from(sorted(COLUMNS)), WORDS, max_size=23), usable=st.booleans())
def test_any_line_is_an_entry_or_has_a_reason(around, cells, usable):
    cells = cells | ({"name": "Bude", "kategorie": "Kiosk", "breite": "", "laenge": ""} if usable else {})
    try:
        entry = entry_from_table(cells, around)
    except RowNotUsable:
        return
    assert_storable(entry.values)
    assert 0 < len(entry.reference) <= 200


@SETTINGS
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
@pytest.mark.parametrize("read", [read_table, read_geojson, decode])
def test_any_bytes_are_read_or_refused(read, content):
    with suppress(UnreadableFileError):
        read(content)


@SETTINGS
@given(lines=st.lists(st.text(alphabet='ab;"\n\r', max_size=30), max_size=12))
def test_any_table_keeps_its_good_lines(lines):
    good = "gut;Kiosk"
    rows = read_table("\n".join(["name;kategorie", *lines, '";', good, good]).encode()).rows

    assert [row.values for row in rows[-2:]] == [{"name": "gut", "kategorie": "Kiosk"}] * 2


STATES = st.fixed_dictionaries(
    {name: st.sampled_from(["", "a", "b"]) for name in ("phone", "street", "house_number", "latitude", "longitude")}
    | {"tags": st.lists(st.sampled_from("xyz"), unique=True)}
)


@SETTINGS
@given(present=STATES, last=STATES, new=STATES)
def test_merging_settles_after_one_time(present, last, new):
    changes, remembered = merge(present, last, new)

    assert merge(present | changes, remembered, new) == ({}, remembered)


@SETTINGS
@given(present=STATES, new=STATES)
def test_what_only_the_file_changed_is_what_the_file_says(present, new):
    merged = present | merge(present, present, new)[0]

    assert {**merged, "tags": set(merged["tags"])} == {**new, "tags": set(new["tags"])}
