"""A calendar as an answer: the type says the method, and who has it already gets 304."""

from __future__ import annotations

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag

from calendars.writing import Method


def content_type(method: Method) -> str:
    """RFC 5545, 8.1: the parameter is the same as METHOD in the body."""
    return f"text/calendar; charset=utf-8; method={method.value}"


def calendar_response(
    request: HttpRequest, body: bytes, *, filename: str, method: Method = Method.PUBLISH, is_private: bool = True
) -> HttpResponse:
    """`is_private`: for one pair of eyes; kept nowhere on the way, and no search engine lists it."""
    # DTSTAMP is the moment of writing, so it says nothing about what changed.
    lines = b"\n".join(line for line in body.split(b"\r\n") if not line.startswith(b"DTSTAMP:"))
    etag = quote_etag(sha256(lines).hexdigest()[:32])
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type=content_type(method))
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["ETag"] = etag
    if is_private:
        response["X-Robots-Tag"] = "noindex"
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, public=True, max_age=900)
    return response
