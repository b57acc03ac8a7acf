"""What the worker does for events."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from events.registrations import forgetting
from events.registrations.domain import expire_offers
from events.registrations.reminding import remind
from events.registrations.statistics import count_what_is_over
from worker.registry import periodic

__all__ = ["forgetting"]  # registers what is forgotten


@periodic(name="events.look_after_registrations", every=timedelta(minutes=5))
def look_after_registrations() -> str:
    now = timezone.now()
    expired = expire_offers(now=now)
    reminded = remind(now=now)
    counted = count_what_is_over(now=now)
    return f"{expired} offers passed on, {reminded} reminders, {counted} dates counted"
