"""Three-way merge: a table of what comes of two people changing one business, and what holds for every such pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.changes.merging import CONFLICT, merge, merged_photos, merged_set, merged_value
from directory.changes.parts import PARTS, SETS


def photo(picture: int, alt_text: str = "") -> dict:
    return {"picture": picture, "alt_text": alt_text or f"Bild {picture}"}


def photos(*numbers: int) -> list[dict]:
    return [photo(number) for number in numbers]


ADDRESS = {"street": "Lange Straße", "house_number": "5", "postcode": "58089", "city": "Hagen"}
HERE, THERE = {"latitude": 51.35, "longitude": 7.45}, {"latitude": 51.36, "longitude": 7.46}


@pytest.mark.parametrize(
    ("part", "base", "theirs", "mine", "merged"),
    [
        ("name", "A", "A", "A", "A"),
        ("name", "A", "A", "B", "B"),
        ("name", "A", "B", "A", "B"),
        ("name", "A", "B", "B", "B"),
        ("name", "A", "B", "C", CONFLICT),
        ("name", "A", "B", "", CONFLICT),
        ("description", "", "", "", ""),
        ("district", 1, 2, 1, 2),
        ("district", 1, None, 1, None),
        ("district", 1, None, 2, CONFLICT),
        ("district", None, None, 2, 2),
        ("district", None, 2, None, 2),
        ("address", ADDRESS, ADDRESS | {"house_number": "7"}, ADDRESS, ADDRESS | {"house_number": "7"}),
        ("address", ADDRESS, ADDRESS | {"house_number": "7"}, ADDRESS | {"street": "Bergstraße"}, CONFLICT),
        ("position", HERE, HERE, THERE, THERE),
        ("position", HERE, THERE, {"latitude": 51.35, "longitude": 7.46}, CONFLICT),
        ("tags", ["A"], ["A", "B"], ["A", "C"], ["A", "B", "C"]),
        ("tags", ["A", "B"], ["B"], ["A", "B", "C"], ["B", "C"]),
        ("tags", ["A"], [], ["A"], []),
        ("tags", ["A", "B"], ["A"], ["B"], []),
        ("languages", ["de"], ["de", "tr"], ["ar", "de"], ["de", "tr", "ar"]),
        ("photos", photos(1), photos(1, 2), photos(1, 3), photos(1, 3, 2)),
        ("photos", photos(1, 2), photos(2), photos(1, 2, 3), photos(2, 3)),
        ("photos", photos(1, 2, 3), photos(3, 1, 2), photos(1, 2, 3), photos(3, 1, 2)),
        ("photos", photos(1, 2, 3), photos(1, 2, 3, 4), photos(3, 2, 1), photos(3, 4, 2, 1)),
        ("photos", photos(1, 2, 3), photos(3, 2, 1), photos(2, 1, 3), CONFLICT),
        ("photos", photos(1, 2), [photo(1, "Neu"), photo(2)], photos(2, 1), [photo(2), photo(1, "Neu")]),
        ("photos", photos(1), [photo(1, "Deins")], [photo(1, "Meins")], CONFLICT),
        ("photos", photos(1), [photo(1, "Deins")], [], CONFLICT),
        ("photos", photos(1), [], [photo(1, "Meins")], CONFLICT),
        ("photos", photos(1), [], [], []),
        ("photos", photos(1), photos(1, 1), photos(1), photos(1, 1)),
    ],
)
def test_two_changes_of_one_part(part, base, theirs, mine, merged):
    assert merged_value(part, base, theirs, mine) == merged


def test_part_nobody_saw_is_a_conflict_unless_it_is_equal():
    merged = merge({}, {"name": "A", "phone": "1"}, {"name": "A", "phone": "2"})

    assert (merged.values, merged.conflicts) == ({"name": "A", "phone": "1"}, ["phone"])


@pytest.mark.parametrize("theirs", [None, 1])
def test_nothing_is_a_value_too(theirs):
    merged = merge({"district": 7}, {"district": theirs}, {"district": None})

    assert (merged.values, merged.conflicts) == ({"district": theirs}, [] if theirs is None else ["district"])


WORDS = st.sampled_from(["", "a", "b", "c"])
SET = st.sets(st.sampled_from("abcde"), max_size=4).map(sorted)  # stored in the order of the choices
PHOTOS = st.lists(st.integers(1, 5), unique=True, max_size=4).map(lambda numbers: [photo(number) for number in numbers])
DESCRIBED = st.lists(st.tuples(st.integers(1, 4), WORDS), max_size=4, unique_by=lambda pair: pair[0]).map(
    lambda pairs: [photo(number, text) for number, text in pairs]
)
SCALARS = [part for part in PARTS if part not in SETS and part != "photos"]
VALUES = st.fixed_dictionaries(dict.fromkeys(SCALARS, WORDS) | dict.fromkeys(SETS, SET) | {"photos": PHOTOS})


def changed(base: dict, other: dict) -> set[str]:
    return {part for part in base if base[part] != other[part]}


@given(base=VALUES, one=VALUES, two=VALUES, data=st.data())
def test_disjoint_changes_come_to_the_same_in_any_order(base, one, two, data):
    mine = data.draw(st.sets(st.sampled_from(PARTS)))
    one = {part: one[part] if part in mine else base[part] for part in PARTS}
    two = {part: base[part] if part in mine else two[part] for part in PARTS}

    first, second = merge(base, one, two), merge(base, two, one)

    assert first == second
    assert first.conflicts == []
    assert first.values == {part: one[part] if part in mine else two[part] for part in PARTS}


@given(base=VALUES, theirs=VALUES, mine=VALUES)
def test_nothing_typed_is_ever_lost(base, theirs, mine):
    merged = merge(base, theirs, mine)

    for part in PARTS:
        if part in merged.conflicts:
            assert merged.values[part] == theirs[part]
            assert mine[part] not in (base[part], theirs[part])
        elif part in SCALARS:
            assert merged.values[part] == (theirs[part] if mine[part] == base[part] else mine[part])


@given(base=SET, theirs=SET, mine=SET)
def test_sets_keep_what_either_added_and_lose_what_either_took_away(base, theirs, mine):
    kept = set(base) & set(theirs) & set(mine)
    added = (set(theirs) | set(mine)) - set(base)

    assert set(merged_set(base, theirs, mine)) == kept | added
    assert set(merged_set(base, mine, theirs)) == kept | added


@given(base=DESCRIBED, theirs=DESCRIBED, mine=DESCRIBED)
def test_photos_keep_what_either_did_or_say_so(base, theirs, mine):
    merged, other_way = merged_photos(base, theirs, mine), merged_photos(base, mine, theirs)

    assert (merged is CONFLICT) == (other_way is CONFLICT)
    if merged is CONFLICT:
        return
    before, there, here, after = (
        {row["picture"]: row["alt_text"] for row in rows} for rows in (base, theirs, mine, merged)
    )
    for picture in {*before, *there, *here}:
        old, other, own = before.get(picture), there.get(picture), here.get(picture)
        assert after.get(picture) == (other if own == old else own)
    assert len(after) == len(merged)
    assert sorted(after) == sorted(row["picture"] for row in other_way)


@given(base=PHOTOS, theirs=PHOTOS)
def test_whoever_changes_nothing_wins_nothing(base, theirs):
    assert merged_photos(base, theirs, base) == theirs
    assert merged_photos(base, base, theirs) == theirs
