"""A date again and again: the clock shows the same every time, and holidays can be left out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.clock import HAGEN, NoSuchTime
from directory.opening_hours.holidays import public_holiday_name
from events.enums import Rhythm
from events.repetition import MOST, repeated
from tests.hagen import at


def days(found) -> list[str]:
    return [f"{start.astimezone(HAGEN):%d.%m. %H:%M}" for start, _end in found]


def test_every_week_over_both_changes_of_the_clock_at_the_same_hour():
    spring = repeated(at("2026-03-25 18:00"), at("2026-03-25 20:00"), rhythm=Rhythm.WEEKLY, until=date(2026, 4, 8))
    autumn = repeated(at("2026-10-21 18:00"), at("2026-10-21 20:00"), rhythm=Rhythm.WEEKLY, until=date(2026, 11, 4))

    assert days(spring) == ["01.04. 18:00", "08.04. 18:00"]
    assert days(autumn) == ["28.10. 18:00", "04.11. 18:00"]
    assert {end - start for start, end in spring + autumn} == {timedelta(hours=2)}
    assert autumn[0][0] - at("2026-10-21 18:00") != timedelta(0)


def test_public_holidays_are_left_out_and_school_holidays_only_when_asked():
    start, end = at("2026-05-07 09:00"), at("2026-05-07 11:00")  # 14 May is Ascension, 4 June Corpus Christi
    until = date(2026, 6, 11)

    assert days(repeated(start, end, rhythm=Rhythm.WEEKLY, until=until)) == [
        "21.05. 09:00", "28.05. 09:00", "11.06. 09:00",
    ]  # fmt: skip
    assert len(repeated(start, end, rhythm=Rhythm.WEEKLY, until=until, without_public_holidays=False)) == 5
    autumn = repeated(
        at("2026-10-07 09:00"),
        at("2026-10-07 11:00"),
        rhythm=Rhythm.WEEKLY,
        until=date(2026, 11, 4),
        without_school_holidays=True,
    )
    assert days(autumn) == ["14.10. 09:00", "04.11. 09:00"]


def test_every_two_weeks():
    found = repeated(at("2026-11-03 09:00"), at("2026-11-03 10:00"), rhythm=Rhythm.FORTNIGHTLY, until=date(2026, 12, 1))

    assert days(found) == ["17.11. 09:00", "01.12. 09:00"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2026-11-10 09:00", ["08.12. 09:00", "12.01. 09:00", "09.02. 09:00"]),  # each second Tuesday
        ("2026-10-30 09:00", ["29.01. 09:00"]),  # a fifth Friday: only where there is one
    ],
)
def test_every_month_on_the_same_weekday(first, expected):
    start = at(first)

    found = repeated(start, start + timedelta(hours=1), rhythm=Rhythm.MONTHLY, until=date(2027, 2, 28))

    assert days(found) == expected


def test_event_over_midnight_ends_on_the_next_day():
    found = repeated(at("2026-11-06 20:00"), at("2026-11-07 01:00"), rhythm=Rhythm.WEEKLY, until=date(2026, 11, 13))

    assert [(start.astimezone(HAGEN).day, end.astimezone(HAGEN).day) for start, end in found] == [(13, 14)]


def test_time_the_clock_jumps_over_is_refused_with_a_sentence():
    with pytest.raises(NoSuchTime, match="gibt es"):
        repeated(at("2026-03-22 02:30"), at("2026-03-22 04:30"), rhythm=Rhythm.WEEKLY, until=date(2026, 3, 29))


@given(
    start=st.datetimes(
        min_value=at("2024-01-01 08:00").replace(tzinfo=None), max_value=at("2029-01-01 08:00").replace(tzinfo=None)
    ),
    rhythm=st.sampled_from(list(Rhythm)),
    length=st.integers(1, 800),
)
def test_what_is_repeated_is_later_on_the_same_weekday_at_the_same_hour_and_no_holiday(start, rhythm, length):
    first = start.replace(hour=9, tzinfo=HAGEN)
    until = first.date() + timedelta(days=length)

    found = repeated(first, first + timedelta(hours=2), rhythm=rhythm, until=until)

    assert len(found) <= MOST
    for begins, ends in found:
        local = begins.astimezone(HAGEN)
        assert first.date() < local.date() <= until
        assert (local.hour, local.minute, local.weekday()) == (9, first.minute, first.weekday())
        assert not public_holiday_name(local.date())
        assert ends - begins == timedelta(hours=2)
