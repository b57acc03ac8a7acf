"""A position in a form: two numbers that work by themselves, and with JavaScript a pin to be put in its place.

In a form of ours:

    position = PositionField(label=_("Position"), required=False)

cleans to (latitude, longitude) or None. In Wagtail's admin `maps.panels.PositionPanel` puts the same around a model's
two fields. Both look up the address from the form's other fields; `ADDRESS_FIELDS` says how those are called.
"""

from __future__ import annotations

import json

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maps.frame import frame_url
from maps.ground import ground_url

# What `maps:geocode` wants to know, and the form's fields that know it.
ADDRESS_FIELDS = {"street": "street", "house_number": "house_number", "postcode": "postcode", "city": "city"}
POSITION_SCRIPT = Script("portal/js/map/position.js", type="module")


def position_attributes(address_fields: dict[str, str]) -> dict[str, str]:
    """What `<portal-position>` carries for its script, as attributes."""
    return {
        "data-script": frame_url(),
        "data-ground": ground_url(),
        "data-sprite": static("portal/img/houses.svg"),
        "data-search": reverse("maps:geocode"),
        "data-address": json.dumps(address_fields),
        "data-texts": json.dumps(position_texts(), ensure_ascii=False),
    }


def position_texts() -> dict[str, str]:
    return {
        "map": gettext("Map to set the position"),
        "pin": gettext("Pin. Move it with the arrow keys."),
        "search": gettext("Find the address on the map"),
        "searching": gettext("Searching …"),
        "failed": gettext("The address search is not available right now. Please set the pin by hand."),
        "help": gettext("Click on the map to set the pin, or drag it to the door."),
        "handle": gettext("Move the map"),
        "wheel": gettext("Hold Ctrl and turn the wheel to zoom the map."),
    }


class PositionWidget(forms.MultiWidget):
    """Latitude and longitude as numbers with a map below them."""

    use_fieldset = True

    def __init__(self, attrs: dict | None = None, *, address_fields: dict[str, str] | None = None):
        self.address_fields = address_fields or ADDRESS_FIELDS
        super().__init__(
            {
                "latitude": forms.NumberInput({"step": "any", "min": -90, "max": 90, "inputmode": "decimal"}),
                "longitude": forms.NumberInput({"step": "any", "min": -180, "max": 180, "inputmode": "decimal"}),
            },
            attrs,
        )

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[POSITION_SCRIPT])

    def decompress(self, value: tuple[float, float] | None) -> list[float | None]:
        return list(value) if value else [None, None]

    def render(self, name: str, value, attrs: dict | None = None, renderer=None) -> SafeString:
        parts = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        numbers = [self._render(part["template_name"], {"widget": part}, renderer) for part in parts]
        # Django's own renderer of forms does not look into the project's templates.
        return render_to_string(
            "maps/position_widget.html",
            {
                "parts": [
                    {"label": label, "id": part["attrs"].get("id", ""), "field": number}
                    for label, part, number in zip(
                        (gettext("Latitude"), gettext("Longitude")), parts, numbers, strict=True
                    )
                ],
                "attributes": position_attributes(self.address_fields),
            },
        )


class PositionField(forms.MultiValueField):
    """A WGS84 position, cleaned to (latitude, longitude) or None. Both numbers or neither."""

    widget = PositionWidget
    default_error_messages = {"incomplete": _("A position needs both numbers, latitude and longitude.")}

    def __init__(self, **kwargs):
        fields = [
            forms.FloatField(validators=[MinValueValidator(-90), MaxValueValidator(90)]),
            forms.FloatField(validators=[MinValueValidator(-180), MaxValueValidator(180)]),
        ]
        super().__init__(fields, require_all_fields=kwargs.pop("require_all_fields", False), **kwargs)

    def compress(self, values: list[float | None]) -> tuple[float, float] | None:
        if not values or values == [None, None]:
            return None
        if None in values:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        return (values[0], values[1])
