import json
import re
import xml.etree.ElementTree as ET

import pytest

from maps.area import HAGEN
from maps.ground import GROUND_FILE, Mark, Picture, ground, ground_svg, packed_ground

WILHELMSPLATZ = (51.35522, 7.45923)


def elements(svg: str, name: str) -> list[ET.Element]:
    return [element for element in ET.fromstring(svg).iter() if element.tag == name]  # noqa: S314 — our own picture


def labels(svg: str) -> list[str]:
    return [element.text for element in elements(svg, "text")]


def test_ground_lies_in_hagen():
    points = [
        point
        for feature in ground()["features"]
        for point in (
            feature["geometry"]["coordinates"][0]
            if feature["geometry"]["type"] == "Polygon"
            else [feature["geometry"]["coordinates"]]
        )
    ]

    assert [point for point in points if not HAGEN.contains(point[1], point[0])] == []


def test_ground_names_the_stations_and_markets():
    names = [feature["properties"]["name"] for feature in ground()["features"]]

    assert names[0] == "Hagen"
    assert sorted(names[1:]) == [
        "Altenhagen", "Boele", "Emst", "Haspe", "Hauptbahnhof", "Helfe", "Heubing", "Hohenlimburg", "Oberhagen",
        "Springe", "Vorhalle", "Vorhalle", "Wehringhausen", "Wehringhausen", "Westerbauer",
    ]  # fmt: skip


def test_ground_stays_small_and_says_whose_it_is():
    assert GROUND_FILE.stat().st_size < 25_000
    assert ground()["attribution"].startswith("Grenze © GeoBasis-DE / BKG")


def test_packed_ground_is_the_file_without_white_space():
    assert json.loads(packed_ground().body) == ground()
    assert b"\n" not in packed_ground().body


def test_picture_puts_its_centre_in_the_middle():
    picture = Picture(*WILHELMSPLATZ, metres=1000, width=500, height=300)

    assert picture.point(*WILHELMSPLATZ) == (250.0, 150.0)


def test_picture_measures_in_metres():
    picture = Picture(*WILHELMSPLATZ, metres=1000, width=1000, height=300)

    # 0.001° of latitude are 111 m to the north, 0.001° of longitude 70 m to the east here.
    assert picture.point(WILHELMSPLATZ[0] + 0.001, WILHELMSPLATZ[1] + 0.001) == pytest.approx((569.5, 38.7), abs=0.2)


def test_ground_svg_shows_what_lies_around():
    svg = ground_svg(WILHELMSPLATZ, metres=2400)

    assert labels(svg) == ["Wehringhausen", "Wehringhausen", "Hauptbahnhof", "500 m"]


def test_ground_svg_draws_the_border_only_where_it_is_near():
    inside = elements(ground_svg(WILHELMSPLATZ, metres=1000), "path")
    city = elements(ground_svg(WILHELMSPLATZ, metres=20_000), "path")

    assert [path.get("class") for path in inside] == ["ground__scale"]
    assert [path.get("class") for path in city] == ["ground__outside", "ground__land", "ground__scale"]
    assert city[1].get("d").count("L") > 300


def test_ground_svg_marks_a_place_with_its_pin():
    mark = Mark(*WILHELMSPLATZ, label='Änderung & Schneiderei <"Nadelöhr">', group="fashion", state="open")

    pin = elements(ground_svg(WILHELMSPLATZ, marks=[mark]), "use")[-1]

    assert (pin.get("class"), pin.get("data-state")) == ("pin pin--fashion", "open")
    assert (pin.get("x"), pin.get("y")) == ("181", "107")
    assert pin.get("href").endswith("#pin")
    assert pin.find("title").text == mark.label


def test_ground_svg_uses_the_pin_of_a_contact_point():
    svg = ground_svg(WILHELMSPLATZ, marks=[Mark(*WILHELMSPLATZ, label="Café", group="contact")])

    assert elements(svg, "use")[-1].get("href").endswith("#pin-contact")


def test_ground_svg_has_a_name_or_is_decoration():
    assert 'role="img" aria-label="Umgebung von &lt;b&gt;"' in ground_svg(WILHELMSPLATZ, title="Umgebung von <b>")
    assert 'aria-hidden="true"' in ground_svg(WILHELMSPLATZ)


def test_ground_svg_carries_no_style_of_its_own():
    svg = ground_svg(WILHELMSPLATZ, marks=[Mark(*WILHELMSPLATZ, label="Café")], title="Umgebung")

    assert re.findall(r"\bstyle=|<style|<script|\bon\w+=|https?:", svg) == []
