"""A row of houses: who stands where, and what grows in the gaps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from directory.houses.house import House, Placed, house_for
from directory.houses.palette import STATES
from directory.houses.scenery import HORIZON, SCENERY

LEAST_LENGTH = 1280  # a short row ends in a green square instead of being blown up
SKY = 8  # above the tallest house
EMPTY_SKY = 200  # above a street without houses
PAVEMENT = 12
_BLOCKS = (4, 3, 2)  # so many houses stand flush before there is a gap
_GAPS = (
    ("planter-flowers",),
    ("lantern", "planter-grass"),
    ("planter-ball",),
    ("tree",),
    ("planter-flowers", "lantern"),
)
_SQUARE = ("tree", "bench", "lantern", "planter-flowers", "planter-grass", "tree", "planter-ball", "bench")


@dataclass(frozen=True)
class Plot:
    """A house in the row. `state` is "open", "closed" or "unknown"."""

    x: int
    house: House
    slug: str
    name: str
    url: str
    place_id: int | str
    state: str

    @property
    def focus_width(self) -> int:
        return self.house.width - 4


@dataclass(frozen=True)
class Street:
    length: int
    plots: tuple[Plot, ...]
    scenery: tuple[Placed, ...]

    @property
    def horizons(self) -> range:
        return range(0, self.length, HORIZON)

    @property
    def sky(self) -> int:
        """The upper edge of the picture."""
        return -max([plot.house.height + SKY for plot in self.plots], default=EMPTY_SKY)

    @property
    def height(self) -> int:
        return PAVEMENT - self.sky

    @property
    def pavement(self) -> int:
        return PAVEMENT


def _field(entry: object, name: str) -> object:
    return entry[name] if isinstance(entry, Mapping) else getattr(entry, name)


def _plant(names: Iterable[str], x: int) -> tuple[list[Placed], int]:
    placed = []
    for name in names:
        placed.append(Placed(name, x, 0))
        x += SCENERY[name][0]
    return placed, x


def lay_out(entries: Iterable[object]) -> Street:
    """Set the houses side by side in the given order, with planters, trees and lanterns after every few.

    An entry is a mapping or an object with slug, name, url, group, roofline, place_id and state; a state that is none
    of the three counts as unknown.
    """
    plots: list[Plot] = []
    scenery, x = _plant(("planter-grass",), 8)
    x += 6
    left, gap = _BLOCKS[0], 0
    for entry in entries:
        if not left:
            things, x = _plant(_GAPS[gap % len(_GAPS)], x + 8)
            scenery += things
            x += 8
            gap += 1
            left = _BLOCKS[gap % len(_BLOCKS)]
        house = house_for(str(_field(entry, "slug")), str(_field(entry, "group")), str(_field(entry, "roofline")))
        state = str(_field(entry, "state"))
        plots.append(
            Plot(
                x=x,
                house=house,
                slug=str(_field(entry, "slug")),
                name=str(_field(entry, "name")),
                url=str(_field(entry, "url")),
                place_id=_field(entry, "place_id"),  # type: ignore[arg-type]
                state=state if state in STATES else "unknown",
            )
        )
        x += house.width
        left -= 1
    things, x = _plant(("planter-flowers",), x + 8)
    scenery += things
    at = 0
    while x < LEAST_LENGTH - 80:
        things, x = _plant((_SQUARE[at % len(_SQUARE)],), x + 24)
        scenery += things
        at += 1
    return Street(length=max(x + 12, LEAST_LENGTH), plots=tuple(plots), scenery=tuple(scenery))
