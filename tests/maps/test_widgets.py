from django import forms

import pytest
from bs4 import BeautifulSoup

from maps.panels import PositionPanel
from maps.widgets import PositionField


class PlaceForm(forms.Form):
    position = PositionField(required=False)


def form(latitude: str, longitude: str, **options) -> PlaceForm:
    return PlaceForm({"position_latitude": latitude, "position_longitude": longitude}, **options)


@pytest.mark.parametrize(
    ("typed", "position"),
    [(("51.3557", "7.4606"), (51.3557, 7.4606)), (("", ""), None), (("0", "0"), (0.0, 0.0))],
)
def test_position_field_takes_both_numbers_or_none(typed, position):
    filled = form(*typed)

    assert filled.is_valid()
    assert filled.cleaned_data == {"position": position}


@pytest.mark.parametrize(
    "typed",
    [("51.3557", ""), ("", "7.46"), ("north", "7.46"), ("91", "7.46"), ("51.3", "181"), ("nan", "7")],
)
def test_position_field_refuses_what_is_no_position_and_keeps_what_was_typed(typed):
    filled = form(*typed)

    assert list(filled.errors) == ["position"]
    shown = BeautifulSoup(str(filled["position"]), "html.parser")
    assert [field.get("value", "") for field in shown.find_all("input")] == list(typed)


def test_position_field_that_is_required():
    class Strict(forms.Form):
        position = PositionField()

    assert list(Strict({}).errors) == ["position"]


def test_position_widget_has_two_labelled_numbers_and_what_its_script_needs():
    shown = BeautifulSoup(str(PlaceForm(initial={"position": (51.3557, 7.4606)})["position"]), "html.parser")
    element = shown.find("portal-position")

    assert [(field["name"], field["type"], field["value"]) for field in element.find_all("input")] == [
        ("position_latitude", "number", "51.3557"),
        ("position_longitude", "number", "7.4606"),
    ]
    assert all(field.find_parent("label").text.strip() for field in element.find_all("input"))
    assert element["data-search"] == "/karte/adresse-suchen/"
    assert element["data-script"].startswith("/karte/rahmen-")


def test_position_widget_brings_its_module():
    assert str(PlaceForm().media) == '<script src="/static/portal/js/map/position.js" type="module"></script>'


def test_position_panel_keeps_its_settings_when_wagtail_clones_it():
    panel = PositionPanel(address_fields={"street": "road"}, heading="Where").clone()

    assert (panel.address_fields, panel.heading) == ({"street": "road"}, "Where")
    assert [child.field_name for child in panel.children] == ["latitude", "longitude"]
