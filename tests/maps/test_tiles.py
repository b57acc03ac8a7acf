import os
import threading
import time

from django.core.exceptions import ImproperlyConfigured

import pytest

from maps import tiles
from maps.area import CENTRE, HAGEN
from maps.tiles import (
    FRESH_FOR,
    LARGEST,
    Tile,
    TileSource,
    TileStore,
    TileUnavailable,
    TileUnknown,
    is_served,
    picture_type,
    tile_column,
    tile_ranges,
    tile_row,
    tile_source,
)

PNG = b"\x89PNG\r\n\x1a\n" + b"first"
NEWER = b"\x89PNG\r\n\x1a\n" + b"second"
TILE = (14, tile_column(CENTRE[1], 14), tile_row(CENTRE[0], 14))


@pytest.fixture
def store(upstream, tmp_path) -> TileStore:
    upstream.body = PNG
    return TileStore(TileSource(f"http://{upstream.host}/{{z}}/{{y}}/{{x}}.png", "© nobody"), tmp_path)


def grow_old(store: TileStore, tile=TILE) -> None:
    past = time.time() - FRESH_FOR - 60
    os.utime(store.path(*tile), (past, past))


def test_tile_numbers_are_those_of_the_web_mercator_scheme():
    # By the other form of the formula, (1 - asinh(tan φ) / π) / 2: 51.36° N, 7.463° E lie at 8531.65 and 5458.86.
    assert TILE == (14, 8531, 5458)
    assert (tile_column(0.0, 1), tile_row(0.0, 1)) == (1, 1)
    assert (tile_column(-180.0, 3), tile_row(85.05, 3)) == (0, 0)


def test_tile_ranges_cover_the_box():
    columns, rows = tile_ranges(12)

    assert columns == range(tile_column(HAGEN.west, 12), tile_column(HAGEN.east, 12) + 1)
    assert rows == range(tile_row(HAGEN.north, 12), tile_row(HAGEN.south, 12) + 1)


@pytest.mark.parametrize(
    "tile",
    [
        (10, 533, 341),
        (19, 272_992, 174_752),
        (14, 0, 0),
        (14, TILE[1], 0),
        (0, 0, 0),
        (10**30, 1, 1),
        (14, 10**30, 1),
    ],
)
def test_is_served_only_in_hagen_and_at_the_zooms_of_the_map(tile):
    assert is_served(*TILE)
    assert not is_served(*tile)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (b"<svg onload=alert(1)>", None),
        (b"<html>quota exceeded", None),
        (b"", None),
    ],
)
def test_picture_type_looks_at_the_bytes(body, content_type):
    assert picture_type(body) == content_type


def test_get_asks_the_upstream_once(store, upstream, settings):
    assert [store.get(*TILE), store.get(*TILE)] == [Tile(PNG, "image/png")] * 2
    assert upstream.requests == [(f"/14/{TILE[2]}/{TILE[1]}.png", {}, settings.MAPS_USER_AGENT)]


def test_get_leaves_one_file_and_no_rest(store):
    store.get(*TILE)

    files = [path for path in (store.folder / store.source.digest).rglob("*") if path.is_file()]
    assert files == [store.path(*TILE)]


def test_get_refuses_a_tile_outside_without_asking(store, upstream):
    with pytest.raises(TileUnknown):
        store.get(14, 1, 1)

    assert upstream.requests == []


def test_get_asks_again_when_the_tile_is_old(store, upstream):
    store.get(*TILE)
    grow_old(store)
    upstream.body = NEWER

    assert store.get(*TILE).body == NEWER


@pytest.mark.parametrize("status", [429, 500, 503])
def test_get_serves_an_old_tile_when_the_upstream_fails(store, upstream, status):
    store.get(*TILE)
    grow_old(store)
    upstream.status = status

    assert store.get(*TILE).body == PNG


def test_get_does_not_ask_a_failing_upstream_again_at_once(store, upstream):
    upstream.status = 500
    for _ in range(3):
        with pytest.raises(TileUnavailable):
            store.get(*TILE)

    assert len(upstream.requests) == 1


def test_get_stores_no_failure(store, upstream):
    upstream.status = 404
    with pytest.raises(TileUnknown):
        store.get(*TILE)
    upstream.status = 200

    assert store.get(*TILE).body == PNG


@pytest.mark.parametrize("body", [b"<html>login</html>", b"", PNG + b"x" * LARGEST])
def test_get_stores_nothing_that_is_no_tile(store, upstream, body):
    upstream.body = body

    with pytest.raises(TileUnavailable):
        store.get(*TILE)
    assert not store.path(*TILE).exists()


def test_get_without_anybody_upstream(dead_host, tmp_path):
    store = TileStore(TileSource(f"http://{dead_host}/{{z}}/{{x}}/{{y}}", ""), tmp_path)

    with pytest.raises(TileUnavailable, match="does not answer"):
        store.get(*TILE)


def test_get_by_many_at_once_asks_the_upstream_once(store, upstream):
    upstream.gate = threading.Event()
    answers: list[Tile] = []
    visitors = [threading.Thread(target=lambda: answers.append(store.get(*TILE))) for _ in range(5)]
    for visitor in visitors:
        visitor.start()
    while not upstream.requests:  # the first has arrived; the others wait for the lock or find the file
        threading.Event().wait(0.005)
    upstream.gate.set()
    for visitor in visitors:
        visitor.join()

    assert answers == [Tile(PNG, "image/png")] * 5
    assert len(upstream.requests) == 1


def test_tiles_of_two_sources_do_not_mix(store, upstream, tmp_path):
    other = TileStore(TileSource(f"http://{upstream.host}/other/{{z}}/{{y}}/{{x}}", ""), tmp_path)
    store.get(*TILE)
    upstream.body = NEWER

    assert (other.get(*TILE).body, store.get(*TILE).body) == (NEWER, PNG)


def test_tile_source_is_none_when_no_address_is_set(settings):
    settings.MAPS_TILE_SOURCE = ""

    assert tile_source() is None
    assert tiles.tile_store() is None


@pytest.mark.parametrize("address", ["file:///etc/{z}/{x}/{y}", "https://tiles.example/{z}/{x}.png", "nonsense"])
def test_tile_source_refuses_an_odd_address(settings, address):
    settings.MAPS_TILE_SOURCE = address

    with pytest.raises(ImproperlyConfigured, match="MAPS_TILE_SOURCE"):
        tile_source()


def test_tile_source_names_whose_the_tiles_are(settings):
    settings.MAPS_TILE_SOURCE = "https://sgx.geodatenzentrum.de/wmts/{z}/{y}/{x}.png"

    assert tile_source().attribution == "© GeoBasis-DE / BKG, CC BY 4.0"


def test_public_url_is_ours_and_does_not_name_the_upstream(settings):
    settings.MAPS_TILE_SOURCE = "https://tiles.example/{z}/{x}/{y}.png?key=secret"

    url = tile_source().public_url

    assert url.startswith("/karte/kacheln/{z}/{x}/{y}?v=")
    assert "secret" not in url
