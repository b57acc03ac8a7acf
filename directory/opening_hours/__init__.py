"""Opening hours: an OSM ``opening_hours`` value and what it means in Hagen, now and at any other moment.

The one place that knows the syntax. Everything else asks ``parse(value)`` and works with its answers. Special days that
staff or owners set are rules with a date, put after the usual ones: ``"Mo-Fr 09:00-18:00; 2026 Dec 06 13:00-18:00"``.
"""

from directory.opening_hours import holidays
from directory.opening_hours.browser import transitions
from directory.opening_hours.hours import DayHours, Interval, OpeningHours, Status, normalise, parse
from directory.opening_hours.rules import State
from directory.opening_hours.words import day_in_words, status_in_words

__all__ = [
    "DayHours",
    "Interval",
    "OpeningHours",
    "State",
    "Status",
    "day_in_words",
    "holidays",
    "normalise",
    "parse",
    "status_in_words",
    "transitions",
]
