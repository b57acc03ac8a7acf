"""The row without persons that stays of a date that is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.actors import Channel
from events.enums import Scope, State
from events.models import Attendance, EventStatistics, Occurrence, Registration, Roll

COUNTED_AFTER = timedelta(hours=12)  # time to tick off the list; later ticks count it again


def _seats(registrations) -> int:
    return registrations.aggregate(seats=Sum("seats"))["seats"] or 0


def count_what_is_over(*, now: datetime) -> int:
    """A row for every date that is over and not counted yet. Returns how many."""
    waiting = Occurrence.objects.filter(counted_at=None, is_gone=False, ends_at__lte=now - COUNTED_AFTER)
    counted = 0
    for occurrence in waiting.select_related("event"):
        _count(occurrence, now=now)
        counted += 1
    return counted


def recount(occurrence: Occurrence, *, now: datetime) -> None:
    """Somebody was ticked off later. Not yet counted: nothing to do."""
    occurrence.refresh_from_db(fields=["counted_at"])
    if occurrence.counted_at:
        _count(occurrence, now=now)


@transaction.atomic
def _count(occurrence: Occurrence, *, now: datetime) -> None:
    event = occurrence.event
    roll = Roll.objects.filter(event=event, occurrence=occurrence if event.scope == Scope.EACH else None).first()
    registrations = Registration.objects.filter(roll=roll) if roll else Registration.objects.none()
    walked_in = registrations.filter(channel=Channel.WALK_IN)
    marks = Attendance.objects.filter(occurrence=occurrence)
    there = registrations.filter(pk__in=marks.filter(is_there=True).values("registration"))
    missing = registrations.filter(pk__in=marks.filter(is_there=False).values("registration"))
    EventStatistics.objects.update_or_create(
        occurrence=occurrence,
        defaults={
            "on": timezone.localdate(occurrence.starts_at),
            "title": event.title,
            "kind": event.kind,
            "audience": event.audience,
            "contact_point_id": event.contact_point_id,
            "district_id": event.district_id,
            "minutes": int((occurrence.ends_at - occurrence.starts_at).total_seconds()) // 60,
            "registered": _seats(registrations.expected().exclude(channel=Channel.WALK_IN)),
            "attended": _seats(there),
            "absent": _seats(missing),
            "walk_ins": _seats(walked_in.filter(pk__in=there)),
            "cancelled": _seats(registrations.filter(state=State.CANCELLED_BY_PERSON)),
            "waited": _seats(registrations.filter(state__in=[State.WAITLISTED, State.OFFERED, State.EXPIRED])),
            "is_cancelled": occurrence.is_cancelled,
        },
    )
    Occurrence.objects.filter(pk=occurrence.pk).update(counted_at=now)
