"""Invitations and feeds as iCalendar (RFC 5545, 5546, 7986).

Times are written in UTC: every program shows them on its own clock, and no table of time zones has to come along.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.utils.translation import get_language

from calendars.entries import Entry, Person, Status

# icalendar is slow to import, and most processes never write a calendar.


class Method(StrEnum):
    """What the receiving program shall do with it (RFC 5546, 3.2)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


PRODID = "-//Gemeinsam für Hagen//Portal//DE"


def invitation(entry: Entry, *, method: Method, organizer: Person, attendee: Person, now: datetime) -> bytes:
    """One appointment between two people, for the attendee's mail program.

    REQUEST asks no question: whoever gets it has booked it, so the answer stands in it already (PARTSTAT=ACCEPTED,
    RSVP=FALSE). CANCEL takes the entry out again; its SEQUENCE is the row's, which the cancelling raised.
    """
    from icalendar import vCalAddress

    calendar = _calendar(method)
    event = _event(entry, now, cancelled=method is Method.CANCEL)
    event.add("organizer", _address(vCalAddress, organizer))
    guest = _address(vCalAddress, attendee)
    guest.params |= {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    event.add("attendee", guest, encode=0)
    calendar.add_component(event)
    return calendar.to_ical()


def feed(
    entries: Iterable[Entry],
    *,
    name: str,
    now: datetime,
    description: str = "",
    url: str = "",
    refresh: timedelta = timedelta(hours=6),
) -> bytes:
    """Many entries to subscribe to. `url` is the address of the feed itself; `refresh` how often programs should look.

    Cancelled entries stay in it as such, so that programs which know them take them out.
    """
    from icalendar import vUri

    calendar = _calendar(Method.PUBLISH)
    calendar.add("name", clean(name))
    calendar.add("x-wr-calname", clean(name))  # what programs older than RFC 7986 read
    if description:
        calendar.add("description", clean(description))
        calendar.add("x-wr-caldesc", clean(description))
    if url:
        calendar.add("url", url)
        calendar.add("source", vUri(url), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", refresh)
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return calendar.to_ical()


def _calendar(method: Method):
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    return calendar


def _event(entry: Entry, now: datetime, *, cancelled: bool = False):
    from icalendar import Event

    language = {"LANGUAGE": get_language() or "de"}
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("created", entry.created_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.ends_at.astimezone(UTC))
    event.add("summary", clean(entry.summary), parameters=language)
    for field in ("description", "location"):
        if text := clean(getattr(entry, field)):
            event.add(field, text, parameters=language)
    if entry.url:
        event.add("url", entry.url)
    if entry.categories:
        event.add("categories", [clean(one) for one in entry.categories])
    if entry.latitude is not None and entry.longitude is not None:
        event.add("geo", (entry.latitude, entry.longitude))
    event.add("status", (Status.CANCELLED if cancelled else entry.status).value)
    event.add("transp", "TRANSPARENT" if cancelled or entry.status is Status.CANCELLED else "OPAQUE")
    event.add("class", "PUBLIC")
    return event


def _address(kind, person: Person):
    address = kind(f"mailto:{person.email}")
    if name := _quotable(person.name):
        address.params["CN"] = name
    return address


def clean(text: str) -> str:
    """Without the control signs that RFC 5545, 3.1, forbids; line breaks and the marks of direction stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")


def _quotable(name: str) -> str:
    """A parameter can hold no quotation mark and no line break, however it is written (RFC 5545, 3.1)."""
    return " ".join(clean(name).replace('"', "'").split())
