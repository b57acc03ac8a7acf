"""Coming in with a code, and what strangers learn and reach on the way: nothing."""

import re
from datetime import timedelta

from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.test import Client

import pytest
import time_machine

from accounts.models import User
from mailings.models import Message
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.login import give_app, log_in

pytestmark = pytest.mark.django_db
CODE = "/konto/anmelden/code/"
WRONG = "000 000"


def without_tokens(response) -> str:
    """The body apart from what is drawn anew for each form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


def person_of(client) -> User | None:
    user = get_user(client)
    return user if user.is_authenticated else None


def not_the(code: str) -> str:
    return WRONG if code != WRONG else "111 111"


def test_known_address_gets_in_with_its_code(client, ask_for_code):
    user = UserFactory(email="ayse@example.org")

    response = client.post(CODE, {"code": ask_for_code("ayse@example.org")})

    assert (response.status_code, response.url) == (302, "/mein-betrieb/")
    assert person_of(client) == user


def test_new_address_gets_an_account_by_proving_its_code_and_not_before(client, ask_for_code):
    code = ask_for_code("neu@example.org")
    assert not User.objects.filter(email="neu@example.org").exists()

    client.post(CODE, {"code": code})

    user = User.objects.get(email="neu@example.org")
    assert person_of(client) == user
    assert not user.has_usable_password()
    assert not user.is_staff


@pytest.mark.parametrize("typed", ["{}", " {} ", "{0[0]} {0[1]}{0[2]}-{1}"])
def test_code_may_be_pasted_with_whatever_stands_around_it(client, ask_for_code, typed):
    first, second = ask_for_code("neu@example.org").split()

    client.post(CODE, {"code": typed.format(first, second) if "{1}" in typed else typed.format(f"{first} {second}")})

    assert person_of(client)


def test_code_may_be_typed_in_arabic_digits(client, ask_for_code):
    code = ask_for_code("neu@example.org").translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    client.post(CODE, {"code": code})

    assert person_of(client)


def test_address_is_the_same_in_capitals(client, ask_for_code, newest_code):
    user = UserFactory(email="ayse@example.org")
    client.post("/konto/anmelden/", {"email": " Ayse@Example.ORG "})

    client.post(CODE, {"code": newest_code("ayse@example.org")})

    assert person_of(client) == user


def test_answers_are_the_same_for_known_unknown_and_closed_addresses():
    UserFactory(email="aaa@example.org")
    UserFactory(email="bbb@example.org", is_active=False)
    SuperuserFactory(email="ccc@example.org")
    seen = []

    for address in ("aaa@example.org", "bbb@example.org", "ccc@example.org", "ddd@example.org"):
        client = Client()
        answers = [
            client.post("/konto/anmelden/", {"email": address}),
            client.get(CODE),
            client.post(CODE, {"code": "12"}),
            client.post(CODE, {"code": "999999"}),
            client.post(CODE, {"action": "resend"}),
            client.get(CODE),
        ]
        seen.append(
            [
                (answer.status_code, answer.get("Location"), without_tokens(answer).replace(address, "…"))
                for answer in answers
            ]
        )

    assert seen[1:] == [seen[0]] * 3


def test_mail_is_the_same_for_known_and_unknown_addresses(ask_for_code):
    UserFactory(email="aaa@example.org")
    for address in ("aaa@example.org", "ddd@example.org"):
        ask_for_code(address, browser=Client())

    mails = [(mail.kind, mail.subject, re.sub(r"\d{3} \d{3}", "", mail.text)) for mail in Message.objects.all()]

    assert len(mails) == 2
    assert mails[0] == mails[1]


def test_code_is_kept_nowhere_but_in_the_mail(client, ask_for_code):
    code = ask_for_code("neu@example.org").replace(" ", "")

    kept = str(Session.objects.get().get_decoded())

    assert "neu@example.org" in kept
    assert code not in kept
    assert Message.objects.get().is_secret


def test_code_works_once(client, ask_for_code):
    code = ask_for_code("neu@example.org")
    waiting = client.cookies["sessionid"].value
    client.post(CODE, {"code": code})

    replay = Client()
    replay.cookies["sessionid"] = waiting
    response = replay.post(CODE, {"code": code})

    assert response.url == "/konto/anmelden/"
    assert person_of(replay) is None


def test_code_works_in_its_own_browser_only(client, ask_for_code):
    code = ask_for_code("neu@example.org")
    other = Client()
    ask_for_code("andere@example.org", browser=other)

    other.post(CODE, {"code": code})

    assert person_of(other) is None


def test_code_expires(client, ask_for_code):
    with time_machine.travel("2026-11-20T10:00:00+01:00", tick=False) as clock:
        code = ask_for_code("neu@example.org")
        clock.shift(timedelta(minutes=15, seconds=1))
        response = client.post(CODE, {"code": code})

    assert response.url == "/konto/anmelden/"
    assert person_of(client) is None


def test_code_is_void_after_four_wrong_tries(client, ask_for_code):
    code = ask_for_code("neu@example.org")
    answers = [client.post(CODE, {"code": not_the(code)}).status_code for _try in range(4)]

    client.post(CODE, {"code": code})

    assert answers == [200, 200, 200, 302]
    assert person_of(client) is None


def test_tries_are_counted_outside_the_session_too(client, ask_for_code):
    """Many requests at one moment read the same session: here it is put back after every try."""
    code = ask_for_code("neu@example.org")
    waiting = Session.objects.get()
    for _try in range(4):
        client.post(CODE, {"code": not_the(code)})
        waiting.save()

    client.post(CODE, {"code": code})

    assert person_of(client) is None


def test_slip_that_cannot_be_a_code_costs_no_try(client, ask_for_code):
    code = ask_for_code("neu@example.org")
    for slip in ("", "12345", "keine Ahnung", "1234567"):
        assert client.post(CODE, {"code": slip}).status_code == 200

    client.post(CODE, {"code": code})

    assert person_of(client)


def test_new_code_makes_the_old_one_void(client, ask_for_code, newest_code):
    old = ask_for_code("neu@example.org")
    client.post(CODE, {"action": "resend"})
    new = newest_code("neu@example.org")
    if new == old:
        pytest.skip("one in a million")

    client.post(CODE, {"code": old})
    assert person_of(client) is None

    client.post(CODE, {"code": new})
    assert person_of(client)


def test_codes_for_one_address_are_limited_from_wherever_they_are_asked(newest_code):
    statuses = []
    for number in range(4):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        statuses.append(client.post("/konto/anmelden/", {"email": "neu@example.org"}).status_code)

    assert statuses == [302, 302, 302, 200]
    assert Message.objects.count() == 3


def test_codes_from_one_connection_are_limited_for_whatever_addresses():
    client = Client()

    for number in range(25):
        client.post("/konto/anmelden/?neu", {"email": f"person{number}@example.org"})

    assert Message.objects.count() == 20


def test_forged_header_makes_no_new_connection():
    for number in range(25):
        client = Client(HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
        client.post("/konto/anmelden/", {"email": f"person{number}@example.org"})

    assert Message.objects.count() == 20


def test_entry_of_a_trusted_proxy_tells_connections_apart(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(25):
        client = Client(HTTP_X_FORWARDED_FOR=f"198.51.100.1, 192.0.2.{number}")
        client.post("/konto/anmelden/", {"email": f"person{number}@example.org"})

    assert Message.objects.count() == 25


def test_many_tries_from_one_connection_get_a_page_that_says_so(ask_for_code):
    browsers = [Client() for _number in range(10)]
    for number, browser in enumerate(browsers):
        ask_for_code(f"person{number}@example.org", browser=browser)

    answers = [browser.post(CODE, {"code": "999999"}) for browser in browsers for _try in range(4)]

    assert [answer.status_code for answer in answers].count(429) == 10
    assert "429.html" in [template.name for template in answers[-1].templates]


def test_session_gets_a_new_key_at_login(client, ask_for_code):
    code = ask_for_code("neu@example.org")
    before = client.cookies["sessionid"].value

    client.post(CODE, {"code": code})

    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/laeden/", "/laeden/"),
        ("/laeden/?q=brot", "/laeden/?q=brot"),
        ("https://boese.example/", "/mein-betrieb/"),
        ("//boese.example/", "/mein-betrieb/"),
        ("/\\boese.example", "/mein-betrieb/"),
        ("http://testserver/laeden/", "/mein-betrieb/"),  # ours, but nobody writes it so
        ("javascript:alert(1)", "/mein-betrieb/"),
        ("laeden/", "/mein-betrieb/"),
    ],
)
def test_next_leads_to_this_site_only(client, newest_code, target, expected):
    response = client.post("/konto/anmelden/", {"email": "neu@example.org", "next": target})

    response = client.post(response.url, {"code": newest_code("neu@example.org"), "next": target})

    assert response.url == expected


def test_closed_account_is_told_so_after_its_code_and_stays_out(client, ask_for_code):
    UserFactory(email="weg@example.org", is_active=False)

    response = client.post(CODE, {"code": ask_for_code("weg@example.org")})

    assert response.url == "/konto/geschlossen/"
    assert person_of(client) is None


def test_code_alone_does_not_open_an_account_with_an_app(client, ask_for_code):
    give_app(UserFactory(email="ayse@example.org"))

    response = client.post(CODE, {"code": ask_for_code("ayse@example.org")})

    assert response.url == "/konto/anmelden/zweiter-schritt/"
    assert person_of(client) is None


def test_password_logs_in_and_says_nothing_about_addresses(client):
    user = UserFactory(email="ayse@example.org")
    user.set_password("ein-gutes-langes-passwort")
    user.save()

    wrong, unknown = (
        without_tokens(client.post("/konto/anmelden/passwort/", {"login": address, "password": "falsch"}))
        for address in ("ayse@example.org", "ayse@example.com")
    )
    right = client.post(
        "/konto/anmelden/passwort/", {"login": "ayse@example.org", "password": "ein-gutes-langes-passwort"}
    )

    assert wrong == unknown.replace("example.com", "example.org")
    assert right.url == "/mein-betrieb/"
    assert person_of(client) == user


def test_password_alone_does_not_open_an_account_with_an_app(client):
    user = UserFactory(email="ayse@example.org")
    user.set_password("ein-gutes-langes-passwort")
    user.save()
    give_app(user)

    response = client.post(
        "/konto/anmelden/passwort/", {"login": "ayse@example.org", "password": "ein-gutes-langes-passwort"}
    )

    assert response.url == "/konto/anmelden/zweiter-schritt/"
    assert person_of(client) is None


def test_passwords_are_guessed_five_times_for_one_address():
    user = UserFactory(email="ayse@example.org")
    user.set_password("ein-gutes-langes-passwort")
    user.save()
    for number in range(5):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            "/konto/anmelden/passwort/", {"login": "ayse@example.org", "password": f"geraten-{number}"}
        )

    client = Client(REMOTE_ADDR="192.0.2.99")
    client.post("/konto/anmelden/passwort/", {"login": "ayse@example.org", "password": "ein-gutes-langes-passwort"})

    assert person_of(client) is None


def test_logging_out_needs_a_button(client):
    log_in(client, UserFactory())

    client.get("/konto/abmelden/")
    assert person_of(client)

    client.post("/konto/abmelden/")
    assert person_of(client) is None


@pytest.mark.parametrize(
    "path", ["/konto/login/", "/konto/signup/", "/konto/password/reset/", "/konto/confirm-email/", "/konto/3rdparty/"]
)
def test_what_nobody_needs_has_no_address(client, path):
    assert client.get(path).status_code == 404


def test_wagtails_own_login_for_pages_leads_to_ours(client):
    response = client.get("/_util/login/?next=/laeden/")

    assert (response.status_code, response.url) == (302, "/konto/anmelden/?next=/laeden/")
