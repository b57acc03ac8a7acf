"""What is forgotten of registrations, and when. docs/privacy.md says the same in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.models import Registration
from worker.retention import forgets


def _over_before(moment: datetime) -> QuerySet[Registration]:
    """Of lists whose last date was before: of the date itself, or of the whole event."""
    each = Registration.objects.filter(roll__occurrence__ends_at__lt=moment)
    whole = (
        Registration.objects.filter(roll__occurrence=None)
        .annotate(last=Max("roll__event__occurrences__ends_at"))
        .filter(last__lt=moment)
    )
    return Registration.objects.filter(Q(pk__in=each.values("pk")) | Q(pk__in=whole.values("pk")))


@forgets(name="events.needs", what=_("What people told us for an event"))
def forget_needs(now: datetime) -> int:
    old = _over_before(now - timedelta(days=settings.EVENTS_NEEDS_DAYS))
    return old.exclude(needs="").update(needs="")


@forgets(name="events.registrations", what=_("Registrations, and who they were of"))
def forget_registrations(now: datetime) -> int:
    """The whole rows with their log and ticks: what counts stands in the statistics, without the person."""
    return _over_before(now - timedelta(days=settings.EVENTS_CONTACT_DAYS)).delete()[0]
