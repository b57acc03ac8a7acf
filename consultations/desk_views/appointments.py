"""The day, one appointment, and the lists of what waits for somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Channel
from consultations import domain, reminding
from consultations.assigning import explain
from consultations.choices import Wish, choices_of, time_of
from consultations.conflicts import conflicts
from consultations.desk import sentence
from consultations.desk_forms import FARTHEST, LetterForm, OutcomeForm
from consultations.desk_views.access import actor, at_the_desk, the_booking
from consultations.domain import NotPossible, SlotGone
from consultations.enums import State
from consultations.finding import find
from consultations.links import slot_of_token
from consultations.models import Booking, Callback, Counsellor
from consultations.paper import card_of, letter_of
from consultations.states import NotAllowed
from directory.models import ContactPoint
from printing.appointments import appointment_card, appointment_letter
from printing.http import pdf_response
from printing.pdf import PrintError, TooLong


@at_the_desk
@require_safe
def day(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    try:
        asked = date.fromisoformat(request.GET.get("tag", ""))
    except ValueError:
        asked = today
    shown = asked if abs(asked - today) <= FARTHEST else today
    bookings = Booking.objects.appointments().filter(starts_at__date=shown).with_list_data()
    place = ContactPoint.objects.filter(slug=request.GET.get("ort", "")).first()
    if place:
        bookings = bookings.filter(contact_point=place)
    counsellor = Counsellor.objects.filter(user=request.user).first()
    mine = bool(counsellor and request.GET.get("meine"))
    if mine:
        bookings = bookings.filter(counsellor=counsellor)
    context = {
        "shown": shown,
        "today": today,
        "before": shown - timedelta(days=1),
        "after": shown + timedelta(days=1),
        "bookings": [(booking, booking.has_begun(timezone.now())) for booking in bookings],
        "places": ContactPoint.objects.all(),
        "place": place,
        "is_counsellor": bool(counsellor),
        "mine": mine,
    }
    return render(request, "consultations/desk/day.html", context)


@at_the_desk
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Everything about appointments that waits for somebody, on one page."""
    now = timezone.now()
    context = {
        "requests": Booking.objects.waiting_for_staff().with_list_data(),
        "without_outcome": Booking.objects.without_outcome(now).with_list_data().order_by("starts_at"),
        "to_call": reminding.to_call(now),
        "callbacks": Callback.objects.open(),
        "conflicts": conflicts(now),
        "calendars": Counsellor.objects.working().exclude(busy_problem=""),
    }
    return render(request, "consultations/desk/waiting.html", context)


@at_the_desk
@require_safe
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    booking = the_booking(request, pk)
    now = timezone.now()
    context = {
        "booking": booking,
        "sentence": sentence(booking),
        "reason": explain(booking.assignment_reason, booking.counsellor.name),
        "steps": booking.transitions.select_related("actor"),
        "has_begun": booking.has_begun(now),
        "letter": LetterForm(),
    }
    return render(request, "consultations/desk/appointment.html", context)


def _told(booking: Booking, done: str) -> str:
    """Staff hear whether a mail went out, or whether it is up to them."""
    told = _("The person gets a mail.") if booking.email else _("Please tell the person: we have no address.")
    return f"{done} {told}"


def _act(
    request: HttpRequest, pk: int, verb: Callable[[Booking], object], done: str, *, is_told: bool = True
) -> HttpResponse:
    """Do it, say so, and go back to where the button was. `is_told`: the person hears of it by mail."""
    booking = the_booking(request, pk)
    try:
        verb(booking)
        messages.success(request, _told(booking, done) if is_told else done)
    except NotPossible as problem:
        messages.warning(request, str(problem))
    except NotAllowed:
        messages.warning(request, _("This appointment has been changed meanwhile. Below you see how it is now."))
    if request.POST.get("zurueck") == "offen":
        return redirect("advice_waiting")
    if request.POST.get("zurueck") == "tag":
        return redirect(_day_url(booking))
    return redirect("advice_appointment", pk)


def _day_url(booking: Booking) -> str:
    return f"{reverse('advice_day')}?tag={timezone.localdate(booking.starts_at)}"


@at_the_desk
@require_POST
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Please give between 1 and 600 minutes."))
        return redirect("advice_appointment", pk)
    return _act(
        request,
        pk,
        lambda booking: domain.close(
            booking=booking,
            outcome=State(form.cleaned_data["outcome"]),
            by=actor(request),
            now=timezone.now(),
            minutes=form.cleaned_data["minutes"],
        ),
        _("Noted."),
        is_told=False,
    )


@at_the_desk
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    comes = request.POST.get("sprachmittlung") == "ja"
    return _act(
        request,
        pk,
        lambda booking: domain.confirm(booking=booking, by=actor(request), now=timezone.now(), interpreter_comes=comes),
        _("Confirmed."),
    )


@at_the_desk
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request,
        pk,
        lambda booking: domain.decline(booking=booking, by=actor(request), now=timezone.now()),
        _("Declined."),
    )


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked once more: the person gets a mail."""
    if request.method == "POST":
        return _act(
            request,
            pk,
            lambda booking: domain.cancel(
                booking=booking,
                by=actor(request, Channel.PHONE),
                now=timezone.now(),
                for_person=request.POST.get("wer") == "person",
            ),
            _("Cancelled."),
        )
    return render(request, "consultations/desk/cancel.html", {"booking": the_booking(request, pk)})


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    booking = the_booking(request, pk)
    if not booking.is_agreed:
        return redirect("advice_appointment", pk)
    now = timezone.now()
    places = ContactPoint.objects.in_bulk()
    search = replace(domain.search_of(booking, now, at_the_desk=True), ways=[], in_busy_hours=True)
    nearest, problem_words = [], ""
    if request.method == "POST":
        slot = slot_of_token(request.POST.get("slot", ""), booking.topic_id)
        try:
            if slot is None:
                raise SlotGone(_("Please choose one of the times."))
            domain.move(
                booking=booking,
                search=search,
                slot=slot,
                by=actor(request, Channel.PHONE),
                interpreter_comes=request.POST.get("sprachmittlung") == "ja",
            )
            messages.success(request, _told(booking, _("Moved.")))
            return redirect("advice_appointment", pk)
        except SlotGone as problem:
            problem_words, nearest = str(problem), problem.nearest
        except NotPossible as problem:
            problem_words = str(problem)
        booking = the_booking(request, pk)
    wish = Wish.from_params(request.GET, {place.slug: place for place in places.values()})
    if not wish.way:
        wish = replace(wish, way=booking.way, contact_point=wish.contact_point or booking.contact_point_id)
    choices = choices_of(find(search), wish, topic=booking.topic, places=places, now=now)
    context = {
        "booking": booking,
        "choices": choices,
        "more_query": f"wie={choices.way}&",
        "problem": problem_words,
        "nearest": [time_of(offer, booking.topic, places) for offer in nearest],
    }
    return render(request, "consultations/desk/move.html", context)


@at_the_desk
@require_POST
def called(request: HttpRequest, pk: int) -> HttpResponse:
    reminding.mark_as_called(booking=the_booking(request, pk))
    messages.success(request, _("Noted."))
    return redirect("advice_waiting")


@at_the_desk
@require_POST
def callback_done(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Callback.objects.open(), pk=pk)
    Callback.objects.filter(pk=row.pk, done_at=None).update(done_at=timezone.now(), done_by=request.user)
    messages.success(request, _("Noted."))
    return redirect("advice_waiting")


@at_the_desk
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    return pdf_response(appointment_card(card_of(the_booking(request, pk))), "terminkarte.pdf")


@at_the_desk
@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The address is printed and kept nowhere."""
    booking = the_booking(request, pk)
    form = LetterForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("A letter needs an address."))
        return redirect("advice_appointment", pk)
    try:
        pdf = appointment_letter(letter_of(booking, recipient=form.lines, dated_on=timezone.localdate()))
    except (TooLong, PrintError):
        messages.warning(request, _("This address does not fit into the window of an envelope. Please shorten it."))
        return redirect("advice_appointment", pk)
    return pdf_response(pdf, "brief.pdf")
