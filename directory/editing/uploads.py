"""Photos owners send: taken one by one, refused one by one, kept until somebody says what they show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.models import Collection

from directory.changes import draft_of
from directory.changes.parts import read
from directory.importing.cleaning import clean_line
from directory.models import Business, PhotoUpload
from pictures.models import Picture
from pictures.uploads import clean_picture

COLLECTION = "Betriebe"  # where staff find owners' photos in the admin
MOST_PHOTOS = 12  # of one business, with those that still wait for their words
MOST_FILES = 12  # at once
KEPT_WITHOUT_WORDS = timedelta(days=7)
FOCUS_SHARE = 5  # the point somebody taps becomes a square of this part of the shorter side, which no crop cuts off


@dataclass(frozen=True)
class Refused:
    """A file that was not taken, and why."""

    name: str
    reason: str

    def __str__(self) -> str:
        return _("“%(name)s”: %(reason)s") % {"name": self.name, "reason": self.reason}


def take_uploads(*, business: Business, files: Iterable[UploadedFile], by) -> tuple[list[PhotoUpload], list[Refused]]:
    """Every file that is a photo becomes a PhotoUpload; for every other there is a sentence. One bad file costs none
    of the good ones."""
    known = [photo["picture"] for photo in read(draft_of(business), ["photos"])["photos"]]
    known += business.photo_uploads.values_list("picture_id", flat=True)
    hashes = set(Picture.objects.filter(pk__in=known).values_list("file_hash", flat=True))
    room = MOST_PHOTOS - len(known)
    taken: list[PhotoUpload] = []
    refused: list[Refused] = []
    for number, file in enumerate(files):
        name = clean_line(file.name)[-60:] or _("File without a name")
        if len(taken) >= room or number >= MOST_FILES:
            refused.append(
                Refused(name, _("There is room for %(most)s photos. Please remove one first.") % {"most": MOST_PHOTOS})
            )
            continue
        try:
            upload = _take(business, file, hashes, by=by)
        except ValidationError as error:
            refused.append(Refused(name, " ".join(error.messages)))
        else:
            taken.append(upload)
    return taken, refused


def _take(business: Business, file: UploadedFile, hashes: set[str], *, by) -> PhotoUpload:
    picture = Picture(
        title=_("Photo of %(business)s") % {"business": business.name},
        file=clean_picture(file),
        collection=collection(),
        uploaded_by_user=by,
    )
    picture._set_image_file_metadata()
    if picture.file_hash in hashes:
        raise ValidationError(_("You have sent this photo already."), code="twice")
    hashes.add(picture.file_hash)
    with transaction.atomic():
        picture.save()
        return PhotoUpload.objects.create(business=business, picture=picture, by=by)


def collection() -> Collection:
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COLLECTION).first() or root.add_child(name=COLLECTION)


@transaction.atomic
def discard(upload: PhotoUpload) -> None:
    """The photo is gone, file and all: Wagtail deletes the files once this is certain."""
    upload.picture.delete()


def attach(uploads: Iterable[PhotoUpload], *, words: dict[int, str], credit: str) -> None:
    """The photos have become part of the entry: they carry their words (by picture) in the library, too."""
    for upload in uploads:
        upload.picture.description = words[upload.picture_id]
        upload.picture.credit = credit
        upload.picture.save(update_fields=["description", "credit"])
        upload.delete()


def set_focus(picture: Picture, x: float, y: float) -> None:
    """Say what must not be cut off: a point in shares of width and height, from the upper left corner."""
    side = max(min(picture.width, picture.height) // FOCUS_SHARE, 1)
    picture.focal_point_x, picture.focal_point_y = round(x * picture.width), round(y * picture.height)
    picture.focal_point_width = picture.focal_point_height = side
    picture.save(update_fields=["focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"])
