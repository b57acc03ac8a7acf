import re

import pytest

from maps import layers
from maps.frame import FRAMES, SCRIPTS, STYLE_SHEET, current_inputs, draw_frame, frame_bundle, frame_url
from maps.layers import Layer

FOLIUM_IS_FOUND_BY = ["L.map(", "L.control.zoom(", "L.control.scale("]


@pytest.fixture
def two_layers(monkeypatch):
    monkeypatch.setattr(layers, "_registry", {})
    layers.register(Layer("lanterns", "Lanterns", lambda: "/karte/lanterns.json", attribution="© </script> Somebody"))
    layers.register(Layer("markets", "Markets", lambda: "/karte/markets.json"))


def drawn(name: str, language: str = "de") -> str:
    return draw_frame(name, current_inputs(language))


@pytest.mark.parametrize("name", FRAMES)
def test_frame_is_a_leaflet_map_that_is_handed_back(name):
    script = drawn(name)

    assert [part for part in FOLIUM_IS_FOUND_BY if part not in script] == []
    assert f'L.map(\n                "map_{name}"' in script
    assert script.rstrip().endswith(f"return map_{name};")


@pytest.mark.parametrize("name", FRAMES)
def test_frame_reaches_nobody_and_writes_no_markup(name):
    assert re.findall(r"https?:|//[a-z]|<script|<style|<link|\$\(|jquery|bootstrap", drawn(name)) == []


@pytest.mark.parametrize("name", FRAMES)
def test_frame_is_the_same_each_time(name):
    assert drawn(name) == drawn(name)


def test_frame_does_not_know_other_names():
    with pytest.raises(KeyError):
        drawn("globe")


@pytest.mark.usefixtures("two_layers")
def test_frame_has_a_cluster_group_for_each_layer():
    script = drawn("list")

    assert re.findall(r'portalLayers\["(\w+)"\] = (\w+);', script) == [
        ("lanterns", "places_layer_lanterns_list"),
        ("markets", "places_layer_markets_list"),
    ]
    assert script.count("L.markerClusterGroup(") == 2


@pytest.mark.usefixtures("two_layers")
def test_frame_for_setting_a_position_has_no_places():
    assert "markerClusterGroup" not in drawn("position")


@pytest.mark.usefixtures("two_layers")
def test_frame_names_whose_the_places_are_without_breaking_out_of_the_script():
    script = drawn("list")

    assert "</script>" not in script
    assert "Somebody" in script


def test_frame_has_tiles_only_when_a_source_is_set(settings):
    without = drawn("list")
    settings.MAPS_TILE_SOURCE = "https://tiles.example/{z}/{x}/{y}.png?key=secret"
    settings.MAPS_TILE_ATTRIBUTION = "© Tiles & Co"
    with_tiles = drawn("list")

    assert "L.tileLayer(" not in without
    assert re.findall(r'L.tileLayer\(\s*"([^"]*)"', with_tiles) == [
        current_inputs("de").tile_url.replace("&", "\\u0026")
    ]
    assert "tiles.example" not in with_tiles
    assert "Tiles" in with_tiles


def test_bundle_carries_the_libraries_and_every_frame():
    script = frame_bundle("de").body.decode()

    assert script.index("Leaflet 1.9.4") < script.index("MarkerClusterGroup") < script.index("portalMapFrames")
    assert re.findall(r'portalMapFrames\["(\w+)"\] = function', script) == list(FRAMES)
    assert "sourceMappingURL" not in script


def test_bundle_is_made_once():
    assert frame_bundle("de") is frame_bundle("de")


def test_bundle_stays_small():
    assert len(frame_bundle("de").brotli) < 50_000


def test_frame_url_changes_with_the_content(settings):
    before = frame_url()
    settings.MAPS_TILE_SOURCE = "https://tiles.example/{z}/{x}/{y}.png"

    assert frame_url() != before


def test_folium_is_given_vendored_files_only():
    assert [path for _name, path in SCRIPTS if not path.startswith("portal/vendor/")] == []
    assert STYLE_SHEET.startswith("portal/vendor/")
