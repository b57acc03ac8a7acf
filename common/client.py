"""Where a request comes from, for rate limits. What is made of it is hashed and forgotten within minutes."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_network(request: HttpRequest) -> str:
    """The visitor's network: an IPv4 address, or the /64 of an IPv6 one (a household may change the rest at will).

    Behind proxies of ours, ALLAUTH_TRUSTED_PROXY_COUNT says how many entries at the end of X-Forwarded-For they wrote;
    anything before those was sent by the visitor and is not believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    trusted = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if trusted and len(forwarded) >= trusted:
        address = forwarded[-trusted]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address  # a socket of this machine has no address; all such visitors share one limit
    if parsed.version == 6:
        return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
