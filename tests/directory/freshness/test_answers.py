"""The pages behind a reminder's link: what they show, what they change, and above all what they do not."""

import json
import re
from datetime import date, timedelta

from django.apps import apps
from django.core import serializers
from django.utils import timezone

import pytest
import time_machine
from bs4 import BeautifulSoup

from common.public_forms import TOKEN_NAME, new_token
from directory.changes import base_token, draft_of
from directory.enums import ReminderAnswer
from directory.freshness.asking import send_reminders
from directory.freshness.links import reminder_of, token_of
from directory.models import Business, Change, Report
from mailings.models import Message
from tests.factories.directory import BusinessFactory, MembershipFactory
from tests.factories.freshness import ReminderFactory

pytestmark = pytest.mark.django_db

PAGES = ("", "aendern/", "gibt-es-nicht-mehr/", "nicht-mehr-erinnern/", "danke/")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-23T10:00:00+01:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def reminder():
    return ReminderFactory(
        business=BusinessFactory(
            name="Blumen Öz", slug="blumen", phone="02331 1", email="alt@example.org", opening_hours="Mo-Fr 09:00-18:00"
        )
    )


def url(reminder, page: str = "") -> str:
    return f"/stimmt-noch/{token_of(reminder)}/{page}"


def everything() -> str:
    """Every row of every table."""
    return json.dumps(
        {
            model._meta.label: json.loads(serializers.serialize("json", model._base_manager.order_by("pk")))
            for model in apps.get_models()
            if not model._meta.proxy
        },
        default=str,
    )


def filled(reminder, **values) -> dict:
    business = reminder.business
    return {
        TOKEN_NAME: new_token("answer-change"),
        "base": base_token(business, ("phone", "email", "website", "opening_hours")),
        "phone": business.phone,
        "email": business.email,
        "website": business.website,
        **values,
    }


def test_looking_at_every_link_of_a_mail_changes_no_row(client):
    """What programs that guard mailboxes do before a person sees the mail."""
    shops = [BusinessFactory(last_confirmed_on=date(2025, 1, 1), email="laden@example.org") for _number in range(2)]
    MembershipFactory(business=shops[0])
    send_reminders()
    mails = Message.objects.all()
    links = {link for mail in mails for link in re.findall(r"https?://testserver(/[^\s\"<>]*)", mail.text + mail.html)}
    before = everything()

    statuses = {}
    for link in sorted(links):
        statuses[link] = client.get(link).status_code
        client.head(link)
        page = BeautifulSoup(client.get(link).content, "html.parser")
        for further in page.select("main a[href^='/stimmt-noch/']"):
            client.get(further["href"])

    assert len(mails) == 2
    assert len([link for link in links if "/stimmt-noch/" in link]) >= 4
    assert {status for link, status in statuses.items() if "/stimmt-noch/" in link} == {200}
    assert everything() == before


def test_page_shows_what_stands_there_and_three_answers(client, reminder):
    response = client.get(url(reminder))
    page = BeautifulSoup(response.content, "html.parser")

    assert page.select_one("section.panel h2").get_text() == "Blumen Öz"
    assert "02331 1" in page.select_one(".facts").get_text()
    assert "9:00" in page.select_one(".facts").get_text()
    assert len(page.select(".freshness__answer")) == 3
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}


def test_still_right_needs_its_button(client, reminder):
    assert client.post(url(reminder)).status_code == 200
    reminder.business.refresh_from_db()
    assert reminder.business.last_confirmed_on is None

    answers = [client.post(url(reminder), {"answer": "still_right"}) for _click in range(2)]

    reminder.business.refresh_from_db()
    assert reminder.business.last_confirmed_on == date(2026, 11, 23)
    assert {answer.url for answer in answers} == {url(reminder, "danke/")}
    assert client.get(answers[0].url).status_code == 200


def test_gone_is_asked_twice(client, reminder):
    page = BeautifulSoup(client.get(url(reminder)).content, "html.parser")
    assert page.find("a", href=url(reminder, "gibt-es-nicht-mehr/"))
    client.get(url(reminder, "gibt-es-nicht-mehr/"))
    assert Report.objects.count() == 0

    client.post(url(reminder, "gibt-es-nicht-mehr/"))

    assert list(Report.objects.values_list("kind", "is_from_business", "contact")) == [("gone", True, "")]
    assert Business.objects.published().count() == 1


def test_change_waits_for_the_project(client, reminder):
    response = client.post(url(reminder, "aendern/"), filled(reminder, phone="02331 2", note="Neue Chefin: Frau Öz"))

    assert response.url == url(reminder, "danke/")
    business = Business.objects.get()
    assert (business.phone, draft_of(business).phone) == ("02331 1", "02331 2")
    assert list(Change.objects.values_list("origin", "state", "by")) == [("signed_link", "pending", None)]
    assert list(Report.objects.values_list("text", "is_from_business")) == [("Neue Chefin: Frau Öz", True)]
    reminder.refresh_from_db()
    assert (reminder.answer, business.last_confirmed_on) == (ReminderAnswer.CHANGE, None)


def test_new_hours_are_read_back_before_they_are_sent(client, reminder):
    typed = filled(reminder, hours_text="Mo-Fr 10-19 Uhr, Feiertage geschlossen")

    shown = client.post(url(reminder, "aendern/"), typed)
    seen = BeautifulSoup(shown.content, "html.parser").find("input", attrs={"name": "hours_seen"})["value"]
    assert Change.objects.count() == 0
    sent = client.post(url(reminder, "aendern/"), typed | {"hours_seen": seen})

    assert "PH off" in seen
    assert sent.status_code == 302
    assert draft_of(Business.objects.get()).opening_hours == seen
    assert Business.objects.get().opening_hours == "Mo-Fr 09:00-18:00"


def test_hours_without_a_word_about_holidays_are_asked_about(client, reminder):
    typed = filled(reminder, hours_text="Mo-Fr 10-19 Uhr")

    asked = client.post(url(reminder, "aendern/"), typed)
    closed = client.post(url(reminder, "aendern/"), typed | {"holidays": "closed"})
    usual = client.post(url(reminder, "aendern/"), typed | {"holidays": "as_usual"})

    assert "holidays" in asked.context["form"].errors
    assert closed.context["form"].hours == "Mo-Fr 10:00-19:00; PH off"
    assert usual.context["form"].hours == "Mo-Fr 10:00-19:00"


def test_hours_nobody_understands_come_back_with_everything_typed(client, reminder):
    response = client.post(
        url(reminder, "aendern/"), filled(reminder, hours_text="meistens so wie immer", phone="02331 9")
    )

    form = response.context["form"]
    assert "hours_text" in form.errors
    assert (form["hours_text"].value(), form["phone"].value()) == ("meistens so wie immer", "02331 9")
    assert Change.objects.count() == 0


def test_nothing_changed_is_said(client, reminder):
    response = client.post(url(reminder, "aendern/"), filled(reminder))

    assert response.context["form"].non_field_errors()
    reminder.refresh_from_db()
    assert reminder.answer == ""


def test_change_of_the_same_thing_by_somebody_else_shows_both(client, reminder):
    typed = filled(reminder, phone="02331 3")
    business = Business.objects.get()
    business.phone = "02331 2"
    business.save_revision()

    shown = client.post(url(reminder, "aendern/"), typed)

    assert [(each["theirs"], each["mine"]) for each in shown.context["conflicts"]] == [(["02331 2"], ["02331 3"])]
    again = client.post(url(reminder, "aendern/"), typed | {"base": shown.context["base"]})
    assert again.status_code == 302
    assert draft_of(Business.objects.get()).phone == "02331 3"


def test_wrong_value_is_said_beside_its_field(client, reminder):
    response = client.post(url(reminder, "aendern/"), filled(reminder, email="keine Adresse"))

    assert "email" in response.context["form"].errors


def test_silence_is_asked_for_with_a_button_and_taken_back(client, reminder):
    page = url(reminder, "nicht-mehr-erinnern/")
    client.get(page)
    assert Business.objects.get().reminders_off_at is None

    client.post(page)
    assert Business.objects.get().reminders_off_at == timezone.now()
    client.post(page, {"remind": "again"})

    assert Business.objects.get().reminders_off_at is None


@pytest.mark.parametrize("page", PAGES)
def test_link_that_is_not_ours_is_not_found(client, reminder, page):
    token = token_of(reminder)
    forged = f"{reminder.pk + 1}.{token.split('.')[1]}"

    for wrong in ("quatsch", "1.", forged, token[:-1], token + "x", token_of(type(reminder)(pk=9_999))):
        response = client.get(f"/stimmt-noch/{wrong}/{page}")
        assert response.status_code == 404, wrong
        assert BeautifulSoup(response.content, "html.parser").select_one("main h1")
    assert reminder_of(forged) is None


def test_link_can_be_typed_from_paper_and_outlives_a_new_key(reminder, settings):
    token = token_of(reminder)

    assert re.fullmatch(r"\d+\.[a-z2-7]{16}", token)
    assert reminder_of(token.upper()) == reminder
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", [settings.SECRET_KEY]
    assert reminder_of(token) == reminder
    settings.SECRET_KEY_FALLBACKS = []
    assert reminder_of(token) is None


@pytest.mark.parametrize("page", PAGES)
def test_link_that_expired_says_what_to_do_and_changes_nothing(client, reminder, clock, page):
    clock.shift(timedelta(days=60))
    before = everything()

    answers = [client.get(url(reminder, page)), client.post(url(reminder, page), {"answer": "still_right"})]

    assert answers[0].status_code == 410
    assert answers[1].status_code in {405, 410}
    assert BeautifulSoup(answers[0].content, "html.parser").find("a", href="/laeden/blumen/fehler-melden/")
    assert everything() == before


def test_link_of_an_entry_that_is_hidden_tells_nothing_about_it(client, reminder):
    Business.objects.update(live=False)

    response = client.get(url(reminder))

    assert response.status_code == 410
    assert "Blumen" not in response.content.decode()


def test_answer_from_another_site_is_refused(client, reminder):
    response = client.post(url(reminder), {"answer": "still_right"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert Business.objects.get().last_confirmed_on is None
