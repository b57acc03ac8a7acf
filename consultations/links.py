"""Signed addresses that need no login: of an appointment, and of a counsellor's calendar.

Each is a number and 80 bits of an HMAC (RFC 2104, section 5, asks for as many), in letters that can be typed from
paper. They name the appointment and no time, so an old link shows what is true now.
"""

from __future__ import annotations

from base64 import b32encode

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from common.urls import absolute_url
from consultations.enums import Way
from consultations.finding import Slot
from consultations.models import Booking, Counsellor

SIGNATURE_BYTES = 10
BOOKING, FEED, SLOT = "consultations.booking", "consultations.feed", "consultations.slot"


def _signature(salt: str, text: str, key: str) -> str:
    digest = salted_hmac(salt, text, secret=key, algorithm="sha256").digest()
    return b32encode(digest[:SIGNATURE_BYTES]).decode().lower()


def _number_of(token: str) -> int | None:
    number, _dot, _rest = token.partition(".")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None


def _is_signed(salt: str, text: str, signature: str) -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any([constant_time_compare(_signature(salt, text, key), signature) for key in keys])  # noqa: C419 — all


def token_of(booking: Booking) -> str:
    return f"{booking.pk}.{_signature(BOOKING, booking.uid, settings.SECRET_KEY)}"


def booking_of(token: str) -> Booking | None:
    """None for a link that is not ours, or whose appointment is forgotten."""
    number = _number_of(token)
    if number is None:
        return None
    booking = Booking.objects.with_list_data().filter(pk=number).first()
    signature = token.lower().partition(".")[2]
    return booking if booking and _is_signed(BOOKING, booking.uid, signature) else None


def link_to(booking: Booking) -> str:
    return absolute_url(booking.get_absolute_url())


def feed_token_of(counsellor: Counsellor) -> str:
    text = f"{counsellor.pk}:{counsellor.feed_version}"
    return f"{counsellor.pk}.{_signature(FEED, text, settings.SECRET_KEY)}"


def counsellor_of(token: str) -> Counsellor | None:
    """None for an address that is not ours or was changed since."""
    number = _number_of(token)
    if number is None:
        return None
    counsellor = Counsellor.objects.filter(pk=number).first()
    text = f"{counsellor.pk}:{counsellor.feed_version}" if counsellor else ""
    return counsellor if counsellor and _is_signed(FEED, text, token.lower().partition(".")[2]) else None


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
