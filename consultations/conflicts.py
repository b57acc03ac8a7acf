"""Appointments that do not fit any more, because hours were shortened or somebody is away: listed, never touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from consultations.enums import Way
from consultations.finding import Diary, read_diaries
from consultations.models import Booking, Counsellor

MOST = 200


@dataclass(frozen=True)
class Conflict:
    booking: Booking
    reason: str  # a sentence


def conflicts(now: datetime) -> list[Conflict]:
    """The next appointments whose time is outside of what their counsellor offers now. A constant number of queries."""
    coming = list(Booking.objects.upcoming(now).with_list_data().order_by("starts_at")[:MOST])
    if not coming:
        return []
    counsellors = Counsellor.objects.filter(pk__in={booking.counsellor_id for booking in coming})
    until = max(booking.ends_at for booking in coming)
    diaries = read_diaries(counsellors, since=now - timedelta(days=1), until=until + timedelta(days=1), now=now)
    found = []
    for booking in coming:
        if reason := _reason(booking, diaries[booking.counsellor_id]):
            found.append(Conflict(booking, reason))
    return found


def _reason(booking: Booking, diary: Diary) -> str:
    """Why it does not fit; empty when it does, or when staff wanted it so."""
    if booking.is_double_booked:
        return ""
    start, end = int(booking.starts_at.timestamp()), int(booking.ends_at.timestamp())
    name = booking.counsellor.name
    if not diary.counsellor.is_active:
        return _("%(name)s takes no appointments any more.") % {"name": name}
    if any(away_from < end and start < away_until for away_from, away_until in diary.absent):
        return _("%(name)s is away at this time.") % {"name": name}
    if any(busy_from < end and start < busy_until for busy_from, busy_until in diary.busy):
        return _("%(name)s has something else in the own calendar.") % {"name": name}
    around = [one for one in diary.openings(start, end) if one.start <= start and end <= one.end]
    if not around:
        return _("%(name)s does not advise at this time any more.") % {"name": name}
    fitting = [
        one
        for one in around
        if booking.way in one.ways and (booking.way != Way.PLACE or one.contact_point == booking.contact_point_id)
    ]
    return "" if fitting else _("%(name)s is at another place then, or not to be met that way.") % {"name": name}
