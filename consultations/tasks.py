"""What the worker does for advice."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from consultations import forgetting
from consultations.busy_calendars import read_busy_calendars
from consultations.domain import expire_requests
from consultations.earlier import offer_earlier_times
from consultations.reminding import remind
from worker.registry import periodic

__all__ = ["forgetting"]  # registers what is forgotten


@periodic(name="consultations.look_after_appointments", every=timedelta(minutes=5))
def look_after_appointments() -> str:
    now = timezone.now()
    expired = expire_requests(now=now)
    reminded = remind(now=now)
    asked = offer_earlier_times(now=now)
    return f"{expired} requests expired, {reminded} reminders, {asked} earlier times offered"


@periodic(name="consultations.busy_calendars", every=timedelta(minutes=15))
def busy_calendars() -> str | None:
    read, failed = read_busy_calendars(now=timezone.now())
    return f"{read} calendars read, {failed} not" if read or failed else None
