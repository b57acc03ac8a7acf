"""What an uploaded picture must be, and what is taken out of it before it is kept.

Every way a picture comes in (the admin, owners' forms) goes through `clean_picture`.
"""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from PIL import ExifTags, Image, UnidentifiedImageError

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 50_000_000  # width × height as the header says, before anything is decoded
LONGEST_SIDE = 2400  # pixels kept; nothing on the site is shown larger
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# How cameras say that a picture is to be turned (Exif 2.32, tag 0x0112); 1 is upright.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def clean_picture(upload: File) -> ContentFile:
    """Return the picture decoded and written anew: upright, at most 2400 px, without metadata (GPS, names, thumbnails).

    Writing it anew is also what makes a file that is two formats at once harmless.
    Raises ValidationError with a sentence for the person who uploaded it.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("This picture is %(size)s MB. It may have at most %(most)s MB. Most phones can send a smaller size."),
            code="too_many_bytes",
            params={"size": round(upload.size / 1024**2), "most": MAX_BYTES // 1024**2},
        )
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is stricter
            picture = Image.open(upload, formats=list(FORMATS))
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise Image.DecompressionBombError
        kind = picture.format
        turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        picture = _plain_mode(picture, kind)
        if turn is not None:
            picture = picture.transpose(turn)
    except Image.DecompressionBombError:
        raise ValidationError(
            _("This picture has more than %(most)s million pixels. Please choose a smaller one."),
            code="too_many_pixels",
            params={"most": MAX_PIXELS // 1_000_000},
        ) from None
    except UnidentifiedImageError:
        raise ValidationError(
            _("This file is not a picture we can show. Please choose a JPEG, PNG or WebP file."), code="not_a_picture"
        ) from None
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error):
        # Pillow's decoders raise any of these for truncated or forged files, and for odd Exif blocks.
        raise ValidationError(
            _("This picture is damaged and cannot be opened. Please choose another one."), code="damaged"
        ) from None

    out = io.BytesIO()
    options = {"quality": 86} if kind in {"JPEG", "WEBP"} else {"optimize": True}
    picture.save(out, format=kind, **options)
    name = Path(upload.name or "bild").stem[:80] or "bild"
    return ContentFile(out.getvalue(), name=f"{name}.{FORMATS[kind]}")


def _plain_mode(picture: Image.Image, kind: str | None) -> Image.Image:
    """A copy of the pixels alone: metadata hangs on the object, not on the pixels."""
    mode = "RGB" if kind == "JPEG" or not picture.has_transparency_data else "RGBA"
    plain = Image.new(mode, picture.size)
    plain.paste(picture.convert(mode))
    return plain
