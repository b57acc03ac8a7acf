"""The two nights on which a day has 23 or 25 hours: 29 March and 25 October 2026."""

from datetime import UTC, datetime, timedelta

from directory.opening_hours import State, parse, transitions
from tests.directory.opening_hours.moments import berlin

HOUR = timedelta(hours=1)


def _real_hours(value: str, start: str, end: str) -> list[float]:
    """How long each interval really lasts; differences of times in one zone would follow the wall clock."""
    intervals = parse(value).intervals(berlin(start), berlin(end))
    return [(interval.end.astimezone(UTC) - interval.start.astimezone(UTC)) / HOUR for interval in intervals]


def test_bar_in_the_october_night_is_open_an_hour_longer():
    assert _real_hours("Sa 22:00-04:00", "2026-10-24T12:00", "2026-10-25T12:00") == [7.0]


def test_bar_in_the_march_night_is_open_an_hour_less():
    assert _real_hours("Sa 22:00-04:00", "2026-03-28T12:00", "2026-03-29T12:00") == [5.0]


def test_closing_time_shown_twice_means_the_first_showing():
    assert _real_hours("Sa 22:00-02:30", "2026-10-24T12:00", "2026-10-25T12:00") == [4.5]


def test_closing_time_never_shown_means_the_jump_of_the_clock():
    assert _real_hours("Sa 22:00-02:30", "2026-03-28T12:00", "2026-03-29T12:00") == [4.0]


def test_opening_that_lies_inside_the_jump_does_not_happen():
    assert _real_hours("Su 02:15-02:45", "2026-03-29T00:00", "2026-03-30T00:00") == []


def test_next_change_in_the_october_night_is_the_winter_time():
    moment = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)  # 01:30 in summer time

    status = parse("Sa 22:00-04:00").at(moment)

    assert (status.state, status.next_change) == (State.OPEN, datetime(2026, 10, 25, 3, tzinfo=UTC))


def test_transitions_over_the_october_night_count_real_minutes():
    assert transitions(parse("Sa 22:00-04:00"), berlin("2026-10-24T20:00"), 24 * 60) == [
        (0, 0),
        (2 * 60, 1),
        (9 * 60, 0),
    ]


def test_whole_days_have_23_and_25_hours():
    assert _real_hours("Mar 29,Oct 25", "2026-01-01T00:00", "2027-01-01T00:00") == [23.0, 25.0]
