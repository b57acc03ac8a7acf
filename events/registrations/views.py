"""Registering, and the page of one registration for whoever holds its link. Looking at them changes nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Actor
from calendars.http import calendar_response
from common.public_forms import public_form
from events.addresses import CALENDAR_URL
from events.enums import RegistrationMode, Scope, State
from events.models import EventPage, Occurrence, Registration
from events.registrations import domain
from events.registrations.errors import NotPossible
from events.registrations.forms import RegisterForm
from events.registrations.links import registration_of, token_of
from events.registrations.mails import as_calendar
from events.registrations.paper import card_of
from events.registrations.rolls import is_over, standings_of
from events.registrations.waiting import place_in_line
from printing.appointments import appointment_card
from printing.http import pdf_response


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Who comes? With a full list the same form leads to the waiting list, and says so."""
    event = get_object_or_404(EventPage.objects.live().select_related("contact_point"), slug=slug)
    if event.registration != RegistrationMode.ONLINE:
        raise Http404
    now = timezone.now()
    is_each = event.scope == Scope.EACH
    dates = list(Occurrence.objects.filter(event=event, is_gone=False).taking_place())
    standings = standings_of(event, dates, now)
    open_dates = [one for one in dates if is_each and standings[one.pk].is_open and not one.is_over(now)]
    standing = None if is_each else standings[None]
    can_register = bool(open_dates) if is_each else standing.is_open
    form = RegisterForm(request.POST or None, request=request, event=event, dates=open_dates, initial=_initial(request))
    if request.method == "POST" and can_register and form.is_valid():
        try:
            registration = domain.register(
                event=event,
                occurrence=form.occurrence,
                person=form.person,
                by=Actor.person(),
                now=now,
                idempotency_key=str(form.cleaned_data["key"]) if form.cleaned_data["key"] else None,
            )
            return redirect("events:registration", token_of(registration))
        except NotPossible as problem:
            form.add_error(None, str(problem))
    context = {
        "event": event,
        "dates": dates,
        "form": form,
        "can_register": can_register,
        "standing": standing,
        "full_dates": [one for one in open_dates if standings[one.pk].is_full],
    }
    return render(request, "events/register.html", context)


def _initial(request: HttpRequest) -> dict:
    """The date a link was about, and a key that makes two clicks one registration."""
    return {"key": uuid.uuid4(), "date": request.GET.get("datum", "")}


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "events/link_unknown.html", {"calendar_url": CALENDAR_URL}, status=404)


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the registration the link is about; a link that leads nowhere says what to do instead."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        found = registration_of(token)
        response = view(request, found) if found else _unknown(request)
        # The address is a key: no other site gets to see it.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@require_safe
@by_link
def registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    return _page(request, registration)


def _page(request: HttpRequest, registration: Registration, problem: str = "") -> HttpResponse:
    now = timezone.now()
    dates = list(registration.roll.occurrences)
    context = {
        "registration": registration,
        "event": registration.event,
        "token": token_of(registration),
        "dates": [one for one in dates if one.takes_place],
        "is_over": is_over([one for one in dates if one.takes_place], now),
        "offer_stands": registration.offer_stands(now),
        "place": place_in_line(registration) if registration.state == State.WAITLISTED else 0,
        "problem": problem,
    }
    return render(request, "events/registration.html", context)


@public_form
@require_POST
@by_link
def accept(request: HttpRequest, registration: Registration) -> HttpResponse:
    try:
        domain.accept(registration=registration, by=Actor.person(), now=timezone.now())
    except NotPossible as problem:
        registration.refresh_from_db()
        return _page(request, registration, str(problem))
    return redirect("events:registration", token_of(registration))


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def cancel(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Asked before it is done; also how an offer is declined and the waiting list is left."""
    if request.method == "POST":
        try:
            domain.cancel(registration=registration, by=Actor.person(), now=timezone.now())
        except NotPossible as problem:
            registration.refresh_from_db()
            return _page(request, registration, str(problem))
        return redirect("events:registration", token_of(registration))
    if not registration.is_open:
        return redirect("events:registration", token_of(registration))
    context = {"registration": registration, "event": registration.event, "token": token_of(registration)}
    return render(request, "events/cancel.html", context)


@require_safe
@by_link
def calendar_file(request: HttpRequest, registration: Registration) -> HttpResponse:
    body, method = as_calendar(registration, timezone.now())
    return calendar_response(request, body, filename="termin.ics", method=method)


@require_safe
@by_link
def card(request: HttpRequest, registration: Registration) -> HttpResponse:
    return pdf_response(appointment_card(card_of(registration)), f"termin-{registration.code}.pdf")
