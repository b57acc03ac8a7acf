"""From hours to beginnings, as arithmetic: no database, no clock, no time zone.

Every moment is a whole number of seconds since 1970 (UTC). `consultations.availability` makes such spans of what the
clock in Hagen shows; here nothing but real time is left, so a night in which the clock changes is as long as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MINUTE = 60
CELL = 5 * MINUTE  # every beginning, end and buffer is a multiple of it
Span = tuple[int, int]  # half-open


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `duration`, `step`, `before` and `after` are seconds.

    `earliest`: nothing begins before. With `anew` the grid starts there (somebody stands at the counter and wants the
    next possible moment); without, the grid stays where it is and what lies before is left out, so that two people who
    look a minute apart see the same beginnings. `latest`: nothing begins at or after.
    """

    duration: int
    step: int
    earliest: int
    latest: int
    before: int = 0
    after: int = 0
    anew: bool = False


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order, joined where they touch or overlap; empty ones are left out."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def padded(spans: Iterable[Span], before: int, after: int) -> list[Span]:
    """Busy spans as an appointment sees them that wants `before` and `after` for itself, merged."""
    return merged((start - after, end + before) for start, end in spans)


def without(opening: Span, busy: Sequence[Span]) -> Iterator[Span]:
    """What is left of an opening. `busy` is merged."""
    start, end = opening
    position = bisect_right(busy, start, key=lambda span: span[1])
    while position < len(busy) and busy[position][0] < end:
        taken_from, taken_until = busy[position]
        if taken_from > start:
            yield start, taken_from
        start = max(start, taken_until)
        position += 1
    if start < end:
        yield start, end


def beginnings(opening: Span, busy: Sequence[Span], wanted: Wanted) -> Iterator[int]:
    """When an appointment could begin. The grid starts anew after every busy span.

    `busy` is merged and padded already (`padded`).
    """
    start, end = opening
    if wanted.anew:
        start = max(start, up_to_cell(wanted.earliest))
    last = wanted.latest - 1
    for free_from, free_until in without((start, end), busy):
        begin = free_from
        if begin < wanted.earliest:
            begin += -(-(wanted.earliest - begin) // wanted.step) * wanted.step
        stop = min(free_until - wanted.duration, last)
        yield from range(begin, stop + 1, wanted.step)


def fits(start: int, openings: Iterable[Span], busy: Sequence[Span], wanted: Wanted) -> bool:
    """Whether an appointment may begin at `start`, grid or not: inside one opening, within the limits, nothing taken.

    `busy` is merged and padded already.
    """
    end = start + wanted.duration
    if start % CELL or not wanted.earliest <= start < wanted.latest:
        return False
    if not any(opens <= start and end <= closes for opens, closes in openings):
        return False
    position = bisect_right(busy, start, key=lambda span: span[1])
    return position == len(busy) or busy[position][0] >= end


def up_to_cell(moment: int) -> int:
    return -(-moment // CELL) * CELL


def cells(start: int, end: int) -> range:
    """The numbers of the cells that [start, end) touches."""
    return range(start // CELL, -(-end // CELL))
