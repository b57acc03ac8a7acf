from django import forms

from directory.enums import CountKind

MOST_BUSINESSES = 24  # as many as a page of the list shows


class NumberListField(forms.MultipleChoiceField):
    """Numbers given several times under one name; at most a page full."""

    def to_python(self, value) -> list[int]:
        texts = super().to_python(value)
        if len(texts) > MOST_BUSINESSES or not all(
            text.isascii() and text.isdigit() and len(text) < 10 for text in texts
        ):
            raise forms.ValidationError("not a list of numbers", code="invalid")
        return [int(text) for text in texts]

    def validate(self, value) -> None:
        if not value:
            raise forms.ValidationError("empty", code="required")


class CountForm(forms.Form):
    """What the browser tells: `was` happened to the businesses `laden`."""

    was = forms.ChoiceField(choices=CountKind.choices)
    laden = NumberListField()

    def clean(self) -> dict:
        cleaned = super().clean()
        only_lists_many = cleaned.get("was") == CountKind.SEARCH
        if not only_lists_many and len(cleaned.get("laden", [])) > 1:
            raise forms.ValidationError("one business at a time", code="invalid")
        return cleaned
