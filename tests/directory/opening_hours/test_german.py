"""Door signs: a table of real-life spellings, and what holds for any text."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.opening_hours import parse
from directory.opening_hours.german import read_german
from directory.opening_hours.german.lexicon import look_up
from directory.opening_hours.problems import quoted
from tests.directory.opening_hours.moments import unhurried

TABLE = json.loads((Path(__file__).parent / "german_spellings.json").read_text(encoding="utf-8"))
UNDERSTOOD = [row for row in TABLE if "value" in row]
REFUSED = [row for row in TABLE if "refused" in row]


def test_table_is_long_enough_to_trust():
    assert len({row["text"] for row in TABLE}) == len(TABLE)
    assert len(UNDERSTOOD) >= 150
    assert len(REFUSED) >= 35


@pytest.mark.parametrize("row", UNDERSTOOD, ids=lambda row: row["text"])
def test_spelling_is_read_as_the_hours_it_means(row):
    read = read_german(row["text"])

    assert (read.value, read.problem, read.problem_span, read.understood) == (row["value"], "", None, True)
    assert (parse(read.value).understood, parse(read.value).canonical) == (True, read.value)


@pytest.mark.parametrize("row", UNDERSTOOD, ids=lambda row: row["text"])
def test_holidays_are_in_the_value_only_when_the_text_names_them(row):
    read = read_german(row["text"])

    assert read.says_holidays is ("feier" in row["text"].lower())
    assert ("PH" in read.value) is read.says_holidays


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row["text"])
def test_spelling_that_is_not_clear_is_refused_with_its_part_named(row):
    read = read_german(row["text"])

    assert (read.understood, read.value, read.says_holidays, read.remarks) == (False, "", False, [])
    assert row["text"][slice(*read.problem_span)] == row["refused"]
    assert quoted(row["refused"]) in read.problem


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_no_text_is_refused_without_a_part_to_name(text):
    read = read_german(text)

    assert (read.understood, read.problem_span) == (False, None)
    assert read.problem


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("Mo-Fr 9-18, Sa 9-13", 0),
        ("Mo-Fr 9-18, Sa bis 13", 1),
        ("Mo-Fr 9-18, Mi nachmittags zu", 1),
        ("Mo-Fr 9-13 und 15-18, Mi nachmittags zu", 0),
        ("werktags 9-18, Sa 9-13", 1),
        ("Mo-Fr 8-12, Do 14-18", 1),
        ("Mo-Fr 8-12, Do auch 14-18", 0),
        ("Mo-Fr 9-18, Mi ab 11", 1),
        ("Mo-Fr 9-18, 24.12. geschlossen", 1),
        ("Mo-Fr 9-18, 24.12.2026 geschlossen", 0),
        ("Mo-Do 11-23, Fr bis 1 Uhr", 2),
    ],
)
def test_what_was_taken_for_granted_is_read_back(text, remarks):
    assert len(read_german(text).remarks) == remarks


@pytest.mark.parametrize(
    ("written", "meant"),
    [("dienstg", "dienstag"), ("donerstag", "donnerstag"), ("sontag", "sonntag"), ("smastag", "samstag")],
)
def test_one_slip_in_a_long_word_is_forgiven(written, meant):
    assert look_up(written) == look_up(meant)


@pytest.mark.parametrize("written", ["nontag", "montagx1", "dinstg", "mo1", "frei", "vormittwoch"])
def test_more_than_one_slip_is_not(written):
    assert look_up(written) is None


_WORDS = (
    "Mo Di-Fr Sa So Samstag mittwochs werktags täglich Wochenende Feiertage feiertags bis ab von und , ; : . - – ( ) +",
    "9 9-18 9:00 18:30 18 Uhr 13 nachmittags vormittags mittags nachts abends geschlossen zu Ruhetag nur außer auch",
    "sonst wie durchgehend Mittagspause 24h open end nach Vereinbarung 1. ersten letzten im Monat Mai-Juli 24.12.",
    "24.12.2026 3.-5.8.2027 Betriebsferien Sommer ganzjährig Heiligabend ½9 halb neun 900-1800 Schulferien ? x 31.2.",
    "/ \n aber April 99",
)
_FRAGMENTS = st.sampled_from([word for words in _WORDS for word in words.split(" ")])
_TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(_FRAGMENTS, max_size=14).map(" ".join),
    st.lists(_FRAGMENTS, max_size=10).map("".join),
)


@unhurried
@given(_TEXTS)
def test_any_text_is_either_read_or_refused_by_name(text):
    read = read_german(text)

    assert read.understood is (read.problem == "") is bool(read.value)
    if read.understood:
        assert parse(read.value).canonical == read.value
        assert ("PH" in read.value) is read.says_holidays
        assert not read.says_holidays or "feier" in text.lower()
    elif text.strip():
        start, end = read.problem_span
        assert 0 <= start < end <= len(text)
        assert quoted(text[start:end]) in read.problem


_MONDAY = date(2026, 6, 8)
_GERMAN_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_LONG_DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_quarters = st.lists(st.integers(5 * 4, 24 * 4), min_size=2, max_size=4, unique=True).map(sorted)
_day_hours = st.one_of(st.none(), _quarters.filter(lambda marks: len(marks) % 2 == 0))


def _clock(quarter: int, style: int) -> str:
    hour, minute = quarter // 4, quarter % 4 * 15
    return [
        f"{hour:02}:{minute:02}",
        f"{hour}.{minute:02} Uhr",
        f"{hour} Uhr" if not minute else f"{hour}:{minute:02} Uhr",
        f"{hour}h" if not minute else f"{hour}.{minute:02}h",
    ][style]


@unhurried
@given(
    st.lists(_day_hours, min_size=7, max_size=7).filter(any),
    st.integers(0, 3),
    st.sampled_from(
        [_GERMAN_DAYS, _LONG_DAYS, tuple(f"{day}s" for day in _LONG_DAYS), tuple(f"{d}." for d in _GERMAN_DAYS)]
    ),
    st.sampled_from([", ", "; ", "\n", " / ", " "]),
    st.sampled_from(["-", " – ", " bis "]),
    st.sampled_from([" ", ": "]),
    st.sampled_from(["geschlossen", "zu", "Ruhetag"]),
)
def test_a_week_written_in_many_styles_comes_back(week, style, names, between, dash, colon, closed):
    phrases, expected = [], []
    for number, marks in enumerate(week):
        pairs = list(zip(marks[::2], marks[1::2], strict=True)) if marks else []
        times = " und ".join(f"{_clock(start, style)}{dash}{_clock(end, style)}" for start, end in pairs)
        phrases.append(f"{names[number]}{colon}{times or closed}")
        osm = ",".join(f"{_clock(start, 0)}-{_clock(end, 0)}" for start, end in pairs)
        expected.append(f"{_OSM_DAYS[number]} {osm or 'off'}")

    read = read_german(between.join(phrases))

    assert read.problem == ""
    monday = parse("; ".join(expected)).week(_MONDAY)
    assert [day.intervals for day in parse(read.value).week(_MONDAY)] == [day.intervals for day in monday]


@pytest.mark.parametrize("length", [1001, 5000, 100_000])
def test_a_text_beyond_any_door_sign_is_refused_at_once(length):
    assert read_german("Mo 9-18, " * (length // 9 + 1)).understood is False


def test_examples_for_editors_are_read_as_printed():
    guide = Path(__file__).resolve().parents[3] / "docs" / "editors" / "oeffnungszeiten.md"
    rows = re.findall(r"^\| (.+?) \| `(.+)` \|$", guide.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(rows) == 12
    assert [read_german(text).value for text, _ in rows] == [value.replace("\\|", "|") for _, value in rows]
