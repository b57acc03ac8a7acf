"""Counts come in by a message of the browser and go out to the owners."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from common.public_forms import within_limit
from directory.counting.domain import add_one
from directory.counting.forms import CountForm
from directory.counting.report import report_for
from directory.editing.access import own_business
from directory.enums import CountKind
from directory.models import Business

# In ten minutes from one network: people looking around stay below, whoever wants a shop to look busy does not.
MOST_COUNTS, WINDOW_SECONDS = 120, 600
# Programs that name themselves; read here and kept nowhere.
PROGRAM = re.compile(r"bot|crawl|spider|slurp|preview|headless|python|curl|wget|monitor", re.IGNORECASE)


@csrf_exempt  # there is no session to ride on; the browser's own word says that the page is ours
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Nothing to say in return: 204 when it was counted, also when it was somebody who is not to be counted."""
    form = CountForm(request.POST)
    if request.headers.get("Sec-Fetch-Site") != "same-origin" or not form.is_valid():
        return HttpResponse(status=400)
    if not within_limit(request, "count", MOST_COUNTS, WINDOW_SECONDS):
        return HttpResponse(status=429)
    if not _is_to_be_left_out(request):
        add_one(kind=form.cleaned_data["was"], business_ids=form.cleaned_data["laden"], day=timezone.localdate())
    return HttpResponse(status=204)


def _is_to_be_left_out(request: HttpRequest) -> bool:
    """Programs, and people with an account: owners would count themselves."""
    is_program = bool(PROGRAM.search(request.headers.get("User-Agent", "")))
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return is_program or (has_session and request.user.is_authenticated)


@own_business
@require_safe
def numbers(request: HttpRequest, business: Business) -> HttpResponse:
    context = {
        "business": business,
        "report": report_for(business, timezone.localdate()),
        "kinds": [CountKind(kind).label for kind in CountKind.values],
    }
    return render(request, "directory/counting/numbers.html", context)
