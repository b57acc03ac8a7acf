"""Reminders go out, and what reporters left is forgotten."""

from datetime import timedelta

from django.utils import timezone

from directory.freshness import asking, domain
from worker.registry import periodic


@periodic(name="directory.send_reminders", every=timedelta(hours=1))
def send_reminders() -> str:
    return asking.send_reminders()


@periodic(name="directory.forget_reporters", every=timedelta(days=1))
def forget_reporters() -> str:
    contacts, settled = domain.forget_reporters(timezone.now())
    return f"{contacts} contacts and {settled} settled reports forgotten"
