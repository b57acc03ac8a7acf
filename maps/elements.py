"""The pieces of the map that folium does not have, written the way folium's own are: branca elements with a template.

Importing this module imports folium, which is slow; only `maps.frame` does, when it draws.
"""

from __future__ import annotations

from typing import TypeVar

import folium
from branca.element import Element, MacroElement
from folium.template import Template

Drawn = TypeVar("Drawn", bound=Element)


def fix_name(element: Drawn, suffix: str) -> Drawn:
    """Give an element the same variable name every time. branca draws lots, so no two renderings would be alike and
    nobody could keep one."""
    element._id = suffix
    return element


class PortalMap(folium.Map):
    """folium's map with nothing fetched from elsewhere: whoever draws it names its own scripts and style sheets."""

    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []


class Controls(MacroElement):
    """Zoom buttons that speak the page's language, a metric scale, an attribution without a link to elsewhere."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            L.control.zoom({
                position: "topright",
                zoomInTitle: {{ this.zoom_in|tojson }},
                zoomOutTitle: {{ this.zoom_out|tojson }}
            }).addTo({{ this._parent.get_name() }});
            L.control.scale({imperial: false, position: "bottomright"}).addTo({{ this._parent.get_name() }});
            {{ this._parent.get_name() }}.attributionControl.setPrefix(false);
        {% endmacro %}
        """
    )

    def __init__(self, *, zoom_in: str, zoom_out: str):
        super().__init__()
        self._name = "Controls"
        self.zoom_in = zoom_in
        self.zoom_out = zoom_out


class PlacesLayer(MacroElement):
    """An empty cluster group, found again as `map.portalLayers[key]`. The browser fills it with the layer's places."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.markerClusterGroup({
                iconCreateFunction: tools.clusterIcon,
                animate: tools.animate,
                maxClusterRadius: 46,
                showCoverageOnHover: false,
                spiderLegPolylineOptions: {weight: 1.5, className: "map-spider-leg"}
            });
            {%- if this.attribution %}
            {{ this.get_name() }}.getAttribution = function () { return {{ this.attribution|tojson }}; };
            {%- endif %}
            {{ this._parent.get_name() }}.portalLayers = {{ this._parent.get_name() }}.portalLayers || {};
            {{ this._parent.get_name() }}.portalLayers[{{ this.key|tojson }}] = {{ this.get_name() }};
        {% endmacro %}
        """
    )

    def __init__(self, key: str, attribution: str = ""):
        super().__init__()
        self._name = "PlacesLayer"
        self.key = key
        self.attribution = attribution
