"""The vectors V1 to V12 and H1 to H4 of what the best systems do, and what must hold for every input."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from consultations.slots import CELL, MINUTE, Wanted, beginnings, cells, fits, merged, padded, without
from tests.hagen import clock_times, seconds

DAY = "2021-05-03"  # a Monday
EVER = seconds("2021-01-01 00:00"), seconds("2030-01-01 00:00")


def span(text: str, day: str = DAY):
    """“09:00-11:20”."""
    start, end = text.split("-")
    return seconds(f"{day} {start}"), seconds(f"{day} {end}")


def wanted(minutes: int, *, step: int | None = None, earliest: int = EVER[0], **more) -> Wanted:
    return Wanted(minutes * MINUTE, (step or minutes) * MINUTE, earliest, EVER[1], **more)


def times(openings, minutes, *, busy=(), before=0, after=0, day=DAY, **more):
    what = wanted(minutes, before=before * MINUTE, after=after * MINUTE, **more)
    taken = padded([span(one, day) for one in busy], what.before, what.after)
    return clock_times(start for one in openings for start in beginnings(span(one, day), taken, what))


def free_ranges(opening: str, *busy: str) -> list[str]:
    found = without(span(opening), merged(span(one) for one in busy))
    return ["-".join(clock_times(one)) for one in found]


def test_v1_last_hour_that_does_not_fit_is_not_offered():
    assert times(["09:00-11:20"], 60) == ["09:00", "10:00"]


def test_v2_what_is_over_is_not_offered():
    now = seconds("2021-04-30 08:00")

    assert times(["07:00-11:00"], 60, day="2021-04-30", earliest=now)[0] == "08:00"
    assert times(["07:00-11:00"], 60, day="2021-04-30", earliest=now, anew=True)[0] == "08:00"


def test_v3_at_the_counter_the_grid_starts_at_the_next_five_minutes():
    openings = ["09:00-12:00", "14:00-17:00", "18:00-20:00"]

    assert times(openings, 60, earliest=seconds(f"{DAY} 15:03"), anew=True) == ["15:05", "18:00", "19:00"]


def test_v4_absence_inside_a_booking_changes_nothing():
    assert times(["09:00-11:00"], 60, busy=["09:00-10:00", "09:15-09:45"]) == ["10:00"]


def test_v5_to_v9_free_ranges():
    assert free_ranges("09:00-11:00", "08:30-09:15") == ["09:15-11:00"]
    assert free_ranges("09:00-11:00", "08:30-09:15", "09:45-10:30") == ["09:15-09:45", "10:30-11:00"]
    assert free_ranges("09:00-11:00", "08:30-09:30", "09:45-10:45") == ["09:30-09:45", "10:45-11:00"]
    assert free_ranges("09:00-11:00", "09:45-10:30", "08:30-09:15", "09:45-10:30") == ["09:15-09:45", "10:30-11:00"]
    assert free_ranges("09:00-11:00", "08:00-12:00") == []


def test_v10_what_is_too_short_is_not_offered():
    assert times(["09:00-09:15"], 30) == []
    assert times(["09:00-09:45"], 30) == ["09:00"]


def test_h1_step_can_be_shorter_than_the_appointment():
    assert times(["09:00-12:00"], 45) == ["09:00", "09:45", "10:30", "11:15"]
    in_quarters = times(["09:00-12:00"], 45, step=15)
    assert (len(in_quarters), in_quarters[0], in_quarters[-1]) == (10, "09:00", "11:15")


def test_h2_buffers_stand_on_both_sides():
    booking = span("10:00-10:30")
    with_buffers = booking[0] - 15 * MINUTE, booking[1] + 15 * MINUTE
    what = wanted(30, before=15 * MINUTE, after=15 * MINUTE)
    found = beginnings(span("09:00-12:00"), padded([with_buffers], what.before, what.after), what)

    assert times(["09:00-12:00"], 30, busy=["10:00-10:30"]) == ["09:00", "09:30", "10:30", "11:00", "11:30"]
    assert clock_times(found) == ["09:00", "11:00", "11:30"]


def test_h3_notice_leaves_the_grid_where_it_is():
    assert times(["09:00-12:00"], 30, earliest=seconds(f"{DAY} 10:07")) == ["10:30", "11:00", "11:30"]


def test_h4_grid_starts_anew_after_each_busy_span():
    found = times(["14:00-18:00"], 60, step=30, busy=["15:00-16:00", "16:15-16:30"])

    assert found == ["14:00", "16:30", "17:00"]


def test_latest_is_the_first_moment_that_is_too_late():
    what = Wanted(30 * MINUTE, 30 * MINUTE, EVER[0], seconds(f"{DAY} 10:00"))

    assert clock_times(beginnings(span("09:00-12:00"), [], what)) == ["09:00", "09:30"]


def test_fits_takes_what_is_free_beside_the_grid_and_nothing_else():
    what, opening = wanted(30), span("09:00-12:00")
    taken = merged([span("10:00-10:30")])
    answers = {
        text: fits(seconds(f"{DAY} {text}"), [opening], taken, what)
        for text in ("08:45", "09:00", "09:10", "09:07", "09:31", "09:30", "09:35", "10:15", "10:30", "11:30", "11:35")
    }

    assert [text for text, yes in answers.items() if yes] == ["09:00", "09:10", "09:30", "10:30", "11:30"]


def test_cells_cover_the_span_and_nothing_more():
    start, end = span("09:00-09:30")

    assert len(cells(start, end)) == 6
    assert cells(start, end)[0] * CELL == start


# --- What must hold for every input -----------------------------------------------------------------------------------

minutes = st.integers(min_value=0, max_value=1440 // 5).map(lambda number: number * CELL)
spans = st.lists(st.tuples(minutes, minutes).map(sorted).map(tuple), max_size=8)
lengths = st.integers(min_value=1, max_value=24).map(lambda number: number * CELL)
buffers = st.integers(min_value=0, max_value=6).map(lambda number: number * CELL)


@given(opening=spans, busy=spans, duration=lengths, step=lengths, before=buffers, after=buffers, earliest=minutes,
       anew=st.booleans())  # fmt: skip
def test_beginnings_lie_in_openings_and_never_touch_a_booking_or_its_buffers(
    opening, busy, duration, step, before, after, earliest, anew
):
    what = Wanted(duration, step, earliest, 1440 * MINUTE, before, after, anew)
    taken = padded(busy, before, after)

    for one in opening:
        found = list(beginnings(one, taken, what))
        assert found == sorted(set(found))
        for start in found:
            assert one[0] <= start
            assert start + duration <= one[1]
            assert earliest <= start < what.latest
            assert all(end <= start - before or start + duration + after <= begin for begin, end in busy if begin < end)
            assert fits(start, [one], taken, what)


@given(opening=spans, busy=spans, duration=lengths)
def test_nothing_that_fits_from_the_start_of_a_free_range_is_left_out(opening, busy, duration):
    what = Wanted(duration, duration, 0, 1440 * MINUTE + 1)
    taken = merged(busy)

    for one in opening:
        found = list(beginnings(one, taken, what))
        for free_from, free_until in without(one, taken):
            inside = [start for start in found if free_from <= start < free_until]
            assert len(inside) == (free_until - free_from) // duration
            assert all(later - sooner == duration for sooner, later in pairwise(inside))


@given(busy=spans)
def test_merged_keeps_every_second_and_no_other(busy):
    joined = merged(busy)

    assert all(before[1] < after[0] for before, after in pairwise(joined))
    for moment in range(0, 1440 * MINUTE, CELL):
        assert any(start <= moment < end for start, end in joined) == any(start <= moment < end for start, end in busy)
