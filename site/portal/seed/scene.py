"""A sheet to draw flat street scenes on. Coordinates are pixels of the finished picture, origin top left."""

import math
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT, SCALE = 1200, 900, 2

PAPER, INK, DUSK, LAMP, CREAM = "#FBF6EC", "#22282B", "#22384A", "#FFD977", "#FFF6E9"
TERRACOTTA, OCHRE, BLUE, GREEN, PLUM, VIOLET, OLIVE = (
    "#C8553D", "#C98A1B", "#3E6C8F", "#4F8A6B", "#8A4F7D", "#6B5BA6", "#5F6F52",
)  # fmt: skip
BRICK, WOOD, WOOD_DARK, WOOD_LIGHT, STEEL, GLASS = "#A63D2A", "#B98252", "#8C5A3C", "#D9AE7E", "#8FA0A8", "#CFE0DF"
BRIGHT = [TERRACOTTA, OCHRE, BLUE, GREEN, PLUM, VIOLET]

Points = Sequence[tuple[float, float]]


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` in it."""
    parts = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def pale(colour: str, share: float = 0.7) -> str:
    return mix(colour, CREAM, share)


def dark(colour: str, share: float = 0.35) -> str:
    return mix(colour, INK, share)


class Scene:
    """A sheet to draw on, with a wall and, below it, a counter of wood."""

    def __init__(self, seed: int, wall: str, counter: float = 640, wood: str = WOOD) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same picture every time is the point
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), wall)
        self.draw = ImageDraw.Draw(self.image, "RGBA")
        for x in range(0, WIDTH, 120):
            self.rect(x, 0, 60, HEIGHT, mix(wall, "#FFFFFF", 0.14))
        if counter < HEIGHT:
            self.rect(0, counter, WIDTH, HEIGHT - counter, wood)
            self.rect(0, counter, WIDTH, 26, mix(wood, CREAM, 0.35))
            self.rect(0, counter + 26, WIDTH, 8, dark(wood, 0.25))
            for x in range(-20, WIDTH, 200):
                self.rect(x, counter + 34, 5, HEIGHT, dark(wood, 0.18))

    def rect(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        box = [x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1]
        self.draw.rounded_rectangle(box, radius * SCALE, fill)

    def oval(self, x: float, y: float, across: float, down: float | None = None, fill: str = INK) -> None:
        """An ellipse around (x, y); `across` and `down` are radii."""
        down = across if down is None else down
        self.draw.ellipse([(x - across) * SCALE, (y - down) * SCALE, (x + across) * SCALE, (y + down) * SCALE], fill)

    def ring(self, x: float, y: float, radius: float, fill: str, width: float, down: float | None = None) -> None:
        down = radius if down is None else down
        box = [(x - radius) * SCALE, (y - down) * SCALE, (x + radius) * SCALE, (y + down) * SCALE]
        self.draw.ellipse(box, outline=fill, width=round(width * SCALE))

    def shape(self, points: Points, fill: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def line(self, points: Points, fill: str, width: float) -> None:
        self.draw.line([(x * SCALE, y * SCALE) for x, y in points], fill, round(width * SCALE), joint="curve")
        for x, y in (points[0], points[-1]):
            self.oval(x, y, width / 2, fill=fill)

    def bow(self, x: float, y: float, radius: float, start: float, end: float, fill: str, width: float) -> None:
        """Part of a circle; angles in degrees, clockwise from three o'clock."""
        box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self.draw.arc(box, start, end, fill, round(width * SCALE))

    def glow(self, x: float, y: float, radius: float, colour: str = LAMP, strength: float = 0.75) -> None:
        layer = Image.new("L", self.image.size)
        box = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        ImageDraw.Draw(layer).ellipse(box, round(255 * strength))
        self.image.paste(colour, mask=layer.filter(ImageFilter.GaussianBlur(radius * SCALE * 0.35)))

    def lamp(self, x: float, y: float, colour: str = DUSK) -> None:
        """A hanging lamp whose shade ends at `y`, with its light."""
        self.glow(x, y + 60, 190)
        self.line([(x, 0), (x, y - 70)], INK, 6)
        self.shape([(x - 24, y - 74), (x + 24, y - 74), (x + 92, y), (x - 92, y)], colour)
        self.oval(x, y, 36, 22, LAMP)
        self.rect(x - 92, y - 12, 184, 12, dark(colour), 6)

    def shelf(self, y: float, left: float = 60, right: float = 1140, colour: str = WOOD_DARK) -> None:
        self.rect(left, y, right - left, 24, colour, 4)
        for x in (left + 70, right - 94):
            self.shape([(x, y + 24), (x + 24, y + 24), (x + 24, y + 34), (x + 8, y + 62), (x, y + 62)], dark(colour))

    def awning(self, colour: str, bottom: float = 150, stripes: int = 12) -> None:
        step = WIDTH / stripes
        for i in range(stripes):
            fill = colour if i % 2 else CREAM
            self.rect(i * step, 0, step, bottom, fill)
            self.oval(i * step + step / 2, bottom, step / 2, 34, fill)
        self.rect(0, 0, WIDTH, 26, dark(colour, 0.2))

    def leaf(self, x: float, y: float, length: float, angle: float, fill: str = GREEN, width: float = 0.3) -> None:
        """A pointed leaf from (x, y) outwards; angle in degrees, 0 to the right, counter-clockwise."""
        turn = math.radians(-angle)
        outline = [(t, math.sin(math.pi * t) * width) for t in (i / 12 for i in range(13))]
        outline += [(t, -wide) for t, wide in reversed(outline)]
        cos, sin = math.cos(turn) * length, math.sin(turn) * length
        self.shape([(x + t * cos - wide * sin, y + t * sin + wide * cos) for t, wide in outline], fill)

    def save(self, path: Path) -> None:
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(path, quality=82, method=6)


SCENES: dict[str, tuple[Callable[[Scene], None], dict]] = {}


def scene(name: str, **sheet) -> Callable:
    """Registers a function that draws on a `Scene` (made with the `sheet` arguments) as the picture `name`."""

    def register(drawing: Callable[[Scene], None]) -> Callable[[Scene], None]:
        SCENES[name] = (drawing, sheet)
        return drawing

    return register
