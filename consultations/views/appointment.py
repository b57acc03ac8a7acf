"""The pages of one appointment, for whoever holds its link. Looking at them changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Actor
from calendars.http import calendar_response
from calendars.writing import Method
from common.public_forms import public_form
from consultations import domain, earlier
from consultations.assigning import explain
from consultations.choices import Wish, choices_of, time_of
from consultations.domain import NotPossible, SlotGone
from consultations.enums import State
from consultations.feeds import calendar_of
from consultations.finding import Offer, find
from consultations.forms import ChangeForm, ChooseTimeForm, DetailsForm
from consultations.links import booking_of, counsellor_of, slot_of_token, token_of
from consultations.mails import as_invitation
from consultations.models import Booking, EarlierWish
from consultations.paper import card_of
from consultations.views.public import choices_context
from directory.models import ContactPoint
from printing.appointments import appointment_card
from printing.http import pdf_response


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the appointment the link is about; a link that leads nowhere says what to do instead."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        booking = booking_of(token)
        if booking is None:
            response = render(request, "consultations/link_unknown.html", status=404)
        else:
            response = view(request, booking)
        # The address is a key: no other site gets to see it.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@require_safe
@by_link
def booking(request: HttpRequest, booking: Booking) -> HttpResponse:
    if booking.state == State.HELD:
        return redirect("consultations:details", token_of(booking))
    return _page(request, booking)


def _page(request: HttpRequest, booking: Booking, problem: str = "") -> HttpResponse:
    now = timezone.now()
    context = {
        "booking": booking,
        "token": token_of(booking),
        "can_be_changed": booking.can_be_changed(now),
        "has_wish": EarlierWish.objects.filter(booking=booking).exists(),
        "offer": earlier.open_offer(booking, now) if booking.is_agreed else None,
        "reason": explain(booking.assignment_reason, booking.counsellor.name) if booking.counsellor.is_shown else "",
        "problem": problem,
    }
    return render(request, "consultations/booking.html", context)


# --- The form ---------------------------------------------------------------------------------------------------------


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def details(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Who comes. A time that was lost meanwhile is exchanged on this page, and nothing that was typed is lost."""
    if booking.state != State.HELD:
        return redirect("consultations:booking", token_of(booking))
    now = timezone.now()
    form = DetailsForm(request.POST or None, request=request, topic=booking.topic)
    nearest: list[Offer] = []
    if request.method == "POST" and form.is_valid():
        try:
            chosen = _exchanged(request, booking, now)
            domain.request(booking=chosen, person=form.person, by=Actor.person(), now=now)
            return redirect("consultations:booking", token_of(chosen))
        except SlotGone as problem:
            form.add_error(None, str(problem))
            nearest = problem.nearest
        except NotPossible as problem:
            form.add_error(None, str(problem))
    places = ContactPoint.objects.in_bulk()
    context = {
        "booking": booking,
        "token": token_of(booking),
        "form": form,
        "is_kept": booking.hold_expires_at > now,
        "nearest": [time_of(offer, booking.topic, places) for offer in nearest],
    }
    return render(request, "consultations/details.html", context)


def _exchanged(request: HttpRequest, booking: Booking, now) -> Booking:
    """The held time, or another one that was chosen instead of it. Raises SlotGone."""
    token = request.POST.get("slot")
    if not token:
        return booking
    slot = slot_of_token(token, booking.topic_id)
    if slot is None:
        others = domain.alternatives(domain.search_of(booking, now), domain.slot_of(booking))
        raise SlotGone(_("Please choose one of the times."), others)
    search = replace(domain.search_of(booking, now), ways=[slot.way])
    other = domain.hold(search=search, slot=slot, by=Actor.person(), follows=booking.follows)
    domain.give_back(booking=booking)
    return other


@public_form
@require_POST
@by_link
def extend(request: HttpRequest, booking: Booking) -> HttpResponse:
    domain.extend_hold(booking=booking, now=timezone.now())
    return redirect("consultations:details", token_of(booking))


@public_form
@require_POST
@by_link
def give_back(request: HttpRequest, booking: Booking) -> HttpResponse:
    address = booking.topic.get_absolute_url()
    domain.give_back(booking=booking)
    return redirect(address)


# --- Changes ----------------------------------------------------------------------------------------------------------


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    form = ChangeForm(request.POST) if request.method == "POST" else ChangeForm.of(booking)
    if request.method == "POST" and form.is_valid():
        try:
            domain.cancel(
                booking=booking, by=Actor.person(), now=timezone.now(), sequence=form.cleaned_data["sequence"]
            )
        except NotPossible as problem:
            booking.refresh_from_db()
            return _page(request, booking, str(problem))
        return redirect("consultations:booking", token_of(booking))
    if not booking.can_be_changed(timezone.now()):
        return redirect("consultations:booking", token_of(booking))
    return render(request, "consultations/cancel.html", {"booking": booking, "token": token_of(booking), "form": form})


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def move(request: HttpRequest, booking: Booking) -> HttpResponse:
    now = timezone.now()
    if not booking.can_be_changed(now):
        return redirect("consultations:booking", token_of(booking))
    places = ContactPoint.objects.in_bulk()
    wish = replace(
        Wish.from_params(request.GET, {place.slug: place for place in places.values()}), language=booking.language
    )
    search = replace(domain.search_of(booking, now), ways=[], in_busy_hours=True)
    form = ChooseTimeForm(request.POST or None, request=request)
    change = ChangeForm(request.POST) if request.method == "POST" else ChangeForm.of(booking)
    nearest: list[Offer] = []
    if request.method == "POST" and form.is_valid() and change.is_valid():
        slot = slot_of_token(form.cleaned_data["slot"], booking.topic_id)
        try:
            if slot is None:
                raise SlotGone(_("Please choose one of the times."))
            domain.move(
                booking=booking,
                search=search,
                slot=slot,
                by=Actor.person(),
                sequence=change.cleaned_data["sequence"],
            )
            return redirect("consultations:booking", token_of(booking))
        except SlotGone as problem:
            form.add_error("slot", str(problem))
            nearest = problem.nearest
        except NotPossible as problem:
            booking.refresh_from_db()
            return _page(request, booking, str(problem))
    if not wish.way:
        wish = replace(wish, way=booking.way, contact_point=wish.contact_point or booking.contact_point_id)
    choices = choices_of(find(search), wish, topic=booking.topic, places=places, now=now)
    context = {
        "booking": booking,
        "token": token_of(booking),
        "form": form,
        "change": ChangeForm.of(booking),
        "nearest": [time_of(offer, booking.topic, places) for offer in nearest],
        **choices_context(choices),
    }
    return render(request, "consultations/move.html", context)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def earlier_time(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The list of those who would rather come earlier, and the answer to an offer."""
    now = timezone.now()
    offer = earlier.open_offer(booking, now) if booking.is_agreed else None
    if request.method == "POST":
        try:
            _answer(request.POST.get("antwort", ""), booking, offer, now)
        except NotPossible as problem:
            booking.refresh_from_db()
            return _page(request, booking, str(problem))
        return redirect("consultations:booking", token_of(booking))
    if not booking.can_be_changed(now):
        return redirect("consultations:booking", token_of(booking))
    context = {
        "booking": booking,
        "token": token_of(booking),
        "offer": offer,
        "has_wish": EarlierWish.objects.filter(booking=booking).exists(),
    }
    return render(request, "consultations/earlier.html", context)


def _answer(answer: str, booking: Booking, offer: Booking | None, now) -> None:
    if answer == "ja":
        if offer is None:
            raise SlotGone(_("This earlier time is not free any more. Your appointment stays as it was."))
        earlier.accept(booking=booking, offer=offer, now=now)
    elif answer == "nein" and offer is not None:
        earlier.refuse(offer=offer)
    elif answer == "merken":
        earlier.wish(booking=booking)
    elif answer == "vergessen":
        earlier.forget_wish(booking=booking)


# --- Files ------------------------------------------------------------------------------------------------------------


@require_safe
@by_link
def calendar_file(request: HttpRequest, booking: Booking) -> HttpResponse:
    method = Method.CANCEL if booking.is_over else Method.REQUEST
    body = as_invitation(booking, method, timezone.now())
    return calendar_response(request, body, filename="termin.ics", method=method)


@require_safe
@by_link
def card(request: HttpRequest, booking: Booking) -> HttpResponse:
    return pdf_response(appointment_card(card_of(booking)), "termin.pdf")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A counsellor's own calendar, under its secret address."""
    counsellor = counsellor_of(token)
    if counsellor is None:
        return HttpResponse(status=404)
    return calendar_response(request, calendar_of(counsellor, timezone.now()), filename="beratung.ics")
