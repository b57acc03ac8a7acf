"""Who may see what: every address of ours, asked by every role; and what every page people look at must have.

A test loops over the whole table and reports every row that is wrong, because filling the house takes a second a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

import pytest
from bs4 import BeautifulSoup

from directory.models import Business
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import BusinessFactory, ContactPointFactory, PartnerFactory
from tests.views import ANONYMOUS, EDITOR, PUBLIC_VIEWS, ROLES, SUPERUSER, VIEWS, View

pytestmark = pytest.mark.django_db
PAGES = [view for view in PUBLIC_VIEWS if view.is_page]


@pytest.fixture(autouse=True)
def house():
    """One of everything, among it things nobody may see."""
    call_command("setup_site")
    BusinessFactory(name="Laden Eins", slug="laden-eins", opening_hours="Mo-Fr 09:00-18:00")
    BusinessFactory(name="Geheimer Entwurf", slug="entwurf", live=False)
    ContactPointFactory(name="Mitte", slug="mitte")
    PartnerFactory(name="Partnerin", slug="partnerin")


def log_in(client, role: str) -> None:
    if role == ANONYMOUS:
        return
    user = SuperuserFactory() if role == SUPERUSER else UserFactory()
    if role == EDITOR:
        user.groups.add(Group.objects.get(name="Redaktion"))
    client.force_login(user)


def ask(client, view: View):
    return getattr(client, view.method)(view.url)


@pytest.mark.parametrize("role", ROLES)
def test_views_answer_a_role_as_the_table_says(client, role):
    log_in(client, role)
    wrong = []

    for view in VIEWS:
        response = ask(client, view)
        if role in view.roles:
            right = response.status_code == view.status
        else:  # hidden and foreign things do not exist; what needs a login leads there
            right = response.status_code in {403, 404} or "/login/" in getattr(response, "url", "")
        if not right:
            wrong.append((view.method, view.url, response.status_code))

    assert wrong == []


def test_pages_of_hidden_things_do_not_show_their_names(client):
    hidden = Business.objects.get(slug="entwurf")

    leaks = [view.url for view in VIEWS if hidden.name.encode() in ask(client, view).content]

    assert hidden.name == "Geheimer Entwurf"
    assert leaks == []


def test_views_to_read_refuse_to_be_written_to(client):
    reading = [view for view in PUBLIC_VIEWS if view.method == "get" and view.name not in NOT_OURS | ONE_CLICK]

    answers = {view.url: client.post(view.url).status_code for view in reading}

    assert set(answers.values()) == {405}, answers


# Wagtail's pages and the sitemap answer a POST like a GET; neither writes anything.
NOT_OURS = {"wagtail_serve", "sitemap"}
# One address to ask and to act, because mail programs post to what the List-Unsubscribe header names (RFC 8058).
ONE_CLICK = {"mailings:unsubscribe"}


def our_names() -> set[str]:
    """The names of all addresses that are ours, with their namespace."""

    def walk(patterns, prefix="") -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                if pattern.name:
                    yield f"{prefix}{pattern.name}"
            else:
                yield from walk(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)

    # The admin has tests of its own maker, and one below; the pages' catch-all is asked as "/".
    return set(walk(item for item in get_resolver().url_patterns if str(item.pattern) != "verwaltung/"))


WAGTAILS_OWN = {"wagtailcore_login", "wagtail_password_required_ctx", "wagtailcore_authenticate_with_password"}


def test_every_address_of_ours_is_in_the_table():
    assert our_names() - {view.name for view in VIEWS} - WAGTAILS_OWN == set()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {EDITOR, SUPERUSER}])
def test_admin_opens_for_nobody_from_outside(client, role):
    log_in(client, role)

    response = client.get("/verwaltung/")

    assert response.status_code == 302
    assert response.url.startswith("/verwaltung/login/")


@pytest.mark.parametrize("role", [EDITOR, SUPERUSER])
def test_admin_opens_for_staff(client, role):
    log_in(client, role)

    assert client.get("/verwaltung/").status_code == 200


def pages(client) -> Iterator[tuple[str, BeautifulSoup]]:
    for view in [*PAGES, View("404", "/gibt/es/nicht/", status=404)]:
        response = ask(client, view)
        assert response.status_code == view.status, view.url
        yield view.url, BeautifulSoup(response.content, "html.parser")


def test_pages_have_one_h1_and_skip_no_level(client):
    wrong = []

    for url, page in pages(client):
        levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
        steps = [after - before for before, after in pairwise(levels)]
        if levels[:1] != [1] or levels.count(1) != 1 or any(step > 1 for step in steps):
            wrong.append((url, levels))

    assert wrong == []


def test_pages_have_landmarks_language_and_title(client):
    for url, page in pages(client):
        assert page.html["lang"] == "de", url
        assert len(page.find_all("main")) == 1, url
        assert page.title.string.strip().endswith("– Gemeinsam für Hagen"), url
        assert page.find("header", class_="site-header"), url
        assert page.find("a", class_="skip-link")["href"] == "#inhalt", url


def test_pages_never_lack_their_legal_links_and_the_funders_line(client):
    for url, page in pages(client):
        footer = page.find("footer", class_="site-footer")
        links = {link["href"] for link in footer.find_all("a")}

        assert {"/impressum/", "/datenschutz/", "/barrierefreiheit/"} <= links, url
        assert "Europäischen Sozialfonds" in footer.get_text(), url


def test_views_set_no_cookie_for_an_anonymous_visitor(client):
    set_cookies = {view.url: dict(ask(client, view).cookies) for view in VIEWS}

    assert {url: cookies for url, cookies in set_cookies.items() if cookies} == {}


def test_views_have_a_strict_content_security_policy(client):
    for view in VIEWS:
        policy = ask(client, view)["Content-Security-Policy"]
        rules = {rule.strip() for rule in policy.split(";")}

        assert "unsafe" not in policy, view.url
        assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'"} <= rules, view.url
        assert "http" not in policy, view.url


def test_pages_have_no_inline_code_and_load_nothing_foreign(client):
    for url, page in pages(client):
        assert [tag for tag in page.find_all("script") if not tag.get("src")] == [], url
        assert page.find_all("style") == [], url
        assert [tag.name for tag in page.find_all(style=True)] == [], url
        assert [tag for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)] == [], url
        loading = page.find_all(["script", "img", "iframe", "source", "use"]) + [
            link for link in page.find_all("link") if "canonical" not in link["rel"]
        ]
        addresses = [tag.get("src") or tag.get("href") or tag.get("srcset") or "" for tag in loading]
        assert [address for address in addresses if "//" in address] == [], url


def test_pages_have_each_id_once_and_a_name_for_every_field(client):
    for url, page in pages(client):
        found = [tag["id"] for tag in page.find_all(id=True)]
        assert sorted(found) == sorted(set(found)), url
        for field in page.find_all(["input", "select", "textarea"]):
            if field.get("type") not in {"hidden", "submit"}:
                assert field.get("aria-label") or page.find("label", attrs={"for": field.get("id")}), (url, field)
