"""An idea of a workshop becomes a joint action of the businesses: events and network do not know each other, so it is
put together here."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from directory.models import Business
from events.models import WorkshopResultPage
from network import domain
from network.models import JointAction
from portal.pages.models import ActionFromIdea

PERMISSION = "network.moderate_notice"
LONGEST_TEXT = 1500


class IdeaForm(forms.Form):
    """Which idea, who carries it, and what the others read."""

    idea = forms.ChoiceField(label=_("Idea"), widget=forms.RadioSelect)
    business = forms.ModelChoiceField(
        label=_("Which business carries it?"),
        queryset=Business.objects.none(),
        help_text=_("It has agreed: the notice stands in its name, and its people get a mail."),
    )
    text = forms.CharField(
        label=_("What the other businesses read"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6})
    )
    answer = forms.CharField(
        label=_("How the project helps"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, page: WorkshopResultPage, **kwargs):
        super().__init__(*args, **kwargs)
        taken = set(ActionFromIdea.objects.filter(page=page).values_list("idea", flat=True))
        self.titles = {key: title for key, title in page.ideas if key not in taken}
        self.fields["idea"].choices = list(self.titles.items())
        self.fields["business"].queryset = Business.objects.published().order_by("name")


@transaction.atomic
def start_from_idea(
    *,
    page: WorkshopResultPage,
    idea: str,
    title: str,
    business: Business,
    text: str,
    answer: str,
    by: User,
    today: date,
) -> JointAction:
    """The notice leads to the page of results, the page names the action. Each idea once: IntegrityError for a second.

    Raises network.domain.NotPossible when the business has too many open notices.
    """
    source = str(_("From the workshop: %(url)s")) % {"url": page.full_url}
    words = f"{text[: LONGEST_TEXT - len(source) - 2]}\n\n{source}"
    action = domain.start_action(business=business, title=title, text=words, answer=answer, by=by, today=today)
    ActionFromIdea.objects.create(page=page, idea=idea, title=title, notice=action.notice)
    return action


def titles_of(page: WorkshopResultPage) -> list[str]:
    """What came of a workshop, as its page says it to everybody: the ideas, not who carries them."""
    return list(ActionFromIdea.objects.filter(page=page).values_list("title", flat=True))


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def from_idea(request: HttpRequest, pk: int) -> HttpResponse:
    page = get_object_or_404(WorkshopResultPage.objects.live(), pk=pk)
    form = IdeaForm(request.POST or None, page=page, initial=_initial(page, request.GET.get("idee", "")))
    if not form.titles:
        raise Http404
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["idea"]
        try:
            start_from_idea(
                page=page,
                idea=chosen,
                title=form.titles[chosen],
                business=form.cleaned_data["business"],
                text=form.cleaned_data["text"],
                answer=form.cleaned_data["answer"],
                by=request.user,
                today=timezone.localdate(),
            )
        except domain.NotPossible as problem:
            form.add_error("business", str(problem))
        else:
            messages.success(request, _("The joint action is on the noticeboard."))
            return redirect("network_moderation")
    return render(request, "pages/action_from_idea.html", {"page": page, "form": form})


def _initial(page: WorkshopResultPage, wanted: str) -> dict:
    """The words of the idea that was chosen, else of the first."""
    ideas = [block for block in page.body if block.block_type == "idea"]
    found = next((block for block in ideas if block.id == wanted), ideas[0] if ideas else None)
    if found is None:
        return {}
    return {"idea": found.id, "text": strip_tags(str(found.value["text"] or "")).strip() or found.value["title"]}
