"""Roofs: what stands above the wall's upper edge, origin at its left end, so that almost all of it has a negative y."""

from collections.abc import Callable

from directory.houses.shapes import circle, ink, line, path, points, rect

TALLEST = 54


def _attic(data: str) -> str:
    return f'<path d="{data}" fill="{ink("pane")}"/>'


def _hatch_window(x: float, y: float, half: float = 5.5, height: float = 13) -> str:
    """A small round-headed window; y is its sill."""

    def outline(margin: float) -> str:
        reach = half + margin
        return points("M", x - reach, y, "v", -(height - half), "a", reach, reach, 0, 0, 1, reach * 2, 0, "V", y, "z")

    return (
        path(outline(2), "trim")
        + _attic(outline(0))
        + line(points("M", x, y - height, "V", y), "trim", 1.2)
        + rect(x - half - 3, y - 0.4, half * 2 + 6, 2, "trim")
    )


def _eye(x: float, y: float, radius: float = 5) -> str:
    cross = points("M", x - radius, y, "h", radius * 2, "M", x, y - radius, "v", radius * 2)
    return circle(x, y, radius + 1.8, "trim") + circle(x, y, radius, "pane") + line(cross, "trim", 1.1)


def _ball(x: float, y: float, radius: float = 2.2) -> str:
    return rect(x - 0.8, y, 1.6, 5, "dark") + circle(x, y, radius, "dark")


def _gable(width: int) -> str:
    middle, height = width / 2, width * 0.4
    return (
        _ball(middle, -height - 6)
        + path(points("M", 0, 0.5, "L", middle, -height, "L", width, 0.5, "z"), "body")
        + line(
            points("M", -3, 1.4, "L", middle, -height - 1.4, "L", width + 3, 1.4), "dark", 4.6, stroke_linejoin="round"
        )
        + _hatch_window(middle, -7)
    )


def _stepped(width: int) -> str:
    """The stepped gable: three steps a side, each under its own coping stone."""
    step, rise, base = width / 8, 11.5, 5
    tops = [(step * at, -base - rise * at) for at in range(4)]
    left = points("M", 0, 0.5)
    for x, y in tops:
        left += points("L", x, y, "h", step)
    x, y = tops[-1]
    data = left + points("H", width - x)
    for at in range(3, -1, -1):
        data += points("V", -base - rise * at, "h", step) if at < 3 else ""
    data += points("V", 0.5, "z")
    copings = "".join(
        rect(x - 1.6, y - 1.2, step + 2.2, 2.8, "dark") + rect(width - x - step - 0.6, y - 1.2, step + 2.2, 2.8, "dark")
        for x, y in tops[:3]
    )
    x, y = tops[3]
    middle = width / 2
    return (
        path(data, "body", stroke="dark", stroke_width=1.4)
        + rect(0, -0.6, width, 2.4, "trim", opacity=0.75)
        + copings
        + rect(x - 1.6, y - 1.2, width - 2 * x + 3.2, 2.8, "dark")
        + _hatch_window(middle, -6, 5.5, 14)
        + _eye(middle, -31, 3.4)
        + _ball(middle, y - 5)
    )


def _scrolled(width: int) -> str:
    """A curved gable with scrolls at its foot and a small pediment as its hat."""
    middle, neck = width / 2, width * 0.19
    foot = middle - neck
    data = (
        points("M", 0, 0.5, "V", -5, "C", 9, -5, 8, -17, 16, -18, "C", 24, -19, foot - 1, -20, foot, -38)
        + points("H", width - foot, "C", width - foot + 1, -20, width - 24, -19, width - 16, -18)
        + points("C", width - 8, -17, width - 9, -5, width, -5, "V", 0.5, "z")
    )
    return (
        path(data, "body", stroke="dark", stroke_width=2.6, stroke_linejoin="round")
        + rect(0, -0.6, width, 2.4, "trim", opacity=0.75)
        + path(points("M", foot - 3, -38, "Q", middle, -50, width - foot + 3, -38, "z"), "dark")
        + rect(foot - 4, -39.6, neck * 2 + 8, 3, "dark")
        + circle(7, -8.5, 2.4, "dark")
        + circle(width - 7, -8.5, 2.4, "dark")
        + _hatch_window(middle, -7, 6, 17)
    )


def _pitched(width: int, low: float, high: float, inset: float) -> str:
    """A roof plane seen from the street, with three courses of tiles."""
    courses = "".join(
        line(
            points("M", inset * part + 2, -low - (high - low) * part, "H", width - inset * part - 2),
            "body",
            0.9,
            opacity=0.3,
        )
        for part in (0.28, 0.54, 0.8)
    )
    return (
        path(points("M", -3, -low, "L", inset, -high, "H", width - inset, "L", width + 3, -low, "z"), "dark")
        + courses
        + rect(-3, -low - 1, width + 6, 3.2, "trim")
    )


def _cross_gable(width: int) -> str:
    """A tiled roof with a small gable in the middle (Zwerchhaus)."""
    middle, half = width / 2, 17.0
    return (
        _pitched(width, 0, 30, 12)
        + path(points("M", middle - half, 1, "V", -18, "L", middle, -40, "L", middle + half, -18, "V", 1, "z"), "body")
        + line(
            points("M", middle - half - 3, -16, "L", middle, -41, "L", middle + half + 3, -16),
            "dark",
            4,
            stroke_linejoin="round",
        )
        + _hatch_window(middle, -4, 6, 16)
        + _ball(middle, -46)
    )


def _half_hip(width: int) -> str:
    """A gable whose tip is cut by a little roof of its own (Krüppelwalm)."""
    middle, eaves, cut = width / 2, 26.0, width * 0.17
    return (
        path(points("M", 0, 0.5, "L", middle - cut, -eaves, "h", cut * 2, "L", width, 0.5, "z"), "body")
        + line(points("M", -3, 2, "L", middle - cut - 1, -eaves - 1), "dark", 4.6)
        + line(points("M", width + 3, 2, "L", middle + cut + 1, -eaves - 1), "dark", 4.6)
        + path(
            points("M", middle - cut - 5, -eaves + 3, "L", middle, -eaves - 17, "L", middle + cut + 5, -eaves + 3, "z"),
            "dark",
        )
        + _hatch_window(middle - 9, -5, 4.6, 13)
        + _hatch_window(middle + 9, -5, 4.6, 13)
    )


def _twin_gables(width: int) -> str:
    half, height = width / 2, width * 0.29
    drawn = ""
    for start in (0, half):
        drawn += path(points("M", start, 0.5, "l", half / 2, -height - 0.5, "l", half / 2, height + 0.5, "z"), "body")
        drawn += _eye(start + half / 2, -8.5, 3.8)
    zigzag = points(
        "M", -2.6, 2, "L", half / 2, -height - 1, "L", half, 1.4, "L", half * 1.5, -height - 1, "L", width + 2.6, 2
    )
    return (
        drawn
        + line(zigzag, "dark", 4.2, stroke_linejoin="round")
        + _ball(half / 2, -height - 5.5, 1.9)
        + _ball(half * 1.5, -height - 5.5, 1.9)
    )


def _cornice(width: int) -> str:
    """A heavy moulding on little brackets."""
    brackets = "".join(rect(x - 1.6, -4, 3.2, 6.4, "dark") for x in range(6, width, 12 if width == 96 else 10))
    return (
        rect(0, -6, width, 7, "body")
        + brackets
        + rect(-3, -8.6, width + 6, 5, "dark")
        + rect(-4, -10, width + 8, 2.2, "trim")
    )


def _flat(width: int) -> str:
    middle = width / 2
    return (
        path(
            points("M", middle - 15, -9, "v", -5, "q", 15, -10, 30, 0, "v", 5, "z"),
            "body",
            stroke="dark",
            stroke_width=2.2,
        )
        + circle(middle, -12.6, 2.6, "dark")
        + _cornice(width)
    )


def _balustrade(width: int) -> str:
    spots = [8 + step * (width - 16) / 8 for step in range(9)]
    posts = "".join(rect(x - 1.4, -21, 2.8, 12, "shade", rx=1.2) for x in spots[1:-1])
    urns = "".join(
        circle(x, -27.4, 4.4, "leaf")
        + circle(x - 1.6, -29, 1.3, "bloom")
        + circle(x + 2, -27, 1.2, "bloom")
        + rect(x - 3.6, -24, 7.2, 15, "shade")
        + rect(x - 4.6, -24.6, 9.2, 2.4, "dark")
        for x in (spots[0], spots[4], spots[-1])
    )
    return posts + rect(4, -22.4, width - 8, 2.4, "dark") + urns + _cornice(width)


def _mansard(width: int) -> str:
    """Two or three dormers in a steep slate roof."""
    count = 3 if width > 100 else 2
    dormers = ""
    for at in range(count):
        x = width * (at + 0.5) / count + (2.5 if at == 0 else -2.5 if at == count - 1 else 0)
        dormers += path(points("M", x - 10.5, -19, "q", 10.5, -13, 21, 0, "z"), "trim") + _hatch_window(x, -5, 6, 16)
    return (
        _pitched(width, 0, 34, 9)
        + rect(7, -36, width - 14, 3, "trim")
        + dormers
        + _ball(9, -40, 1.7)
        + _ball(width - 9, -40, 1.7)
    )


def _bell_mansard(width: int) -> str:
    """A mansard with a swing in it and one great dormer."""
    middle = width / 2
    data = points(
        "M", -3, 0, "C", 6, -4, 7, -22, 15, -32, "H", width - 15, "C", width - 7, -22, width - 6, -4, width + 3, 0, "z"
    )
    return (
        path(data, "dark")
        + line(points("M", 8, -12, "H", width - 8, "M", 11, -21, "H", width - 11), "body", 0.9, opacity=0.3)
        + rect(13, -34, width - 26, 3, "trim")
        + rect(-3, -1, width + 6, 3.2, "trim")
        + path(points("M", middle - 14, 0, "V", -22, "h", 28, "V", 0, "z"), "body")
        + path(points("M", middle - 18, -21, "L", middle, -36, "L", middle + 18, -21, "z"), "trim")
        + path(points("M", middle - 12, -23, "L", middle, -32.6, "L", middle + 12, -23, "z"), "dark", opacity=0.5)
        + _hatch_window(middle - 6, -4, 4.2, 15)
        + _hatch_window(middle + 6, -4, 4.2, 15)
    )


def _roof_garden(width: int) -> str:
    bushes = "".join(
        circle(width * at, -15, size, "leaf")
        for at, size in ((0.14, 6), (0.24, 7.5), (0.34, 5.5), (0.66, 6), (0.78, 8), (0.88, 6))
    )
    blooms = "".join(
        circle(width * at, lift, 1.6, "bloom") for at, lift in ((0.18, -19), (0.29, -17), (0.72, -20), (0.84, -18))
    )
    rails = points(*[step for x in range(4, width, 8) for step in ("M", x, -19, "V", -9)])
    return (
        rect(width * 0.42, -30, width * 0.17, 22, "shade")
        + rect(width * 0.4, -32, width * 0.21, 3, "dark")
        + bushes
        + blooms
        + line(rails + points("M", 2, -19, "H", width - 2), "iron", 1.1)
        + _cornice(width)
    )


def _arch(width: int) -> str:
    middle, height = width / 2, 40.0
    bow = points("M", -1, 0, "C", width * 0.16, -height, width * 0.84, -height, width + 1, 0)
    fan = points("M", middle - 13, -4, "a", 13, 13, 0, 0, 1, 26, 0, "z")
    rays = points("M", middle, -4, "v", -13, "M", middle, -4, "l", -9.2, -9.2, "M", middle, -4, "l", 9.2, -9.2)
    return (
        path(bow + "z", "body")
        + line(bow, "dark", 4)
        + path(points("M", middle - 15.4, -4, "a", 15.4, 15.4, 0, 0, 1, 30.8, 0, "z"), "trim")
        + _attic(fan)
        + line(rays, "trim", 1.2)
        + rect(middle - 18, -4.6, 36, 2.4, "trim")
        + rect(middle - 3, -34, 6, 6, "trim")
    )


def _bell(width: int) -> str:
    """An art nouveau gable: an ogee with an oval window and a shell."""
    middle = width / 2
    data = (
        points("M", 0, 0.5, "V", -4, "C", width * 0.2, -5, width * 0.2, -26, width * 0.34, -30)
        + points(
            "C",
            width * 0.42,
            -33,
            middle - 4,
            -36,
            middle,
            -44,
            "C",
            middle + 4,
            -36,
            width * 0.58,
            -33,
            width * 0.66,
            -30,
        )
        + points("C", width * 0.8, -26, width * 0.8, -5, width, -4, "V", 0.5, "z")
    )
    oval = f'cx="{middle:g}" cy="-17"'
    return (
        _ball(middle, -49)
        + path(data, "body", stroke="dark", stroke_width=3, stroke_linejoin="round")
        + rect(0, -0.6, width, 2.4, "trim", opacity=0.75)
        + f'<ellipse {oval} rx="11.5" ry="9" fill="{ink("trim")}"/>'
        + f'<ellipse {oval} rx="9.4" ry="6.9" fill="{ink("pane")}"/>'
        + line(points("M", middle, -24, "v", 14, "M", middle - 9.4, -17, "h", 18.8), "trim", 1.2)
        + line(points("M", middle - 16, -5, "q", 8, -4, 16, 0, "t", 16, 0), "dark", 1.3, opacity=0.5)
    )


def _turret(width: int) -> str:
    """A corner tower with a pointed helmet beside a low roof."""
    left = width - 34
    return (
        _pitched(width - 20, 0, 20, 9)
        + rect(left, -20, 30, 21, "body")
        + rect(left, -20, 6, 21, "shade")
        + path(
            points("M", left - 3.5, -19, "C", left + 8, -25, left + 12, -34, left + 15, -48)
            + points("C", left + 18, -34, left + 22, -25, left + 33.5, -19, "z"),
            "dark",
        )
        + rect(left - 3, -20.4, 36, 2.6, "trim")
        + rect(left - 2, -1, 34, 3, "trim")
        + _hatch_window(left + 9.5, -4, 3.8, 12)
        + _hatch_window(left + 20.5, -4, 3.8, 12)
        + _ball(left + 15, -52, 1.9)
    )


ROOFS: dict[str, Callable[[int], str]] = {
    "gable": _gable,
    "stepped": _stepped,
    "scrolled": _scrolled,
    "cross-gable": _cross_gable,
    "half-hip": _half_hip,
    "twin-gables": _twin_gables,
    "flat": _flat,
    "balustrade": _balustrade,
    "mansard": _mansard,
    "bell-mansard": _bell_mansard,
    "roof-garden": _roof_garden,
    "arch": _arch,
    "bell": _bell,
    "turret": _turret,
}
HAS_CHIMNEY = frozenset(
    {"gable", "cross-gable", "half-hip", "twin-gables", "turret", "arch"}
)  # low enough at the sides


def chimney() -> str:
    """Stands behind a roof; origin at the foot."""
    return (
        rect(0, -34, 9, 34, "shade")
        + rect(-1.2, -35.4, 11.4, 3, "dark")
        + rect(1, -39, 2.8, 4, "pot")
        + rect(5.2, -39, 2.8, 4, "pot")
        + line(points("M", 0, -27, "h", 9, "M", 0, -21, "h", 9), "dark", 0.8, opacity=0.4)
    )


def cat() -> str:
    """Sits on the cornice of a flat roof now and then, tail hanging down; origin where it sits."""
    return path(
        points(
            "M",
            0,
            0,
            "c",
            -1,
            -7,
            2,
            -9,
            3,
            -11,
            "l",
            -1,
            -5,
            "l",
            3,
            2,
            "h",
            3,
            "l",
            3,
            -2,
            "l",
            -1,
            5,
            "c",
            3,
            3,
            4,
            8,
            2,
            11,
            "z",
        ),
        "cat",
    ) + line(points("M", 10, -1, "q", 6, 1, 4, 8), "cat", 2, stroke_linecap="round")
