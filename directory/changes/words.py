"""The value of any part of a business in words, for people who decide, compare or read a mail."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from directory.changes.parts import PART_OF, UNITS
from directory.enums import PaymentMethod, WheelchairAccess
from directory.languages import LANGUAGE_NAMES
from directory.models import Category, District
from directory.opening_hours import day_in_words, parse
from directory.opening_hours.holidays import public_holiday_name

_WEEKS_SEARCHED = 6


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
    """An ordinary week, days alike together, then what it cannot show: "Montag bis Freitag: 9:00–18:00 Uhr"."""
    hours = parse(value)
    if not hours.understood:
        return [_("Not understood: %(value)s") % {"value": value}]
    week = [(_weekdays()[line.day.weekday()], day_in_words(line)) for line in hours.week(_ordinary_monday())]
    lines = []
    for text, days in groupby(week, key=lambda pair: pair[1]):
        names = [name for name, _text in days]
        lines.append(f"{_span(names)}: {text}")
    if hours.canonical and _says_more_than_a_week(hours.canonical):
        lines.append(_("In full: %(value)s") % {"value": hours.canonical})
    return lines


def _span(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    joint = _("%(first)s and %(last)s") if len(names) == 2 else _("%(first)s to %(last)s")
    return joint % {"first": names[0], "last": names[-1]}


def _weekdays() -> list[str]:
    return [_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday")]


def _ordinary_monday():
    """The next Monday of a week without a public holiday; the coming one where there is none soon."""
    today = timezone.localdate()
    mondays = [today + timedelta(days=7 * number - today.weekday()) for number in range(1, _WEEKS_SEARCHED + 1)]
    for monday in mondays:
        if not any(public_holiday_name(monday + timedelta(days=day)) for day in range(7)):
            return monday
    return mondays[0]


def _says_more_than_a_week(canonical: str) -> bool:
    """Public or school holidays, months, dates, weeks: whatever an ordinary week does not show."""
    weekdays = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "off", "open", "unknown"}
    outside_quotes = "".join(canonical.split('"')[::2])
    words = "".join(sign if sign.isalpha() else " " for sign in outside_quotes).split()
    return any(word not in weekdays for word in words) or "[" in outside_quotes
