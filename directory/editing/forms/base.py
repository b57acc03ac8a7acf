"""What all topics' forms share: they start from the draft, and carry what was there when somebody began to type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from directory.models import Business


class TopicForm(forms.Form):
    """A topic of one business. `base` is signed (`directory.changes.base_token`)."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, draft: Business, base: str = "", **kwargs):
        self.draft = draft
        super().__init__(*args, initial={"base": base, **self.values_of(draft)}, **kwargs)

    def values_of(self, draft: Business) -> dict[str, Any]:
        """What the fields show before anybody types."""
        return {name: getattr(draft, name) for name in self.fields_of_business()}

    def values(self) -> dict[str, Any]:
        """What `save_change` takes; asked of a valid form."""
        return {name: self.cleaned_data[name] for name in self.fields_of_business()}

    def fields_of_business(self) -> list[str]:
        return [name for name in self.base_fields if name != "base"]

    def take_errors(self, error: ValidationError) -> None:
        """Put what the model refused beside its field, or above the form."""
        by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
        for name, errors in by_field.items():
            self.add_error(name if name in self.fields else None, errors)

    def shown_again(self, **changed: Any) -> TopicForm:
        """The same form with what was typed, not judged yet, and with what was found for somebody."""
        fresh = type(self)(draft=self.draft)
        fresh.initial = {
            name: field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
        } | changed
        return fresh
