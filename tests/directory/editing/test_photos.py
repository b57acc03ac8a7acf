"""Photos: every file gets its own answer, the good ones stay, and none goes online without its words."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from directory.changes import draft_of
from directory.changes.parts import read
from directory.editing.upkeep import drop_past_special_days, remove_unused_photos
from directory.editing.uploads import COLLECTION, MOST_PHOTOS, collection
from directory.models import Business, PhotoUpload
from directory.opening_hours import normalise
from pictures.models import Picture
from pictures.uploads import MAX_BYTES
from tests.factories.directory import BusinessPhotoFactory
from tests.factories.pictures import PictureFactory
from tests.pictures.test_uploads import png_that_claims

pytestmark = pytest.mark.django_db
PHOTOS = "/mein-betrieb/backhaus/fotos/"
WORDS = "Schaufenster mit frischem Brot"


def photo(colour: str = "red", name: str = "foto.jpg", kind: str = "JPEG", size=(60, 40)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, format=kind)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def file(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def opened(owners) -> dict:
    data: dict[str, list] = {}
    for field in soup(owners.get(PHOTOS)).select("main form input[name]"):
        if field.get("type") not in {"radio", "checkbox", "file"} or field.has_attr("checked"):
            data.setdefault(field["name"], []).append(field.get("value", ""))
    return data


def send(owners, *files, **more):
    return owners.post(PHOTOS, opened(owners) | {"files": list(files)} | more, follow=True)


def draft_photos(business) -> list[dict]:
    return read(draft_of(Business.objects.get(pk=business.pk)), ["photos"])["photos"]


def upload(owners, business, **options) -> Picture:
    send(owners, photo(**options))
    return business.photo_uploads.last().picture


def test_photo_is_kept_first_and_becomes_part_of_the_entry_with_words_and_consent(owners, business, owner):
    picture = upload(owners, business, name="../../Erika Muster.jpg")

    assert picture.collection.name == COLLECTION
    assert "Erika" not in picture.file.name
    assert draft_photos(business) == []

    response = owners.post(
        PHOTOS, opened(owners) | {f"photo-{picture.pk}-alt_text": WORDS, "consent": "on", "credit": "Erika Muster"}
    )

    assert response.url == "/mein-betrieb/backhaus/"
    assert draft_photos(business) == [{"picture": picture.pk, "alt_text": WORDS}]
    assert not PhotoUpload.objects.exists()
    picture.refresh_from_db()
    assert (picture.description, picture.credit, picture.uploaded_by_user) == (WORDS, "Erika Muster", owner)
    assert not business.photos.exists()  # nobody has approved it yet


def test_each_bad_file_is_named_and_the_good_ones_of_the_same_upload_stay(owners, business):
    bad = {
        "riesig.jpg": b"\0" * (40 * 1024 * 1024),
        "bombe.png": png_that_claims(30_000, 30_000),
        "iphone.heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200,
        "flyer.jpg": b"%PDF-1.7 ...",
        "logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "halb.jpg": photo(size=(900, 900)).read()[:900],
        "leer.jpg": b"",
    }
    good = [photo("red"), photo("blue", kind="WEBP", name="a.webp"), photo("green", kind="PNG", name="b.png")]
    BusinessPhotoFactory(business=business, alt_text="Die Theke mit Kuchen")

    page = soup(send(owners, *[file(content, name) for name, content in bad.items()], *good))

    answers = [message.get_text() for message in page.select(".notice--problem")]
    assert len(answers) == len(bad)
    assert all(any(name in answer for answer in answers) for name in bad)
    assert MAX_BYTES < 40 * 1024 * 1024
    assert business.photo_uploads.count() == len(good)
    assert len(page.select("section[aria-labelledby=neu] li")) == len(good)


def test_words_typed_beside_a_bad_file_are_kept(owners, business):
    first = upload(owners, business)

    page = soup(
        owners.post(PHOTOS, opened(owners) | {f"photo-{first.pk}-alt_text": WORDS, "files": [file(b"", "leer.jpg")]})
    )  # no consent: the words wait

    assert page.select_one(f"[name=photo-{first.pk}-alt_text]")["value"] == WORDS
    assert "leer.jpg" in page.select_one(".notice--problem").get_text()
    assert page.select(".form__errors a[href='#id_consent']") != []
    assert business.photo_uploads.count() == 1


def test_twelve_at_once_are_taken_and_no_more(owners, business):
    page = soup(send(owners, *[photo(f"#{number * 16:02x}4400") for number in range(14)]))

    assert business.photo_uploads.count() == MOST_PHOTOS
    assert len(page.select(".notice--problem")) == 2
    assert page.select("input[type=file]") == []


def test_same_photo_twice_is_taken_once(owners, business):
    page = soup(send(owners, photo("red"), photo("red", name="nochmal.jpg")))

    assert business.photo_uploads.count() == 1
    assert "nochmal.jpg" in page.select_one(".notice--problem").get_text()


@pytest.mark.parametrize("words", ["", "Foto 1", "IMG_2034.jpg", "kurz", "x" * 251])
def test_photo_of_the_entry_needs_words(owners, business, words):
    row = BusinessPhotoFactory(business=business)

    response = owners.post(PHOTOS, opened(owners) | {f"photo-{row.picture.pk}-alt_text": words})

    page = soup(response)
    assert response.status_code == 200
    assert len(page.select(".field__error")) == 1
    assert page.select_one(f"[name=photo-{row.picture.pk}-alt_text]").get("value", "") == words
    assert not business.changes.exists()


def test_order_changes_without_a_script_and_is_saved_with_the_rest(owners, business):
    first, second = (BusinessPhotoFactory(business=business, sort_order=number).picture.pk for number in range(2))

    page = soup(owners.post(PHOTOS, opened(owners) | {"move": f"{second}:up", f"photo-{first}-alt_text": WORDS}))

    assert [field["value"] for field in page.select("[name=order]")] == [str(second), str(first)]
    assert page.select_one(f"[name=photo-{first}-alt_text]")["value"] == WORDS
    assert not business.changes.exists()
    data = opened(owners) | {"order": [second, first], f"photo-{first}-alt_text": WORDS}
    owners.post(PHOTOS, data)
    assert [row["picture"] for row in draft_photos(business)] == [second, first]


def test_photo_is_removed_by_a_tick(owners, business):
    row = BusinessPhotoFactory(business=business)

    owners.post(PHOTOS, opened(owners) | {f"photo-{row.picture.pk}-remove": "on"})

    assert draft_photos(business) == []
    assert Picture.objects.filter(pk=row.picture.pk).exists()  # the public page still shows it


def test_new_photo_is_thrown_away_by_a_tick(owners, business):
    picture = upload(owners, business)

    owners.post(PHOTOS, opened(owners) | {f"photo-{picture.pk}-remove": "on"})

    assert not Picture.objects.filter(pk=picture.pk).exists()
    assert not business.changes.exists()


@pytest.mark.parametrize(
    ("focus", "point"),
    [("0.83,0.17", (50, 7)), ("0.25,0.5", (15, 20)), ("0.5,0.5", None), ("2,2", None), ("x", None), ("", None)],
)
def test_point_that_must_not_be_cut_off_is_kept(owners, business, focus, point):
    picture = upload(owners, business)

    owners.post(PHOTOS, opened(owners) | {f"photo-{picture.pk}-focus": focus})

    picture.refresh_from_db()
    assert (picture.focal_point_x, picture.focal_point_y) == (point or (None, None))


def test_pictures_of_others_cannot_be_taken_or_cropped(owners, business):
    foreign = PictureFactory()

    owners.post(
        PHOTOS,
        opened(owners)
        | {"order": [foreign.pk], f"photo-{foreign.pk}-alt_text": WORDS, f"photo-{foreign.pk}-focus": "0.17,0.17"},
    )

    foreign.refresh_from_db()
    assert draft_photos(business) == []
    assert foreign.focal_point_x is None


def test_picture_of_the_library_on_the_entry_cannot_be_cropped_by_its_owner(owners, business):
    row = BusinessPhotoFactory(business=business)

    owners.post(PHOTOS, opened(owners) | {f"photo-{row.picture.pk}-focus": "0.17,0.17"})

    row.picture.refresh_from_db()
    assert row.picture.focal_point_x is None


def aged(picture: Picture, days: int) -> None:
    moment = timezone.now() - timedelta(days=days)
    Picture.objects.filter(pk=picture.pk).update(created_at=moment)
    PhotoUpload.objects.filter(picture=picture).update(created_at=moment)


class TestUpkeep:
    def test_photos_without_words_go_after_seven_days(self, owners, business):
        old, young = upload(owners, business, colour="red"), upload(owners, business, colour="blue")
        aged(old, 8)
        aged(young, 6)

        assert remove_unused_photos() == 1

        assert list(business.photo_uploads.values_list("picture", flat=True)) == [young.pk]
        assert not Picture.objects.filter(pk=old.pk).exists()

    def test_photos_that_stand_nowhere_go_and_all_others_stay(self, owners, business):
        unused = PictureFactory(collection=collection())
        library = PictureFactory()
        shown = BusinessPhotoFactory(business=business, picture=PictureFactory(collection=collection())).picture
        waiting = upload(owners, business)
        owners.post(PHOTOS, opened(owners) | {f"photo-{waiting.pk}-alt_text": WORDS, "consent": "on"})
        for picture in (unused, library, shown, waiting):
            aged(picture, 30)

        assert remove_unused_photos() == 1

        assert set(Picture.objects.values_list("pk", flat=True)) == {library.pk, shown.pk, waiting.pk}

    def test_special_days_that_are_over_go_once(self, business):
        today = timezone.localdate()
        later = normalise(f"Mo-Fr 09:00-18:00; {today + timedelta(days=9):%Y %b %d} off")
        over = f"{today - timedelta(days=9):%Y %b %d} off"
        Business.objects.update(opening_hours=f"{later}; {over}", last_confirmed_on=today - timedelta(days=60))

        assert (drop_past_special_days(), drop_past_special_days()) == (1, 0)

        business.refresh_from_db()
        assert (business.opening_hours, business.last_confirmed_on) == (later, today - timedelta(days=60))
        assert not business.changes.exists()


@pytest.mark.parametrize("sent", [{"order": "9" * 5000}, {"move": "9" * 5000 + ":up"}, {"order": "²"}])
def test_what_is_no_number_of_a_photo_is_left_out(owners, sent):
    assert send(owners, **sent).status_code == 200
