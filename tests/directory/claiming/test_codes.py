import math

import pytest

from directory.claiming.codes import ALPHABET, SECRET_LENGTH, Code, hash_of, is_right, new_code, read_code


def test_secret_has_at_least_forty_bits():
    assert math.log2(len(ALPHABET)) * SECRET_LENGTH >= 40


def test_alphabet_has_nothing_that_looks_like_something_else():
    assert set("0O1IL") & set(ALPHABET) == set()
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_new_codes_are_read_back_and_differ():
    codes = [new_code() for _ in range(200)]

    assert [read_code(str(code)) for code in codes] == codes
    assert len({code.secret for code in codes}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        "K7Q4X-9WMHN-3TCPR",
        "k7q4x-9wmhn-3tcpr",
        "K7Q4X 9WMHN 3TCPR",
        "  k7q4x9wmhn3tcpr ",
        "K7Q4X–9WMHN—3TCPR",
        "K7Q4X.9WMHN.3TCPR",
        "K704X-9WMHN-3TCPR".replace("0", "O"),
        "K704X-9WMHN-3TCPR",
    ],
)
def test_codes_are_read_as_people_type_them(typed):
    assert read_code(typed) == Code("K7Q4X", "9WMHN3TCPR")


def test_look_alikes_are_taken_for_what_was_printed():
    assert read_code("SZ8BG-U2222-22222") == Code("52886", "V222222222")


NO_CODES = [
    "",
    "-",
    "K7Q4X",
    "K7Q4X-9WMHN-3TCP",
    "K7Q4X-9WMHN-3TCPRX",
    "K7Q4X-9WMHN-3TCP!",
    "ÄÖÜ",
    "1" * 15,
    "K" * 10_000,
]


@pytest.mark.parametrize("typed", [*NO_CODES, "K7Q4X-9WMHN-3TCPﬁ", "٣" * 15])
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed) is None


def test_hash_is_bound_to_the_business_and_to_the_secret_key(settings):
    code = new_code()
    stored = hash_of(code, 1)

    assert is_right(code, business_id=1, stored=stored)
    assert not is_right(code, business_id=2, stored=stored)
    assert not is_right(Code(code.lookup, new_code().secret), business_id=1, stored=stored)
    assert not is_right(code, business_id=None, stored=None)
    settings.SECRET_KEY = "another"
    assert hash_of(code, 1) != stored


def test_code_does_not_show_its_secret_in_tracebacks():
    assert repr(Code("K7Q4X", "9WMHN3TCPR")) == "Code(K7Q4X-…)"
