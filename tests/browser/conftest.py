"""A real Chromium against the real thing: production settings, hashed files, granian, the demo's data.

The site runs in processes of its own: a test prepares it through `site.run` and reads mails out of its outbox. Requests
to any other host are refused and fail the test, and so does anything the browser writes to its console as an error.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PHONE = {"width": 360, "height": 780}
DESKTOP = {"width": 1280, "height": 900}
# One shop that is open at whatever hour the tests run.
ALWAYS_OPEN = """
from directory.models import Business, Category, District
Business.objects.create(
    name="Backhaus Immerlicht", slug="backhaus-immerlicht", category=Category.objects.get(slug="baeckerei"),
    district=District.objects.get(slug="wehringhausen"), street="Lange Straße", house_number="1", postcode="58089",
    latitude=51.3555, longitude=7.4555, opening_hours="24/7", live=True,
)
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def browser_is_here():
    if CHROMIUM:
        return
    sentence = "There is no Chromium on this machine (Debian: the package chromium), so the browser tests did not run."
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
        ],
    }


class Site(str):
    """The address of a served site, and its back door."""

    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def run(self, code: str) -> str:
        """Run Python inside of the site; gives what it printed."""
        return self.manage("shell", "--no-imports", "--command", code)

    def session_of(self, address: str) -> str:
        """The key of a session as the login leaves it, for tests that are not about logging in."""
        return self.run(
            "from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY\n"
            "from django.contrib.sessions.backends.db import SessionStore\n"
            "from accounts.models import User\n"
            "from tests.login import BACKEND\n"
            f"user = User.objects.get(email={address!r})\n"
            "session = SessionStore()\n"
            "session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND\n"
            "session[HASH_SESSION_KEY] = user.get_session_auth_hash()\n"
            "session.create()\n"
            "print(session.session_key)"
        )

    def newest_mail_to(self, address: str) -> str:
        """The text of the newest mail in the outbox. No worker runs here, so none has been sent and blanked yet."""
        return self.run(
            "from mailings.models import Message\n"
            f"print(Message.objects.filter(to={address!r}).order_by('-pk').values_list('text', flat=True).first())"
        )


@pytest.fixture(scope="session")
def site(browser_is_here, tmp_path_factory) -> Iterator[Site]:
    """A served site with the demo's data."""
    port = free_port()
    address = Site(f"http://127.0.0.1:{port}")
    address.environment = environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_"))},
        "PORTAL_DATA_DIR": str(tmp_path_factory.mktemp("site")),
        "PORTAL_SECRET_KEY": "browser-tests",
        "PORTAL_ALLOWED_HOSTS": "127.0.0.1",
        "PORTAL_HTTPS": "0",
        "PORTAL_BASE_URL": str(address),
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
    }

    subprocess.run([sys.executable, "tools/compile_translations.py"], cwd=ROOT, check=True)
    address.manage("migrate", "--verbosity", "0")
    address.manage("seed_demo")
    address.run(ALWAYS_OPEN)
    address.manage("collectstatic", "--noinput", "--verbosity", "0")
    log = tmp_path_factory.mktemp("log") / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
             "--workers", "1", "--blocking-threads", "2", "--no-ws", "portal.wsgi:application"],
            cwd=ROOT, env=environment, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            wait_until_ready(f"{address}/readyz", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(url: str, server: subprocess.Popen, log: Path) -> None:
    for _attempt in range(120):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (URLError, ConnectionError):
            time.sleep(0.25)  # another process is starting; there is nothing to wait on but its answer
    pytest.fail(f"The site did not start:\n{log.read_text()}")


class Walker:
    """A person in front of a browser: a page, and what went wrong while it was used."""

    def __init__(self, context: BrowserContext, site: str):
        self.site = site
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.requests: list[str] = []
        context.route("**/*", self._guard)
        self.context = context
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def _guard(self, route) -> None:
        if urlsplit(route.request.url).scheme in {"data", "blob"} or route.request.url.startswith(self.site):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def carry(self, session_key: str) -> None:
        """Be logged in."""
        self.context.add_cookies([{"name": "sessionid", "value": session_key, "url": str(self.site)}])

    def open(self, path: str) -> Page:
        self.page.goto(self.site + path, wait_until="networkidle")
        return self.page


@pytest.fixture
def walk(browser, site) -> Iterator:
    """`walk(viewport=…, color_scheme=…, javascript=…)` opens a fresh browser; all must end without a complaint. Only
    with `logs_in` may it end with cookies."""
    opened: list[tuple[BrowserContext, Walker, bool]] = []

    def start(
        viewport: dict | None = None, color_scheme: str = "light", *, javascript: bool = True, logs_in=False, **options
    ) -> Walker:
        context = browser.new_context(
            viewport=viewport or DESKTOP,
            color_scheme=color_scheme,
            java_script_enabled=javascript,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **options,
        )
        walker = Walker(context, site)
        opened.append((context, walker, logs_in))
        return walker

    yield start
    for context, walker, logs_in in opened:
        cookies = context.cookies()
        context.close()
        assert walker.foreign == [], "requests to foreign hosts"
        assert walker.errors == [], "errors in the browser's console"
        assert logs_in or cookies == [], "cookies for an anonymous visitor"


@pytest.fixture
def at_the_desk(walk, site) -> Walker:
    """Somebody of the project, past both steps of the login. The login itself is another test's affair."""
    key = site.run(
        "from django.contrib.auth.models import Group\n"
        "from django.test import Client\n"
        "from accounts.models import User\n"
        "from tests.login import log_in\n"
        "user, _new = User.objects.get_or_create(email='tresen@example.org')\n"
        "user.groups.add(Group.objects.get(name='Redaktion'))\n"
        "client = Client()\n"
        "log_in(client, user)\n"
        "print(client.session.session_key)"
    )
    walker = walk(PHONE, logs_in=True, reduced_motion="reduce")
    walker.carry(key)
    return walker
