"""Paper about an appointment, for people without e-mail: a card for the wallet, a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from printing.documents import as_qr, german_day
from printing.pdf import PrintError, render_pdf, render_png
from printing.pictograms import printed_pictogram


@dataclass(frozen=True, kw_only=True)
class AppointmentCard:
    """A6, upright: for the wallet and the fridge. Day, time and place are words as people read them."""

    subject: str
    day: str  # "Dienstag, 1. Dezember 2026"
    time: str  # "10:30 Uhr"
    way: str  # "place", "phone", "video" or "visit": the pictogram
    way_words: str
    place: Sequence[str]  # lines
    url: str  # in the QR code: the page where it is moved and cancelled
    code: str
    counsellor: str = ""
    interpreter: str = ""  # the language
    bring: Sequence[str] = ()
    stop: str = ""  # of the bus
    phone: str = ""  # to call when something changes


@dataclass(frozen=True, kw_only=True)
class AppointmentLetter(AppointmentCard):
    """The same as a letter for a window envelope."""

    kind: str  # "confirmed", "requested", "moved" or "cancelled"
    recipient: Sequence[str]  # the lines of the address field, name first, at most six
    dated_on: date


def appointment_card(content: AppointmentCard) -> bytes:
    """One page. Raises TooLong when something does not fit the paper."""
    return render_pdf("appointment_card.typ", _data(content), pages=1)


def appointment_card_picture(content: AppointmentCard) -> bytes:
    """The same as PNG, to look at before printing."""
    return render_png("appointment_card.typ", _data(content))


def appointment_letter(content: AppointmentLetter) -> bytes:
    """One page. Raises TooLong when something does not fit, PrintError without an address."""
    recipient = [line for line in content.recipient if line.strip()]
    if not recipient:
        raise PrintError("A letter needs an address.")
    letter = {
        "kind": content.kind,
        "sender": " · ".join(settings.PROJECT_IMPRINT),
        "recipient": recipient,
        "contact_name": content.counsellor or "Gemeinsam für Hagen",
        "contact_phone": content.phone or "–",
        "date": german_day(content.dated_on),
    }
    return render_pdf("letter_appointment.typ", _data(content) | letter, pages=1)


def _data(content: AppointmentCard) -> dict[str, Any]:
    return {
        "subject": content.subject,
        "day": content.day,
        "time": content.time,
        "way_svg": printed_pictogram(content.way),
        "way_words": content.way_words,
        "place": [line for line in content.place if line],
        "counsellor": content.counsellor,
        "interpreter": content.interpreter,
        "bring": list(content.bring),
        "stop": content.stop,
        "phone": content.phone,
        "code": content.code,
        "page_address": content.url.partition("://")[2].rstrip("/"),
        "qr_svg": as_qr(content.url),
    } | {f"{name}_svg": printed_pictogram(name) for name in ("bus", "papers", "person", "language", "phone")}
