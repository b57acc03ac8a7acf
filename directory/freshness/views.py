"""Pages that need no login: the answers to a reminder, and the report of a mistake.

Looking at any of them changes nothing, because programs that guard mailboxes open every link in a mail.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from common.public_forms import public_form
from directory.changes import base_token, draft_of, in_words, save_change
from directory.enums import ChangeOrigin, ReminderAnswer, ReportKind
from directory.freshness import domain
from directory.freshness.forms import ChangeForm, ReportForm
from directory.freshness.links import reminder_of
from directory.models import Business, Reminder

CHANGED_BY_LINK = ("phone", "email", "website", "opening_hours")


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the reminder that the link is about. A link that leads nowhere says what to do instead."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        reminder = reminder_of(token)
        if reminder is None:
            response = render(request, "directory/freshness/link_unknown.html", status=404)
        elif reminder.has_expired() or not reminder.business.live:
            context = {"business": reminder.business if reminder.business.live else None}
            response = render(request, "directory/freshness/link_expired.html", context, status=410)
        else:
            response = view(request, reminder, token)
        # The address is a key: no other site gets to see it. ("no-referrer" would also hide it from our own forms.)
        response["Referrer-Policy"] = "same-origin"
        return response

    return opened


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer(request: HttpRequest, reminder: Reminder, token: str) -> HttpResponse:
    """What stands on the page, and three answers."""
    if request.method == "POST" and request.POST.get("answer") == ReminderAnswer.STILL_RIGHT:
        domain.answer_reminder(reminder=reminder, answer=ReminderAnswer.STILL_RIGHT)
        return redirect("directory:answer_thanks", token)
    return render(request, "directory/freshness/answer.html", _context(reminder, token))


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer_gone(request: HttpRequest, reminder: Reminder, token: str) -> HttpResponse:
    """Asks once more, because it is about the end of an entry."""
    if request.method == "POST":
        domain.answer_reminder(reminder=reminder, answer=ReminderAnswer.GONE)
        return redirect("directory:answer_thanks", token)
    return render(request, "directory/freshness/answer_gone.html", _context(reminder, token))


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer_stop(request: HttpRequest, reminder: Reminder, token: str) -> HttpResponse:
    """No more reminders about this entry; and, for who changed their mind, reminders again."""
    if request.method == "POST":
        if request.POST.get("remind") == "again":
            domain.resume_reminders(business=reminder.business)
        else:
            domain.stop_reminders(business=reminder.business)
        return redirect("directory:answer_stop", token)
    return render(request, "directory/freshness/answer_stop.html", _context(reminder, token))


@require_safe
@by_link
def answer_thanks(request: HttpRequest, reminder: Reminder, token: str) -> HttpResponse:
    return render(request, "directory/freshness/answer_thanks.html", _context(reminder, token))


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer_change(request: HttpRequest, reminder: Reminder, token: str) -> HttpResponse:
    """A short form; what comes in waits for the project's approval."""
    business = reminder.business
    draft = draft_of(business)
    form = ChangeForm(request.POST or None, request=request, draft=draft)
    base = request.POST.get("base") or base_token(business, CHANGED_BY_LINK)
    conflicts = []
    if request.method == "POST" and form.is_valid() and not form.hours_wait_for_a_look:
        outcome = _save(form, reminder, base)
        if outcome is not None and outcome.state == "conflict":
            base, conflicts = outcome.base, outcome.conflicts
        elif outcome is not None and (outcome.state == "saved" or form.cleaned_data["note"]):
            _take_note(form, business)
            domain.answer_reminder(reminder=reminder, answer=ReminderAnswer.CHANGE)
            return redirect("directory:answer_thanks", token)
        elif outcome is not None:
            form.add_error(None, _("Nothing was changed. Is everything right? Then go back and choose “Still right”."))
    context = _context(reminder, token) | {
        "form": form,
        "base": base,
        "conflicts": [
            {"label": each.label, "theirs": each.words(each.theirs), "mine": each.words(each.mine)}
            for each in conflicts
        ],
        "hours_read": in_words("opening_hours", form.hours) if form.hours else [],
    }
    return render(request, "directory/freshness/answer_change.html", context)


def _save(form: ChangeForm, reminder: Reminder, base: str):
    """The outcome, or None when the model refused a value; then the form says so."""
    try:
        return save_change(
            business=reminder.business, values=form.changes, base=base, by=None, origin=ChangeOrigin.SIGNED_LINK
        )
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            form.add_error({"opening_hours": "hours_text"}.get(name, name if name in form.fields else None), messages)
        return None


def _take_note(form: ChangeForm, business: Business) -> None:
    if note := form.cleaned_data["note"]:
        domain.report_mistake(
            business=business,
            kind=ReportKind.OTHER,
            text=note,
            is_from_business=True,
            is_suspicious=form.is_suspicious,
        )


def _context(reminder: Reminder, token: str) -> dict:
    business = reminder.business
    return {
        "reminder": reminder,
        "business": business,
        "token": token,
        "hours": in_words("opening_hours", business.opening_hours) if business.opening_hours else [],
    }


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody tells us what is wrong with a page."""
    business = get_object_or_404(Business.objects.published(), slug=slug)
    form = ReportForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        domain.report_mistake(business=business, **form.cleaned_data, is_suspicious=form.is_suspicious)
        return redirect("directory:report_thanks", slug)
    return render(request, "directory/freshness/report.html", {"business": business, "form": form})


@require_safe
def report_thanks(request: HttpRequest, slug: str) -> HttpResponse:
    business = get_object_or_404(Business.objects.published(), slug=slug)
    return render(request, "directory/freshness/report_thanks.html", {"business": business})
