"""What is forgotten by itself."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Device, SharedCounter
from worker.registry import periodic
from worker.retention import forgets


@periodic(name="accounts.forget_counters", every=timedelta(hours=1))
def forget_counters() -> str:
    """Rate limits that ran out."""
    count, _rows = SharedCounter.objects.filter(expires__lt=timezone.now()).delete()
    return f"{count} counters forgotten"


@forgets(name="accounts.sessions", what=_("Logins that ran out, and their devices"))
def forget_sessions(now: datetime) -> int:
    sessions, _by_model = Session.objects.filter(expire_date__lt=now).delete()
    devices, _by_model = Device.objects.exclude(pk__in=Device.objects.logged_in()).delete()
    return sessions + devices
