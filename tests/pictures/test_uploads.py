"""What comes in as a picture: hostile, huge, foreign and honest files."""

import io
import re
import struct
import zlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

import pytest
from PIL import Image, ImageCms

from pictures.models import Picture
from pictures.uploads import LONGEST_SIDE, MAX_BYTES, clean_picture
from tests.factories.accounts import SuperuserFactory
from tests.login import log_in

GPS = 0x8825
ORIENTATION = 0x0112


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else (255, 0, 0, 128)).save(out, format=kind, **options)
    return out.getvalue()


def upload(content: bytes, name: str = "foto.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # turn by a quarter
    exif[0x010F] = "Kamerafirma"
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 21.0, 0.0), 3: "E", 4: (7.0, 27.0, 0.0)})
    return picture_bytes(exif=exif, comment=b"geheim")


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises a giant picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")
    )


def test_picture_loses_position_maker_and_comment_and_stands_upright():
    original = Image.open(io.BytesIO(with_exif()))
    assert original.getexif().get_ifd(GPS)  # there is something that could leak

    cleaned = Image.open(clean_picture(upload(with_exif())))

    assert dict(cleaned.getexif()) == {}
    assert "comment" not in cleaned.info
    assert cleaned.size == (40, 60)


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_picture_keeps_its_kind_and_gets_a_random_name_with_the_right_ending(kind, ending):
    first, second = (clean_picture(upload(picture_bytes(kind), name="../Frau Muster.exe")) for _ in range(2))

    assert re.fullmatch(rf"[0-9a-f]{{24}}\.{ending}", first.name)
    assert first.name != second.name
    assert Image.open(first).format == kind


def test_picture_keeps_transparency():
    assert Image.open(clean_picture(upload(picture_bytes("PNG", mode="RGBA")))).mode == "RGBA"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_large_picture_is_made_smaller(kind):
    assert Image.open(clean_picture(upload(picture_bytes(kind, size=(6000, 3000))))).size == (LONGEST_SIDE, 1200)


def test_photo_with_a_second_picture_behind_it_becomes_a_plain_jpeg():
    out = io.BytesIO()
    preview = Image.new("RGB", (40, 30), "blue")
    Image.new("RGB", (80, 60), "red").save(out, format="MPO", save_all=True, append_images=[preview])
    assert Image.open(io.BytesIO(out.getvalue())).format == "MPO"

    cleaned = Image.open(clean_picture(upload(out.getvalue())))

    assert (cleaned.format, cleaned.size) == ("JPEG", (80, 60))
    assert cleaned.getpixel((40, 30))[0] > 200


def test_colours_of_another_profile_are_worked_in_before_the_profile_goes():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    cleaned = Image.open(clean_picture(upload(picture_bytes(icc_profile=profile))))

    assert "icc_profile" not in cleaned.info
    assert cleaned.getpixel((5, 5))[0] > 250


def test_unreadable_profile_of_colours_does_not_spoil_the_photo():
    assert Image.open(clean_picture(upload(picture_bytes(icc_profile=b"nonsense")))).size == (60, 40)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"GIF89a" + b"\0" * 50, "not_a_picture"),
        (b"%PDF-1.7 ...", "not_a_picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not_a_picture"),
        (b"<html><script>alert(1)</script></html>", "not_a_picture"),
        (b"PK\x03\x04" + b"\0" * 100, "not_a_picture"),
        (picture_bytes()[:400], "damaged"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200, "heic"),
        (png_that_claims(30_000, 30_000), "too_many_pixels"),
        (png_that_claims(5_000, 5_000), "too_many_pixels"),
        (png_that_claims(200, 200), "damaged"),
    ],
    ids=["empty", "gif", "pdf", "svg", "html", "zip", "cut off", "heic", "bomb", "too large to decode whole", "forged"],
)
def test_file_that_is_no_honest_picture_is_refused_with_a_sentence(content, code):
    with pytest.raises(ValidationError) as caught:
        clean_picture(upload(content))

    assert caught.value.code == code
    assert caught.value.messages[0]


def test_file_beyond_the_limit_is_refused_before_it_is_opened():
    with pytest.raises(ValidationError) as caught:
        clean_picture(upload(b"\0" * (MAX_BYTES + 1)))

    assert caught.value.code == "too_many_bytes"


def test_picture_with_a_program_behind_it_loses_the_program():
    cleaned = clean_picture(upload(picture_bytes() + b"<script>alert(1)</script>"))

    assert b"script" not in cleaned.read()


@pytest.mark.django_db
class TestAdminUpload:
    def post(self, client, content: bytes, name: str = "foto.jpg", content_type: str = "image/jpeg"):
        log_in(client, SuperuserFactory())
        return client.post(
            "/verwaltung/images/add/",
            {"title": "Schaufenster im Advent", "file": upload(content, name, content_type), "collection": "1",
             "description": "", "tags": "", "credit": "Erika Muster"},
        )  # fmt: skip

    def test_photo_is_kept_without_its_position(self, client):
        response = self.post(client, with_exif())

        assert response.status_code == 302
        stored = Picture.objects.get()
        assert stored.credit == "Erika Muster"
        with stored.file.open() as file:
            assert dict(Image.open(file).getexif()) == {}

    @pytest.mark.parametrize(
        ("content", "name", "content_type"),
        [
            (b"<svg><script>alert(1)</script></svg>", "bild.svg", "image/svg+xml"),
            (b"<svg><script>alert(1)</script></svg>", "bild.png", "image/png"),
            (png_that_claims(30_000, 30_000), "bombe.png", "image/png"),
            (b"%PDF-1.7", "flyer.jpg", "image/jpeg"),
            (picture_bytes(size=(900, 900))[:700], "halb.jpg", "image/jpeg"),
            (b"\0" * (MAX_BYTES + 1), "riesig.jpg", "image/jpeg"),
        ],
        ids=["svg", "svg as png", "bomb", "pdf as jpg", "cut off", "too large"],
    )
    def test_bad_file_keeps_the_form_and_says_why(self, client, content, name, content_type):
        response = self.post(client, content, name, content_type)

        assert response.status_code == 200
        assert Picture.objects.count() == 0
        page = response.content.decode()
        assert "Schaufenster im Advent" in page
        assert "Erika Muster" in page
        assert 'class="error-message"' in page or "errorlist" in page or "w-field__errors" in page
