"""What is due in the whole house: forgetting, and what Django and Wagtail leave to cron."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from worker.registry import periodic
from worker.retention import forget_everything, raise_for_failures


@periodic(name="worker.forget", every=timedelta(hours=12))
def forget() -> str:
    done = forget_everything(now=timezone.now())
    raise_for_failures(done)
    return ", ".join(f"{one.part.name} {one.count}" for one in done if one.count) or "nothing to forget"


@periodic(name="worker.publish_scheduled", every=timedelta(minutes=1))
def publish_scheduled() -> None:
    """What editors gave a date comes and goes within a minute of it."""
    call_command("publish_scheduled")
