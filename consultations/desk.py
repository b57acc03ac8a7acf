"""What the desk looks up and says: appointments by anything somebody remembers, the next free times, a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from common.clock import at_time, on_day
from common.text import fold
from consultations.enums import State, Way
from consultations.finding import Found, Offer
from consultations.mails import where
from consultations.models import Booking, Topic
from directory.models import Business

LOOKED_BACK = timedelta(days=30)
MOST_FOUND = 20
MOST_BUSINESSES = 8
FEWEST_DIGITS = 4
TIMES_A_PLACE = 3


def digits_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def find_appointments(typed: str, *, now: datetime) -> list[Booking]:
    """By code, name, e-mail address, telephone number in any writing, or business; the next ones first.

    Of the last thirty days and everything that comes. One query, whatever is typed.
    """
    typed = typed.strip()
    if len(typed) < 2:
        return []
    around = Booking.objects.appointments().filter(starts_at__gt=now - LOOKED_BACK).with_list_data()
    wanted, number = fold(typed), _national(typed)
    by_number = len(number) >= FEWEST_DIGITS and len(number) * 2 >= len(typed.replace(" ", ""))
    found = [
        booking
        for booking in around
        if booking.code == typed.upper().replace(" ", "")
        or wanted in fold(booking.name)
        or wanted in booking.email
        or (booking.business and wanted in fold(booking.business.name))
        or (by_number and number in digits_of(booking.phone))
    ]
    found.sort(key=lambda booking: (booking.ends_at < now, abs((booking.starts_at - now).total_seconds())))
    return found[:MOST_FOUND]


def _national(typed: str) -> str:
    """Digits without country code and leading zeros: “+49 2331 4242” and “02331 4242” are the same telephone."""
    digits = digits_of(typed)
    abroad = typed.startswith("+") or digits.startswith("00")
    return digits.removeprefix("00").removeprefix("49").lstrip("0") if abroad else digits.lstrip("0")


def find_businesses(typed: str) -> list[Business]:
    typed = typed.strip()
    if len(typed) < 2:
        return []
    words = Q(name__icontains=typed) | Q(street__icontains=typed)
    return list(Business.objects.published().filter(words).select_related("district")[:MOST_BUSINESSES])


def find_topics(typed: str, topics: Iterable[Topic]) -> list[Topic]:
    wanted = fold(typed)
    return [topic for topic in topics if len(wanted) > 1 and wanted in fold(topic.name)]


def next_free(found: Found) -> list[Offer]:
    """The next three times of each place and each other way."""
    kept: dict[tuple, list[Offer]] = {}
    for offer in found.offers:
        there = kept.setdefault(offer.slot[1:], [])
        if len(there) < TIMES_A_PLACE:
            there.append(offer)
    order = {way: number for number, way in enumerate(Way.values)}
    groups = sorted(kept.items(), key=lambda item: (order[item[0][0]], item[1][0].start))
    return [offer for _key, offers in groups for offer in offers]


def sentence(booking: Booking) -> str:
    """To be read aloud on the telephone."""
    day, time, place = on_day(booking.starts_at), at_time(booking.starts_at), where(booking)
    parts = [
        {
            State.CONFIRMED: _("Your appointment is on %(day)s at %(time)s."),
            State.REQUESTED: _("We keep %(day)s, %(time)s, for you, and tell you as soon as it is settled."),
        }.get(State(booking.state), _("The appointment on %(day)s at %(time)s does not take place."))
        % {"day": day, "time": time}
    ]
    if booking.is_agreed:
        parts.append(
            {
                Way.PLACE: _("Please come to: %(place)s."),
                Way.VISIT: _("We come to you: %(place)s."),
                Way.VIDEO: _("You get the address of the video room by mail."),
                Way.PHONE: _("We call you."),
            }[Way(booking.way)]
            % {"place": place}
        )
        if things := booking.topic.things_to_bring:
            parts.append(_("Please bring along: %(things)s.") % {"things": "; ".join(things)})
        parts.append(_("Your code is %(code)s.") % {"code": " ".join(booking.code)})
        parts.append(_("If you cannot come, please call us."))
    return " ".join(parts)
