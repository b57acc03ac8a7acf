"""Who comes, and how we reach them: the part of a form that asks for no more than that."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from common.public_forms import PublicForm


@dataclass(frozen=True)
class Reached:
    """Only the way that was chosen is filled in."""

    name: str
    email: str
    phone: str


class ReachForm(PublicForm):
    """E-mail, telephone, or neither: "not at all" is an answer, and then it is paper."""

    EMAIL, PHONE, PAPER = "email", "phone", "paper"

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("So that we can greet you. Any name will do."),
    )
    reach = forms.ChoiceField(
        label=_("How can we reach you?"),
        choices=[
            (EMAIL, _("By e-mail: you get everything in writing and a reminder")),
            (PHONE, _("By phone: we call if something changes")),
            (PAPER, _("Not at all: I print the card or write it down")),
        ],
        widget=forms.RadioSelect,
        initial=EMAIL,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        reach = cleaned.get("reach")
        if reach == self.EMAIL and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Please give your e-mail address, or choose another way."))
        if reach == self.PHONE and not any(sign.isdigit() for sign in cleaned.get("phone") or ""):
            self.add_error("phone", _("Please give your phone number, or choose another way."))
        return cleaned

    @property
    def reached(self) -> Reached:
        """After validation. What was typed into a way that was not chosen is not kept."""
        data, reach = self.cleaned_data, self.cleaned_data["reach"]
        return Reached(
            data["name"],
            data["email"].lower() if reach == self.EMAIL else "",
            data["phone"] if reach == self.PHONE else "",
        )
