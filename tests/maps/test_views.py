import gzip
import json

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse

import pytest

from maps import views
from maps.frame import frame_bundle, frame_url
from maps.ground import ground, ground_url
from maps.tiles import tile_column, tile_row

PNG = b"\x89PNG\r\n\x1a\n"
TILE = {"zoom": 14, "x": tile_column(7.463, 14), "y": tile_row(51.36, 14)}


def get(view, path="/", *, headers=None, **arguments):
    return view(RequestFactory(headers=headers or {}).get(path), **arguments)


def test_frame_is_kept_for_ever_under_the_address_of_its_content():
    digest = frame_bundle().digest
    response = get(views.frame, headers={"accept-encoding": "gzip"}, digest=digest)

    assert frame_url() == f"/karte/rahmen-{digest}.js"
    assert gzip.decompress(response.content) == frame_bundle().body
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "text/javascript"


def test_frame_of_an_older_page_leads_to_the_one_of_today():
    response = get(views.frame, digest="0123456789abcdef0123")

    assert (response.status_code, response["Location"]) == (302, frame_url())


def test_ground_answers_with_the_drawn_ground():
    response = get(views.ground)

    assert json.loads(response.content) == ground()
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/geo+json", "public, max-age=86400")


def test_ground_is_kept_for_ever_under_the_address_with_its_version():
    assert get(views.ground, ground_url())["Cache-Control"] == "public, max-age=31536000, immutable"


def test_tile_without_a_source_does_not_exist(settings):
    settings.MAPS_TILE_SOURCE = ""

    with pytest.raises(Http404):
        get(views.tile, **TILE)


@pytest.fixture
def source(settings, upstream, tmp_path):
    upstream.body = PNG
    settings.MAPS_TILE_SOURCE = f"http://{upstream.host}/{{z}}/{{x}}/{{y}}"
    settings.MAPS_TILE_STORE = tmp_path
    return upstream


@pytest.mark.usefixtures("source")
def test_tile_comes_from_our_address():
    response = get(views.tile, **TILE)

    assert (response.content, response["Content-Type"]) == (PNG, "image/png")
    assert response["Cache-Control"] == "public, max-age=604800"
    assert get(views.tile, headers={"if-none-match": response["ETag"]}, **TILE).status_code == 304


@pytest.mark.usefixtures("source")
def test_tile_outside_of_hagen_does_not_exist():
    with pytest.raises(Http404):
        get(views.tile, zoom=14, x=1, y=1)


def test_tile_that_cannot_be_had_is_not_kept(source):
    source.status = 500

    response = get(views.tile, **TILE)

    assert (response.status_code, response["Cache-Control"], response["Retry-After"]) == (503, "no-store", "60")


def ask(user=None, **typed):
    request = RequestFactory().post(reverse("maps:geocode"), typed)
    request.user = user or get_user_model()(email="owner@example.org")
    response = views.geocode(request)
    return response.status_code, json.loads(response.content)


ADDRESS = {"street": "Lange Straße", "house_number": "36", "postcode": "58089", "city": "Hagen"}


@pytest.fixture
def geocoder(settings, upstream, tmp_path):
    settings.MAPS_GEOCODER = "nominatim"
    settings.MAPS_GEOCODER_DOMAIN = upstream.host
    settings.MAPS_GEOCODER_SCHEME = "http"
    settings.DATA_DIR = tmp_path
    upstream.body = json.dumps(
        [{"lat": "51.3557", "lon": "7.46061234", "display_name": "36, Lange Straße", "address": {"house_number": "36"}}]
    ).encode()
    return upstream


@pytest.mark.usefixtures("geocoder")
def test_geocode_proposes_a_position():
    status, answer = ask(**ADDRESS)

    del answer["message"]
    assert (status, answer) == (
        200,
        {"latitude": 51.3557, "longitude": 7.460612, "label": "36, Lange Straße", "exact": True},
    )


def test_geocode_says_when_nothing_is_found(geocoder):
    geocoder.body = b"[]"

    status, answer = ask(**ADDRESS)

    assert (status, list(answer)) == (404, ["message"])


def test_geocode_says_when_the_service_is_not_there(geocoder):
    geocoder.status = 503

    status, answer = ask(**ADDRESS)

    assert (status, list(answer)) == (503, ["message"])


def test_geocode_without_an_address_asks_nobody(geocoder):
    status, answer = ask(house_number="36")

    assert (status, list(answer)) == (400, ["message"])
    assert geocoder.requests == []


@pytest.mark.parametrize("user", [AnonymousUser(), pytest.param("inactive", id="inactive")])
def test_geocode_is_not_for_everybody(geocoder, user):
    if user == "inactive":
        user = get_user_model()(email="gone@example.org", is_active=False)

    with pytest.raises(PermissionDenied):
        ask(user, **ADDRESS)
    assert geocoder.requests == []


def test_geocode_is_never_a_get():
    assert get(views.geocode).status_code == 405


@pytest.mark.django_db
def test_geocode_wants_a_token_against_forged_requests(django_user_model):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(django_user_model.objects.create_user("owner@example.org"))

    assert strict.post("/karte/adresse-suchen/", ADDRESS).status_code == 403
