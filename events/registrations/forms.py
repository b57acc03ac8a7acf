from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.clock import at_time, on_day
from common.reach import ReachForm
from directory.languages import LANGUAGES
from events.models import EventPage, Occurrence
from events.models.registrations import LONGEST_NEEDS
from events.registrations.domain import Person


class RegisterForm(ReachForm):
    """Who comes to an event. `dates`: what can be chosen, where people register for each by itself."""

    purpose = "events.register"
    field_order = ["date", "seats", "name", "reach", "email", "phone", "language", "wants_childcare", "needs"]

    date = forms.ChoiceField(label=_("Which date?"), widget=forms.RadioSelect)
    seats = forms.TypedChoiceField(label=_("How many people?"), coerce=int, initial=1)
    language = forms.ChoiceField(label=_("Which language do you speak best?"), choices=LANGUAGES, initial="de")
    wants_childcare = forms.BooleanField(label=_("I bring a child to be looked after"), required=False)
    needs = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=LONGEST_NEEDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Such as: I come with a wheelchair, I hear badly, my child is four. Deleted 90 days after the event."
        ),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, request: HttpRequest, event: EventPage, dates: list[Occurrence], **kwargs):
        super().__init__(*args, request=request, **kwargs)
        self.dates = {str(one.pk): one for one in dates}
        if dates:
            self.fields["date"].choices = [
                (str(one.pk), f"{on_day(one.starts_at)}, {at_time(one.starts_at)}") for one in dates
            ]
        else:
            del self.fields["date"]
        most = min(event.seats_at_most, event.capacity or event.seats_at_most)
        if most > 1:
            self.fields["seats"].choices = [
                (number, ngettext("%(number)s person", "%(number)s people", number) % {"number": number})
                for number in range(1, most + 1)
            ]
        else:
            del self.fields["seats"]
        if not event.has_childcare:
            del self.fields["wants_childcare"]

    @property
    def occurrence(self) -> Occurrence | None:
        """After validation: the date that was chosen, where one had to be."""
        return self.dates.get(self.cleaned_data.get("date", ""))

    @property
    def person(self) -> Person:
        """After validation."""
        data, reached = self.cleaned_data, self.reached
        return Person(
            name=reached.name,
            email=reached.email,
            phone=reached.phone,
            seats=data.get("seats", 1),
            language=data["language"],
            needs=data["needs"],
            wants_childcare=data.get("wants_childcare", False),
        )


class AnswerForm(forms.Form):
    """A button of a signed page: on which state of the registration somebody pressed it."""

    sequence = forms.IntegerField(min_value=0, max_value=100_000, widget=forms.HiddenInput)
