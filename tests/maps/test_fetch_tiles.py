from argparse import ArgumentTypeError

from django.core.management import CommandError, call_command

import pytest

from maps.area import DISTRICTS
from maps.management.commands.fetch_tiles import zoom_range
from maps.tiles import tile_ranges

PNG = b"\x89PNG\r\n\x1a\n"


def count(*zooms: int) -> int:
    return sum(len(columns) * len(rows) for columns, rows in (tile_ranges(zoom, DISTRICTS) for zoom in zooms))


@pytest.fixture
def source(settings, upstream, tmp_path):
    upstream.body = PNG
    settings.MAPS_TILE_SOURCE = f"http://{upstream.host}/{{z}}/{{x}}/{{y}}"
    settings.MAPS_TILE_STORE = tmp_path


@pytest.mark.usefixtures("source")
def test_fetch_tiles_fetches_each_tile_of_the_districts_once(upstream, capsys):
    call_command("fetch_tiles", "--zoom", "11-13", "--per-second", "50")
    call_command("fetch_tiles", "--zoom", "11-13", "--per-second", "50")

    number = count(11, 12, 13)
    assert len(set(upstream.paths)) == len(upstream.paths) == number
    assert capsys.readouterr().out.splitlines() == [
        f"{number} tiles: {number} fetched, 0 stored already, 0 unknown upstream, 0 failed.",
        f"{number} tiles: 0 fetched, {number} stored already, 0 unknown upstream, 0 failed.",
    ]


@pytest.mark.usefixtures("source")
def test_fetch_tiles_goes_on_over_tiles_the_upstream_does_not_have(upstream, capsys):
    upstream.status = 404

    call_command("fetch_tiles", "--zoom", "11-12", "--per-second", "50")

    assert f"0 fetched, 0 stored already, {count(11, 12)} unknown upstream" in capsys.readouterr().out


@pytest.mark.usefixtures("source")
def test_fetch_tiles_stops_when_the_upstream_is_down(upstream):
    upstream.status = 500

    with pytest.raises(CommandError, match="5 tiles in a row failed"):
        call_command("fetch_tiles", "--zoom", "11-14", "--per-second", "50")
    assert len(upstream.requests) == 5


def test_fetch_tiles_without_a_source_says_so(settings):
    settings.MAPS_TILE_SOURCE = ""

    with pytest.raises(CommandError, match="No tile source"):
        call_command("fetch_tiles")


def test_zoom_range():
    assert (zoom_range("11-17"), zoom_range("14")) == (range(11, 18), range(14, 15))


@pytest.mark.parametrize("text", ["", "a-b", "17-11", "9-12", "11-19", "11-17-19"])
def test_zoom_range_refuses(text):
    with pytest.raises(ArgumentTypeError):
        zoom_range(text)
