from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Business, District
from network.domain import LONGEST, USUAL
from network.enums import Direction, Topic
from network.models import MemberProfile, Notice


class AsBusinessMixin:
    """Somebody with several businesses says for which one; with a single one there is nothing to ask."""

    def choose_business(self, businesses: list[Business]) -> None:
        self.businesses = businesses
        if len(businesses) == 1:
            del self.fields["business"]
        else:
            self.fields["business"].queryset = Business.objects.filter(pk__in=[item.pk for item in businesses])

    @property
    def business(self) -> Business:
        """After validation: the business that speaks."""
        return self.cleaned_data["business"] if "business" in self.fields else self.businesses[0]


def _business_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(Business.objects.none(), label=_("For which business?"), empty_label=None)


class NoticeForm(AsBusinessMixin, forms.ModelForm):
    business = _business_field()

    class Meta:
        model = Notice
        fields = ["direction", "topic", "title", "text", "district", "expires_on"]
        widgets = {
            "direction": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 6}),
            "expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "title": _("One line that says it: “Who shares a delivery van on Thursdays?”"),
            "text": _(
                "What, when, how much? Please no phone number and no address: answers reach you through the site."
            ),
        }

    field_order = ["business", "direction", "topic", "title", "text", "district", "expires_on"]

    def __init__(self, *args, businesses: list[Business], today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.choose_business(businesses)
        self.fields["direction"].choices = Direction.choices
        self.fields["topic"].choices = [("", _("Please choose")), *Topic.choices]
        self.fields["district"].empty_label = _("Both districts")
        self.fields["district"].queryset = District.objects.all()
        until = self.fields["expires_on"]
        until.widget.attrs |= {"min": today.isoformat(), "max": (today + LONGEST).isoformat()}
        if self.instance.pk is None:
            until.initial = today + USUAL

    def clean_expires_on(self) -> date:
        until = self.cleaned_data["expires_on"]
        if until < self.today:
            raise forms.ValidationError(_("This day is over. Please choose a later one."), code="past")
        if until > self.today + LONGEST:
            raise forms.ValidationError(
                _("A notice stays three months at most. You can extend it then."), code="too_far"
            )
        return until


class AsBusinessForm(AsBusinessMixin, forms.Form):
    """For which business: all that "we would join" and its like have to know."""

    business = _business_field()

    def __init__(self, *args, businesses: list[Business], **kwargs):
        super().__init__(*args, **kwargs)
        self.choose_business(businesses)


class MessageForm(AsBusinessForm):
    text = forms.CharField(
        label=_("Your message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The other business gets it by mail. It does not see your address."),
    )


class ObjectionForm(AsBusinessForm):
    reason = forms.CharField(
        label=_("What is wrong with it?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ActionForm(AsBusinessForm):
    message = forms.CharField(
        label=_("What should the project know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who takes part, when would be good, what you need."),
    )


class ProfileForm(forms.ModelForm):
    class Meta:
        model = MemberProfile
        fields = ["offers", "wishes"]
        widgets = {"offers": forms.Textarea(attrs={"rows": 4}), "wishes": forms.Textarea(attrs={"rows": 3})}
