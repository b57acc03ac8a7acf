"""Where a business is: an address, the place on the map, the district."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.districts import suggest_district
from directory.editing.forms.base import TopicForm
from directory.importing.cleaning import DECIMALS, clean_line
from directory.models import Business, District
from maps.geocoding import GeocodingResult, GeocodingUnavailable, geocode
from maps.widgets import PositionField

SUGGEST, OUTSIDE = "suggest", "outside"
ADDRESS = ("street", "house_number", "postcode", "city")


class PlaceForm(TopicForm):
    street = forms.CharField(
        label=_("Street"), required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    house_number = forms.CharField(label=_("House number"), required=False, max_length=20)
    postcode = forms.RegexField(
        r"^\s*\d{5}\s*$",
        label=_("Postcode"),
        required=False,
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("A postcode has five digits, like 58097.")},
    )
    city = forms.CharField(label=_("City"), required=False, max_length=80)
    district = forms.ChoiceField(
        label=_("District"), help_text=_("If you are not sure, we work it out from the street.")
    )
    position = PositionField(
        label=_("Place on the map"),
        required=False,
        help_text=_("You need not know the numbers: leave them empty, and we look for your address."),
    )

    def __init__(self, *args, **kwargs):
        self.districts = list(District.objects.all())
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [
            (SUGGEST, _("I am not sure")),
            *((str(district.pk), district.name) for district in self.districts),
            (OUTSIDE, _("Outside of both districts")),
        ]
        self.notice = ""  # what the search for the address led to
        self.moved_to: tuple[float, float] | None = None

    def values_of(self, draft: Business) -> dict[str, Any]:
        return {
            **{name: getattr(draft, name) for name in ADDRESS},
            "district": str(draft.district_id) if draft.district_id else SUGGEST,
            "position": (draft.latitude, draft.longitude) if draft.has_position else None,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ADDRESS:
            if name in cleaned:
                cleaned[name] = clean_line(cleaned[name])
        if cleaned.get("house_number") and not cleaned.get("street"):
            self.add_error("street", ValidationError(_("The street is missing."), code="no_street"))
        return cleaned

    @property
    def pin_stands_at_an_old_address(self) -> bool:
        """The address is another one now, and nobody has moved the pin."""
        address_is_new = any(self.cleaned_data[name] != getattr(self.draft, name) for name in ADDRESS)
        return address_is_new and bool(self.cleaned_data["street"]) and "position" not in self.changed_data

    def follow_the_address(self) -> None:
        """Move the pin to the new address; where that is not found, it stays, and `notice` says so."""
        if found := self.look_up():
            self.moved_to = (found.latitude, found.longitude)

    def values(self) -> dict[str, Any]:
        return {
            "address": {name: self.cleaned_data[name] for name in ADDRESS},
            "district": self._district(),
            "position": self._position(),
        }

    def _position(self) -> dict[str, float | None]:
        if self.moved_to is None and "position" not in self.changed_data:
            # Left as it is, also where it has more decimals than ours.
            return {"latitude": self.draft.latitude, "longitude": self.draft.longitude}
        position = self.moved_to or self.cleaned_data["position"]
        latitude, longitude = (round(number, DECIMALS) for number in position) if position else (None, None)
        return {"latitude": latitude, "longitude": longitude}

    def _district(self) -> int | None:
        chosen = self.cleaned_data["district"]
        if chosen == OUTSIDE:
            return None
        if chosen != SUGGEST:
            return int(chosen)
        found = suggest_district(self.cleaned_data["street"], self.cleaned_data["postcode"], districts=self.districts)
        return found.pk if found else None

    def look_up(self) -> GeocodingResult | None:
        """The position of the address that was typed, and a sentence about it in `notice`."""
        try:
            found = geocode(*(self.cleaned_data[name] for name in ADDRESS))
        except GeocodingUnavailable:
            self.notice = _("The address search is not available right now. Please set the pin by hand.")
            return None
        if found is None:
            self.notice = _("This address was not found in Hagen. Please check it or set the pin by hand.")
        elif found.is_exact:
            self.notice = _("Found. Please check that the pin stands at the door.")
        else:
            self.notice = _("Only the street was found. Please move the pin to the house.")
        return found
