"""Two days before, at the same time of day, and never at night: before the first date of a course, and before each date
people register for by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Min, Q

from common.clock import days_before
from events.enums import State
from events.models import Occurrence, Registration, SentReminder
from events.registrations import mails

DAYS_BEFORE = 2
FRESH = timedelta(hours=12)  # whoever registered so shortly before the reminder remembers it


def remind(*, now: datetime) -> int:
    """Queue every reminder that is due. Returns how many; repeating it, or running it twice at once, adds none."""
    return sum(_remind(registration, date, moment) for registration, date, moment in _due(now, has_email=True))


def to_call(now: datetime) -> list[Registration]:
    """People without e-mail whom staff remind by telephone."""
    return [registration for registration, _date, _moment in _due(now, has_email=False)]


def mark_as_called(*, registration: Registration, now: datetime) -> None:
    for due, _date, moment in _due(now, has_email=False):
        if due.pk == registration.pk:
            SentReminder.objects.get_or_create(registration=registration, planned_for=moment)


def _due(now: datetime, *, has_email: bool) -> Iterator[tuple[Registration, Occurrence, datetime]]:
    taking_place = Q(roll__event__occurrences__is_cancelled=False)
    registrations = Registration.objects.filter(state=State.REGISTERED, roll__event__live=True)
    registrations = registrations.exclude(email="") if has_email else registrations.filter(email="").exclude(phone="")
    soon = (
        registrations.annotate(first=Min("roll__event__occurrences__starts_at", filter=taking_place))
        .filter(
            Q(roll__occurrence__starts_at__gt=now, roll__occurrence__starts_at__lte=_horizon(now))
            | Q(roll__occurrence=None, first__gt=now, first__lte=_horizon(now))
        )
        .with_list_data()
    )
    done = set(SentReminder.objects.filter(registration__in=soon).values_list("registration", "planned_for"))
    for registration in soon:
        date = registration.roll.occurrence or registration.roll.occurrences.taking_place().first()
        if date is None or not date.takes_place:
            continue
        moment = days_before(date.starts_at, DAYS_BEFORE)
        if moment <= now and registration.created_at <= moment - FRESH and (registration.pk, moment) not in done:
            yield registration, date, moment


def _horizon(now: datetime) -> datetime:
    return now + timedelta(days=DAYS_BEFORE + 1)


def _remind(registration: Registration, occurrence: Occurrence, moment: datetime) -> bool:
    """The row and the mail come to be together, or neither does; the row is unique."""
    try:
        with transaction.atomic():
            SentReminder.objects.create(registration=registration, planned_for=moment)
            mails.reminder(registration, occurrence=occurrence)
    except IntegrityError:
        return False
    return True
