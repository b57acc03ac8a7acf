"""The places of the directory as ready bytes: built once a version and day, by the first who asks."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from directory import opening_hours
from directory.enums import GroupColour
from directory.index import DirectoryIndex, current_index
from directory.models import Business, ContactPoint, Partner
from maps.places import PackedLayer, Place, encode_places

FORMAT = 1  # raise it when `encode_places` or `transitions` write something else: browsers keep an address for ever
SPAN = timedelta(days=8)  # how far ahead the browser can tell open from closed without asking again

_lock = threading.Lock()
_packed: dict[str, tuple[str, PackedLayer]] = {}


def business_data_url(index: DirectoryIndex | None = None) -> str:
    return f"{reverse('directory:map_businesses')}?v={_version(index)}"


def contact_point_data_url() -> str:
    return f"{reverse('directory:map_contact_points')}?v={_version()}"


def partner_data_url() -> str:
    return f"{reverse('directory:map_partners')}?v={_version()}"


def _version(index: DirectoryIndex | None = None) -> str:
    """Changes with every change and every day, because the hours ahead move on at midnight."""
    index = index or current_index()
    return f"{FORMAT}-{index.version}-{timezone.localdate():%Y%m%d}"


def packed_businesses() -> tuple[str, PackedLayer]:
    """(version, bytes) of all published businesses that have a position."""
    index = current_index()
    return _once("businesses", _version(index), lambda version: PackedLayer(_encode_businesses(index, version)))


def packed_contact_points() -> tuple[str, PackedLayer]:
    """(version, bytes) of all contact points that have a position."""
    return _once("contact points", _version(), lambda version: PackedLayer(_encode_contact_points(version)))


def packed_partners() -> tuple[str, PackedLayer]:
    """(version, bytes) of all partners that have a position."""
    return _once("partners", _version(), lambda version: PackedLayer(_encode_partners(version)))


def packed_geojson() -> tuple[str, PackedLayer]:
    """(version, bytes) of the businesses as GeoJSON (RFC 7946), for other programs."""
    index = current_index()
    return _once("geojson", _version(index), lambda version: PackedLayer(_encode_geojson(), "application/geo+json"))


def _once(name: str, version: str, build) -> tuple[str, PackedLayer]:
    known = _packed.get(name)
    if known is None or known[0] != version:
        with _lock:
            known = _packed.get(name)
            if known is None or known[0] != version:
                known = _packed[name] = (version, build(version))
    return known


def _start_of_today() -> datetime:
    return datetime.combine(timezone.localdate(), datetime.min.time(), tzinfo=timezone.get_default_timezone())


def _encode_businesses(index: DirectoryIndex, version: str) -> bytes:
    places = [
        Place(
            id=entry.id,
            name=entry.name,
            slug=entry.slug,
            latitude=entry.latitude,
            longitude=entry.longitude,
            group=entry.group.colour,
            kind=entry.category.name,
            schedule=entry.schedule,
        )
        for entry in index.entries
        if entry.latitude is not None
    ]
    return _encode(places, index.schedules, version, reverse("directory:business_detail", args=["SLUG"]))


def _encode_contact_points(version: str) -> bytes:
    points = list(ContactPoint.objects.filter(latitude__isnull=False))
    places = [
        Place(point.pk, point.name, point.slug, point.latitude, point.longitude, "contact", _kind_of(point), number)
        for number, point in enumerate(points)
    ]
    hours = [point.hours for point in points]
    return _encode(places, hours, version, reverse("directory:contact_point_detail", args=["SLUG"]))


def _kind_of(point: ContactPoint) -> str:
    """What it is, and when somebody may come today without an appointment; the layer is made anew every day."""
    kind = str(ContactPoint._meta.verbose_name)
    if not point.walk_in_hours or not point.walk_in.understood:
        return kind
    (today,) = point.walk_in.week(timezone.localdate(), 1)
    if not today.intervals:
        return kind
    words = opening_hours.day_in_words(today)
    return f"{kind} · " + gettext("walk-in hours today %(hours)s") % {"hours": words}


def _encode_partners(version: str) -> bytes:
    kind = str(Partner._meta.verbose_name)
    places = [
        Place(partner.pk, partner.name, partner.slug, partner.latitude, partner.longitude, "partner", kind, 0)
        for partner in Partner.objects.filter(latitude__isnull=False)
    ]
    nobodys_hours = [opening_hours.parse("")]  # none are stored for a partner: unknown
    return _encode(places, nobodys_hours, version, f"{reverse('directory:partner_list')}#SLUG")


def _encode(places: list[Place], hours: list[opening_hours.OpeningHours], version: str, url: str) -> bytes:
    """The layer with its hours from midnight on; `url` is an address with SLUG where the short name belongs."""
    start = _start_of_today()
    minutes = int(SPAN.total_seconds() // 60)
    return encode_places(
        places,
        schedules=[opening_hours.transitions(value, start, minutes) for value in hours],
        starts_at=start,
        span_minutes=minutes,
        version=version,
        url=url.replace("SLUG", "{slug}"),
    )


def _encode_geojson() -> bytes:
    features = [
        {
            "type": "Feature",
            "id": business.slug,
            "geometry": {"type": "Point", "coordinates": [business.longitude, business.latitude]}
            if business.has_position
            else None,
            "properties": {
                "name": business.name,
                "category": business.category.slug,
                "category_name": business.category.name,
                "group": GroupColour(business.category.group.colour).value,
                "district": business.district.slug if business.district else None,
                "tags": sorted(tag.name for tag in business.tags.all()),
                "addr:street": business.street,
                "addr:housenumber": business.house_number,
                "addr:postcode": business.postcode,
                "addr:city": business.city,
                "phone": business.phone,
                "email": business.email,
                "website": business.website,
                "opening_hours": business.opening_hours,
                "languages": business.languages,
                "wheelchair": business.wheelchair,
                "last_confirmed_on": business.last_confirmed_on.isoformat() if business.last_confirmed_on else None,
                "url": business.get_absolute_url(),
            },
        }
        for business in Business.objects.published()
        .select_related("category__parent", "district")
        .prefetch_related("tags")
        .order_by("slug")
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    ).encode()
