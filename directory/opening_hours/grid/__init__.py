"""Opening hours as a form edits them: rows of weekdays with times, one answer about holidays, dated exceptions.

``grid_from(value)`` gives the grid of an opening_hours value, or None when the value says more than a grid can hold
(seasons, counted weekdays, open ends): then the text itself is edited and nothing is lost. ``grid.to_value()`` is the
way back. Exceptions and the answer about holidays can be edited on top of any value: ``exceptions_in``,
``holidays_in``, ``merge_exceptions``. What lies in the past is taken out by ``drop_past_exceptions``, once a day.
"""

from directory.opening_hours.grid.checks import GridProblem
from directory.opening_hours.grid.model import GridException, GridRow, Holidays, HoursGrid
from directory.opening_hours.grid.reading import exceptions_in, grid_from, holidays_in
from directory.opening_hours.grid.special_days import drop_past_exceptions, merge_exceptions

__all__ = [
    "GridException",
    "GridProblem",
    "GridRow",
    "Holidays",
    "HoursGrid",
    "drop_past_exceptions",
    "exceptions_in",
    "grid_from",
    "holidays_in",
    "merge_exceptions",
]
