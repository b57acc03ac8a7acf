"""Who may see what: every address of ours, asked by every role; and what every page people look at must have.

A test loops over the whole table and reports every row that is wrong, because filling the house takes a second a test.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

import pytest
from bs4 import BeautifulSoup

from accounts.models import User
from consultations.enums import Audience
from consultations.models import Topic
from directory.enums import MembershipRole
from directory.models import Business
from events.enums import State as RegistrationState
from events.models import EventIndexPage, Registration
from events.registrations.rolls import roll_for
from network.models import JointAction
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.consultations import BookingFactory, CounsellorFactory, TopicFactory
from tests.factories.directory import BusinessFactory, ContactPointFactory, MembershipFactory, PartnerFactory
from tests.factories.events import WorkshopResultPageFactory, event, soon
from tests.factories.freshness import ReminderFactory
from tests.factories.network import ConversationFactory, NoticeFactory
from tests.login import log_in as start_session
from tests.views import (
    ADMIN_VIEWS,
    ANONYMOUS,
    BOOKING,
    COUNSELLOR,
    EDITOR,
    ENTWURF,
    EVENT,
    HELPER,
    IDEA,
    LADEN_EINS,
    LADEN_ZWEI,
    LEAD,
    NOTICE,
    OTHER_OWNER,
    OWNER,
    PUBLIC_VIEWS,
    REGISTRATION,
    REGISTRATION_UID,
    REMINDER,
    RESULTS,
    ROLES,
    STAFF,
    SUPERUSER,
    TALK,
    UID,
    VIEWS,
    VISITOR,
    View,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house():
    """One of everything, among it things nobody may see; people of every role stand in MEMBERS and GROUPS."""
    call_command("setup_site")
    BusinessFactory(pk=LADEN_EINS, name="Laden Eins", slug="laden-eins", opening_hours="Mo-Fr 09:00-18:00")
    BusinessFactory(pk=ENTWURF, name="Geheimer Entwurf", slug="entwurf", live=False)
    BusinessFactory(pk=LADEN_ZWEI, name="Laden Zwei", slug="laden-zwei")
    ReminderFactory(pk=REMINDER, business_id=LADEN_EINS)
    ContactPointFactory(name="Mitte", slug="mitte")
    PartnerFactory(name="Partnerin", slug="partnerin")
    NoticeFactory(pk=NOTICE, business_id=LADEN_EINS)
    ConversationFactory(pk=TALK, notice_id=NOTICE)
    CounsellorFactory(pk=COUNSELLOR)
    TopicFactory(name="Nicht mehr", slug="nicht-mehr", is_active=False)
    TopicFactory(name="Gründen", slug="gruenden", audience=Audience.BUSINESSES)
    booking = BookingFactory(pk=BOOKING, uid=UID, counsellor_id=COUNSELLOR)
    Topic.objects.filter(pk=booking.topic_id).update(slug="bewerbung")
    make_events()
    JointAction.objects.create(pk=IDEA, notice=NoticeFactory(), proposed_by_id=LADEN_EINS)


def make_events() -> None:
    """An evening with a registration and its results, and a draft."""
    index = EventIndexPage.objects.get()
    evening = event(parent=index, pk=EVENT, title="Abend", slug="abend", dates=[soon()])
    fields = {"uid": REGISTRATION_UID, "code": "KWX7AC", "state": RegistrationState.REGISTERED, "channel": "phone"}
    Registration.objects.create(pk=REGISTRATION, roll=roll_for(evening), phone="02331 1", **fields)
    body = json.dumps([{"type": "idea", "id": "k1", "value": {"title": "Kübel", "text": ""}}])
    results = WorkshopResultPageFactory(pk=RESULTS, parent=evening, slug="ergebnisse", body=body)
    results.save_revision().publish()
    event(parent=EventIndexPage.objects.get(), title="Geheimer Entwurf", slug="geheim", dates=[soon()]).unpublish()


MEMBERS = {
    HELPER: (LADEN_EINS, MembershipRole.HELPER),
    OWNER: (LADEN_EINS, MembershipRole.OWNER),
    OTHER_OWNER: (LADEN_ZWEI, MembershipRole.OWNER),
}
GROUPS = {EDITOR: "Redaktion", LEAD: "Projektleitung"}


def person(role: str) -> User:
    """Somebody of this role, made anew."""
    user = SuperuserFactory() if role == SUPERUSER else UserFactory()
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[role]))
    if role in MEMBERS:
        business, membership = MEMBERS[role]
        MembershipFactory(user=user, business_id=business, role=membership)
    return user


def log_in(client, role: str) -> None:
    if role != ANONYMOUS:
        start_session(client, person(role))


def ask(client, view: View):
    return getattr(client, view.method)(view.url)


def answers_as_it_should(response, view: View, role: str) -> bool:
    if role in view.roles:
        return response.status_code == view.status
    if view.otherwise:
        return response.status_code == view.otherwise
    leads_to = getattr(response, "url", "")
    if role == ANONYMOUS:  # what needs a login leads there
        return response.status_code in {403, 404} or "/konto/anmelden/" in leads_to
    if view.url.startswith("/verwaltung/"):  # Wagtail sends people of the house back to the start
        return response.status_code in {403, 404} or (role in STAFF and leads_to == "/verwaltung/")
    return response.status_code == 404  # hidden and foreign things do not exist


def test_views_answer_every_role_as_the_table_says():
    wrong = []

    for role in ROLES:
        cache.clear()  # how often one address may ask is another test's affair
        with transaction.atomic():  # what one role does, the next does not find
            client = Client()
            log_in(client, role)
            for view in VIEWS + ADMIN_VIEWS:
                response = ask(client, view)
                if not answers_as_it_should(response, view, role):
                    wrong.append((role, view.method, view.url, response.status_code))
            transaction.set_rollback(True)

    assert wrong == []


def test_pages_of_hidden_things_do_not_show_their_names(client):
    hidden = Business.objects.get(slug="entwurf")

    leaks = [view.url for view in VIEWS if hidden.name.encode() in ask(client, view).content]

    assert hidden.name == "Geheimer Entwurf"
    assert leaks == []


def test_views_to_read_refuse_to_be_written_to(client):
    reading = [
        view for view in PUBLIC_VIEWS if view.method == "get" and view.name not in NOT_OURS | ONE_CLICK | OPEN_FORMS
    ]

    answers = {view.url: client.post(view.url).status_code for view in reading}

    assert set(answers.values()) == {405}, answers


# Wagtail's pages and the sitemap answer a POST like a GET; neither writes anything.
NOT_OURS = {"wagtail_serve", "sitemap"}
# One address to ask and to act, because mail programs post to what the List-Unsubscribe header names (RFC 8058).
ONE_CLICK = {"mailings:unsubscribe"}
# Forms for everybody: one address to read and to send, with guards of their own (common/public_forms.py).
OPEN_FORMS = {
    "directory:propose",
    "directory:report",
    "directory:answer",
    "directory:answer_change",
    "directory:answer_gone",
    "directory:answer_stop",
    "consultations:topic",
    "consultations:callback",
}


def our_names() -> set[str]:
    """The names of all addresses that are ours, with their namespace."""

    def walk(patterns, prefix="") -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                if pattern.name:
                    yield f"{prefix}{pattern.name}"
            else:
                yield from walk(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)

    def is_ours(pattern: URLPattern) -> bool:
        return not pattern.callback.__module__.startswith(("wagtail.", "django."))

    # The admin's own addresses have tests of their maker, and one below; the pages' catch-all is asked as "/".
    admin = next(item for item in get_resolver().url_patterns if str(item.pattern) == "verwaltung/")
    ours_in_admin = [item for item in admin.url_patterns if isinstance(item, URLPattern) and is_ours(item)]
    return set(walk(ours_in_admin)) | set(walk(item for item in get_resolver().url_patterns if item is not admin))


WAGTAILS_OWN = {"wagtailcore_login", "wagtail_password_required_ctx", "wagtailcore_authenticate_with_password"}


def test_every_address_of_ours_is_in_the_table():
    assert our_names() - {view.name for view in VIEWS + ADMIN_VIEWS} - WAGTAILS_OWN == set()


def test_admin_leads_a_stranger_to_the_login(client):
    response = client.get("/verwaltung/")

    assert (response.status_code, response.url) == (302, "/konto/anmelden/?next=/verwaltung/")


def test_admin_opens_for_staff_and_nobody_else():
    answers = {}

    for role in set(ROLES) - {ANONYMOUS}:
        client = Client()
        log_in(client, role)
        answers[role] = client.get("/verwaltung/").status_code

    assert answers == {role: 200 if role in STAFF else 403 for role in set(ROLES) - {ANONYMOUS}}


def pages() -> Iterator[tuple[str, BeautifulSoup]]:
    """Every page people look at, as the one sees it who needs least for it."""
    clients: dict[str, Client] = {}
    for view in [*(view for view in VIEWS if view.is_page), View("404", "/gibt/es/nicht/", status=404)]:
        role = next((role for role in LOOKING if role in view.roles), None)
        if role is None or view.status not in {200, 404}:
            continue
        if role not in clients:
            log_in(clients.setdefault(role, Client()), role)
        response = ask(clients[role], view)
        assert response.status_code == view.status, view.url
        yield view.url, BeautifulSoup(response.content, "html.parser")


LOOKING = (ANONYMOUS, VISITOR, OWNER, OTHER_OWNER)


def test_pages_have_one_h1_and_skip_no_level():
    wrong = []

    for url, page in pages():
        levels = [int(heading.name[1]) for heading in page.find_all(re.compile(r"^h[1-6]$"))]
        steps = [after - before for before, after in pairwise(levels)]
        if levels[:1] != [1] or levels.count(1) != 1 or any(step > 1 for step in steps):
            wrong.append((url, levels))

    assert wrong == []


def test_pages_have_landmarks_language_and_title():
    for url, page in pages():
        assert page.html["lang"] == "de", url
        assert len(page.find_all("main")) == 1, url
        assert page.title.string.strip().endswith("– Gemeinsam für Hagen"), url
        assert page.find("header", class_="site-header"), url
        assert page.find("a", class_="skip-link")["href"] == "#inhalt", url


def test_pages_never_lack_their_legal_links_and_the_funders_line():
    for url, page in pages():
        footer = page.find("footer", class_="site-footer")
        links = {link["href"] for link in footer.find_all("a")}

        assert {"/impressum/", "/datenschutz/", "/barrierefreiheit/"} <= links, url
        assert "Europäischen Sozialfonds" in footer.get_text(), url


def test_views_set_no_cookie_for_an_anonymous_visitor(client):
    set_cookies = {view.url: dict(ask(client, view).cookies) for view in VIEWS if not view.sets_cookie}

    assert {url: cookies for url, cookies in set_cookies.items() if cookies} == {}


def test_views_have_a_strict_content_security_policy(client):
    for view in VIEWS:
        policy = ask(client, view)["Content-Security-Policy"]
        rules = {rule.strip() for rule in policy.split(";")}

        assert "unsafe" not in policy, view.url
        assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'"} <= rules, view.url
        assert "http" not in policy, view.url


def test_pages_have_no_inline_code_and_load_nothing_foreign():
    for url, page in pages():
        inline = [tag for tag in page.find_all("script") if not tag.get("src")]
        assert [tag for tag in inline if tag.get("type") != "application/ld+json"] == [], url  # data, no code
        assert page.find_all("style") == [], url
        assert [tag.name for tag in page.find_all(style=True)] == [], url
        assert [tag for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)] == [], url
        loading = page.find_all(["script", "img", "iframe", "source", "use"]) + [
            link for link in page.find_all("link") if "canonical" not in link["rel"]
        ]
        addresses = [tag.get("src") or tag.get("href") or tag.get("srcset") or "" for tag in loading]
        assert [address for address in addresses if "//" in address] == [], url


def test_pages_have_each_id_once_and_a_name_for_every_field():
    for url, page in pages():
        found = [tag["id"] for tag in page.find_all(id=True)]
        assert sorted(found) == sorted(set(found)), url
        for field in page.find_all(["input", "select", "textarea"]):
            if field.get("type") not in {"hidden", "submit"}:
                assert field.get("aria-label") or page.find("label", attrs={"for": field.get("id")}), (url, field)
