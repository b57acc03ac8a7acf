"""The grid of the form: what it holds, what it leaves to the text, and that nothing is lost on the way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.opening_hours import (
    GridException,
    GridRow,
    Holidays,
    HoursGrid,
    drop_past_exceptions,
    exceptions_in,
    grid_from,
    holidays_in,
    merge_exceptions,
    parse,
)
from directory.opening_hours.problems import NotUnderstoodError
from tests.directory.opening_hours.moments import berlin, unhurried
from tests.directory.opening_hours.shared_data import shared_json

TODAY = date(2026, 11, 22)
YEARS = berlin("2024-01-01T00:00"), berlin("2031-01-01T00:00")
WEEKDAYS = frozenset(range(5))
NINE_TO_SIX = ((9 * 60, 18 * 60),)
CHRISTMAS = GridException(date(2026, 12, 24), date(2026, 12, 31), (), "Betriebsferien")
SUNDAY = GridException(date(2026, 12, 6), date(2026, 12, 6), ((13 * 60, 18 * 60),), "Verkaufsoffener Sonntag")


@pytest.mark.parametrize(
    ("grid", "value"),
    [
        (HoursGrid(), ""),
        (HoursGrid((GridRow(WEEKDAYS, NINE_TO_SIX),)), "Mo-Fr 09:00-18:00"),
        (
            HoursGrid((GridRow(WEEKDAYS, NINE_TO_SIX), GridRow(frozenset({6}), closed=True)), Holidays.CLOSED),
            "Mo-Fr 09:00-18:00; Su off; PH off",
        ),
        (
            HoursGrid((GridRow(WEEKDAYS, ((900, 1080), (540, 780))),), Holidays.OWN, ((600, 720),)),
            "Mo-Fr 09:00-13:00,15:00-18:00; PH 10:00-12:00",
        ),
        (
            HoursGrid((GridRow(WEEKDAYS, NINE_TO_SIX), GridRow(frozenset({5}), ((540, 780),))), Holidays.SAME),
            "Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH Mo-Fr 09:00-18:00; PH Sa 09:00-13:00",
        ),
        (HoursGrid((GridRow(frozenset({4, 5}), ((1080, 120),)),)), "Fr,Sa 18:00-02:00"),
        (HoursGrid((GridRow(frozenset({4}), ((1080, 0),)),)), "Fr 18:00-24:00"),
        (HoursGrid((GridRow(frozenset(range(7)), ((0, 1440),)),)), "24/7"),
        (
            HoursGrid((GridRow(WEEKDAYS, NINE_TO_SIX),), Holidays.CLOSED, (), (CHRISTMAS, SUNDAY), "nach Vereinbarung"),
            'Mo-Fr 09:00-18:00 || "nach Vereinbarung"; PH off; '
            '2026 Dec 06 13:00-18:00 open "Verkaufsoffener Sonntag"; 2026 Dec 24-31 off "Betriebsferien"',
        ),
        (HoursGrid(remark="nach Vereinbarung"), '"nach Vereinbarung"'),
    ],
)
def test_grid_and_value_say_the_same(grid, value):
    assert grid.to_value(TODAY) == value
    assert grid_from(value) == grid.canonical()


@pytest.mark.parametrize(
    ("value", "holidays", "times"),
    [
        ("Mo-Fr 09:00-18:00", Holidays.UNKNOWN, ()),
        ("Mo-Fr 09:00-18:00; PH off", Holidays.CLOSED, ()),
        ("Mo-Fr 09:00-18:00; Sa,Su,PH off", Holidays.CLOSED, ()),
        ("Mo-Sa 09:00-18:00; Su,PH 10:00-12:00", Holidays.OWN, ((600, 720),)),
        ("Mo-Su,PH 09:00-18:00", Holidays.OWN, ((540, 1080),)),
        ("Mo-Fr 09:00-18:00; PH Mo-Fr 09:00-18:00", Holidays.SAME, ()),
        ("Apr-Sep Mo-Fr 09:00-18:00", Holidays.UNKNOWN, ()),
        ("Apr-Sep Mo-Fr 09:00-18:00; PH off", Holidays.CLOSED, ()),
        ("Apr-Sep Mo-Fr 09:00-18:00; PH 10:00-12:00", Holidays.OWN, ((600, 720),)),
    ],
)
def test_holiday_answer_is_found_in_the_value(value, holidays, times):
    assert holidays_in(value) == (holidays, times)


@pytest.mark.parametrize(
    "value",
    [
        "Apr-Sep Mo-Fr 09:00-18:00",
        "Sa[1] 10:00-14:00",
        "Mo-Fr 17:00+",
        "Mo-Fr 09:00-18:00; SH off",
        'Mo-Fr 09:00-18:00 "nur mit Termin"',
        "Mo-Fr 09:00-sunset",
        "Dec 24 off",
        "Mo-Fr 09:00-18:00; Dec 24 off",
        "2026 Dec 24 off; Mo-Fr 09:00-18:00",
        "Mo-Fr 09:00-18:00; PH Mo off",
        'Mo-Fr 09:00-18:00; PH off || "nach Vereinbarung"',
        "Mo-Fr 09:00-18:00; Mo 12:00-13:00 off",
        "Mo-Fr unknown",
        "Neueröffnung",
    ],
)
def test_value_richer_than_a_grid_is_left_to_the_text(value):
    assert grid_from(value) is None


def test_real_values_mean_the_same_after_the_grid():
    values = {
        hours
        for place in shared_json("osm_pois_sample.geojson")["features"]
        if (hours := place["properties"].get("opening_hours"))
    }
    held = {value: grid for value in values if (grid := grid_from(value)) is not None}

    assert len(held) / len(values) > 0.9
    for value, grid in held.items():
        assert parse(grid.to_value()).intervals(*YEARS) == parse(value).intervals(*YEARS), value


_minutes = st.integers(0, 95).map(lambda quarter: quarter * 15)
_pairs = st.lists(st.lists(_minutes, min_size=2, max_size=4, unique=True).map(sorted), min_size=1, max_size=1).map(
    lambda lists: tuple(zip(lists[0][::2], lists[0][1::2], strict=False))
)
_nights = st.tuples(st.integers(40, 95), st.integers(0, 20)).map(lambda pair: ((pair[0] * 15, pair[1] * 15),))
_rows = st.builds(
    lambda days, times: GridRow(days, times or (), closed=times is None),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.one_of(st.none(), _pairs, _nights),
)
_notes = st.text(max_size=60)
_exceptions = st.builds(
    lambda offset, length, times, note: GridException(
        TODAY + timedelta(days=offset), TODAY + timedelta(days=offset + length), times or (), note
    ),
    st.integers(0, 400),
    st.integers(0, 30),
    st.one_of(st.none(), _pairs),
    _notes,
)
_grids = st.builds(
    HoursGrid,
    st.lists(_rows, max_size=4).map(tuple),
    st.sampled_from(Holidays),
    st.one_of(st.just(()), _pairs),
    st.lists(_exceptions, max_size=3).map(tuple),
    _notes,
)


@unhurried
@given(_grids)
def test_a_grid_comes_back_from_its_value(grid):
    value = grid.to_value(TODAY)

    assert not value or parse(value).canonical == value
    assert grid_from(value) == grid.canonical()
    assert grid.canonical().canonical() == grid.canonical()


@unhurried
@given(_grids)
def test_sound_grids_have_no_problems_after_tidying_and_broken_ones_name_their_place(grid):
    problems = grid.problems(TODAY)

    assert all(
        problem.place in ("rows", "holidays", "exceptions", "remark") and problem.message for problem in problems
    )
    twice = len({day for row in grid.rows for day in row.days}) < sum(len(row.days) for row in grid.rows)
    assert any((problem.place, problem.field) == ("rows", "days") for problem in problems) is twice


@pytest.mark.parametrize(
    ("grid", "places"),
    [
        (HoursGrid((GridRow(WEEKDAYS, NINE_TO_SIX),)), []),
        (HoursGrid((GridRow(frozenset(), NINE_TO_SIX),)), [("rows", 0, "days")]),
        (HoursGrid((GridRow(WEEKDAYS),)), [("rows", 0, "times")]),
        (HoursGrid((GridRow(WEEKDAYS, NINE_TO_SIX, closed=True),)), [("rows", 0, "closed")]),
        (
            HoursGrid((GridRow(WEEKDAYS, NINE_TO_SIX), GridRow(frozenset({4, 5}), NINE_TO_SIX))),
            [("rows", 1, "days")],
        ),
        (HoursGrid((GridRow(WEEKDAYS, ((540, 780), (720, 1080))),)), [("rows", 0, "times")]),
        (HoursGrid((GridRow(WEEKDAYS, ((540, 360),)),)), [("rows", 0, "times")]),
        (HoursGrid((GridRow(WEEKDAYS, ((540, 540),)),)), [("rows", 0, "times")]),
        (HoursGrid((GridRow(WEEKDAYS, ((540, 1500),)),)), [("rows", 0, "times")]),
        (HoursGrid((GridRow(WEEKDAYS, ((1080, 120),)),)), []),
        (HoursGrid((GridRow(WEEKDAYS, ((360, 0),)),)), []),
        (HoursGrid(holidays=Holidays.OWN), [("holidays", None, "times")]),
        (HoursGrid(exceptions=(GridException(date(2026, 12, 2), date(2026, 12, 1)),)), [("exceptions", 0, "last")]),
        (HoursGrid(exceptions=(CHRISTMAS, CHRISTMAS)), [("exceptions", 1, "first")]),
        (HoursGrid(exceptions=(GridException(TODAY, TODAY, (), "x" * 61),)), [("exceptions", 0, "note")]),
        (HoursGrid(exceptions=(GridException(TODAY, TODAY, ((60, 60),)),)), [("exceptions", 0, "times")]),
        (HoursGrid(remark="x" * 61), [("remark", None, "remark")]),
    ],
)
def test_problems_name_row_and_field(grid, places):
    assert [(problem.place, problem.row, problem.field) for problem in grid.problems(TODAY)] == places


RICH = "Apr-Sep Mo-Fr 09:00-18:00; Oct-Mar Mo-Fr 09:00-16:00; Sa[1] 10:00-14:00"


def test_exceptions_and_holidays_are_edited_on_top_of_rich_hours():
    value = merge_exceptions(RICH, [CHRISTMAS, SUNDAY], TODAY, holidays=Holidays.CLOSED)

    assert value == (
        f'{RICH}; PH off; 2026 Dec 06 13:00-18:00 open "Verkaufsoffener Sonntag"; 2026 Dec 24-31 off "Betriebsferien"'
    )
    assert exceptions_in(value) == (SUNDAY, CHRISTMAS)
    assert holidays_in(value) == (Holidays.CLOSED, ())
    assert merge_exceptions(value, [], TODAY) == f"{RICH}; PH off"
    assert merge_exceptions(value, [], TODAY, holidays=Holidays.UNKNOWN) == RICH
    own = merge_exceptions(value, [], TODAY, holidays=Holidays.OWN, holiday_times=((600, 720),))
    assert own == f"{RICH}; PH 10:00-12:00"


def test_holidays_as_usual_open_rich_hours_as_on_any_such_day():
    value = merge_exceptions(RICH, [], TODAY, holidays=Holidays.SAME)

    assert parse(value).speaks_of_public_holidays
    assert parse(value).canonical == value
    assert parse(value).intervals(*YEARS) == parse(RICH).intervals(*YEARS)


def test_holiday_answer_stands_below_special_dates_and_takes_the_place_of_the_old_one():
    value = 'Mo-Sa 09:00-18:00; Su,PH off || "nach Vereinbarung"; Dec 25 10:00-12:00'

    merged = merge_exceptions(value, [], TODAY, holidays=Holidays.CLOSED)

    assert merged == 'Mo-Sa 09:00-18:00; Su off || "nach Vereinbarung"; PH off; Dec 25 10:00-12:00'


def test_merging_into_text_that_is_not_understood_is_refused():
    with pytest.raises(NotUnderstoodError):
        merge_exceptions("Neueröffnung", [CHRISTMAS], TODAY)


def test_merging_into_no_hours_leaves_the_exceptions():
    assert merge_exceptions("", [CHRISTMAS], TODAY) == '2026 Dec 24-31 off "Betriebsferien"'


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ("Mo-Fr 9-18", "Mo-Fr 9-18"),
        ("Neueröffnung", "Neueröffnung"),
        ("", ""),
        ("Mo-Fr 9-18; 2026 Nov 22 off", "Mo-Fr 9-18; 2026 Nov 22 off"),
        ("Mo-Fr 9-18; 2026 Nov 21 off", "Mo-Fr 09:00-18:00"),
        ("Mo-Fr 9-18; 2026 Nov 21 18:00-02:00", "Mo-Fr 9-18; 2026 Nov 21 18:00-02:00"),
        ("Mo-Fr 9-18; 2026 Nov 20 18:00-02:00", "Mo-Fr 09:00-18:00"),
        ("Mo-Fr 9-18; Nov 21 off", "Mo-Fr 9-18; Nov 21 off"),
        ("Mo-Fr 9-18; 2025 off", "Mo-Fr 09:00-18:00"),
        ("Mo-Fr 9-18; 2026 Nov 20,2026 Nov 30 off", "Mo-Fr 09:00-18:00; 2026 Nov 30 off"),
        ("Mo-Fr 9-18; 2026 Nov 20-2026 Nov 30 off", "Mo-Fr 9-18; 2026 Nov 20-2026 Nov 30 off"),
        ("2025 Dec 24 off", ""),
    ],
)
def test_exceptions_vanish_after_their_date(value, left):
    assert drop_past_exceptions(value, TODAY) == left


@unhurried
@given(_grids, st.integers(0, 500))
def test_hours_from_today_on_stay_the_same_when_past_exceptions_are_dropped(grid, later):
    value = grid.to_value()
    day = TODAY + timedelta(days=later)

    left = drop_past_exceptions(value, day)

    if left:
        start = berlin(f"{day}T00:00")
        assert parse(left).intervals(start, start + timedelta(days=60)) == parse(value).intervals(
            start, start + timedelta(days=60)
        )
