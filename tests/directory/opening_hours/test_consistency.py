"""Whatever a value says, all answers about it agree with each other."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from directory.opening_hours import OpeningHours, State, normalise, parse, transitions
from directory.opening_hours.parser import parse_rules
from tests.directory.opening_hours.moments import unhurried

MINUTE = timedelta(minutes=1)

_days = st.sampled_from(
    [
        "Mo-Fr",
        "Sa",
        "Sa,Su",
        "Fr-Mo",
        "Mo,We",
        "PH",
        "Su,PH",
        "SH",
        "PH Mo-Fr",
        "Sa[1]",
        "Su[-1] +1 day",
        "PH -1 day",
        "",
    ]
)
_dates = st.sampled_from(
    [
        "",
        "",
        "",
        "Mar",
        "Oct-Mar",
        "Dec 24",
        "Dec 24-Jan 06",
        "2026",
        "week 10-20/2",
        "easter -2 days-easter +1 day",
        "Mar 29",
    ]
)
_clock = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
_times = st.one_of(
    st.just(""),
    st.builds("{}-{}".format, _clock, _clock),
    st.builds("{}-{}+".format, _clock, _clock),
    _clock.map("{}+".format),
    st.builds("{}-{},{}-{}".format, _clock, _clock, _clock, _clock),
)
_states = st.sampled_from(["", "", "", "off", "unknown", 'open "a"', '"b"'])
_rules = st.builds(lambda *parts: " ".join(part for part in parts if part) or "24/7", _dates, _days, _times, _states)
values = st.builds(
    lambda first, others: first + "".join(separator + rule for separator, rule in others),
    _rules,
    st.lists(st.tuples(st.sampled_from(["; ", "; ", ", ", " || "]), _rules), max_size=3),
)
# Around both clock changes, school and public holidays, and beyond the known decrees.
moments = st.one_of(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),  # noqa: DTZ001 — made aware below
    st.datetimes(datetime(2026, 3, 28), datetime(2026, 3, 30)),  # noqa: DTZ001
    st.datetimes(datetime(2026, 10, 24), datetime(2026, 10, 26)),  # noqa: DTZ001
).map(lambda moment: moment.replace(tzinfo=UTC))


def _fresh(value: str) -> OpeningHours:
    """Without the memory of earlier questions."""
    return OpeningHours(value, parse_rules(value))


@unhurried
@given(values, moments)
def test_state_holds_until_the_next_change_and_differs_from_then_on(value, moment):
    hours = parse(value)

    status = hours.at(moment)

    if status.next_change is None:
        assert status.next_state is None
        assert hours.at(moment + timedelta(days=200)).state is status.state
        return
    assert status.next_change > moment
    assert status.next_state is not status.state
    assert hours.at(status.next_change).state is status.next_state
    assert hours.at(status.next_change - timedelta(microseconds=1)).state is status.state
    middle = moment + (status.next_change.astimezone(UTC) - moment) / 2
    assert hours.at(middle).state is status.state


@unhurried
@given(values, st.lists(moments, min_size=1, max_size=8))
def test_answers_do_not_depend_on_what_was_asked_before(value, asked):
    hours = _fresh(value)

    assert [hours.at(moment) for moment in asked] == [_fresh(value).at(moment) for moment in asked]


@unhurried
@given(values, moments, st.integers(1, 10 * 24 * 60))
def test_intervals_agree_with_the_status_at_every_moment(value, moment, minutes):
    hours = parse(value)
    end = moment + minutes * MINUTE

    intervals = hours.intervals(moment, end)

    assert all(moment <= interval.start < interval.end <= end for interval in intervals)
    assert all(before.end <= after.start for before, after in pairwise(intervals))
    for step in range(0, minutes, max(minutes // 40, 1)):
        instant = moment + step * MINUTE
        found = [interval.state for interval in intervals if interval.start <= instant < interval.end]
        assert found == ([] if hours.at(instant).state is State.CLOSED else [hours.at(instant).state])


@unhurried
@given(values, moments, st.integers(1, 4 * 24 * 60))
def test_transitions_agree_with_the_status_at_every_moment(value, moment, minutes):
    hours = parse(value)
    start = moment.replace(second=0, microsecond=0)

    changes = transitions(hours, moment, minutes)

    assert changes[0][0] == 0
    assert all(before[1] != after[1] for before, after in pairwise(changes))
    for step in range(0, minutes, max(minutes // 40, 1)):
        state = next(state for minute, state in reversed(changes) if minute <= step)
        assert hours.at(start + step * MINUTE).state.value == state


@unhurried
@given(values, moments)
def test_canonical_spelling_has_the_same_hours(value, moment):
    canonical = normalise(value)

    assert normalise(canonical) == canonical
    end = moment + timedelta(days=30)
    assert parse(canonical).intervals(moment, end) == parse(value).intervals(moment, end)


@unhurried
@given(values, st.dates(date(2024, 1, 1), date(2030, 12, 1)))
def test_week_shows_every_opening_once(value, first_day):
    hours = parse(value)
    shown = [interval for day in hours.week(first_day, 10) for interval in day.intervals]

    assert all(before.end <= after.start for before, after in pairwise(shown))
    for interval in shown:
        assert hours.at(interval.start).state is interval.state
        assert hours.at(interval.end - timedelta(microseconds=1)).state is interval.state
