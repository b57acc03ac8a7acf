from datetime import date

import pytest

from directory.opening_hours.holidays import is_school_holiday, public_holidays, school_holiday_name
from tests.directory.opening_hours.shared_data import shared_json


def test_public_holidays_are_those_of_two_calendars_for_twelve_years():
    known = {row["date"]: row["name"] for row in shared_json("holidays_nrw_2024_2035.json")["holidays"]}

    ours = {f"{day}": name for year in range(2024, 2036) for day, name in public_holidays(year).items()}

    assert ours == known


def test_public_holidays_of_2026_are_eleven():
    assert list(public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 6, 4),
        date(2026, 10, 3),
        date(2026, 11, 1),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_school_holidays_are_those_of_the_decrees():
    for year, spans in shared_json("school_holidays_nrw.json")["years"].items():
        for span in spans or []:
            first, last = date.fromisoformat(span["from"]), date.fromisoformat(span["to"])
            assert (first.year, is_school_holiday(first), is_school_holiday(last)) == (int(year), True, True)
            assert {school_holiday_name(first), school_holiday_name(last)} == {span["name"]}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 10, 20), True),
        (date(2026, 11, 2), False),
        (date(2024, 12, 31), None),
        (date(2030, 7, 1), None),
    ],
)
def test_school_holiday_beyond_the_decrees_is_unknown(day, expected):
    assert is_school_holiday(day) is expected
