"""The one place that decides which content security policy a page gets."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware

ADMIN_PREFIX = "/verwaltung/"
# Wagtail's admin writes inline scripts and styles of its own; the strict policy is for everything the public sees.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}


def content_security_policy(get_response: Callable[[HttpRequest], HttpResponse]):
    def loosen_for_admin(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(ADMIN_PREFIX):
            response._csp_replace = ADMIN_POLICY
        return response

    return CSPMiddleware(loosen_for_admin)
