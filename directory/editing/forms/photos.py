"""The photos of a business on one page: words, order, what must not be cut off, what goes, what is new."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pictures.models import Picture

LONGEST_WORDS = 250
SHORTEST_WORDS = 8
ACCEPTED = "image/jpeg,image/png,image/webp"  # without HEIC in it, an iPhone sends a JPEG by itself
_NO_WORDS = re.compile(r"(img|dsc|pxl|foto|photo|bild|image|picture)?[\s_.\-]*\d*(\.\w{3,4})?", re.IGNORECASE)
_POINT = re.compile(r"(0(?:\.\d{1,4})?|1(?:\.0{1,4})?),(0(?:\.\d{1,4})?|1(?:\.0{1,4})?)")
FOCUS_CHOICES = [
    ("0.17,0.17", _("top left")),
    ("0.5,0.17", _("top")),
    ("0.83,0.17", _("top right")),
    ("0.17,0.5", _("left")),
    ("0.5,0.5", _("middle")),
    ("0.83,0.5", _("right")),
    ("0.17,0.83", _("bottom left")),
    ("0.5,0.83", _("bottom")),
    ("0.83,0.83", _("bottom right")),
]


class PhotoForm(forms.Form):
    """One photo; a new one has no words yet and may wait for them."""

    alt_text = forms.CharField(
        label=_("What does the photo show?"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    focus = forms.CharField(required=False, max_length=20)
    remove = forms.BooleanField(label=_("Remove this photo"), required=False)

    def __init__(self, data=None, *, picture: Picture, alt_text: str = "", is_new: bool = False):
        self.picture, self.is_new = picture, is_new
        self.shown_focus = focus_cell(picture)
        super().__init__(data, prefix=f"photo-{picture.pk}", initial={"alt_text": alt_text, "focus": self.shown_focus})

    def clean_alt_text(self) -> str:
        words = " ".join(self.cleaned_data["alt_text"].split())
        if words and (len(words) < SHORTEST_WORDS or _NO_WORDS.fullmatch(words)):
            raise ValidationError(
                _("Please say it in a few words, like “Shop window with wedding dresses”."), code="no_words"
            )
        return words

    def clean_focus(self) -> tuple[float, float] | None:
        """The point somebody chose; None when they left it where it was."""
        chosen = self.cleaned_data["focus"]
        match = _POINT.fullmatch(chosen)
        return (float(match[1]), float(match[2])) if match and chosen != self.shown_focus else None

    def clean(self) -> dict:
        cleaned = super().clean()
        if "alt_text" in cleaned and not cleaned["alt_text"] and not cleaned.get("remove") and not self.is_new:
            self.add_error("alt_text", ValidationError(_("Please say what the photo shows."), code="no_words"))
        return cleaned

    @property
    def focus_options(self) -> list[tuple[str, str, bool]]:
        """Value, label, chosen – for the nine buttons on the picture."""
        chosen = self["focus"].value()
        return [(value, label, value == chosen) for value, label in FOCUS_CHOICES]


def focus_cell(picture: Picture) -> str:
    """Which of the nine fields the picture's focal point lies in; the middle where none is set."""
    if picture.focal_point_x is None or not picture.width or not picture.height:
        return "0.5,0.5"
    column = min(int(3 * picture.focal_point_x / picture.width), 2)
    row = min(int(3 * picture.focal_point_y / picture.height), 2)
    return FOCUS_CHOICES[3 * row + column][0]


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files as they came, empty ones too: each is judged on its own (`editing.uploads`)."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None) -> list:
        return [file for file in data or [] if file]


class PhotosForm(forms.Form):
    """What belongs to the page and to no single photo."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    files = SeveralFilesField(
        label=_("Choose photos"),
        required=False,
        help_text=_("Up to 12 at once, each up to 15 MB. Place and camera in the file are removed."),
        widget=SeveralFilesInput(attrs={"accept": ACCEPTED}),
    )
    credit = forms.CharField(
        label=_("Who took the new photos?"), required=False, max_length=200, help_text=_("Name, if it is to be shown.")
    )
    consent = forms.BooleanField(
        label=_("I took the new photos or may show them. Everybody who can be recognised has agreed."), required=False
    )
