"""Objects as OpenStreetMap's tools write them."""

from __future__ import annotations

from typing import Any

HERE = [7.4551234, 51.3551234]  # longitude, latitude


def feature(number: int = 1, *, position: Any = HERE, **tags: Any) -> dict[str, Any]:
    """A bakery in Wehringhausen unless the tags say otherwise; "__" in a keyword is ":"."""
    named = {key.replace("__", ":"): value for key, value in tags.items()}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": position},
        "properties": {"id": number, "type": "node", "name": "Bäckerei Kamp", "shop": "bakery"} | named,
    }
