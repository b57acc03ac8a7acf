from django.core.exceptions import ImproperlyConfigured

import pytest

from maps import layers
from maps.layers import Layer


@pytest.fixture
def registry(monkeypatch):
    """An empty registry for one test."""
    monkeypatch.setattr(layers, "_registry", {})


def places_url() -> str:
    return "/karte/places.json?v=1"


@pytest.mark.usefixtures("registry")
def test_layers_come_in_the_order_of_registration():
    second = layers.register(Layer(key="markets", label="Markets", data_url=places_url))
    first = layers.register(Layer(key="lanterns", label="Lanterns", data_url=places_url))

    assert layers.layers() == [second, first]
    assert layers.layer("lanterns") is first


@pytest.mark.usefixtures("registry")
def test_register_refuses_a_key_that_is_taken():
    layers.register(Layer(key="markets", label="Markets", data_url=places_url))

    with pytest.raises(ImproperlyConfigured, match="markets"):
        layers.register(Layer(key="markets", label="Other markets", data_url=places_url))


@pytest.mark.usefixtures("registry")
def test_layer_that_does_not_exist_names_those_that_do():
    layers.register(Layer(key="markets", label="Markets", data_url=places_url))

    with pytest.raises(KeyError, match=r"lanterns.*markets"):
        layers.layer("lanterns")


@pytest.mark.parametrize("key", ["", "two words", "1st", "läden", "a-b"])
def test_layer_key_is_an_identifier(key):
    with pytest.raises(ImproperlyConfigured, match="identifier"):
        Layer(key=key, label="", data_url=places_url)
