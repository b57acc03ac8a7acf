"""`/verwaltung/aenderungen/<number>/`: what the people of a business changed, and the decision about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.text import number_of
from common.worklist import worklist_url
from directory.changes import deciding, parts
from directory.changes.differences import author_of, described, differences
from directory.changes.forms import REASONS_TO_PUT_BACK, ApproveForm, ReasonForm
from directory.changes.mails import by_address
from directory.changes.saving import draft_of
from directory.changes.warnings import warnings_about
from directory.enums import ChangeState
from directory.models import Business, Change

HISTORY_SHOWN = 20


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    business = get_object_or_404(Business.objects.select_related("latest_revision"), pk=pk)
    may_decide = deciding.may_decide(business, request.user)
    if not may_decide and not request.user.has_perm("directory.change_business"):
        raise PermissionDenied
    forms = {"approve": ApproveForm(prefix="approve"), "send_back": ReasonForm(prefix="send_back")}
    if request.method == "POST":
        done = ACTIONS.get(request.POST.get("action", ""), _unknown)(request, business, forms)
        if done:
            messages.success(request, done)
            stays = business.changes.pending().exists() or business.changes.unseen().exists()
            return HttpResponseRedirect(request.path if stays else worklist_url())
        business = Business.objects.select_related("latest_revision").get(pk=pk)
    return TemplateResponse(
        request, "directory/changes/review.html", _context(business, forms, may_decide, request.user)
    )


def _context(business: Business, forms: dict, may_decide: bool, user) -> dict:
    waiting = list(business.changes.pending().with_people().order_by("created_at", "pk"))
    is_waiting = bool(waiting) or business.workflow_in_progress  # also what the editors submitted
    draft = draft_of(business)
    public = parts.read(business if business.live else Business())
    wanted = parts.read(draft)
    found = differences(public, wanted, waiting)
    return {
        "business": business,
        "somebody_is_told": bool(by_address(business, waiting)),
        "is_new": not business.live,
        "differences": found,
        "warnings": warnings_about(draft, public, [difference.part for difference in found]),
        "waiting": [{"change": change, "author": author_of(change)} for change in waiting],
        "live": _live(business, forms),
        "history": business.changes.decided()
        .exclude(state=ChangeState.LIVE, seen_at=None)
        .with_people()[:HISTORY_SHOWN],
        "may_decide": may_decide,
        "may_put_back": user.has_perm("directory.publish_business"),
        "is_waiting": is_waiting,
        "is_sent_back": bool(found) and not is_waiting,
        "seen": deciding.state_seen(business),
        "approve_form": forms["approve"],
        "send_back_form": forms["send_back"],
        "edit_url": reverse("wagtailsnippets_directory_business:edit", args=[business.pk]),
        "preview_url": _preview_url(business),
        "worklist_url": worklist_url(),
    }


def _live(business: Business, forms: dict) -> list[dict]:
    """What went live at once, in words, each with the form that puts it back."""
    changes = business.changes.unseen().with_people().order_by("created_at", "pk")
    return [
        {
            **row,
            "author": author_of(row["change"]),
            "form": forms.get(row["change"].pk) or _put_back_form(row["change"]),
        }
        for row in described(changes)
    ]


def _put_back_form(change: Change, data=None) -> ReasonForm:
    return ReasonForm(data, prefix=f"put-back-{change.pk}", sentences=REASONS_TO_PUT_BACK)


def _preview_url(business: Business) -> str:
    if not business.latest_revision_id:
        return ""
    return reverse("wagtailsnippets_directory_business:revisions_view", args=[business.pk, business.latest_revision_id])


def _approve(request: HttpRequest, business: Business, forms: dict) -> str:
    form = forms["approve"] = ApproveForm(request.POST, prefix="approve")
    if not form.is_valid():
        return ""
    seen = request.POST.get("seen", "")
    return _try(
        form,
        lambda: deciding.approve(business=business, by=request.user, seen=seen, comment=form.cleaned_data["comment"]),
        _("Approved. Everybody concerned gets a mail."),
    )


def _send_back(request: HttpRequest, business: Business, forms: dict) -> str:
    form = forms["send_back"] = ReasonForm(request.POST, prefix="send_back")
    if not form.is_valid():
        return ""
    seen = request.POST.get("seen", "")
    return _try(
        form,
        lambda: deciding.send_back(business=business, by=request.user, seen=seen, reason=form.cleaned_data["reason"]),
        _("Sent back. Everybody concerned gets a mail with your reason."),
    )


def _mark_seen(request: HttpRequest, business: Business, forms: dict) -> str:
    deciding.mark_seen(change=_live_change(request, business), by=request.user)
    return _("Noted as seen.")


def _put_back(request: HttpRequest, business: Business, forms: dict) -> str:
    if not request.user.has_perm("directory.publish_business"):
        raise PermissionDenied
    change = _live_change(request, business)
    form = forms[change.pk] = _put_back_form(change, request.POST)
    if not form.is_valid():
        return ""
    return _try(
        form,
        lambda: deciding.put_back(change=change, by=request.user, reason=form.cleaned_data["reason"]),
        _("Put back. The owner gets a mail with your reason."),
    )


def _unknown(request: HttpRequest, business: Business, forms: dict) -> str:
    raise Http404


def _live_change(request: HttpRequest, business: Business) -> Change:
    number = number_of(request.POST.get("change", ""))
    return get_object_or_404(business.changes.unseen(), pk=number)


def _try(form, verb, done: str) -> str:
    """`done` when the verb worked; otherwise its objection stands in the form."""
    try:
        verb()
    except ValidationError as error:
        form.add_error(None, error)
        return ""
    return done


ACTIONS = {"approve": _approve, "send_back": _send_back, "seen": _mark_seen, "put_back": _put_back}
