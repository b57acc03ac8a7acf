"""Two days before, at the same time of day, and never at night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from common.clock import days_before
from consultations import mails
from consultations.enums import ReminderKind, State
from consultations.models import Booking, SentReminder

DAYS_BEFORE = 2
FRESH = timedelta(hours=12)  # whoever booked so shortly before the reminder remembers it


def _soon(now: datetime) -> QuerySet[Booking]:
    """Confirmed ones whose reminder may be due; the moment itself is Python's affair."""
    return Booking.objects.with_list_data().filter(
        state=State.CONFIRMED, starts_at__gt=now, starts_at__lte=now + timedelta(days=DAYS_BEFORE + 1)
    )


def remind(*, now: datetime) -> int:
    """Queue every reminder that is due. Returns how many; repeating it, or running it twice at once, adds none."""
    reminded = 0
    for booking, moment in _due(_soon(now).exclude(email=""), now):
        reminded += _remind(booking, moment)
    return reminded


def _due(bookings: QuerySet[Booking], now: datetime) -> Iterator[tuple[Booking, datetime]]:
    """Those that should have been reminded by now and were not, with the moment that was planned."""
    done = set(
        SentReminder.objects.filter(booking__in=bookings, kind=ReminderKind.TWO_DAYS_BEFORE).values_list(
            "booking", "planned_for"
        )
    )
    for booking in bookings:
        moment = days_before(booking.starts_at, DAYS_BEFORE)
        if moment <= now and booking.created_at <= moment - FRESH and (booking.pk, moment) not in done:
            yield booking, moment


def _remind(booking: Booking, moment: datetime) -> bool:
    """The row and the mail come to be together, or neither does; the row is unique."""
    try:
        with transaction.atomic():
            SentReminder.objects.create(booking=booking, kind=ReminderKind.TWO_DAYS_BEFORE, planned_for=moment)
            mails.reminder(booking)
    except IntegrityError:
        return False
    return True


def to_call(now: datetime) -> list[Booking]:
    """People without e-mail whom staff remind by telephone, the next appointment first."""
    return [booking for booking, _moment in _due(_soon(now).filter(email="").exclude(phone=""), now)]


def mark_as_called(*, booking: Booking) -> None:
    SentReminder.objects.get_or_create(
        booking=booking, kind=ReminderKind.TWO_DAYS_BEFORE, planned_for=days_before(booking.starts_at, DAYS_BEFORE)
    )
