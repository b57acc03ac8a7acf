"""What the clock shows, and what it means: H5 to H9 and whole days through both clock changes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.clock import HAGEN, NoSuchTime, local_label, local_moment
from consultations.availability import Hours, Rule, Schedule, minutes_of
from consultations.enums import Cycle, Way
from consultations.slots import MINUTE, Wanted, beginnings
from tests.hagen import at, clock_times, seconds

PLACE = frozenset({Way.PLACE})


def every_day(starts="09:00", ends="10:00", **more) -> Schedule:
    hours = Hours(minutes_of(time.fromisoformat(starts)), minutes_of(time.fromisoformat(ends)), 1, PLACE)
    return Schedule(rules=[Rule(hours, weekday) for weekday in range(7)], **more)


def openings(schedule: Schedule, first: str, last: str | None = None, absent=()):
    days = date.fromisoformat(first), date.fromisoformat(last or first)
    return schedule.openings(*(day.toordinal() for day in days), absent)


def starts_in_utc(day: str) -> str:
    (opening,) = openings(every_day(), day)
    return datetime.fromtimestamp(opening.start, UTC).strftime("%H:%MZ")


def test_h5_nine_o_clock_is_nine_o_clock_before_and_after_the_change():
    days = ["2026-03-27", "2026-03-30", "2026-10-23", "2026-10-26"]

    assert [starts_in_utc(day) for day in days] == ["08:00Z", "07:00Z", "07:00Z", "08:00Z"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-29", ["01:00", "01:30", "03:00", "03:30"]),
        ("2026-10-25", ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30"]),
    ],
)
def test_h6_night_of_a_change_is_as_long_as_it_is(day, expected):
    (opening,) = openings(every_day("01:00", "04:00"), day)
    wanted = Wanted(30 * MINUTE, 30 * MINUTE, 0, opening.end)

    assert clock_times(beginnings(opening[:2], [], wanted)) == expected


def test_h6_days_of_a_change_have_23_and_25_hours():
    whole = Schedule(rules=[Rule(Hours(0, 1440, None, PLACE), weekday) for weekday in range(7)])
    lengths = [one.end - one.start for day in ("2026-03-29", "2026-10-25") for one in openings(whole, day)]

    assert [length // 3600 for length in lengths] == [23, 25]


def test_h6_hour_that_comes_twice_says_which_one_it_is():
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=HAGEN, fold=fold) for fold in (0, 1)]

    assert [local_label(moment) for moment in twice] == ["2:30 (Sommerzeit)", "2:30 (Winterzeit)"]
    assert local_label(at("2026-10-25 03:30")) == "3:30"


def test_h7_time_that_does_not_exist_is_refused_with_a_sentence():
    with pytest.raises(NoSuchTime, match=r"29\.03\.2026.*02:30"):
        local_moment(date(2026, 3, 29), time(2, 30))

    assert local_moment(date(2026, 3, 29), time(3, 0)).utcoffset().total_seconds() == 7200


def test_h9_public_holidays_of_the_state_are_closed_and_no_others():
    schedule = every_day()
    closed = ["2026-06-04", "2027-05-27", "2027-11-01"]
    open_days = ["2026-12-24", "2026-12-31", "2027-03-08", "2026-10-31"]

    assert [day for day in closed + open_days if openings(schedule, day)] == open_days


def test_h9_closing_days_of_our_own_close_everywhere_or_at_one_place():
    christmas = date(2026, 12, 24).toordinal()
    everywhere = every_day(closed=[(christmas, christmas, None)])
    elsewhere = every_day(closed=[(christmas, christmas, 2)])
    here = every_day(closed=[(christmas, christmas, 1)])

    assert [bool(openings(one, "2026-12-24")) for one in (everywhere, elsewhere, here)] == [False, True, False]


def test_holidays_are_open_for_whoever_works_on_them_and_for_an_extra_day():
    extra = every_day()
    extra.special[date(2026, 6, 4).toordinal()].append((Hours(600, 660, 1, PLACE), False))

    assert openings(every_day(works_on_holidays=True), "2026-06-04")
    assert clock_times(one.start for one in openings(extra, "2026-06-04")) == ["10:00"]


def test_single_day_adds_hours_or_stands_instead():
    day = date(2026, 12, 1).toordinal()
    added, instead = every_day(), every_day()
    added.special[day].append((Hours(840, 900, 1, PLACE), False))
    instead.special[day].append((Hours(840, 900, 1, PLACE), True))

    assert clock_times(one.start for one in openings(added, "2026-12-01")) == ["09:00", "14:00"]
    assert clock_times(one.start for one in openings(instead, "2026-12-01")) == ["14:00"]
    assert clock_times(one.start for one in openings(instead, "2026-12-02")) == ["09:00"]


def test_every_other_week_follows_the_iso_number():
    rule = Rule(Hours(540, 600, 1, PLACE), 0, Cycle.ODD)  # Mondays
    found = openings(Schedule(rules=[rule]), "2026-12-01", "2027-01-31")
    weeks = [datetime.fromtimestamp(one.start, HAGEN).isocalendar().week for one in found]

    assert weeks == [51, 53, 1, 3]  # 2026 has 53 weeks: two odd ones follow each other


def test_rule_holds_from_its_first_to_its_last_day():
    first, last = date(2026, 12, 2).toordinal(), date(2026, 12, 3).toordinal()
    schedule = every_day()
    schedule.rules = [Rule(one.hours, one.weekday, one.cycle, first, last) for one in schedule.rules]

    assert len(openings(schedule, "2026-11-25", "2026-12-10")) == 2


def test_absence_cuts_the_opening():
    absent = [(seconds("2026-12-01 09:15"), seconds("2026-12-01 09:30"))]
    found = openings(every_day(), "2026-12-01", absent=absent)

    assert [clock_times(one[:2]) for one in found] == [["09:00", "09:15"], ["09:30", "10:00"]]


@given(
    day=st.dates(date(2024, 1, 1), date(2035, 12, 31)), hour=st.integers(3, 22), minute=st.sampled_from(range(0, 60, 5))
)
def test_local_times_are_the_same_on_every_day_of_the_year(day, hour, minute):
    schedule = Schedule(
        rules=[Rule(Hours(hour * 60 + minute, hour * 60 + minute + 30, 1, PLACE), day.weekday())],
        works_on_holidays=True,
    )
    (opening,) = schedule.openings(day.toordinal(), day.toordinal())

    assert datetime.fromtimestamp(opening.start, HAGEN) == datetime.combine(day, time(hour, minute), HAGEN)
    assert opening.end - opening.start == 30 * MINUTE


SCRIPT = """
import sys; sys.path[:0] = ["site", "."]
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
import django; django.setup()
from datetime import date
from consultations.availability import Hours, Rule, Schedule
schedule = Schedule(rules=[Rule(Hours(540, 720, 1, frozenset(["place"])), weekday) for weekday in range(7)])
first = date(2026, 3, 20).toordinal()
print([one[:2] for one in schedule.openings(first, first + 240)])
"""


def test_h10_server_in_any_time_zone_computes_the_same():
    root = Path(__file__).resolve().parents[2]
    answers = {
        zone: subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=root, env={**os.environ, "TZ": zone}, capture_output=True, check=True
        ).stdout
        for zone in ("UTC", "Pacific/Kiritimati", "America/New_York")
    }

    assert answers["UTC"].startswith(b"[(17")
    assert len(set(answers.values())) == 1
