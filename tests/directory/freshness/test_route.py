"""The walking list's way: never worse than greedy, close to the best, the same every time."""

from itertools import permutations
from random import Random

import pytest

from directory.freshness.route import DETOUR, _table, length, nearest_next, shortest_walk, two_opt
from maps.distance import distance


def doors(number: int, seed: int) -> list[tuple[float, float]]:
    chance = Random(seed)
    return [(51.34 + chance.random() * 0.02, 7.44 + chance.random() * 0.03) for _door in range(number)]


def test_no_doors_no_way():
    walk = shortest_walk([])

    assert (walk.order, walk.metres, walk.minutes) == ([], 0, 0)


def test_doors_of_one_street_come_one_after_the_other():
    street = [(51.35, 7.45 + number * 0.001) for number in (4, 1, 3, 0, 2)]

    walk = shortest_walk(street, start=(51.35, 7.44))

    assert walk.order == [3, 1, 4, 2, 0]
    assert walk.metres == round((distance(51.35, 7.44, 51.35, 7.454)) * DETOUR)
    assert walk.minutes == round(walk.metres / 75)


def test_way_begins_at_the_door_nearest_to_the_start_else_at_the_first():
    points = doors(20, 1)
    start = (51.36, 7.47)
    nearest = min(range(20), key=lambda number: distance(*start, *points[number]))

    assert shortest_walk(points, start).order[0] == nearest
    assert shortest_walk(points).order[0] == 0


@pytest.mark.parametrize("seed", range(12))
def test_turning_never_makes_the_way_longer_nor_loses_a_door(seed):
    points = doors(60, seed)
    table = _table(points)
    greedy = nearest_next(table, 0)

    turned = two_opt(greedy, table)

    assert sorted(turned) == list(range(60))
    assert turned[0] == 0
    assert length(turned, table) <= length(greedy, table)


def test_way_is_close_to_the_best_for_few_doors():
    ratios = []
    for seed in range(25):
        points = doors(7, seed)
        table = _table(points)
        best = min(length((0, *rest), table) for rest in permutations(range(1, 7)))
        ratios.append(length(shortest_walk(points).order, table) / best)

    assert min(ratios) >= 1 - 1e-9
    assert sum(ratios) / len(ratios) < 1.05
    assert max(ratios) < 1.3


def test_doors_in_the_same_house_and_the_same_order_every_time():
    points = [*doors(30, 3), *doors(30, 3)]

    walks = {tuple(shortest_walk(points).order) for _time in range(3)}

    assert len(walks) == 1
    assert sorted(walks.pop()) == list(range(60))
