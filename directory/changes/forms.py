"""What staff say with a decision. Sentences that are often needed are there to be picked; the owner reads them as they
are."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 900  # characters, so that picked and own words fit into a reason

REASONS_TO_SEND_BACK = [
    _("We could not find the new address. Please check the street and the number."),
    _("The description sounds like advertising. Please say in plain words what people find at your place."),
    _("We do not quite understand the opening hours. Please write them once more, day by day."),
    _("The photo is too dark or blurred. Could you take it again by daylight?"),
    _("People can be recognised in the photo. Please choose another one, or tell us that they agree."),
    _("The business is in the directory already."),
]
REASONS_TO_PUT_BACK = [
    _("We could not reach you at this telephone number."),
    _("The door says other opening hours. Please look once more."),
]


class ReasonForm(forms.Form):
    """A reason, picked, in own words, or both."""

    picked = forms.MultipleChoiceField(label=_("Why?"), widget=forms.CheckboxSelectMultiple, required=False, choices=())
    own_words = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The owner gets this by mail. Say what would be right, not only what is wrong."),
    )

    def __init__(self, *args, sentences=REASONS_TO_SEND_BACK, **kwargs):
        super().__init__(*args, **kwargs)
        self.sentences = [str(sentence) for sentence in sentences]
        self.fields["picked"].choices = [(str(number), text) for number, text in enumerate(self.sentences)]

    def clean(self) -> dict:
        cleaned = super().clean()
        picked = [self.sentences[int(number)] for number in cleaned.get("picked", [])]
        cleaned["reason"] = "\n".join([*picked, cleaned.get("own_words", "").strip()]).strip()
        if not cleaned["reason"] and not self.errors:
            raise forms.ValidationError(_("Please say why, so that the owner knows what to do."))
        return cleaned


class ApproveForm(forms.Form):
    comment = forms.CharField(
        label=_("A word to the owner"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the mail that says the changes are online."),
    )
