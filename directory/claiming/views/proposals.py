"""Suggesting a business: no login, no cookie, and a look at what is there already."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from common.public_forms import public_form
from directory.claiming.errors import NotPossible
from directory.claiming.proposal_form import ProposalForm, facts_of_params
from directory.claiming.proposals import propose_business, similar_businesses


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    form = ProposalForm(request.POST or None, request=request, has_account=person is not None)
    if request.method == "POST" and form.is_valid():
        try:
            propose_business(
                values=form.values,
                hours=form.cleaned_data["hours"],
                remark=form.cleaned_data["remark"],
                by=person,
                is_mine=form.cleaned_data.get("is_mine", False),
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            return redirect("directory:propose_thanks")
    context = {"form": form, "person": person, "similar": form.similar}
    return render(request, "directory/claiming/propose.html", context)


def _person(request: HttpRequest) -> User | None:
    """Who is logged in. Without a session nobody is asked for, and no cookie is looked at."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """What may be meant, as a piece of the form, while somebody types."""
    facts = facts_of_params(request.GET)
    context = {"similar": similar_businesses(facts) if facts else [], "is_ticked": "different" in request.GET}
    return render(request, "directory/claiming/_similar.html", context)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/claiming/propose_thanks.html")
