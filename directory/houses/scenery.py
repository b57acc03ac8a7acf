"""What stands between the houses. Origin on the pavement (y = 0) at the left end of the thing's own width."""

from collections.abc import Callable

from directory.houses.shapes import circle, ink, line, path, points, rect


def _tub(width: float) -> str:
    """The wooden tub of the planting campaign in Wehringhausen: boards, two hoops."""
    boards = points(*[step for at in range(1, 5) for step in ("M", 4 + width * at / 5, -17, "l", (2.5 - at) * 0.6, 17)])
    return (
        path(points("M", 4, -18, "h", width, "l", -3, 18, "h", -width + 6, "z"), "pot")
        + line(boards, "pot-edge", 0.9)
        + rect(2.6, -19.4, width + 2.8, 4, "pot-edge", rx=1)
        + rect(5.6, -6.4, width - 3.2, 2, "pot-edge")
    )


def _planter_flowers() -> str:
    stems = points("M", 14, -19, "q", -1, -9, -4, -15, "M", 22, -19, "v", -20, "M", 30, -19, "q", 1, -8, 5, -13)
    heads = [(10, -35, "bloom"), (22, -41, "bloom-2"), (35, -33, "bloom"), (16, -29, "bloom-2"), (28, -31, "cream")]
    leaves = "".join(
        circle(x, y, radius, "leaf") for x, y, radius in ((11, -21, 5.5), (20, -24, 6.5), (29, -22, 6), (35, -20, 4))
    )
    return (
        line(stems, "leaf", 1.6)
        + leaves
        + "".join(circle(x, y, 3.6, tint) + circle(x, y, 1.3, "pot-edge") for x, y, tint in heads)
        + _tub(36)
    )


def _planter_grass() -> str:
    blades = "".join(
        path(
            points(
                "M",
                x - 2.4,
                -17,
                "Q",
                x - 1 + lean * 0.2,
                -30,
                x + lean,
                -17 - tall,
                "Q",
                x + 3 + lean * 0.3,
                -28,
                x + 3,
                -17,
                "z",
            ),
            tint,
        )
        for x, lean, tall, tint in (
            (10, -8, 17, "leaf-2"),
            (33, 9, 16, "leaf-2"),
            (15, -5, 25, "leaf"),
            (28, 6, 24, "leaf"),
            (19, -1, 31, "leaf-2"),
            (24, 2, 28, "leaf"),
        )
    )
    return (
        blades
        + circle(11, -20, 3, "bloom")
        + circle(33, -20.4, 2.6, "bloom")
        + circle(22, -21, 2.6, "cream")
        + _tub(36)
    )


def _planter_ball() -> str:
    return (
        rect(20.6, -30, 2.8, 14, "pot-edge")
        + circle(22, -38, 12.5, "leaf")
        + path(points("M", 22, -50.5, "a", 12.5, 12.5, 0, 0, 1, 0, 25, "q", 9, -10, 0, -25, "z"), "leaf-2")
        + circle(18, -42, 1.5, "bloom")
        + circle(25, -35, 1.5, "bloom")
        + circle(26, -44, 1.3, "cream")
        + circle(16, -34, 1.3, "cream")
        + _tub(36)
    )


def _tree() -> str:
    return (
        path(points("M", 30, 0, "l", 2, -46, "h", 4, "l", 2, 46, "z"), "bark")
        + line(points("M", 34, -40, "l", -9, -14, "M", 34, -44, "l", 10, -13), "bark", 2.4)
        + circle(34, -92, 24, "leaf")
        + circle(16, -74, 17, "leaf")
        + circle(52, -74, 17, "leaf")
        + circle(34, -66, 18, "leaf")
        + circle(44, -94, 13, "leaf-2")
        + circle(22, -80, 9, "leaf-2")
        + circle(52, -70, 9, "leaf-2")
        + path(points("M", 20, 0, "q", 14, -7, 28, 0, "z"), "leaf-2")
    )


def _lantern() -> str:
    """A street lantern; its glass shines when it is dark."""
    return (
        circle(13, -91, 21, "halo")
        + circle(13, -91, 13, "halo")
        + rect(11.8, -80, 2.4, 80, "iron")
        + path(points("M", 8, 0, "l", 2, -12, "h", 6, "l", 2, 12, "z"), "iron")
        + rect(7.5, -72, 11, 1.6, "iron")
        + path(points("M", 8, -81, "l", -2.5, -15, "h", 15, "l", -2.5, 15, "z"), "lantern")
        + line(points("M", 8, -81, "l", -2.5, -15, "M", 18, -81, "l", 2.5, -15, "M", 13, -81, "v", -15), "iron", 1.2)
        + path(points("M", 3.5, -95.5, "l", 6, -8, "h", 7, "l", 6, 8, "z"), "iron")
        + rect(7, -82.4, 12, 2, "iron")
        + circle(13, -105, 1.8, "iron")
    )


def _bench() -> str:
    return (
        rect(3, -27, 50, 4, "pot", rx=1)
        + rect(3, -21.4, 50, 4, "pot", rx=1)
        + rect(1, -13, 54, 3.6, "pot", rx=1)
        + line(
            points("M", 8, 0, "V", -28, "M", 48, 0, "V", -28, "M", 15, 0, "V", -11, "M", 41, 0, "V", -11), "iron", 2.2
        )
    )


SCENERY: dict[str, tuple[int, Callable[[], str]]] = {
    "planter-flowers": (44, _planter_flowers),
    "planter-grass": (44, _planter_grass),
    "planter-ball": (44, _planter_ball),
    "tree": (68, _tree),
    "lantern": (26, _lantern),
    "bench": (56, _bench),
}

HORIZON = 640


def horizon() -> str:
    """One repeat of what lies behind: Hagen's hills and, before them, roofs too far to make out."""
    hills = points(
        "M",
        0,
        -96,
        "C",
        90,
        -150,
        150,
        -158,
        240,
        -120,
        "S",
        380,
        -62,
        450,
        -104,
        "S",
        590,
        -60,
        640,
        -96,
        "V",
        0,
        "H",
        0,
        "z",
    )
    roofs = (
        points(
            "M",
            0,
            -60,
            "h",
            34,
            "l",
            22,
            -18,
            "l",
            22,
            18,
            "h",
            18,
            "v",
            -22,
            "h",
            46,
            "v",
            12,
            "h",
            30,
            "l",
            18,
            -20,
            "l",
            18,
            20,
        )
        + points(
            "h",
            24,
            "v",
            14,
            "h",
            40,
            "v",
            -34,
            "l",
            9,
            -44,
            "l",
            9,
            44,
            "v",
            22,
            "h",
            56,
            "l",
            20,
            -16,
            "l",
            20,
            16,
            "h",
            34,
        )
        + points(
            "v",
            -18,
            "h",
            52,
            "v",
            26,
            "h",
            30,
            "l",
            20,
            -22,
            "l",
            20,
            22,
            "h",
            36,
            "v",
            -8,
            "H",
            640,
            "V",
            0,
            "H",
            0,
            "z",
        )
    )
    return path(hills, "hill") + path(roofs, "far")


def contact_house() -> str:
    """The contact point: two open doors with light in them, one for residents, one for businesses. 140 × 150."""
    doors = "".join(
        rect(x - 2, 82, 34, 62, "trim")
        + rect(x, 84, 30, 60, "lamp")
        + path(points("M", hinge, 84, "l", swing, 5, "V", 141, "l", -swing, 3, "z"), "hue")
        + circle(hinge + swing * 0.75, 114, 1.3, "cream")
        + path(points("M", x, 144, "h", 30, "l", 6, 6, "h", -42, "z"), "glow")
        for x, hinge, swing in ((22, 22, 10), (88, 118, -10))
    )
    windows = "".join(
        rect(x - 2, 56, 22, 19, "trim") + rect(x, 58, 18, 15, "lamp") + line(points("M", x + 9, 58, "v", 15), "trim")
        for x in (28, 61, 94)
    )
    return (
        rect(10, 48, 120, 96, "body")
        + path(points("M", 10, 48.5, "L", 70, 8, "L", 130, 48.5, "z"), "body")
        + line(points("M", 6, 51, "L", 70, 7, "L", 134, 51), "dark", 5.4, stroke_linejoin="round")
        + circle(70, 33, 10.5, "trim")
        + circle(70, 33, 8, "lamp")
        + line(points("M", 62, 33, "h", 16, "M", 70, 25, "v", 16), "trim", 1.4)
        + windows
        + doors
        + rect(61, 92, 18, 26, "board", rx=1.5)
        + line(points("M", 65, 99, "h", 10, "M", 65, 104, "h", 10, "M", 65, 109, "h", 6), "dark", 1.6)
        + rect(4, 144, 132, 6, "stone")
    )


def no_light() -> str:
    """For an empty list: a small dark house beside a lantern that is on. 120 × 120; `ink` draws what must be seen."""
    return (
        rect(20, 52, 52, 60, "body")
        + path(points("M", 20, 52.5, "L", 46, 26, "L", 72, 52.5, "z"), "body")
        + line(points("M", 16, 55, "L", 46, 25, "L", 76, 55), "dark", 4.4, stroke_linejoin="round")
        + "".join(
            rect(x - 1.6, y - 1.6, 17.2, 19.2, "trim") + rect(x, y, 14, 16, "pane")
            for x, y in ((28, 60), (50, 60), (28, 86))
        )
        + rect(50, 84, 14, 28, "dark")
        + f'<g transform="translate(80 112)">{_lantern()}</g>'
        + f'<path d="M0 112h120v4H0z" fill="{ink("stone")}"/>'
    )
