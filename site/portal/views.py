"""Addresses that belong to nobody else: health, robots, sitemap, uploaded pictures, the style page."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.static import serve

from wagtail.contrib.sitemaps import Sitemap as PageSitemap

from directory.cards import cards_for, state_key
from directory.enums import GroupColour, Roofline
from directory.models import Business, ContactPoint
from directory.opening_hours import State
from directory.street import home_street
from portal.style_form import example_form
from printing.pictograms import pictogram_names


class BusinessSitemap(Sitemap):
    def items(self):
        return Business.objects.published().order_by("pk").only("slug", "updated_at")

    def lastmod(self, business):
        return business.updated_at


class ListSitemap(Sitemap):
    def items(self):
        return ["directory:business_list", "directory:contact_point_list", "directory:partner_list"]

    def location(self, name):
        return reverse(name)


class ContactPointSitemap(Sitemap):
    def items(self):
        return ContactPoint.objects.all()


SITEMAPS = {
    "pages": PageSitemap,
    "lists": ListSitemap,
    "businesses": BusinessSitemap,
    "contact_points": ContactPointSitemap,
}


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can serve: the database answers (an error here is a 500, which is the answer)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /verwaltung/", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """Uploaded pictures, for a site without a web server in front; nginx serves them itself (docs/operations.md).

    Every picture was written anew when it came in, so nothing here can be more than a picture.
    """
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name that no file system can hold
        raise Http404("No such file.") from error
    response["Cache-Control"] = "public, max-age=2592000"
    return response


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Every component with real data, to look at while working on it (development only)."""
    now = timezone.now()
    context = {
        "groups": GroupColour.choices,
        "rooflines": Roofline.values,
        "states": [state_key(state) for state in State],
        "cards": cards_for(Business.objects.published().with_card_data()[:4], now),
        "form": example_form(),
        **home_street(now),
        "pictograms": pictogram_names(),
    }
    return render(request, "style_page.html", context)
