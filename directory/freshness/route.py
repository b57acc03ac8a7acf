"""A short way on foot past many doors, from a given start to wherever the last door is.

The nearest door next (greedy), then 2-opt: as long as turning a piece of the way around makes it shorter, turn it. The
same doors give the same way. For two districts' size (300 doors, under a second); not a planner for vans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maps.distance import distance

Point = tuple[float, float]  # latitude and longitude in degrees, WGS84

DETOUR = 1.3  # streets are longer than the way the crow flies; about so much in European cities of this kind
METRES_PER_MINUTE = 75  # 4.5 km/h
NEIGHBOURS = 12  # of a door, with which a turn is tried; the rest is too far away to be worth it
SHORTER = 1e-6  # metres; less is rounding


@dataclass(frozen=True)
class Walk:
    """`order`: positions in the points that were given. `metres`: along the streets, estimated."""

    order: list[int]
    metres: int

    @property
    def minutes(self) -> int:
        return round(self.metres / METRES_PER_MINUTE)


def shortest_walk(points: Sequence[Point], start: Point | None = None) -> Walk:
    """The order in which to visit `points`, beginning at the one nearest to `start`, else at the first one given."""
    if not points:
        return Walk([], 0)
    table = _table(points)
    first = (
        0 if start is None else min(range(len(points)), key=lambda number: (distance(*start, *points[number]), number))
    )
    order = two_opt(nearest_next(table, first), table)
    to_first = distance(*start, *points[first]) if start else 0.0
    return Walk(order, round((to_first + length(order, table)) * DETOUR))


def length(order: Sequence[int], table: Sequence[Sequence[float]]) -> float:
    """Metres from the first to the last, as the crow flies from door to door."""
    return sum(table[here][there] for here, there in pairwise(order))


def nearest_next(table: Sequence[Sequence[float]], first: int) -> list[int]:
    order, left = [first], [number for number in range(len(table)) if number != first]
    while left:
        row = table[order[-1]]
        following = min(left, key=row.__getitem__)
        order.append(following)
        left.remove(following)
    return order


def two_opt(order: Sequence[int], table: Sequence[Sequence[float]]) -> list[int]:
    """Never longer than `order`, and never with another beginning."""
    order = list(order)
    near = [sorted(range(len(table)), key=row.__getitem__)[1 : NEIGHBOURS + 1] for row in table]
    place = {number: at for at, number in enumerate(order)}
    improved = True
    while improved:
        improved = False
        for at in range(len(order) - 1):
            turn = _best_turn(order, at, place, near, table)
            if turn is not None:
                order[at + 1 : turn + 1] = reversed(order[at + 1 : turn + 1])
                for moved in range(at + 1, turn + 1):
                    place[order[moved]] = moved
                improved = True
    return order


def _best_turn(order, at: int, place, near, table) -> int | None:
    """The end of the piece after `at` that is best turned around; None when no turn makes the way shorter.

    Turning the piece between two doors exchanges the two steps at its ends; at the end of the way only one step.
    """
    here, following = order[at], order[at + 1]
    last = len(order) - 1
    step = table[here][following]
    best, best_gain = None, SHORTER
    # A turn brings either `here` beside a door near it, or `following` beside one near it; or it turns the whole rest.
    ends = {place[number] for number in near[here]} | {place[number] - 1 for number in near[following]} | {last}
    for end in sorted(ends):
        if end <= at + 1 or end > last:
            continue
        gain = step - table[here][order[end]]
        if end < last:
            gain += table[order[end]][order[end + 1]] - table[following][order[end + 1]]
        if gain > best_gain:
            best, best_gain = end, gain
    return best


def _table(points: Sequence[Point]) -> list[list[float]]:
    table = [[0.0] * len(points) for _point in points]
    for row, here in enumerate(points):
        for column in range(row):
            table[row][column] = table[column][row] = distance(*here, *points[column])
    return table
