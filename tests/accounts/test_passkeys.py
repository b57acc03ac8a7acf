"""Passkeys: adding one, logging in with it, and what does not pass for one."""

import json

from django.contrib.auth import get_user
from django.test import Client

import pytest
from allauth.mfa.models import Authenticator

from mailings.models import Message
from tests.accounts.software_key import SoftwareKey
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.login import give_app, log_in

pytestmark = pytest.mark.django_db
ADD, LOGIN = "/konto/sicherheit/passkeys/neu/", "/konto/anmelden/passkey/"


def add(client: Client, key: SoftwareKey, name: str = "Mein Handy"):
    options = client.get(ADD).context["js_data"]["creation_options"]
    return client.post(ADD, {"name": name, "credential": json.dumps(key.create(options))})


def log_in_with(client: Client, key: SoftwareKey, **more):
    options = client.get(LOGIN, headers={"Accept": "application/json"}).json()["request_options"]
    return client.post(LOGIN, {"credential": json.dumps(key.get(options)), **more})


def test_passkey_opens_the_account_without_a_code(client):
    user, key = UserFactory(), SoftwareKey()
    log_in(client, user, second_factor=False)
    add(client, key)
    browser = Client()

    response = log_in_with(browser, key, next="/laeden/")

    assert response.url == "/laeden/"
    assert get_user(browser) == user
    assert str(Authenticator.objects.get(user=user, type="webauthn")) == "Mein Handy"
    assert Message.objects.get().kind == "accounts.webauthn_added"


def test_passkey_opens_the_admin(client):
    user, key = SuperuserFactory(), SoftwareKey()
    log_in(client, user, second_factor=False)
    add(client, key)
    browser = Client()

    assert log_in_with(browser, key).url == "/verwaltung/"
    assert browser.get("/verwaltung/").status_code == 200


def test_person_without_an_app_is_asked_for_the_passkey(client):
    user, key = SuperuserFactory(), SoftwareKey()
    log_in(client, user, second_factor=False)
    add(client, key)
    browser = Client()
    log_in(browser, user, second_factor=False)

    asked = browser.get("/verwaltung/")
    options = browser.get(asked.url).context["js_data"]["request_options"]
    browser.post(asked.url, {"credential": json.dumps(key.get(options)), "next": "/verwaltung/"})

    assert asked.url == "/konto/bestaetigen/passkey/?next=%2Fverwaltung%2F"
    assert browser.get("/verwaltung/").status_code == 200


@pytest.mark.parametrize(
    "key",
    [SoftwareKey(checks_person=False), SoftwareKey(origin="https://boese.example")],
    ids=["looks at nobody", "belongs to another site"],
)
def test_key_that_will_not_do_is_not_added(client, key):
    user = UserFactory()
    log_in(client, user, second_factor=False)

    response = add(client, key)

    assert response.status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()


def test_answer_of_a_key_works_once(client):
    user, key = UserFactory(), SoftwareKey()
    log_in(client, user, second_factor=False)
    add(client, key)
    browser, replay = Client(), Client()
    options = browser.get(LOGIN, headers={"Accept": "application/json"}).json()["request_options"]
    answer = json.dumps(key.get(options))
    browser.post(LOGIN, {"credential": answer})
    replay.get(LOGIN, headers={"Accept": "application/json"})

    replay.post(LOGIN, {"credential": answer})

    assert get_user(browser) == user
    assert not get_user(replay).is_authenticated


def test_foreign_key_opens_nothing(client):
    user, key, foreign = UserFactory(), SoftwareKey(), SoftwareKey()
    log_in(client, user, second_factor=False)
    add(client, key)
    foreign.user_handle, foreign.id = key.user_handle, key.id
    browser = Client()

    response = log_in_with(browser, foreign)

    assert response.url == "/konto/anmelden/"
    assert not get_user(browser).is_authenticated


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '{"id": 1}', '{"rawId": 1, "response": 7}', "kein JSON", "9" * 5000]
)
def test_rubbish_instead_of_an_answer_is_refused(client, credential):
    client.get(LOGIN, headers={"Accept": "application/json"})

    response = client.post(LOGIN, {"credential": credential})

    assert response.status_code == 302
    assert not get_user(client).is_authenticated


@pytest.mark.parametrize("credential", ["", "{}", "[]", '{"id": 1}', "kein JSON", "9" * 5000])
def test_rubbish_is_not_added(client, credential):
    user = UserFactory()
    log_in(client, user, second_factor=False)
    client.get(ADD)

    response = client.post(ADD, {"name": "x", "credential": credential})

    assert response.status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()


def test_passkey_is_renamed_and_removed_by_its_owner_only(client):
    user, key = UserFactory(), SoftwareKey()
    log_in(client, user, second_factor=False)
    add(client, key)
    pk = Authenticator.objects.get(user=user, type="webauthn").pk
    other = Client()
    log_in(other, UserFactory())

    foreign = [
        other.post(f"/konto/sicherheit/passkeys/{pk}/{verb}/").status_code for verb in ("entfernen", "umbenennen")
    ]
    client.post(f"/konto/sicherheit/passkeys/{pk}/umbenennen/", {"name": "Altes Handy"})
    renamed = str(Authenticator.objects.get(pk=pk))
    client.post(f"/konto/sicherheit/passkeys/{pk}/entfernen/")

    assert foreign == [404, 404]
    assert renamed == "Altes Handy"
    assert not Authenticator.objects.filter(user=user).exists()  # the emergency codes went with it


def test_passkey_is_the_second_step_after_a_code(client, ask_for_code):
    user, key = UserFactory(email="ayse@example.org"), SoftwareKey()
    give_app(user)
    log_in(client, user)
    add(client, key)
    browser = Client()
    step = browser.post("/konto/anmelden/code/", {"code": ask_for_code("ayse@example.org", browser=browser)}).url

    options = browser.get(step).context["js_data"]["request_options"]
    browser.post(step, {"credential": json.dumps(key.get(options))})

    assert step == "/konto/anmelden/zweiter-schritt/"
    assert get_user(browser) == user
