"""Upstreams played on this machine: a server that answers as a test tells it and remembers what it was asked."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest


@dataclass
class Upstream:
    """`status` and `body` are the next answers; `requests` holds (path, query, user agent) of what came in."""

    status: int = 200
    body: bytes = b""
    requests: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    gate: threading.Event | None = None  # answers wait for it when it is set
    host: str = ""

    @property
    def paths(self) -> list[str]:
        return [path for path, _query, _agent in self.requests]


@pytest.fixture
def upstream():
    told = Upstream()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            told.requests.append((address.path, query, self.headers["User-Agent"]))
            if told.gate:
                told.gate.wait(10)
            self.send_response(told.status)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.host = f"127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield told
    if told.gate:
        told.gate.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def dead_host() -> str:
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"
