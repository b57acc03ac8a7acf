"""Saying no with one click."""

from __future__ import annotations

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mailings.domain import withdraw_consent
from mailings.domain.consents import read_unsubscribe_token


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button and changes nothing: mail filters follow every link. POST withdraws, without cookie and token,
    because a mail program sends neither (RFC 8058); the signature in the address says who is meant."""
    try:
        address, purpose = read_unsubscribe_token(token)
    except signing.BadSignature as error:
        raise Http404 from error
    if request.method == "POST":
        withdraw_consent(address=address, purpose=purpose)
    return render(request, "mailings/unsubscribe.html", {"is_done": request.method == "POST"})
