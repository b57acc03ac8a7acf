"""An appointment as paper: plain values for `printing`, which knows no appointments."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.clock import at_time, on_day
from consultations.enums import State, Way
from consultations.links import link_to
from consultations.mails import where
from consultations.models import Booking
from printing.appointments import AppointmentCard, AppointmentLetter


def card_of(booking: Booking) -> AppointmentCard:
    """In German: it is handed over at a German counter."""
    with override(settings.LANGUAGE_CODE):
        return AppointmentCard(**_facts(booking))


def letter_of(booking: Booking, *, recipient: list[str], dated_on) -> AppointmentLetter:
    """`recipient` are the lines of the address field, name first."""
    kinds = {
        State.CANCELLED_BY_PERSON: "cancelled",
        State.CANCELLED_BY_US: "cancelled",
        State.DECLINED: "cancelled",
        State.EXPIRED: "cancelled",
        State.REQUESTED: "requested",
    }
    kind = kinds.get(State(booking.state), "moved" if booking.sequence else "confirmed")
    with override(settings.LANGUAGE_CODE):
        return AppointmentLetter(**_facts(booking), kind=kind, recipient=recipient, dated_on=dated_on)


def _facts(booking: Booking) -> dict:
    point = booking.contact_point
    return {
        "subject": booking.topic.discreet_name,
        "day": on_day(booking.starts_at),
        "time": at_time(booking.starts_at),
        "way": booking.way,
        "way_words": booking.get_way_display(),
        "place": _place(booking),
        "counsellor": booking.counsellor.name if booking.counsellor.is_shown else "",
        "interpreter": booking.language_name if booking.needs_interpreter else "",
        "bring": [] if booking.topic.is_sensitive else booking.topic.things_to_bring,
        "stop": getattr(point, "stop_name", "") if point and booking.way == Way.PLACE else "",
        "phone": point.phone if point else "",
        "code": booking.code,
        "url": link_to(booking),
    }


def _place(booking: Booking) -> list[str]:
    if booking.way == Way.PLACE and booking.contact_point:
        point = booking.contact_point
        return [point.name, point.street_line, point.city_line]
    if booking.way == Way.VISIT and booking.business:
        return [booking.business.name, booking.business.street_line, booking.business.city_line]
    if booking.way == Way.PHONE:
        return [_("We call you:"), booking.phone] if booking.phone else [_("We talk on the phone.")]
    return [where(booking)]
