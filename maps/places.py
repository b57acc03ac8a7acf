"""The compact form in which a layer's places travel to the browser, all at once.

One JSON object, one list a column (neighbouring values are alike, so this compresses best), ordered by id. Measured
with real names and opening hours of another city: about 17 gzip and 14 brotli bytes a place at 2,000 places; ordering
by name, by kind or along a space-filling curve costs more in the ids than it saves elsewhere.

    {"version":   str,
     "from":      ISO 8601 instant at which the schedules start,
     "span":      minutes the schedules reach; after that nothing is known,
     "url":       address of a place with "{slug}" in it,
     "origin":    [latitude, longitude] in units of 0.00001 degrees (1.1 m),
     "groups":    [key, ...],
     "kinds":     [[word, index in groups], ...],
     "schedules": [[state, minutes, state, minutes, state, ...], ...],
     "ids":       [difference to the id before, ...],
     "lat", "lon": [difference to the origin in the same units, ...],
     "name":      [str, ...],
     "slug":      [0 when the slug follows from the name (`derived_slug`), else the slug, ...],
     "kind":      [index in kinds, ...],
     "hours":     [index in schedules, ...]}

A schedule starts with the state at "from"; then each pair says after how many more minutes which state begins. States:
0 closed, 1 open, 2 unknown. `static/portal/js/map/places.js` reads all this.

A layer is packed once per version of its data and kept; a request only chooses among ready bytes (`packed_response`).
"""

import gzip
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

import brotli

CLOSED, OPEN, UNKNOWN = 0, 1, 2
UNITS_PER_DEGREE = 100_000
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Beyond Latin-1 the Unicode tables of browsers and Python may differ in age; such a name carries its slug along.
PLAIN_NAME = re.compile(r"[\x20-\x7e\xa0-\xff–—‘’‚“”„…]*")

# (minutes since the start, state that begins then), in rising order; the first entry is at minute 0.
Schedule = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Place:
    """A point of a layer. `kind` is the word people read ("Bäckerei"), `group` the key of its colour, the same for all
    places of a kind; `schedule` is an index into the schedules handed over with the places."""

    id: int
    name: str
    slug: str
    latitude: float
    longitude: float
    group: str
    kind: str
    schedule: int


def derived_slug(name: str) -> str | None:
    """The slug a browser makes of a name by itself, or None for a name with unusual letters.

    Umlauts become two letters, accents fall away, everything else but letters and digits is a single hyphen.
    """
    if not PLAIN_NAME.fullmatch(name):
        return None
    letters = unicodedata.normalize("NFKD", name.lower().translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[\u0300-\u036f]", "", letters)).strip("-")


def encode_places(
    places: Sequence[Place],
    *,
    schedules: Sequence[Schedule],
    starts_at: datetime,
    span_minutes: int,
    version: str,
    url: str,
) -> bytes:
    """The places as compact JSON in UTF-8; the same places in any order give the same bytes.

    Raises ValueError for a naive `starts_at`, for a schedule that does not start at minute 0 or goes back in time, and
    for two places with one id.
    """
    if starts_at.tzinfo is None:
        raise ValueError("The schedules start at an instant: a time with a time zone.")
    ordered = sorted(places, key=lambda place: place.id)
    ids = [place.id for place in ordered]
    if len(set(ids)) < len(ids):
        raise ValueError("Two places have the same id.")
    # Frequent kinds and schedules get the short numbers.
    kinds = [key for key, _ in Counter((place.kind, place.group) for place in ordered).most_common()]
    groups = list(dict.fromkeys(group for _, group in kinds))
    used_schedules = [index for index, _ in Counter(place.schedule for place in ordered).most_common()]
    kind_numbers = {key: number for number, key in enumerate(kinds)}
    schedule_numbers = {index: number for number, index in enumerate(used_schedules)}
    latitudes = [round(place.latitude * UNITS_PER_DEGREE) for place in ordered]
    longitudes = [round(place.longitude * UNITS_PER_DEGREE) for place in ordered]
    south, west = min(latitudes, default=0), min(longitudes, default=0)
    columns = {
        "version": version,
        "from": starts_at.isoformat(timespec="minutes"),
        "span": span_minutes,
        "url": url,
        "origin": [south, west],
        "groups": groups,
        "kinds": [[word, groups.index(group)] for word, group in kinds],
        "schedules": [_encode_schedule(schedules[index]) for index in used_schedules],
        "ids": [number - before for before, number in zip([0, *ids], ids, strict=False)],
        "lat": [latitude - south for latitude in latitudes],
        "lon": [longitude - west for longitude in longitudes],
        "name": [place.name for place in ordered],
        "slug": [0 if place.slug == derived_slug(place.name) else place.slug for place in ordered],
        "kind": [kind_numbers[place.kind, place.group] for place in ordered],
        "hours": [schedule_numbers[place.schedule] for place in ordered],
    }
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


def _encode_schedule(schedule: Schedule) -> list[int]:
    if not schedule or schedule[0][0] != 0:
        raise ValueError("A schedule says first what holds at minute 0.")
    encoded, state_before, minute_before = [schedule[0][1]], schedule[0][1], 0
    for minute, state in schedule[1:]:
        if minute < minute_before:
            raise ValueError("A schedule never goes back in time.")
        if state != state_before:
            encoded += [minute - minute_before, state]
            state_before, minute_before = state, minute
    return encoded


@dataclass(frozen=True)
class PackedLayer:
    """An answer that is ready: one body, plain and compressed, each form with its own strong ETag (RFC 9110, 8.8.3)."""

    body: bytes
    content_type: str = "application/json"

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:20]

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.body, compresslevel=9, mtime=0)

    @cached_property
    def brotli(self) -> bytes:
        # The highest quality takes a second and more for large bodies, which whoever asks first would have to wait for.
        return brotli.compress(self.body, quality=11 if len(self.body) < 400_000 else 9)

    def etag(self, encoding: str = "") -> str:
        """The strong ETag of one encoding ("", "gzip" or "br"), with its quotes."""
        return f'"{self.digest}-{encoding}"' if encoding else f'"{self.digest}"'


def packed_response(
    request: HttpRequest, packed: PackedLayer, *, max_age: int, immutable: bool = False
) -> HttpResponse:
    """Answer with ready bytes in the best encoding the browser takes, or 304 when it has them already.

    max_age: seconds a browser may keep the answer without asking. immutable: the address carries the content's version.
    """
    encoding = accepted_encoding(request.headers.get("Accept-Encoding", ""))
    etag = packed.etag(encoding)
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if "*" in known or etag in {tag.removeprefix("W/") for tag in known}:
        response: HttpResponse = HttpResponseNotModified()
    else:
        body = {"br": lambda: packed.brotli, "gzip": lambda: packed.gzip, "": lambda: packed.body}[encoding]()
        response = HttpResponse(body, content_type=packed.content_type)
        response["Content-Length"] = str(len(body))
        if encoding:
            response["Content-Encoding"] = encoding
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={max_age}" + (", immutable" if immutable else "")
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def accepted_encoding(header: str) -> str:
    """The encoding to answer with for an Accept-Encoding header (RFC 9110, 12.5.3): "br", "gzip" or "" for neither."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        quality = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", parameters)
        weights[name.strip()] = float(quality[1]) if quality else (0.0 if parameters.strip() else 1.0)
    return next((name for name in ("br", "gzip") if weights.get(name, weights.get("*", 0.0)) > 0), "")
