"""What is put away by itself: special days that are over, photos nobody uses."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from wagtail.models import ReferenceIndex

from directory.changes import draft_of
from directory.changes.parts import read
from directory.changes.publishing import publish_beside_review
from directory.changes.saving import locked
from directory.editing.uploads import COLLECTION, KEPT_WITHOUT_WORDS, discard
from directory.models import Business, BusinessPhoto, PhotoUpload
from directory.opening_hours import drop_past_exceptions
from pictures.models import Picture


def drop_past_special_days(today: date | None = None) -> int:
    """Take special days that are over out of the opening hours of all entries; how many entries had some.

    Where other hours wait for approval the entry is left alone until somebody has decided.
    """
    today = today or timezone.localdate()
    dated = Business.objects.published().filter(opening_hours__regex=r"20[0-9][0-9]").values_list("pk", flat=True)
    return sum(_drop_past_special_days(number, today) for number in list(dated))


@transaction.atomic
def _drop_past_special_days(number: int, today: date) -> bool:
    business = locked(Business(pk=number))
    left = drop_past_exceptions(business.opening_hours, today)
    if left == business.opening_hours or draft_of(business).opening_hours != business.opening_hours:
        return False
    publish_beside_review(number, {"opening_hours": left}, by=None, confirmed_on=None)
    return True


def remove_unused_photos(now: datetime | None = None) -> int:
    """Delete owners' photos that stand nowhere: seven days without words, or no longer part of any entry or draft.

    A picture that staff use elsewhere stays; so does one that a draft still names. Returns how many went.
    """
    before = (now or timezone.now()) - KEPT_WITHOUT_WORDS
    forgotten = list(PhotoUpload.objects.before(before).select_related("picture"))
    for upload in forgotten:
        discard(upload)
    unused = (
        Picture.objects.filter(collection__name=COLLECTION, created_at__lt=before)
        .exclude(pk__in=BusinessPhoto.objects.values("picture"))
        .exclude(pk__in=PhotoUpload.objects.values("picture"))
        .exclude(pk__in=_of_drafts())
    )
    gone = [picture for picture in unused if not ReferenceIndex.get_references_to(picture).exists()]
    for picture in gone:
        picture.delete()
    return len(forgotten) + len(gone)


def _of_drafts() -> set[int]:
    """The pictures that drafts name, by number."""
    with_draft = Business.objects.filter(Q(has_unpublished_changes=True) | Q(live=False)).exclude(latest_revision=None)
    return {
        photo["picture"]
        for business in with_draft.select_related("latest_revision").iterator()
        for photo in read(business.latest_revision.as_object(), ["photos"])["photos"]
    }
