"""Every block an editor can place draws its own preview, refuses what cannot be shown, and shares its queries."""

import json

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.blocks import StructBlockValidationError

import pytest
import time_machine
from bs4 import BeautifulSoup

from common.addresses import validate_address
from common.blocks import CallToActionBlock, LinkBlock, TextBlock
from common.fields import QuietStreamField
from pictures.blocks import DescribedPictureBlock
from portal.pages.blocks import BodyBlock
from portal.pages.blocks.places import BusinessesBlock, category_choices
from portal.pages.models import StandardPage
from tests.factories.accounts import SuperuserFactory
from tests.factories.directory import (
    BusinessFactory,
    BusinessPhotoFactory,
    CategoryFactory,
    ContactPointFactory,
    DistrictFactory,
    GroupFactory,
    PartnerFactory,
)
from tests.factories.events import EventPageFactory, EventSeriesFactory, soon
from tests.factories.pages import StandardPageFactory
from tests.factories.pictures import PictureFactory
from tests.login import log_in

pytestmark = pytest.mark.django_db

BLOCKS = BodyBlock().child_blocks


def businesses(**value) -> dict:
    empty = {"title": "", "businesses": [], "category": "", "district": "", "tag": "", "number": 6}
    return {"type": "businesses", "value": {**empty, **value}}


def chosen(*ids: int) -> list[dict]:
    return [{"type": "item", "value": pk, "id": f"item-{pk}"} for pk in ids]


@pytest.fixture
def show(client):
    """The page that has these blocks, as a reader gets it."""

    def fetch(*blocks: dict) -> BeautifulSoup:
        page = StandardPageFactory(body=json.dumps(blocks))
        return BeautifulSoup(client.get(page.get_url()).content, "html.parser").select_one(".blocks")

    return fetch


def names(page) -> list[str]:
    return [link.get_text() for link in page.select(".business-card__link")]


# --- Every block -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BLOCKS)
def test_block_has_what_an_editor_sees_of_it(name):
    meta = BLOCKS[name].meta

    assert BLOCKS[name].get_description()
    assert meta.icon != "placeholder"
    assert meta.label
    assert meta.group
    assert meta.template.startswith("blocks/")


@pytest.mark.parametrize("name", BLOCKS)
def test_block_draws_its_preview_in_the_admin(client, name):
    BusinessFactory(opening_hours="24/7")
    ContactPointFactory()
    PartnerFactory()
    PictureFactory()
    log_in(client, SuperuserFactory())

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS[name].definition_prefix})

    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("link[rel=stylesheet]")["href"].endswith("portal/css/portal.css")
    assert page.select_one(".blocks__item").find(True) is not None


@pytest.mark.parametrize("name", BLOCKS)
def test_block_draws_without_anything_in_the_database(name):
    block = BLOCKS[name]

    assert isinstance(block.render(block.get_preview_value(), {}), str)


def test_field_keeps_its_blocks_out_of_migrations():
    _name, path, args, kwargs = StandardPage._meta.get_field("body").deconstruct()

    assert path == "common.fields.QuietStreamField"
    assert args == [[]]
    assert "block_lookup" not in kwargs
    assert QuietStreamField(*args, **kwargs).stream_block.child_blocks == {}


# --- Words -----------------------------------------------------------------------------------------------------------


def test_text_is_shown_with_working_links_to_pages(show):
    target = StandardPageFactory(slug="ziel")

    page = show({"type": "text", "value": f'<h2>Titel</h2><p><a linktype="page" id="{target.pk}">Dorthin</a></p>'})

    assert page.h2.get_text() == "Titel"
    assert page.a["href"] == "/ziel/"


def test_text_that_an_editor_types_loses_scripts_and_embeds():
    hostile = json.dumps(
        {
            "blocks": [{"key": "a", "text": "<script>alert(1)</script>", "type": "unstyled", "depth": 0,
                        "inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 8, "key": 0}]}],
            "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}},
        }
    )  # fmt: skip

    html = TextBlock().render(TextBlock().value_from_datadict({"text": hostile}, {}, "text"), {})

    assert "<script" not in html
    assert "javascript:" not in html


def test_call_to_action_leads_to_its_page_or_address(show):
    target = StandardPageFactory(slug="ziel")

    def call(page, address):
        link = {"label": "Los", "page": page, "address": address}
        return {"type": "call_to_action", "value": {"title": "", "text": "<p>Kommen Sie.</p>", "link": link}}

    page = show(call(target.pk, ""), call(None, "https://www.hagen.de/"))

    assert [button["href"] for button in page.select(".button")] == ["/ziel/", "https://www.hagen.de/"]


def test_call_to_action_has_no_button_when_its_page_is_a_draft(show):
    link = {"label": "Los", "page": StandardPageFactory(live=False).pk, "address": ""}

    page = show({"type": "call_to_action", "value": {"title": "Hallo", "text": "<p>Bald.</p>", "link": link}})

    assert page.h2.get_text() == "Hallo"
    assert page.select(".button") == []


@pytest.mark.parametrize("with_page", [True, False])
def test_link_needs_exactly_one_target(with_page):
    page = StandardPageFactory() if with_page else None
    block = LinkBlock()

    with pytest.raises(StructBlockValidationError):
        block.clean(block.normalize({"label": "Los", "page": page, "address": "/laeden/" if with_page else ""}))


def test_call_to_action_without_target_is_refused():
    block = CallToActionBlock()
    link = {"label": "Los", "page": None, "address": ""}

    with pytest.raises(ValidationError) as refusal:
        block.clean(block.normalize({"title": "", "text": "<p>Ja.</p>", "link": link}))

    assert set(refusal.value.block_errors) == {"link"}


@pytest.mark.parametrize(
    "address",
    ["/laeden/", "/laeden/?offen=jetzt", "#inhalt", "https://www.hagen.de/", "mailto:a@example.org", "tel:+492331123"],
)
def test_address_of_ours_or_elsewhere_is_taken(address):
    validate_address(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "//evil.example/", "/\\evil.example", "data:text/html,x", "laeden",
     "https://", "http:///weg", "https://a b/", "/laeden/\n", "mailto:", "https://[", "ftp://example.org/"],
)  # fmt: skip
def test_address_that_could_do_harm_or_leads_nowhere_is_refused(address):
    with pytest.raises(ValidationError):
        validate_address(address)


def test_accordion_shows_questions_with_answers(show):
    entries = [{"type": "item", "value": {"heading": "Was kostet es?", "text": "<p>Nichts.</p>"}, "id": "item-1"}]

    page = show({"type": "accordion", "value": {"title": "Fragen", "entries": entries}})

    assert page.details.summary.get_text() == "Was kostet es?"
    assert page.details.p.get_text() == "Nichts."


def test_editors_plain_words_are_escaped(show):
    hostile = '<script>alert("x")</script>'

    page = show(
        {"type": "quote", "value": {"text": hostile, "name": hostile}},
        {"type": "accordion", "value": {"title": hostile, "entries": []}},
    )

    assert page.find("script") is None
    assert page.select_one(".quote__name").get_text() == hostile


# --- Pictures --------------------------------------------------------------------------------------------------------


def picture(pk: int, **value) -> dict:
    shown = {"image": pk, "alt_text": "Ein Schaufenster", "decorative": False, **value}
    return {"type": "picture", "value": {"picture": shown, "caption": "Lange Straße"}}


def test_picture_has_words_size_and_waits_for_its_turn(show):
    page = show(picture(PictureFactory(credit="Aylin").pk))

    assert page.img["alt"] == "Ein Schaufenster"
    assert (page.img["width"], page.img["height"], page.img["loading"]) == ("320", "240", "lazy")
    assert "Lange Straße" in page.figcaption.get_text()
    assert "Aylin" in page.figcaption.get_text()


def test_decorative_picture_has_empty_words(show):
    assert show(picture(PictureFactory().pk, decorative=True)).img["alt"] == ""


def test_deleted_picture_leaves_no_trace(show):
    gone = PictureFactory()
    block = picture(gone.pk)
    gone.delete()

    assert show(block).find("figure") is None


@pytest.mark.parametrize(
    ("alt_text", "decorative", "fits"), [("", False, False), ("", True, True), ("Ein", False, True)]
)
def test_picture_needs_words_unless_it_is_decoration(alt_text, decorative, fits):
    block = DescribedPictureBlock()
    value = block.to_python({"image": PictureFactory().pk, "alt_text": alt_text, "decorative": decorative})

    if fits:
        assert block.clean(value) == value
    else:
        with pytest.raises(StructBlockValidationError):
            block.clean(value)


# --- Businesses ------------------------------------------------------------------------------------------------------


def test_businesses_chosen_by_hand_keep_their_order_and_leave_out_drafts(show):
    first, second, draft = (BusinessFactory(name=name, live=name != "Entwurf") for name in ("Zett", "Aah", "Entwurf"))

    page = show(businesses(businesses=chosen(first.pk, draft.pk, second.pk, 999_999)))

    assert names(page) == ["Zett", "Aah"]


@pytest.fixture
def quarter():
    food, craft = GroupFactory(), GroupFactory(name="Handwerk", slug="handwerk", colour="craft")
    bakery = CategoryFactory(parent=food)
    joinery = CategoryFactory(name="Tischlerei", slug="tischlerei", parent=craft)
    west, east = DistrictFactory(), DistrictFactory(name="Altenhagen")
    BusinessFactory(name="Backhaus", category=bakery, district=west).tags.add("halal")
    BusinessFactory(name="Brotzeit", category=bakery, district=east)
    business = BusinessFactory(name="Holzwurm", category=joinery, district=west)
    business.tags.add("halal")
    for item in (business, BusinessFactory(name="Entwurf", category=bakery, live=False)):
        item.save()


@pytest.mark.parametrize(
    ("facets", "found", "url"),
    [
        ({"category": "essen-trinken"}, ["Backhaus", "Brotzeit"], "/laeden/?kategorie=essen-trinken"),
        ({"category": "tischlerei"}, ["Holzwurm"], "/laeden/?kategorie=tischlerei"),
        ({"district": "altenhagen"}, ["Brotzeit"], "/laeden/?stadtteil=altenhagen"),
        (
            {"category": "baeckerei", "district": "altenhagen"},
            ["Brotzeit"],
            "/laeden/?kategorie=baeckerei&stadtteil=altenhagen",
        ),
    ],
)
def test_businesses_by_filter_are_the_ones_the_list_finds(show, client, quarter, facets, found, url):
    page = show(businesses(**facets))

    assert names(page) == found
    assert page.select("a")[-1]["href"] == url
    assert names(BeautifulSoup(client.get(url).content, "html.parser")) == found


def test_businesses_of_a_filter_that_finds_nothing_leave_no_heading(show, quarter):
    page = show(businesses(title="Leer", category="gibt-es-nicht"))

    assert page.find("h2") is None


def test_businesses_take_turns_day_by_day(client):
    for letter in "ABCDE":
        BusinessFactory(name=letter)
    page = StandardPageFactory(body=json.dumps([businesses(category="baeckerei", number=2)]))

    shown = []
    for day in (2, 3, 4, 5, 6):
        with time_machine.travel(f"2026-03-0{day}T12:00:00+01:00"):
            shown.append(names(BeautifulSoup(client.get(page.get_url()).content, "html.parser")))

    assert {len(day) for day in shown} == {2}
    assert sorted(name for day in shown for name in day) == sorted("ABCDE" * 2)


@pytest.mark.parametrize(
    ("by_hand", "category", "fits"),
    [(False, "", False), (True, "baeckerei", False), (True, "", True), (False, "baeckerei", True)],
)
def test_businesses_are_chosen_one_way_or_the_other(by_hand, category, fits):
    business = BusinessFactory()
    block = BusinessesBlock()
    chosen_by_hand = [business] if by_hand else []
    value = block.normalize({**block.get_default(), "businesses": chosen_by_hand, "category": category})

    if fits:
        assert block.clean(value)["category"] == category
    else:
        with pytest.raises(StructBlockValidationError):
            block.clean(value)


def test_category_that_does_not_exist_is_refused():
    block = BusinessesBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.normalize({**block.get_default(), "category": "gibt-es-nicht"}))

    assert set(refusal.value.block_errors) == {"category"}


def test_choices_offer_every_group_as_a_whole_and_its_trades():
    CategoryFactory(name="Bäckerei", slug="baeckerei", parent=GroupFactory())

    assert category_choices() == [
        ("Essen & Trinken", [("essen-trinken", "Essen & Trinken"), ("baeckerei", "Bäckerei")]),
    ]


# --- Events ----------------------------------------------------------------------------------------------------------


def next_events(**value) -> dict:
    return {"type": "next_events", "value": {"title": "Was ist los?", "audience": "", "number": 4, **value}}


def shown_events(client, **value) -> list[str]:
    page = StandardPageFactory(body=json.dumps([next_events(**value)]))
    found = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    return [title.get_text(strip=True) for title in found.select(".date-card__title")]


def test_next_events_are_those_that_are_coming_for_whom_they_are(client):
    EventPageFactory(title="Bald", audience="residents", dates=[soon(2)])
    EventPageFactory(title="Später", dates=[soon(5)])
    EventPageFactory(title="Abgesagt", dates=[soon(3)], is_cancelled=True)
    EventPageFactory(title="Vorbei", dates=[soon(-3)])
    EventPageFactory(title="Betriebe", audience="businesses", dates=[soon(4)])

    assert shown_events(client) == ["Bald", "Betriebe", "Später"]
    assert shown_events(client, audience="residents") == ["Bald", "Später"]
    assert shown_events(client, number=1) == ["Bald"]


def test_next_events_without_any_say_so(client):
    page = StandardPageFactory(body=json.dumps([next_events()]))

    assert "Hier stehen bald die nächsten Termine" in client.get(page.get_url()).content.decode()


# --- What it costs ---------------------------------------------------------------------------------------------------


@pytest.fixture
def cost(client):
    def count(*blocks: dict) -> int:
        page = StandardPageFactory(body=json.dumps(blocks))
        client.get(page.get_url())  # draws pictures' sizes, fills the index in memory
        with CaptureQueriesContext(connection) as queries:
            client.get(page.get_url())
        return len(queries)

    return count


def test_businesses_cost_the_same_for_1_and_24_in_any_number_of_blocks(cost):
    for _number in range(24):
        BusinessPhotoFactory()
    by_filter = [businesses(category="baeckerei", number=24), businesses(district="wehringhausen", number=24)]

    assert cost(businesses(category="baeckerei", number=1)) == cost(*by_filter)


def test_businesses_by_hand_cost_the_same_for_1_and_24_in_any_number_of_blocks(cost):
    ids = [BusinessPhotoFactory().business_id for _number in range(24)]

    several = [businesses(businesses=chosen(*ids)), businesses(businesses=chosen(*reversed(ids)))]

    assert cost(businesses(businesses=chosen(ids[0]))) == cost(*several)


def test_next_events_cost_the_same_for_1_and_12(cost):
    EventPageFactory(dates=[soon(2)])
    for_one = cost(next_events(number=12))
    for number in range(11):
        EventPageFactory(dates=[soon(3 + number)], series=EventSeriesFactory())

    assert cost(next_events(number=12)) == for_one


def test_pictures_cost_the_same_for_1_and_10(cost):
    several = [picture(PictureFactory().pk) for _number in range(10)]

    assert cost(several[0]) == cost(*several)


def test_lists_of_places_cost_the_same_for_1_and_30(cost):
    blocks = [{"type": kind, "value": {"title": "", "text": ""}} for kind in ("contact_points", "partners")]
    ContactPointFactory()
    PartnerFactory()
    for_one = cost(*blocks)
    ContactPointFactory.create_batch(29)
    PartnerFactory.create_batch(29)

    assert cost(*blocks) == for_one
