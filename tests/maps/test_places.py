import gzip
import json
from datetime import UTC, datetime

from django.test import RequestFactory

import brotli
import pytest

from maps.places import (
    CLOSED,
    OPEN,
    UNKNOWN,
    PackedLayer,
    Place,
    accepted_encoding,
    derived_slug,
    encode_places,
    packed_response,
)

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
BAKERY = Place(
    id=3,
    name="Bäckerei Öztürk",
    slug="baeckerei-oeztuerk",
    latitude=51.37101,
    longitude=7.46501,
    group="food",
    kind="Bäckerei",
    schedule=0,
)
KIOSK = Place(
    id=7,
    name="Kiosk & Café",
    slug="kiosk-cafe-2",
    latitude=51.35522,
    longitude=7.45923,
    group="daily",
    kind="Kiosk",
    schedule=1,
)
SCHEDULES = [[(0, CLOSED), (540, OPEN), (1080, CLOSED)], [(0, UNKNOWN)]]


def encoded(places, **changes):
    options = {
        "schedules": SCHEDULES,
        "starts_at": MONDAY,
        "span_minutes": 11520,
        "version": "v1",
        "url": "/laeden/{slug}/",
    }
    return encode_places(places, **{**options, **changes})


def test_encode_places_writes_the_documented_columns():
    assert json.loads(encoded([KIOSK, BAKERY])) == {
        "version": "v1",
        "from": "2026-11-23T00:00+00:00",
        "span": 11520,
        "url": "/laeden/{slug}/",
        "origin": [5135522, 745923],
        "groups": ["food", "daily"],
        "kinds": [["Bäckerei", 0], ["Kiosk", 1]],
        "schedules": [[CLOSED, 540, OPEN, 540, CLOSED], [UNKNOWN]],
        "ids": [3, 4],
        "lat": [1579, 0],
        "lon": [578, 0],
        "name": ["Bäckerei Öztürk", "Kiosk & Café"],
        "slug": [0, "kiosk-cafe-2"],
        "kind": [0, 1],
        "hours": [0, 1],
    }


def test_encode_places_is_the_same_in_any_order():
    assert encoded([KIOSK, BAKERY]) == encoded([BAKERY, KIOSK])


def test_encode_places_of_nothing_is_an_empty_layer():
    layer = json.loads(encoded([]))

    assert (layer["ids"], layer["kinds"], layer["schedules"], layer["origin"]) == ([], [], [], [0, 0])


def test_encode_places_leaves_out_changes_that_change_nothing():
    layer = json.loads(encoded([BAKERY], schedules=[[(0, OPEN), (60, OPEN), (120, CLOSED), (180, CLOSED)]]))

    assert layer["schedules"] == [[OPEN, 120, CLOSED]]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"starts_at": datetime(2026, 11, 23)}, "time zone"),  # noqa: DTZ001 — a naive time is what is refused
        ({"schedules": [[(60, OPEN)]]}, "minute 0"),
        ({"schedules": [[]]}, "minute 0"),
        ({"schedules": [[(0, OPEN), (120, CLOSED), (60, OPEN)]]}, "back in time"),
    ],
)
def test_encode_places_refuses_times_that_make_no_sense(changes, message):
    with pytest.raises(ValueError, match=message):
        encoded([BAKERY], **changes)


def test_encode_places_refuses_two_places_with_one_id():
    with pytest.raises(ValueError, match="same id"):
        encoded([BAKERY, BAKERY])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Bäckerei Öztürk", "baeckerei-oeztuerk"),
        ("Café „Zur Brücke“ – Süßes & mehr", "cafe-zur-bruecke-suesses-mehr"),
        ("  1. Änderungsschneiderei ", "1-aenderungsschneiderei"),
        ("Señor Taco’s", "senor-taco-s"),
        ("Yılmaz Market", None),
        ("Ärzte\nhaus", None),
    ],
)
def test_derived_slug(name, slug):
    assert derived_slug(name) == slug


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP;q=1.0, BR;q=0", "gzip"),
        ("br;q=0.001", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("gzip;q=nonsense", ""),
    ],
)
def test_accepted_encoding(header, encoding):
    assert accepted_encoding(header) == encoding


PACKED = PackedLayer(b'{"version":"v1"}' * 50)


def ask(**headers):
    return packed_response(RequestFactory(headers=headers).get("/"), PACKED, max_age=60)


def test_packed_response_is_the_same_body_in_every_encoding():
    assert ask().content == PACKED.body
    assert gzip.decompress(ask(accept_encoding="gzip").content) == PACKED.body
    assert brotli.decompress(ask(accept_encoding="gzip, br").content) == PACKED.body


def test_packed_response_names_what_it_sends():
    response = ask(accept_encoding="gzip, br")

    assert dict(response.headers) == {
        "Content-Type": "application/json",
        "Content-Length": str(len(PACKED.brotli)),
        "Content-Encoding": "br",
        "ETag": f'"{PACKED.digest}-br"',
        "Cache-Control": "public, max-age=60",
        "Vary": "Accept-Encoding",
    }


def test_packed_response_has_a_strong_tag_for_each_encoding():
    tags = {ask()["ETag"], ask(accept_encoding="gzip")["ETag"], ask(accept_encoding="br")["ETag"]}

    assert len(tags) == 3
    assert not any(tag.startswith("W/") for tag in tags)


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_packed_response_is_short_when_the_browser_has_it(known):
    tag = ask(accept_encoding="gzip")["ETag"]

    response = ask(accept_encoding="gzip", if_none_match=known.format(tag=tag))

    assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)


def test_packed_response_sends_again_what_the_browser_has_in_another_encoding():
    assert ask(accept_encoding="br", if_none_match=ask(accept_encoding="gzip")["ETag"]).status_code == 200


def test_packed_response_of_an_address_with_a_version_is_kept_for_ever():
    response = packed_response(RequestFactory().get("/"), PACKED, max_age=31536000, immutable=True)

    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
