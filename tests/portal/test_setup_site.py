"""A new site is complete after one command, a second run changes nothing, and no run undoes what an editor did."""

import io

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import GroupApprovalTask, Page, Site, Workflow
from wagtail.permissions import policy_registry
from wagtail.search.backends import get_search_backend

import pytest
from bs4 import BeautifulSoup

from directory.models import Business, Category, DirectoryVersion, District
from events.models import EventIndexPage
from pictures.models import Picture
from portal.pages.models import AboutPage, FooterSettings, HomePage, Navigation, NewsIndexPage, NewsPage, StandardPage
from portal.seed.load import ensure_categories, ensure_districts, read_json
from portal.seed.pages import with_ids
from portal.seed.people import APPROVAL, EDITORS, LEADS
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, BusinessPhotoFactory, ContactPointFactory, PartnerFactory
from tests.factories.pictures import PictureFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db

LASTING = ["/", "/impressum/", "/datenschutz/", "/barrierefreiheit/", "/ueber-das-projekt/", "/neuigkeiten/"]
MOST_QUERIES_OF_HOME = 10


def setup() -> str:
    """The last line the command prints."""
    out = io.StringIO()
    call_command("setup_site", stdout=out)
    return out.getvalue().splitlines()[-1]


@pytest.fixture
def site(db) -> Site:
    setup()
    return Site.objects.get(is_default_site=True)


def inventory() -> dict:
    """Everything the command could have touched, as plain values."""
    models = [
        AboutPage, Category, DirectoryVersion, District, EventIndexPage, FooterSettings, Group, GroupApprovalTask,
        HomePage, Navigation, NewsIndexPage, NewsPage, Page, Site, StandardPage, Workflow,
    ]  # fmt: skip
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


# --- A new site ------------------------------------------------------------------------------------------------------


def test_lasting_addresses_answer_with_pages_of_ours(client, site):
    pages = {url: BeautifulSoup(client.get(url).content, "html.parser") for url in LASTING}

    assert [url for url, page in pages.items() if not page.select(".blocks > *, .news-list__item")] == []


def test_calendar_of_events_is_there_and_in_both_menus(client, site):
    soup = BeautifulSoup(client.get("/termine/").content, "html.parser")

    assert soup.h1.get_text() == "Termine"
    links = [link.get_text(strip=True) for link in soup.find_all("a", href="/termine/")]
    assert links.count("Termine") >= 2


def test_site_has_our_name_address_and_home_page(site, settings):
    assert (site.site_name, site.hostname, site.port) == ("Gemeinsam für Hagen", "testserver", 80)
    assert site.root_page.specific_class is HomePage
    assert not Page.objects.filter(depth=2).exclude(pk=site.root_page_id).exists()


def test_footer_links_to_the_legal_pages_by_their_row(site):
    footer = FooterSettings.objects.get(site=site)

    slugs = [page.slug for page in (footer.imprint_page, footer.privacy_page, footer.accessibility_page)]
    assert slugs == ["impressum", "datenschutz", "barrierefreiheit"]


def test_every_page_has_a_revision_to_come_back_to(site):
    assert set(Page.objects.filter(depth__gt=1).values_list("latest_revision", flat=True)) & {None} == set()


def test_directory_has_its_tree_and_both_districts(site):
    data = read_json("directory", "data/categories.json")

    assert Category.objects.groups().count() == len(data["groups"])
    assert Category.objects.trades().count() == len(data["categories"])
    assert list(District.objects.values_list("slug", flat=True)) == ["altenhagen", "wehringhausen"]
    bakery = Category.objects.get(slug="baeckerei")
    assert bakery.group.colour == "food"
    assert "shop=bakery" in bakery.osm_tags.splitlines()


def test_categories_are_found_in_the_admin(site):
    found = get_search_backend().search("Bäckerei", Category)

    assert "baeckerei" in {category.slug for category in found}


def test_home_with_all_its_blocks_stays_within_its_queries(client, site):
    repair = Category.objects.trades().filter(parent__slug="handwerk-reparatur").first()
    for category in (repair, Category.objects.get(slug="baeckerei")):
        for _number in range(6):
            BusinessPhotoFactory(business=BusinessFactory(category=category))
    ContactPointFactory.create_batch(2)
    PartnerFactory.create_batch(4)
    client.get("/")

    with CaptureQueriesContext(connection) as queries:
        response = client.get("/")

    assert len(BeautifulSoup(response.content, "html.parser").select(".business-card")) == 12
    assert len(queries) <= MOST_QUERIES_OF_HOME, [query["sql"][:150] for query in queries]


# --- A second run ----------------------------------------------------------------------------------------------------


def test_second_run_changes_nothing(site):
    before = inventory()

    assert setup() == "setup_site: nothing to do"
    assert inventory() == before


def test_run_undoes_nothing_an_editor_did(site):
    home = HomePage.objects.get()
    home.headline, home.body = "Neu gestrichen", "[]"
    home.save_revision().publish()
    StandardPage.objects.get(slug="impressum").save()
    StandardPage.objects.filter(slug="datenschutz").update(title="Ihre Daten", lead="Neu")
    Category.objects.filter(slug="baeckerei").update(name="Bäckerei & Konditorei", synonyms="", icon="")
    District.objects.filter(slug="altenhagen").update(description="Neu", roofline="mixed")
    FooterSettings.objects.update(contact="Neue Straße 1", funder_text="Neu")
    Navigation.objects.create(site=site)
    Group.objects.get(name=EDITORS).permissions.clear()
    NewsPage.objects.first().delete()
    before = inventory()

    assert setup() == "setup_site: nothing to do"
    assert inventory() == before


def test_run_brings_back_only_what_is_missing(site):
    District.objects.get(slug="altenhagen").delete()
    Category.objects.get(slug="tischlerei").delete()
    Category.objects.filter(slug="baeckerei").update(synonyms="Neu")

    assert setup() == "setup_site: 2 created"
    assert District.objects.filter(slug="altenhagen").exists()
    assert Category.objects.get(slug="baeckerei").synonyms == "Neu"


def test_run_takes_a_legal_page_an_editor_chose(site):
    chosen = StandardPage.objects.get(slug="barrierefreiheit")
    FooterSettings.objects.update(imprint_page=chosen)
    StandardPage.objects.get(slug="impressum").delete()

    assert setup() == "setup_site: nothing to do"
    assert FooterSettings.objects.get().imprint_page_id == chosen.pk


def test_run_links_a_legal_page_that_lost_its_link(site):
    FooterSettings.objects.update(privacy_page=None)
    pages = Page.objects.count()

    setup()

    assert FooterSettings.objects.get().privacy_page.slug == "datenschutz"
    assert Page.objects.count() == pages


def test_run_respects_a_category_under_another_short_name(site):
    Category.objects.filter(slug="baeckerei").update(slug="backstube")

    assert setup() == "setup_site: nothing to do"


def test_failed_run_leaves_nothing_behind(monkeypatch):
    monkeypatch.setattr("portal.seed.load.ensure_groups", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        call_command("setup_site")

    assert (HomePage.objects.count(), District.objects.count(), Category.objects.count()) == (0, 0, 0)


def test_rows_are_added_in_their_order():
    ensure_districts(read_json("directory", "data/districts.json"))
    data = read_json("directory", "data/categories.json")
    ensure_categories(data)

    assert [group.slug for group in Category.objects.groups()] == [row["slug"] for row in data["groups"]]


def test_blocks_get_ids_wherever_wagtail_looks_for_them():
    item = {"type": "item", "value": {"heading": "Was?", "text": "<p>Das.</p>"}}

    (block,) = with_ids([{"type": "accordion", "value": {"title": "", "entries": [item]}}])

    assert set(block) == {"id", "type", "value"}
    assert set(block["value"]) == {"title", "entries"}
    assert set(block["value"]["entries"][0]) == {"id", "type", "value"}
    assert set(block["value"]["entries"][0]["value"]) == {"heading", "text"}


# --- People ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def person(site):
    def member_of(group: str):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=group))
        return user

    return member_of


def test_wagtails_own_groups_and_workflow_are_gone(site):
    assert sorted(Group.objects.values_list("name", flat=True)) == [LEADS, EDITORS]
    assert list(Workflow.objects.values_list("name", flat=True)) == [APPROVAL]
    assert list(GroupApprovalTask.objects.values_list("name", flat=True)) == [APPROVAL]


def test_wagtails_group_stays_as_long_as_somebody_is_in_it():
    UserFactory().groups.add(Group.objects.get(name="Editors"))

    setup()

    assert Group.objects.filter(name="Editors").exists()


def test_editor_writes_and_the_lead_publishes(person):
    about = AboutPage.objects.get()

    editor, lead = (about.permissions_for_user(person(group)) for group in (EDITORS, LEADS))

    assert (editor.can_edit(), editor.can_add_subpage(), editor.can_publish()) == (True, True, False)
    assert (lead.can_edit(), lead.can_add_subpage(), lead.can_publish()) == (True, True, True)


def test_pages_and_businesses_go_to_the_lead_for_approval(site, person):
    workflow = Workflow.objects.get(name=APPROVAL)
    (task,) = GroupApprovalTask.objects.all()

    assert AboutPage.objects.get().get_workflow() == workflow
    assert Business.get_default_workflow() == workflow
    assert list(task.groups.values_list("name", flat=True)) == [LEADS]


PERMISSIONS = {  # permission → (may the editors, may the leads)
    "wagtailadmin.access_admin": (True, True),
    "directory.change_business": (True, True),
    "directory.publish_business": (False, True),
    "directory.delete_business": (False, True),
    "directory.change_contactpoint": (True, True),
    "directory.change_category": (False, True),
    "directory.change_district": (False, True),
    "pages.change_navigation": (False, True),
    "pages.change_footersettings": (False, True),
    "wagtailredirects.add_redirect": (False, True),
    "accounts.change_user": (False, False),
    "auth.change_group": (False, False),
}


def test_group_may_what_its_work_needs(person):
    editor, lead = person(EDITORS), person(LEADS)

    assert {name: (editor.has_perm(name), lead.has_perm(name)) for name in PERMISSIONS} == PERMISSIONS


def test_both_groups_may_bring_pictures_but_only_leads_change_those_of_others(person):
    policy = policy_registry.get_by_type(Picture)
    picture = PictureFactory(uploaded_by_user=UserFactory())

    def may(group: str) -> dict[str, bool]:
        user = person(group)
        on_all = {action: policy.user_has_permission(user, action) for action in ("add", "choose")}
        on_one = {
            action: policy.user_has_permission_for_instance(user, action, picture) for action in ("change", "delete")
        }
        return {**on_all, **on_one}

    assert may(EDITORS) == {"add": True, "choose": True, "change": False, "delete": False}
    assert may(LEADS) == {"add": True, "choose": True, "change": True, "delete": True}


@pytest.mark.parametrize(("group", "status"), [(EDITORS, 302), (LEADS, 200)])
def test_settings_open_for_the_lead_only(client, person, group, status):
    log_in(client, person(group))

    url = reverse("wagtailsettings:edit", args=["pages", "navigation", Site.objects.get().pk])

    assert client.get(url).status_code == status
