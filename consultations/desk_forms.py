from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Channel
from common.clock import NoSuchTime, local_moment
from consultations.domain import Person
from consultations.enums import AbsenceReason, Audience, SizeClass
from consultations.models import Absence, Counsellor, Topic
from consultations.models.bookings import LONGEST_CONCERN
from directory.languages import LANGUAGES

FARTHEST = timedelta(days=1100)  # a day anybody may want to see or enter


def _not_too_far(day: date) -> None:
    if abs(day - timezone.localdate()) > FARTHEST:
        raise ValidationError(_("Please choose a day within the next three years."))


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"})
    default_validators = [_not_too_far]


class BookForm(forms.Form):
    """For somebody on the telephone or at the counter."""

    channel = forms.ChoiceField(
        label=_("Where are they?"),
        choices=[(Channel.PHONE, _("On the phone")), (Channel.COUNTER, _("At the counter"))],
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    phone = forms.CharField(
        label=_("Phone number"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    concern = forms.CharField(
        label=_("What is it about?"),
        max_length=LONGEST_CONCERN,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    needs = forms.CharField(label=_("What should we know?"), max_length=200, required=False)
    size_class = forms.ChoiceField(
        label=_("People who work there"), choices=[("", _("not known")), *SizeClass.choices], required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, topic: Topic, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")  # the next person is another one
        if topic.audience != Audience.BUSINESSES:
            del self.fields["size_class"]

    @property
    def person(self) -> Person:
        data = self.cleaned_data
        kept = {name: data[name] for name in ("name", "phone", "email", "concern", "needs")}
        return Person(**kept, size_class=data.get("size_class", ""))


class DoubleForm(BookForm):
    """Over a time that is taken: only with a tick."""

    counsellor = forms.ModelChoiceField(Counsellor.objects.none(), label=_("With whom?"), empty_label=None)
    on_purpose = forms.BooleanField(
        label=_("Yes, two people at the same time. I have talked to the counsellor."),
        error_messages={"required": _("Without this tick nothing is booked twice.")},
    )

    def __init__(self, *args, topic: Topic, **kwargs):
        super().__init__(*args, topic=topic, **kwargs)
        self.fields["counsellor"].queryset = Counsellor.objects.working().filter(topics=topic)


class DoubleTimeForm(forms.Form):
    """Which time, typed, because nothing offers one that is taken."""

    day = DayField(label=_("Day"))
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time", "step": "300"}))

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("day") and cleaned.get("time"):
            moment = _moment(self, "time", cleaned["day"], cleaned["time"])
            if moment and moment.minute % 5:
                self.add_error("time", _("Please give times in steps of five minutes."))
            cleaned["moment"] = moment
        return cleaned


def _moment(form: forms.Form, field: str, day: date, value: time) -> datetime | None:
    try:
        return local_moment(day, value)
    except NoSuchTime as problem:
        form.add_error(field, str(problem))
        return None


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=[("attended", ""), ("no_show", "")])
    minutes = forms.IntegerField(min_value=1, max_value=600, required=False)


class WalkInForm(forms.Form):
    topic = forms.ModelChoiceField(Topic.objects.offered())
    language = forms.ChoiceField(choices=LANGUAGES)


class AbsenceForm(forms.Form):
    """From a day to a day; with times for less than whole days."""

    first_day = DayField(label=_("From"))
    first_time = forms.TimeField(
        label=_("at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}), help_text=_("Empty: all day.")
    )
    last_day = DayField(label=_("To"), required=False)
    last_time = forms.TimeField(label=_("at"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    reason = forms.ChoiceField(label=_("Why"), choices=AbsenceReason.choices)

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day") or cleaned.get("first_day")
        if not first or self.errors:
            return cleaned
        start = _moment(self, "first_time", first, cleaned.get("first_time") or time(0))
        end_time = cleaned.get("last_time")
        end_day = last if end_time else date.fromordinal(last.toordinal() + 1)
        end = _moment(self, "last_time", end_day, end_time or time(0))
        if start and end and end <= start:
            self.add_error("last_day", _("The end lies before the beginning."))
        cleaned["starts_at"], cleaned["ends_at"] = start, end
        return cleaned

    def absence(self, counsellor: Counsellor) -> Absence:
        data = self.cleaned_data
        return Absence(
            counsellor=counsellor, starts_at=data["starts_at"], ends_at=data["ends_at"], reason=data["reason"]
        )


class LetterForm(forms.Form):
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Name, street, town; one line each. It is printed and not kept."),
    )

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["address"].splitlines() if line.strip()]
