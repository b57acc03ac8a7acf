"""Name, category, description, and words for what makes a business special."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from common.text import fold, fold_wide
from directory.changes.parts import read
from directory.editing.forms.base import TopicForm
from directory.importing.cleaning import clean_line, clean_text
from directory.models import Business, Category

LONGEST_DESCRIPTION = 4000
MOST_TAGS = 12
LONGEST_TAG = 40
MOST_FOUND = 8


class CategorySelect(forms.Select):
    """The trades by group; each option knows the other words people use for it, for the search in the browser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.words: dict[int, str] = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if words := self.words.get(value):
            option["attrs"]["data-words"] = words
        return option


class AboutForm(TopicForm):
    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("As it is written above the door."))
    find = forms.CharField(
        label=_("Find your trade"),
        required=False,
        max_length=80,
        help_text=_("Type a word, for example: cobbler, nails, mobile phones."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    category = forms.TypedChoiceField(
        label=_("Trade"),
        coerce=int,
        widget=CategorySelect,
        help_text=_("What you do most. The rest goes into the description."),
    )
    description = forms.CharField(
        label=_("What you offer"),
        required=False,
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Two or three short sentences. What do customers get from you that they do not get elsewhere?"),
    )
    tags = forms.CharField(
        label=_("Key words"),
        required=False,
        max_length=600,
        help_text=_("With commas between them, for example: delivery, halal, gift cards."),
        widget=forms.TextInput(attrs={"list": "key-words", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        trades = list(Category.objects.trades().select_related("parent"))
        self.trades = sorted(trades, key=lambda trade: (trade.parent.sort_order, trade.parent.name, trade.sort_order))
        field = self.fields["category"]
        field.choices = [
            ("", _("Please choose")),
            *(
                (group.name, [(trade.pk, trade.name) for trade in trades])
                for group, trades in groupby(self.trades, key=lambda trade: trade.parent)
            ),
        ]
        field.widget.words = {trade.pk: "\n".join(trade.synonym_list) for trade in self.trades}
        self.was_searched = False
        self.found: list[Category] = []

    def fields_of_business(self) -> list[str]:
        return ["name", "category", "description", "tags"]

    def values_of(self, draft: Business) -> dict[str, Any]:
        return {
            "name": draft.name,
            "category": draft.category_id,
            "description": draft.description,
            "tags": ", ".join(read(draft, ["tags"])["tags"]),
        }

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"])
        if not any(sign.isalnum() for sign in name):
            raise ValidationError(_("Please enter the name of your business."), code="no_name")
        return name

    def clean_description(self) -> str:
        return clean_text(self.cleaned_data["description"])

    def clean_tags(self) -> list[str]:
        tags = list(
            {fold(tag): tag for tag in map(clean_line, re.split(r"[,;\n]", self.cleaned_data["tags"])) if tag}.values()
        )
        if len(tags) > MOST_TAGS:
            raise ValidationError(
                _("These are %(count)s key words. Please keep the %(most)s most important ones."),
                code="too_many",
                params={"count": len(tags), "most": MOST_TAGS},
            )
        if long := next((tag for tag in tags if len(tag) > LONGEST_TAG), None):
            raise ValidationError(
                _("“%(tag)s” is too long for a key word. Is a comma missing?"),
                code="too_long",
                params={"tag": long[:LONGEST_TAG] + "…"},
            )
        return tags

    def search(self) -> AboutForm:
        """The form again, with the trades in `found` that fit somebody's own words, best first."""
        wanted = fold(self.data.get("find", "").strip())
        again = self.shown_again()
        again.was_searched = True
        if len(wanted) > 1:
            fitting = [(_fit(trade, wanted), trade) for trade in self.trades]
            again.found = [trade for fit, trade in sorted(fitting, key=lambda pair: -pair[0]) if fit][:MOST_FOUND]
        return again


def _fit(trade: Category, wanted: str) -> int:
    """How well a trade answers a folded word: its name before its synonyms, the beginning before the middle."""
    for weight, words in ((4, [trade.name]), (2, trade.synonym_list)):
        spellings = {spelling for word in words for spelling in (fold(word), fold_wide(word))}
        if any(spelling.startswith(wanted) for spelling in spellings):
            return weight
        if any(wanted in spelling for spelling in spellings):
            return weight - 1
    return 0
