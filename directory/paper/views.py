"""Window sticker and card, to look at and to print."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.models import Business
from directory.paper.documents import card_of, sticker_of
from printing.documents import card, card_picture, cards_on_a4, window_sticker, window_sticker_picture
from printing.http import pdf_response
from printing.pdf import TooLong


def own_published(request: HttpRequest, slug: str) -> Business:
    """A QR code that leads nowhere helps nobody: only published businesses get paper."""
    businesses = Business.objects.of(request.user).published().with_house_data()
    return get_object_or_404(businesses, slug=slug)


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "directory/paper/overview.html", {"business": own_published(request, slug)})


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


@never_cache
@login_required
@require_safe
def paper(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    business = own_published(request, slug)
    if name not in PAPERS:
        raise Http404
    made = PAPERS[name](business)
    if name.endswith(".png"):
        return HttpResponse(made, content_type="image/png")
    return pdf_response(made, f"{business.slug}-{name}")
