"""Addresses that people type lead to calendars of the open internet, and to nothing else."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from calendars.fetching import LARGEST, CalendarUnreachable, fetch_calendar, is_public


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answers = {
            "/calendar.ics": (200, {}, b"BEGIN:VCALENDAR"),
            "/moved?x=1": (302, {"Location": "/calendar.ics"}, b""),
            "/circle": (302, {"Location": "/circle"}, b""),
            "/inside": (302, {"Location": "file:///etc/passwd"}, b""),
            "/large": (200, {}, b"x" * (LARGEST + 1)),
        }
        status, headers, body = answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server(settings):
    settings.CALENDARS_SCHEMES, settings.CALENDARS_INSIDE = {"http", "https"}, True
    house = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=house.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{house.server_port}"
    house.shutdown()
    house.server_close()
    thread.join()


def test_calendar_is_read_also_behind_a_redirect(server):
    assert fetch_calendar(f"{server}/calendar.ics") == b"BEGIN:VCALENDAR"
    assert fetch_calendar(f"{server}/moved?x=1") == b"BEGIN:VCALENDAR"


@pytest.mark.parametrize("path", ["/circle", "/inside", "/large", "/missing"])
def test_trap_is_refused_with_a_sentence(server, path):
    with pytest.raises(CalendarUnreachable, match=r"\."):
        fetch_calendar(f"{server}{path}")


def test_nothing_inside_of_a_network_is_asked(server, settings):
    settings.CALENDARS_INSIDE = False

    with pytest.raises(CalendarUnreachable, match="innerhalb"):
        fetch_calendar(f"{server}/calendar.ics")


@pytest.mark.parametrize(
    "url",
    ["http://example.org/a.ics", "file:///etc/passwd", "ftp://example.org/", "example.org/a.ics", "https://",
     "https://user:word@example.org/a.ics", "https://example.org:99999/", ""],
)  # fmt: skip
def test_other_addresses_than_https_are_not_asked_at_all(url):
    with pytest.raises(CalendarUnreachable):
        fetch_calendar(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2a00:1450:4001:810::200e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 — compared, not bound
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_addresses_of_the_open_internet(address, public):
    assert is_public(address) is public
