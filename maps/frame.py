"""The frame of the map: what folium draws, once, for everybody.

folium describes the map (extent, zooms, tiles, controls, a cluster group for each registered layer) and writes the
script that builds it with Leaflet. We take that script out of folium's page and serve it, together with Leaflet and
markercluster, as one file under an address that names its content. So no page carries an inline script, nothing is
loaded from folium's five foreign hosts, and only the first page of a process waits for folium. The places are not in
it: they come as data (`maps.places`), because folium needs two seconds for 400 markers.

The script defines one function a frame, `portalMapFrames["list"](tools)`, which returns the Leaflet map.
`js/map/stage.js` calls it after naming its container `map_list`; `tools` hands in what only the browser knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.translation import get_language, gettext, override

from maps.area import CENTRE, HAGEN, MAXIMUM_ZOOM, MINIMUM_ZOOM
from maps.layers import layers
from maps.places import PackedLayer
from maps.tiles import tile_source

if TYPE_CHECKING:
    import folium

STYLE_SHEET = "portal/vendor/leaflet/leaflet.css"  # css/components/map.css imports it
SCRIPTS = [
    ("leaflet", "portal/vendor/leaflet/leaflet.js"),
    ("markercluster", "portal/vendor/leaflet.markercluster/leaflet.markercluster.js"),
]


@dataclass(frozen=True)
class FrameOptions:
    """How one kind of page wants its map. `layers`: whether the registered layers stand on it."""

    zoom: int
    layers: bool = True


FRAMES = {
    "list": FrameOptions(zoom=14),  # beside the list of businesses
    "page": FrameOptions(zoom=14),  # on a page of the CMS
    "detail": FrameOptions(zoom=16),  # one place and what is around it
    "position": FrameOptions(zoom=16, layers=False),  # a pin to be put in its place, in forms
}


@dataclass(frozen=True)
class DrawnLayer:
    """What the frame needs to know of a layer."""

    key: str
    attribution: str


@dataclass(frozen=True)
class Inputs:
    """Everything the frames depend on: the same inputs, the same script."""

    language: str
    tile_url: str  # empty: no tiles
    tile_attribution: str
    layers: tuple[DrawnLayer, ...]


def current_inputs(language: str | None = None) -> Inputs:
    """What frames are drawn from now, in `language` or else in the active one."""
    language = language or get_language() or "de"
    source = tile_source()
    with override(language):
        return Inputs(
            language=language,
            tile_url=source.public_url if source else "",
            tile_attribution=source.attribution if source else "",
            layers=tuple(DrawnLayer(layer.key, str(layer.attribution)) for layer in layers()),
        )


def frame_bundle(language: str | None = None) -> PackedLayer:
    """Leaflet, markercluster and all frames as one script, ready compressed; drawn once in a process."""
    return _bundle(current_inputs(language))


def frame_url() -> str:
    """The address of the bundle. It changes with its content, so a browser may keep it for ever."""
    return reverse("maps:frame", args=[frame_bundle().digest])


@cache
def _bundle(inputs: Inputs) -> PackedLayer:
    parts = [_vendored(path) for _, path in SCRIPTS]
    parts.append("window.portalMapFrames = {};")
    for name in FRAMES:
        parts.append(f'window.portalMapFrames["{name}"] = function (tools) {{{draw_frame(name, inputs)}}};')
    return PackedLayer("\n;\n".join(parts).encode(), "text/javascript")


def _vendored(path: str) -> str:
    found = finders.find(path)
    if not found:
        raise ImproperlyConfigured(f"The map needs the static file {path}.")
    return Path(found).read_text(encoding="utf-8")


def draw_frame(name: str, inputs: Inputs) -> str:
    """The body of the function that builds one frame, as folium writes it. Raises KeyError for an unknown name."""
    options = FRAMES[name]
    with override(inputs.language):
        drawing = _draw(name, options, inputs)
        figure = drawing.get_root()
        figure.render()
    return f"{figure.script.render()}\nreturn {drawing.get_name()};\n"


def _draw(name: str, options: FrameOptions, inputs: Inputs) -> folium.Map:
    # folium brings numpy and requests along, half a second of imports: only who draws a frame pays for them.
    import folium

    from maps import elements

    drawing = elements.PortalMap(
        location=CENTRE,
        tiles=None,
        zoom_start=options.zoom,
        max_bounds=True,
        min_lat=HAGEN.south,
        max_lat=HAGEN.north,
        min_lon=HAGEN.west,
        max_lon=HAGEN.east,
        zoom_control=False,
        # The page's own scrolling comes first; js/map/stage.js says when the map may take over.
        scroll_wheel_zoom=False,
        max_bounds_viscosity=0.8,
    )
    drawing.default_js = [*SCRIPTS]
    drawing.default_css = [("leaflet_css", STYLE_SHEET)]
    drawing.options.update(min_zoom=MINIMUM_ZOOM, max_zoom=MAXIMUM_ZOOM)
    elements.fix_name(drawing, name)
    if inputs.tile_url:
        tiles = folium.TileLayer(
            tiles=inputs.tile_url,
            attr=inputs.tile_attribution,
            name="tiles",
            min_zoom=MINIMUM_ZOOM,
            max_zoom=MAXIMUM_ZOOM,
        )
        elements.fix_name(tiles, name).add_to(drawing)
    controls = elements.Controls(zoom_in=gettext("Zoom in"), zoom_out=gettext("Zoom out"))
    elements.fix_name(controls, name).add_to(drawing)
    if options.layers:
        for layer in inputs.layers:
            elements.fix_name(elements.PlacesLayer(layer.key, layer.attribution), f"{layer.key}_{name}").add_to(drawing)
    return drawing
