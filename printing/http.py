"""A PDF as an answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def pdf_response(pdf: bytes, filename: str, *, download: bool = False) -> HttpResponse:
    """Shown in the browser, or saved when `download` is true; never kept in a cache, because letters carry codes."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(download, filename)
    response["Cache-Control"] = "private, no-store"
    return response
