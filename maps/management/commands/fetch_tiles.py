"""Fill the tile store ahead, so that the map of the districts works without any upstream."""

from __future__ import annotations

import time
from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from maps.area import DISTRICTS, HAGEN, MAXIMUM_ZOOM, MINIMUM_ZOOM
from maps.tiles import TileStore, TileUnavailable, TileUnknown, tile_ranges, tile_store

AREAS = {"districts": DISTRICTS, "city": HAGEN}
FAILURES_IN_A_ROW = 5


def zoom_range(text: str) -> range:
    """ "11-17" or "14" as zooms."""
    first, _, last = text.partition("-")
    try:
        zooms = range(int(first), int(last or first) + 1)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no zoom and no range of zooms like 11-17.") from None
    if not zooms or zooms[0] < MINIMUM_ZOOM or zooms[-1] > MAXIMUM_ZOOM:
        raise ArgumentTypeError(f"Zooms lie between {MINIMUM_ZOOM} and {MAXIMUM_ZOOM}.")
    return zooms


class Command(BaseCommand):
    help = (
        "Fetch map tiles into the store. What is stored and fresh is skipped: interrupt it whenever you like and start"
        " it again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--zoom", type=zoom_range, default=zoom_range("11-17"), help="zooms, e.g. 11-17 (default)")
        parser.add_argument("--area", choices=AREAS, default="districts", help="districts (default) or city")
        parser.add_argument(
            "--per-second", type=float, default=4.0, help="tiles asked for in a second at most (default: 4)"
        )

    def handle(self, *, zoom: range, area: str, per_second: float, **options) -> None:
        store = tile_store()
        if store is None:
            raise CommandError("No tile source is set (PORTAL_TILE_SOURCE); the map stands on its drawn ground.")
        if not 0 < per_second <= 50:
            raise CommandError("--per-second lies between 0 and 50.")
        tiles = [
            (level, x, y)
            for level in zoom
            for columns, rows in [tile_ranges(level, AREAS[area])]
            for x in columns
            for y in rows
        ]
        counts = {"fetched": 0, "stored already": 0, "unknown upstream": 0, "failed": 0}
        failures = 0
        for number, tile in enumerate(tiles, start=1):
            outcome = self.fetch(store, tile, pause=1 / per_second)
            counts[outcome] += 1
            failures = failures + 1 if outcome == "failed" else 0
            if failures == FAILURES_IN_A_ROW:
                raise CommandError(f"{failures} tiles in a row failed, the last at {number} of {len(tiles)}. Stopped.")
            if number % 100 == 0:
                self.stdout.write(f"{number} of {len(tiles)}")
        summary = ", ".join(f"{count} {word}" for word, count in counts.items())
        self.stdout.write(f"{len(tiles)} tiles: {summary}.")

    def fetch(self, store: TileStore, tile: tuple[int, int, int], *, pause: float) -> str:
        if store.is_fresh(*tile):
            return "stored already"
        started = time.monotonic()
        try:
            store.put(*tile)
            outcome = "fetched"
        except TileUnknown:
            outcome = "unknown upstream"
        except TileUnavailable as error:
            self.stderr.write(f"{tile[0]}/{tile[1]}/{tile[2]}: {error}")
            outcome = "failed"
        time.sleep(max(0.0, pause - (time.monotonic() - started)))
        return outcome
