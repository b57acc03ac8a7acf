import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.text import cell_text, fold, fold_wide, number_of, search_words, words


def test_fold_takes_off_the_dots_and_tails_of_the_neighbours_letters():
    assert fold("Bäckerei Yılmaz Şahin Łukasz Straße İğne") == "backerei yilmaz sahin lukasz strasse igne"


def test_fold_wide_writes_umlauts_as_two_letters():
    assert fold_wide("Bäckerei Öz Straße") == "baeckerei oez strasse"


def test_fold_treats_composed_and_decomposed_letters_alike():
    assert fold("Ba\u0308cker") == fold("Bäcker") == "backer"
    assert fold_wide("Ba\u0308cker") == "baecker"


def test_search_words_hold_both_spellings():
    assert search_words("Öz & Café-Bar") == {"oz", "oez", "cafe", "bar"}


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ('=HYPERLINK("https://x.example")', '\'=HYPERLINK("https://x.example")'),
        ("@SUM(1)", "'@SUM(1)"),
        (" \t=1+1", "' \t=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-1+cmd", "'-1+cmd"),
        ("+49 2331 123456", "+49 2331 123456"),
        ("Salon +", "Salon +"),
        ("", ""),
    ],
)
def test_cell_text_makes_no_formula_of_what_somebody_typed(typed, cell):
    assert cell_text(typed) == cell


@pytest.mark.parametrize(
    ("sent", "number"),
    [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None), ("²", None), ("٣", None)]
    + [(sent, None) for sent in ("", "-1", "1.0", " 1", "abc", "\x00")],
)
def test_number_of_reads_plain_digits_only(sent, number):
    assert number_of(sent) == number


@given(st.text(max_size=80))
def test_fold_is_stable_and_both_spellings_have_as_many_words(text):
    assert fold(fold(text)) == fold(text)
    assert len(words(fold(text))) == len(words(fold_wide(text)))
