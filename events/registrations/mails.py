"""What people are told about their registration. Nothing they wrote about themselves is ever in a mail."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import override

from calendars.entries import Entry, Person, Status
from calendars.writing import Method, feed, invitation
from common.urls import absolute_url
from events.enums import State
from events.models import Occurrence, Registration
from events.registrations.links import link_to
from mailings.domain import queue_mail

HELD = frozenset({State.REGISTERED, State.ATTENDED, State.ABSENT})


def registered(registration: Registration, *, now: datetime) -> None:
    """A place, or the waiting list."""
    has_place = registration.state == State.REGISTERED
    _send(registration, "registered" if has_place else "waitlisted", now=now if has_place else None)


def offered(registration: Registration) -> None:
    _send(registration, "offered", expires_at=registration.offered_until)


def expired(registration: Registration) -> None:
    _send(registration, "expired")


def cancelled(registration: Registration, *, before: State, now: datetime) -> None:
    """Whoever had a place has an entry in the calendar to take out."""
    name = "cancelled" if registration.state == State.CANCELLED_BY_PERSON else "cancelled_by_us"
    _send(registration, name, now=now if before in HELD else None)


def changed(
    registration: Registration,
    *,
    cancelled: list[Occurrence],
    moved: list[tuple[Occurrence, datetime]],
    now: datetime,
) -> None:
    key = "-".join(str(one.sequence) for one in [*cancelled, *(one for one, _began in moved)])
    _send(
        registration,
        "changed",
        now=now if registration.state in HELD else None,
        key=f"{registration.uid}-{registration.sequence}-{key}",
        taken_out=cancelled,
        moved=moved,
    )


def reminder(registration: Registration, *, occurrence: Occurrence) -> None:
    _send(
        registration,
        "reminder",
        key=f"{registration.uid}-{occurrence.uid}-{occurrence.sequence}",
        expires_at=occurrence.starts_at - timedelta(hours=2),
        occurrence=occurrence,
    )


def _send(
    registration: Registration,
    name: str,
    *,
    now: datetime | None = None,
    key: str = "",
    expires_at: datetime | None = None,
    **context,
) -> None:
    """In the transaction of what happened; at most once for each state. With `now` a calendar goes along."""
    if not registration.email:
        return
    event = registration.event
    calendar, method = b"", None
    if now:
        with override(settings.LANGUAGE_CODE):
            calendar, method = as_calendar(registration, now)
    queue_mail(
        kind=f"events.{name}",
        to=registration.email,
        template=f"events/mails/{name}.txt",
        context={
            "registration": registration,
            "event": event,
            "dates": [one for one in registration.roll.occurrences if one.takes_place],
            "url": link_to(registration),
            **context,
        },
        key=key or f"{registration.uid}-{registration.sequence}",
        reply_to=event.email,
        is_urgent=name != "reminder",
        expires_at=expires_at,
        calendar=calendar,
        calendar_method=method.value if method else "",
    )


def as_calendar(registration: Registration, now: datetime) -> tuple[bytes, Method]:
    """For the person's own calendar: an invitation to one date, or, since an invitation is about one thing only
    (RFC 5546, 3.2.2), all dates of a course as entries to take over."""
    entries = [entry_of(registration, one) for one in registration.roll.occurrences]
    if len(entries) == 1:
        method = Method.CANCEL if entries[0].status is Status.CANCELLED else Method.REQUEST
        organiser = Person(name="Gemeinsam für Hagen", email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
        attendee = Person(name=registration.name, email=registration.email or organiser.email)
        return invitation(entries[0], method=method, organizer=organiser, attendee=attendee, now=now), method
    return feed(entries, name=registration.event.title, now=now), Method.PUBLISH


def entry_of(registration: Registration, occurrence: Occurrence) -> Entry:
    """Its number is the date's and the registration's own together, so each change of either raises it."""
    event = registration.event
    is_on = occurrence.takes_place and registration.state in HELD
    number, _at, host = registration.uid.partition("@")
    position = event.position
    return Entry(
        uid=f"{number}-{occurrence.uid}@{host}",
        sequence=occurrence.sequence + registration.sequence,
        starts_at=occurrence.starts_at,
        ends_at=occurrence.ends_at,
        summary=event.title,
        description=occurrence.note,
        location=event.online_url or event.place_line if event.is_online else event.place_line,
        url=link_to(registration),
        status=Status.CONFIRMED if is_on else Status.CANCELLED,
        created_at=registration.created_at,
        changed_at=max(registration.changed_at, occurrence.changed_at),
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
    )


def event_link(event) -> str:
    return absolute_url(event.get_url())
