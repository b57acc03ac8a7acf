"""What of registrations waits for staff, in the one list of the house."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import at_time, on_day
from common.worklist import Item, Section, register_section
from events.enums import State
from events.models import Registration
from events.registrations import reminding
from events.registrations.access import PERMISSION

WORTH_A_CALL = [State.OFFERED, State.REGISTERED, State.WAITLISTED, State.CANCELLED_BY_US]


def _to_tell() -> QuerySet[Registration]:
    """Without e-mail: what changed, and what is offered, somebody has to tell them by telephone."""
    return Registration.objects.filter(was_told=False, state__in=WORTH_A_CALL).exclude(phone="")


def _item(registration: Registration, detail: str = "") -> Item:
    """Without a name: the list is open on many screens."""
    return Item(
        title=registration.event.title,
        url=reverse("event_registration", args=[registration.pk]),
        detail=detail,
        since=registration.changed_at,
    )


def _tell_items(limit: int) -> Iterable[Item]:
    return [_item(one, _what_to_say(one)) for one in _to_tell().with_list_data()[:limit]]


def _what_to_say(registration: Registration) -> str:
    if registration.state == State.OFFERED:
        until = registration.offered_until
        return _("Please call: a place is free until %(day)s, %(time)s") % {
            "day": on_day(until),
            "time": at_time(until),
        }
    if registration.state == State.CANCELLED_BY_US:
        return _("Please call: it does not take place")
    return _("Please call: something has changed")


def _reminder_items(limit: int) -> Iterable[Item]:
    return [_item(one, _("Please remind by phone")) for one in reminding.to_call(timezone.now())[:limit]]


def register() -> None:
    """Called once, when the admin is put together."""
    register_section(
        Section(
            slug="event-calls",
            title=gettext_lazy("Events: people to call"),
            count=lambda: _to_tell().count(),
            items=_tell_items,
            permission=PERMISSION,
            order=30,
        )
    )
    register_section(
        Section(
            slug="event-reminders",
            title=gettext_lazy("Events: people to remind by phone"),
            count=lambda: len(reminding.to_call(timezone.now())),
            items=_reminder_items,
            permission=PERMISSION,
            order=31,
        )
    )
