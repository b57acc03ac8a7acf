"""The ground the map stands on when no tiles are there: the city's boundary, stations and weekly markets.

The same data (`maps/data/ground.json`, sources in `maps/data/README.md`) is drawn twice: by the browser under the
places, and here as a still picture for pages without JavaScript.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from maps.places import PackedLayer

GROUND_FILE = Path(__file__).parent / "data" / "ground.json"
METRES_PER_DEGREE = 111_320  # of latitude; of longitude at the equator
SYMBOLS = {"contact": "pin-contact", "partner": "pin-partner"}  # groups with a pin of their own in the sprite


@dataclass(frozen=True)
class Mark:
    """A place to be marked in the still picture. `group` and `state` choose the pin's colour and light."""

    latitude: float
    longitude: float
    label: str
    group: str = ""
    state: str = "unknown"


@dataclass(frozen=True)
class Picture:
    """A small piece of the earth on a sheet of paper: flat, north up, good for some ten kilometres."""

    latitude: float
    longitude: float
    metres: float  # shown from the left edge to the right
    width: int
    height: int

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a position lies on the sheet, in the sheet's units from its upper left corner."""
        scale = self.width / self.metres
        x = (longitude - self.longitude) * METRES_PER_DEGREE * cos(radians(self.latitude)) * scale
        y = (self.latitude - latitude) * METRES_PER_DEGREE * scale
        return round(self.width / 2 + x, 1), round(self.height / 2 + y, 1)

    def shows(self, x: float, y: float, *, margin: float = 0) -> bool:
        return -margin <= x <= self.width + margin and -margin <= y <= self.height + margin


@cache
def ground() -> dict:
    """The GeoJSON of the ground."""
    return json.loads(GROUND_FILE.read_text(encoding="utf-8"))


@cache
def packed_ground() -> PackedLayer:
    """The ground as the browser fetches it, without the line breaks that are for people."""
    return PackedLayer(json.dumps(ground(), ensure_ascii=False, separators=(",", ":")).encode(), "application/geo+json")


def ground_url() -> str:
    return f"{reverse('maps:ground')}?v={packed_ground().digest}"


def ground_svg(
    centre: tuple[float, float],
    *,
    metres: float = 2400,
    marks: Sequence[Mark] = (),
    width: int = 400,
    height: int = 300,
    title: str = "",
) -> SafeString:
    """A still picture of the ground as inline SVG, without any style of its own (`css/components/map.css` has it).

    centre: latitude and longitude in its middle; metres: what it shows from left to right; title: what a screen reader
    says. Without a title the picture is decoration.
    """
    picture = Picture(*centre, metres, width, height)
    head = format_html('role="img" aria-label="{}"', title) if title else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="ground" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice" {}>{}{}{}{}</svg>',
        width,
        height,
        head,
        _border(picture),
        _features(picture),
        _scale(picture),
        format_html_join("", "{}", ((_mark(picture, mark),) for mark in marks)),
    )


def _border(picture: Picture) -> SafeString:
    """The city. Where the border is nowhere near, the sheet's own colour is the city's: all our places lie in Hagen."""
    points = [picture.point(latitude, longitude) for longitude, latitude in _boundary()]
    if not any(picture.shows(x, y, margin=picture.width) for x, y in points):
        return mark_safe("")
    outside = format_html('<path class="ground__outside" d="M0 0h{}v{}H0z"/>', picture.width, picture.height)
    return outside + format_html('<path class="ground__land" d="M{}z"/>', "L".join(f"{x:g} {y:g}" for x, y in points))


def _boundary() -> list[list[float]]:
    """The ring of the city's boundary, [longitude, latitude] each."""
    features = ground()["features"]
    return next(f["geometry"]["coordinates"][0] for f in features if f["properties"]["kind"] == "boundary")


def _features(picture: Picture) -> SafeString:
    drawn = []
    for feature in ground()["features"]:
        if feature["geometry"]["type"] != "Point":
            continue
        longitude, latitude = feature["geometry"]["coordinates"]
        x, y = picture.point(latitude, longitude)
        if not picture.shows(x, y):
            continue
        name = feature["properties"]["name"]
        # A label keeps inside the sheet: it stands before its point in the right half.
        place = ("--before", f"{x - 14:g}") if x > picture.width * 0.6 else ("--after", f"{x + 14:g}")
        kind = feature["properties"]["kind"]
        drawn.append((kind, _sprite(), kind, f"{x - 14:g}", f"{y - 16:g}", *place, f"{y + 5:g}", name))
    return format_html_join(
        "",
        '<use class="pin pin--{}" href="{}#pin-{}" x="{}" y="{}" width="28" height="32"/>'
        '<text class="ground__label ground__label{}" x="{}" y="{}">{}</text>',
        drawn,
    )


def _sprite() -> str:
    return static("portal/img/houses.svg")


def _scale(picture: Picture) -> SafeString:
    """A bar of a round number of metres, at most a quarter of the sheet long."""
    longest = picture.metres / 4
    length = max((size for size in (50, 100, 200, 500, 1000, 2000, 5000) if size <= longest), default=20)
    bar = round(length * picture.width / picture.metres, 1)
    # In the middle: whoever shows the sheet in another shape cuts off its edges.
    return format_html(
        '<path class="ground__scale" d="M{} {}v6h{}v-6"/><text class="ground__label" x="{}" y="{}">{}</text>',
        f"{(picture.width - bar) / 2:g}",
        picture.height - 24,
        f"{bar:g}",
        f"{(picture.width - bar) / 2 + 6:g}",
        picture.height - 24,
        f"{length // 1000} km" if length >= 1000 else f"{length} m",
    )


def _mark(picture: Picture, mark: Mark) -> SafeString:
    x, y = picture.point(mark.latitude, mark.longitude)
    return format_html(
        '<use class="pin pin--{}" data-state="{}" href="{}#{}" x="{}" y="{}" width="38" height="44">'
        "<title>{}</title></use>",
        mark.group,
        mark.state,
        _sprite(),
        SYMBOLS.get(mark.group, "pin"),
        f"{x - 19:g}",
        f"{y - 43:g}",
        mark.label,
    )
