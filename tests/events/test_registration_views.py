"""Registering and the page of one's registration, as people send and see them; and everything hostile or unlucky."""

from __future__ import annotations

import re

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest
import time_machine
from bs4 import BeautifulSoup

from events.enums import RegistrationMode, Scope, State
from events.models import Registration, Roll
from events.registrations import domain
from events.registrations.links import registration_of, token_of
from mailings.models import Message
from tests.calendars.rfc import problems_of
from tests.factories.events import NOW, PERSON, EventPageFactory, come, event, occurrence_of
from tests.hagen import at
from tests.printing.pdf_reader import Pdf, joined

pytestmark = pytest.mark.django_db
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def morning():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def evening():
    return event(places=2, dates=[("2026-12-08 18:00", "2026-12-08 20:00")])


def soup_of(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def register_url(page) -> str:
    return f"/termine/{page.slug}/anmelden/"


def form_of(soup: BeautifulSoup) -> dict[str, str]:
    """What a browser would send of the form, without any choice."""
    form = next(one for one in soup.find_all("form") if one.find(attrs={"name": "form_token"}))
    fields = {
        field["name"]: field.get("value", "")
        for field in form.find_all("input")
        if field.get("name") and field.get("type") not in {"radio", "checkbox"}
    }
    return {**fields, "language": "de", "seats": "1"}


def send(client, page, **answers):
    answers = {"reach": "email", "email": "anna@example.org", "name": "Änni", **answers}
    with time_machine.travel(NOW, tick=False) as clock:
        fields = form_of(soup_of(client, register_url(page)))
        clock.shift(10)
        return client.post(register_url(page), {**fields, **answers}, **OWN)


def test_whole_way_from_the_event_to_a_place_and_back(client, evening):
    link = soup_of(client, evening.url).find("a", string=re.compile("Anmelden"))["href"]
    assert link == register_url(evening)

    done = send(client, evening)

    registration = Registration.objects.get()
    assert (done.status_code, done.url) == (302, registration.get_absolute_url())
    mine = soup_of(client, done.url)
    assert mine.h1.get_text() == "Sie haben einen Platz"
    assert registration.code in mine.get_text()
    mail = Message.objects.get()
    assert mail.to == "anna@example.org"
    assert registration.get_absolute_url() in mail.text
    asked = soup_of(client, f"{done.url}absagen/")
    assert Registration.objects.get().state == State.REGISTERED  # asking changes nothing
    assert asked.find("button", string=re.compile("Ja, ich komme nicht"))
    gone = client.post(f"{done.url}absagen/", **OWN)
    assert gone.status_code == 302
    assert soup_of(client, gone.url).h1.get_text() == "Sie haben abgesagt"
    assert client.cookies == {}


@pytest.mark.parametrize(
    ("answers", "email", "phone"),
    [
        ({"reach": "email", "email": "Ada@Example.org", "phone": "0123"}, "ada@example.org", ""),
        ({"reach": "phone", "phone": "02331 42", "email": "ada@example.org"}, "", "02331 42"),
        ({"reach": "paper", "phone": "02331 42", "email": "ada@example.org"}, "", ""),
    ],
)
def test_only_the_way_that_was_chosen_is_kept(client, evening, answers, email, phone):
    assert send(client, evening, **answers).status_code == 302

    registration = Registration.objects.get()
    assert (registration.email, registration.phone) == (email, phone)
    assert Message.objects.count() == bool(email)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"email": ""}, "Bitte geben Sie Ihre E-Mail-Adresse an"),
        ({"email": "keine"}, "gültige E-Mail-Adresse"),
        ({"reach": "phone", "phone": ""}, "Bitte geben Sie Ihre Telefonnummer an"),
        ({"reach": ""}, "muss ausgefüllt werden"),
        ({"seats": "9"}, "gültige Auswahl"),
        ({"seats": "-1"}, "gültige Auswahl"),
        ({"seats": "viele"}, "gültige Auswahl"),
        ({"language": "xx"}, "gültige Auswahl"),
        ({"needs": "x" * 10_000}, "höchstens 500"),
        ({"name": "x" * 121}, "höchstens 120"),
        ({"second_line": "ich bin ein Roboter"}, "verborgenes Feld"),
        ({"form_token": "gefälscht"}, "lange offen"),
    ],
)
def test_mistakes_are_said_in_german_and_nothing_is_lost(client, evening, answers, words):
    answer = send(client, evening, **{"name": "Änni Größe", **answers})

    assert answer.status_code == 200
    text = answer.content.decode()
    assert words in BeautifulSoup(text, "html.parser").get_text()
    if "name" not in answers:
        assert "Änni Größe" in text
    assert not Registration.objects.exists()


def test_faster_than_people_write_is_refused(client, evening, settings):
    settings.PUBLIC_FORMS_MIN_SECONDS = 3
    fields = form_of(soup_of(client, register_url(evening)))

    answer = client.post(register_url(evening), {**fields, "reach": "paper"}, **OWN)

    assert "schneller" in answer.content.decode()
    assert not Registration.objects.exists()


def test_another_sites_form_is_refused(client, evening):
    assert client.post(register_url(evening), {}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_very_many_requests_from_one_address_get_a_polite_refusal(client, evening):
    with time_machine.travel(NOW, tick=False) as clock:
        fields = form_of(soup_of(client, register_url(evening)))
        clock.shift(10)
        answers = [client.post(register_url(evening), {**fields, "reach": ""}, **OWN) for _number in range(25)]

    assert {answer.status_code for answer in answers} == {200, 429}
    assert "in zehn Minuten" in answers[-1].content.decode()


def test_double_click_is_one_registration(client, evening):
    with time_machine.travel(NOW, tick=False) as clock:
        fields = {**form_of(soup_of(client, register_url(evening))), "reach": "email", "email": "anna@example.org"}
        clock.shift(10)
        urls = {client.post(register_url(evening), fields, **OWN).url for _number in range(2)}

    assert len(urls) == 1
    assert Registration.objects.count() == 1
    assert Message.objects.count() == 1


def test_full_list_says_so_before_and_after(client, evening):
    for _number in range(2):
        come(evening)

    soup = soup_of(client, register_url(evening))
    assert soup.h1.get_text() == "Auf die Warteliste"
    done = send(client, evening)

    mine = soup_of(client, done.url)
    assert mine.h1.get_text() == "Sie stehen auf der Warteliste"
    assert "Sie sind Nummer 1 auf der Liste" in mine.get_text()
    assert Message.objects.get(to="anna@example.org").kind == "events.waitlisted"


def test_last_place_that_goes_while_somebody_writes_leads_to_the_list(client, evening):
    come(evening)
    with time_machine.travel(NOW, tick=False) as clock:
        fields = {**form_of(soup_of(client, register_url(evening))), "reach": "paper"}
        come(evening)
        clock.shift(10)
        done = client.post(register_url(evening), fields, **OWN)

    assert done.status_code == 302
    assert Registration.objects.last().state == State.WAITLISTED


def test_place_that_goes_where_nobody_may_wait_is_said_politely(client):
    page = event(places=1, has_waiting_list=False)
    with time_machine.travel(NOW, tick=False) as clock:
        fields = {**form_of(soup_of(client, register_url(page))), "reach": "paper", "needs": "Rollstuhl"}
        come(page)
        clock.shift(10)
        answer = client.post(register_url(page), fields, **OWN)

    assert answer.status_code == 200
    assert "Alle Plätze sind vergeben." in answer.content.decode()
    assert Registration.objects.count() == 1


def test_each_date_can_be_chosen_by_itself(client):
    page = event(
        places=1,
        scope=Scope.EACH,
        dates=[(f"2026-12-0{number} 18:00", f"2026-12-0{number} 20:00") for number in (8, 9)],
    )
    come(page, date=occurrence_of(page))
    second = occurrence_of(page, 1)

    soup = soup_of(client, f"{register_url(page)}?datum={second.pk}")

    chosen = soup.find("input", attrs={"name": "date", "checked": True})
    assert chosen["value"] == str(second.pk)
    assert "Schon voll" in soup.get_text()
    assert send(client, page, date=str(second.pk)).status_code == 302
    assert Roll.objects.get(occurrence=second)
    assert "gültige Auswahl" in send(client, page, date="999999").content.decode()
    assert "muss ausgefüllt werden" in send(client, page, date="").content.decode()


@pytest.mark.parametrize("fields", [{"registration": RegistrationMode.NONE}, {"registration": RegistrationMode.PHONE}])
def test_what_takes_no_registrations_has_no_form(client, fields):
    page = EventPageFactory(contact_phone="02331 1", **fields)

    assert client.get(register_url(page)).status_code == 404


def test_what_is_over_cancelled_or_hidden_has_none_either(client, evening):
    with time_machine.travel(at("2026-12-09 10:00"), tick=False):
        assert "vorbei oder wurde abgesagt" in client.get(register_url(evening)).content.decode()
    evening.unpublish()
    assert client.get(register_url(evening)).status_code == 404
    assert client.get("/termine/gibt-es-nicht/anmelden/").status_code == 404


# --- One's own registration -------------------------------------------------------------------------------------------


def test_offer_is_taken_by_pressing_a_button_and_never_by_looking(client):
    page = event(places=1)
    first, second = come(page), come(page)
    domain.cancel(registration=first, by=PERSON, now=NOW)
    url = Registration.objects.get(pk=second.pk).get_absolute_url()

    soup = soup_of(client, url)
    assert soup.h1.get_text() == "Ein Platz ist für Sie frei"
    assert "bis Donnerstag, 3. Dezember 2026, 10:00 Uhr" in " ".join(soup.get_text().split())
    assert client.get(f"{url}zusagen/").status_code == 405
    assert Registration.objects.get(pk=second.pk).state == State.OFFERED

    assert client.post(f"{url}zusagen/", **OWN).status_code == 302
    assert soup_of(client, url).h1.get_text() == "Sie haben einen Platz"


def test_offer_that_ran_out_says_so_and_does_not_come_back(client):
    page = event(places=1)
    first, second = come(page), come(page)
    domain.cancel(registration=first, by=PERSON, now=NOW)
    url = Registration.objects.get(pk=second.pk).get_absolute_url()

    with time_machine.travel(at("2026-12-03 10:00"), tick=False):
        assert soup_of(client, url).h1.get_text() == "Der Platz ist an jemand anderen gegangen"
        answer = client.post(f"{url}zusagen/", **OWN)
        assert "an die nächste Person" in answer.content.decode()
        again = client.post(f"{url}zusagen/", **OWN)

    assert again.status_code == 200
    assert Registration.objects.get(pk=second.pk).state == State.EXPIRED


def test_old_link_shows_what_is_true_now(client, evening):
    registration = come(evening)
    url = registration.get_absolute_url()
    domain.cancel(registration=registration, by=PERSON, now=NOW)

    assert soup_of(client, url).h1.get_text() == "Sie haben abgesagt"
    assert client.get(f"{url}absagen/").status_code == 302
    assert client.post(f"{url}absagen/", **OWN).status_code == 302
    assert Message.objects.filter(kind="events.cancelled").count() == 1


@pytest.mark.parametrize(
    "token",
    ["quatsch", "1.", ".", "1.aaaaaaaaaaaaaaaa", "99999999999999999999.aaaaaaaaaaaaaaaa", "-1.a", "١.aaaaaaaaaaaaaaaa"],
)
def test_forged_links_lead_nowhere(client, evening, token):
    come(evening)
    for what in ("", "absagen/", "termin.ics", "karte.pdf"):
        answer = client.get(f"/termine/anmeldung/{token}/{what}")
        assert answer.status_code == 404
        assert "führt ins Leere" in answer.content.decode() or "Link" in answer.content.decode()
    assert client.post(f"/termine/anmeldung/{token}/zusagen/", **OWN).status_code == 404


def test_link_of_one_registration_opens_no_other(evening, settings):
    one, other = come(evening), come(evening)
    _number, signature = token_of(one).split(".")

    assert registration_of(f"{other.pk}.{signature}") is None
    assert registration_of(token_of(one).upper()) == one  # as it is typed from paper
    old = token_of(one)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert registration_of(old) == one
    settings.SECRET_KEY_FALLBACKS = []
    assert registration_of(old) is None


def test_page_of_a_registration_is_kept_nowhere_and_told_to_nobody(client, evening):
    answer = client.get(come(evening).get_absolute_url())

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex"


def test_card_and_calendar_file_say_when_and_where(client):
    page = event(title="Öl & Eis " * 20, bring="Schürze")
    url = come(page).get_absolute_url()

    text = joined(Pdf(client.get(f"{url}karte.pdf").content).text)
    calendar = client.get(f"{url}termin.ics").content

    assert "8.Dezember2026" in text
    assert "18:00Uhr" in text
    assert "Schürze" in text
    assert problems_of(calendar) == []
    assert b"METHOD:REQUEST" in calendar


def test_room_on_the_internet_is_told_to_those_with_a_place_only(client):
    page = event(places=1, contact_point=None, is_online=True, online_url="https://treffen.example/geheim")
    placed, waits = come(page), come(page)

    assert "geheim" in client.get(placed.get_absolute_url()).content.decode()
    assert "geheim" not in client.get(waits.get_absolute_url()).content.decode()
    assert "geheim" in Message.objects.get(to=placed.email).text
    assert "geheim" not in Message.objects.get(to=waits.email).text


def test_what_people_tell_us_stays_out_of_every_mail(client, evening):
    send(client, evening, needs="MARKE-HINWEIS", name="MARKE-NAME")

    mail = Message.objects.get()
    assert "MARKE-HINWEIS" not in f"{mail.subject}{mail.text}{mail.html}{mail.calendar}"
    assert Registration.objects.get().needs == "MARKE-HINWEIS"


def test_form_costs_the_same_with_many_dates_and_people(client):
    counts = []
    for number in (1, 12):
        page = event(
            scope=Scope.EACH,
            places=3,
            dates=[(f"2026-12-{day:02} 18:00", f"2026-12-{day:02} 20:00") for day in range(5, 5 + number)],
        )
        for place in range(number):
            come(page, date=occurrence_of(page, place))
        client.get(register_url(page))
        with CaptureQueriesContext(connection) as captured:
            client.get(register_url(page))
        counts.append(len(captured))

    assert counts[0] == counts[1]
