"""Public and school holidays of North Rhine-Westphalia.

Public holidays follow the Feiertagsgesetz NW § 2: fixed days and days counted from Easter Sunday. School holidays are
set by decree for a few years ahead, so they come from a file and are *unknown* beyond it.
"""

import json
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from dateutil.easter import easter

_FIXED = (
    (1, 1, "Neujahr"),
    (5, 1, "Erster Mai"),
    (10, 3, "Tag der Deutschen Einheit"),
    (11, 1, "Allerheiligen"),
    (12, 25, "Erster Weihnachtstag"),
    (12, 26, "Zweiter Weihnachtstag"),
)
_DAYS_FROM_EASTER = (
    (-2, "Karfreitag"),
    (1, "Ostermontag"),
    (39, "Christi Himmelfahrt"),
    (50, "Pfingstmontag"),
    (60, "Fronleichnam"),
)


@lru_cache(maxsize=512)
def easter_sunday(year: int) -> date:
    return easter(year)


@lru_cache(maxsize=512)
def public_holidays(year: int) -> dict[date, str]:
    """German name by date, in the order of the calendar; shared between callers, so not to be changed."""
    sunday = easter_sunday(year)
    days = {date(year, month, day): name for month, day, name in _FIXED}
    days |= {sunday + timedelta(days=offset): name for offset, name in _DAYS_FROM_EASTER}
    return dict(sorted(days.items()))


def public_holiday_name(day: date) -> str:
    """Name of the public holiday on this day, empty on any other."""
    return public_holidays(day.year).get(day, "")


def is_school_holiday(day: date) -> bool | None:
    """Whether the schools are closed for holidays; None where no decree is known to us."""
    if day.year not in _known_years():
        return None
    return day in _school_holidays()


def school_holiday_name(day: date) -> str:
    return _school_holidays().get(day, "")


@lru_cache(maxsize=1)
def _decrees() -> dict[str, list[dict[str, str]]]:
    text = files("directory.opening_hours").joinpath("school_holidays_nrw.json").read_text(encoding="utf-8")
    return json.loads(text)["years"]


@lru_cache(maxsize=1)
def _known_years() -> frozenset[int]:
    return frozenset(int(year) for year in _decrees())


@lru_cache(maxsize=1)
def _school_holidays() -> dict[date, str]:
    days: dict[date, str] = {}
    for spans in _decrees().values():
        for span in spans:
            first, last = date.fromisoformat(span["from"]), date.fromisoformat(span["to"])
            days |= {first + timedelta(days=n): span["name"] for n in range((last - first).days + 1)}
    return days
