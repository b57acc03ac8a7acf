import pytest
from hypothesis import given
from hypothesis import strategies as st

from maps.matching import EVERYTHING, pack_ids, unpack_ids


@given(st.frozensets(st.integers(0, 20_000)))
def test_unpack_ids_returns_what_was_packed(ids):
    assert unpack_ids(pack_ids(ids)) == ids


def test_pack_ids_writes_the_least_significant_bit_first():
    # ids 0 and 9: bit 0 of byte 0, bit 1 of byte 1
    assert pack_ids([9, 0]) == "AQI="


def test_pack_ids_of_nothing_is_not_everything():
    assert pack_ids([]) == "AA=="
    assert pack_ids([]) != EVERYTHING


def test_pack_ids_of_two_thousand_places_stays_short():
    assert len(pack_ids(range(2001))) == 336


def test_pack_ids_refuses_a_negative_id():
    with pytest.raises(ValueError, match="never negative"):
        pack_ids([3, -1])


@pytest.mark.parametrize("packed", [EVERYTHING, "no base64", "A"])
def test_unpack_ids_refuses_what_is_no_set(packed):
    with pytest.raises(ValueError, match=r"lists none|Not a packed set"):
        unpack_ids(packed)
