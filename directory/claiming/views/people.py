"""The people of a business, for its owners; and the invitation, for whoever got one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.claiming import people
from directory.claiming.errors import LastOwner, NotAllowed, NotPossible
from directory.claiming.forms import HandOverForm, InviteForm, LeaveForm, RoleForm
from directory.claiming.memberships import is_last_owner
from directory.editing.access import never_stored, own_business
from directory.enums import MembershipRole
from directory.models import Business

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def owners_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For helpers the page does not exist; and what the domain refuses a moment later does not either."""

    @wraps(view)
    def wrapped(request: HttpRequest, business: Business, **kwargs) -> HttpResponse:
        if not request.user.has_perm("directory.manage_people", business):
            raise Http404
        try:
            return view(request, business, **kwargs)
        except NotAllowed as gone:
            raise Http404 from gone

    return own_business(wrapped)


@owners_only
@get_or_post
def my_people(request: HttpRequest, business: Business) -> HttpResponse:
    form = InviteForm(request.POST or None, initial={"role": MembershipRole.HELPER})
    if request.method == "POST" and form.is_valid():
        try:
            people.invite(business=business, by=request.user, **form.cleaned_data)
        except NotPossible as problem:
            form.add_error("email", str(problem))
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
            return redirect("directory:my_people", slug=business.slug)
    context = {
        "business": business,
        "memberships": business.memberships.select_related("user"),
        "invitations": business.invitations.open_at(timezone.now()),
        "form": form,
    }
    return render(request, "directory/claiming/people.html", context)


@owners_only
@get_or_post
def my_person(request: HttpRequest, business: Business, number: int) -> HttpResponse:
    """One person: another role, or goodbye. Oneself leaves on a page of its own."""
    membership = get_object_or_404(business.memberships.select_related("user"), pk=number)
    is_me = membership.user_id == request.user.pk
    form = RoleForm(request.POST if "role" in request.POST else None, initial={"role": membership.role})
    if request.method == "POST":
        if "remove" in request.POST:
            people.remove_person(membership=membership, by=request.user)
            messages.success(
                request, _("%(person)s does not belong to the business any more.") % {"person": membership.user}
            )
            return redirect("directory:my_people", slug=business.slug)
        if form.is_valid():
            try:
                people.change_role(membership=membership, role=form.cleaned_data["role"], by=request.user)
            except LastOwner:
                form.add_error("role", _("Somebody has to be the owner. Make another person owner first."))
            else:
                messages.success(request, _("The role is changed."))
                # Who is no owner any more may not see the list of people.
                stays = not is_me or form.cleaned_data["role"] == MembershipRole.OWNER
                return redirect("directory:my_people" if stays else "directory:my_business", slug=business.slug)
    context = {"business": business, "membership": membership, "is_me": is_me, "form": form}
    return render(request, "directory/claiming/person.html", context)


@owners_only
@get_or_post
def my_invitation(request: HttpRequest, business: Business, number: int) -> HttpResponse:
    """Two buttons of the list; there is nothing to see at this address."""
    if request.method == "POST":
        invitation = get_object_or_404(business.invitations.open_at(timezone.now()), pk=number)
        if request.POST.get("act") == "withdraw":
            people.withdraw_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("The invitation is taken back."))
        else:
            try:
                people.resend_invitation(invitation=invitation, by=request.user)
            except NotPossible as problem:
                messages.warning(request, str(problem))
            else:
                messages.success(request, _("A new link is on its way. The old one does not work any more."))
    return redirect("directory:my_people", slug=business.slug)


@owners_only
@get_or_post
def hand_over(request: HttpRequest, business: Business) -> HttpResponse:
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            people.invite(
                business=business,
                by=request.user,
                email=form.cleaned_data["email"],
                role=MembershipRole.OWNER,
                is_hand_over=True,
                giver_stays=form.cleaned_data["then"] == "stay",
            )
        except NotPossible as problem:
            form.add_error("email", str(problem))
        else:
            messages.success(request, _("The mail is on its way. You stay owner until the other side has accepted."))
            return redirect("directory:my_people", slug=business.slug)
    return render(request, "directory/claiming/hand_over.html", {"business": business, "form": form})


@own_business
@get_or_post
def leave(request: HttpRequest, business: Business) -> HttpResponse:
    """Owners and helpers go. The last owner is told what that means, and says so."""
    membership = get_object_or_404(business.memberships.of(request.user).select_related("business"))
    form = LeaveForm(request.POST or None, is_last=is_last_owner(membership))
    if request.method == "POST" and form.is_valid():
        try:
            people.leave(business=business, by=request.user, frees_entry=form.cleaned_data.get("frees_entry", False))
        except LastOwner:  # the other owner went a moment ago
            form = LeaveForm(is_last=True)
        except NotAllowed as gone:
            raise Http404 from gone
        else:
            messages.success(
                request, _("You have left %(business)s. Thank you for your care.") % {"business": business}
            )
            return redirect("directory:my_businesses")
    context = {
        "business": business,
        "form": form,
        "is_last": "frees_entry" in form.fields,
        "is_owner": membership.is_owner,
        "helpers": business.memberships.filter(role=MembershipRole.HELPER).count(),
    }
    return render(request, "directory/claiming/leave.html", context)


@never_stored
@login_required
@get_or_post
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """For the invited address only. Everybody else reads one sentence that says nothing about whose it is."""
    found = people.open_invitation(token)
    if found is None or found.email != request.user.email:
        return render(request, "directory/claiming/invitation_void.html", status=404)
    if request.method == "POST":
        try:
            people.accept_invitation(token=token, by=request.user)
        except NotAllowed:
            return render(request, "directory/claiming/invitation_void.html", status=404)
        messages.success(request, _("Welcome! You look after %(business)s now.") % {"business": found.business})
        return redirect("directory:my_business", slug=found.business.slug)
    return render(request, "directory/claiming/invitation.html", {"invitation": found, "business": found.business})
