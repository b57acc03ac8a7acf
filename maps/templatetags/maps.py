"""The map in a template: `{% map_head %}` in the page's head, `{% places_map … %}` where it is to stand."""

from __future__ import annotations

import json

from django import template
from django.utils.translation import gettext as _

from maps.frame import FRAMES, frame_url
from maps.ground import Mark, ground_svg, ground_url
from maps.layers import Layer, layer
from maps.layers import layers as registered_layers

register = template.Library()

DETAIL_WIDTH = 1200  # metres the still picture of one place shows from left to right


@register.inclusion_tag("maps/_head.html")
def map_head() -> dict:
    return {}


@register.inclusion_tag("maps/_map.html")
def places_map(
    *,
    frame: str = "page",
    layers: str = "",
    matching: str | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    focus: int | str = "",
    label: str = "",
    group: str = "",
    state: str = "unknown",
    moment: str = "",
) -> dict:
    """A map of places.

    frame: "list" beside a list, "page" on a page of the CMS, "detail" for one place.
    layers: keys of registered layers, separated by commas. Without it: the first one if there is `matching`, else all
        that are visible from the start.
    matching: a packed set (`maps.matching`) of the first layer's places; "" for all of them.
    latitude, longitude, label, group, state: the one place a detail page is about, also drawn without JavaScript.
    focus: its id in the first layer, or "layer:id".
    moment: an ISO 8601 instant the windows are lit for, instead of now.
    """
    if frame not in FRAMES:
        raise template.TemplateSyntaxError(f"There is no map frame {frame!r}, only {', '.join(FRAMES)}.")
    chosen = _chosen_layers(layers, only_first=matching is not None)
    picture = ""
    has_position = latitude is not None and longitude is not None
    if has_position:
        mark = Mark(latitude, longitude, label, group, state)
        title = _("Drawing of the surroundings of %(name)s") % {"name": label}
        picture = ground_svg((latitude, longitude), metres=DETAIL_WIDTH, marks=[mark], title=title)
    return {
        "frame": frame,
        "script_url": frame_url(),
        "ground_url": ground_url(),
        "layers": json.dumps([{"key": item.key, "label": str(item.label), "url": item.data_url()} for item in chosen]),
        "matching": matching,
        "position": {"latitude": f"{latitude:.6f}", "longitude": f"{longitude:.6f}"} if has_position else None,
        "focus": focus,
        "label": label,
        "group": group,
        "moment": moment,
        "picture": picture,
        "texts": json.dumps(map_texts(), ensure_ascii=False),
    }


def _chosen_layers(keys: str, *, only_first: bool) -> list[Layer]:
    if keys:
        return [layer(key.strip()) for key in keys.split(",")]
    if only_first:
        return registered_layers()[:1]
    return [item for item in registered_layers() if item.visible]


def map_texts() -> dict[str, str]:
    """What the map says, for its script. {words} in braces are filled in there."""
    return {
        "map": _("Map"),
        "open": _("open"),
        "closed": _("closed"),
        "unknown": _("opening hours unknown"),
        "closes": _("closes {time}"),
        "opens": _("opens {time}"),
        "today": _("at {time}"),
        "cluster": _("{label}: {count}, {open} of them open"),
        "close": _("Close"),
        "handle": _("Move the map"),
        "wheel": _("Hold Ctrl and turn the wheel to zoom the map."),
        "failed": _("The map could not be loaded. The list shows the same places."),
    }
