"""The layers of the map. The map does not know who stands on it: an app registers what it shows in its `map_layers.py`.

    from maps.layers import Layer, register

    register(Layer(key="businesses", label=_("Shops"), data_url=business_data_url))

`MapsConfig.ready` imports every app's `map_layers`, as Wagtail does with `wagtail_hooks`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise


@dataclass(frozen=True)
class Layer:
    """One set of places.

    key: how templates and markup name it; letters, digits and underscores.
    data_url: returns the address of the layer's compact data (`maps.places`), with the data's version in it, so that
        browsers may keep an answer for ever. Called while a page is rendered; it must not compute the data.
    attribution: who is to be named for the data, plain text; shown in the corner of the map.
    visible: whether the layer is drawn from the start.
    """

    key: str
    label: str | Promise
    data_url: Callable[[], str]
    attribution: str | Promise = ""
    visible: bool = True

    def __post_init__(self) -> None:
        # The key becomes part of a variable's name in the frame's script.
        if not (self.key.isascii() and self.key.isidentifier()):
            raise ImproperlyConfigured(f"A map layer's key is an identifier, not {self.key!r}.")


_registry: dict[str, Layer] = {}


def register(layer: Layer) -> Layer:
    """Add a layer. Raises ImproperlyConfigured when another layer has the same key."""
    if _registry.get(layer.key, layer) != layer:
        raise ImproperlyConfigured(f"Two map layers have the key {layer.key!r}.")
    _registry[layer.key] = layer
    return layer


def layers() -> list[Layer]:
    """All registered layers in the order of their registration."""
    return list(_registry.values())


def layer(key: str) -> Layer:
    """The layer with this key. Raises KeyError with the keys that exist."""
    try:
        return _registry[key]
    except KeyError:
        raise KeyError(f"No map layer {key!r}; there are: {', '.join(_registry) or 'none'}.") from None
