"""Model fields that several apps need."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField


class ChoiceListField(models.JSONField):
    """A list of values out of `choices`, in the order of the choices, stored as JSON (SQLite has no arrays)."""

    def __init__(self, *args, choices: Iterable[tuple[str, str]] = (), **kwargs):
        self.options = list(choices)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()  # the options stay out: words change more often than columns
        kwargs.pop("choices", None)
        return name, path, args, kwargs

    def clean(self, value, model_instance):
        known = [key for key, _label in self.options]
        if not isinstance(value, list) or any(item not in known for item in value):
            raise ValidationError(_("Please choose from the list."), code="invalid_choice")
        return super().clean([key for key in known if key in value], model_instance)

    def formfield(self, **kwargs):
        # Not JSONField's form field: people tick boxes, they do not write JSON.
        return forms.MultipleChoiceField(
            choices=self.options,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def labels(self, values: Iterable[str]) -> list[str]:
        """The words of the given values; a value no longer among the options is shown as it is."""
        words = {key: str(label) for key, label in self.options}
        return [words.get(value, value) for value in values]


class QuietStreamField(StreamField):
    """A StreamField whose blocks stay out of migrations: blocks change weekly, the column never.

    The price: a data migration sees the stream of a historical model as empty. One that has to change blocks imports
    the real model or edits the JSON in the column.
    """

    def deconstruct(self):
        name, path, _args, kwargs = models.Field.deconstruct(self)
        return name, path, [[]], kwargs
