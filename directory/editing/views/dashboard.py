"""Where owners arrive: their businesses, and one business at a glance."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory.changes import draft_of, withdraw_change
from directory.counting.report import report_for
from directory.editing.access import never_stored, own_business
from directory.editing.completeness import completeness
from directory.editing.preview import preview_context
from directory.editing.standing import standing_of
from directory.editing.topics import TOPICS, topic_links
from directory.enums import ConfirmedVia
from directory.freshness.domain import confirm_business
from directory.models import Business

STEPS_SHOWN = 3
REPORTS_SHOWN = 5
CHANGES_SHOWN = 10


@never_stored
@login_required
@require_safe
def my_businesses(request: HttpRequest) -> HttpResponse:
    """One business: straight there, unless somebody asks for all (`?alle`). None: the ways to one."""
    businesses = list(Business.objects.of(request.user).select_related("category", "district"))
    if len(businesses) == 1 and "alle" not in request.GET:
        return redirect("directory:my_business", slug=businesses[0].slug)
    return render(request, "directory/editing/my_businesses.html", {"businesses": businesses})


@own_business
@require_safe
def my_business(request: HttpRequest, business: Business) -> HttpResponse:
    draft = draft_of(business)
    standing = standing_of(business)
    done = completeness(draft)
    context = {
        "business": business,
        "draft": draft,
        "standing": standing,
        "topics": topic_links(business, draft, standing.waiting_parts),
        "completeness": done,
        "reported": business.reports.shown_to_owners()[:REPORTS_SHOWN],
        "changes": business.changes.with_people()[:CHANGES_SHOWN],
        "report": report_for(business, timezone.localdate()),
        "steps": [(step, TOPICS[step.topic].url(business)) for step in done.missing[:STEPS_SHOWN]],
        "uploads_without_words": business.photo_uploads.count(),
        "confirmed_today": business.last_confirmed_on == timezone.localdate(),
        "may_manage_people": request.user.has_perm("directory.manage_people", business),
    }
    return render(request, "directory/editing/my_business.html", context)


@own_business
@require_POST
def still_right(request: HttpRequest, business: Business) -> HttpResponse:
    confirm_business(business=business, via=ConfirmedVia.OWNER, by=request.user)
    messages.success(request, _("Thank you. Visitors can see that everything was right today."))
    return redirect("directory:my_business", slug=business.slug)


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, business: Business) -> HttpResponse:
    """Asked once more before what waits is taken back."""
    if request.method == "POST":
        withdrawn = withdraw_change(business=business, by=request.user)
        sentence = _("Taken back. Your page stays as it is.") if withdrawn else _("There was nothing to take back.")
        messages.success(request, sentence)
        return redirect("directory:my_business", slug=business.slug)
    standing = standing_of(business)
    return render(request, "directory/editing/withdraw.html", {"business": business, "standing": standing})


@own_business
@require_safe
def preview(request: HttpRequest, business: Business) -> HttpResponse:
    return render(request, "directory/editing/preview.html", preview_context(business))
