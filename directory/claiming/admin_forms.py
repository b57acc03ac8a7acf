from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.claiming.deciding import possible_verdicts
from directory.enums import CodeChannel, MembershipRole
from directory.models import Category, ClaimCode, District


class DecisionForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"),
        max_length=1000,
        help_text=_("Goes to the person in the mail, and stays with the claim: how do you know?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, is_taken: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verdict"].choices = [
            (verdict.value, verdict.label) for verdict in possible_verdicts(is_taken=is_taken)
        ]


class PersonForm(forms.Form):
    """Staff change a person of a business."""

    REMOVE = "remove"
    role = forms.ChoiceField(
        label=_("Role"), choices=[*MembershipRole.choices, (REMOVE, _("Remove from the business"))]
    )
    reason = forms.CharField(label=_("Reason"), max_length=500, help_text=_("Stays in the history of the entry."))


class ContactForm(forms.Form):
    """Whom letters name; beside it stands which businesses get one."""

    name = forms.CharField(label=_("Who answers questions"), max_length=60)
    phone = forms.CharField(label=_("Telephone for questions"), max_length=40)


class LetterFilter(forms.Form):
    """Which unclaimed businesses are shown; whatever is not understood is left out."""

    district = forms.ModelChoiceField(District.objects.all(), label=_("District"), required=False)
    category = forms.ModelChoiceField(Category.objects.trades(), label=_("Trade"), required=False)
    street = forms.CharField(label=_("Street"), max_length=120, required=False)
    without_letter = forms.BooleanField(label=_("Only those without a letter under way"), required=False)

    def chosen(self, businesses, now):
        """`businesses` narrowed to what is asked for."""
        asked = self.cleaned_data if self.is_valid() else {}
        for name in ("district", "category"):
            if asked.get(name):
                businesses = businesses.filter(**{name: asked[name]})
        if asked.get("street"):
            businesses = businesses.filter(street__icontains=asked["street"].strip())
        if asked.get("without_letter"):
            businesses = businesses.exclude(
                pk__in=ClaimCode.objects.usable(now).filter(channel=CodeChannel.LETTER).values("business")
            )
        return businesses
