"""Window sticker and card, to look at and to print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.editing.access import own_business
from directory.models import Business
from directory.paper.documents import card_of, sticker_of
from printing.documents import card, card_picture, cards_on_a4, window_sticker, window_sticker_picture
from printing.http import pdf_response
from printing.pdf import TooLong


def own_published(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A QR code that leads nowhere helps nobody: only published businesses get paper."""

    @own_business
    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, business: Business, **kwargs) -> HttpResponse:
        if not business.live:
            raise Http404
        return view(request, business, **kwargs)

    return wrapped


@own_published
def overview(request: HttpRequest, business: Business) -> HttpResponse:
    return render(request, "directory/paper/overview.html", {"business": business})


def _card(business: Business, make: Callable) -> bytes:
    """The card with its opening hours, or without them where they are too many for the paper."""
    content = card_of(business, timezone.localdate())
    try:
        return make(content)
    except TooLong:
        return make(replace(content, hours=[]))


PAPERS: dict[str, Callable[[Business], bytes]] = {
    "schild.pdf": lambda business: window_sticker(sticker_of(business)),
    "schild.png": lambda business: window_sticker_picture(sticker_of(business)),
    "karte.pdf": lambda business: _card(business, card),
    "karte.png": lambda business: _card(business, card_picture),
    "karten.pdf": lambda business: _card(business, lambda content: cards_on_a4([content])),
}


@own_published
def paper(request: HttpRequest, business: Business, name: str) -> HttpResponse:
    if name not in PAPERS:
        raise Http404
    made = PAPERS[name](business)
    if name.endswith(".png"):
        return HttpResponse(made, content_type="image/png")
    return pdf_response(made, f"{business.slug}-{name}")
