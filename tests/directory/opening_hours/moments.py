"""Short ways to write times of Hagen in tests."""

from datetime import datetime

from hypothesis import HealthCheck, settings

from directory.opening_hours import Interval, OpeningHours
from directory.opening_hours.clock import BERLIN

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For property tests: a busy machine is no failure."""


def berlin(text: str) -> datetime:
    """``2026-06-04T12:00`` as shown by a clock in Hagen; the first showing in the night of the autumn change."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def spans(hours: OpeningHours, start: str, end: str) -> list[tuple[str, str, str]]:
    """The intervals of a window as (start, end, state) in words."""
    return [in_words(interval) for interval in hours.intervals(berlin(start), berlin(end))]


def in_words(interval: Interval) -> tuple[str, str, str]:
    return f"{interval.start:%a %d.%m. %H:%M}", f"{interval.end:%a %d.%m. %H:%M}", interval.state.name.lower()
