"""From an address to a position: asked by our server, never by a visitor's browser.

geopy speaks with Nominatim (default) or Photon, as `MAPS_GEOCODER` says. The public servers' rules are kept: a user
agent that says who asks, one request a second at most from all our processes together, and answers are remembered.
What comes back is only ever a proposal; a person moves the pin.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

from maps.area import HAGEN

TIMEOUT = 5  # seconds
INTERVAL = 1.0  # seconds between two requests (https://operations.osmfoundation.org/policies/nominatim/)
LONGEST_WAIT = 5.0  # seconds somebody at a form waits for their turn
FOUND_FOR = 30 * 24 * 3600  # seconds an answer is remembered
NOT_FOUND_FOR = 24 * 3600
LONGEST_ADDRESS = 200  # characters; longer is no address
NOTHING = "nothing"  # remembered when the geocoder knows no such address
ROADS = ("road", "pedestrian", "square", "footway", "path", "cycleway")  # Nominatim's words for what a street can be


class GeocodingUnavailable(Exception):  # noqa: N818 — it says what is the case, as Http404 does
    """The geocoder did not answer, or it may not be asked now. Trying again later may help."""


@dataclass(frozen=True)
class GeocodingResult:
    """A proposal: WGS84 degrees, what the geocoder calls it, and whether it is the house or only its street."""

    latitude: float
    longitude: float
    label: str
    is_exact: bool


def geocode(street: str, house_number: str = "", postcode: str = "", city: str = "") -> GeocodingResult | None:
    """The position of an address in Hagen, or None when none is known there.

    An empty city is Hagen. Without a street, or with something that is no address, nobody is asked. Raises
    GeocodingUnavailable on timeouts, errors and limits of the service.
    """
    query = address_query(street, house_number, postcode, city)
    if query is None:
        return None
    key = _cache_key(query)
    remembered = cache.get(key)
    if remembered is not None:
        return None if remembered == NOTHING else GeocodingResult(**remembered)
    RateLimit(Path(settings.DATA_DIR) / "geocoding.lock", INTERVAL).wait()
    result = _ask(query)
    if result is None:
        cache.set(key, NOTHING, NOT_FOUND_FOR)
    else:
        cache.set(key, asdict(result), FOUND_FOR)
    return result


def address_query(street: str, house_number: str, postcode: str, city: str) -> str | None:
    """ "Friedensstraße 14, 58097 Hagen", or None when there is no street to look for."""
    street, house_number, postcode, city = (_plain(part) for part in (street, house_number, postcode, city))
    if len(re.findall(r"[^\W\d_]", street)) < 2:
        return None
    query = f"{street} {house_number}".strip() + f", {postcode} {city or 'Hagen'}".replace("  ", " ")
    return query if len(query) <= LONGEST_ADDRESS else None


def _plain(text: str) -> str:
    """Without control characters and white space of other kinds."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _cache_key(query: str) -> str:
    service = f"{settings.MAPS_GEOCODER} {settings.MAPS_GEOCODER_DOMAIN} {query.casefold()}"
    return "maps-geocoding-" + hashlib.sha256(service.encode()).hexdigest()


def _ask(query: str) -> GeocodingResult | None:
    # geopy is needed by few requests; it stays out of the others' start.
    from geopy.exc import GeopyError

    # geopy hands on whatever its reading of an odd answer raises; an answer that cannot be read is no answer.
    unreadable = (AttributeError, IndexError, KeyError, TypeError, ValueError)
    ask = {"nominatim": _ask_nominatim, "photon": _ask_photon}.get(settings.MAPS_GEOCODER)
    if ask is None:
        raise ImproperlyConfigured(f"MAPS_GEOCODER is nominatim or photon, not {settings.MAPS_GEOCODER!r}.")
    try:
        result = ask(query)
    except GeopyError as error:
        raise GeocodingUnavailable(f"The geocoder failed: {type(error).__name__}") from error
    except unreadable as error:
        raise GeocodingUnavailable(f"The geocoder's answer cannot be read: {type(error).__name__}") from error
    # Both services take the box for a wish, so the answer is checked.
    return result if result and HAGEN.contains(result.latitude, result.longitude) else None


def _service_options() -> dict:
    options = {"user_agent": settings.MAPS_USER_AGENT, "timeout": TIMEOUT, "scheme": settings.MAPS_GEOCODER_SCHEME}
    if settings.MAPS_GEOCODER_DOMAIN:
        options["domain"] = settings.MAPS_GEOCODER_DOMAIN
    return options


def _box() -> list[tuple[float, float]]:
    return [(HAGEN.south, HAGEN.west), (HAGEN.north, HAGEN.east)]


def _ask_nominatim(query: str) -> GeocodingResult | None:
    from geopy.geocoders import Nominatim

    found = Nominatim(**_service_options()).geocode(
        query, addressdetails=True, country_codes="de", language="de", viewbox=_box(), bounded=True
    )
    if found is None:
        return None
    address = found.raw.get("address", {})
    is_exact = "house_number" in address
    if not is_exact and not any(word in address for word in ROADS):
        return None  # a postcode, a part of the city: not what was asked for
    return GeocodingResult(found.latitude, found.longitude, found.address, is_exact)


def _ask_photon(query: str) -> GeocodingResult | None:
    from geopy.geocoders import Photon

    found = Photon(**_service_options()).geocode(query, language="de", bbox=_box())
    if found is None:
        return None
    properties = found.raw["properties"]
    is_exact = "housenumber" in properties
    if not is_exact and properties.get("type") not in {"house", "street"}:
        return None
    return GeocodingResult(found.latitude, found.longitude, found.address, is_exact)


@dataclass(frozen=True)
class RateLimit:
    """At most one turn in an interval for all threads and processes of this machine.

    The file holds the time of the turn given out last and is locked while that is read and moved on. On several
    machines each has its own; then an own geocoder is in place anyway.
    """

    path: Path
    interval: float  # seconds
    longest_wait: float = LONGEST_WAIT
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def wait(self) -> None:
        """Come back when it is this caller's turn. Raises GeocodingUnavailable when too many are waiting before."""
        self.sleep(self.take_turn())

    def take_turn(self) -> float:
        """Reserve the next free turn; the seconds until then. Raises GeocodingUnavailable as `wait` does."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            now = self.clock()
            last = _number(file.read())
            # A turn far ahead was written by a clock that has since been set back.
            turn = now if last > now + self.longest_wait + self.interval else max(now, last + self.interval)
            if turn - now > self.longest_wait:
                raise GeocodingUnavailable("Too many addresses are being looked up at the moment.")
            file.truncate(0)
            file.write(repr(turn))
        return turn - now


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0  # an empty or damaged file: nobody had a turn
