"""Menus and footer: what editors choose is shown, what they forget is made up for, and it costs the same always."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.admin.menu import help_menu, reports_menu
from wagtail.models import Site

import pytest
from bs4 import BeautifulSoup

from pictures.models import Picture
from portal.pages.frame import default_funder_text, default_main_menu, frame_for
from portal.pages.models import FooterSettings, Navigation
from portal.pages.wagtail_hooks import required_below
from tests.factories.accounts import SuperuserFactory
from tests.factories.directory import BusinessFactory
from tests.factories.pages import HomePageFactory, StandardPageFactory
from tests.login import log_in
from tests.portal.conftest import menu

pytestmark = pytest.mark.django_db

LEGAL = ["/impressum/", "/datenschutz/", "/barrierefreiheit/"]
QUERIES_OF_THE_FRAME = 3  # settings, pages they link to, logos; the site itself has been asked by whoever answers


@pytest.fixture(autouse=True)
def home(db):
    return HomePageFactory()


def default_site() -> Site:
    return Site.objects.get(is_default_site=True)


def set_menu(links: list[tuple[str, int | None, str]]) -> None:
    Navigation.objects.update_or_create(site=default_site(), defaults={"main_menu": menu(links)})


def page_of(client, url: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(url).content, "html.parser")


def links(node) -> list[tuple[str, str]]:
    return [(link.get_text(strip=True), link["href"]) for link in node.find_all("a")]


def main_menu(client, url: str = "/"):
    return page_of(client, url).select_one("nav.site-header__menu")


# --- Never without ---------------------------------------------------------------------------------------------------


@pytest.fixture(
    params=["/", "/laeden/", "/laeden/laden/", "/anlaufstellen/", "/partner/", "/seite/", "/gibt/es/nicht/"]
)
def footer(client, request):
    BusinessFactory(slug="laden")
    StandardPageFactory(slug="seite")
    return page_of(client, request.param).select_one("footer.site-footer")


def test_footer_has_legal_links_and_funder_before_anybody_saved_settings(footer):
    assert set(LEGAL) <= {href for _label, href in links(footer)}
    assert footer.select_one(".funders__text").get_text() == default_funder_text()
    assert len(footer.select(".funders__name")) == 3


def test_reading_a_page_writes_no_settings(client):
    client.get("/")

    assert (Navigation.objects.count(), FooterSettings.objects.count()) == (0, 0)


def test_footer_keeps_its_legal_links_when_a_row_is_empty(client):
    FooterSettings.objects.create(site=default_site())
    Navigation.objects.create(site=default_site())

    page = page_of(client, "/")

    assert set(LEGAL) <= {href for _label, href in links(page.footer)}
    assert [href for _label, href in links(main_menu(client))] == [url for _label, url in default_main_menu()]


def test_footer_keeps_a_legal_link_whose_page_is_not_published(client):
    page = StandardPageFactory(slug="unser-impressum", live=False)
    FooterSettings.objects.create(site=default_site(), imprint_page=page)

    assert "/impressum/" in {href for _label, href in links(page_of(client, "/").footer)}


def test_frame_without_a_request_has_everything_by_default():
    frame = frame_for(None)

    assert [link.url for link in frame.legal] == LEGAL
    assert frame.funder_text == default_funder_text()


# --- What editors choose ---------------------------------------------------------------------------------------------


def test_legal_links_lead_to_the_chosen_pages(client):
    FooterSettings.objects.create(
        site=default_site(),
        imprint_page=StandardPageFactory(slug="wer-wir-sind"),
        privacy_page=StandardPageFactory(slug="ihre-daten"),
        accessibility_page=StandardPageFactory(slug="fuer-alle"),
    )

    hrefs = [href for _label, href in links(page_of(client, "/").footer)]

    assert hrefs[-3:] == ["/wer-wir-sind/", "/ihre-daten/", "/fuer-alle/"]


def test_menu_shows_pages_and_addresses_in_their_order(client):
    page = StandardPageFactory(slug="beratung")
    set_menu([("Läden", None, "/laeden/"), ("Beratung", page.pk, ""), ("Stadt", None, "https://www.hagen.de/")])

    assert links(main_menu(client)) == [
        ("Läden", "/laeden/"),
        ("Beratung", "/beratung/"),
        ("Stadt", "https://www.hagen.de/"),
    ]


def test_menu_leaves_out_drafts_and_deleted_pages(client):
    draft, gone = StandardPageFactory(live=False), StandardPageFactory()
    set_menu([("Läden", None, "/laeden/"), ("Entwurf", draft.pk, ""), ("Weg", gone.pk, "")])
    gone.delete()

    assert links(main_menu(client)) == [("Läden", "/laeden/")]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/laeden/", {"/laeden/": "page"}),
        ("/laeden/laden/", {"/laeden/": "true"}),
        ("/partner/", {}),
        ("/", {}),
    ],
)
def test_menu_says_where_one_is(client, path, current):
    BusinessFactory(slug="laden")

    marked = {link["href"]: link["aria-current"] for link in main_menu(client, path).select("a[aria-current]")}

    assert marked == current


def test_highlighted_item_stands_out(client):
    item = {"label": "Mitmachen", "page": None, "address": "/mitmachen/", "highlighted": True}
    Navigation.objects.create(site=default_site(), main_menu=json.dumps([{"type": "item", "value": item}]))

    assert main_menu(client).a["class"] == ["site-header__link", "site-header__link--highlighted"]


def test_labels_of_editors_are_escaped(client):
    hostile = '<script>alert("x")</script>'
    set_menu([(hostile, None, "/laeden/")])
    FooterSettings.objects.create(site=default_site(), funder_text=hostile, partners_text=hostile, contact=hostile)

    html = client.get("/").content.decode()

    assert hostile not in html
    assert main_menu(client).a.get_text() == hostile


def test_logos_take_the_place_of_names(client, fill_frame):
    fill_frame(2)

    logos = page_of(client, "/").footer.select(".funders__item")

    assert [logo.img["alt"] for logo in logos] == ["Fonds 0", "Fonds 1"]
    assert {(logo.img["loading"], logo.img["width"] != "", logo.img["height"] != "") for logo in logos} == {
        ("lazy", True, True)
    }


def test_funder_whose_logo_was_deleted_is_named_in_words(client, fill_frame):
    fill_frame(1)
    Picture.objects.all().delete()

    item = page_of(client, "/").footer.select_one(".funders__item")

    assert item.get_text(strip=True) == "Fonds 0"


# --- What it costs ---------------------------------------------------------------------------------------------------


def frame_queries(rf) -> int:
    def request():
        asked = rf.get("/")
        Site.find_for_request(asked)
        return asked

    frame_for(request())  # draws the logos' sizes and fills Wagtail's list of sites
    again = request()
    with CaptureQueriesContext(connection) as queries:
        frame_for(again)
        frame_for(again)  # the footer asks for the same frame
    return len(queries)


@pytest.mark.parametrize("number", [1, 30])
def test_frame_costs_the_same_for_1_and_30_entries(rf, fill_frame, number):
    fill_frame(number)

    assert frame_queries(rf) == QUERIES_OF_THE_FRAME


def test_frame_without_settings_costs_one_query(rf):
    assert frame_queries(rf) == 1


# --- In the admin ----------------------------------------------------------------------------------------------------


@pytest.fixture
def admin(client):
    log_in(client, SuperuserFactory())
    return client


def footer_form(**pages) -> dict:
    form = {"funder_text": "", "partners_text": "", "contact": "", "funders-count": "0"}
    return {**form, "imprint_page": "", "privacy_page": "", "accessibility_page": "", **pages}


def edit_url(model) -> str:
    return reverse("wagtailsettings:edit", args=["pages", model._meta.model_name, default_site().pk])


def test_footer_form_asks_for_all_three_legal_pages(admin):
    response = admin.post(edit_url(FooterSettings), footer_form())

    assert set(response.context["form"].errors) == {"imprint_page", "privacy_page", "accessibility_page"}


def test_footer_form_saves_what_editors_choose(admin):
    page = StandardPageFactory()

    admin.post(
        edit_url(FooterSettings),
        footer_form(imprint_page=page.pk, privacy_page=page.pk, accessibility_page=page.pk, contact="Neue Straße 1"),
    )

    footer = FooterSettings.objects.get(site=default_site())
    assert (footer.imprint_page_id, footer.contact) == (page.pk, "Neue Straße 1")


@pytest.mark.parametrize(
    ("page", "address", "count"), [("", "", 0), ("page", "/laeden/", 0), ("", "/laeden/", 1), ("page", "", 1)]
)
def test_menu_item_needs_exactly_one_target(admin, page, address, count):
    form = {
        "main_menu-count": "1",
        "main_menu-0-deleted": "",
        "main_menu-0-order": "0",
        "main_menu-0-type": "item",
        "main_menu-0-value-label": "Läden",
        "main_menu-0-value-page": str(StandardPageFactory().pk) if page else "",
        "main_menu-0-value-address": address,
        "footer_menu-count": "0",
    }

    admin.post(edit_url(Navigation), form)

    assert len(Navigation.objects.get(site=default_site()).main_menu) == count


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_legal_page_cannot_be_taken_away(admin, action):
    page = StandardPageFactory(slug="impressum")
    FooterSettings.objects.create(site=default_site(), imprint_page=page)

    response = admin.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))

    page.refresh_from_db()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_legal_page_cannot_be_taken_away_among_others(admin, action):
    page, other = StandardPageFactory(slug="impressum"), StandardPageFactory()
    FooterSettings.objects.create(site=default_site(), imprint_page=page)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    admin.post(f"{url}?id={page.pk}&id={other.pk}&next=/verwaltung/")

    assert [type(page).objects.get(pk=pk).live for pk in (page.pk, other.pk)] == [True, True]


def test_page_above_a_legal_page_cannot_be_taken_away_either(home):
    page = StandardPageFactory()
    child = StandardPageFactory(parent=page)
    FooterSettings.objects.create(site=default_site(), privacy_page=child)

    assert required_below(page).pk == child.pk
    assert required_below(StandardPageFactory()) is None


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_any_other_page_can_be_taken_away(admin, action):
    page = StandardPageFactory()

    admin.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))

    assert not type(page).objects.filter(pk=page.pk, live=True).exists()


def test_admin_carries_our_name(admin):
    page = BeautifulSoup(admin.get(reverse("wagtailadmin_home")).content, "html.parser")

    assert page.title.get_text().strip().endswith("Gemeinsam für Hagen")


def test_admin_menus_lead_to_nothing_foreign_or_unused(rf):
    request = rf.get("/verwaltung/")
    request.user = SuperuserFactory()

    assert [item.name for item in help_menu.menu_items_for_request(request)] == ["keyboard-shortcuts-trigger"]
    assert not {"page-types-usage", "aging-pages"} & {
        item.name for item in reports_menu.menu_items_for_request(request)
    }
