"""The admin opens to a session that used a second factor, and no address of it leads around that."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from accounts.adapters import SecondFactorAdapter
from accounts.domain import reset_second_factor
from accounts.models import User
from mailings.models import Message
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.login import SECRET, give_app, log_in, prove_second_factor

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
SET_UP = "/konto/sicherheit/?next=%2Fverwaltung%2F"
PROVE = "/konto/bestaetigen/?next=%2Fverwaltung%2F"


def code_now(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def admin_addresses() -> Iterator[str]:
    """Every address below the admin, with made-up values in its place holders."""
    admin = next(item for item in get_resolver().url_patterns if str(item.pattern) == "verwaltung/")

    def walk(patterns, prefix: str) -> Iterator[str]:
        for pattern in patterns:
            route = getattr(pattern.pattern, "_route", None)
            if route is None:  # the admin's "everything else", and a few written as regular expressions
                continue
            filled = "".join("1" if index % 2 else part for index, part in enumerate(_parts(route)))
            if isinstance(pattern, URLPattern):
                yield prefix + filled
            else:
                yield from walk(pattern.url_patterns, prefix + filled)

    return walk(admin.url_patterns, "/verwaltung/")


def _parts(route: str) -> list[str]:
    parts, rest = [], route
    while "<" in rest:
        before, _open, rest = rest.partition("<")
        inside, _close, rest = rest.partition(">")
        parts += [before, inside]
    return [*parts, rest]


def test_no_admin_address_opens_without_a_second_factor():
    superuser = SuperuserFactory()
    stranger, without, unproven = Client(), Client(), Client()
    log_in(without, superuser, second_factor=False)
    addresses = sorted(set(admin_addresses()))
    assert len(addresses) > 200

    opened = {
        (url, who)
        for url in addresses
        for who, browser in (("stranger", stranger), ("without", without))
        if (response := browser.get(url)).status_code != 302 or not response.url.startswith("/konto/")
    }
    log_in(unproven, superuser, second_factor=False)
    give_app(superuser)
    opened |= {
        (url, "unproven")
        for url in addresses
        if (response := unproven.get(url)).status_code != 302 or not response.url.startswith("/konto/")
    }
    prove_second_factor(unproven, superuser)

    assert opened == set()
    assert unproven.get("/verwaltung/").status_code == 200  # there was something that could have opened


@pytest.mark.parametrize(
    "path",
    [
        "/verwaltung/api/main/pages/",
        "/verwaltung/tag-autocomplete/?term=a",
        "/verwaltung/block-preview/",
        "/verwaltung/pages/1/view_draft/",
        "/verwaltung/gibt/es/nicht/",
        "/verwaltung/jsi18n/",
    ],
)
def test_scripts_of_the_admin_are_refused_without_a_second_factor(client, path):
    log_in(client, SuperuserFactory(), second_factor=False)

    assert client.get(path, headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 403


def test_posts_to_the_admin_change_nothing_without_a_second_factor(client):
    log_in(client, SuperuserFactory(), second_factor=False)
    other = UserFactory(email="other@example.org")

    response = client.post(reverse("wagtailusers_users:delete", args=[other.pk]))

    assert response.url == SET_UP
    assert User.objects.filter(pk=other.pk).exists()


def test_editors_need_a_second_factor_as_well(client):
    call_command("setup_site", verbosity=0)
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Redaktion"))
    log_in(client, editor, second_factor=False)

    assert client.get("/verwaltung/").url == SET_UP


def test_person_with_a_factor_that_this_session_did_not_use_is_asked_for_it(client):
    user = SuperuserFactory()
    log_in(client, user, second_factor=False)
    give_app(user)

    assert client.get("/verwaltung/").url == PROVE
    response = client.post(PROVE, {"code": code_now()})

    assert response.url == "/verwaltung/"
    assert client.get("/verwaltung/").status_code == 200


# A database emptied after another test lacks the pages that migrations made, so a page of the admin without them.
@pytest.mark.django_db(transaction=True)  # the session learns of the factor once it is committed
def test_first_person_of_a_new_site_sets_up_a_factor_and_is_in(client):
    User.objects.create_superuser("erste@example.org", "ein-gutes-langes-passwort")
    client.post("/konto/anmelden/passwort/", {"login": "erste@example.org", "password": "ein-gutes-langes-passwort"})
    assert client.get("/verwaltung/").url == SET_UP
    secret = client.get("/konto/sicherheit/app/").context["form"].secret

    response = client.post("/konto/sicherheit/app/", {"code": code_now(secret)})

    assert response.url == "/konto/sicherheit/notfallcodes/"
    assert len(client.get(response.url).context["unused_codes"]) == 10
    assert client.get("/verwaltung/account/").status_code == 200
    assert Message.objects.get().kind == "accounts.totp_activated"


def test_code_of_the_app_works_once(client):
    user = UserFactory()
    give_app(user)
    log_in(client, user, second_factor=False)
    other = Client()
    log_in(other, user, second_factor=False)
    with time_machine.travel("2026-11-20T10:00:00+01:00", tick=False):
        code = code_now()
        first = client.post("/konto/bestaetigen/", {"code": code}).status_code
        second = other.post("/konto/bestaetigen/", {"code": code}).status_code

    assert (first, second) == (302, 200)


def test_codes_of_the_app_are_guessed_five_times_from_wherever(client):
    user = UserFactory()
    give_app(user)
    for number in range(5):
        guesser = Client(REMOTE_ADDR=f"192.0.2.{number}")
        log_in(guesser, user, second_factor=False)
        guesser.post("/konto/bestaetigen/", {"code": "000000" if code_now() != "000000" else "111111"})
    log_in(client, user, second_factor=False)

    assert client.post("/konto/bestaetigen/", {"code": code_now()}).status_code == 200  # refused, the form again


def test_removed_factor_no_longer_opens_the_admin(client):
    user = SuperuserFactory()
    log_in(client, user)

    Authenticator.objects.filter(user=user).delete()

    assert client.get("/verwaltung/").url == SET_UP


def test_secret_of_the_app_is_stored_under_a_key():
    factor = give_app(UserFactory())

    assert SECRET not in str(factor.data)
    assert SecondFactorAdapter().decrypt(factor.data["secret"]) == SECRET


def test_session_in_the_admin_ends_after_twelve_hours_without_a_visit(client):
    log_in(client, SuperuserFactory())
    assert client.session.get_expiry_age() == 60 * 24 * 3600

    client.get("/verwaltung/")

    assert client.session.get_expiry_age() == 12 * 3600


def test_wagtails_ways_in_lead_to_ours(client):
    login = client.get("/verwaltung/login/?next=/verwaltung/pages/")
    evil = client.get("/verwaltung/login/?next=https://boese.example/")
    reset = client.post("/verwaltung/password_reset/", {"email": "redaktion@example.org"})

    assert login.url == "/konto/anmelden/?next=%2Fverwaltung%2Fpages%2F"
    assert evil.url == "/konto/anmelden/?next=%2Fverwaltung%2F"
    assert reset.url == "/konto/anmelden/?next=%2Fverwaltung%2F"
    assert Message.objects.count() == 0


def test_wagtails_account_page_changes_neither_address_nor_password(client):
    user = SuperuserFactory(email="ich@example.org")
    log_in(client, user)

    page = client.get(reverse("wagtailadmin_account")).content.decode()
    client.post(
        reverse("wagtailadmin_account"),
        {"name_email-email": "andere@example.org", "name_email-first_name": "A", "name_email-last_name": "B",
         "password-new_password1": "ein-neues-langes-wort", "password-new_password2": "ein-neues-langes-wort"},
    )  # fmt: skip

    user.refresh_from_db()
    assert 'type="email"' not in page
    assert 'type="password"' not in page
    assert user.email == "ich@example.org"
    assert not user.has_usable_password()


def test_lost_factor_is_reset_by_command_and_told(client, caplog, capsys):
    user = SuperuserFactory(email="ich@example.org")
    log_in(client, user)
    client.get("/konto/")

    call_command("reset_second_factor", "Ich@example.org", "--reason", "rang up, known in person")

    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/konto/").status_code == 302  # logged out
    assert Message.objects.get().kind == "accounts.second_factor_reset"
    assert "rang up, known in person" in caplog.text
    assert "ich@example.org" not in caplog.text


def test_reset_takes_emergency_codes_too():
    user = UserFactory()
    give_app(user)
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0})

    assert reset_second_factor(user=user, reason="test") == 1
    assert not Authenticator.objects.filter(user=user).exists()


def test_development_may_go_without(client, settings):
    settings.ACCOUNTS_SECOND_FACTOR_FOR_STAFF = False
    log_in(client, SuperuserFactory(), second_factor=False)

    assert client.get("/verwaltung/").status_code == 200


def test_production_asks_for_it_whatever_the_environment_says():
    """Read in a process of its own: settings cannot be loaded twice in one."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'site'}:{ROOT}",
        "PORTAL_SECRET_KEY": "x",
        "PORTAL_ALLOWED_HOSTS": "localhost",
        "PORTAL_SECOND_FACTOR": "0",
    }
    program = "from portal.settings import production; print(production.ACCOUNTS_SECOND_FACTOR_FOR_STAFF)"

    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )

    assert result.stdout == "True\n"
