"""Which house a business has: chosen once from its slug, so that it is the same everywhere and for ever."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from directory.houses.palette import GROUP_COLOURS, TONES
from directory.houses.roofs import HAS_CHIMNEY, TALLEST
from directory.houses.shops import AWNINGS, FRONTS, SHOP, display_spot
from directory.houses.storeys import COLUMNS, STOREY, WIDTHS

GROUPS = tuple(GROUP_COLOURS)
ROOFS_OF = {
    "gables": ("gable", "stepped", "scrolled", "cross-gable", "half-hip", "twin-gables"),
    "flat": ("flat", "balustrade", "mansard", "bell-mansard", "roof-garden"),
    "mixed": ("arch", "bell", "turret", "arch", "gable", "mansard"),
}
_WALLS_OF = {
    "gables": ("cross", "arch", "segment", "pediment", "jugend", "shutter"),
    "flat": ("cross", "wide", "segment", "pediment", "wide", "shutter"),
    "mixed": ("cross", "arch", "jugend", "segment", "shutter", "pediment"),
}
SMALL_STOREYS, MOST_STOREYS = 2, 4
GROUND = 5  # the strip of pavement a single house stands on
SKY = 10  # above the tallest roof


@dataclass(frozen=True)
class Placed:
    """A shared part at its place. `y` counts from the pavement (0) upwards into the negative.

    Whole numbers: a template in German would write 4.5 as "4,5".
    """

    name: str
    x: int
    y: int
    lit: int = 0  # the window column with somebody at home, 0 for none


@dataclass(frozen=True)
class House:
    """All choices that make one house. Widths and heights in drawing units."""

    group: str
    roofline: str
    width: int
    tone: int
    roof: str
    storeys: tuple[str, ...]  # from the lowest upwards
    lit: tuple[int, ...]  # the lit window column of each storey, 0 for none
    front: str
    awning: str
    flowers: bool
    chimney: float  # how far along the roof, 0 for none
    cat: float  # the same

    @property
    def wall_height(self) -> int:
        return SHOP + STOREY * len(self.storeys)

    @property
    def height(self) -> int:
        """Room that is always enough, whichever roof it has."""
        return self.wall_height + TALLEST

    @property
    def view_box(self) -> str:
        """One frame for all small and one for all tall houses, so that they keep their proportions in a list."""
        tall = SHOP + STOREY * (SMALL_STOREYS if len(self.storeys) <= SMALL_STOREYS else MOST_STOREYS) + TALLEST
        frame = max(WIDTHS) + 12
        return f"{(self.width - frame) // 2} {-tall} {frame} {tall + GROUND}"

    def small(self) -> "House":
        """The same house with at most two upper storeys, for a card."""
        return replace(self, storeys=self.storeys[:SMALL_STOREYS], lit=self.lit[:SMALL_STOREYS])

    def parts(self) -> list[Placed]:
        """From back to front; names are ids in the sprite."""
        placed = []
        top = -self.wall_height
        if self.chimney:
            placed.append(Placed("chimney", round(self.width * self.chimney), top))
        for floor, (style, lit) in enumerate(zip(self.storeys, self.lit, strict=True), 1):
            placed.append(Placed(f"storey-{style}-{self.width}", 0, -SHOP - STOREY * floor, lit))
        if self.flowers:
            placed.append(Placed(f"flowers-{self.width}", 0, -SHOP - STOREY))
        placed.append(Placed(f"roof-{self.roof}-{self.width}", 0, top))
        if self.cat:
            placed.append(Placed("cat", round(self.width * self.cat), top - 9))
        placed.append(Placed(f"front-{self.front}-{self.width}", 0, -SHOP))
        placed.append(Placed(f"goods-{self.group}", round(display_spot(self.front, self.width)), -9))
        placed.append(Placed(f"awning-{self.awning}-{self.width}", 0, -SHOP))
        placed.append(Placed(f"plate-{self.group}", self.width // 2, 9 - SHOP))
        return placed


class _Dice:
    """Endless choices from one digest; Python's own `hash` and `random` may differ between runs and versions."""

    def __init__(self, seed: str) -> None:
        self._left = int.from_bytes(hashlib.blake2b(seed.encode(errors="replace"), digest_size=64).digest(), "big")

    def below(self, bound: int) -> int:
        self._left, chosen = divmod(self._left, bound)
        return chosen

    def pick(self, options: Sequence):
        return options[self.below(len(options))]


def _storeys(dice: _Dice, walls: Sequence[str]) -> tuple[str, ...]:
    count = dice.pick((2, 2, 3, 3, 3, 4))
    main, other = dice.pick(walls), dice.pick(walls)
    plan = dice.pick(("even", "even", "fine-first", "plain-top", "bay", "balcony"))
    storeys = [main] * count
    if plan == "fine-first":
        storeys[0] = other
    elif plan == "plain-top":
        storeys[-1] = other
    elif plan == "bay":
        storeys[: max(count - 1, 1)] = ["bay"] * max(count - 1, 1)
    elif plan == "balcony":
        storeys[0 if count < 4 else 1] = "balcony"
    return tuple(storeys)


def _lit_column(dice: _Dice, style: str, width: int) -> int:
    """Calm on purpose: mostly nobody, sometimes one window, so that the shop window stays the message."""
    columns = {"bay": 4, "balcony": 3}.get(style, COLUMNS[width])
    return dice.pick((0, 1)) * (1 + dice.below(columns))


def house_for(slug: str, group: str, roofline: str) -> House:
    """The house of a business. An unknown group is drawn as "service", an unknown roofline as "mixed"."""
    group = group if group in GROUP_COLOURS else "service"
    roofline = roofline if roofline in ROOFS_OF else "mixed"
    dice = _Dice(f"house:{slug}")
    width, tone = dice.pick(WIDTHS), dice.pick(tuple(TONES))
    roof = dice.pick(ROOFS_OF[roofline])
    storeys = _storeys(dice, _WALLS_OF[roofline])
    front = dice.pick([name for name in FRONTS if width > 84 or name != "door-between"])
    awning = dice.pick(tuple(AWNINGS))
    flowers = dice.below(4) == 0 and storeys[0] not in {"balcony", "bay"}
    chimney = dice.pick((0.08, 0.14, 0.78, 0, 0)) if roof in HAS_CHIMNEY else 0
    cat = dice.pick((0.16, 0.74, 0)) if roof == "flat" else 0
    lit = tuple(_lit_column(dice, style, width) for style in storeys)
    return House(group, roofline, width, tone, roof, storeys, lit, front, awning, flowers, chimney, cat)
