"""The public pages of the directory: fetch, ask the index, render."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from directory.cards import cards_for, contact_point_card, contact_point_cards, state_key
from directory.contact_points import sections_of
from directory.detail import detail_context, week_in_words
from directory.filters import NOW, UNKNOWN, DirectoryQuery
from directory.houses import house_for, house_svg
from directory.index import current_index
from directory.map_data import packed_businesses, packed_contact_points, packed_geojson, packed_partners
from directory.models import Business, ContactPoint, Partner
from directory.opening_hours import State
from directory.search import known_values, open_filter_query, search
from maps.places import packed_response

PAGE_SIZE = 24
YEAR = 365 * 24 * 3600


@require_safe
def business_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    index = current_index()
    query = DirectoryQuery.from_params(request.GET, known_values(index))
    result = search(index, query, now)
    page = Paginator(result.positions, PAGE_SIZE).get_page(query.page)
    ids = result.ids(page.start_index() - 1, page.end_index()) if result.total else []
    found = Business.objects.published().with_card_data().in_bulk(ids)
    path = reverse("directory:business_list")
    context = {
        "query": query,
        "result": result,
        "cards": cards_for(
            (found[pk] for pk in ids if pk in found), result.moment, asked=query.moment_asked is not None
        ),
        "page": page,
        "page_links": page_links(query, page, path),
        "more_facets": [facet for facet in result.facets if facet.name != "districts"],
        "chosen": result.chosen,
        "open_url": open_filter_query(query).url(path),
        "open_chosen": query.open == NOW,
        "unknown_url": replace(query, page=1, open=UNKNOWN).url(path),
        "without_text_url": replace(query, page=1, text="").url(path),
        "text_only_url": DirectoryQuery(text=query.text).url(path),
        "reset_url": path,
        "canonical_url": request.build_absolute_uri(query.url(path)),
    }
    return render(request, "directory/business_list.html", context)


def page_links(query: DirectoryQuery, page, path: str) -> dict[str, str]:
    """Addresses of the neighbouring pages; an empty one where there is none."""

    def url(number: int) -> str:
        return replace(query, page=number).url(path)

    return {
        "previous": url(page.previous_page_number()) if page.has_previous() else "",
        "next": url(page.next_page_number()) if page.has_next() else "",
    }


@require_safe
def business_detail(request: HttpRequest, slug: str) -> HttpResponse:
    business = get_object_or_404(Business.objects.published().with_detail_data(), slug=slug)
    return render(request, "directory/business_detail.html", detail_context(business))


@require_safe
def business_house(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawn house as a picture of its own, for previews and print."""
    business = get_object_or_404(Business.objects.published().with_house_data(), slug=slug)
    house = house_for(business.slug, business.category.group.colour, business.roofline)
    response = HttpResponse(house_svg(house, state=state_key(State.OPEN)), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response


@require_safe
def map_businesses(request: HttpRequest) -> HttpResponse:
    return _packed(request, packed_businesses())


@require_safe
def map_contact_points(request: HttpRequest) -> HttpResponse:
    return _packed(request, packed_contact_points())


@require_safe
def map_partners(request: HttpRequest) -> HttpResponse:
    return _packed(request, packed_partners())


@require_safe
def businesses_geojson(request: HttpRequest) -> HttpResponse:
    return _packed(request, packed_geojson())


def _packed(request: HttpRequest, versioned) -> HttpResponse:
    version, packed = versioned
    if request.GET.get("v") == version:
        return packed_response(request, packed, max_age=YEAR, immutable=True)
    return packed_response(request, packed, max_age=0)


@require_safe
def contact_point_list(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/contact_point_list.html", {"points": contact_point_cards(timezone.now())})


@require_safe
def contact_point_detail(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    point = get_object_or_404(ContactPoint.objects.with_detail_data(), slug=slug)
    context = {
        "card": contact_point_card(point, now),
        "point": point,
        "people": point.people.all(),
        "week": week_in_words(point.hours, now),
        "walk_in_week": week_in_words(point.walk_in, now),
        "sections": sections_of(point, now),
    }
    return render(request, "directory/contact_point_detail.html", context)


@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/partner_list.html", {"partners": Partner.objects.with_list_data()})
