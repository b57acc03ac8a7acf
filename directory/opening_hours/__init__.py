"""Opening hours: an OSM ``opening_hours`` value and what it means in Hagen, now and at any other moment.

The one place that knows the syntax. Everything else asks ``parse(value)`` and works with its answers. Special days that
staff or owners set are rules with a date, put after the usual ones: ``"Mo-Fr 09:00-18:00; 2026 Dec 06 13:00-18:00"``.
"""

from directory.opening_hours import holidays
from directory.opening_hours.browser import transitions
from directory.opening_hours.description import describe
from directory.opening_hours.german import GermanHours, read_german
from directory.opening_hours.grid import (
    GridException,
    GridProblem,
    GridRow,
    Holidays,
    HoursGrid,
    drop_past_exceptions,
    exceptions_in,
    grid_from,
    holidays_in,
    merge_exceptions,
)
from directory.opening_hours.hours import DayHours, Interval, OpeningHours, Status, normalise, parse
from directory.opening_hours.rules import State
from directory.opening_hours.words import day_in_words, status_in_words

__all__ = [
    "DayHours",
    "GermanHours",
    "GridException",
    "GridProblem",
    "GridRow",
    "Holidays",
    "HoursGrid",
    "Interval",
    "OpeningHours",
    "State",
    "Status",
    "day_in_words",
    "describe",
    "drop_past_exceptions",
    "exceptions_in",
    "grid_from",
    "holidays",
    "holidays_in",
    "merge_exceptions",
    "normalise",
    "parse",
    "read_german",
    "status_in_words",
    "transitions",
]
