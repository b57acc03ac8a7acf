"""Every page type can be reached, shown, edited and previewed, stands where it may stand, and costs the same however
much there is."""

import json
import xml.etree.ElementTree as ElementTree
from datetime import date
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase, page_tests
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

import pytest
from bs4 import BeautifulSoup

from events.models import EventIndexPage
from portal.pages.models import AboutPage, HomePage, NewsIndexPage, NewsPage, StandardPage
from tests.factories.accounts import SuperuserFactory
from tests.factories.directory import BusinessFactory, ContactPointFactory, PartnerFactory
from tests.factories.pages import (
    AboutPageFactory,
    HomePageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.factories.pictures import PictureFactory

pytestmark = pytest.mark.django_db

MOST_QUERIES_OF_HOME = 10


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def body(*blocks: tuple[str, object]) -> str:
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


class TestPageTypes(WagtailPageTestCase):
    """Wagtail's own assertions, for each type."""

    def setUp(self):
        super().setUp()
        # Wagtail's assertions log in through the first backend there is; that one may only answer questions.
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        self.enterContext(patch.object(page_tests, "AUTH_BACKEND", backend))
        self.enterContext(self.settings(ACCOUNTS_SECOND_FACTOR_FOR_STAFF=False))  # they have none either
        text = body(("text", "<p>Guten Tag.</p>"))
        created = [
            HomePageFactory(body=text),
            StandardPageFactory(body=text, lead="Worum es geht."),
            AboutPageFactory(body=text, partners_title="Wer es trägt", contact_points_title="Hier ist jemand"),
            NewsIndexPageFactory(),
            NewsPageFactory(body=text, picture=PictureFactory(), picture_alt_text="Zwölf Blumenkübel"),
        ]
        # Fetched anew: a parent made before its children does not know that it has any.
        self.pages = [type(page).objects.get(pk=page.pk) for page in created]

    def form_of(self, page: Page) -> dict:
        """What the editing form sends; the blocks are drawn by the admin's script, so they are not in its HTML."""
        self.client.force_login(SuperuserFactory(), page_tests.AUTH_BACKEND)
        html = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        form = querydict_from_html(html, form_id="page-edit-form").dict()
        if hasattr(page, "body"):
            form.update(nested_form_data({"body": streamfield([("text", rich_text("<p>Guten Abend.</p>"))])}))
        return {**form, "action-publish": "action-publish"}

    def test_page_is_routable_renderable_editable_and_previewable(self):
        for page in self.pages:
            with self.subTest(page=page):
                self.assertPageIsRoutable(page)
                self.assertPageIsRenderable(page)
                form = self.form_of(page)
                self.assertPageIsEditable(page, post_data=form)
                self.assertPageIsPreviewable(page, post_data=form)

    def test_what_an_editor_publishes_is_shown(self):
        page = self.pages[1]
        self.client.force_login(SuperuserFactory(), page_tests.AUTH_BACKEND)

        self.client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), self.form_of(page))

        shown = soup(self.client.get(page.get_url())).select_one(".blocks")
        assert shown.get_text(strip=True) == "Guten Abend."

    def test_page_types_stand_where_they_may_stand(self):
        self.assertAllowedParentPageTypes(HomePage, {Page})
        self.assertAllowedSubpageTypes(HomePage, {StandardPage, AboutPage, NewsIndexPage, EventIndexPage})
        self.assertAllowedSubpageTypes(StandardPage, {StandardPage})
        self.assertAllowedParentPageTypes(StandardPage, {HomePage, StandardPage, AboutPage})
        self.assertAllowedSubpageTypes(AboutPage, {StandardPage})
        self.assertAllowedParentPageTypes(AboutPage, {HomePage})
        self.assertAllowedSubpageTypes(NewsIndexPage, {NewsPage})
        self.assertAllowedSubpageTypes(NewsPage, set())
        self.assertAllowedParentPageTypes(NewsPage, {NewsIndexPage})

    def test_one_page_of_a_kind_is_enough(self):
        for model in (HomePage, AboutPage, NewsIndexPage):
            assert model.max_count == 1
            assert not model.can_create_at(self.pages[0])


def test_home_shows_headline_numbers_and_a_house_for_every_business(client):
    HomePageFactory(headline="Wo noch Licht brennt.")
    BusinessFactory.create_batch(2, opening_hours="24/7")
    BusinessFactory(opening_hours="off")

    page = soup(client.get("/"))

    assert page.h1.get_text() == "Wo noch Licht brennt."
    assert page.select_one(".hero__numbers strong").get_text() == "2"
    assert "3 " in page.select_one(".hero__numbers").get_text()
    states = sorted(house["data-state"] for house in page.select(".street__house"))
    assert states == ["closed", "open", "open"]


def test_home_without_businesses_says_so_and_shows_no_numbers(client):
    HomePageFactory()

    page = soup(client.get("/"))

    assert page.select_one(".hero__numbers strong") is None
    assert page.select(".street__house") == []


def test_home_search_asks_the_directory(client):
    HomePageFactory()

    form = soup(client.get("/")).find("form", role="search")

    assert (form["action"], form["method"]) == ("/laeden/", "get")
    assert form.find("input", {"type": "search"})["name"] == "q"


def home_queries(client) -> int:
    client.get("/")  # fills what a running site has in memory: the directory's index, Wagtail's site paths
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/")
    return len(queries)


def test_home_asks_the_database_as_often_for_30_businesses_as_for_1(client):
    HomePageFactory(
        body=body(
            ("text", "<p>Guten Tag.</p>"),
            ("businesses", {"businesses": [], "category": "essen-trinken", "district": "", "tag": "", "number": 24}),
        )
    )
    BusinessFactory()
    for_one = home_queries(client)
    BusinessFactory.create_batch(29)

    assert home_queries(client) == for_one


def test_home_of_a_complete_site_stays_within_its_queries(client, complete_frame):
    BusinessFactory.create_batch(3)

    assert home_queries(client) <= MOST_QUERIES_OF_HOME


def test_about_page_lists_contact_points_and_partners_under_its_headings(client):
    ContactPointFactory(name="Tür Mitte")
    PartnerFactory(name="Diakonie")
    AboutPageFactory(contact_points_title="Hier ist jemand", partners_title="Wer es trägt")

    page = soup(client.get("/ueber-das-projekt/"))

    assert [name.get_text() for name in page.select(".place-list__name")] == ["Tür Mitte", "Diakonie"]
    headings = [heading.get_text() for heading in page.main.select("h2")]
    assert headings[:2] == ["Hier ist jemand", "Wer es trägt"]


def test_about_page_leaves_out_a_list_without_heading(client):
    ContactPointFactory(name="Tür Mitte")
    AboutPageFactory(contact_points_title="")

    assert soup(client.get("/ueber-das-projekt/")).select(".place-list__name") == []


def test_news_are_listed_newest_first_without_drafts(client):
    NewsPageFactory(title="Alt", published_on=date(2025, 1, 1))
    NewsPageFactory(title="Neu", published_on=date(2026, 1, 1))
    NewsPageFactory(title="Entwurf", live=False)

    titles = [link.get_text() for link in soup(client.get("/neuigkeiten/")).select(".news-list__link")]

    assert titles == ["Neu", "Alt"]


def test_news_are_paged_and_a_wrong_page_number_shows_a_page(client):
    NewsPageFactory.create_batch(11)

    first, last = soup(client.get("/neuigkeiten/")), soup(client.get("/neuigkeiten/?seite=2"))

    assert len(first.select(".news-list__link")) == 10
    assert first.select_one(".pagination [rel=next]")["href"] == "/neuigkeiten/?seite=2"
    assert len(last.select(".news-list__link")) == 1
    assert last.select_one(".pagination [rel=prev]")["href"] == "/neuigkeiten/?seite=1"
    assert len(soup(client.get("/neuigkeiten/?seite=99")).select(".news-list__link")) == 1
    assert len(soup(client.get("/neuigkeiten/?seite=quatsch")).select(".news-list__link")) == 10


def test_news_list_asks_as_often_for_ten_as_for_one(client, django_assert_num_queries):
    def queries() -> int:
        client.get("/neuigkeiten/")  # draws the pictures' sizes
        with CaptureQueriesContext(connection) as captured:
            client.get("/neuigkeiten/")
        return len(captured)

    NewsPageFactory(picture=PictureFactory())
    for_one = queries()
    for _number in range(9):
        NewsPageFactory(picture=PictureFactory())

    assert queries() == for_one


def test_empty_news_say_so(client):
    NewsIndexPageFactory()

    page = soup(client.get("/neuigkeiten/"))

    assert page.select_one(".empty-state__title") is not None
    assert page.select(".news-list__link") == []


def test_news_feed_names_every_piece_with_full_addresses(client):
    NewsPageFactory(title="Söhne & Töchter", slug="soehne", lead="<b>Ein</b> Fest", published_on=date(2026, 5, 12))
    NewsPageFactory(title="Entwurf", live=False)

    response = client.get("/neuigkeiten/feed/")
    channel = ElementTree.fromstring(response.content).find("channel")  # noqa: S314 — our own output

    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == ["Söhne & Töchter"]
    assert items[0].findtext("description") == "<b>Ein</b> Fest"
    assert items[0].findtext("link").startswith("http://")
    assert items[0].findtext("link").endswith("/neuigkeiten/soehne/")
    assert items[0].findtext("pubDate") == "Tue, 12 May 2026 00:00:00 +0200"


def test_news_page_shows_its_picture_with_words(client):
    NewsPageFactory(slug="kuebel", picture=PictureFactory(), picture_alt_text="Zwölf Blumenkübel")

    image = soup(client.get("/neuigkeiten/kuebel/")).select_one(".news__picture img")

    assert image["alt"] == "Zwölf Blumenkübel"
    assert (image["width"], image["height"]) == ("320", "240")


def test_page_says_how_it_looks_when_passed_on(client):
    StandardPageFactory(
        slug="gruss",
        title="Gruß",
        seo_title="Ein Gruß",
        search_description="Kurz gesagt.",
        share_picture=PictureFactory(),
    )

    page = soup(client.get("/gruss/"))

    def meta(name: str) -> str:
        return page.find("meta", property=name)["content"]

    assert page.title.get_text() == "Ein Gruß – Gemeinsam für Hagen"
    assert page.find("meta", {"name": "description"})["content"] == "Kurz gesagt."
    assert (meta("og:title"), meta("og:description")) == ("Ein Gruß", "Kurz gesagt.")
    assert meta("og:image").startswith("http://testserver/medien/")
    assert meta("og:url").endswith("/gruss/")


def test_page_without_description_says_its_lead(client):
    StandardPageFactory(slug="gruss", lead="Worum es geht.")

    assert soup(client.get("/gruss/")).find("meta", {"name": "description"})["content"] == "Worum es geht."


def test_page_texts_of_editors_are_escaped(client):
    hostile = '<script>alert("x")</script>'
    StandardPageFactory(slug="gruss", title=hostile, lead=hostile)

    response = client.get("/gruss/")

    assert hostile not in response.content.decode()
    assert soup(response).h1.get_text() == hostile


def test_page_fetches_the_map_only_where_there_is_one(client):
    StandardPageFactory(slug="ohne", body=body(("text", "<p>Ohne.</p>")))
    StandardPageFactory(slug="mit", body=body(("map", {"title": "Alles", "height": "low"})))

    assert "portal/js/map/" not in client.get("/ohne/").content.decode()
    assert "portal/js/map/" in client.get("/mit/").content.decode()


def test_missing_page_is_a_404_with_a_search(client):
    HomePageFactory()

    response = client.get("/gibt/es/nicht/")

    assert response.status_code == 404
    assert soup(response).find("form", role="search")["action"] == "/laeden/"


def test_server_error_page_needs_neither_database_nor_request(rf):
    from django.views.defaults import server_error  # as Django calls it

    with translation.override("de"):
        page = soup(server_error(rf.get("/")))

    links = {link["href"] for link in page.footer.find_all("a")}
    assert links == {"/impressum/", "/datenschutz/", "/barrierefreiheit/"}
    assert page.find(["style", "script"]) is None


def test_expired_form_is_explained_in_our_frame(rf):
    from django.views.csrf import csrf_failure

    response = csrf_failure(rf.post("/"))

    assert response.status_code == 403
    assert soup(response).select_one("footer.site-footer") is not None
