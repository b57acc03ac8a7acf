"""What every page of the account must have, and what the login costs those who never log in."""

import re
from itertools import pairwise

from django.test import Client
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from tests.factories.accounts import UserFactory
from tests.factories.pages import HomePageFactory
from tests.login import log_in
from tests.views import ACCOUNT_VIEWS, ANONYMOUS, View

pytestmark = pytest.mark.django_db
PAGES = [view for view in ACCOUNT_VIEWS if view.status == 200 and view.is_page and view.method == "get" and view.roles]


@pytest.fixture(autouse=True)
def home():
    HomePageFactory()


def page_of(view: View) -> BeautifulSoup:
    client = Client()
    if ANONYMOUS not in view.roles:
        log_in(client, UserFactory())
    response = client.get(view.url)
    assert response.status_code == 200, view.url
    assert "unsafe" not in response["Content-Security-Policy"]
    return BeautifulSoup(response.content, "html.parser")


def test_pages_have_one_h1_and_skip_no_level():
    for view in PAGES:
        levels = [int(heading.name[1]) for heading in page_of(view).find_all(re.compile(r"^h[1-6]$"))]
        assert levels[0] == 1, view.url
        assert levels.count(1) == 1, view.url
        assert all(after - before <= 1 for before, after in pairwise(levels)), view.url


def test_pages_have_no_inline_code_and_a_name_for_every_field():
    for view in PAGES:
        page = page_of(view)
        assert [tag for tag in page.find_all("script") if not tag.get("src")] == [], view.url
        assert [
            tag for tag in page.find_all() if any(name == "style" or name.startswith("on") for name in tag.attrs)
        ] == []
        assert page.find("meta", attrs={"name": "robots", "content": "noindex"}), view.url
        for field in page.find_all(["input", "select", "textarea"]):
            if field["type"] not in {"hidden", "submit"}:
                assert page.find("label", attrs={"for": field["id"]}), (view.url, field)
        for form in page.find_all("form", method="post"):
            assert form.find("input", attrs={"name": "csrfmiddlewaretoken"}), view.url


def test_code_field_asks_phones_for_digits_and_offers_the_code_of_the_mail(client):
    response = client.post("/konto/anmelden/", {"email": "neu@example.org"})

    field = BeautifulSoup(client.get(response.url).content, "html.parser").find("input", attrs={"name": "code"})

    assert (field["inputmode"], field["autocomplete"]) == ("numeric", "one-time-code")


def test_error_is_tied_to_its_field(client):
    page = BeautifulSoup(client.post("/konto/anmelden/", {"email": "das ist keine"}).content, "html.parser")

    field = page.find("input", attrs={"name": "email"})

    assert field["aria-invalid"] == "true"
    assert page.find(id=field["aria-describedby"]).get_text(strip=True)


@pytest.mark.parametrize("url", ["/", "/laeden/"])
def test_page_for_a_stranger_depends_on_no_cookie(client, url):
    plain = client.get(url)
    client.cookies["something"] = "else"
    with_cookie = client.get(url)

    assert "Cookie" not in plain.get("Vary", "")
    assert not plain.cookies
    assert plain.content == with_cookie.content


def test_page_for_a_person_names_the_account_and_is_kept_by_no_cache(client):
    log_in(client, UserFactory())

    response = client.get("/laeden/")

    page = BeautifulSoup(response.content, "html.parser")
    links = [link["href"] for link in page.select(".site-header__items a")]
    assert links[-2:] == [reverse("accounts:home"), reverse("account_logout")]
    assert "Cookie" in response["Vary"]
    assert "private" in response["Cache-Control"]
