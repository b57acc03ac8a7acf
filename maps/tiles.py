"""Map tiles from our own address: fetched by our server from one upstream, kept on disk, limited to Hagen.

Visitors' addresses go to nobody, and the map goes on working while the upstream is down: a tile that is stored is
served however old it is. The source is one setting, `MAPS_TILE_SOURCE`, an address with {z}, {x} and {y} in it; empty
means there are no tiles and the map stands on its drawn ground. For production the free raster tiles of basemap.de
(BKG, CC BY 4.0) are meant; the tile servers of openstreetmap.org forbid proxies like this one.

Files lie in <MAPS_TILE_STORE>/<source>/<z>/<x>/<y>; <source> is a digest, so that two sources never mix.
"""

from __future__ import annotations

import fcntl
import hashlib
import http.client
import math
import os
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from maps.area import HAGEN, MAXIMUM_ZOOM, MINIMUM_ZOOM, Bounds

FRESH_FOR = 30 * 24 * 3600  # seconds; then the upstream is asked again when somebody looks at the tile
PAUSE_AFTER_FAILURE = 60  # seconds in which nobody waits for an upstream that has just failed
TIMEOUT = 5  # seconds
LARGEST = 512 * 1024  # bytes; a raster tile has 5 to 80 kB
LOCKS = 64
ATTRIBUTIONS = {"sgx.geodatenzentrum.de": "© GeoBasis-DE / BKG, CC BY 4.0"}


class TileUnavailable(Exception):  # noqa: N818 — it says what is the case, as Http404 does
    """The upstream did not answer with a picture and no older one is stored."""


class TileUnknown(Exception):  # noqa: N818
    """The upstream has no such tile, or it lies outside what we serve."""


@dataclass(frozen=True)
class Tile:
    body: bytes
    content_type: str


@dataclass(frozen=True)
class TileSource:
    """Where tiles come from. `template` is the upstream's address; browsers only ever see `public_url`."""

    template: str
    attribution: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.template.encode()).hexdigest()[:12]

    @property
    def public_url(self) -> str:
        """Our own address of the tiles with Leaflet's placeholders in it."""
        address = reverse("maps:tile", args=[1, 2, 3]).replace("1/2/3", "{z}/{x}/{y}")
        return f"{address}?v={self.digest}"

    def url(self, zoom: int, x: int, y: int) -> str:
        return self.template.replace("{z}", str(zoom)).replace("{x}", str(x)).replace("{y}", str(y))


def tile_source() -> TileSource | None:
    """The source named in the settings, or None when there is none. Raises ImproperlyConfigured for an odd address."""
    template = settings.MAPS_TILE_SOURCE
    if not template:
        return None
    host = urlsplit(template)
    if host.scheme not in {"http", "https"} or not all(part in template for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured("MAPS_TILE_SOURCE is an http(s) address with {z}, {x} and {y} in it, or empty.")
    given = settings.MAPS_TILE_ATTRIBUTION
    return TileSource(template, given or ATTRIBUTIONS.get(host.hostname or "", f"© {host.hostname}"))


def tile_column(longitude: float, zoom: int) -> int:
    """The column of the Web Mercator tile (EPSG:3857, XYZ) the meridian runs through."""
    return int((longitude + 180) / 360 * 2**zoom)


def tile_row(latitude: float, zoom: int) -> int:
    """The row of the tile the parallel runs through, counted from the north."""
    phi = math.radians(latitude)
    return int((1 - math.log(math.tan(phi) + 1 / math.cos(phi)) / math.pi) / 2 * 2**zoom)


def tile_ranges(zoom: int, bounds: Bounds = HAGEN) -> tuple[range, range]:
    """Columns and rows of the tiles that touch the box."""
    columns = range(tile_column(bounds.west, zoom), tile_column(bounds.east, zoom) + 1)
    rows = range(tile_row(bounds.north, zoom), tile_row(bounds.south, zoom) + 1)
    return columns, rows


def is_served(zoom: int, x: int, y: int) -> bool:
    """Whether the tile touches Hagen at a zoom the map has."""
    if not MINIMUM_ZOOM <= zoom <= MAXIMUM_ZOOM:
        return False
    columns, rows = tile_ranges(zoom)
    return x in columns and y in rows


def picture_type(body: bytes) -> str | None:
    """The content type of a PNG, JPEG or WebP, told by its first bytes whatever a server says; else None."""
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if body.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return None


@dataclass
class TileStore:
    """The tiles of one source, on disk. Processes and threads may share a folder."""

    source: TileSource
    folder: Path
    _quiet_until: float = field(default=0.0, init=False)  # on the monotonic clock

    def get(self, zoom: int, x: int, y: int) -> Tile:
        """The tile, from disk when it is fresh, else from upstream, else from disk however old.

        Raises TileUnknown when it lies outside what is served or the upstream knows none, TileUnavailable when the
        upstream fails and nothing is stored.
        """
        if not is_served(zoom, x, y):
            raise TileUnknown(f"{zoom}/{x}/{y} is outside the map.")
        path = self.path(zoom, x, y)
        stored = self._read(path)
        if stored and self.is_fresh(zoom, x, y):
            return stored
        if time.monotonic() < self._quiet_until:
            return self._stale(stored)
        with self._alone(path):
            # Whoever waited here finds what the first one fetched.
            if self.is_fresh(zoom, x, y) and (stored := self._read(path)):
                return stored
            if time.monotonic() < self._quiet_until:
                return self._stale(stored)
            try:
                return self.put(zoom, x, y)
            except TileUnavailable:
                self._quiet_until = time.monotonic() + PAUSE_AFTER_FAILURE
                return self._stale(stored)

    def put(self, zoom: int, x: int, y: int) -> Tile:
        """Fetch the tile and store it, whatever is stored. Raises as `fetch` does; then nothing changes on disk."""
        tile = self.fetch(zoom, x, y)
        self._write(self.path(zoom, x, y), tile.body)
        return tile

    def path(self, zoom: int, x: int, y: int) -> Path:
        return self.folder / self.source.digest / f"{zoom:d}" / f"{x:d}" / f"{y:d}"

    def is_fresh(self, zoom: int, x: int, y: int) -> bool:
        try:
            age = time.time() - self.path(zoom, x, y).stat().st_mtime
        except FileNotFoundError:
            return False
        return age < FRESH_FOR

    def fetch(self, zoom: int, x: int, y: int) -> Tile:
        """Ask the upstream. Raises TileUnknown for its 404 or 410, TileUnavailable for every other failure."""
        request = urllib.request.Request(  # noqa: S310 — tile_source() lets http and https through only
            self.source.url(zoom, x, y), headers={"User-Agent": settings.MAPS_USER_AGENT, "Accept": "image/*"}
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                body = answer.read(LARGEST + 1)
        except urllib.error.HTTPError as error:
            if error.code in {404, 410}:
                raise TileUnknown(f"The tile source has no {zoom}/{x}/{y}.") from error
            raise TileUnavailable(f"The tile source answered {error.code}.") from error
        except (OSError, http.client.HTTPException) as error:
            raise TileUnavailable(f"The tile source does not answer: {error}") from error
        if len(body) > LARGEST:
            raise TileUnavailable(f"The tile source sent more than {LARGEST} bytes.")
        content_type = picture_type(body)
        if content_type is None:
            raise TileUnavailable("The tile source sent something that is no picture.")
        return Tile(body, content_type)

    @staticmethod
    def _stale(stored: Tile | None) -> Tile:
        if stored is None:
            raise TileUnavailable("The tile source does not answer and the tile is not stored.")
        return stored

    @staticmethod
    def _read(path: Path) -> Tile | None:
        try:
            body = path.read_bytes()
        except FileNotFoundError:
            return None
        content_type = picture_type(body)
        return Tile(body, content_type) if content_type else None

    @staticmethod
    def _write(path: Path, body: bytes) -> None:
        """Into a file of its own first: a reader sees the old tile or the new one, never half of one."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            try:
                file.write(body)
                file.close()
                os.replace(file.name, path)
            except OSError:
                Path(file.name).unlink(missing_ok=True)
                raise

    @contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """Hold one of a few locks, the same for one tile always, across threads and processes."""
        folder = self.folder / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        number = int(hashlib.sha256(str(path).encode()).hexdigest(), 16) % LOCKS
        with (folder / str(number)).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


_stores: dict[tuple[TileSource, Path], TileStore] = {}


def tile_store() -> TileStore | None:
    """The store of the source in the settings, one a process, or None when there are no tiles."""
    source = tile_source()
    if source is None:
        return None
    folder = Path(settings.MAPS_TILE_STORE)
    return _stores.setdefault((source, folder), TileStore(source, folder))
