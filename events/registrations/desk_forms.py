"""Forms of the project's people: they write down what somebody says on the telephone or at the door."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actors import Channel
from directory.languages import LANGUAGES
from events.models import EventPage
from events.models.registrations import LONGEST_NEEDS
from events.registrations.domain import Person


class WriteDownForm(forms.Form):
    """Somebody registers by telephone or at the counter. Without address and number it is paper."""

    name = forms.CharField(label=_("Name"), max_length=120)
    seats = forms.IntegerField(label=_("How many people?"), min_value=1, max_value=50, initial=1)
    phone = forms.CharField(label=_("Phone number"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="de")
    wants_childcare = forms.BooleanField(label=_("Brings a child to be looked after"), required=False)
    needs = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=LONGEST_NEEDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    channel = forms.ChoiceField(
        label=_("How did they tell us?"),
        choices=[(Channel.PHONE, Channel.PHONE.label), (Channel.COUNTER, Channel.COUNTER.label)],
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, event: EventPage, **kwargs):
        super().__init__(*args, **kwargs)
        if not event.has_childcare:
            del self.fields["wants_childcare"]

    @property
    def person(self) -> Person:
        """After validation."""
        data = self.cleaned_data
        return Person(
            name=data["name"],
            email=data["email"],
            phone=data["phone"],
            seats=data["seats"],
            language=data["language"],
            needs=data["needs"],
            wants_childcare=data.get("wants_childcare", False),
        )


class TickForm(forms.Form):
    """One press on the list at the door."""

    THERE, ABSENT, UNKNOWN = "there", "absent", "unknown"
    registration = forms.IntegerField(min_value=1, max_value=2**62)
    answer = forms.ChoiceField(choices=[(THERE, THERE), (ABSENT, ABSENT), (UNKNOWN, UNKNOWN)])

    @property
    def is_there(self) -> bool | None:
        """After validation."""
        return {self.THERE: True, self.ABSENT: False, self.UNKNOWN: None}[self.cleaned_data["answer"]]


class WalkInForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Only for the certificate; may stay empty.")
    )
    seats = forms.IntegerField(label=_("How many people?"), min_value=1, max_value=50, initial=1)


class EndForm(forms.Form):
    """Who cancelled: it counts differently, and the mail says something else."""

    PERSON, US = "person", "us"
    who = forms.ChoiceField(
        label=_("Who cancels?"),
        choices=[(PERSON, _("The person, we only enter it")), (US, _("We do"))],
        widget=forms.RadioSelect,
        initial=PERSON,
    )
