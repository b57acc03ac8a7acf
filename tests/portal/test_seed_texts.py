"""Our words for a new site and the places of the project: complete, open about gaps, within the fields' limits."""

import json
import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "site/portal/seed"
PAGES = json.loads((SEED / "pages.json").read_text(encoding="utf-8"))
PLACES = json.loads((SEED / "places.json").read_text(encoding="utf-8"))
CATEGORY_DATA = json.loads((ROOT / "directory/data/categories.json").read_text(encoding="utf-8"))
DISTRICTS = json.loads((ROOT / "directory/data/districts.json").read_text(encoding="utf-8"))

LEGAL = PAGES["legal"]
ALL_PAGES = [PAGES["home"], PAGES["about"], PAGES["news_index"], *LEGAL.values(), *PAGES["standard"], *PAGES["news"]]
BLOCK_TYPES = {"text", "notice", "call_to_action", "accordion", "businesses", "map", "contact_points", "next_events"}
TAGS = {"h2", "h3", "p", "ul", "ol", "li", "b", "a"}  # what the editor's own tool bar offers
ADDRESSES = {"/laeden/", "/anlaufstellen/", "/hilfe-und-kontakt/", "https://www.lbbp.nrw.de/ombudsstelle"}


class Markup(HTMLParser):
    """Collects tags, addresses and headings, and sees that every tag is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.addresses, self.open, self.misnested = set(), [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.open.append(tag)
        self.addresses += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.misnested.append(tag)


def texts(value) -> list[str]:
    """Every string in a block, however deep."""
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for child in children for text in texts(child)]


def whole(page: dict) -> str:
    return "\n".join(texts(page.get("body", [])))


def by_slug(page: dict) -> str:
    return page.get("slug", "home")


@pytest.mark.parametrize("page", ALL_PAGES, ids=by_slug)
def test_page_fits_its_fields(page):
    limit = 250 if page is PAGES["home"] else 400

    assert 5 <= len(page["title"]) <= 80
    assert 20 <= len(page["lead"]) <= limit
    assert 20 <= len(page["search_description"]) <= 200


@pytest.mark.parametrize("page", ALL_PAGES, ids=by_slug)
def test_page_is_built_from_known_blocks_and_clean_markup(page):
    body = page.get("body", [])
    markup = [Markup(text) for text in texts(body)]

    assert {block["type"] for block in body} <= BLOCK_TYPES
    assert {tag for found in markup for tag in found.tags} <= TAGS
    assert [found.misnested + found.open for found in markup if found.misnested or found.open] == []


@pytest.mark.parametrize("page", ALL_PAGES, ids=by_slug)
def test_page_links_only_where_something_is(page):
    buttons = [block["value"]["link"] for block in page.get("body", []) if block["type"] == "call_to_action"]
    linked = {address for text in texts(page.get("body", [])) for address in Markup(text).addresses}

    assert linked | {button["address"] for button in buttons} <= ADDRESSES
    assert [button["label"] for button in buttons if len(button["label"]) > 60 or button["page"]] == []


def test_page_slugs_are_the_addresses_the_site_links_to():
    slugs = Counter(page["slug"] for page in ALL_PAGES if "slug" in page)

    assert {
        "ueber-das-projekt", "neuigkeiten", "impressum", "datenschutz", "barrierefreiheit", "hilfe-und-kontakt",
    } <= set(slugs)  # fmt: skip
    assert set(slugs.values()) == {1}


def test_home_page_says_what_the_site_is_for():
    assert PAGES["home"]["headline"] == "Wo in der Nachbarschaft noch Licht brennt."
    assert {"businesses", "map", "contact_points", "call_to_action"} <= {
        block["type"] for block in PAGES["home"]["body"]
    }


def test_businesses_are_chosen_by_groups_that_exist():
    chosen = [block["value"]["category"] for page in ALL_PAGES for block in page.get("body", [])
              if block["type"] == "businesses"]  # fmt: skip

    assert chosen
    assert set(chosen) <= {entry["slug"] for entry in CATEGORY_DATA["groups"] + CATEGORY_DATA["categories"]}


@pytest.mark.parametrize("page", LEGAL.values(), ids=by_slug)
def test_legal_page_names_its_gaps_and_no_made_up_contact(page):
    text = whole(page)

    assert text.count("[PLATZHALTER: ") >= 4
    assert "PLATZHALTER" in next(block["value"] for block in page["body"] if block["type"] == "notice")
    assert re.findall(r"[\w.-]+@[\w.-]+|\+49|\(0\)|0\d{3,} \d", text) == []


@pytest.mark.parametrize(
    "word",
    ["keine Cookies", "Karte", "Verantwortlich", "Datenschutzbeauftragte", "Art. 15", "Art. 17", "Art. 21", "Art. 77"],
)
def test_privacy_page_speaks_of(word):
    assert word in whole(LEGAL["privacy"])


@pytest.mark.parametrize(
    "word", ["BGG NRW", "BITVNRW", "BITV 2.0", "EN 301 549", "teilweise vereinbar", "Ombudsstelle", "melden"]
)
def test_accessibility_page_speaks_of(word):
    assert word in whole(LEGAL["accessibility"])


@pytest.mark.parametrize("place", ["about", "footer"])
def test_funder_is_named(place):
    text = "\n".join(texts(PAGES[place]))

    assert "BIWAQ" in text
    assert "Bundesministerium für Wohnen, Stadtentwicklung und Bauwesen" in text
    assert "Europäischen Sozialfonds Plus" in text


def test_news_are_marked_as_examples():
    notices = [page["body"][0] for page in PAGES["news"]]

    assert len(notices) == 3
    assert {notice["type"] for notice in notices} == {"notice"}
    assert all(notice["value"].startswith("<p><b>Beispiel:</b>") for notice in notices)
    assert all(date.fromisoformat(page["published_on"]) <= date(2026, 11, 22) for page in PAGES["news"])


def test_nobody_is_addressed_as_du():
    text = "\n".join(texts(PAGES) + texts(PLACES))

    assert re.findall(r"\b(?:du|dich|dir|dein|deine|deinen|deiner|euch|euer|eure)\b", text, re.IGNORECASE) == []


def test_contact_points_are_one_a_district_and_examples():
    streets = {district["slug"]: district["streets"] for district in DISTRICTS}
    points = PLACES["contact_points"]

    assert [point["district"] for point in points] == ["altenhagen", "wehringhausen"]
    assert all(point["street"] in streets[point["district"]] for point in points)
    assert all(point["is_example"] and "Beispieladresse" in point["description"] for point in points)
    assert all(re.fullmatch(r"\+49 30 23125\d{3}", point["phone"]) for point in points)
    assert all(point["email"].endswith("@example.org") for point in points)
    assert all(point["opening_hours"] and "de" in point["languages"] for point in points)
    assert all(51.35 < point["latitude"] < 51.375 and 7.44 < point["longitude"] < 7.49 for point in points)


def test_partners_are_the_four_of_the_project_and_nothing_about_them_is_invented():
    partners = PLACES["partners"]

    assert [partner["name"] for partner in partners] == [
        "Stadt Hagen",
        "agentur mark GmbH",
        "Caritasverband Hagen e. V.",
        "Diakonie Mark-Ruhr",
    ]
    assert {(partner["website"], partner["street"], partner["latitude"]) for partner in partners} == {("", "", None)}
    assert all(partner["description"].endswith(".") for partner in partners)
