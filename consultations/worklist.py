"""What of advice waits for staff, in the one list of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import at_time, on_day
from common.worklist import Item, Section, register_section
from consultations import reminding
from consultations.conflicts import conflicts
from consultations.desk_views.access import PERMISSION
from consultations.models import Booking, Callback, Counsellor


def _requests() -> QuerySet[Booking]:
    return Booking.objects.waiting_for_staff()


def _without_outcome() -> QuerySet[Booking]:
    return Booking.objects.without_outcome(timezone.now())


def _calendars() -> QuerySet[Counsellor]:
    return Counsellor.objects.working().exclude(busy_problem="")


def _item(booking: Booking, detail: str = "") -> Item:
    """Without a name: the list is open on many screens."""
    return Item(
        title=f"{on_day(booking.starts_at)}, {at_time(booking.starts_at)}",
        url=reverse("advice_appointment", args=[booking.pk]),
        detail=detail or f"{booking.topic.discreet_name} · {booking.counsellor.name}",
    )


def _request_item(booking: Booking) -> Item:
    missing = booking.needs_interpreter and not booking.interpreter_arranged_at
    return _item(
        booking, _("Interpreter wanted: %(language)s") % {"language": booking.language_name} if missing else ""
    )


def _callback_items(limit: int) -> Iterable[Item]:
    return [
        Item(
            title=_("Please call back"),
            url=f"{reverse('advice_waiting')}#rueckrufe",
            detail=callback.when,
            since=callback.created_at,
        )
        for callback in Callback.objects.open()[:limit]
    ]


def _calendar_items(limit: int) -> Iterable[Item]:
    return [
        Item(title=counsellor.name, url=f"{reverse('advice_waiting')}#kalender", detail=counsellor.busy_problem)
        for counsellor in _calendars()[:limit]
    ]


def _conflict_items(limit: int) -> Iterable[Item]:
    return [_item(one.booking, one.reason) for one in conflicts(timezone.now())[:limit]]


def _items_of(bookings: Callable[[], QuerySet[Booking]], item: Callable[[Booking], Item] = _item):
    return lambda limit: [item(booking) for booking in bookings().with_list_data().order_by("starts_at")[:limit]]


def register() -> None:
    """Called once, when the admin is put together."""
    waiting = lambda: reverse("advice_waiting")  # noqa: E731
    for section in (
        Section(
            slug="advice-requests",
            title=gettext_lazy("Appointments to confirm"),
            count=lambda: _requests().count(),
            items=_items_of(_requests, _request_item),
            permission=PERMISSION,
            order=20,
            url=waiting,
        ),
        Section(
            slug="advice-callbacks",
            title=gettext_lazy("People to call back"),
            count=lambda: Callback.objects.open().count(),
            items=_callback_items,
            permission=PERMISSION,
            order=22,
            url=waiting,
        ),
        Section(
            slug="advice-reminders",
            title=gettext_lazy("People to remind by telephone"),
            count=lambda: len(reminding.to_call(timezone.now())),
            items=lambda limit: [_item(booking) for booking in reminding.to_call(timezone.now())[:limit]],
            permission=PERMISSION,
            order=24,
            url=waiting,
        ),
        Section(
            slug="advice-conflicts",
            title=gettext_lazy("Appointments that do not fit any more"),
            count=lambda: len(conflicts(timezone.now())),
            items=_conflict_items,
            permission=PERMISSION,
            order=26,
            url=waiting,
        ),
        Section(
            slug="advice-outcomes",
            title=gettext_lazy("Appointments without an outcome"),
            count=lambda: _without_outcome().count(),
            items=_items_of(_without_outcome),
            permission=PERMISSION,
            order=28,
            url=waiting,
        ),
        Section(
            slug="advice-calendars",
            title=gettext_lazy("Calendars that cannot be read"),
            count=lambda: _calendars().count(),
            items=_calendar_items,
            permission=PERMISSION,
            order=90,
            url=waiting,
        ),
    ):
        register_section(section)
