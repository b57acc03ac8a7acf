"""What people are told about their appointment. Nothing here says what it is about when the topic is sensitive, and
nothing ever says what somebody wrote about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from calendars.entries import Entry, Person, Status
from calendars.writing import Method, invitation
from consultations.enums import State, Way
from consultations.links import link_to
from consultations.models import Booking
from mailings.domain import queue_mail


def confirmed(booking: Booking, *, now: datetime) -> None:
    _send(booking, "confirmed", method=Method.REQUEST, now=now)


def requested(booking: Booking) -> None:
    _send(booking, "requested")


def moved(booking: Booking, *, started_at: datetime, now: datetime) -> None:
    """A request that is not confirmed yet has no calendar entry to move."""
    method = Method.REQUEST if booking.state == State.CONFIRMED else None
    _send(booking, "moved", method=method, now=now, started_at=started_at)


def cancelled(booking: Booking, *, now: datetime) -> None:
    _send(booking, "cancelled", method=Method.CANCEL, now=now)


def declined(booking: Booking, *, now: datetime) -> None:
    _send(booking, "declined")


def expired(booking: Booking, *, now: datetime) -> None:
    _send(booking, "expired")


def reminder(booking: Booking) -> None:
    _send(booking, "reminder", expires_at=booking.starts_at - timedelta(hours=2))


def earlier_time(booking: Booking, *, offer: Booking) -> None:
    _send(booking, "earlier_time", key=f"offer-{offer.pk}", expires_at=offer.hold_expires_at, offer=offer)


def _send(
    booking: Booking,
    name: str,
    *,
    method: Method | None = None,
    now: datetime | None = None,
    key: str = "",
    expires_at: datetime | None = None,
    **context,
) -> None:
    """In the transaction of what happened; at most once for each state of the appointment."""
    if not booking.email:
        return
    with override(settings.LANGUAGE_CODE):
        subject_name = booking.topic.discreet_name
        calendar = as_invitation(booking, method, now) if method and now else b""
    queue_mail(
        kind=f"consultations.{name}",
        to=booking.email,
        template=f"consultations/mails/{name}.txt",
        context={
            "booking": booking,
            "topic": subject_name,
            "url": link_to(booking),
            "contact_phone": booking.contact_point.phone if booking.contact_point else "",
            "by_person": booking.state == State.CANCELLED_BY_PERSON,
            **context,
        },
        key=key or f"{booking.uid}-{booking.sequence}",
        reply_to=booking.contact_point.email if booking.contact_point else "",
        is_urgent=name != "reminder",
        expires_at=expires_at,
        calendar=calendar,
        calendar_method=method.value if method else "",
    )


def as_invitation(booking: Booking, method: Method, now: datetime) -> bytes:
    """For the person's own calendar; says "Termin" where the topic is nobody else's business."""
    entry = entry_of(booking, summary=booking.topic.discreet_name)
    organiser = Person(name="Gemeinsam für Hagen", email=sender_address())
    attendee = Person(name=booking.name, email=booking.email or organiser.email)
    return invitation(entry, method=method, organizer=organiser, attendee=attendee, now=now)


def entry_of(booking: Booking, *, summary: str, description: str | None = None) -> Entry:
    over = {State.CANCELLED_BY_PERSON, State.CANCELLED_BY_US, State.DECLINED, State.EXPIRED}
    status = Status.CANCELLED if booking.state in over else Status.CONFIRMED
    if booking.state == State.REQUESTED:
        status = Status.TENTATIVE
    return Entry(
        uid=booking.uid,
        sequence=booking.sequence,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        summary=summary,
        description=link_to(booking) if description is None else description,
        location=where(booking),
        url=link_to(booking) if description is None else "",
        status=status,
        created_at=booking.created_at,
        changed_at=booking.changed_at or timezone.now(),
    )


def where(booking: Booking) -> str:
    """One line: the address, the number that will ring, the video room."""
    if booking.way == Way.PLACE and booking.contact_point:
        return f"{booking.contact_point.name}, {booking.contact_point.address_line}"
    if booking.way == Way.VISIT and booking.business:
        return f"{booking.business.name}, {booking.business.address_line}"
    if booking.way == Way.VIDEO:
        return booking.counsellor.video_url
    return _("By phone: we call you.") if booking.way == Way.PHONE else ""


def sender_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
