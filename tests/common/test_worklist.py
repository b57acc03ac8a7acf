"""Staff have one list to work off."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Group, Permission

import pytest
from bs4 import BeautifulSoup

from accounts.models import User
from common import worklist
from common.worklist import Item, Section, counts_of, register_section, roughly_counted, sections_of
from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def only_these_sections(monkeypatch):
    monkeypatch.setattr(worklist, "_sections", {})


def section(slug: str = "letters", *, count: int = 1, **changes) -> Section:
    items = [
        Item(f"Brief {number}", f"/brief/{number}/", since=NOON - timedelta(hours=number)) for number in range(count)
    ]
    return Section(
        **{
            "slug": slug,
            "title": f"Liste {slug}",
            "count": lambda: count,
            "items": lambda limit: items[:limit],
            "permission": "directory.change_business",
            **changes,
        }
    )


def person(*codenames: str) -> User:
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return User.objects.get(pk=user.pk)


def page(client) -> BeautifulSoup:
    return BeautifulSoup(client.get("/verwaltung/arbeitsliste/").content, "html.parser")


@pytest.fixture
def staff(client):
    log_in(client, SuperuserFactory())
    return client


def test_sections_show_what_waits_oldest_first(staff):
    register_section(section(count=3))

    shown = [link.get_text() for link in page(staff).select(".worklist__link")]

    assert shown == ["Brief 2", "Brief 1", "Brief 0"]


def test_sections_stand_in_their_order(staff):
    register_section(section("zweite", order=20))
    register_section(section("erste", order=10))

    assert [part["id"] for part in page(staff).select(".worklist__section")] == ["erste", "zweite"]


def test_registering_twice_replaces(staff):
    register_section(section("letters", title="Alt"))
    register_section(section("letters", title="Neu"))

    assert [str(found.title) for found in sections_of(SuperuserFactory())] == ["Neu"]


def test_section_is_for_who_has_its_permission():
    register_section(section("offen"))
    register_section(section("leitung", permission="directory.publish_business"))

    assert [found.slug for found in sections_of(person("change_business"))] == ["offen"]
    assert sections_of(person()) == []


def test_page_is_closed_to_who_has_no_section(client):
    register_section(section())
    log_in(client, person("access_admin"))

    assert client.get("/verwaltung/arbeitsliste/").status_code == 302


def test_long_section_says_how_many_follow(staff):
    register_section(section(count=30))

    found = page(staff)

    assert len(found.select(".worklist__link")) == 25
    assert "5" in found.select_one(".worklist__rest").get_text()


def test_section_without_anything_asks_for_no_items(staff):
    def items(limit):
        raise AssertionError("nothing waits, so nothing need be fetched")

    register_section(section(count=0, items=items))

    assert page(staff).select(".worklist__section") == []
    assert page(staff).select_one(".worklist__nothing")


def test_titles_are_escaped(staff):
    register_section(section(items=lambda limit: [Item("<b>fett</b>", "/x/")]))

    assert page(staff).select_one(".worklist__link").get_text() == "<b>fett</b>"


def test_menu_and_start_page_count_what_waits(staff):
    register_section(section("eins", count=3))
    register_section(section("zwei", count=4))

    start = staff.get("/verwaltung/")

    assert [
        number.get_text() for number in BeautifulSoup(start.content, "html.parser").select(".worklist__number")
    ] == [
        "3",
        "4",
    ]
    assert "(7)" in start.content.decode()


def test_menu_costs_no_query_for_what_it_knows(staff):
    register_section(section("eins", count=3))
    user = SuperuserFactory()
    assert roughly_counted(user) == 3

    register_section(section("eins", count=9))

    assert roughly_counted(user) == 3
    counts_of(user)
    assert roughly_counted(user) == 9


def test_menu_has_no_entry_for_who_has_no_section(client):
    register_section(section())
    user = person("access_admin")
    user.groups.add(Group.objects.create(name="Andere"))
    log_in(client, user)

    assert "/verwaltung/arbeitsliste/" not in client.get("/verwaltung/").content.decode()
