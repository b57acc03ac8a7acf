"""Upper storeys: a wall 40 high with a row of windows, its origin at the top left corner."""

from collections.abc import Callable

from directory.houses.shapes import circle, ink, line, path, points, rect

STOREY = 40
COLUMNS = {84: 2, 96: 3, 112: 4}  # a house is one of these widths, and so many windows wide
WIDTHS = tuple(COLUMNS)


def centres(width: int) -> list[float]:
    pitch = (width - 12) / COLUMNS[width]
    return [6 + pitch * (column + 0.5) for column in range(COLUMNS[width])]


def wall(width: int) -> str:
    return (
        rect(0, 0, width, STOREY + 0.5, "body")  # half a unit of overlap: no hairline between two storeys
        + rect(0, 36.5, width, 2.2, "trim", opacity=0.75)
        + rect(0, 0, 1.4, STOREY + 0.5, "dark", opacity=0.4)  # the downpipe, which parts neighbours of one colour
    )


def _pane(column: int) -> str:
    """Fill of one window: its own variable when somebody is at home, else the storey's dark glass."""
    return ink(f"pane-{column}", "pane")


def _glass(data: str, column: int) -> str:
    return f'<path d="{data}" fill="{_pane(column)}"/>'


def _sill(x: float, half: float, y: float) -> str:
    return rect(x - half - 3, y, half * 2 + 6, 2.6, "trim") + rect(
        x - half - 2, y + 2.6, half * 2 + 4, 1, "dark", opacity=0.25
    )


def _cross(x: float, column: int, half: float) -> str:
    return (
        rect(x - half - 2.2, 5.3, half * 2 + 4.4, 27, "trim", rx=1)
        + _glass(points("M", x - half, 7.5, "h", half * 2, "v", 24, "h", -half * 2, "z"), column)
        + line(points("M", x, 7.5, "v", 24, "M", x - half, 15.5, "h", half * 2), "trim")
        + _sill(x, half, 31.5)
    )


def _arch(x: float, column: int, half: float) -> str:
    def outline(margin: float) -> str:
        reach = half + margin
        return points("M", x - reach, 31.5, "V", 13, "a", reach, reach, 0, 0, 1, reach * 2, 0, "V", 31.5, "z")

    return (
        path(outline(2.4), "trim")
        + _glass(outline(0), column)
        + line(points("M", x, 13 - half, "V", 31.5, "M", x - half, 15.5, "h", half * 2), "trim")
        + _sill(x, half, 31.5)
    )


def _segment(x: float, column: int, half: float) -> str:
    """A flat arch with a keystone: the brick houses of the 1890s."""

    def outline(margin: float) -> str:
        reach = half + margin
        return points("M", x - reach, 31.5, "V", 10 - margin / 2, "q", reach, -6, reach * 2, 0, "V", 31.5, "z")

    return (
        path(outline(2.6), "trim")
        + _glass(outline(0), column)
        + line(points("M", x, 7, "V", 31.5, "M", x - half, 16, "h", half * 2), "trim")
        + path(points("M", x - 2.6, 3, "h", 5.2, "l", -1, 5, "h", -3.2, "z"), "dark", opacity=0.55)
        + _sill(x, half, 31.5)
    )


def _pediment(x: float, column: int, half: float) -> str:
    """Two narrow casements under a little pediment, as the Gründerzeit liked its best storey."""
    wing = half - 0.8
    return (
        path(points("M", x - half - 4, 7.5, "L", x, 1.2, "L", x + half + 4, 7.5, "z"), "trim")
        + rect(x - half - 2.2, 7.5, half * 2 + 4.4, 25, "trim")
        + _glass(
            points("M", x - half, 10, "h", wing, "v", 21.5, "h", -wing, "z")
            + points("M", x + 0.8, 10, "h", wing, "v", 21.5, "h", -wing, "z"),
            column,
        )
        + line(points("M", x - half, 17, "h", half * 2), "trim", 1.3)
        + _sill(x, half, 31.5)
    )


def _jugend(x: float, column: int, half: float) -> str:
    """Art nouveau: a horseshoe head with small panes above, and a drop of stucco on either side."""

    def outline(margin: float) -> str:
        reach = half + margin
        head = points("c", -margin - 2, -7, reach - 4, -11 - margin, reach, -11 - margin)
        return (
            points("M", x - reach, 31.5, "V", 16)
            + head
            + points("s", reach + margin + 2, 4 + margin, reach, 11 + margin, "V", 31.5, "z")
        )

    return (
        path(outline(2.4), "trim")
        + _glass(outline(0), column)
        + line(points("M", x - half, 16.5, "h", half * 2, "M", x, 16.5, "V", 31.5), "trim")
        + line(points("M", x - half / 2.4, 7.4, "v", 9, "M", x + half / 2.4, 7.4, "v", 9), "trim", 1)
        + _sill(x, half, 31.5)
    )


def _shutter(x: float, column: int, half: float) -> str:
    half -= 2.2
    louvres = "".join(
        rect(x + side, 7, 4.6, 24.5, "dark", rx=0.6)
        + line(
            points(*[step for y in (11, 15, 19, 23, 27) for step in ("M", x + side + 0.9, y, "h", 2.8)]), "body", 0.8
        )
        for side in (-half - 6.6, half + 2)
    )
    return (
        louvres
        + rect(x - half - 1.6, 5.4, half * 2 + 3.2, 26.6, "trim")
        + _glass(points("M", x - half, 7, "h", half * 2, "v", 24.5, "h", -half * 2, "z"), column)
        + line(points("M", x, 7, "v", 24.5, "M", x - half, 15, "h", half * 2), "trim", 1.3)
        + _sill(x, half + 1, 31.5)
    )


def _wide(x: float, column: int, half: float) -> str:
    """The broad window of the rebuilding years: one fixed pane, one to open."""
    half += 2.4
    return (
        rect(x - half - 1.6, 7.4, half * 2 + 3.2, 23.2, "trim")
        + _glass(points("M", x - half, 9, "h", half * 2, "v", 20, "h", -half * 2, "z"), column)
        + line(points("M", x + half / 3, 9, "v", 20), "trim", 1.6)
        + _sill(x, half - 1, 30.5)
    )


def _row(window: Callable[[float, int, float], str]) -> Callable[[int], str]:
    def draw(width: int) -> str:
        half = 6.8 if COLUMNS[width] == 4 else 7.6
        return wall(width) + "".join(window(x, column, half) for column, x in enumerate(centres(width), 1))

    return draw


def _balcony(width: int) -> str:
    """The middle opens on to a wrought-iron balcony with something growing on it."""
    x, half = width / 2, 9.0
    sides = "".join(_cross(centre, column, 6.8) for column, centre in ((1, x - width * 0.32), (2, x + width * 0.32)))
    reach = half + 9
    rails = points(*[step for bar in range(7) for step in ("M", x - reach + 2 + bar * (reach - 2) / 3, 26, "V", 37)])
    return (
        wall(width)
        + sides
        + rect(x - half - 2.4, 3.4, half * 2 + 4.8, 34, "trim", rx=1)
        + _glass(points("M", x - half, 5.8, "h", half * 2, "v", 31, "h", -half * 2, "z"), 3)
        + line(points("M", x, 5.8, "v", 31, "M", x - half, 13, "h", half * 2), "trim")
        + "".join(circle(x + side, 25, 3.4, "leaf") for side in (-12, -6.5, 7, 12.5))
        + circle(x - 9, 23.6, 1.5, "bloom")
        + circle(x + 10, 23.4, 1.5, "bloom")
        + line(rails + points("M", x - reach, 26, "h", reach * 2), "iron", 1.3)
        + rect(x - reach - 1.5, 36.4, reach * 2 + 3, 3, "dark")
    )


def _bay(width: int) -> str:
    """A bay window (Erker) with three faces; stacked storeys make one tall bay."""
    x, half, side = width / 2, 14.0, 6.5
    outer = (width / 2 - half - side) / 2 + 0.8
    faces = "".join(
        rect(start, 0, side, STOREY + 0.5, "shade")
        + _glass(points("M", start + 1.5, 9, "h", 3.5, "v", 21.5, "h", -3.5, "z"), 5)
        + line(points("M", start + 1.5, 15.4, "h", 3.5), "trim", 1.2)
        for start in (x - half - side, x + half)
    )
    return (
        wall(width)
        + "".join(_cross(centre, column, 5.2) for column, centre in ((1, outer), (2, width - outer)))
        + faces
        + rect(x - half, 0, half * 2, STOREY + 0.5, "body")
        + rect(x - 11.8, 6, 23.6, 26.4, "trim")
        + _glass(points("M", x - 10, 8, "h", 9.2, "v", 22.4, "h", -9.2, "z"), 3)
        + _glass(points("M", x + 0.8, 8, "h", 9.2, "v", 22.4, "h", -9.2, "z"), 4)
        + line(points("M", x - 10, 15.4, "h", 20), "trim")
        + rect(x - half - side - 1.2, 34.6, half * 2 + side * 2 + 2.4, 3.4, "trim")
        + rect(x - half - side, 38, half * 2 + side * 2, 1.4, "dark", opacity=0.3)
    )


STOREYS: dict[str, Callable[[int], str]] = {
    "cross": _row(_cross),
    "arch": _row(_arch),
    "segment": _row(_segment),
    "pediment": _row(_pediment),
    "jugend": _row(_jugend),
    "shutter": _row(_shutter),
    "wide": _row(_wide),
    "balcony": _balcony,
    "bay": _bay,
}


def flower_boxes(width: int) -> str:
    """Boxes under the windows of one storey, drawn over it."""
    drawn = ""
    for x in centres(width):
        drawn += "".join(
            circle(x + side, 31.4 - lift, 2.6, "leaf") for side, lift in ((-6, 0), (-2, 1), (2.4, 0), (6, 1))
        )
        drawn += circle(x - 4, 29.6, 1.3, "bloom") + circle(x + 4.4, 29.2, 1.3, "bloom") + circle(x, 30.6, 1.2, "cream")
        drawn += rect(x - 8.4, 32, 16.8, 4.2, "pot", rx=0.8)
    return drawn
