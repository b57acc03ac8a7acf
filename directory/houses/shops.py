"""The ground floor: shop front, awning, the sign above it and what lies in the window.

A shop front is 72 high, origin at the top left corner, the pavement at y = 72. The window's glass is `shop`: the one
surface that says open, closed or unknown; strokes of `hatch` lie over it and are transparent unless unknown.
"""

from collections.abc import Callable

from directory.houses.shapes import circle, hatching, ink, line, path, points, rect

SHOP = 72
AWNING_TOP = 19
GLASS_TOP, GLASS_FOOT = 24, 63
DOOR = 19


def _window(x: float, width: float, panes: int) -> str:
    height = GLASS_FOOT - GLASS_TOP
    bars = points(*[step for at in range(1, panes) for step in ("M", x + width * at / panes, GLASS_TOP, "v", height)])
    return (
        rect(x - 2, GLASS_TOP, width + 4, height + 2, "frame")
        + rect(x, GLASS_TOP, width, height, "shop")
        + hatching(x, GLASS_TOP + 8, width, height - 8)
        + (line(bars, "frame", 1.6) if bars else "")
        + rect(x - 3, GLASS_FOOT, width + 6, 2.6, "trim")
        + path(points("M", x, 72, "h", width, "l", 5, 8, "h", -width - 10, "z"), "glow")
    )


def _door(x: float) -> str:
    return (
        rect(x - 1.6, 33, DOOR + 3.2, 39, "frame")
        + rect(x, 34, DOOR, 38, "door")
        + rect(x + 3, 37, DOOR - 6, 18, "shop", rx=1)
        + hatching(x + 3, 37, DOOR - 6, 18)
        + rect(x + 3.4, 58.6, DOOR - 6.8, 9, "dark", opacity=0.35)
        + circle(x + DOOR - 2.4, 57, 1.1, "cream")
        + rect(x - 2, 70, DOOR + 4, 2.4, "stone")
    )


def _front(width: int) -> str:
    """Wall, fascia and the disc of the sign, which every shop front shares."""
    middle = width / 2
    return (
        rect(0, 0, width, SHOP, "dark")
        + rect(0, 66, width, 6, "frame")
        + rect(-1.6, -1.4, width + 3.2, 3.4, "trim")
        + rect(5, 4.6, width - 10, 11.6, "board", rx=1)
        + line(
            points("M", 11, 10.4, "H", middle - 17, "M", middle + 17, 10.4, "H", width - 11),
            "dark",
            1.8,
            stroke_dasharray="5 2.4 8 2.4",
        )
    )


def _plate(x: float) -> str:
    """The blue enamel plate of a German house number."""
    return rect(x, 41, 4.6, 4.6, "enamel", rx=0.8)


def _door_right(width: int) -> str:
    return _front(width) + _window(8, width - 43, 3 if width > 100 else 2) + _door(width - 26) + _plate(width - 32.6)


def _door_left(width: int) -> str:
    return _front(width) + _door(7) + _window(35, width - 43, 3 if width > 100 else 2) + _plate(28)


def _door_between(width: int) -> str:
    wing = (width - DOOR - 26) / 2
    return _front(width) + _window(8, wing, 1) + _door(width / 2 - DOOR / 2) + _window(width - 8 - wing, wing, 1)


def _small_panes(width: int) -> str:
    """A bow window with glazing bars, beside the door on the right."""
    x, wide = 8, width - 43
    bars = points("M", x, 46, "h", wide) + points(
        *[step for at in range(1, 4) for step in ("M", x + wide * at / 4, GLASS_TOP, "V", GLASS_FOOT)]
    )
    return (
        _front(width)
        + path(points("M", x - 3, 64, "h", wide + 6, "l", -4, 6, "h", -wide + 2, "z"), "frame")
        + _window(x, wide, 1)
        + line(bars, "frame", 1.2)
        + _door(width - 26)
        + _plate(width - 32.6)
    )


FRONTS: dict[str, Callable[[int], str]] = {
    "door-right": _door_right,
    "door-left": _door_left,
    "door-between": _door_between,
    "small-panes": _small_panes,
}


def display_spot(front: str, width: int) -> float:
    """Where the middle of the goods stands in the (left) window."""
    if front == "door-between":
        return 8 + (width - DOOR - 26) / 4
    return (35 if front == "door-left" else 8) + (width - 43) / 2


def _scalloped(width: int) -> str:
    count = 7 if width < 90 else 9 if width > 100 else 8
    band = (width - 2) / count
    stripes = "".join(
        path(
            points("M", 1 + band * at, AWNING_TOP, "h", band, "v", 11, "a", band / 2, 5, 0, 0, 1, -band, 0, "z"),
            "cream" if at % 2 else "hue",
        )
        for at in range(count)
    )
    return stripes + rect(1, AWNING_TOP, width - 2, 2, "dark", opacity=0.35)


def _pointed(width: int) -> str:
    """One colour, with a pale valance cut in points."""
    count = 10 if width < 100 else 12
    tooth = (width - 2) / count
    teeth = points("M", 1, AWNING_TOP + 10) + "".join(
        points("l", tooth / 2, 6, "l", tooth / 2, -6) for _ in range(count)
    )
    return (
        path(teeth + "z", "cream")
        + path(points("M", 3, AWNING_TOP, "H", width - 3, "l", 2, 10.5, "H", 1, "z"), "hue")
        + rect(1, AWNING_TOP + 9.4, width - 2, 1.6, "dark", opacity=0.35)
    )


def _striped(width: int) -> str:
    """Narrow stripes that spread downwards, a straight edge with a pale hem."""
    count = 9 if width < 100 else 11
    top, foot = (width - 10) / count, width / count
    stripes = "".join(
        path(
            points("M", 5 + top * at, AWNING_TOP, "h", top, "L", foot * (at + 1), AWNING_TOP + 13, "h", -foot, "z"),
            "cream" if at % 2 else "hue",
        )
        for at in range(count)
    )
    return (
        stripes
        + rect(0, AWNING_TOP + 12.6, width, 3, "hue")
        + rect(0, AWNING_TOP + 12.6, width, 1, "dark", opacity=0.3)
    )


AWNINGS: dict[str, Callable[[int], str]] = {"scalloped": _scalloped, "pointed": _pointed, "striped": _striped}

# 24 × 24, drawn with a stroke of 2 and round ends; they are the icons of the groups everywhere.
SIGNS = {
    "food": "M4.5 10h12v4.5a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM16.5 11.5h1.5a2.7 2.7 0 0 1 0 5.4h-2"
    "M8 6.5c-1-1.3 1-2 0-3.5M12.5 6.5c-1-1.3 1-2 0-3.5",
    "daily": "M3.5 10h17l-2 9.5h-13zM7.5 10l3.5-6.5M16.5 10L13 3.5M9.5 13.5v2.5M14.5 13.5v2.5",
    "craft": "M5 19.5l8.5-8.5M10.5 8l4.5-4.5 5.5 5.5-4.5 4.5z",
    "health": "M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5z",
    "fashion": "M12 9.5V8.6c2.7-.8 2.5-4.6-.2-4.6-1.4 0-2.3.9-2.3 2.2"
    "M12 9.5l8.6 6c1.3 1 .7 3-.9 3H4.3c-1.6 0-2.2-2-.9-3z",
    "culture": "M12 6.5c-2.5-2-5.5-2-8.5-1.5v13c3-.5 6-.5 8.5 1.5 2.5-2 5.5-2 8.5-1.5V5c-3-.5-6-.5-8.5 1.5zM12 6.5v13",
    "service": "M4 5h16v11h-8.5L7 20v-4H4zM8 9h8M8 12.3h5",
}


def sign(group: str, colour: str, width: float = 2) -> str:
    return line(SIGNS[group], colour, width, stroke_linecap="round", stroke_linejoin="round")


def plate(group: str) -> str:
    """The round sign above the awning, centred on its origin."""
    return (
        circle(0, 0, 11.6, "cream", stroke="dark", stroke_width=2)
        + f'<g transform="translate(-7.6 -7.6) scale(.63)">{sign(group, "mark", 2.6)}</g>'
    )


def _goods(*drawn: str) -> str:
    colour, shown = ink("goods"), ink("goods-shown")
    return f'<g fill="{colour}" stroke="{colour}" stroke-width="0" opacity="{shown}">{"".join(drawn)}</g>'


def _thing(data: str) -> str:
    return f'<path d="{data}"/>'


def _outline(data: str, width: float = 1.5) -> str:
    return f'<path d="{data}" fill="none" stroke-width="{width:g}"/>'


# Goods in the window, about 26 wide, standing on y = 0.
GOODS = {
    "food": _goods(  # a tiered cake on a stand, and loaves
        _thing("M-11 0v-1.5h6V0zM-9-1.5h2V-4h-2zM-14-4h12v-1.5h-12zM-13-6h10v-4h-10zM-11-10.5h6v-3.5h-6z"),
        _thing("M-8-16.5a1.2 1.2 0 1 0 .1 0z"),
        _thing("M0 0c-1-4 1-6 4-6s5 2 4 6zM6.5 0c-1-4 1-6 4-6s5 2 4 6zM3-6.800c-1-4 1-6 4-6s5 2 4 6z"),
    ),
    "daily": _goods(
        _thing("M-13 0v-8h7v8zM-12.5-9v-7h6v7zM-4 0v-11l1.5-3v-4h2v4l1.5 3V0zM3 0l-1-8h12l-1 8z"),
        _outline("M4-8c0-7 8-7 8 0"),
    ),
    "craft": _goods(
        _outline("M-13-7a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0zM-13-7h13M-6.5-13.5v13"),
        _thing("M5 0v-12h2.5V0zM2-12v-4h9l2 2v2z"),
        _thing("M11.5 0v-7h2v7z"),
    ),
    "health": _goods(
        _thing("M-12 0v-9l2-2v-4h4v4l2 2v9zM0 0c-2-2-3-5-3-8h12c0 3-1 6-3 8z"),
        _outline("M5-8l5-8", 2),
        _thing("M11 0v-6h3v6z"),
    ),
    "fashion": _goods(
        _thing("M-8-20h3v2l3 1c-1 4-1 6 0 10h-9c1-4 1-6 0-10l3-1zM-7.3-7h1.6V0h-1.6zM-10-1.5h7V0h-7z"),
        _thing("M1-5c0-1 4-1 4-2 0-5 7-5 7 0 0 1 3 1 3 2zM7.7-5h1.6V0H7.7z"),
    ),
    "culture": _goods(
        _thing("M-13 0v-13h3.5V0zM-9-0v-10h3V0zM-5.5 0v-14.5h3.5V0zM-1.5 0l0-11h3V0z"),
        _thing("M4-1.5h8V0H4zM7.3-3h1.5v2H7.3z"),
        _thing("M3-9a5 5 0 1 1 10 0a5 5 0 1 1-10 0z"),
    ),
    "service": _goods(
        _thing("M-13-3h20v3h-20zM-11-5h8v2h-8zM-10-7h6v2h-6z"),
        _outline("M2-3v-6l4-4"),
        _thing("M3-15l6 4-2 3z"),
        _thing("M10 0v-5h4v5zM12-5c-5-5-1-9 0-9s5 4 0 9z"),
    ),
}
