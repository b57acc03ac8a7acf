"""The topics that are one form each; opening hours and photos have modules of their own."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from directory.changes import base_token, draft_of
from directory.editing.access import own_business
from directory.editing.forms.about import AboutForm
from directory.editing.forms.base import TopicForm
from directory.editing.forms.contact import ContactForm
from directory.editing.forms.good_to_know import GoodToKnowForm
from directory.editing.forms.place import PlaceForm
from directory.editing.saving import conflict_page, save, say_what_happens
from directory.editing.topics import TOPICS, Topic
from directory.models import Business, BusinessTag

TAGS_SUGGESTED = 60


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, business: Business) -> HttpResponse:
    return _form_page(request, business, TOPICS["contact"], ContactForm)


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def good_to_know(request: HttpRequest, business: Business) -> HttpResponse:
    return _form_page(request, business, TOPICS["good_to_know"], GoodToKnowForm)


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, business: Business) -> HttpResponse:
    topic = TOPICS["about"]
    form = _form(request, business, topic, AboutForm)
    extra = {"suggested_tags": BusinessTag.objects.values_list("name", flat=True)[:TAGS_SUGGESTED]}
    if "search" in request.POST:
        return _page(request, business, topic, form.search(), **extra)
    if "choose" in request.POST:
        return _page(request, business, topic, form.shown_again(category=request.POST["choose"], find=""), **extra)
    return _answer(request, business, topic, form, **extra)


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, business: Business) -> HttpResponse:
    topic = TOPICS["place"]
    form = _form(request, business, topic, PlaceForm)
    if "search" in request.POST and form.is_valid():
        found = form.look_up()
        again = form.shown_again(position=[found.latitude, found.longitude]) if found else form.shown_again()
        return _page(request, business, topic, again, notice=form.notice)
    if request.method == "POST" and form.is_valid() and form.pin_stands_at_an_old_address:
        form.follow_the_address()
        messages.info(request, form.notice)
    return _answer(request, business, topic, form, notice="")


def _form_page(request: HttpRequest, business: Business, topic: Topic, form_class: type[TopicForm]) -> HttpResponse:
    return _answer(request, business, topic, _form(request, business, topic, form_class))


def _form(request: HttpRequest, business: Business, topic: Topic, form_class: type[TopicForm]) -> TopicForm:
    draft = draft_of(business)
    if request.method == "POST":
        return form_class(request.POST, draft=draft)
    return form_class(draft=draft, base=base_token(business, topic.parts))


def _answer(request: HttpRequest, business: Business, topic: Topic, form: TopicForm, **extra) -> HttpResponse:
    """Save a valid form and go back to the business; otherwise show it, with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            outcome = save(request, business, form.values())
        except ValidationError as error:
            form.take_errors(error)
        else:
            if outcome.state == "conflict":
                return conflict_page(request, business, topic, outcome)
            say_what_happens(request, outcome, business)
            return redirect("directory:my_business", slug=business.slug)
    return _page(request, business, topic, form, **extra)


def _page(request: HttpRequest, business: Business, topic: Topic, form: TopicForm, **extra) -> HttpResponse:
    context = {"business": business, "topic": topic, "form": form, **extra}
    return render(request, f"directory/editing/{topic.key}.html", context)
