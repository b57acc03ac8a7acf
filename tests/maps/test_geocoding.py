import json
import threading

from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

import pytest

from maps import geocoding
from maps.area import HAGEN
from maps.geocoding import GeocodingResult, GeocodingUnavailable, RateLimit, address_query, geocode


def nominatim(latitude="51.3557", longitude="7.4606", **address) -> bytes:
    answer = {
        "place_id": 204274960,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0. https://www.openstreetmap.org/copyright",
        "osm_type": "node",
        "osm_id": 1818862993,
        "lat": latitude,
        "lon": longitude,
        "display_name": "36, Lange Straße, Wehringhausen, Hagen, 58089, Deutschland",
        "address": {"city": "Hagen", "country": "Deutschland", "country_code": "de", **address},
        "boundingbox": ["51.3556", "51.3558", "7.4605", "7.4607"],
    }
    return json.dumps([answer]).encode()


def photon(latitude=51.3557, longitude=7.4606, **properties) -> bytes:
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {"city": "Hagen", "country": "Deutschland", "street": "Lange Straße", **properties},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


@pytest.fixture
def service(settings, upstream, tmp_path, monkeypatch):
    """Nominatim on this machine, nobody waiting for a turn."""
    settings.MAPS_GEOCODER = "nominatim"
    settings.MAPS_GEOCODER_DOMAIN = upstream.host
    settings.MAPS_GEOCODER_SCHEME = "http"
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(geocoding, "INTERVAL", 0.0)
    return upstream


def test_geocode_proposes_the_house(service, settings):
    service.body = nominatim(road="Lange Straße", house_number="36")

    found = geocode("Lange Straße", "36", "58089", "Hagen")

    assert found == GeocodingResult(
        51.3557, 7.4606, "36, Lange Straße, Wehringhausen, Hagen, 58089, Deutschland", is_exact=True
    )
    assert service.requests == [
        (
            "/search",
            {
                "q": "Lange Straße 36, 58089 Hagen",
                "format": "json",
                "limit": "1",
                "viewbox": f"{HAGEN.west},{HAGEN.south},{HAGEN.east},{HAGEN.north}",
                "bounded": "1",
                "countrycodes": "de",
                "addressdetails": "1",
                "accept-language": "de",
            },
            settings.MAPS_USER_AGENT,
        )
    ]


def test_geocode_says_when_it_is_only_the_street(service):
    service.body = nominatim(road="Lange Straße")

    assert geocode("Lange Straße", "360").is_exact is False


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'{"error": "Unable to geocode"}',
        b'[{"display_name": "no position", "address": {"road": "Unter den Linden"}}]',
        nominatim(),  # the city
        nominatim(postcode="58089"),
        nominatim("52.5173", "13.3890", road="Unter den Linden"),  # outside, whatever was asked for
    ],
)
def test_geocode_finds_nothing_in_what_is_no_address_of_hagen(service, body):
    service.body = body

    assert geocode("Lange Straße", "36") is None


def test_geocode_asks_for_an_address_once(service):
    service.body = nominatim(road="Lange Straße", house_number="36")

    first, again = geocode("Lange Straße", "36"), geocode(" lange  straße ", "36", city="Hagen")

    assert first == again
    assert len(service.requests) == 1


def test_geocode_remembers_that_nothing_was_found(service):
    service.body = b"[]"

    assert [geocode("Nirgendstraße", "1"), geocode("Nirgendstraße", "1")] == [None, None]
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (429, b""),
        (500, b""),
        (503, b"<html>"),
        (403, b"blocked"),
        (200, b"<html>login</html>"),
        (200, b'["text"]'),
    ],
)
def test_geocode_says_when_the_service_fails_and_forgets_it(service, status, body):
    service.status, service.body = status, body
    with pytest.raises(GeocodingUnavailable):
        geocode("Lange Straße", "36")

    service.status, service.body = 200, nominatim(road="Lange Straße", house_number="36")
    assert geocode("Lange Straße", "36").is_exact


def test_geocode_without_anybody_there(service, settings, dead_host):
    settings.MAPS_GEOCODER_DOMAIN = dead_host

    with pytest.raises(GeocodingUnavailable):
        geocode("Lange Straße", "36")


def test_geocode_does_not_wait_for_a_silent_service(service, monkeypatch):
    service.gate = threading.Event()
    monkeypatch.setattr(geocoding, "TIMEOUT", 0.05)

    with pytest.raises(GeocodingUnavailable):
        geocode("Lange Straße", "36")


@pytest.mark.parametrize("street", ["", "  ", "12", "--", "§$%&/()=", "\x00\x01", "x" * 300])
def test_geocode_asks_nobody_about_what_is_no_address(service, street):
    assert geocode(street, "36", "58089", "Hagen") is None
    assert service.requests == []


def test_address_query_is_one_clean_line():
    assert address_query(" Lange\nStraße\x00", "36\t a", "", "") == "Lange Straße 36 a, Hagen"
    assert address_query("Altenhagener Str.", "", "58097", "Hagen") == "Altenhagener Str., 58097 Hagen"


def test_geocode_asks_photon_when_the_setting_says_so(service, settings):
    settings.MAPS_GEOCODER = "photon"
    service.body = photon(housenumber="36", type="house")

    found = geocode("Lange Straße", "36", "58089")

    assert (found.latitude, found.longitude, found.is_exact) == (51.3557, 7.4606, True)
    path, query, agent = service.requests[0]
    assert (path, query["q"], query["limit"], agent) == (
        "/api",
        "Lange Straße 36, 58089 Hagen",
        "1",
        settings.MAPS_USER_AGENT,
    )
    assert query["bbox"] == f"{HAGEN.west},{HAGEN.south},{HAGEN.east},{HAGEN.north}"


@pytest.mark.parametrize(
    ("body", "is_exact"),
    [
        (photon(type="street"), False),
        (photon(type="city"), None),
        (photon(52.5, 13.4, type="house", housenumber="1"), None),
        (b'{"type": "FeatureCollection", "features": []}', None),
    ],
)
def test_geocode_judges_the_answers_of_photon(service, settings, body, is_exact):
    settings.MAPS_GEOCODER = "photon"
    service.body = body

    found = geocode("Lange Straße", "36")

    assert (found.is_exact if found else None) == is_exact


def test_geocode_remembers_each_service_by_itself(service, settings):
    service.body = b"[]"
    geocode("Lange Straße", "36")
    settings.MAPS_GEOCODER = "photon"
    service.body = photon(housenumber="36", type="house")

    assert geocode("Lange Straße", "36").is_exact


def test_geocode_refuses_a_geocoder_it_does_not_know(service, settings):
    settings.MAPS_GEOCODER = "crystal ball"

    with pytest.raises(ImproperlyConfigured, match="crystal ball"):
        geocode("Lange Straße", "36")


def test_rate_limit_gives_one_turn_in_a_second(tmp_path):
    now = [1000.0]
    limits = [RateLimit(tmp_path / "lock", 1.0, clock=lambda: now[0]) for _process in range(2)]

    waits = [limits[0].take_turn(), limits[1].take_turn(), limits[0].take_turn()]
    now[0] = 1002.5
    waits.append(limits[1].take_turn())
    now[0] = 1010.0
    waits.append(limits[0].take_turn())

    assert waits == [0.0, 1.0, 2.0, 0.5, 0.0]


def test_rate_limit_turns_away_who_would_wait_too_long(tmp_path):
    limit = RateLimit(tmp_path / "lock", 1.0, longest_wait=2.0, clock=lambda: 1000.0)
    for _ in range(3):
        limit.take_turn()

    with pytest.raises(GeocodingUnavailable):
        limit.take_turn()


@pytest.mark.parametrize("content", ["", "broken", "9999999999.0"])
def test_rate_limit_gets_over_a_damaged_file_and_a_clock_set_back(tmp_path, content):
    path = tmp_path / "lock"
    path.write_text(content)

    assert RateLimit(path, 1.0, clock=lambda: 1000.0).take_turn() == 0.0


def test_rate_limit_waits_for_its_turn(tmp_path):
    slept = []
    limit = RateLimit(tmp_path / "folder" / "lock", 1.0, clock=lambda: 1000.0, sleep=slept.append)

    limit.wait()
    limit.wait()

    assert slept == [0.0, 1.0]


def test_the_cache_key_says_nothing_of_the_address(service):
    service.body = b"[]"
    geocode("Lange Straße", "36")

    assert cache.get(geocoding._cache_key("Lange Straße 36, Hagen")) == "nothing"
    assert "lange" not in geocoding._cache_key("Lange Straße 36, Hagen").lower()
