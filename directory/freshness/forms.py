"""What comes in without a login: a reported mistake, and what changed according to somebody with a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.public_forms import PublicForm
from directory.enums import ReportKind
from directory.models import Business, Report
from directory.opening_hours import normalise
from directory.opening_hours.german import read_german

CLOSED, AS_USUAL, NOT_SAID = "closed", "as_usual", "not_said"


class ReportForm(PublicForm):
    purpose = "report"

    kind = forms.ChoiceField(label=_("What is wrong?"), choices=ReportKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What would be right?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: closed on Wednesdays, or the new telephone number."),
    )
    contact = forms.CharField(
        label=_("May we ask you back?"),
        required=False,
        max_length=Report._meta.get_field("contact").max_length,
        help_text=_("Phone or e-mail. We delete it as soon as the mistake is put right, after 90 days at the latest."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("kind") == ReportKind.OTHER and not values.get("text"):
            self.add_error("text", _("Please write what is wrong."))
        return values


class ChangeForm(PublicForm):
    """Starts from the draft. Hours are typed as on the door, read back in words, and sent only when those were seen."""

    purpose = "answer-change"

    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail for customers"), required=False)
    website = forms.URLField(label=_("Website"), required=False, max_length=300, assume_scheme="https")
    hours_text = forms.CharField(
        label=_("New opening hours"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only if they changed. Write as on your door: Mo–Fr 9–18 Uhr, Sa 9–13 Uhr, Mi nachmittags geschlossen."
        ),
    )
    holidays = forms.ChoiceField(
        label=_("And on public holidays?"),
        required=False,
        choices=[
            (CLOSED, _("We are closed")),
            (AS_USUAL, _("Like on any other day")),
            (NOT_SAID, _("It differs")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Anything else?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("New address, new owner, other languages … A person reads it."),
    )

    def __init__(self, *args, draft: Business, **kwargs):
        initial = {name: getattr(draft, name) for name in ("phone", "email", "website")}
        super().__init__(*args, initial=initial, **kwargs)
        self.hours = ""  # as the model holds them; set by `clean`
        self.hours_remarks: list[str] = []

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        text = values.get("hours_text")
        if text:
            self._read_hours(text, values.get("holidays"))
        return values

    def _read_hours(self, text: str, holidays: str) -> None:
        read = read_german(text)
        if not read.understood:
            self.add_error("hours_text", read.problem)
            return
        self.hours, self.hours_remarks = read.value, list(read.remarks)
        if read.says_holidays:
            return
        if not holidays:
            self.add_error("holidays", _("Please say what is on public holidays."))
        elif holidays == CLOSED:
            self.hours = normalise(f"{self.hours}; PH off")

    @property
    def hours_wait_for_a_look(self) -> bool:
        """The hours as we understood them have not been shown yet."""
        return bool(self.hours) and self.data.get("hours_seen") != self.hours

    @property
    def changes(self) -> dict[str, str]:
        """What `save_change` takes; asked of a valid form."""
        values = {name: self.cleaned_data[name] for name in ("phone", "email", "website")}
        return values | ({"opening_hours": self.hours} if self.hours else {})
