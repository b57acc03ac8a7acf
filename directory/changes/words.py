"""The value of any part of a business in words, for people who decide, compare or read a mail."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from directory.changes.parts import PART_OF, UNITS
from directory.enums import PaymentMethod, WheelchairAccess
from directory.languages import LANGUAGE_NAMES
from directory.models import Category, District
from directory.opening_hours import describe, parse


class Names:
    """What the numbers of categories and districts are called; two queries however many are asked for."""

    @cached_property
    def category(self) -> dict[int, str]:
        rows = Category.objects.values_list("pk", "parent__name", "name")
        return {pk: " › ".join(filter(None, (group, name))) for pk, group, name in rows}

    @cached_property
    def district(self) -> dict[int, str]:
        return dict(District.objects.values_list("pk", "name"))


def in_words(field: str, value: Any, names: Names | None = None) -> list[str]:
    """One line a thing; never empty: what is not there is said. `names` saves queries when many are asked for."""
    lines = [line for line in _lines(field, value, names or Names()) if line]
    return lines or [_("nothing")]


def _lines(field: str, value: Any, names: Names) -> list[str]:
    if value in (None, "", [], {}):
        return [_("outside of both districts")] if field == "district" else []
    if field in ("category", "district"):
        return [getattr(names, field).get(value, "")]
    if field == "opening_hours":
        return hours_in_words(value)
    if field == "wheelchair":
        return [str(dict(WheelchairAccess.choices).get(value, value))]
    if field == "languages":
        return [", ".join(str(LANGUAGE_NAMES.get(code, code)) for code in value)]
    if field == "payment_methods":
        methods = dict(PaymentMethod.choices)
        return [", ".join(str(methods.get(key, key)) for key in value)]
    if field == "tags":
        return [", ".join(value)]
    if field == "photos":
        return [photo["alt_text"] or _("without description") for photo in value]
    if field == "address":
        street = f"{value['street']} {value['house_number']}".strip()
        return [", ".join(part for part in (street, f"{value['postcode']} {value['city']}".strip()) if part)]
    if field == "position":
        return [_position(value)]
    if field in PART_OF and field in UNITS["position"]:
        return [number_format(value, 5)]
    return str(value).splitlines()


def _position(value: dict[str, float | None]) -> str:
    if value["latitude"] is None or value["longitude"] is None:
        return ""
    return _("%(latitude)s north, %(longitude)s east") % {
        "latitude": number_format(value["latitude"], 5),
        "longitude": number_format(value["longitude"], 5),
    }


def hours_in_words(value: str) -> list[str]:
    """As an owner reads them back; what is not understood as it was typed."""
    if not parse(value).understood:
        return [_("Not understood: %(value)s") % {"value": value}]
    return describe(value, timezone.localdate())
