"""The parts of a business that people change, read and written the same way everywhere: form, draft, history, mail.

A part is one field, or a few that only mean something together: half of one address and half of another would be a
third. Values are plain JSON: a category by its number, tags by name, photos as `{"picture": number, "alt_text": text}`
in order, a part of several fields as a dict by field name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.languages import LANGUAGES
from directory.models import Business, BusinessPhoto, BusinessTag, TaggedBusiness

UNITS: dict[str, tuple[str, ...]] = {
    "address": ("street", "house_number", "postcode", "city"),
    "position": ("latitude", "longitude"),
}
PARTS = (
    "name", "category", "tags", "description", "photos",
    "address", "district", "position", "wheelchair",
    "opening_hours",
    "phone", "email", "website", "facebook", "instagram", "tiktok", "languages", "payment_methods",
)  # fmt: skip
STAFF_PARTS = (*PARTS, "slug", "last_confirmed_on", "source", "source_reference", "go_live_at", "expire_at")
SETS = ("tags", "languages", "payment_methods")  # order means nothing in them
PART_OF = {name: unit for unit, names in UNITS.items() for name in names}
_LABELS = {"address": _("Address"), "position": _("Position on the map"), "photos": _("Photos")}
_ORDERS = {
    "languages": [code for code, _name in LANGUAGES],
    "payment_methods": [key for key, _label in Business._meta.get_field("payment_methods").options],
}


def label_of(part: str) -> str:
    return str(_LABELS.get(part) or Business._meta.get_field(part).verbose_name)


def fields_of(part: str) -> tuple[str, ...]:
    """The model's fields a part consists of."""
    return UNITS.get(part, (part,))


def parts_of(names: Iterable[str]) -> list[str]:
    """The parts that fields (or parts) belong to, in the order of PARTS; KeyError for what nobody may change here."""
    wanted = {PART_OF.get(name, name) for name in names}
    if unknown := wanted - set(PARTS):
        raise KeyError(f"Not a part of a business that can be changed: {', '.join(sorted(unknown))}")
    return [part for part in PARTS if part in wanted]


def read(business: Business, parts: Iterable[str] = PARTS) -> dict[str, Any]:
    """The values of a business or draft, by part."""
    return {part: _read(business, part) for part in parts}


def _read(business: Business, part: str) -> Any:
    if part in UNITS:
        return {name: getattr(business, name) for name in UNITS[part]}
    if part in ("category", "district"):
        return getattr(business, f"{part}_id")
    if part == "tags":
        numbers = [item.tag_id for item in business.tagged_items.all()]
        names = BusinessTag.objects.in_bulk(numbers) if numbers else {}
        return sorted(names[number].name for number in numbers if number in names)
    if part == "photos":
        return [{"picture": photo.picture_id, "alt_text": photo.alt_text} for photo in photos_of(business)]
    return getattr(business, part)


def photos_of(business: Business) -> list[BusinessPhoto]:
    """In the order they are shown, also those of a draft."""
    return sorted(business.photos.all(), key=lambda photo: (photo.sort_order is None, photo.sort_order or 0))


def cleaned(values: Mapping[str, Any], present: Mapping[str, Any]) -> dict[str, Any]:
    """What a form hands over, by part and in one spelling; missing halves of a unit are taken from `present`."""
    found: dict[str, Any] = {}
    for part in parts_of(values):
        if part not in UNITS:
            found[part] = _cleaned(part, values[part])
            continue
        given = values[part] if part in values else {name: values[name] for name in UNITS[part] if name in values}
        found[part] = {name: _cleaned(name, given.get(name, present[part][name])) for name in UNITS[part]}
    return found


def _cleaned(name: str, value: Any) -> Any:
    if name in ("category", "district"):
        return getattr(value, "pk", value)
    if name == "tags":
        return sorted({str(tag).strip() for tag in value} - {""})
    if name in _ORDERS:
        return [key for key in _ORDERS[name] if key in set(value)]
    if name == "photos":
        return [{"picture": int(photo["picture"]), "alt_text": photo["alt_text"].strip()} for photo in value]
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def write(business: Business, values: Mapping[str, Any]) -> None:
    """Set parts on a business or draft in memory; nothing is saved but tags that are new."""
    for part, value in values.items():
        if part in UNITS:
            for name in UNITS[part]:
                setattr(business, name, value[name])
        elif part in ("category", "district"):
            setattr(business, f"{part}_id", value)
        elif part == "tags":
            _write_tags(business, value)
        elif part == "photos":
            _write_photos(business, value)
        else:
            setattr(business, part, value)


def _write_tags(business: Business, names: list[str]) -> None:
    present = {item.tag_id: item for item in business.tagged_items.all()}
    tags = [_tag(name) for name in names]
    business.tagged_items.set([present.get(tag.pk) or TaggedBusiness(tag=tag) for tag in tags])


def _tag(name: str) -> BusinessTag:
    """The tag of this name, however its letters are written."""
    return BusinessTag.objects.filter(name__iexact=name).first() or BusinessTag.objects.create(name=name)


def _write_photos(business: Business, photos: list[dict[str, Any]]) -> None:
    """Photos that stay keep their row, so that history and references know them again."""
    left = photos_of(business)
    kept = []
    for number, photo in enumerate(photos):
        row = next((row for row in left if row.picture_id == photo["picture"]), None)
        if row is None:
            row = BusinessPhoto(picture_id=photo["picture"])
        else:
            left.remove(row)
        row.alt_text, row.sort_order = photo["alt_text"], number
        kept.append(row)
    business.photos.set(kept)
