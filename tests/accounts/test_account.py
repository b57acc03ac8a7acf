"""One's own account: name, address, password, devices, data, leaving."""

import re
from datetime import timedelta

from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine

from accounts import leaving
from accounts.models import Device, User
from mailings.models import Message
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"
)
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15"


@pytest.fixture
def user(client) -> User:
    user = UserFactory(email="ayse@example.org")
    log_in(client, user)
    return user


def is_in(client: Client) -> bool:
    return get_user(client).is_authenticated


@pytest.mark.parametrize(
    "typed", ["https://x.example", "x.example/login", "www.x.example", "a@x.example", "Ayşe\nDemir", "<b>Ayşe</b>"]
)
def test_name_holds_no_address_for_others_to_open(client, user, typed):
    for field in ("first_name", "last_name"):
        answer = client.post("/konto/name/", {"first_name": "Ayşe", "last_name": "Demir", field: typed})

        assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])


def test_name_is_saved(client, user):
    client.post("/konto/name/", {"first_name": "Ayşe", "last_name": "Demir"})

    user.refresh_from_db()
    assert user.get_full_name() == "Ayşe Demir"


def test_new_address_counts_once_its_code_is_typed_in_and_the_old_one_is_told(client, user, newest_code):
    client.post("/konto/e-mail/", {"email": "Neu@example.org"})
    user.refresh_from_db()
    assert user.email == "ayse@example.org"

    client.post("/konto/e-mail/code/", {"code": newest_code("neu@example.org")})

    user.refresh_from_db()
    assert user.email == "neu@example.org"
    assert [(mail.kind, mail.to) for mail in Message.objects.order_by("pk")] == [
        ("accounts.email_code", "neu@example.org"),
        ("accounts.email_changed", "ayse@example.org"),
    ]


def test_address_of_somebody_else_looks_like_any_other(client, user):
    UserFactory(email="andere@example.org")
    pages = []
    for address in ("andere@example.org", "unbekannt@example.org"):
        answer = client.post("/konto/e-mail/", {"email": address})
        page = client.get(answer.url).content.decode().replace(address, "…")
        wrong = client.post(answer.url, {"code": "999999"}).content.decode().replace(address, "…")
        pages.append([answer.url, *(re.sub(r'value="\w{64}"', "", html) for html in (page, wrong))])

    assert pages[0] == pages[1]
    assert [mail.kind for mail in Message.objects.order_by("pk")] == ["accounts.email_taken", "accounts.email_code"]


def test_address_that_was_taken_meanwhile_is_refused(client, user, newest_code):
    client.post("/konto/e-mail/", {"email": "neu@example.org"})
    UserFactory(email="neu@example.org")

    client.post("/konto/e-mail/code/", {"code": newest_code("neu@example.org")})

    user.refresh_from_db()
    assert user.email == "ayse@example.org"


def test_code_for_an_address_is_void_after_four_wrong_tries(client, user, newest_code):
    client.post("/konto/e-mail/", {"email": "neu@example.org"})
    code = newest_code("neu@example.org")
    wrong = "000000" if code != "000 000" else "111111"
    answers = [client.post("/konto/e-mail/code/", {"code": wrong}).status_code for _try in range(4)]

    client.post("/konto/e-mail/code/", {"code": code})

    user.refresh_from_db()
    assert answers == [200, 200, 200, 302]
    assert user.email == "ayse@example.org"


def test_password_may_be_added_changed_and_removed_without_being_logged_out(client, user):
    other = Client()
    log_in(other, user)
    client.post("/konto/passwort/festlegen/", {"password1": "vier gute lange Wörter"})
    user.refresh_from_db()
    assert user.check_password("vier gute lange Wörter")
    assert not is_in(other)

    client.post("/konto/passwort/", {"oldpassword": "vier gute lange Wörter", "password1": "ganz andere lange Wörter"})
    user.refresh_from_db()
    assert user.check_password("ganz andere lange Wörter")

    client.post("/konto/passwort/entfernen/")
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert is_in(client)
    assert [mail.kind for mail in Message.objects.order_by("pk")] == [
        "accounts.password_set",
        "accounts.password_changed",
        "accounts.password_removed",
    ]


@pytest.mark.parametrize("password", ["kurz", "ayse@example.org", "1q2w3e4r5t6y"])
def test_password_that_is_easily_guessed_is_refused(client, user, password):
    client.post("/konto/passwort/festlegen/", {"password1": password})

    user.refresh_from_db()
    assert not user.has_usable_password()


def test_devices_are_listed_in_words_without_address_or_user_agent(user):
    phone = Client(headers={"User-Agent": PHONE}, REMOTE_ADDR="192.0.2.7")
    log_in(phone, user)
    phone.get("/konto/")

    device = Device.objects.get()

    assert (device.browser, device.system) == ("Chrome", "Android")
    stored = " ".join(str(getattr(device, field.attname)) for field in Device._meta.fields)
    assert "192.0.2.7" not in stored
    assert "Pixel" not in stored


def test_closing_a_device_logs_it_out(client, user):
    mac = Client(headers={"User-Agent": MAC})
    log_in(mac, user)
    mac.get("/konto/")
    client.get("/konto/")

    client.post(f"/konto/geraete/{Device.objects.get(system='Mac').pk}/abmelden/")

    assert not is_in(mac)
    assert is_in(client)
    assert mac.get("/konto/").url == "/konto/anmelden/?next=/konto/"


def test_closing_this_device_logs_oneself_out(client, user):
    client.get("/konto/")

    client.post(f"/konto/geraete/{Device.objects.get().pk}/abmelden/")

    assert not is_in(client)
    assert Device.objects.count() == 0


def test_closing_all_others_leaves_this_one(client, user):
    others = [Client(), Client()]
    for other in others:
        log_in(other, user)
        other.get("/konto/")
    stranger = Client()
    log_in(stranger, UserFactory())
    stranger.get("/konto/")
    client.get("/konto/")

    client.post("/konto/geraete/andere-abmelden/")

    assert [is_in(other) for other in others] == [False, False]
    assert is_in(client)
    assert is_in(stranger)


def test_device_of_somebody_else_is_not_there(client, user):
    other = Client()
    log_in(other, UserFactory())
    other.get("/konto/")

    response = client.post(f"/konto/geraete/{Device.objects.get().pk}/abmelden/")

    assert response.status_code == 404
    assert is_in(other)


def test_list_of_devices_costs_the_same_for_one_and_for_thirty(client, user, django_assert_num_queries):
    client.get("/konto/geraete/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/konto/geraete/")
    count = len(for_one)
    for _number in range(29):
        browser = Client()
        log_in(browser, user)
        browser.get("/konto/")

    with django_assert_num_queries(count):
        response = client.get("/konto/geraete/")

    assert len(response.context["devices"]) == 30


def test_device_is_noted_once_in_ten_minutes(client, user):
    with time_machine.travel("2026-11-20T10:00:00+01:00", tick=False) as clock:
        client.get("/konto/")
        first = Device.objects.get().last_seen_at
        clock.shift(timedelta(minutes=9))
        client.get("/konto/")
        assert Device.objects.get().last_seen_at == first

        clock.shift(timedelta(minutes=2))
        client.get("/konto/")
        assert Device.objects.get().last_seen_at == first + timedelta(minutes=11)


@pytest.fixture
def shop():
    """An app above that knows of one business a person."""
    gone = []

    def leave(user: User) -> None:
        if user.first_name == "Allein":
            raise leaving.MustStay("Übergeben Sie zuerst Ihren Laden.")
        gone.append(user.pk)

    leaving.register(
        "shop", tell=lambda user: ["Ihr Laden bleibt, ohne Sie."], leave=leave, export=lambda user: {"name": "Laden"}
    )
    yield gone
    leaving.unregister("shop")


def test_account_goes_with_what_hangs_on_it(client, user, shop):
    other = Client()
    log_in(other, user)
    other.get("/konto/")
    assert "Ihr Laden bleibt, ohne Sie." in client.get("/konto/loeschen/").content.decode()

    response = client.post("/konto/loeschen/", {"is_sure": "on"})

    assert response.url == "/konto/geloescht/"
    assert shop == [user.pk]
    assert not User.objects.filter(pk=user.pk).exists()
    assert not is_in(other)
    assert [(mail.kind, mail.to) for mail in Message.objects.all()] == [
        ("accounts.account_deleted", "ayse@example.org")
    ]


def test_account_stays_without_a_tick(client, user):
    client.post("/konto/loeschen/", {})

    assert User.objects.filter(pk=user.pk).exists()


def test_account_stays_while_an_app_needs_it_and_the_person_reads_why(client, user, shop):
    User.objects.filter(pk=user.pk).update(first_name="Allein")

    response = client.post("/konto/loeschen/", {"is_sure": "on"})

    assert "Übergeben Sie zuerst Ihren Laden." in response.content.decode()
    assert User.objects.filter(pk=user.pk).exists()
    assert is_in(client)


def test_last_account_with_all_rights_stays(client):
    user = SuperuserFactory()
    log_in(client, user)

    client.post("/konto/loeschen/", {"is_sure": "on"})
    assert User.objects.filter(pk=user.pk).exists()

    SuperuserFactory()
    client.post("/konto/loeschen/", {"is_sure": "on"})
    assert not User.objects.filter(pk=user.pk).exists()


def test_export_has_everything_but_secrets(client, user, shop):
    client.get("/konto/")

    response = client.get("/konto/daten/")

    data = response.json()
    assert "attachment" in response["Content-Disposition"]
    assert set(data) >= {"account", "devices", "second_factors", "shop"}
    assert data["account"]["email"] == "ayse@example.org"
    assert data["shop"] == {"name": "Laden"}
    assert [factor["type"] for factor in data["second_factors"]] == ["totp"]
    assert "secret" not in response.content.decode()


def test_two_apps_may_not_take_one_name(shop):
    with pytest.raises(ValueError, match="shop"):
        leaving.register("shop", tell=list, leave=list, export=list)


def test_important_changes_ask_again_after_a_while(client, user):
    session = client.session
    record = session["account_authentication_methods"][0]
    session["account_authentication_methods"] = [record | {"at": record["at"] - 16 * 60}]
    session.save()

    answers = {
        path: client.get(path).get("Location", "") for path in ("/konto/e-mail/", "/konto/loeschen/", "/konto/name/")
    }

    assert answers["/konto/e-mail/"].startswith("/konto/bestaetigen/")
    assert answers["/konto/loeschen/"].startswith("/konto/bestaetigen/")
    assert answers["/konto/name/"] == ""
