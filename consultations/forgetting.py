"""What is forgotten of appointments, and when. docs/privacy.md says the same in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from worker.retention import forgets

from consultations.enums import State
from consultations.models import Absence, Booking, Callback

HOLDS_FOR = timedelta(days=1)  # a late form finds its words again
CALLBACKS_FOR = timedelta(days=30)
ABSENCES_FOR = timedelta(days=365)
PERSONAL = ("name", "email", "phone", "concern", "needs")


@forgets(name="consultations.holds", what=_("Held times nobody booked"))
def forget_holds(*, now: datetime, dry_run: bool) -> int:
    old = Booking.objects.filter(state=State.HELD, hold_expires_at__lt=now - HOLDS_FOR)
    return _delete(old, dry_run)


@forgets(name="consultations.concerns", what=_("What appointments were about"))
def forget_concerns(*, now: datetime, dry_run: bool) -> int:
    old = Booking.objects.filter(ends_at__lt=now - timedelta(days=settings.CONSULTATIONS_CONCERN_DAYS))
    old = old.exclude(concern="", needs="")
    return old.count() if dry_run else old.update(concern="", needs="")


@forgets(name="consultations.contacts", what=_("Who appointments were with"))
def forget_contacts(*, now: datetime, dry_run: bool) -> int:
    """The whole row with its log and its cells: what counts stands in the statistics, without the person.

    One that nobody gave an outcome goes too and is counted nowhere: nobody knows whether it happened.
    """
    old = Booking.objects.filter(ends_at__lt=now - timedelta(days=settings.CONSULTATIONS_CONTACT_DAYS))
    return _delete(old, dry_run)


@forgets(name="consultations.callbacks", what=_("Requests to be called"))
def forget_callbacks(*, now: datetime, dry_run: bool) -> int:
    old = Callback.objects.filter(Q(done_at__lt=now - CALLBACKS_FOR) | Q(created_at__lt=now - 3 * CALLBACKS_FOR))
    return _delete(old, dry_run)


@forgets(name="consultations.absences", what=_("Absences of counsellors"))
def forget_absences(*, now: datetime, dry_run: bool) -> int:
    return _delete(Absence.objects.filter(ends_at__lt=now - ABSENCES_FOR), dry_run)


def _delete(rows, dry_run: bool) -> int:
    count = rows.count()
    if not dry_run:
        rows.delete()
    return count
