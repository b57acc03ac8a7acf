"""Signed addresses that need no login: of an appointment, and of a counsellor's calendar.

They name the appointment and no time, so an old link shows what is true now (common/signatures.py says how).
"""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from common.signatures import is_signed, parts_of, signature_of
from common.urls import absolute_url
from consultations.enums import Way
from consultations.finding import Slot
from consultations.models import Booking, Counsellor

BOOKING, FEED, SLOT = "consultations.booking", "consultations.feed", "consultations.slot"


def token_of(booking: Booking) -> str:
    return f"{booking.pk}.{signature_of(BOOKING, booking.uid)}"


def booking_of(token: str) -> Booking | None:
    """None for a link that is not ours, or whose appointment is forgotten."""
    number, signature = parts_of(token)
    booking = Booking.objects.with_list_data().filter(pk=number).first() if number is not None else None
    return booking if booking and is_signed(BOOKING, booking.uid, signature) else None


def link_to(booking: Booking) -> str:
    return absolute_url(booking.get_absolute_url())


def feed_token_of(counsellor: Counsellor) -> str:
    text = f"{counsellor.pk}:{counsellor.feed_version}"
    return f"{counsellor.pk}.{signature_of(FEED, text)}"


def counsellor_of(token: str) -> Counsellor | None:
    """None for an address that is not ours or was changed since."""
    number, signature = parts_of(token)
    counsellor = Counsellor.objects.filter(pk=number).first() if number is not None else None
    text = f"{counsellor.pk}:{counsellor.feed_version}" if counsellor else ""
    return counsellor if counsellor and is_signed(FEED, text, signature) else None


def feed_link_to(counsellor: Counsellor) -> str:
    return absolute_url(reverse("consultations:feed", args=[feed_token_of(counsellor)]))


def slot_token(slot: Slot, topic: int) -> str:
    """A time as the page offers it. Signed, so that nobody books what was not offered, such as 9:07."""
    return signing.Signer(salt=SLOT).sign_object([topic, *slot])


def slot_of_token(token: str, topic: int) -> Slot | None:
    """None for a time that this page did not offer for this topic."""
    try:
        for_topic, start, way, place = signing.Signer(salt=SLOT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return Slot(start, Way(way), place) if for_topic == topic else None
