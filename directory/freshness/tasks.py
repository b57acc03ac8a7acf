"""Reminders go out, and what reporters left is forgotten."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from directory.freshness import asking, domain
from worker.registry import periodic
from worker.retention import forgets


@periodic(name="directory.send_reminders", every=timedelta(hours=1))
def send_reminders() -> str:
    return asking.send_reminders()


@forgets(name="directory.reports", what=_("Reported mistakes and who reported them"))
def forget_reporters(now: datetime) -> int:
    return sum(domain.forget_reporters(now))
