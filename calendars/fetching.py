"""Reads a calendar from an address that a person typed, which may be anything: a file of this machine, a trap.

Only https, only addresses of the open internet, and the connection goes to the very address that was checked, so that a
name cannot mean one thing when it is looked up and another when it is asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

LARGEST = 2 * 1024 * 1024  # bytes
TIMEOUT = 10  # seconds for all of it
REDIRECTS = 3
USER_AGENT = "gemeinsam-fuer-hagen (busy times)"


class CalendarUnreachable(Exception):  # noqa: N818 — `str()` is a sentence for the counsellor
    """The calendar could not be read from its address."""


def fetch_calendar(url: str) -> bytes:
    """The bytes at `url`; webcal:// means https://. Follows up to three redirects, each checked like the first.

    Raises CalendarUnreachable.
    """
    deadline = time.monotonic() + TIMEOUT
    for _redirect in range(REDIRECTS + 1):
        parts = _checked(url)
        status, location, body = _ask(parts, deadline)
        if status in {301, 302, 303, 307, 308} and location:
            url = urljoin(url, location)
            continue
        if status != 200:
            raise CalendarUnreachable(_("The calendar answered with error %(status)s.") % {"status": status})
        return body
    raise CalendarUnreachable(_("The address of the calendar leads in circles."))


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip().replace("webcal://", "https://", 1))
        _port = parts.port
    except ValueError as problem:
        raise CalendarUnreachable(_("This is no address of a calendar.")) from problem
    if parts.scheme not in settings.CALENDARS_SCHEMES or not parts.hostname or parts.username or parts.password:
        raise CalendarUnreachable(_("The address of a calendar begins with https://."))
    return parts


def _addresses(parts: SplitResult) -> list[str]:
    """What the name stands for, none of it inside of a house."""
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or _usual_port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise CalendarUnreachable(_("The address of the calendar is not known.")) from problem
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    if not settings.CALENDARS_INSIDE and not all(is_public(address) for address in addresses):
        raise CalendarUnreachable(_("The address of the calendar lies inside of a network, not in the internet."))
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet; one that carries another inside counts as that one."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo or (None, None))[1]
        if inner is not None:
            parsed = inner
        elif parsed in ipaddress.ip_network("64:ff9b::/96"):
            parsed = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
    return parsed.is_global and not parsed.is_multicast


def _usual_port(parts: SplitResult) -> int:
    return 443 if parts.scheme == "https" else 80


def _ask(parts: SplitResult, deadline: float) -> tuple[int, str, bytes]:
    """Status, where it leads and what it says."""
    problem: Exception | None = None
    for address in _addresses(parts):
        try:
            return _ask_at(address, parts, deadline)
        except (OSError, http.client.HTTPException) as error:
            problem = error
    raise CalendarUnreachable(_("The calendar does not answer.")) from problem


def _ask_at(address: str, parts: SplitResult, deadline: float) -> tuple[int, str, bytes]:
    port = parts.port or _usual_port(parts)
    plain = socket.create_connection((address, port), timeout=_left(deadline))
    connection = http.client.HTTPConnection(parts.hostname, port)
    try:
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
            if parts.scheme == "https"
            else plain
        )
        target = parts.path or "/"
        if parts.query:
            target += f"?{parts.query}"
        connection.request("GET", target, headers={"User-Agent": USER_AGENT, "Accept": "text/calendar, */*;q=0.1"})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", ""), _read(response, connection, deadline)
    finally:
        connection.close()
        plain.close()


def _read(response: http.client.HTTPResponse, connection: http.client.HTTPConnection, deadline: float) -> bytes:
    chunks, size = [], 0
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(deadline))
        chunk = response.read1(64 * 1024)
        if not chunk:
            return b"".join(chunks)
        size += len(chunk)
        if size > LARGEST:
            raise CalendarUnreachable(_("The calendar is too large."))
        chunks.append(chunk)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise CalendarUnreachable(_("The calendar does not answer."))
    return left
