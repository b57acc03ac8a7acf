"""What an uploaded picture must be, and what is taken out of it before it is kept.

Every way a picture comes in (the admin, owners' forms) goes through `clean_picture`.
"""

from __future__ import annotations

import io
import secrets
import struct
import threading
import warnings

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

MAX_BYTES = 15 * 1024 * 1024
# Width × height as the header says, before anything is decoded. A JPEG can be decoded at half its size and less, the
# others only whole; measured, the process grows by 160 MB for the largest JPEG, by 380 MB for the largest of the rest.
MAX_PIXELS = 50_000_000
MAX_PIXELS_DECODED_WHOLE = 24_000_000
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
# Brands of ISO base media files (ISO/IEC 23008-12, annex B) that iPhones write when they save "high efficiency".
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

# Several people uploading at once must not need the memory of several pictures at once: one a process is decoded.
_one_at_a_time = threading.Lock()


def clean_picture(upload: File) -> ContentFile:
    """Return the picture decoded and written anew: upright, at most 2400 px, without metadata (GPS, names, thumbnails).

    Writing it anew is also what makes a file that is two formats at once harmless. The new file has a random name: what
    somebody called the file is nobody's business, and a picture that is not public yet cannot be guessed.
    Raises ValidationError with a sentence for the person who uploaded it.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("This picture is %(size)s MB. It may have at most %(most)s MB. Most phones can send a smaller size."),
            code="too_many_bytes",
            params={"size": round(upload.size / 1024**2), "most": MAX_BYTES // 1024**2},
        )
    if upload.size == 0:
        raise ValidationError(_("This file is empty. Please choose it again."), code="empty")
    upload.seek(0)
    with _one_at_a_time:
        kind, content = _written_anew(upload)
    return ContentFile(content, name=f"{secrets.token_hex(12)}.{FORMATS[kind]}")


def _written_anew(upload: File) -> tuple[str, bytes]:
    """The picture's kind and its new bytes. Raises ValidationError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limits here are stricter
            warnings.filterwarnings("ignore", "Image appears to be a malformed MPO file")  # read as the JPEG it is
            picture = Image.open(upload, formats=list(FORMATS))
        # Many phones put a second picture (a preview, the depth) behind a JPEG; the first one is the photo.
        kind = "JPEG" if picture.format == "MPO" else picture.format
        _check_pixels(picture, kind)
        turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation))
        profile = picture.info.get("icc_profile")
        size = (LONGEST_SIDE, LONGEST_SIDE)
        if kind == "JPEG":
            picture.draft(None, size)  # half of it and less, as long as that is not below the size
        picture.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=None if kind == "JPEG" else 2.0)
        picture = _plain_mode(_common_colours(picture, profile), kind)
        if turn is not None:
            picture = picture.transpose(turn)
    except Image.DecompressionBombError:
        raise _too_many_pixels(MAX_PIXELS) from None
    except UnidentifiedImageError:
        raise _not_a_picture(upload) from None
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error):
        # Pillow's decoders raise any of these for truncated or forged files, and for odd Exif blocks.
        raise ValidationError(
            _("This picture is damaged and cannot be opened. Please choose another one."), code="damaged"
        ) from None
    out = io.BytesIO()
    options = {"quality": 86} if kind in {"JPEG", "WEBP"} else {"optimize": True}
    picture.save(out, format=kind, **options)
    return kind, out.getvalue()


def _check_pixels(picture: Image.Image, kind: str) -> None:
    most = MAX_PIXELS if kind == "JPEG" else MAX_PIXELS_DECODED_WHOLE
    if picture.width * picture.height > most:
        raise _too_many_pixels(most)


def _too_many_pixels(most: int) -> ValidationError:
    return ValidationError(
        _("This picture has more than %(most)s million pixels. Please choose a smaller one."),
        code="too_many_pixels",
        params={"most": most // 1_000_000},
    )


def _not_a_picture(upload: File) -> ValidationError:
    upload.seek(0)
    start = upload.read(12)
    if start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS:
        return ValidationError(
            _(
                "This is an iPhone picture (HEIC), which many browsers cannot show. Choose it from the photo library: "
                "then the iPhone turns it into a JPEG by itself. Or set Settings › Camera › Formats › Most Compatible "
                "and take it again."
            ),
            code="heic",
        )
    return ValidationError(
        _("This file is not a picture we can show. Please choose a JPEG, PNG or WebP file."), code="not_a_picture"
    )


def _common_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """In sRGB, the colours of the web: the profile is metadata and goes, so its colours are worked in before."""
    if not profile or picture.mode not in {"RGB", "RGBA"}:
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode=picture.mode)
    except (ImageCms.PyCMSError, OSError):
        return picture  # a profile nobody can read; the colours are then taken as they are


def _plain_mode(picture: Image.Image, kind: str | None) -> Image.Image:
    """A copy of the pixels alone: metadata hangs on the object, not on the pixels."""
    mode = "RGB" if kind == "JPEG" or not picture.has_transparency_data else "RGBA"
    plain = Image.new(mode, picture.size)
    plain.paste(picture.convert(mode))
    return plain
