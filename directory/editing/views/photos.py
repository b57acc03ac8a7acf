"""The page of the photos: one form for everything, so that whatever button is pressed nothing typed is lost."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from common.text import number_of
from directory.changes import Outcome, base_token, draft_of
from directory.changes.parts import read
from directory.changes.tokens import opened
from directory.editing import uploads
from directory.editing.access import own_business
from directory.editing.forms.photos import PhotoForm, PhotosForm
from directory.editing.saving import conflict_page, save, say_what_happens
from directory.editing.topics import TOPICS
from directory.models import Business, PhotoUpload
from pictures.models import Picture


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest, business: Business) -> HttpResponse:
    if request.method != "POST":
        form = PhotosForm(initial={"base": base_token(business, TOPICS["photos"].parts)})
        return _page(request, business, form, _photo_forms(business))
    form = PhotosForm(request.POST, request.FILES)
    form.is_valid()
    taken = _take_files(request, business, form.cleaned_data.get("files", []))
    if "move" in request.POST:
        return _page(request, business, _not_judged(form), _photo_forms(business, request, judged=False), moved=True)
    photo_forms = _photo_forms(business, request)
    if _judge(form, photo_forms):
        return _save(request, business, form, photo_forms, taken)
    return _page(request, business, form, photo_forms)


def _take_files(request: HttpRequest, business: Business, files: list) -> list[PhotoUpload]:
    taken, refused = uploads.take_uploads(business=business, files=files, by=request.user)
    for file in refused:
        messages.error(request, str(file))
    if taken:
        sentence = ngettext(
            "%(count)s photo has arrived. Please write what it shows: then it can go online.",
            "%(count)s photos have arrived. Please write what they show: then they can go online.",
            len(taken),
        )
        messages.success(request, sentence % {"count": len(taken)})
    return taken


def _photo_forms(business: Business, request: HttpRequest | None = None, *, judged: bool = True) -> list[PhotoForm]:
    """A form a photo: those of the entry in their order, then the new ones.

    What was sent names pictures by number; only those count that the business has now or had when the form was made.
    """
    present = read(draft_of(business), ["photos"])["photos"]
    words = {photo["picture"]: photo["alt_text"] for photo in present}
    order = list(words)
    if request is not None:
        seen = opened(request.POST.get("base", ""), business.pk).get("photos", [])
        words = {photo["picture"]: photo["alt_text"] for photo in seen} | words
        sent = map(number_of, request.POST.getlist("order"))
        order = _moved([number for number in dict.fromkeys(sent) if number in words], request.POST.get("move", ""))
    waiting = list(business.photo_uploads.with_pictures())
    pictures = Picture.objects.prefetch_related("renditions").in_bulk(order)
    forms = [(pictures[number], words[number], False) for number in order if number in pictures]
    forms += [(upload.picture, "", True) for upload in waiting]
    return [_photo_form(request, picture, alt_text, is_new, judged) for picture, alt_text, is_new in forms]


def _photo_form(request: HttpRequest | None, picture: Picture, alt_text: str, is_new: bool, judged: bool) -> PhotoForm:
    was_sent = request is not None and f"photo-{picture.pk}-alt_text" in request.POST
    if not was_sent:
        return PhotoForm(picture=picture, alt_text=alt_text, is_new=is_new)
    if judged:
        return PhotoForm(request.POST, picture=picture, alt_text=alt_text, is_new=is_new)
    form = PhotoForm(picture=picture, is_new=is_new)
    sent = {name: request.POST.get(form.add_prefix(name), "") for name in form.fields}
    form.initial = {**sent, "remove": bool(sent["remove"])}
    return form


def _not_judged(form: PhotosForm) -> PhotosForm:
    return PhotosForm(initial={name: form.data.get(name, "") for name in ("base", "credit", "consent")})


def _moved(order: list[int], move: str) -> list[int]:
    """`move` is "<number>:up" or "<number>:down"; anything else changes nothing."""
    number, _colon, direction = move.partition(":")
    if number_of(number) not in order or direction not in {"up", "down"}:
        return order
    here = order.index(number_of(number))
    there = here + (1 if direction == "down" else -1)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order


def _judge(form: PhotosForm, photo_forms: list[PhotoForm]) -> bool:
    """Whether everything can be saved; says beside the fields what is missing."""
    is_right = [photo.is_valid() for photo in photo_forms if photo.is_bound]  # every one, so that each can say it
    if any(_is_told(photo) for photo in photo_forms if photo.is_new) and not form.cleaned_data["consent"]:
        form.add_error("consent", ValidationError(_("Please confirm that you may show the photos."), code="required"))
        return False
    return all(is_right)


def _is_told(photo: PhotoForm) -> bool:
    return (
        photo.is_bound
        and photo.is_valid()
        and bool(photo.cleaned_data["alt_text"])
        and not photo.cleaned_data["remove"]
    )


def _save(
    request: HttpRequest, business: Business, form: PhotosForm, photo_forms: list[PhotoForm], taken: list[PhotoUpload]
) -> HttpResponse:
    staying = [photo for photo in photo_forms if photo.is_bound and not photo.cleaned_data["remove"]]
    ready = [photo for photo in staying if not photo.is_new or photo.cleaned_data["alt_text"]]
    words = {photo.picture.pk: photo.cleaned_data["alt_text"] for photo in ready}
    values = {"photos": [{"picture": number, "alt_text": text} for number, text in words.items()]}
    try:
        outcome = save(request, business, values)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, business, form, photo_forms)
    if outcome.state == "conflict":
        return conflict_page(request, business, TOPICS["photos"], outcome)
    new = {upload.picture_id: upload for upload in business.photo_uploads.select_related("picture")}
    kept = read(draft_of(Business.objects.get(pk=business.pk)), ["photos"])["photos"]
    arrived = [new[photo["picture"]] for photo in kept if photo["picture"] in new]
    uploads.attach(arrived, words=words, credit=form.cleaned_data["credit"])
    was_cropped = _crop(staying)
    was_discarded = _discard(photo_forms, new)
    _say(request, outcome, business, nothing_else=not (taken or was_cropped or was_discarded))
    if business.photo_uploads.exists():
        return redirect("directory:edit_photos", slug=business.slug)
    return redirect("directory:my_business", slug=business.slug)


def _crop(photo_forms: list[PhotoForm]) -> bool:
    chosen = [photo for photo in photo_forms if photo.cleaned_data["focus"] and is_owners(photo.picture)]
    for photo in chosen:
        uploads.set_focus(photo.picture, *photo.cleaned_data["focus"])
    return bool(chosen)


def _discard(photo_forms: list[PhotoForm], new: dict[int, PhotoUpload]) -> bool:
    unwanted = [photo for photo in photo_forms if photo.is_new and photo.is_bound and photo.cleaned_data["remove"]]
    for photo in unwanted:
        uploads.discard(new[photo.picture.pk])
    return bool(unwanted)


def _say(request: HttpRequest, outcome: Outcome, business: Business, *, nothing_else: bool) -> None:
    if outcome.state != "unchanged" or nothing_else:
        say_what_happens(request, outcome, business)


def is_owners(picture: Picture) -> bool:
    """Whether the picture came from owners; what staff have put into the library may stand elsewhere, too."""
    return picture.collection_id == uploads.collection().pk


def _page(
    request: HttpRequest, business: Business, form: PhotosForm, photo_forms: list[PhotoForm], *, moved: bool = False
) -> HttpResponse:
    owners = uploads.collection().pk
    context = {
        "business": business,
        "topic": TOPICS["photos"],
        "form": form,
        "photos": [photo for photo in photo_forms if not photo.is_new],
        "new_photos": [photo for photo in photo_forms if photo.is_new],
        "owners_collection": owners,
        "moved": moved,
        "room": uploads.MOST_PHOTOS - len(photo_forms),
    }
    return render(request, "directory/editing/photos.html", context)
