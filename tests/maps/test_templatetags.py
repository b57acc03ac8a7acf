import json
import re

from django.template import Context, Template, TemplateSyntaxError

import pytest
from bs4 import BeautifulSoup

from maps import layers
from maps.layers import Layer
from maps.matching import pack_ids


@pytest.fixture(autouse=True)
def three_layers(monkeypatch):
    monkeypatch.setattr(layers, "_registry", {})
    for key, visible in (("shops", True), ("lanterns", True), ("plans", False)):
        layers.register(Layer(key, key.title(), lambda key=key: f"/karte/{key}.json?v=1", visible=visible))


def render(tag: str, **context) -> str:
    return Template("{% load maps %}" + tag).render(Context(context))


def element(tag: str, **context):
    return BeautifulSoup(render(tag, **context), "html.parser").find("portal-map")


def keys(found) -> list[str]:
    return [layer["key"] for layer in json.loads(found["data-layers"])]


def test_places_map_shows_all_visible_layers():
    found = element("{% places_map %}")

    assert json.loads(found["data-layers"]) == [
        {"key": "shops", "label": "Shops", "url": "/karte/shops.json?v=1"},
        {"key": "lanterns", "label": "Lanterns", "url": "/karte/lanterns.json?v=1"},
    ]
    assert not found.has_attr("data-matching")


def test_places_map_beside_a_list_shows_the_set_of_the_first_layer_only():
    found = element('{% places_map frame="list" matching=matching %}', matching=pack_ids([3]))

    assert (keys(found), found["data-matching"]) == (["shops"], "CA==")


def test_places_map_beside_a_list_of_everything_shows_the_first_layer_only():
    found = element('{% places_map frame="list" matching="" %}')

    assert (keys(found), found["data-matching"]) == (["shops"], "")


def test_places_map_shows_the_layers_it_is_told():
    assert keys(element('{% places_map layers="plans, lanterns" %}')) == ["plans", "lanterns"]


def test_places_map_of_a_layer_that_does_not_exist():
    with pytest.raises(KeyError, match="castles"):
        element('{% places_map layers="castles" %}')


def test_places_map_knows_its_frames():
    with pytest.raises(TemplateSyntaxError, match="globe"):
        render('{% places_map frame="globe" %}')


def test_places_map_of_one_place_draws_it_without_javascript():
    found = element(
        '{% places_map frame="detail" latitude=51.35522 longitude=7.45923 focus=12 label=name group="fashion" %}',
        name='Änderung & "Nadelöhr" <b>',
    )

    assert (found["data-latitude"], found["data-longitude"]) == ("51.355220", "7.459230")
    assert (found["data-focus"], found["data-group"], found["data-label"]) == (
        "12",
        "fashion",
        'Änderung & "Nadelöhr" <b>',
    )
    assert found.select_one("svg.ground use.pin--fashion title").text == 'Änderung & "Nadelöhr" <b>'
    assert found.find("noscript") is None


def test_places_map_of_many_says_that_the_list_shows_the_same():
    assert "dieselben Orte" in element("{% places_map %}").find("noscript").text


def test_places_map_writes_positions_with_a_point(settings):
    settings.USE_THOUSAND_SEPARATOR = True

    found = element('{% places_map frame="detail" latitude=51.5 longitude=7.5 label="x" %}')

    assert found["data-latitude"] == "51.500000"


def test_places_map_carries_nothing_inline_and_nothing_foreign():
    html = render('{% map_head %}{% places_map frame="detail" latitude=51.35 longitude=7.45 label="x" %}')

    assert re.findall(r"\bstyle=|<style|\son\w+=|https?:|<script(?![^>]*\ssrc=)", html) == []


def test_map_head_names_the_script_and_what_it_imports():
    head = BeautifulSoup(render("{% map_head %}"), "html.parser")

    assert [script["src"] for script in head.find_all("script")] == ["/static/portal/js/map/map.js"]
    assert [link["href"] for link in head.find_all("link", rel="modulepreload")] == [
        "/static/portal/js/map/stage.js",
        "/static/portal/js/map/places.js",
    ]
