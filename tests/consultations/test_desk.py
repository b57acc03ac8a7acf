"""The desk: look up, book on the telephone, print, count, close; and nothing for whoever does not work there."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
import time_machine
from bs4 import BeautifulSoup

from accounts.actors import Channel
from consultations import domain
from consultations.desk import find_appointments, find_topics, sentence
from consultations.domain import Person
from consultations.enums import AbsenceReason, Audience, State, Way
from consultations.links import counsellor_of, feed_token_of, slot_token
from consultations.models import Absence, Booking, Callback, Counsellor, SentReminder, StatisticsRow, Topic
from mailings.models import Message
from tests.consultations.test_booking import NOW, booked, slot_at
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.consultations import BookingFactory, CallbackFactory, CounsellorFactory, TopicFactory, advice
from tests.factories.directory import BusinessFactory
from tests.hagen import at
from tests.login import log_in
from tests.printing.pdf_reader import Pdf, joined

pytestmark = pytest.mark.django_db
DESK = "/verwaltung/beratung/"
CALLER = {"channel": "phone", "name": "Cem Beispiel", "phone": "02331 / 42 42-0"}


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def topic():
    return advice()[0]


@pytest.fixture
def desk(client):
    """Somebody who works there and nothing else."""
    user = _desk_user()
    log_in(client, user)
    return client


def _desk_user():
    user = UserFactory(is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "run_desk"]).values_list("pk", flat=True)
    )
    return user


def page(client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def says(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def appointment_page(client, booking: Booking) -> str:
    return says(client.get(f"{DESK}termin/{booking.pk}/"))


# --- Looking up -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["beispiel", "CEM", "02331 42420", "+49 2331 4242-0", "0049233142420", "4242", "cem@example.org", "xk7w2p"]
)
def test_an_appointment_is_found_by_whatever_somebody_remembers(topic, typed):
    wanted = BookingFactory(name="Cem Beispiel", phone="02331 / 42 42-0", email="cem@example.org", code="XK7W2P")
    BookingFactory(name="Dana Muster", phone="0171 555", email="dana@example.org")

    assert find_appointments(typed, now=NOW) == [wanted]


def test_an_appointment_is_found_by_its_business():
    wanted = BookingFactory(business=BusinessFactory(name="Bäckerei Öztürk"))

    assert find_appointments("oztu", now=NOW) == [wanted]


@pytest.mark.parametrize("typed", ["", " ", "a", "zzzz", "42", "%", "__"])
def test_too_little_or_nothing_that_fits_finds_nothing(typed):
    BookingFactory(name="Cem Beispiel", phone="02331 4242")

    assert find_appointments(typed, now=NOW) == []


def test_the_next_appointment_comes_first_and_holds_and_old_ones_not_at_all():
    past = BookingFactory(name="Cem", starts_at=NOW - timedelta(days=2))
    later = BookingFactory(name="Cem", starts_at=NOW + timedelta(days=9))
    soon = BookingFactory(name="Cem", starts_at=NOW + timedelta(days=1))
    BookingFactory(name="Cem", starts_at=NOW - timedelta(days=31))
    BookingFactory(name="Cem", state=State.HELD, hold_expires_at=NOW + timedelta(minutes=9))

    assert find_appointments("cem", now=NOW) == [soon, later, past]


def test_the_one_field_finds_topics_and_businesses_too(desk, topic):
    BusinessFactory(name="Bewerbungsfotos Kühn", slug="kuehn")
    BusinessFactory(name="Bewerbungsfotos geheim", live=False)

    soup = page(desk, f"{DESK}?q=bewerb")

    found = soup.find(attrs={"aria-labelledby": "gefunden"})
    assert topic.name in found.get_text()
    assert "Kühn" in found.get_text()
    assert "geheim" not in found.get_text()
    assert find_topics("b", [topic]) == []


# --- Booking ----------------------------------------------------------------------------------------------------------


def test_three_steps_from_the_desk_to_the_sentence(desk, topic):
    chosen = page(desk, DESK).find("a", string=topic.name)["href"]
    time = page(desk, f"{DESK}{chosen}").find("a", class_="advice-time")["href"]
    form = page(desk, time).find("form", id="termin")
    sent = {field["name"]: field.get("value", "") for field in form.find_all("input") if field.get("type") == "hidden"}
    done = desk.post(time, sent | CALLER)

    booking = Booking.objects.get()
    assert done.url == f"{DESK}termin/{booking.pk}/"
    assert (booking.state, booking.channel, booking.name) == (State.CONFIRMED, Channel.PHONE, "Cem Beispiel")
    step = booking.transitions.get(to_state=State.REQUESTED)
    assert (step.actor.pk, step.channel) == (int(desk.session["_auth_user_id"]), Channel.PHONE)
    assert f"Ihr Termin ist am {'Dienstag, 1. Dezember 2026'} um {'9:00'} Uhr." in says(desk.get(done.url))


def test_the_sentence_says_where_what_to_bring_and_the_code(topic):
    Topic.objects.filter(pk=topic.pk).update(bring="Ausweis\nBrief vom Amt")
    booking = booked(Topic.objects.get())
    booking.contact_point.name = "Anlaufstelle Mitte"

    said = sentence(booking)

    assert "Dienstag, 1. Dezember 2026 um 10:00 Uhr" in said
    assert "Anlaufstelle Mitte" in said
    assert "Ausweis; Brief vom Amt" in said
    assert " ".join(booking.code) in said


@pytest.mark.parametrize(
    ("way", "words"),
    [(Way.PHONE, "Wir rufen Sie an."), (Way.VIDEO, "Videoraums"), (Way.VISIT, "Wir kommen zu Ihnen: ")],
)
def test_the_sentence_of_every_way(way, words):
    assert words in sentence(BookingFactory(way=way, business=BusinessFactory()))


def test_the_sentence_of_what_does_not_take_place():
    said = sentence(BookingFactory(state=State.CANCELLED_BY_US, closed_at=NOW))

    assert "findet nicht statt" in said
    assert "Code" not in said


def book_url(topic, text="2026-12-01 10:00", **more) -> str:
    return f"{DESK}neu/?" + urlencode({"thema": topic.slug, "zeit": slot_token(slot_at(text), topic.pk), **more})


def test_a_double_click_books_once(desk, topic):
    sent = CALLER | {"key": "5f0c1c5e-0000-4000-8000-000000000001"}

    first, second = (desk.post(book_url(topic), sent) for _press in range(2))

    assert first.url == second.url
    assert Booking.objects.count() == 1


def test_a_time_that_is_gone_offers_its_neighbours_and_keeps_the_words(desk, topic):
    booked(topic)

    answer = desk.post(book_url(topic), CALLER | {"concern": "Miete"})

    soup = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 200
    clocks = [clock.get_text() for clock in soup.select("button.advice-time .advice-time__clock")]
    assert clocks == ["9:00", "9:30", "10:30"]
    assert soup.find("textarea", attrs={"name": "concern"}).get_text().strip() == "Miete"

    again = {"zeit": soup.find("button", class_="advice-time")["value"], "thema": topic.slug}
    assert desk.post(f"{DESK}neu/", CALLER | again).status_code == 302
    assert Booking.objects.count() == 2


def test_times_of_the_past_and_made_up_ones_are_not_booked(desk, topic):
    assert desk.post(book_url(topic, "2026-11-30 10:00"), CALLER).status_code == 200
    assert desk.post(f"{DESK}neu/?thema={topic.slug}&zeit=1:2:3", CALLER).status_code == 404
    assert desk.post(book_url(TopicFactory()).replace("bewerbung-", "gibtsnicht-"), CALLER).status_code == 404
    assert not Booking.objects.exists()


def test_a_long_concern_is_refused_with_its_words_kept(desk, topic):
    answer = desk.post(book_url(topic), CALLER | {"concern": "ä" * 10_000})

    assert "höchstens 2000 Zeichen" in says(answer)
    assert "ä" * 10_000 in answer.content.decode()
    assert not Booking.objects.exists()


def test_a_business_is_booked_for_with_its_number_and_size(desk):
    topic, _counsellors = advice(ways=(Way.PLACE, Way.VISIT))
    Topic.objects.update(audience=Audience.BUSINESSES)
    business = BusinessFactory(name="Laden Eins", slug="laden-eins", phone="02331 11", opening_hours="24/7")

    soup = page(desk, f"{DESK}?betrieb=laden-eins&thema={topic.slug}")
    assert "Neuer Termin für Laden Eins" in soup.get_text()
    assert "Wir kommen in Ihren Laden" in [heading.get_text() for heading in soup.select(".desk__times h3")]
    link = soup.find("a", class_="advice-time")["href"]
    assert page(desk, link).find("input", id="id_phone")["value"] == "02331 11"
    desk.post(link, CALLER | {"size_class": "micro"})

    booking = Booking.objects.get()
    assert (booking.business, booking.size_class) == (business, "micro")


def test_a_language_nobody_speaks_waits_for_an_interpreter(desk, topic):
    soup = page(desk, f"{DESK}?thema={topic.slug}&sprache=ti")
    assert "brauchen eine Sprachmittlung" in soup.get_text()
    assert soup.find("option", selected=True)["value"] == "ti"
    desk.post(soup.find("a", class_="advice-time")["href"], CALLER)
    booking = Booking.objects.get()
    assert booking.state == State.REQUESTED

    refused = desk.post(f"{DESK}termin/{booking.pk}/bestaetigen/", {}, follow=True)
    assert "Bitte klären Sie das zuerst" in says(refused)
    booking.refresh_from_db()
    assert booking.state == State.REQUESTED

    desk.post(f"{DESK}termin/{booking.pk}/bestaetigen/", {"sprachmittlung": "ja"})
    booking.refresh_from_db()
    assert (booking.state, booking.interpreter_arranged_at) == (State.CONFIRMED, NOW)


def test_the_next_appointment_on_a_matter_goes_to_the_same_counsellor(desk):
    topic, counsellors = advice(number=3)
    first = booked(topic)
    other = next(one for one in counsellors if one.pk != first.counsellor_id)
    first.counsellor = other
    first.save()

    soup = page(desk, f"{DESK}?thema={topic.slug}&nach={first.pk}")
    link = soup.find("a", class_="advice-time")["href"]
    assert parse_qs(urlsplit(link).query)["nach"] == [str(first.pk)]
    form = page(desk, link)
    assert form.find("input", id="id_name")["value"] == "Anna Beispiel"
    desk.post(link, CALLER | {"nach": first.pk})

    assert Booking.objects.exclude(pk=first.pk).get().counsellor == other


# --- Double on purpose ------------------------------------------------------------------------------------------------


def double(desk, topic, **more):
    sent = CALLER | {"day": "2026-12-01", "time": "10:00", "counsellor": Counsellor.objects.first().pk}
    place = Counsellor.objects.first().weekly_rules.first().contact_point
    return desk.post(f"{DESK}doppelt/?thema={topic.slug}", sent | {"ort": place.slug} | more)


def test_two_at_once_need_a_tick_and_leave_a_line_in_the_log(desk, topic):
    first = booked(topic)

    refused = double(desk, topic)
    assert "Ohne diesen Haken wird nichts doppelt gebucht." in says(refused)
    assert Booking.objects.count() == 1

    double(desk, topic, on_purpose="on")
    second = Booking.objects.exclude(pk=first.pk).get()
    assert (second.starts_at, second.is_double_booked, second.state) == (first.starts_at, True, State.CONFIRMED)
    line = second.transitions.get(note="double_booked")
    assert line.actor.pk == int(desk.session["_auth_user_id"])
    assert "Über eine belegte Zeit gebucht" in appointment_page(desk, second)


@pytest.mark.parametrize("answers", [{"day": "2026-11-30"}, {"time": "10:07"}, {"counsellor": 0}, {"day": "32.13."}])
def test_two_at_once_not_in_the_past_nor_between_the_minutes(desk, topic, answers):
    assert double(desk, topic, on_purpose="on", **answers).status_code == 200
    assert not Booking.objects.exists()


# --- One appointment --------------------------------------------------------------------------------------------------


def test_moving_tells_the_person_and_keeps_the_row(desk, topic):
    booking = booked(topic)
    soup = page(desk, f"{DESK}termin/{booking.pk}/verlegen/")
    button = next(one for one in soup.find_all("button", attrs={"name": "slot"}) if "11:00" in one.get_text())

    done = desk.post(f"{DESK}termin/{booking.pk}/verlegen/", {"slot": button["value"]}, follow=True)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (at("2026-12-01 11:00"), 1)
    assert "Verlegt. Die Person bekommt eine E-Mail." in says(done)
    assert "Verlegt; vorher Dienstag, 1. Dezember 2026, 10:00 Uhr" in says(done)


def test_moving_to_what_is_gone_says_so_and_moves_nothing(desk, topic):
    booking = booked(topic)
    booked(topic, "2026-12-01 11:00")

    token = slot_token(slot_at("2026-12-01 11:00"), topic.pk)
    for slot in (token, "", "gefaelscht"):
        answer = desk.post(f"{DESK}termin/{booking.pk}/verlegen/", {"slot": slot})
        assert answer.status_code == 200
        assert BeautifulSoup(answer.content, "html.parser").find(role="alert")
    booking.refresh_from_db()
    assert (booking.starts_at, booking.sequence) == (at("2026-12-01 10:00"), 0)


@pytest.mark.parametrize(("who", "state"), [("wir", State.CANCELLED_BY_US), ("person", State.CANCELLED_BY_PERSON)])
def test_cancelling_says_who_did_it_and_whether_a_mail_goes_out(desk, topic, who, state):
    booking = booked(topic, person=Person(name="Anna", phone="0171"))

    done = desk.post(f"{DESK}termin/{booking.pk}/absagen/", {"wer": who}, follow=True)

    booking.refresh_from_db()
    assert booking.state == state
    assert "Bitte sagen Sie der Person Bescheid" in says(done)
    assert booking.transitions.last().actor is not None


def test_looking_changes_nothing(desk, topic):
    booking = booked(topic)
    before = Booking.objects.values().get()

    for path in ("", "absagen/", "verlegen/", "karte.pdf"):
        assert desk.get(f"{DESK}termin/{booking.pk}/{path}").status_code == 200
    for path in ("ergebnis/", "bestaetigen/", "ablehnen/", "angerufen/", "brief.pdf"):
        assert desk.get(f"{DESK}termin/{booking.pk}/{path}").status_code == 405

    assert Booking.objects.values().get() == before


def test_the_card_and_the_letter_are_pdfs_and_the_address_is_kept_nowhere(desk, topic):
    booking = booked(topic)

    card = desk.get(f"{DESK}termin/{booking.pk}/karte.pdf")
    letter = desk.post(f"{DESK}termin/{booking.pk}/brief.pdf", {"address": "Anna Beispiel\nHinterhof 7\n58089 Hagen"})

    assert booking.code in joined(Pdf(card.content).text)
    assert "Hinterhof7" in joined(Pdf(letter.content).text)
    assert "no-store" in letter["Cache-Control"]
    assert not Message.objects.filter(text__contains="Hinterhof").exists()


@pytest.mark.parametrize("address", ["", " \n ", "x" * 301, "\n".join(["Sehr lange Zeile " * 3] * 6)])
def test_an_address_that_cannot_be_printed_is_said_in_words(desk, topic, address):
    answer = desk.post(f"{DESK}termin/{booked(topic).pk}/brief.pdf", {"address": address}, follow=True)

    assert answer["Content-Type"].startswith("text/html")
    assert "Anschrift" in says(answer)


def test_an_outcome_is_noted_once_and_only_after_the_beginning(desk, topic):
    booking = booked(topic)
    url = f"{DESK}termin/{booking.pk}/ergebnis/"
    assert "noch nicht begonnen" in says(desk.post(url, {"outcome": "attended"}, follow=True))

    with time_machine.travel(at("2026-12-01 10:05"), tick=False):
        assert "1 und 600" in says(desk.post(url, {"outcome": "attended", "minutes": "0"}, follow=True))
        assert "1 und 600" in says(desk.post(url, {"outcome": "cancelled_by_us"}, follow=True))
        desk.post(url, {"outcome": "attended", "minutes": "45"})
        again = desk.post(url, {"outcome": "no_show"}, follow=True)

    booking.refresh_from_db()
    assert (booking.state, booking.minutes) == (State.ATTENDED, 45)
    assert "schon ein Ergebnis" in says(again)
    assert StatisticsRow.objects.get().minutes == 45


# --- Day and lists ----------------------------------------------------------------------------------------------------


def test_the_day_shows_its_appointments_by_place_and_by_counsellor(desk, topic):
    mine, other = booked(topic), BookingFactory(name="Woanders", starts_at=at("2026-12-01 15:00"))
    BookingFactory(name="Morgen", starts_at=at("2026-12-02 15:00"))
    Counsellor.objects.filter(pk=mine.counsellor_id).update(user=int(desk.session["_auth_user_id"]))

    assert [row["id"] for row in page(desk, f"{DESK}tag/").select(".desk-row")] == [
        f"termin-{mine.pk}",
        f"termin-{other.pk}",
    ]
    place = mine.contact_point.slug
    assert len(page(desk, f"{DESK}tag/?ort={place}").select(".desk-row")) == 1
    assert len(page(desk, f"{DESK}tag/?meine=1").select(".desk-row")) == 1
    assert "Morgen" in page(desk, f"{DESK}tag/?tag=2026-12-02").get_text()


@pytest.mark.parametrize("day", ["2026-13-40", "gestern", "", "0000-00-00", "10000-01-01"])
def test_a_day_that_is_none_is_today(desk, topic, day):
    assert "1. Dezember 2026" in page(desk, f"{DESK}tag/?tag={day}").h1.get_text()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_is(desk, day):
    assert desk.get(f"{DESK}tag/?tag={day}").status_code == 200


def test_what_waits_for_staff_stands_on_one_page_and_goes_when_done(desk, topic):
    CallbackFactory(phone="02331 99", when="abends")
    asked = booked(topic, "2026-12-07 10:00", language="ti")
    past = BookingFactory(starts_at=NOW - timedelta(days=1), name="Gestern")
    call = booked(
        topic, "2026-12-03 11:00", person=Person(name="Ohne Mail", phone="02331 5"), now=at("2026-11-24 07:00")
    )
    with time_machine.travel(at("2026-12-01 12:00"), tick=False):
        Booking.objects.filter(pk=call.pk).update(created_at=at("2026-11-24 07:00"))
        soup = page(desk, f"{DESK}offen/")
        assert [heading.get_text() for heading in soup.select("main h2")] == [
            "Bitte zurückrufen",
            "Zu bestätigen",
            "Telefonisch erinnern",
            "Ohne Ergebnis",
        ]

        desk.post(f"{DESK}rueckruf/{Callback.objects.get().pk}/erledigt/")
        desk.post(f"{DESK}termin/{asked.pk}/ablehnen/", {"zurueck": "offen"})
        desk.post(f"{DESK}termin/{call.pk}/angerufen/")
        done = desk.post(f"{DESK}termin/{past.pk}/ergebnis/", {"outcome": "no_show", "zurueck": "offen"})

        assert done.url == f"{DESK}offen/"
        assert page(desk, f"{DESK}offen/").select_one(".empty-state")
    assert Callback.objects.get().done_by is not None
    assert SentReminder.objects.filter(booking=call).count() == 1


def test_the_worklist_of_the_house_names_what_waits_but_no_names(desk, topic):
    booked(topic, "2026-12-07 10:00", Person(name="Geheim Name", email="x@example.org"), language="ti")
    CallbackFactory(phone="02331 99", name="Frau Geheim")

    text = says(desk.get("/verwaltung/arbeitsliste/"))

    assert "Termine zum Bestätigen" in text
    assert "Sprachmittlung gesucht: Tigrinya" in text
    assert "Bitte zurückrufen" in text
    assert "Geheim" not in text


def test_lists_cost_the_same_however_long_they_are(desk, topic):
    cost = []
    for number in (2, 12):
        for place in range(number):
            BookingFactory(name="Viele", starts_at=NOW + timedelta(hours=1, minutes=place), business=BusinessFactory())
            BookingFactory(
                name="Viele", starts_at=NOW - timedelta(days=1, minutes=place), counsellor=CounsellorFactory()
            )
            BookingFactory(state=State.REQUESTED, starts_at=NOW + timedelta(days=4, minutes=place))
            CallbackFactory()
        for url in (f"{DESK}?q=viele", f"{DESK}tag/", f"{DESK}offen/", "/verwaltung/arbeitsliste/"):
            desk.get(url)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert desk.get(url).status_code == 200
            cost.append((url, len(queries)))

    assert cost[:4] == cost[4:]


# --- Walk-ins ---------------------------------------------------------------------------------------------------------


def test_a_walk_in_is_counted_with_two_presses_and_taken_back_with_one(desk, topic):
    place = Counsellor.objects.first().weekly_rules.first().contact_point
    url = f"{DESK}vorbeigekommen/?ort={place.slug}"

    counted = desk.post(url, {"topic": topic.pk, "language": "tr"})

    row = StatisticsRow.objects.get()
    assert (row.topic, row.language, row.contact_point, row.channel) == (topic, "tr", place, Channel.WALK_IN)
    soup = page(desk, counted.url)
    assert "Heute kam eine Person vorbei" in soup.get_text()
    token = soup.find("input", attrs={"name": "token"})["value"]
    desk.post(f"{DESK}vorbeigekommen/zuruecknehmen/", {"token": token})
    assert not StatisticsRow.objects.exists()
    assert desk.post(f"{DESK}vorbeigekommen/zuruecknehmen/", {"token": token}).status_code == 404


def test_a_walk_in_is_taken_back_only_by_who_counted_it_and_soon(client, desk, topic):
    place = Counsellor.objects.first().weekly_rules.first().contact_point
    url = desk.post(f"{DESK}vorbeigekommen/?ort={place.slug}", {"topic": topic.pk, "language": "de"}).url
    token = parse_qs(urlsplit(url).query)["gezaehlt"][0]
    undo = f"{DESK}vorbeigekommen/zuruecknehmen/"

    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        assert desk.post(undo, {"token": token}).status_code == 404
    log_in(client, SuperuserFactory())
    assert client.post(undo, {"token": token}).status_code == 404
    assert client.post(undo, {"token": token[:-1] + "x"}).status_code == 404
    assert StatisticsRow.objects.count() == 1


@pytest.mark.parametrize("answers", [{}, {"topic": 0, "language": "de"}, {"topic": "x", "language": "xx"}])
def test_a_walk_in_without_a_topic_is_not_counted(desk, topic, answers):
    assert desk.post(f"{DESK}vorbeigekommen/", answers).status_code == 200
    assert not StatisticsRow.objects.exists()


def test_without_a_contact_point_there_is_nowhere_to_come_by(desk):
    assert desk.get(f"{DESK}vorbeigekommen/").status_code == 404


# --- A counsellor's times ---------------------------------------------------------------------------------------------


@pytest.fixture
def own(desk, topic):
    counsellor = Counsellor.objects.get()
    counsellor.user_id = int(desk.session["_auth_user_id"])
    counsellor.save()
    return counsellor


def test_an_absence_takes_the_times_away_and_shows_what_does_not_fit(desk, own, topic):
    booking = booked(topic, "2026-12-02 10:00")

    done = desk.post(f"{DESK}zeiten/", {"first_day": "2026-12-02", "reason": AbsenceReason.ILL}, follow=True)

    away = Absence.objects.get()
    assert (away.starts_at, away.ends_at) == (at("2026-12-02 00:00"), at("2026-12-03 00:00"))
    assert "passen" in says(done)
    assert booking.code not in says(done)
    assert f"{own.name} ist zu dieser Zeit nicht da." in says(done)

    desk.post(f"{DESK}zeiten/abwesend/{away.pk}/zuruecknehmen/")
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("answers", "start", "end"),
    [
        ({"first_day": "2026-12-02", "last_day": "2026-12-04"}, "2026-12-02 00:00", "2026-12-05 00:00"),
        (
            {"first_day": "2026-12-02", "first_time": "10:00", "last_time": "11:30"},
            "2026-12-02 10:00",
            "2026-12-02 11:30",
        ),
        ({"first_day": "2027-03-28"}, "2027-03-28 00:00", "2027-03-29 00:00"),  # a day of 23 hours
    ],
)
def test_absences_by_days_and_by_times(desk, own, answers, start, end):
    desk.post(f"{DESK}zeiten/", answers | {"reason": "leave"})

    away = Absence.objects.get()
    assert (away.starts_at, away.ends_at) == (at(start), at(end))


@pytest.mark.parametrize(
    "answers",
    [
        {"first_day": "2026-12-04", "last_day": "2026-12-02"},
        {"first_day": "2026-12-02", "first_time": "11:00", "last_time": "10:00"},
        {"first_day": "2027-03-28", "first_time": "02:30", "last_time": "04:00"},  # an hour that is not there
        {"first_day": "9999-12-31"},
        {},
    ],
)
def test_absences_that_cannot_be_are_refused_in_words(desk, own, answers):
    answer = desk.post(f"{DESK}zeiten/", answers | {"reason": "leave"})

    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select(".field__error")
    assert not Absence.objects.exists()


def test_nobody_sees_or_changes_the_times_of_others(desk, own):
    other = CounsellorFactory()
    away = Absence.objects.create(counsellor=other, starts_at=NOW, ends_at=NOW + timedelta(days=1), reason="ill")

    assert desk.get(f"{DESK}zeiten/?wer={other.pk}").status_code == 404
    assert desk.post(f"{DESK}zeiten/abwesend/{away.pk}/zuruecknehmen/").status_code == 404
    assert desk.post(f"{DESK}zeiten/kalender/neue-adresse/?wer={other.pk}").status_code == 404
    assert Absence.objects.exists()


def test_a_new_address_of_the_calendar_closes_the_old_one(desk, own, client):
    old = feed_token_of(own)

    desk.post(f"{DESK}zeiten/kalender/neue-adresse/")

    own.refresh_from_db()
    assert counsellor_of(old) is None
    assert feed_token_of(own) in page(desk, f"{DESK}zeiten/").get_text()
    assert client.get(f"/beratung/kalender/{old}.ics").status_code == 404


def test_a_time_of_several_ways_is_shown_once(desk):
    advice(ways=(Way.PLACE, Way.PHONE))
    Counsellor.objects.update(user=int(desk.session["_auth_user_id"]))

    text = page(desk, f"{DESK}zeiten/").find(attrs={"aria-labelledby": "gesehen"}).get_text()

    assert re.search(r"Dienstag, 1. Dezember: *9:00, 9:30, 10:00", text)


# --- Numbers ----------------------------------------------------------------------------------------------------------


def test_the_numbers_of_a_quarter_and_as_a_file(desk, topic):
    place = Counsellor.objects.first().weekly_rules.first().contact_point
    for _person in range(3):
        domain.record_walk_in(topic=topic, contact_point=place, language="tr", on=timezone.localdate())
    Topic.objects.update(name="=HYPERLINK(1)")

    soup = page(desk, f"{DESK}zahlen/")
    assert soup.select_one(".desk__numbers dd").get_text() == "3"
    assert "Türkisch" in soup.get_text()

    file = desk.get(f"{DESK}zahlen/beratung.csv?von=2026-12-01&bis=2026-12-31")
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert ";=HYPERLINK" not in lines[1]


# --- Who comes in -----------------------------------------------------------------------------------------------------


def test_staff_without_the_permission_stay_outside(client, topic):
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.create(name="Nur Texte"))
    log_in(client, user)
    booking = booked(topic)

    for path in (
        "",
        "tag/",
        "offen/",
        f"termin/{booking.pk}/",
        f"termin/{booking.pk}/karte.pdf",
        "zahlen/beratung.csv",
    ):
        assert client.get(f"{DESK}{path}").status_code in {302, 403, 404}, path
    client.post(f"{DESK}termin/{booking.pk}/absagen/", {"wer": "wir"})
    booking.refresh_from_db()
    assert booking.state == State.CONFIRMED


def test_nothing_of_the_desk_is_kept_by_browsers(desk, topic):
    booking = booked(topic)

    for path in ("", "tag/", "offen/", f"termin/{booking.pk}/", f"termin/{booking.pk}/karte.pdf", "zahlen/"):
        assert "no-store" in desk.get(f"{DESK}{path}")["Cache-Control"]
