"""What values mean: the traps of other engines, holidays, nights, exceptions, fallbacks."""

from datetime import UTC, date, datetime

import pytest

from directory.opening_hours import State, parse
from tests.directory.opening_hours.moments import berlin, in_words, spans

OPEN, CLOSED, UNKNOWN = State.OPEN, State.CLOSED, State.UNKNOWN


@pytest.mark.parametrize(
    ("value", "moment", "state", "reason"),
    [
        ("Mo-Su 09:00-18:00; PH off", "2026-06-04T12:00", CLOSED, "Fronleichnam"),
        ("Mo-Su 09:00-18:00; PH off", "2026-11-01T12:00", CLOSED, "Allerheiligen"),
        ("Mo-Fr 09:00-12:00; SH off", "2026-10-20T10:00", CLOSED, "Herbstferien"),
        ('Mo-Fr 09:00-18:00 || "nach Vereinbarung"', "2026-06-06T10:00", UNKNOWN, "nach Vereinbarung"),
        ('Mo-Fr "nach Vereinbarung"', "2026-06-01T12:00", UNKNOWN, "nach Vereinbarung"),
        ('Mo-Fr "nach Vereinbarung"', "2026-06-06T12:00", CLOSED, ""),
        ("07:00-14:00,15:30-19:00; PH Su closed", "2026-06-07T10:00", OPEN, ""),
        ("07:00-14:00,15:30-19:00; PH Su closed", "2026-11-01T10:00", CLOSED, "Allerheiligen"),
        ("Mo-Sa 09:00-18:00; Su,PH off", "2026-06-04T12:00", CLOSED, "Fronleichnam"),
        ("Mo-Fr 09:00-18:00; Dec 24 09:00-13:00", "2026-12-24T14:00", CLOSED, ""),
        ("Mo-Fr 09:00-18:00; Dec 24 09:00-13:00", "2026-12-24T12:59", OPEN, ""),
        ("Sa[1] 10:00-14:00", "2026-06-06T10:00", OPEN, ""),
        ("Sa[1] 10:00-14:00", "2026-06-13T10:00", CLOSED, ""),
    ],
)
def test_status_at_the_traps_of_other_engines_is_right(value, moment, state, reason):
    status = parse(value).at(berlin(moment))

    assert (status.state, status.reason) == (state, reason)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-10-03", "Tag der Deutschen Einheit"),  # a Saturday
        ("2026-12-26", "Zweiter Weihnachtstag"),  # a Saturday
        ("2026-12-25", "Erster Weihnachtstag"),
    ],
)
def test_status_on_a_public_holiday_names_it(day, name):
    status = parse("Mo-Sa 09:00-18:00; PH off").at(berlin(f"{day}T12:00"))

    assert (status.state, status.reason, status.holiday) == (CLOSED, name, name)


@pytest.mark.parametrize("day", ["2026-01-06", "2026-10-31", "2026-11-18", "2026-12-24", "2026-12-31"])
def test_status_on_days_that_are_no_holidays_here_is_open(day):
    assert parse("Mo-Sa 09:00-18:00; PH off").at(berlin(f"{day}T12:00")).state is OPEN


def test_status_where_holidays_are_not_mentioned_follows_the_weekday_and_names_the_holiday():
    hours = parse("Mo-Fr 09:00-18:00")

    status = hours.at(berlin("2026-06-04T12:00"))

    assert (status.state, status.reason, status.holiday) == (OPEN, "", "Fronleichnam")
    assert hours.speaks_of_public_holidays is False
    assert parse("Mo-Fr 09:00-18:00; PH off").speaks_of_public_holidays is True


def test_next_change_leaps_over_two_closed_days_in_a_row():
    status = parse("Mo-Fr 09:00-18:00; PH off").at(berlin("2026-04-02T18:00"))

    assert (status.state, status.next_change, status.next_state) == (CLOSED, berlin("2026-04-07T09:00"), OPEN)


def test_next_change_is_in_berlin_whatever_the_zone_asked_in():
    status = parse("Mo-Fr 09:00-18:00").at(datetime(2026, 6, 1, 10, tzinfo=UTC))

    assert status.next_change.isoformat() == "2026-06-01T18:00:00+02:00"


@pytest.mark.parametrize("value", ["24/7", "off", '"nach Vereinbarung"', "Mo-Su,PH 00:00-24:00", "PH off", "Unfug"])
def test_next_change_of_what_never_changes_is_none(value):
    status = parse(value).at(berlin("2026-06-01T12:00"))

    assert (status.next_change, status.next_state) == (None, None)


def test_next_change_beyond_a_year_is_not_searched():
    assert parse("2040-2050").at(berlin("2026-06-01T12:00")).next_change is None
    assert parse("2027 May 02").at(berlin("2026-06-01T12:00")).next_change == berlin("2027-05-02T00:00")


def test_at_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        parse("24/7").at(datetime(2026, 6, 1))  # noqa: DTZ001 — the point of the test


@pytest.mark.parametrize("moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_at_the_ends_of_time_answers(moment):
    hours = parse("Mo-Fr 09:00-18:00; easter off; SH off")

    assert hours.at(moment).state in State
    assert hours.intervals(moment, moment) == []


def test_friday_night_is_not_cut_by_a_rule_for_saturday():
    hours = parse("Fr 22:00-04:00; Sa 10:00-18:00")

    assert spans(hours, "2026-06-05T00:00", "2026-06-08T00:00") == [
        ("Fri 05.06. 22:00", "Sat 06.06. 04:00", "open"),
        ("Sat 06.06. 10:00", "Sat 06.06. 18:00", "open"),
    ]


def test_sunday_night_is_not_cut_by_the_day_off_after_it():
    hours = parse("Tu-Su 17:30-01:00; Mo off")

    assert spans(hours, "2026-06-07T12:00", "2026-06-09T12:00") == [
        ("Sun 07.06. 17:30", "Mon 08.06. 01:00", "open"),
    ]


def test_night_of_a_day_that_was_overridden_leaves_no_morning_behind():
    hours = parse("Mo-Sa 17:00-01:00; PH 12:00-23:00")

    assert spans(hours, "2026-06-04T02:00", "2026-06-05T12:00") == [
        ("Thu 04.06. 12:00", "Thu 04.06. 23:00", "open"),
    ]


def test_night_of_a_rule_without_days_belongs_to_each_calendar_day():
    hours = parse("22:00-02:00; Tu 12:00-14:00")

    assert spans(hours, "2026-06-01T12:00", "2026-06-03T12:00") == [
        ("Mon 01.06. 22:00", "Tue 02.06. 00:00", "open"),
        ("Tue 02.06. 12:00", "Tue 02.06. 14:00", "open"),
        ("Wed 03.06. 00:00", "Wed 03.06. 02:00", "open"),
    ]


def test_times_past_24_mean_the_next_morning():
    assert spans(parse("Fr 18:00-26:00"), "2026-06-05T00:00", "2026-06-07T00:00") == [
        ("Fri 05.06. 18:00", "Sat 06.06. 02:00", "open"),
    ]


def test_written_closing_time_wins_over_the_night_before():
    hours = parse("Fr 22:00-04:00; Sa 02:00-12:00 off")

    assert spans(hours, "2026-06-05T12:00", "2026-06-07T00:00") == [("Fri 05.06. 22:00", "Sat 06.06. 02:00", "open")]


def test_written_opening_wins_over_an_open_end_of_the_night_before():
    hours = parse("Fr 22:00+; Sa 05:00-08:00")

    assert spans(hours, "2026-06-05T12:00", "2026-06-07T00:00") == [
        ("Fri 05.06. 22:00", "Sat 06.06. 05:00", "unknown"),
        ("Sat 06.06. 05:00", "Sat 06.06. 08:00", "open"),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Th 11:00+", [("Thu 04.06. 11:00", "Fri 05.06. 00:00", "unknown")]),
        ("Th 17:00+", [("Thu 04.06. 17:00", "Fri 05.06. 03:00", "unknown")]),
        ("Th 22:00+", [("Thu 04.06. 22:00", "Fri 05.06. 06:00", "unknown")]),
        (
            "Th 17:00-23:00+",
            [("Thu 04.06. 17:00", "Thu 04.06. 23:00", "open"), ("Thu 04.06. 23:00", "Fri 05.06. 07:00", "unknown")],
        ),
    ],
)
def test_open_end_is_unknown_until_the_usual_guess(value, expected):
    assert spans(parse(value), "2026-06-03T00:00", "2026-06-07T00:00") == expected


def test_sun_times_are_unknown_between_their_bounds():
    assert spans(parse("Th 08:00-sunset"), "2026-06-03T00:00", "2026-06-07T00:00") == [
        ("Thu 04.06. 08:00", "Thu 04.06. 22:00", "unknown"),
    ]


def test_lone_remark_after_hours_means_the_time_outside_them():
    assert spans(parse('Th 10:00-12:00; "nach Vereinbarung"'), "2026-06-04T00:00", "2026-06-05T00:00") == [
        ("Thu 04.06. 00:00", "Thu 04.06. 10:00", "unknown"),
        ("Thu 04.06. 10:00", "Thu 04.06. 12:00", "open"),
        ("Thu 04.06. 12:00", "Fri 05.06. 00:00", "unknown"),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Mo-Fr 10:00-14:00; Th 12:00-13:00 off", [("10:00", "12:00"), ("13:00", "14:00")]),
        ("Mo-Fr 10:00-14:00; Th 16:00-18:00", [("16:00", "18:00")]),
        ("Mo-Fr 10:00-14:00, Th 16:00-18:00", [("10:00", "14:00"), ("16:00", "18:00")]),
        ("Mo-Fr 10:00-14:00; PH off, Th 12:00-20:00", [("12:00", "20:00")]),
        ("Th off; Mo-Su 10:00-12:00", [("10:00", "12:00")]),
        ("PH 10:00-12:00; PH -1 day off", [("10:00", "12:00")]),
        ("easter +60 days 10:00-12:00", [("10:00", "12:00")]),
        ("week 23 Mo-Fr 10:00-12:00", [("10:00", "12:00")]),
        ("week 22-40/2 Th 10:00-12:00", []),
        ("2025-2027/2 Th 10:00-12:00", []),
        ("2026 Jun 04 10:00-12:00", [("10:00", "12:00")]),
        ("2025 Jun 04 10:00-12:00", []),
        ("2026 Jun 4+ 10:00-12:00", [("10:00", "12:00")]),
        ("Oct-Jun 10:00-12:00", [("10:00", "12:00")]),
        ("Jun Th[1] 10:00-12:00", [("10:00", "12:00")]),
        ("Jun We[1] +1 day 10:00-12:00", [("10:00", "12:00")]),
        ("Th[-4] 10:00-12:00", [("10:00", "12:00")]),
    ],
)
def test_rules_for_corpus_christi_2026_open_at_the_times_written(value, expected):
    day = [(start[-5:], end[-5:]) for start, end, _ in spans(parse(value), "2026-06-04T00:00", "2026-06-05T00:00")]

    assert day == expected


def test_school_holiday_rule_beyond_the_decrees_is_unknown_only_where_it_matters():
    hours = parse("Mo-Fr 10:00-12:00; SH off")

    status = hours.at(berlin("2031-10-20T11:00"))

    assert (status.state, status.reason) == (UNKNOWN, "Schulferien noch nicht bekannt")
    assert spans(hours, "2031-10-20T00:00", "2031-10-21T00:00") == [("Mon 20.10. 10:00", "Mon 20.10. 12:00", "unknown")]


def test_dated_exception_expires_by_itself():
    hours = parse('Mo-Fr 09:00-18:00; 2026 Dec 06 13:00-18:00; 2026 Aug 03-2026 Aug 22 off "Betriebsferien"')

    assert hours.at(berlin("2026-12-06T14:00")).state is OPEN
    assert hours.at(berlin("2027-12-05T14:00")).state is CLOSED
    assert hours.at(berlin("2026-08-10T14:00")).reason == "Betriebsferien"
    assert hours.at(berlin("2027-08-09T14:00")).state is OPEN


def test_value_not_understood_is_unknown_and_shows_its_text():
    hours = parse("Neueröffnung im Mai")

    status = hours.at(berlin("2026-06-04T12:00"))

    assert hours.understood is False
    assert (status.state, status.reason, status.holiday) == (UNKNOWN, "„Neueröffnung im Mai“", "Fronleichnam")
    assert [interval.state for interval in hours.week(date(2026, 6, 1), 1)[0].intervals] == [UNKNOWN]


def test_week_keeps_a_night_with_the_day_it_began():
    week = parse("Fr-Sa 22:00-04:00").week(date(2026, 6, 5), 3)

    assert [[in_words(interval)[:2] for interval in day.intervals] for day in week] == [
        [("Fri 05.06. 22:00", "Sat 06.06. 04:00")],
        [("Sat 06.06. 22:00", "Sun 07.06. 04:00")],
        [],
    ]


def test_week_joins_a_night_written_as_two_days():
    week = parse("Fr 20:00-24:00; Sa 00:00-04:00,11:00-20:00").week(date(2026, 6, 5), 2)

    assert [[in_words(interval)[:2] for interval in day.intervals] for day in week] == [
        [("Fri 05.06. 20:00", "Sat 06.06. 04:00")],
        [("Sat 06.06. 11:00", "Sat 06.06. 20:00")],
    ]


def test_week_of_an_always_open_place_has_one_interval_a_day():
    week = parse("24/7").week(date(2026, 6, 1), 2)

    assert [[in_words(interval)[:2] for interval in day.intervals] for day in week] == [
        [("Mon 01.06. 00:00", "Tue 02.06. 00:00")],
        [("Tue 02.06. 00:00", "Wed 03.06. 00:00")],
    ]


def test_week_tells_why_a_day_is_closed():
    [day] = parse("Mo-Fr 09:00-18:00; PH off").week(date(2026, 6, 4), 1)

    assert (day.intervals, day.holiday, day.state_note) == ((), "Fronleichnam", "Fronleichnam")
