"""The map's own addresses: the frame, the ground, the tiles, and looking up an address for a form."""

from __future__ import annotations

import hashlib
import logging

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect
from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from maps.frame import frame_bundle, frame_url
from maps.geocoding import GeocodingUnavailable, address_query
from maps.geocoding import geocode as find_position
from maps.ground import packed_ground
from maps.places import packed_response
from maps.rules import may_look_up_addresses
from maps.tiles import TileUnavailable, TileUnknown, tile_store

logger = logging.getLogger(__name__)

DAY = 24 * 3600
YEAR = 365 * DAY


@require_safe
def frame(request: HttpRequest, digest: str) -> HttpResponse:
    """The script of the frames. A page that is older than this version is led to the script we have now."""
    for language, _name in settings.LANGUAGES:
        bundle = frame_bundle(language)
        if bundle.digest == digest:
            return packed_response(request, bundle, max_age=YEAR, immutable=True)
    return redirect(frame_url())


@require_safe
def ground(request: HttpRequest) -> HttpResponse:
    packed = packed_ground()
    if request.GET.get("v") == packed.digest:
        return packed_response(request, packed, max_age=YEAR, immutable=True)
    return packed_response(request, packed, max_age=DAY)


@require_safe
def tile(request: HttpRequest, zoom: int, x: int, y: int) -> HttpResponse:
    store = tile_store()
    if store is None:
        raise Http404("No tile source is set.")
    try:
        found = store.get(zoom, x, y)
    except TileUnknown as error:
        raise Http404(str(error)) from error
    except TileUnavailable as error:
        logger.warning("Tile %s/%s/%s: %s", zoom, x, y, error)
        return HttpResponse(status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    etag = f'"{hashlib.sha256(found.body).hexdigest()[:20]}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(found.body, content_type=found.content_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={7 * DAY}"
    return response


@require_POST
@never_cache
def geocode(request: HttpRequest) -> JsonResponse:
    """Look up the address somebody is typing into a form. Never changes anything; the answer is a proposal.

    Takes street, house_number, postcode, city. Answers 200 with latitude, longitude, label, exact and a message; 400
    without a street, 404 when nothing is found, 503 when the service is not there, each with a message for people.
    """
    if not may_look_up_addresses(request.user):
        raise PermissionDenied
    typed = [request.POST.get(name, "") for name in ("street", "house_number", "postcode", "city")]
    if address_query(*typed) is None:
        return JsonResponse({"message": _("Please enter the street first.")}, status=400)
    try:
        found = find_position(*typed)
    except GeocodingUnavailable as error:
        logger.warning("Geocoding: %s", error)
        return JsonResponse(
            {"message": _("The address search is not available right now. Please set the pin by hand.")}, status=503
        )
    if found is None:
        return JsonResponse(
            {"message": _("This address was not found in Hagen. Please check it or set the pin by hand.")}, status=404
        )
    message = (
        _("Found. Please check that the pin stands at the door.")
        if found.is_exact
        else _("Only the street was found. Please move the pin to the house.")
    )
    return JsonResponse(
        {
            "latitude": round(found.latitude, 6),
            "longitude": round(found.longitude, 6),
            "label": found.label,
            "exact": found.is_exact,
            "message": message,
        }
    )
