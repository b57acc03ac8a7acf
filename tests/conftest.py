"""What every test stands on: a closed network, random order, warnings as errors, and templates that may not guess."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

import pytest

LOCAL = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}  # noqa: S104 — a name to compare with, nothing is bound


class NetworkClosedError(AssertionError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def closed_network():
    """Only this machine answers: geocoder, tiles and mail are played by local servers."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and address[0] not in LOCAL:
            raise NetworkClosedError(f"Tests may not reach {address!r}.")
        return connect(self, address)

    socket.socket.connect = guarded
    yield
    socket.socket.connect = connect


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def undefined_variables_fail(caplog):
    """A template variable that nobody set fails the test that rendered it (Django itself only whispers)."""
    yield
    missing = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.name == "django.template"
        and "Exception while resolving variable" in record.msg
        and _is_our_template(record)
    ]
    assert not missing, f"undefined template variables: {sorted(set(missing))[:5]}"


@pytest.fixture(autouse=True, scope="session")
def template_logging():
    logging.getLogger("django.template").setLevel(logging.DEBUG)


# Pages in Wagtail's frame are left out: its templates ask for a dozen variables that not every view has.
OUR_TEMPLATES = {
    str(path.relative_to(Path(settings.BASE_DIR) / "templates"))
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
    if '{% extends "wagtailadmin/' not in path.read_text(encoding="utf-8")
}


def _is_our_template(record: logging.LogRecord) -> bool:
    return len(record.args) > 1 and record.args[1] in OUR_TEMPLATES


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; a test that needs it is skipped where it is not there."""
    folder = Path(settings.SHARED_DATA_DIR)
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"The shared data is missing: {folder}")
        pytest.skip("The shared real data is not on this machine (PORTAL_SHARED_DATA_DIR names its folder).")
    return folder
