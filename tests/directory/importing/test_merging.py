import pytest

from directory.importing.merging import merge, merged_list, touched

ADDRESS = {"street": "Lange Straße", "house_number": "1", "postcode": "58089", "city": "Hagen"}


def test_field_nobody_touched_follows_the_file():
    assert merge({"phone": "1"}, {"phone": "1"}, {"phone": "2"}) == ({"phone": "2"}, {"phone": "2"})


def test_field_a_person_changed_stays_and_is_not_remembered_as_ours():
    assert merge({"phone": "9"}, {"phone": "1"}, {"phone": "2"}) == ({}, {"phone": "1"})


def test_field_a_person_emptied_stays_empty():
    assert merge({"website": ""}, {"website": "https://a.de"}, {"website": "https://a.de"}) == (
        {},
        {"website": "https://a.de"},
    )


def test_field_the_file_empties_is_emptied():
    assert merge({"website": "https://a.de"}, {"website": "https://a.de"}, {"website": ""})[0] == {"website": ""}


def test_field_that_both_changed_alike_is_remembered_as_ours():
    assert merge({"phone": "2"}, {"phone": "1"}, {"phone": "2"}) == ({}, {"phone": "2"})


@pytest.mark.parametrize(
    ("name", "present", "changes"),
    [
        ("phone", "", {"phone": "2"}),
        ("phone", "9", {}),
        ("last_confirmed_on", None, {"last_confirmed_on": "2"}),
        ("wheelchair", "unknown", {"wheelchair": "2"}),
        ("wheelchair", "no", {}),
    ],
)
def test_field_the_file_newly_brings_only_fills_what_is_empty(name, present, changes):
    assert merge({name: present}, {}, {name: "2"})[0] == changes


def test_field_that_the_file_does_not_bring_is_left_alone():
    assert merge({"phone": "1", "email": "a@b.de"}, {"email": "x@b.de"}, {"phone": "1"}) == (
        {},
        {"email": "x@b.de", "phone": "1"},
    )


def test_line_breaks_of_a_browser_are_no_change():
    assert merge({"description": "a\r\nb"}, {"description": "a\nb"}, {"description": "c"})[0] == {"description": "c"}


def test_address_is_one_thing():
    corrected = ADDRESS | {"house_number": "1a"}
    moved = ADDRESS | {"street": "Bachstraße", "house_number": "7"}

    assert merge(corrected, ADDRESS, moved) == ({}, ADDRESS)
    assert merge(ADDRESS, ADDRESS, moved)[0] == {"street": "Bachstraße", "house_number": "7"}


def test_position_is_one_thing():
    ours, theirs = {"latitude": 51.35, "longitude": 7.45}, {"latitude": 51.36, "longitude": 7.46}

    assert merge({"latitude": 51.35, "longitude": 7.47}, ours, theirs)[0] == {}
    assert merge({"latitude": None, "longitude": None}, ours, theirs)[0] == {}
    assert merge(ours, ours, theirs)[0] == theirs


@pytest.mark.parametrize(
    ("present", "last", "new", "expected"),
    [
        (["Bio"], ["Bio"], ["Bio", "Vegan"], ["Bio", "Vegan"]),  # the file adds
        (["Bio", "Regional"], ["Bio"], ["Bio"], ["Bio", "Regional"]),  # a person added
        ([], ["Bio"], ["Bio"], []),  # a person took it away
        (["Bio", "Regional"], ["Bio"], [], ["Regional"]),  # the file takes away
        (["Regional"], ["Bio"], ["Bio", "Vegan"], ["Regional", "Vegan"]),
        (["Vegan"], [], ["Vegan"], ["Vegan"]),
    ],
)
def test_lists_are_merged_item_by_item(present, last, new, expected):
    assert merged_list(present, last, new) == expected


def test_merging_twice_changes_nothing_more():
    present, last = {"tags": ["Regional"], "phone": "1"} | ADDRESS, {"tags": ["Bio"], "phone": "1"} | ADDRESS
    new = {"tags": ["Vegan"], "phone": "2"} | ADDRESS | {"street": "Bachstraße"}

    changes, remembered = merge(present, last, new)

    assert merge(present | changes, remembered, new) == ({}, remembered)


def test_touched_holds_whole_units():
    assert touched({"street": "Bachstraße", "tags": []}, ADDRESS | {"tags": [], "phone": "1"}) == ADDRESS | {"tags": []}
