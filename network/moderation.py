"""The project's side of the noticeboard, inside the admin: look at what is new, take down, decide about ideas."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from network import domain
from network.enums import ActionState, NoticeState
from network.models import JointAction, Notice, Objection

PERMISSION = "network.moderate_notice"
moderators_only = permission_required(PERMISSION, raise_exception=True)
MOST_ROWS = 200


class LookForm(forms.Form):
    """What the project says to a notice."""

    SEEN, TAKE_DOWN = "seen", "take_down"

    decision = forms.ChoiceField(
        choices=[(SEEN, _("It is fine")), (TAKE_DOWN, _("Take it down"))], widget=forms.RadioSelect, label=_("Decision")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The business gets this sentence by mail."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("decision") == self.TAKE_DOWN and not cleaned.get("reason"):
            self.add_error("reason", _("Please say why, so that the business understands it."))
        return cleaned


class DecisionForm(forms.Form):
    state = forms.ChoiceField(
        choices=[(ActionState.ACCEPTED, _("We take it up")), (ActionState.DECLINED, _("Not now"))],
        widget=forms.RadioSelect,
        label=_("Decision"),
    )
    answer = forms.CharField(
        label=_("Answer to the businesses"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody who takes part gets it by mail."),
    )


@moderators_only
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    open_objections = Objection.objects.filter(settled_at=None)
    context = {
        "objected": Notice.objects.filter(pk__in=open_objections.values("notice")).select_related("business"),
        "new": Notice.objects.unseen()
        .exclude(pk__in=open_objections.values("notice"))
        .select_related("business")[:MOST_ROWS],
        "actions": JointAction.objects.filter(state=ActionState.PROPOSED).select_related("notice", "proposed_by"),
        "on_board": Notice.objects.filter(state=NoticeState.OPEN).select_related("business")[:MOST_ROWS],
    }
    return render(request, "network/admin/overview.html", context)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Notice.objects.select_related("business", "district", "author"), pk=pk)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["decision"] == LookForm.TAKE_DOWN:
            domain.take_down(notice=found, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The notice is down, and the business knows why."))
        else:
            domain.mark_as_seen(notice=found, by=request.user)
            messages.success(request, _("Noted: the notice is fine."))
        return redirect("network_moderation")
    objections = found.objections.filter(settled_at=None).select_related("business")
    return render(request, "network/admin/notice.html", {"notice": found, "objections": objections, "form": form})


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(JointAction.objects.select_related("notice__business", "proposed_by"), pk=pk)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not domain.decide_action(action=found, by=request.user, **form.cleaned_data):
            raise PermissionDenied  # decided in another window meanwhile
        messages.success(request, _("Everybody who takes part gets your answer by mail."))
        return redirect("network_moderation")
    interests = found.notice.interests.select_related("business")
    return render(request, "network/admin/action.html", {"action": found, "interests": interests, "form": form})


urlpatterns = [
    path("netzwerk/", overview, name="network_moderation"),
    path("netzwerk/aushang/<int:pk>/", notice, name="network_moderation_notice"),
    path("netzwerk/idee/<int:pk>/", action, name="network_moderation_action"),
]
