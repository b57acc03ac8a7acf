"""An event in the words of schema.org, as search engines read it. Only what stands on the page as well."""

from __future__ import annotations

import json

from django.utils.safestring import SafeString, mark_safe

from common.clock import HAGEN
from common.urls import absolute_url
from events.enums import Audience, Kind
from events.models import EventPage, Occurrence
from events.registrations.rolls import Standing

TYPES = {Kind.EVENT: "Event", Kind.WORKSHOP: "EducationEvent", Kind.COURSE: "EducationEvent"}
# In a script element these could end it or be read as markup (HTML, 4.12.1.3).
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def structured_data(
    event: EventPage, dates: list[Occurrence], standings: dict[int | None, Standing]
) -> SafeString | str:
    """JSON-LD for a script element: one Event for each date; empty without dates."""
    found = [_event(event, one, standings.get(one.pk) or standings.get(None)) for one in dates]
    if not found:
        return ""
    data = found[0] if len(found) == 1 else {"@graph": found}
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 — every sign that could leave the element is escaped


def _event(event: EventPage, occurrence: Occurrence, standing: Standing | None) -> dict:
    address = absolute_url(event.get_url() or "")
    data = {
        "@type": TYPES[Kind(event.kind)],
        "@id": f"{address}#{occurrence.uid}",
        "name": event.title,
        "description": event.lead,
        "url": address,
        "startDate": occurrence.starts_at.astimezone(HAGEN).isoformat(),
        "endDate": occurrence.ends_at.astimezone(HAGEN).isoformat(),
        "eventStatus": f"https://schema.org/{'EventScheduled' if occurrence.takes_place else 'EventCancelled'}",
        "eventAttendanceMode": f"https://schema.org/{'Online' if event.is_online else 'Offline'}EventAttendanceMode",
        "location": _location(event, address),
        "isAccessibleForFree": event.is_free,
        "organizer": _organiser(event),
        "inLanguage": event.languages or ["de"],
        "offers": _offer(event, address, standing),
    }
    if event.audience != Audience.EVERYBODY:
        data["audience"] = {"@type": "Audience", "audienceType": str(event.get_audience_display())}
    if event.shared_picture:
        data["image"] = [event.shared_picture.get_rendition("fill-1200x630").full_url]
    if event.capacity:
        data["maximumAttendeeCapacity"] = event.capacity
    if event.series:
        data["superEvent"] = {"@type": "EventSeries", "name": event.series.name}
    return data


def _location(event: EventPage, address: str) -> dict:
    if event.is_online:
        return {"@type": "VirtualLocation", "url": address}  # the room itself is told to those who registered
    place = event.contact_point or event
    location = {
        "@type": "Place",
        "name": event.place_lines[0],
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.street_line,
            "postalCode": place.postcode,
            "addressLocality": place.city,
            "addressCountry": "DE",
        },
    }
    if event.position:
        latitude, longitude = event.position
        location["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return location


def _organiser(event: EventPage) -> dict:
    if event.organiser:
        data = {"@type": "Organization", "name": event.organiser.name}
        return {**data, "url": event.organiser.website} if event.organiser.website else data
    return {"@type": "Organization", "name": "Gemeinsam für Hagen", "url": absolute_url("/")}


def _offer(event: EventPage, address: str, standing: Standing | None) -> dict:
    is_full = standing is not None and standing.is_full
    offer = {
        "@type": "Offer",
        "url": address,
        "priceCurrency": "EUR",
        "availability": f"https://schema.org/{'SoldOut' if is_full else 'InStock'}",
    }
    return {**offer, "price": "0"} if event.is_free else {**offer, "description": event.cost}
