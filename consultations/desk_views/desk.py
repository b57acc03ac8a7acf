"""One screen: one search field, the next free times, an appointment in a few presses."""

from __future__ import annotations

import uuid
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actors import Channel
from consultations import domain
from consultations.choices import Time, time_of
from consultations.desk import find_appointments, find_businesses, find_topics, next_free
from consultations.desk_forms import BookForm, DoubleForm, DoubleTimeForm
from consultations.desk_views.access import actor, at_the_desk, the_booking
from consultations.domain import NotPossible, SlotGone
from consultations.enums import Audience, Way
from consultations.finding import GERMAN, Found, Search, Slot, find
from consultations.links import slot_of_token
from consultations.models import Booking, Topic
from directory.languages import LANGUAGE_NAMES, LANGUAGES
from directory.models import Business, ContactPoint


@at_the_desk
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    typed = request.GET.get("q", "")
    topics = list(Topic.objects.offered())
    topic = next((one for one in topics if one.slug == request.GET.get("thema")), None)
    business = _business(request)
    language = _language(request)
    found = find(_search(topic, language, business, now)) if topic else None
    context = {
        "typed": typed,
        "topics_found": find_topics(typed, topics),
        "appointments": find_appointments(typed, now=now),
        "businesses": find_businesses(typed),
        "audiences": [(one, [topic for topic in topics if topic.audience == one]) for one in _audiences(business)],
        "topic": topic,
        "business": business,
        "spoken": language,
        "language_name": LANGUAGE_NAMES[language],
        "languages": LANGUAGES,
        "groups": _free_times(found, topic) if found and topic else [],
        "with_interpreter": bool(found and found.with_interpreter),
        "query": _query(topic, language, business, _follows(request)),
        "today": Booking.objects.agreed().filter(starts_at__date=timezone.localdate()).count(),
    }
    return render(request, "consultations/desk/desk.html", context)


def _audiences(business: Business | None) -> list[Audience]:
    return [Audience.BUSINESSES] if business else list(Audience)


def _business(request: HttpRequest) -> Business | None:
    slug = request.GET.get("betrieb") or request.POST.get("betrieb")
    return get_object_or_404(Business.objects.published().select_related("district"), slug=slug) if slug else None


def _language(request: HttpRequest) -> str:
    language = request.GET.get("sprache") or request.POST.get("sprache") or GERMAN
    return language if language in LANGUAGE_NAMES else GERMAN


def _search(topic: Topic, language: str, business: Business | None, now) -> Search:
    return Search(
        topic=topic, now=now, language=language, business=business, at_the_desk=True, in_busy_hours=bool(business)
    )


def _free_times(found: Found, topic: Topic) -> list[tuple[str, list[Time]]]:
    """Place or way in words, with its next times."""
    places = ContactPoint.objects.in_bulk()
    groups: dict[str, list[Time]] = {}
    for offer in next_free(found):
        place = places.get(offer.slot.contact_point)
        title = place.name if place else str(Way(offer.slot.way).label)
        groups.setdefault(title, []).append(time_of(offer, topic, {}))
    return list(groups.items())


def _query(topic: Topic | None, language: str, business: Business | None, follows: Booking | None) -> str:
    """What the next page needs to know, without German, which it takes for granted."""
    kept = {
        "thema": topic.slug if topic else "",
        "sprache": language if language != GERMAN else "",
        "betrieb": business.slug if business else "",
        "nach": follows.pk if follows else "",
    }
    return urlencode({name: value for name, value in kept.items() if value})


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """The short form for a chosen time."""
    now = timezone.now()
    topic = get_object_or_404(Topic.objects.offered(), slug=request.GET.get("thema") or request.POST.get("thema"))
    business, language = _business(request), _language(request)
    search = _search(topic, language, business, now)
    slot = slot_of_token(request.POST.get("zeit") or request.GET.get("zeit") or "", topic.pk)
    if slot is None:
        raise Http404
    follows = _follows(request)
    form = BookForm(request.POST or None, topic=topic, initial=_known(follows, business) | {"key": uuid.uuid4()})
    nearest = []
    if request.method == "POST" and form.is_valid():
        try:
            booking = domain.book(
                search=search,
                slot=slot,
                person=form.person,
                by=actor(request, Channel(form.cleaned_data["channel"])),
                idempotency_key=str(form.cleaned_data["key"] or "") or None,
                follows=follows,
            )
            return redirect("advice_appointment", booking.pk)
        except SlotGone as problem:
            form.add_error(None, str(problem))
            nearest = problem.nearest
        except NotPossible as problem:
            form.add_error(None, str(problem))
    place = ContactPoint.objects.filter(pk=slot.contact_point).first() if slot.contact_point else None
    context = {
        "form": form,
        "topic": topic,
        "slot": slot,
        "way": Way(slot.way).label,
        "place": place,
        "token": request.POST.get("zeit") or request.GET.get("zeit"),
        "business": business,
        "spoken": language,
        "language_name": LANGUAGE_NAMES[language],
        "follows": follows,
        "nearest": [time_of(offer, topic, {}) for offer in nearest],
    }
    return render(request, "consultations/desk/book.html", context)


def _follows(request: HttpRequest) -> Booking | None:
    number = request.POST.get("nach") or request.GET.get("nach") or ""
    return the_booking(request, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None


def _known(follows: Booking | None, business: Business | None) -> dict:
    """What is known already of whoever comes again."""
    if follows:
        return {name: getattr(follows, name) for name in ("name", "phone", "email", "needs", "size_class")}
    return {"phone": business.phone} if business else {}


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def book_double(request: HttpRequest) -> HttpResponse:
    """Two at the same time, on purpose: a page of its own, a tick, and a line in the log."""
    topic = get_object_or_404(Topic.objects.offered(), slug=request.GET.get("thema") or request.POST.get("thema"))
    business, language = _business(request), _language(request)
    form = DoubleForm(request.POST or None, topic=topic, initial={"key": uuid.uuid4()})
    when = DoubleTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and when.is_valid():
        search = _search(topic, language, business, timezone.now())
        place = ContactPoint.objects.filter(slug=request.POST.get("ort", "")).first()
        way = Way.PLACE if place else Way.PHONE
        slot = Slot(int(when.cleaned_data["moment"].timestamp()), way, place.pk if place else None)
        try:
            booking = domain.book_double(
                search=replace(search, ways=[way]),
                slot=slot,
                counsellor=form.cleaned_data["counsellor"],
                person=form.person,
                by=actor(request, Channel(form.cleaned_data["channel"])),
                idempotency_key=str(form.cleaned_data["key"] or "") or None,
            )
            messages.warning(request, _("Booked over another appointment, and noted who did it."))
            return redirect("advice_appointment", booking.pk)
        except NotPossible as problem:
            form.add_error(None, str(problem))
    context = {
        "form": form,
        "when": when,
        "topic": topic,
        "business": business,
        "spoken": language,
        "places": ContactPoint.objects.all(),
    }
    return render(request, "consultations/desk/double.html", context)
