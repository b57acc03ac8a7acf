"""The project's screens: who comes, who waits, the list at the door, paper, numbers."""

from __future__ import annotations

import csv
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Channel
from common.text import cell_text, number_of
from events.enums import RegistrationMode, Scope, State
from events.models import (
    Attendance,
    EventPage,
    EventStatistics,
    Occurrence,
    Registration,
    RegistrationStep,
    Roll,
)
from events.registrations import domain, paper, reminding, states
from events.registrations.access import actor, for_staff, the_registration
from events.registrations.desk_forms import EndForm, TickForm, WalkInForm, WriteDownForm
from events.registrations.errors import NotPossible
from events.registrations.rolls import Counts, Standing, counts_of, standings_from, standings_of
from printing.appointments import appointment_card
from printing.events import attendance_certificates, check_in_list, event_notice
from printing.http import pdf_response

BACK = timedelta(days=30)  # how long an event that is over stays in the overview
LONGEST_SPAN = timedelta(days=1100)


@dataclass(frozen=True)
class Chosen:
    """What the screens are about: an event, the date that was chosen, and its list, if anybody stands on it."""

    event: EventPage
    dates: list[Occurrence]
    date: Occurrence
    roll: Roll | None
    standing: Standing

    @property
    def is_each(self) -> bool:
        return self.event.scope == Scope.EACH

    @property
    def registrations(self):
        return Registration.objects.filter(roll=self.roll) if self.roll else Registration.objects.none()

    @property
    def query(self) -> str:
        return f"?datum={self.date.pk}"

    def url(self, name: str) -> str:
        return reverse(name, args=[self.event.pk]) + self.query


def _chosen(request: HttpRequest, pk: int) -> Chosen:
    """The date is in the address; without it the next one, or the last when all are over. 404 for any other."""
    event = get_object_or_404(EventPage.objects.select_related("contact_point", "organiser"), pk=pk)
    dates = list(Occurrence.objects.filter(event=event))
    if not dates or not event.takes_registrations:
        raise Http404
    asked = request.GET.get("datum", "")
    if asked:
        found = next((one for one in dates if one.pk == number_of(asked)), None)
        if found is None:
            raise Http404
    else:
        now = timezone.now()
        found = next((one for one in dates if one.takes_place and not one.is_over(now)), dates[-1])
    occurrence = found if event.scope == Scope.EACH else None
    roll = Roll.objects.filter(event=event, occurrence=occurrence).first()
    standing = standings_of(event, dates, timezone.now())[occurrence.pk if occurrence else None]
    return Chosen(event, dates, found, roll, standing)


# --- What is coming ---------------------------------------------------------------------------------------------------


@for_staff
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every event people register for, from thirty days ago on; one query for how full all are."""
    now = timezone.now()
    dates = Occurrence.objects.filter(
        event__registration__in=[RegistrationMode.ONLINE, RegistrationMode.PHONE],
        ends_at__gt=now - BACK,
        is_gone=False,
    )
    by_event: dict[EventPage, list[Occurrence]] = {}
    for one in dates.select_related("event__contact_point"):
        by_event.setdefault(one.event, []).append(one)
    counts = counts_of(by_event)
    rows = [(event, dates, _fullness(event, dates, counts[event.pk], now)) for event, dates in by_event.items()]
    coming = [row for row in rows if not row[1][-1].is_over(now)]
    past = [row for row in rows if row[1][-1].is_over(now)]
    return render(request, "events/desk/overview.html", {"coming": coming, "past": past})


def _fullness(
    event: EventPage, dates: list[Occurrence], counts: Counts, now: datetime
) -> list[tuple[Occurrence, Standing]]:
    standings = standings_from(event, dates, counts, now)
    if event.scope == Scope.WHOLE:
        return [(dates[0], standings[None])]
    return [(one, standings[one.pk]) for one in dates]


@for_staff
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _chosen(request, pk)
    registrations = chosen.registrations
    context = {
        "chosen": chosen,
        "expected": list(registrations.expected()),
        "offered": list(registrations.offered()),
        "waiting": list(registrations.waiting()),
        "ended": list(registrations.filter(state__in=states.TERMINAL)),
        "is_same": _addresses_twice(registrations),
        "now": timezone.now(),
    }
    return render(request, "events/desk/people.html", context)


def _addresses_twice(registrations) -> set[str]:
    """Probably one person who registered twice."""
    seen, twice = set(), set()
    for email in registrations.open().exclude(email="").values_list("email", flat=True):
        (twice if email in seen else seen).add(email)
    return twice


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def write_down(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _chosen(request, pk)
    form = WriteDownForm(request.POST or None, event=chosen.event, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            registration = domain.register(
                event=chosen.event,
                occurrence=chosen.date if chosen.is_each else None,
                person=form.person,
                by=actor(request, Channel(form.cleaned_data["channel"])),
                now=timezone.now(),
                idempotency_key=str(form.cleaned_data["key"]),
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _what_was_done(registration))
            return redirect("event_registration", registration.pk)
    return render(request, "events/desk/write_down.html", {"chosen": chosen, "form": form})


def _what_was_done(registration: Registration) -> str:
    if registration.state == State.WAITLISTED:
        return _("All places are taken: written on the waiting list.")
    return _("Registered.")


# --- One registration -------------------------------------------------------------------------------------------------


@for_staff
@require_safe
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_registration(request, pk)
    now = timezone.now()
    context = {
        "registration": found,
        "event": found.event,
        "date": found.roll.occurrence or found.roll.occurrences.first(),
        "dates": [one for one in found.roll.occurrences if one.takes_place],
        "offer_stands": found.offer_stands(now),
        "steps": RegistrationStep.objects.filter(registration=found).select_related("actor"),
        "is_to_remind": any(one.pk == found.pk for one in reminding.to_call(now)),
    }
    return render(request, "events/desk/registration.html", context)


@for_staff
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """They said yes on the telephone."""
    found = the_registration(request, pk)
    try:
        domain.accept(registration=found, by=actor(request, Channel.PHONE), now=timezone.now())
        domain.mark_as_told(registration=found)
        messages.success(request, _("Registered."))
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("event_registration", pk)


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_registration(request, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for_person = form.cleaned_data["who"] == EndForm.PERSON
        try:
            domain.cancel(registration=found, by=actor(request), now=timezone.now(), for_person=for_person)
            messages.success(request, _("Cancelled. The place goes to the next on the list."))
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect("event_registration", pk)
    return render(request, "events/desk/end.html", {"registration": found, "event": found.event, "form": form})


@for_staff
@require_POST
def told(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_registration(request, pk)
    domain.mark_as_told(registration=found)
    reminding.mark_as_called(registration=found, now=timezone.now())
    messages.success(request, _("Noted."))
    return redirect("event_registration", pk)


# --- At the door ------------------------------------------------------------------------------------------------------


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """The list to tick off, for one date; each press is sent at once."""
    chosen = _chosen(request, pk)
    if request.method == "POST":
        form = TickForm(request.POST)
        if not form.is_valid():
            raise Http404
        found = get_object_or_404(chosen.registrations, pk=form.cleaned_data["registration"])
        try:
            domain.check_in(
                registration=found,
                occurrence=chosen.date,
                is_there=form.is_there,
                by=actor(request),
                now=timezone.now(),
            )
        except NotPossible as problem:
            messages.error(request, str(problem))
        return redirect(f"{chosen.url('event_door')}#person-{found.pk}")
    marks = dict(Attendance.objects.filter(occurrence=chosen.date).values_list("registration", "is_there"))
    rows = [(one, marks.get(one.pk)) for one in chosen.registrations.expected().order_by("name", "pk")]
    context = {
        "chosen": chosen,
        "rows": rows,
        "there": sum(one.seats for one, mark in rows if mark),
        "expected": sum(one.seats for one, _mark in rows),
        "is_open": timezone.now() >= chosen.date.starts_at - domain.DOOR_OPENS,
        "form": WalkInForm(),
    }
    return render(request, "events/desk/door.html", context)


@for_staff
@require_POST
def walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _chosen(request, pk)
    form = WalkInForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say how many people came."))
        return redirect(chosen.url("event_door"))
    try:
        domain.walk_in(
            event=chosen.event,
            occurrence=chosen.date,
            name=form.cleaned_data["name"],
            seats=form.cleaned_data["seats"],
            by=actor(request, Channel.WALK_IN),
            now=timezone.now(),
        )
        messages.success(request, _("Counted."))
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect(chosen.url("event_door"))


# --- Paper ------------------------------------------------------------------------------------------------------------


@for_staff
@require_safe
def list_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _chosen(request, pk)
    dates = [chosen.date] if chosen.is_each else [one for one in chosen.dates if one.takes_place]
    content = paper.check_in_list_of(chosen.event, dates, chosen.registrations.expected().order_by("name", "pk"))
    return pdf_response(check_in_list(content), f"liste-{chosen.event.slug}.pdf")


@for_staff
@require_safe
def certificates(request: HttpRequest, pk: int) -> HttpResponse:
    """One page for everybody who was there and whose name we know."""
    chosen = _chosen(request, pk)
    return _certificates(request, chosen.registrations.filter(state=State.ATTENDED).with_list_data(), chosen)


@for_staff
@require_safe
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_registration(request, pk)
    if found.state != State.ATTENDED:
        raise Http404
    return _certificates(request, Registration.objects.filter(pk=found.pk).with_list_data(), None)


def _certificates(request: HttpRequest, registrations: Iterable[Registration], chosen: Chosen | None) -> HttpResponse:
    pages = [paper.certificate_of(one, timezone.localdate()) for one in registrations if one.name]
    if not pages:
        messages.error(request, _("Nobody with a name is ticked off as having been there."))
        return redirect(chosen.url("event_people") if chosen else "event_registrations")
    return pdf_response(attendance_certificates(pages), "teilnahmebescheinigung.pdf")


@for_staff
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    found = the_registration(request, pk)
    return pdf_response(appointment_card(paper.card_of(found)), f"termin-{found.code}.pdf")


@for_staff
@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """For shop windows; for events without registration too."""
    event = get_object_or_404(EventPage.objects.live().select_related("contact_point", "organiser"), pk=pk)
    dates = list(Occurrence.objects.filter(event=event).taking_place().coming(timezone.now()))
    if not dates:
        raise Http404
    return pdf_response(event_notice(paper.notice_of(event, dates)), f"aushang-{event.slug}.pdf")


@for_staff
@require_safe
def list_csv(request: HttpRequest, pk: int) -> HttpResponse:
    chosen = _chosen(request, pk)
    head = [_("Name"), _("People"), _("State"), _("Language"), _("Phone"), _("E-mail"), _("Needs"), _("Childcare")]
    rows = (
        [
            one.name,
            one.seats,
            one.get_state_display(),
            one.language_name,
            one.phone,
            one.email,
            one.needs,
            _("yes") if one.wants_childcare else "",
        ]
        for one in chosen.registrations.order_by("pk")
    )
    return _csv(f"anmeldungen-{chosen.event.slug}.csv", head, rows)


# --- Numbers ----------------------------------------------------------------------------------------------------------

COLUMNS = {
    "on": "tag",
    "title": "titel",
    "kind": "art",
    "audience": "zielgruppe",
    "contact_point__name": "ort",
    "district__name": "stadtteil",
    "minutes": "minuten",
    "registered": "angemeldet",
    "attended": "da",
    "absent": "nicht_da",
    "walk_ins": "ohne_anmeldung",
    "cancelled": "abgesagt",
    "waited": "ohne_platz",
    "is_cancelled": "ausgefallen",
}
SUMS = ["registered", "attended", "walk_ins", "absent", "cancelled", "waited"]


def _span(request: HttpRequest) -> tuple[date, date]:
    """What was asked for; else this quarter so far."""
    today = timezone.localdate()
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    try:
        asked = date.fromisoformat(request.GET.get("von", "")), date.fromisoformat(request.GET.get("bis", ""))
    except ValueError:
        return first, today
    return asked if timedelta(0) <= asked[1] - asked[0] <= LONGEST_SPAN else (first, today)


@for_staff
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    first, last = _span(request)
    rows = list(EventStatistics.objects.filter(on__range=(first, last)).select_related("contact_point", "district"))
    held = [row for row in rows if not row.is_cancelled]
    words = {name: EventStatistics._meta.get_field(name).verbose_name for name in SUMS}
    context = {
        "first": first,
        "last": last,
        "rows": rows,
        "held": len(held),
        "called_off": len(rows) - len(held),
        "sums": [(words[name], sum(getattr(row, name) for row in held)) for name in SUMS],
        "file_url": f"{reverse('event_numbers_file')}?{urlencode({'von': first, 'bis': last})}",
    }
    return render(request, "events/desk/numbers.html", context)


@for_staff
@require_safe
def numbers_file(request: HttpRequest) -> HttpResponse:
    """Every date that is over; without persons there is nothing to hide in it."""
    first, last = _span(request)
    rows = EventStatistics.objects.filter(on__range=(first, last)).values_list(*COLUMNS)
    return _csv(f"termine-{first}-{last}.csv", COLUMNS.values(), rows)


def _csv(filename: str, head: Iterable[str], rows: Iterable[Iterable]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.write("\ufeff")  # without it Excel takes umlauts apart
    writer = csv.writer(response, delimiter=";")
    writer.writerow(head)
    for row in rows:
        writer.writerow(["" if value is None else cell_text(str(value)) for value in row])
    return response
