"""Map pins, the cluster's disc and the logo: houses small enough to be read at 24 pixels."""

from directory.houses.shapes import circle, hatching, ink, line, path, points, rect

PIN_BOX = "0 0 40 46"  # the tip of a pin is at 20, 45
CLUSTER_BOX = "0 0 44 44"
LOGO_BOX = "0 0 76 60"

_HOUSE = points("M", 4, 39, "V", 17.5, "L", 20, 3.5, "L", 36, 17.5, "V", 39, "H", 25, "L", 20, 45, "L", 15, 39, "z")


def _stand(fill: str) -> str:
    """The outline that all pins share, with a pale rim so that it stands clear of any map."""
    return line(_HOUSE, "rim", 5, stroke_linejoin="round") + path(
        _HOUSE, fill, stroke="outline", stroke_width=2, stroke_linejoin="round"
    )


def _pane(x: float, y: float, width: float, height: float) -> str:
    return (
        rect(x, y, width, height, "shop")
        + hatching(x, y, width, height, 6)
        + rect(x, y, width, height, "none", stroke="outline", stroke_width=1.6)
    )


def pin() -> str:
    middle = points("M", 20, 20, "v", 13.6)
    return (
        _stand("hue")
        + _pane(11, 19, 18, 15)
        + line(middle, "outline", 1.4)
        + line(points("M", 8.5, 35.5, "h", 23), "cream", 2)
    )


def pin_contact() -> str:
    """The house with two doors, both standing open."""
    doors = "".join(
        path(
            points("M", x, 37.5, "V", 25, "a", 4.5, 4.5, 0, 0, 1, 9, 0, "V", 37.5, "z"),
            "lamp",
            stroke="outline",
            stroke_width=1.6,
        )
        for x in (9, 22)
    )
    return _stand("contact") + circle(20, 14, 2.8, "lamp") + doors


def pin_partner() -> str:
    heart = points(
        "M", 20, 34, "C", 8, 26, 10, 17.5, 15.5, 17.5, "c", 2.5, 0, 4, 2, 4.5, 3.5, "c", 0.5, -1.5, 2, -3.5, 4.5, -3.5
    )
    return _stand("partner") + path(heart + points("C", 30, 17.5, 32, 26, 20, 34, "z"), "cream")


def pin_station() -> str:
    return (
        rect(3, 5, 34, 34, "landmark", rx=8, stroke="rim", stroke_width=2)
        + path("M11.5 12.5a3 3 0 0 1 3-3h11a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-11a3 3 0 0 1-3-3z", "cream")
        + rect(14, 13, 12, 7.5, "landmark", rx=1)
        + circle(15.6, 25, 1.7, "landmark")
        + circle(24.4, 25, 1.7, "landmark")
        + line("M15 30.5l-3 4.5M25 30.5l3 4.5", "cream", 2, stroke_linecap="round")
    )


def pin_market() -> str:
    stall = "".join(
        path(points("M", 8 + 6 * at, 12, "h", 6, "v", 6, "a", 3, 3, 0, 0, 1, -6, 0, "z"), "lamp" if at % 2 else "cream")
        for at in range(4)
    )
    return (
        rect(3, 5, 34, 34, "landmark", rx=8, stroke="rim", stroke_width=2)
        + stall
        + line("M10 21v12M30 21v12M9 27h22", "cream", 2.2, stroke_linecap="round")
    )


def cluster() -> str:
    """A dark disc for a lit number; the page sets the number as text in the middle (22, 22)."""
    return circle(22, 22, 20.5, "disc", stroke="rim", stroke_width=2) + circle(
        22, 22, 17.6, "none", stroke="lamp", stroke_width=1, opacity=0.55
    )


def logo() -> str:
    """Two neighbours, one with a gable, one with steps, both with the light on."""
    return (
        path("M3 57V27L20 10l17 17v30z", "logo-1")
        + path("M39 57V23h4.5v-6H48v-6h13v6h4.5v6H70v34z", "logo-2")
        + f'<path d="M13 33.5h14V47H13zM47.5 30h14v13.5h-14z" fill="{ink("lamp")}"/>'
        + line("M20 33.5V47M13 39h14M54.5 30v13.5M47.5 35.5h14", "logo-frame", 1.6)
        + path("M0 56h76v3H0z", "logo-ground")
    )


def favicon() -> str:
    """One house, one light, for 16 pixels; in a box of 0 0 32 32."""
    return (
        path("M3 30V14L16 2l13 12v16z", "logo-1")
        + rect(9.5, 14.5, 13, 11.5, "lamp")
        + line("M16 14.5V26M9.5 20h13", "logo-1", 1.6)
    )
