"""Counting without watching: a number per business, day and kind. Who it was is never known here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from directory.enums import CountKind
from directory.models import Business, DailyCount

KEPT_DAYS = 2 * 366  # this year beside last year


def add_one(*, kind: CountKind, business_ids: Iterable[int], day: date) -> int:
    """Add one to the count of every published business among `business_ids`. Returns how many there were.

    Exact when many do it at once: a row is made with nought where there is none, then the database adds.
    """
    with transaction.atomic():
        ids = list(Business.objects.published().filter(pk__in=set(business_ids)).values_list("pk", flat=True))
        DailyCount.objects.bulk_create(
            [DailyCount(business_id=pk, day=day, kind=kind, count=0) for pk in sorted(ids)], ignore_conflicts=True
        )
        return DailyCount.objects.filter(business_id__in=ids, day=day, kind=kind).update(count=F("count") + 1)


def forget_old_counts(*, today: date) -> int:
    """Remove what is older than two years. Returns how many rows."""
    return DailyCount.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()[0]
