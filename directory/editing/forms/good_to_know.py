"""Languages, wheelchair, ways to pay: taps only, nothing to type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.editing.forms.base import TopicForm
from directory.enums import PaymentMethod, WheelchairAccess
from directory.languages import LANGUAGES


class GoodToKnowForm(TopicForm):
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you and your team speak?"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Many customers look for it."),
    )
    wheelchair = forms.ChoiceField(
        label=_("Does somebody in a wheelchair get into your shop?"),
        choices=[
            (WheelchairAccess.YES, _("Yes, without a step, alone")),
            (WheelchairAccess.LIMITED, _("With help, or only into a part of it")),
            (WheelchairAccess.NO, _("No")),
            (WheelchairAccess.UNKNOWN, _("I do not know")),
        ],
        widget=forms.RadioSelect,
    )
    payment_methods = forms.MultipleChoiceField(
        label=_("How can one pay?"),
        choices=PaymentMethod.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("languages", "wheelchair", "payment_methods")}
