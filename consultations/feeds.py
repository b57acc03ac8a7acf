"""A counsellor's appointments as a calendar to subscribe to, under a secret address.

It may end up on a shared screen, so it names the topic in neutral words, no person and no concern.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from calendars.entries import Entry
from calendars.writing import feed
from consultations.enums import State
from consultations.links import feed_link_to
from consultations.mails import entry_of
from consultations.models import Booking, Counsellor

BACK = timedelta(days=28)  # cancelled ones stay so long, so that calendars notice


def calendar_of(counsellor: Counsellor, now: datetime) -> bytes:
    """RFC 5545 with the name and the interval of RFC 7986."""
    bookings = (
        Booking.objects.filter(counsellor=counsellor, starts_at__gt=now - BACK)
        .exclude(state=State.HELD)
        .exclude(state=State.DECLINED)
        .with_list_data()
    )
    return feed(
        [_entry(booking) for booking in bookings],
        now=now,
        name=_("Advice: %(name)s") % {"name": counsellor.name},
        url=feed_link_to(counsellor),
        refresh=timedelta(hours=1),
    )


def _entry(booking: Booking) -> Entry:
    summary = f"{booking.topic.discreet_name} · {booking.get_way_display()} · {booking.code}"
    return entry_of(booking, summary=summary, description="")


def change_address(*, counsellor: Counsellor) -> None:
    """Another secret address; the old one leads nowhere from now on."""
    Counsellor.objects.filter(pk=counsellor.pk).update(feed_version=F("feed_version") + 1)
    counsellor.refresh_from_db()
