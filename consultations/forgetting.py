"""What is forgotten of appointments, and when. docs/privacy.md says the same in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.enums import State
from consultations.models import Absence, Booking, Callback
from worker.retention import forgets

HOLDS_FOR = timedelta(days=1)  # a late form finds its words again
CALLBACKS_FOR = timedelta(days=30)
OPEN_CALLBACKS_FOR = timedelta(days=90)
ABSENCES_FOR = timedelta(days=365)


@forgets(name="consultations.holds", what=_("Held times nobody booked"))
def forget_holds(now: datetime) -> int:
    return Booking.objects.filter(state=State.HELD, hold_expires_at__lt=now - HOLDS_FOR).delete()[0]


@forgets(name="consultations.concerns", what=_("What appointments were about"))
def forget_concerns(now: datetime) -> int:
    old = Booking.objects.filter(ends_at__lt=now - timedelta(days=settings.CONSULTATIONS_CONCERN_DAYS))
    return old.exclude(concern="", needs="").update(concern="", needs="")


@forgets(name="consultations.contacts", what=_("Appointments, and who they were with"))
def forget_contacts(now: datetime) -> int:
    """The whole rows with their log: what counts stands in the statistics, without the person. One that nobody gave an
    outcome is counted nowhere: nobody knows whether it happened."""
    return Booking.objects.filter(ends_at__lt=now - timedelta(days=settings.CONSULTATIONS_CONTACT_DAYS)).delete()[0]


@forgets(name="consultations.callbacks", what=_("Requests to be called"))
def forget_callbacks(now: datetime) -> int:
    old = Q(done_at__lt=now - CALLBACKS_FOR) | Q(created_at__lt=now - OPEN_CALLBACKS_FOR)
    return Callback.objects.filter(old).delete()[0]


@forgets(name="consultations.absences", what=_("Absences of counsellors"))
def forget_absences(now: datetime) -> int:
    return Absence.objects.filter(ends_at__lt=now - ABSENCES_FOR).delete()[0]
