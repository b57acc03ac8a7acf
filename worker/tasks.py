"""What Django and Wagtail leave to cron."""

from datetime import timedelta

from django.core.management import call_command

from worker.registry import periodic


@periodic(name="worker.clear_sessions", every=timedelta(hours=6))
def clear_sessions() -> None:
    call_command("clearsessions")


@periodic(name="worker.publish_scheduled", every=timedelta(minutes=1))
def publish_scheduled() -> None:
    """What editors gave a date comes and goes within a minute of it."""
    call_command("publish_scheduled")
