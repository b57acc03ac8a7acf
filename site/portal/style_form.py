"""A form with every kind of field, for the style page: filled in wrongly, so that errors can be looked at too."""

from django import forms

CHOICES = [
    ("now", "Ja, das stimmt noch"),
    ("change", "Ich möchte etwas ändern"),
    ("gone", "Den Betrieb gibt es nicht mehr"),
]


class StyleForm(forms.Form):
    """German only where visitors would read it; nothing here is ever saved."""

    name = forms.CharField(label="Name", help_text="So, wie er an der Tür steht.")
    email = forms.EmailField(label="E-Mail-Adresse")
    code = forms.CharField(
        label="Code", widget=forms.TextInput(attrs={"class": "field__code", "inputmode": "numeric", "maxlength": 11})
    )
    group = forms.ChoiceField(label="Bereich", choices=[("", "Bitte wählen"), *CHOICES])
    text = forms.CharField(label="Beschreibung", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    answer = forms.ChoiceField(label="Stimmt das noch?", choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label="Was gibt es bei Ihnen?", choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    picture = forms.FileField(label="Foto", help_text="JPEG, PNG oder WebP, bis 15 MB.", required=False)
    agreed = forms.BooleanField(label="Ich habe das gelesen")


def example_form() -> StyleForm:
    return StyleForm({"name": "Backhaus", "email": "das ist keine", "code": "123 456", "several": ["now"]})
