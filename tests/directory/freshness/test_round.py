"""The walking list of staff: who stands on it, on paper, and what comes back from it."""

from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

import pytest
import time_machine
from bs4 import BeautifulSoup

from directory.enums import ReminderChannel
from directory.freshness.letters import print_letters
from directory.freshness.rounds import plan_round, stale
from directory.models import Business, Confirmation, Reminder, Report
from printing.pdf import PrintError
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.directory import (
    BusinessFactory,
    CategoryFactory,
    ContactPointFactory,
    DistrictFactory,
    GroupFactory,
    MembershipFactory,
)
from tests.factories.freshness import ReminderFactory, ReportFactory

pytestmark = pytest.mark.django_db

OLD = date(2024, 1, 1)
ROUND, REPORTS = "/verwaltung/rundgang/", "/verwaltung/meldungen/"


@pytest.fixture(autouse=True)
def password_is_enough(settings):
    settings.ACCOUNTS_SECOND_FACTOR_FOR_STAFF = False


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel("2026-11-23T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def staff(client):
    user = SuperuserFactory()
    client.force_login(user)
    client.user = user
    return client


def page(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


# --- Who stands on it -------------------------------------------------------------------------------------------------


def test_round_holds_public_entries_that_are_due():
    due = BusinessFactory(last_confirmed_on=OLD)
    BusinessFactory(last_confirmed_on=date(2026, 11, 1))
    BusinessFactory(last_confirmed_on=OLD, live=False)

    assert list(stale({}, timezone.now())) == [due]


def test_round_is_narrowed_by_what_staff_choose():
    north, south = DistrictFactory(name="Nord"), DistrictFactory(name="Süd")
    food = CategoryFactory()
    craft = CategoryFactory(slug="maler", name="Maler", parent=GroupFactory(slug="handwerk", name="Handwerk"))
    shops = {
        "north": BusinessFactory(district=north, category=craft, last_confirmed_on=OLD, email="a@example.org"),
        "south": BusinessFactory(district=south, category=food, last_confirmed_on=OLD),
        "barely": BusinessFactory(district=south, category=craft, last_confirmed_on=date(2025, 10, 1), email="b@x.org"),
    }
    with time_machine.travel("2024-05-01T12:00:00Z"):
        shops["never"] = BusinessFactory(district=south, category=food, email="c@example.org")
    for number in (1, 2):
        ReminderFactory(
            business=shops["north"],
            asked_since=OLD,
            number=number,
            sent_at=timezone.now() - timedelta(days=100 - 31 * number),
        )

    def chosen(**values) -> set[str]:
        found = set(stale(values, timezone.now()))
        return {name for name, business in shops.items() if business in found}

    assert chosen() == set(shops)
    assert chosen(district=north) == {"north"}
    assert chosen(group=food.parent) == {"south", "never"}
    assert chosen(group=craft.parent, overdue=6) == {"north"}
    assert chosen(never=True) == {"never"}
    assert chosen(unanswered=True) == {"north"}
    assert chosen(unreachable=True) == {"south"}
    assert chosen(unanswered=True, unreachable=True) == {"north", "south"}


def test_round_is_walked_from_door_to_door_and_ends_with_those_off_the_map():
    for position, name in ((3, "drei"), (1, "eins"), (2, "zwei")):
        BusinessFactory(name=name, last_confirmed_on=OLD, latitude=51.35, longitude=7.45 + position / 1000)
    BusinessFactory(name="nirgends", last_confirmed_on=OLD, latitude=None, longitude=None)
    start = ContactPointFactory(latitude=51.35, longitude=7.45)

    planned = plan_round({"start": start})

    assert [stop.business.name for stop in planned.stops] == ["eins", "zwei", "drei", "nirgends"]
    assert planned.stops[-1].is_on_map is False
    assert 250 < planned.walk.metres < 290


def test_round_takes_those_due_longest_and_says_how_many_are_left():
    for year in (2022, 2020, 2021):
        BusinessFactory(name=str(year), last_confirmed_on=date(year, 1, 1))

    planned = plan_round({"most": 2})

    assert {stop.business.name for stop in planned.stops} == {"2020", "2021"}
    assert planned.left == 1


def test_round_of_chosen_entries_asks_not_whether_they_are_due():
    fresh = BusinessFactory(last_confirmed_on=date(2026, 11, 1))
    BusinessFactory(last_confirmed_on=OLD)

    assert [stop.business for stop in plan_round({}, [fresh.pk]).stops] == [fresh]


def test_round_costs_the_same_for_thirty_entries(django_assert_num_queries):
    for _number in range(30):
        ReportFactory(business=BusinessFactory(last_confirmed_on=OLD))

    with django_assert_num_queries(3):
        assert len(plan_round({"most": 40}).stops) == 30


# --- The screens ------------------------------------------------------------------------------------------------------


def test_round_on_the_screen_shows_what_is_known_and_reported(staff):
    business = BusinessFactory(name="Blumen Öz", last_confirmed_on=OLD, opening_hours="Mo-Fr 09:00-18:00", phone="0815")
    ReportFactory(business=business, text="Samstags zu")

    text = page(staff.get(ROUND)).select_one(".round__table tbody tr").get_text(" ", strip=True)

    assert all(part in text for part in ("Blumen Öz", "9:00", "0815", "Samstags zu", "2024"))


@pytest.mark.parametrize("query", ["", "?district=999", "?most=quatsch", "?betrieb=x", "?overdue=12&never=on"])
def test_round_opens_whatever_stands_in_its_address(staff, query):
    assert staff.get(ROUND + query).status_code == 200


def test_results_of_a_round_are_saved_in_one_go(staff):
    right, changed, gone, nobody = (BusinessFactory(name=name, last_confirmed_on=OLD) for name in "abcd")
    hidden = BusinessFactory(last_confirmed_on=OLD, live=False)

    response = staff.post(
        f"{ROUND}?most=40",
        {
            f"result-{right.pk}": "still_right",
            f"result-{changed.pk}": "change",
            f"result-{gone.pk}": "gone",
            f"result-{nobody.pk}": "",
            f"result-{hidden.pk}": "still_right",
            "result-99999": "still_right",
            "result-x": "still_right",
        },
        follow=True,
    )

    assert response.redirect_chain == [(f"{ROUND}?most=40", 302)]
    assert list(Confirmation.objects.values_list("business", "via", "by")) == [(right.pk, "visit", staff.user.pk)]
    assert list(Report.objects.values_list("business", "kind")) == [(gone.pk, "gone")]
    assert Business.objects.get(pk=hidden.pk).last_confirmed_on == OLD
    assert reverse("wagtailsnippets_directory_business:edit", args=[changed.pk]) in response.content.decode()


def test_round_on_paper(staff):
    for number in range(3):
        BusinessFactory(name=f"Laden {number}", last_confirmed_on=OLD)

    response = staff.get(f"{ROUND}liste.pdf?most=40")

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_letters_are_one_pdf_and_noted_down(staff):
    shops = [BusinessFactory(name=f"Laden {n}", street="Lange Straße", last_confirmed_on=OLD) for n in range(2)]
    who = {"contact_name": "Frau Yıldız", "contact_phone": "02331 1"}

    assert staff.get(f"{ROUND}briefe.pdf").status_code == 405
    nothing = staff.post(f"{ROUND}briefe.pdf", who)
    response = staff.post(f"{ROUND}briefe.pdf", {**who, "betrieb": [shop.pk for shop in shops]})

    assert nothing.status_code == 302
    assert response.content.startswith(b"%PDF")
    assert set(Reminder.objects.values_list("business", "channel", "expires_at")) == {
        (shop.pk, ReminderChannel.PAPER, timezone.now() + timedelta(days=365)) for shop in shops
    }


def test_letters_that_cannot_be_printed_ask_nobody():
    business = BusinessFactory(name="N" * 160, last_confirmed_on=OLD, opening_hours="; ".join(["Mo 09:00-10:00"] * 30))

    with pytest.raises(PrintError):
        print_letters([business], contact_name="x " * 500, contact_phone="1")

    assert Reminder.objects.count() == 0


def test_reports_of_one_business_stand_together_and_are_settled_together(staff):
    business = BusinessFactory(name="Blumen Öz")
    for text in ("Mittwochs zu", "Mi geschlossen"):
        ReportFactory(business=business, text=text, contact="02331 1")
    other = ReportFactory()
    shown = page(staff.get(REPORTS)).select(".reported")
    numbers = shown[0].select_one("input[name=reports]")["value"]

    staff.post(REPORTS, {"reports": numbers, "state": "done", "note": "angerufen"})

    assert len(shown) == 2
    assert set(Report.objects.filter(business=business).values_list("state", "note", "contact", "settled_by")) == {
        ("done", "angerufen", "", staff.user.pk)
    }
    assert list(Report.objects.open()) == [other]


def test_business_that_is_gone_can_be_taken_off_from_the_list(staff):
    gone, other = ReportFactory(kind="gone"), ReportFactory()

    shown = page(staff.get(REPORTS))

    links = [link["href"] for link in shown.select(".reported a") if "unpublish" in link["href"]]
    assert links == [reverse("wagtailsnippets_directory_business:unpublish", args=[gone.business_id])]
    assert other.business_id != gone.business_id


def test_lists_of_reports_cost_the_same_for_thirty(staff, django_assert_max_num_queries):
    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            staff.get(REPORTS)
        return len(captured)

    ReportFactory()
    queries()
    one = queries()
    for _number in range(29):
        ReportFactory()

    assert queries() == one


def test_list_of_businesses_leads_to_a_round_of_one(staff):
    business = BusinessFactory()

    response = staff.get("/verwaltung/snippets/directory/business/")

    assert f"{ROUND}?betrieb={business.pk}" in response.content.decode()


def test_silent_businesses_and_reports_stand_on_the_worklist(staff):
    silent = BusinessFactory(name="Stiller Laden", email="a@example.org", last_confirmed_on=OLD)
    for number, days in ((1, 70), (2, 35)):
        sent = timezone.now() - timedelta(days=days)
        ReminderFactory(business=silent, asked_since=OLD, number=number, sent_at=sent)
    ReportFactory(business=BusinessFactory(name="Gemeldeter Laden"))

    shown = page(staff.get("/verwaltung/arbeitsliste/"))

    assert "Stiller Laden" in shown.select_one("#silent").get_text()
    assert "Gemeldeter Laden" in shown.select_one("#reports").get_text()


@pytest.mark.parametrize("who", ["anonymous", "owner", "editor"])
def test_only_staff_sees_rounds_and_reports(client, who):
    call_command("setup_site")
    user = UserFactory()
    if who == "owner":
        MembershipFactory(user=user)
    if who == "editor":
        user.groups.add(Group.objects.get(name="Redaktion"))
    if who != "anonymous":
        client.force_login(user)

    statuses = {client.get(url).status_code for url in (ROUND, REPORTS, f"{ROUND}liste.pdf")}

    assert statuses == {{"anonymous": 302, "owner": 403, "editor": 200}[who]}
