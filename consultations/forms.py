from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.public_forms import PublicForm
from common.reach import ReachForm
from consultations.domain import Person
from consultations.enums import Audience, SizeClass
from consultations.models import Booking, Topic
from consultations.models.bookings import LONGEST_CONCERN
from directory.opening_hours import read_german


class ChooseTimeForm(PublicForm):
    """One of the times on the page. Its buttons carry signed times; the key makes two clicks one booking."""

    purpose = "advice.time"
    is_written = False
    slot = forms.CharField(max_length=200, error_messages={"required": _("Please choose one of the times.")})
    key = forms.UUIDField(required=False)


class DetailsForm(ReachForm):
    """Who comes, and about what. Only how we reach somebody is asked for, and "not at all" is an answer."""

    purpose = "advice.details"

    concern = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=LONGEST_CONCERN,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One sentence helps us to prepare. Only your counsellor reads it; after 90 days it is deleted."),
        error_messages={
            "max_length": _(
                "That is more than we can take here: %(show_value)s characters, and %(limit_value)s fit. Please shorten"
                " it; you can tell us the rest when we meet."
            )
        },
    )
    needs = forms.CharField(
        label=_("What should we know?"),
        max_length=200,
        required=False,
        help_text=_("Such as: I come with a wheelchair, I bring a child, I hear badly."),
    )
    size_class = forms.ChoiceField(
        label=_("How many people work in your business?"),
        choices=[("", _("I would rather not say")), *SizeClass.choices],
        required=False,
    )

    def __init__(self, *args, request: HttpRequest, topic: Topic, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        if topic.audience != Audience.BUSINESSES:
            del self.fields["size_class"]

    @property
    def person(self) -> Person:
        """After validation."""
        data, reached = self.cleaned_data, self.reached
        return Person(
            name=reached.name,
            email=reached.email,
            phone=reached.phone,
            concern=data["concern"],
            needs=data["needs"],
            size_class=data.get("size_class", ""),
        )


class CallbackForm(PublicForm):
    purpose = "advice.callback"
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    when = forms.CharField(
        label=_("When can we reach you?"),
        max_length=120,
        required=False,
        help_text=_("Such as: mornings, after 5 p.m., any time."),
    )

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if sum(sign.isdigit() for sign in phone) < 5:
            raise forms.ValidationError(_("Please give a phone number with which we can reach you."))
        return phone


class BusyHoursForm(forms.Form):
    hours = forms.CharField(
        label=_("When is most going on in your shop?"),
        max_length=300,
        required=False,
        help_text=_("As you would say it: “Mo–Fr 11–14, Sa 10–13”. Empty: we keep clear of your opening hours."),
    )

    def clean_hours(self) -> str:
        """An OSM value of what was said in plain German."""
        said = self.cleaned_data["hours"].strip()
        if not said:
            return ""
        read = read_german(said)
        if not read.understood:
            raise forms.ValidationError(read.problem)
        return read.value


class ChangeForm(forms.Form):
    """Cancelling, moving: on which state of the appointment somebody pressed the button."""

    sequence = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)

    @classmethod
    def of(cls, booking: Booking) -> ChangeForm:
        return cls(initial={"sequence": booking.sequence})
