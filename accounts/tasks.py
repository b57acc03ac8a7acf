"""What is forgotten by itself."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import Device, SharedCounter
from worker.registry import periodic


@periodic(name="accounts.forget_counters", every=timedelta(hours=1))
def forget_counters() -> str:
    """Rate limits that ran out."""
    count, _rows = SharedCounter.objects.filter(expires__lt=timezone.now()).delete()
    return f"{count} counters forgotten"


@periodic(name="accounts.forget_sessions", every=timedelta(days=1))
def forget_sessions() -> str:
    """Logins that ran out, and the devices they belonged to."""
    count, _rows = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    Device.objects.exclude(pk__in=Device.objects.logged_in()).delete()
    return f"{count} sessions forgotten"
