"""A business as visitors will see it once everything that waits is approved."""

from __future__ import annotations

from django.db.models import prefetch_related_objects

from directory.changes import draft_of
from directory.changes.parts import photos_of
from directory.detail import detail_context
from directory.models import Business, BusinessPhoto


def draft_photos(draft: Business) -> list[BusinessPhoto]:
    """The photos of a draft in their order, with pictures and sizes, in two queries however many there are."""
    photos = photos_of(draft)
    prefetch_related_objects(photos, "picture__renditions")
    return photos


def preview_context(business: Business) -> dict:
    """What the public page gets, of the draft."""
    draft = draft_of(business)
    draft_photos(draft)
    return {**detail_context(draft), "live_business": business}
