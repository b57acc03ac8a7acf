"""What publishing an event sets off."""

from __future__ import annotations

from django.dispatch import receiver
from django.utils import timezone

from wagtail.signals import page_published

from events.models import EventPage
from events.registrations import domain
from events.schedule import publish_dates


@receiver(page_published, sender=EventPage)
def bring_dates_up_to_date(instance: EventPage, **kwargs) -> None:
    """People hear of what changed, and of places that have become free."""
    now = timezone.now()
    event = EventPage.objects.get(pk=instance.pk)  # as it was saved, with its rows
    changes = publish_dates(event=event, now=now)
    domain.tell(event=event, changes=changes, now=now)
    domain.fill_up(event=event, now=now)
