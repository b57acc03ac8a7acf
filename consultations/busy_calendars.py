"""What is busy in a counsellor's own calendar blocks appointments. Times are kept, nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from calendars.busy import NotACalendar, read_busy
from calendars.fetching import CalendarUnreachable, fetch_calendar
from consultations.models import BusyTime, Counsellor

AHEAD = timedelta(days=200)


def read_busy_calendars(*, now: datetime) -> tuple[int, int]:
    """Ask every calendar that is named. Returns how many were read and how many could not be."""
    read = failed = 0
    for counsellor in Counsellor.objects.working().exclude(busy_calendar_url=""):
        if read_busy_calendar(counsellor=counsellor, now=now):
            read += 1
        else:
            failed += 1
    return read, failed


def read_busy_calendar(*, counsellor: Counsellor, now: datetime) -> bool:
    """Keep what is busy from yesterday on. What cannot be read leaves what was known, and says so to staff."""
    try:
        spans = read_busy(fetch_calendar(counsellor.busy_calendar_url), now - timedelta(days=1), now + AHEAD)
    except (CalendarUnreachable, NotACalendar) as problem:
        Counsellor.objects.filter(pk=counsellor.pk).update(busy_problem=str(problem)[:300])
        return False
    with transaction.atomic():
        BusyTime.objects.filter(counsellor=counsellor).delete()
        BusyTime.objects.bulk_create(
            BusyTime(counsellor=counsellor, start=int(start.timestamp()), end=int(end.timestamp()))
            for start, end in spans
        )
        Counsellor.objects.filter(pk=counsellor.pk).update(busy_problem="", busy_fetched_at=now)
    return True


def forget_busy_times(*, counsellor: Counsellor) -> None:
    """The address was taken out: nothing of that calendar blocks anything any more."""
    BusyTime.objects.filter(counsellor=counsellor).delete()
    Counsellor.objects.filter(pk=counsellor.pk).update(busy_problem="", busy_fetched_at=None)
