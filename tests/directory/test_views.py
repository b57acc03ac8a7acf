"""The directory's pages show what is published, escape what people wrote, and cost the same for 1 and 30 entries."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.management import call_command

import pytest
import time_machine
from bs4 import BeautifulSoup

from directory.index import current_index
from directory.map_data import business_data_url
from directory.models import DirectoryVersion
from maps.matching import unpack_ids
from tests.factories.directory import (
    BusinessFactory,
    BusinessPhotoFactory,
    CategoryFactory,
    ContactPointFactory,
    PartnerFactory,
)
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
HOSTILE = """<script>alert("x")</script> & 'Söhne' <b>"""


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def card_names(response) -> list[str]:
    return [link.get_text() for link in soup(response).select(".business-card__link")]


def test_list_shows_published_businesses_only(client):
    BusinessFactory(name="Offen für alle")
    BusinessFactory(name="Noch geheim", live=False)

    assert card_names(client.get("/laeden/")) == ["Offen für alle"]


def test_list_filters_by_the_address(client):
    BusinessFactory(name="Simit", languages=["tr"])
    BusinessFactory(name="Brezel", languages=["de"])

    response = client.get("/laeden/", {"sprache": "tr"})

    assert card_names(response) == ["Simit"]
    assert "1 von 2 Läden" in soup(response).find(id="ergebnis").get_text()


def test_list_and_map_show_the_same_set(client):
    shown = BusinessFactory(name="Simit", languages=["tr"])
    BusinessFactory(name="Brezel", languages=["de"])

    response = client.get("/laeden/", {"sprache": "tr"})

    assert unpack_ids(soup(response).find("portal-map")["data-matching"]) == {shown.pk}


def test_list_pages_keep_the_filters(client):
    BusinessFactory.create_batch(30, languages=["tr"])

    response = client.get("/laeden/", {"sprache": "tr", "seite": "2"})

    assert len(card_names(response)) == 6
    assert soup(response).find("a", rel="prev")["href"] == "/laeden/?sprache=tr"


def test_list_beyond_the_last_page_shows_the_last_one(client):
    BusinessFactory(name="Einzig")

    assert card_names(client.get("/laeden/", {"seite": "77"})) == ["Einzig"]


def test_list_keeps_filters_when_one_searches(client):
    BusinessFactory(languages=["tr"])

    form = soup(client.get("/laeden/", {"sprache": "tr", "q": "laden"})).find("form", class_="search-box")

    assert form.find("input", attrs={"name": "sprache"})["value"] == "tr"
    assert form.find("input", attrs={"name": "q"})["value"] == "laden"


def test_list_says_what_to_do_when_nothing_matches(client):
    BusinessFactory()

    empty = soup(client.get("/laeden/", {"q": "gibtesnicht"})).find(class_="empty-state")

    assert "Hier brennt noch kein Licht" in empty.get_text()
    assert empty.find("a", href="/laeden/")


def test_list_names_those_whose_hours_nobody_knows(client):
    BusinessFactory(opening_hours="24/7")
    BusinessFactory(opening_hours="")

    notice = soup(client.get("/laeden/", {"offen": "jetzt"})).find("a", string="Zeigen")

    assert notice["href"] == "/laeden/?offen=unbekannt"


@pytest.mark.parametrize(
    "query_string",
    [
        "q=%00%00", "q='%22%3Cscript%3E", "kategorie=%F0%9F%A5%90", "stadtteil=../../etc/passwd", "seite=-5",
        "seite=1e9",
        "offen=2026-13-45T99:99", "offen=%00", "rollstuhl=vielleicht", "q=" + "x" * 3000, "%ff%fe=%ff", "q[]=a&q=b",
        "kategorie=" + "&kategorie=".join("abcdefgh"),
    ],
)  # fmt: skip
def test_list_answers_bad_parameters_with_a_page(client, query_string):
    BusinessFactory()

    response = client.get(f"/laeden/?{query_string}")

    assert response.status_code == 200
    assert soup(response).find(id="ergebnis")


def test_list_escapes_names(client):
    BusinessFactory(name=HOSTILE)

    response = client.get("/laeden/")

    assert b"<script>alert" not in response.content
    assert card_names(response) == [HOSTILE]


@time_machine.travel(datetime(2026, 6, 4, 12, 0, tzinfo=BERLIN), tick=False)
def test_list_shows_a_shop_as_closed_on_a_holiday_of_nrw(client):
    BusinessFactory(opening_hours="Mo-Fr 09:00-18:00; PH off")

    state = soup(client.get("/laeden/")).select_one(".state")

    assert state["data-state"] == "closed"
    assert "Fronleichnam" in state.get_text()


@time_machine.travel(datetime(2026, 11, 23, 3, 0, tzinfo=BERLIN), tick=False)
def test_list_shows_states_at_a_chosen_moment(client):
    BusinessFactory(opening_hours="Th 10:00-14:00")

    response = client.get("/laeden/", {"offen": "2026-12-24T12:00"})

    assert soup(response).select_one(".state__label").get_text() == "Dann geöffnet"
    assert "24. Dezember 2026" in soup(response).find(id="ergebnis").get_text()


@pytest.mark.parametrize("count", [1, 30])
def test_list_costs_the_same_for_one_and_thirty(client, django_assert_num_queries, count):
    call_command("setup_site")
    for shop in BusinessFactory.create_batch(count):
        BusinessPhotoFactory(business=shop)
        shop.tags.add("Lieferdienst")
        shop.save()
    client.get("/laeden/")  # reads the index and makes the picture sizes
    current_index()

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/laeden/")


LIST_QUERIES = 7  # of at most 12: version, businesses, photos, sizes, site, settings, their pages


@pytest.mark.parametrize("count", [1, 30])
def test_detail_costs_the_same_for_one_and_thirty(client, django_assert_max_num_queries, count):
    call_command("setup_site")
    shop = BusinessFactory(slug="laden")
    for number in range(count):
        BusinessPhotoFactory(business=shop)
        shop.tags.add(f"Merkmal {number}")
    shop.save()
    client.get("/laeden/laden/")

    with django_assert_max_num_queries(8):
        client.get("/laeden/laden/")


@pytest.mark.parametrize("count", [1, 30])
def test_contact_points_and_partners_cost_the_same_for_one_and_thirty(client, django_assert_num_queries, count):
    call_command("setup_site")
    ContactPointFactory.create_batch(count)
    PartnerFactory.create_batch(count, logo=PictureFactory())
    client.get("/anlaufstellen/")
    client.get("/partner/")  # makes the logo's size

    with django_assert_num_queries(5):
        client.get("/anlaufstellen/")
    with django_assert_num_queries(5):
        client.get("/partner/")


def test_detail_shows_hours_contact_and_the_way(client):
    BusinessFactory(
        slug="laden",
        name="Laden am Markt",
        description="Erste Zeile.\nZweite Zeile.",
        street="Lange Straße",
        house_number="5a",
        postcode="58089",
        phone="+49 2331 4711",
        email="laden@example.org",
        website="https://example.org/laden",
        instagram="https://example.org/insta",
        languages=["de", "tr"],
        wheelchair="limited",
        payment_methods=["cash"],
        opening_hours="Mo-Fr 09:00-12:30,14:00-18:00",
        last_confirmed_on=date(2026, 3, 5),
    )

    page = soup(client.get("/laeden/laden/"))
    text = page.get_text(" ", strip=True)

    assert page.h1.get_text() == "Laden am Markt"
    assert page.find("a", href="tel:+4923314711")
    assert page.find("a", href="mailto:laden@example.org")
    assert page.find("a", href="https://example.org/laden")["rel"] == ["nofollow", "noopener"]
    assert page.find("a", href=lambda href: href and href.startswith("geo:51.355000,7.455000"))
    assert "Lange Straße 5a" in text
    assert "Deutsch, Türkisch" in text
    assert "Teilweise rollstuhlgerecht" in text
    assert "Zuletzt bestätigt im März 2026" in text
    assert "9:00–12:30 und 14:00–18:00 Uhr" in text
    assert len(page.select("table.hours tr")) == 7


def test_detail_keeps_hours_it_does_not_understand_as_text(client):
    BusinessFactory(slug="laden", opening_hours="wenn <b>Licht</b> brennt")

    page = soup(client.get("/laeden/laden/"))

    assert page.select_one(".state")["data-state"] == "unknown"
    assert page.q.get_text() == "wenn <b>Licht</b> brennt"


def test_detail_of_a_business_without_a_position_says_so(client):
    BusinessFactory(slug="laden", latitude=None, longitude=None)

    page = soup(client.get("/laeden/laden/"))

    assert page.find("portal-map") is None
    assert "noch keinen Platz auf der Karte" in page.get_text()


def test_detail_escapes_what_people_wrote(client):
    BusinessFactory(
        slug="laden", name=HOSTILE, description=HOSTILE, street=HOSTILE, opening_hours=HOSTILE, phone="<i>1</i>"
    )

    response = client.get("/laeden/laden/")

    assert b"<script>alert" not in response.content
    assert b"<i>1</i>" not in response.content


def test_detail_of_an_example_is_marked(client):
    BusinessFactory(slug="laden", source="demo")

    assert "Das ist ein Beispiel" in soup(client.get("/laeden/laden/")).get_text()


def test_detail_of_openstreetmap_names_its_source(client):
    BusinessFactory(slug="laden", source="osm", source_reference="node/1")

    assert (
        soup(client.get("/laeden/laden/")).find("a", rel="license")["href"] == "https://www.openstreetmap.org/copyright"
    )


def test_map_data_is_ready_bytes_with_a_strong_etag(client):
    BusinessFactory(name="Kiosk", category=CategoryFactory(name="Kiosk", slug="kiosk"))

    first = client.get("/karte/laeden.json", headers={"accept-encoding": "gzip"})
    again = client.get("/karte/laeden.json", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})

    assert first["Content-Encoding"] == "gzip"
    assert not first["ETag"].startswith("W/")
    assert (again.status_code, again.content) == (304, b"")


def test_map_data_address_changes_with_the_directory_and_may_be_kept_for_ever(client):
    shop = BusinessFactory(name="Kiosk")
    address = business_data_url()
    assert "immutable" in client.get(address)["Cache-Control"]

    shop.name = "Trinkhalle"
    shop.save()

    assert business_data_url() != address
    assert json.loads(client.get(business_data_url()).content)["name"] == ["Trinkhalle"]
    assert "immutable" not in client.get(address)["Cache-Control"]


def test_map_data_holds_published_businesses_with_a_position(client):
    BusinessFactory(name="Da")
    BusinessFactory(name="Ohne Ort", latitude=None, longitude=None)
    BusinessFactory(name="Geheim", live=False)

    assert json.loads(client.get("/karte/laeden.json").content)["name"] == ["Da"]


def test_map_data_asks_one_query(client, django_assert_num_queries):
    BusinessFactory()
    client.get("/karte/laeden.json")

    with django_assert_num_queries(1):
        client.get("/karte/laeden.json")


def test_geojson_holds_every_published_business(client):
    BusinessFactory(name="Da", slug="da")
    BusinessFactory(name="Ohne Ort", slug="ohne", latitude=None, longitude=None)
    BusinessFactory(name="Geheim", live=False)

    features = json.loads(client.get("/karte/laeden.geojson").content)["features"]

    assert [(feature["id"], feature["geometry"]) for feature in features] == [
        ("da", {"type": "Point", "coordinates": [7.455, 51.355]}),
        ("ohne", None),
    ]


def test_version_of_the_directory_is_renewed_by_bulk_writers(client):
    shop = BusinessFactory(name="Alt")
    assert card_names(client.get("/laeden/")) == ["Alt"]

    type(shop).objects.update(name="Neu")
    DirectoryVersion.renew()

    assert card_names(client.get("/laeden/")) == ["Neu"]


def test_pins_of_contact_points_and_partners_lead_to_their_own_pages(client):
    ContactPointFactory(name="Caritas", slug="caritas", latitude=51.36, longitude=7.47, opening_hours="24/7")
    PartnerFactory(name="Caritas", slug="caritas", latitude=51.36, longitude=7.47)

    points = json.loads(client.get("/karte/anlaufstellen.json").content)
    partners = json.loads(client.get("/karte/partner.json").content)

    assert (points["name"], points["url"], points["schedules"]) == (["Caritas"], "/anlaufstellen/{slug}/", [[1]])
    assert (partners["name"], partners["url"], partners["schedules"]) == (["Caritas"], "/partner/#{slug}", [[2]])
