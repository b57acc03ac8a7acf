from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.public_forms import PublicForm
from directory.claiming.proposals import similar_businesses
from directory.duplicates import Facts
from directory.importing.cleaning import ValueNotUsable, clean_line, clean_phone
from directory.models import Business, Category

SHORTEST_NAME = 3  # letters; below, everything is similar


def _longest(name: str) -> int:
    return Business._meta.get_field(name).max_length


class ProposalForm(PublicForm):
    """`has_account` adds "it is mine"; `different` counts once something similar was found."""

    purpose = "propose"

    name = forms.CharField(
        label=gettext_lazy("Name of the business"),
        max_length=_longest("name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    category = forms.TypedChoiceField(label=gettext_lazy("Trade"), coerce=int)
    street = forms.CharField(
        label=gettext_lazy("Street"),
        max_length=_longest("street"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    house_number = forms.CharField(
        label=gettext_lazy("House number"),
        max_length=_longest("house_number"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone of the business"),
        max_length=_longest("phone"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        max_length=_longest("website"),
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    hours = forms.CharField(
        label=gettext_lazy("Opening hours"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("As they stand on the door, for example: Mo–Fr 9–18 Uhr, Sa 9–13 Uhr"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    remark = forms.CharField(
        label=gettext_lazy("What else should we know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_mine = forms.BooleanField(
        label=gettext_lazy("It is my business"),
        required=False,
        help_text=gettext_lazy("We get in touch with you and then give you the entry."),
    )

    def __init__(self, *args, has_account: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.similar: list = []
        self.fields["category"].choices = [("", _("Please choose")), *_grouped_trades()]
        if not has_account:
            del self.fields["is_mine"]

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise forms.ValidationError(_("Please write the name as it stands above the door."))
        return name

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if not phone:
            return ""
        try:
            return clean_phone(phone)
        except ValueNotUsable as error:
            raise forms.ValidationError(
                _("This does not look like a telephone number. An example: 02331 123456")
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        facts = facts_of_params(self.data)
        if facts and not self.errors:
            self.similar = similar_businesses(facts)
            if self.similar and "different" not in self.data:
                raise forms.ValidationError(
                    _("Perhaps this business is in the directory already. Please look at the list below.")
                )
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """By field name, as directory.changes.submit_new takes them."""
        return {
            name: self.cleaned_data[name] for name in ("name", "category", "street", "house_number", "phone", "website")
        }


def facts_of_params(params: Mapping[str, str]) -> Facts | None:
    """What has been typed so far; None while that is too little to look for."""
    typed = {
        name: clean_line(params.get(name, ""))[:300] for name in ("name", "street", "house_number", "phone", "website")
    }
    if len(typed["name"]) < SHORTEST_NAME:
        return None
    trade = params.get("category", "")
    category = (
        Category.objects.trades().filter(pk=int(trade)).first()
        if trade.isascii() and trade.isdigit() and len(trade) < 10
        else None
    )
    return Facts(business=None, trade=category and category.pk, group=category and category.parent_id, **typed)


def _grouped_trades() -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for trade in Category.objects.trades().select_related("parent").order_by("parent__sort_order", "name"):
        groups.setdefault(trade.parent.name, []).append((trade.pk, trade.name))
    return list(groups.items())
