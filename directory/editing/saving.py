"""The one way from a topic's page into the draft: save, say what happens next, or let the person settle a conflict."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.changes import Outcome, save_change
from directory.changes.parts import fields_of
from directory.editing.access import origin_of
from directory.editing.topics import Topic
from directory.models import Business

CHOICE = "choice-"  # + part: "mine" or "theirs"
OF_THE_CONFLICT = ("csrfmiddlewaretoken", "base", "seen", "conflict")


def save(request: HttpRequest, business: Business, values: dict[str, Any], *, base: str | None = None) -> Outcome:
    """Save what a form says; after a conflict without what the person gave up. Raises as `save_change` does.

    `base` where it is not the one that the form carried.
    """
    settled = request.POST.getlist("conflict")
    choices = {part: request.POST.get(CHOICE + part) for part in settled}
    if base is None:
        base = request.POST.get("base", "")
    if settled and all(choice in {"mine", "theirs"} for choice in choices.values()):
        base = request.POST.get("seen", "")  # the person has seen what the other one wrote
        given_up = {name for part, choice in choices.items() if choice == "theirs" for name in (part, *fields_of(part))}
        values = {name: value for name, value in values.items() if name not in given_up}
    return save_change(
        business=business, values=values, base=base, by=request.user, origin=origin_of(request, business)
    )


def conflict_page(
    request: HttpRequest,
    business: Business,
    topic: Topic,
    outcome: Outcome,
    *,
    carried: Iterable[tuple[str, str]] | None = None,
) -> HttpResponse:
    """Both versions in words, one choice each. What was typed travels along, so nothing is lost."""
    context = {
        "business": business,
        "topic": topic,
        "conflicts": [
            {
                "name": CHOICE + conflict.field,
                "part": conflict.field,
                "label": conflict.label,
                "mine": conflict.words(conflict.mine),
                "theirs": conflict.words(conflict.theirs),
                "choice": request.POST.get(CHOICE + conflict.field, ""),
            }
            for conflict in outcome.conflicts
        ],
        "base": request.POST.get("base", ""),
        "seen": outcome.base,
        "carried": list(carried) if carried is not None else carried_fields(request),
        "choice_is_missing": bool(request.POST.getlist("conflict")),
    }
    return render(request, "directory/editing/conflict.html", context, status=409)


def carried_fields(request: HttpRequest, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Everything that was sent, to be sent once more by the next form."""
    left_out = {*OF_THE_CONFLICT, *without}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in left_out and not name.startswith(CHOICE)
        for value in values
    ]


def say_what_happens(request: HttpRequest, outcome: Outcome, business: Business) -> None:
    """One sentence, shown on the next page."""
    if outcome.state == "unchanged":
        messages.info(request, _("Nothing was changed."))
    elif not outcome.review_fields:
        messages.success(request, _("Saved. Everybody can see it already."))
    elif outcome.live_fields:
        messages.success(
            request,
            _("Saved. A part can be seen already. We have a quick look at the rest – usually on the next working day."),
        )
    elif business.live:
        messages.success(request, _("Saved. We have a quick look – usually on the next working day."))
    else:
        messages.success(
            request,
            _("Saved. We have a quick look at your page before it goes online – usually on the next working day."),
        )
