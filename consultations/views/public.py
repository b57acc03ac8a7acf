"""Advice for everybody: topics, free times, "please call me"."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actors import Actor
from common.public_forms import public_form
from consultations import domain
from consultations.choices import Choices, Wish, choices_of, time_of
from consultations.domain import NotPossible, SlotGone
from consultations.enums import Audience
from consultations.finding import Offer, Search, find
from consultations.forms import CallbackForm, ChooseTimeForm
from consultations.links import slot_of_token, token_of
from consultations.models import Callback, Topic
from directory.cards import contact_point_cards
from directory.languages import LANGUAGES
from directory.models import Business, ContactPoint


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    topics = list(Topic.objects.offered())
    context = {
        "audiences": [(audience, [topic for topic in topics if topic.audience == audience]) for audience in Audience],
        "topics_are_there": bool(topics),
        "points": contact_point_cards(timezone.now()),
    }
    return render(request, "consultations/overview.html", context)


def business_of(request: HttpRequest) -> Business | None:
    """The own business somebody comes from. Raises Http404 for one that is not theirs."""
    slug = request.POST.get("betrieb") or request.GET.get("betrieb")
    if not slug:
        return None
    return get_object_or_404(Business.objects.of(request.user).select_related("district"), slug=slug)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Free times of a topic, and holding one of them."""
    found_topic = get_object_or_404(Topic.objects.offered(), slug=slug)
    business = business_of(request)
    if business and found_topic.audience != Audience.BUSINESSES:
        raise Http404
    places = ContactPoint.objects.in_bulk()
    params = request.POST if request.method == "POST" else request.GET
    wish = Wish.from_params(params, {place.slug: place for place in places.values()})
    search = _search(found_topic, wish, business)
    form = ChooseTimeForm(request.POST or None, request=request)
    gone: list[Offer] = []
    if request.method == "POST" and form.is_valid():
        slot = slot_of_token(form.cleaned_data["slot"], found_topic.pk)
        if slot is None:
            form.add_error("slot", _("Please choose one of the times."))
        else:
            try:
                booking = domain.hold(
                    search=search, slot=slot, by=Actor.person(), idempotency_key=_key(form.cleaned_data["key"])
                )
                return redirect("consultations:details", token_of(booking))
            except SlotGone as problem:
                form.add_error("slot", str(problem))
                gone = problem.nearest
            except NotPossible as problem:
                form.add_error("slot", str(problem))
    choices = choices_of(find(search), wish, topic=found_topic, places=places, now=search.now)
    context = {
        "topic": found_topic,
        "business": business,
        "form": form,
        "nearest": [time_of(offer, found_topic, places) for offer in gone],
        **choices_context(choices, business),
    }
    return render(request, "consultations/topic.html", context)


def choices_context(choices: Choices, business: Business | None = None) -> dict:
    """`more_query` is what the link to later days keeps of the address."""
    kept = {
        "betrieb": business.slug if business else "",
        "wie": choices.way,
        "ort": next((place.slug for place in choices.places if place.pk == choices.wish.contact_point), ""),
        "sprache": choices.wish.language,
        "trubel": "1" if choices.wish.in_busy_hours else "",
    }
    return {
        "choices": choices,
        "more_query": urlencode({name: value for name, value in kept.items() if value}) + "&",
        "languages": [(code, str(name)) for code, name in LANGUAGES],
        "key": str(uuid.uuid4()),
    }


def _key(value: uuid.UUID | None) -> str | None:
    return str(value) if value else None


def _search(found_topic: Topic, wish: Wish, business: Business | None) -> Search:
    return Search(
        topic=found_topic,
        now=timezone.now(),
        language=wish.language,
        business=business,
        in_busy_hours=wish.in_busy_hours,
    )


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def callback(request: HttpRequest) -> HttpResponse:
    form = CallbackForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        Callback.objects.create(
            phone=form.cleaned_data["phone"], when=form.cleaned_data["when"], is_suspicious=form.is_suspicious
        )
        return redirect("consultations:callback_thanks")
    return render(request, "consultations/callback.html", {"form": form})


@require_safe
def callback_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "consultations/callback_thanks.html", {"overview_url": reverse("consultations:overview")})
