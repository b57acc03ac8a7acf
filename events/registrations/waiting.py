"""The waiting list: whoever came first is asked first, has two days to answer, and then it is the next one's turn.

Nobody overtakes. When the first on the list comes with three and two places are free, these two wait: a group that is
skipped would never get its turn. What is free is counted anew each time, so no place comes back to life twice.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from accounts.actors import Actor
from common.clock import EVENING, HAGEN, MORNING
from events.enums import State
from events.models import Registration, Roll
from events.registrations import mails
from events.registrations.rolls import dates_of
from events.registrations.steps import step

LATEST = timedelta(hours=2)  # before the beginning: whoever says yes then still has to come
SHORTEST = timedelta(hours=1)  # an offer that nobody can read in time is none


def offer_ends(now: datetime, starts_at: datetime) -> datetime | None:
    """Until when an offer stands: two days (setting), never ending at night, at the latest two hours before the
    beginning. None when it is too late to offer anything."""
    until = now.astimezone(UTC) + timedelta(hours=settings.EVENTS_OFFER_HOURS)
    local = until.astimezone(HAGEN)
    if local.time() < MORNING or local.time() >= EVENING:
        day = local.date() + timedelta(days=local.time() >= EVENING)
        until = datetime.combine(day, MORNING, HAGEN) + timedelta(hours=1)
    until = min(until, starts_at - LATEST)
    return until if until - now >= SHORTEST else None


def fill(roll: Roll, *, now: datetime) -> int:
    """Offer what is free to those who wait, in their order. In line. Returns how many were asked."""
    dates = dates_of(roll)
    until = offer_ends(now, dates[0].starts_at) if dates else None
    if until is None:
        return 0
    registrations = Registration.objects.filter(roll=roll)
    capacity, taken, asked = roll.event.capacity, registrations.holding_seats().seats(), 0
    for registration in registrations.waiting().with_list_data():
        if capacity is not None and taken + registration.seats > capacity:
            break
        registration.offered_until = until
        registration.was_told = bool(registration.email)
        step(registration, State.OFFERED, by=Actor.system(), now=now)
        mails.offered(registration)
        taken += registration.seats
        asked += 1
    return asked


def place_in_line(registration: Registration) -> int:
    """1 for whoever is next."""
    return Registration.objects.filter(roll=registration.roll_id, pk__lt=registration.pk).waiting().count() + 1
