"""Saying yes, saying no, and proving it."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

import pytest
from bs4 import BeautifulSoup

from mailings.domain import (
    confirm_consent,
    forget_consents,
    give_consent,
    has_consent,
    has_objected,
    unsubscribe_url,
    withdraw_consent,
)
from mailings.enums import Channel
from mailings.models import Consent
from tests.factories.mailings import ConsentFactory
from tests.mailings.conftest import DIGEST

pytestmark = pytest.mark.django_db
ANNA, PURPOSE = "anna@example.org", "tests.digest"


def test_consent_holds_only_once_confirmed():
    consent = give_consent(address="Anna@Example.org ", **DIGEST)
    before = has_consent(ANNA, PURPOSE)

    assert confirm_consent(consent)
    assert (before, has_consent(ANNA, PURPOSE)) == (False, True)
    assert not confirm_consent(consent), "a second click changes nothing"


def test_consent_runs_out():
    ConsentFactory(address=ANNA, valid_until=timezone.now() - timedelta(seconds=1))

    assert not has_consent(ANNA, PURPOSE)


def test_consent_is_for_one_purpose():
    ConsentFactory(address=ANNA)

    assert not has_consent(ANNA, "tests.other")


def test_consent_given_twice_is_one_row_and_other_words_are_another():
    first = give_consent(address=ANNA, is_confirmed=True, **DIGEST)
    again = give_consent(address=ANNA, is_confirmed=True, **DIGEST)
    other = give_consent(address=ANNA, is_confirmed=True, **DIGEST | {"version": "2"})

    assert again == first
    assert other != first
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert has_consent(ANNA, PURPOSE)


def test_withdrawal_is_kept_as_proof_and_can_be_taken_back():
    give_consent(address=ANNA, is_confirmed=True, **DIGEST)

    assert withdraw_consent(address=ANNA, purpose=PURPOSE)
    assert not withdraw_consent(address=ANNA, purpose=PURPOSE)
    assert (has_consent(ANNA, PURPOSE), has_objected(ANNA, PURPOSE)) == (False, True)
    give_consent(address=ANNA, is_confirmed=True, **DIGEST)
    assert (has_consent(ANNA, PURPOSE), has_objected(ANNA, PURPOSE)) == (True, False)
    assert Consent.objects.count() == 2


def test_withdrawn_consent_cannot_be_confirmed_by_the_old_link():
    consent = give_consent(address=ANNA, **DIGEST)
    withdraw_consent(address=ANNA, purpose=PURPOSE)

    assert not confirm_consent(consent)
    assert not has_consent(ANNA, PURPOSE)


@pytest.mark.parametrize(
    "fields",
    [
        {"version": ""},
        {"text_shown": ""},
        {"given_at": None, "confirmed_at": None},
        {"confirmed_at": timezone.now() - timedelta(days=9)},
        {"withdrawn_at": timezone.now() - timedelta(days=9)},
    ],
    ids=lambda fields: "-".join(fields),
)
def test_database_refuses_a_consent_that_proves_nothing(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(**fields)


def test_database_refuses_two_open_consents():
    ConsentFactory(address=ANNA)

    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(address=ANNA)


def test_consents_are_kept_as_long_as_they_prove_something():
    now = datetime(2030, 5, 1, tzinfo=ZoneInfo("Europe/Berlin"))
    given = datetime(2020, 1, 1, tzinfo=ZoneInfo("Europe/Berlin"))

    def withdrawn(moment: datetime) -> Consent:
        return ConsentFactory(given_at=given, withdrawn_at=moment)

    gone = [
        withdrawn(datetime(2026, 12, 31, tzinfo=now.tzinfo)),
        ConsentFactory(confirmed_at=None, given_at=now - timedelta(days=4)),
    ]
    kept = [
        withdrawn(datetime(2027, 1, 1, tzinfo=now.tzinfo)),
        ConsentFactory(given_at=given),
        ConsentFactory(confirmed_at=None, given_at=now - timedelta(days=2)),
        Consent.objects.create(address=ANNA, purpose=PURPOSE, channel=Channel.FORM, withdrawn_at=given),
    ]

    assert forget_consents(now=now) == len(gone)
    assert set(Consent.objects.all()) == set(kept)


# --- The page ---------------------------------------------------------------------------------------------------------


def path_for(address: str = ANNA, purpose: str = PURPOSE) -> str:
    return urlsplit(unsubscribe_url(address=address, purpose=purpose)).path


def test_looking_at_the_page_changes_nothing(client):
    give_consent(address=ANNA, is_confirmed=True, **DIGEST)

    answers = [client.get(path_for()), client.head(path_for()), client.get(path_for())]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert has_consent(ANNA, PURPOSE)
    assert BeautifulSoup(answers[0].content, "html.parser").main.form.button is not None
    assert "Set-Cookie" not in answers[0].headers
    assert ANNA not in answers[0].content.decode()


@pytest.mark.parametrize("body", [{"List-Unsubscribe": "One-Click"}, {}], ids=["mail program", "button"])
def test_one_click_needs_neither_cookie_nor_token(body):
    give_consent(address=ANNA, is_confirmed=True, **DIGEST)

    response = Client(enforce_csrf_checks=True).post(path_for(), body)

    assert response.status_code == 200, "RFC 8058 wants no redirect"
    assert not response.cookies
    assert not has_consent(ANNA, PURPOSE)
    assert BeautifulSoup(response.content, "html.parser").main.form is None


def test_one_click_of_somebody_who_never_said_yes_is_an_objection(client):
    client.post(path_for())

    assert has_objected(ANNA, PURPOSE)


def test_altered_address_finds_nobody(client):
    path = path_for()

    answers = [client.post(path[:-4] + "xxx/").status_code, client.get("/post/abmelden/x/").status_code]

    assert answers == [404, 404]
    assert not Consent.objects.exists()
