"""What the browser needs to show "open now" later, without asking again."""

from datetime import datetime, timedelta

from directory.opening_hours.hours import OpeningHours


def transitions(hours: OpeningHours, start: datetime, minutes: int) -> list[tuple[int, int]]:
    """States of the coming ``minutes`` as (minutes gone by since ``start``, state 0 closed, 1 open, 2 unknown).

    The first is at 0, each later one is a change. Minutes are real ones, so they stay exact over the clock changes;
    ``start`` (aware) counts from its full minute.
    """
    start = start.replace(second=0, microsecond=0)
    states = hours.states(start, start + timedelta(minutes=minutes))
    return [((instant - states[0][0]) // 60, state.value) for instant, state in states]
