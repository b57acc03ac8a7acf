"""The topics that are one form: what is typed is understood generously, kept on errors, merged with what others did."""

import pytest
from bs4 import BeautifulSoup

from directory.changes import draft_of, save_change
from directory.changes.parts import read
from directory.changes.saving import base_token
from directory.enums import ChangeOrigin, ChangeState, MembershipRole
from directory.models import Business, BusinessTag
from tests.factories.accounts import UserFactory
from tests.factories.directory import CategoryFactory, DistrictFactory, MembershipFactory

pytestmark = pytest.mark.django_db
HOME = "/mein-betrieb/backhaus/"


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def opened(owners, topic: str) -> dict:
    """What the topic's form holds when it is opened, as a browser would send it."""
    data: dict[str, list] = {}
    for field in soup(owners.get(HOME + topic)).select("main form input[name], main form textarea, main form select"):
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            data[field["name"]] = [chosen["value"] if chosen else ""]
        elif field.get("type") not in {"radio", "checkbox"} or field.has_attr("checked"):
            data.setdefault(field["name"], []).append(
                field.text.strip() if field.name == "textarea" else field.get("value", "")
            )
    return data


def draft(business, *parts) -> dict:
    return read(draft_of(Business.objects.get(pk=business.pk)), parts)


def somebody_else_saves(business, **values) -> None:
    fresh = Business.objects.get(pk=business.pk)
    save_change(
        business=fresh, values=values, base=base_token(fresh, values), by=UserFactory(), origin=ChangeOrigin.OWNER
    )


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("phone", "02331/12 34 56", "+49 2331 123456"),
        ("phone", "+49 2331 123456", "+49 2331 123456"),
        ("email", " Laden@Example.org ", "Laden@Example.org"),
        ("website", "www.backhaus.example", "https://www.backhaus.example"),
        ("website", "http://backhaus.example/laden", "http://backhaus.example/laden"),
        ("instagram", "@backhaus.hagen", "https://www.instagram.com/backhaus.hagen"),
        ("facebook", "facebook.com/backhaus", "https://facebook.com/backhaus"),
        ("tiktok", "backhaus", "https://www.tiktok.com/@backhaus"),
        ("phone", "", ""),
    ],
)
def test_contact_is_understood_as_people_type_it(owners, business, field, typed, kept):
    response = owners.post(HOME + "kontakt/", opened(owners, "kontakt/") | {field: typed})

    assert response.url == HOME
    assert draft(business, field) == {field: kept}


@pytest.mark.parametrize(
    ("field", "typed"),
    [("phone", "ruf an"), ("email", "laden"), ("website", "javascript:alert(1)"), ("website", "kein laden"),
     ("instagram", "https://evil.example/x"), ("facebook", "ich <script>")],
)  # fmt: skip
def test_contact_that_is_none_is_refused_beside_the_field_and_everything_is_kept(owners, business, field, typed):
    sent = opened(owners, "kontakt/") | {"email": "laden@example.org", "website": "www.x.example", field: typed}

    response = owners.post(HOME + "kontakt/", sent)

    page = soup(response)
    assert response.status_code == 200
    assert [error["id"] for error in page.select(".field__error")] == [f"id_{field}_error"]
    assert {name: page.select_one(f"[name={name}]")["value"] for name in ("email", "website", field)} == {
        name: sent[name] for name in ("email", "website", field)
    }
    assert not business.changes.exists()


def test_phone_is_live_at_once_and_the_rest_waits(owners, business):
    owners.post(HOME + "kontakt/", opened(owners, "kontakt/") | {"phone": "02331 123456", "email": "a@example.org"})

    business.refresh_from_db()
    assert (business.phone, business.email) == ("+49 2331 123456", "")
    assert set(business.changes.values_list("state", flat=True)) == {ChangeState.LIVE, ChangeState.PENDING}


def test_change_says_whether_an_owner_or_a_helper_made_it(client, business):
    helper = UserFactory()
    MembershipFactory(business=business, user=helper, role=MembershipRole.HELPER)
    client.force_login(helper)

    client.post(HOME + "kontakt/", {"email": "a@example.org", "base": base_token(business, ["email"])})

    assert (business.changes.get().origin, business.changes.get().by) == (ChangeOrigin.HELPER, helper)


def test_saving_without_a_change_leaves_no_trace(owners, business):
    for topic in ("kontakt/", "name/", "ort/", "gut-zu-wissen/"):
        assert owners.post(HOME + topic, opened(owners, topic)).url == HOME

    assert not business.changes.exists()


def test_name_category_description_and_key_words_are_kept_as_a_draft(owners, business):
    cafe = CategoryFactory(name="Café", slug="cafe")
    BusinessTag.objects.create(name="Halal", slug="halal")

    owners.post(
        HOME + "name/",
        opened(owners, "name/")
        | {"name": "Backhaus  Yılmaz & Töchter", "category": str(cafe.pk), "tags": "halal, Kuchen; halal,",
           "description": "Kuchen und Kaffee.\r\nJeden Tag frisch."},
    )  # fmt: skip

    assert draft(business, "name", "category", "tags", "description") == {
        "name": "Backhaus Yılmaz & Töchter",
        "category": cafe.pk,
        "tags": ["Halal", "Kuchen"],
        "description": "Kuchen und Kaffee.\nJeden Tag frisch.",
    }
    business.refresh_from_db()
    assert business.name == "Backhaus Yılmaz"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("name", "!!!"), ("category", ""), ("category", "0"), ("description", "x" * 4001),
     ("tags", ",".join(map(str, range(20)))), ("tags", "ein sehr langer Satz, der kein Merkmal ist " * 2)],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_everything_typed(owners, business, field, typed):
    sent = opened(owners, "name/") | {"description": "Brot aus dem Steinofen.", field: typed}

    response = owners.post(HOME + "name/", sent)

    page = soup(response)
    assert response.status_code == 200
    assert [error["id"] for error in page.select(".field__error")] == [f"id_{field}_error"]
    assert page.select_one("textarea").text.strip() == sent["description"]
    assert not business.changes.exists()


def test_trade_is_found_by_other_words_without_a_script(owners, business):
    cobbler = CategoryFactory(name="Schuhreparatur", slug="schuhe", synonyms="Schuster\nAbsätze")
    CategoryFactory(name="Friseur", slug="friseur")
    sent = opened(owners, "name/") | {"description": "Sohlen und Absätze."}

    found = soup(owners.post(HOME + "name/", sent | {"find": "absaetze", "search": "1"}))
    buttons = [(button["value"], button.text) for button in found.select("button[name=choose]")]
    chosen = soup(owners.post(HOME + "name/", sent | {"choose": buttons[0][0]}))

    assert buttons == [(str(cobbler.pk), "Schuhreparatur")]
    assert chosen.select_one("select option[selected]")["value"] == str(cobbler.pk)
    assert chosen.select_one("textarea").text.strip() == "Sohlen und Absätze."
    assert chosen.select(".field__error") == []
    assert not business.changes.exists()


def test_trade_that_is_not_found_says_so(owners):
    page = soup(owners.post(HOME + "name/", opened(owners, "name/") | {"find": "xyzzy", "search": "1"}))

    assert page.select("[data-portal-trade-results] p") != []
    assert page.select("button[name=choose]") == []


def test_good_to_know_is_ticked(owners, business):
    sent = {"languages": ["tr", "de"], "wheelchair": "limited", "payment_methods": ["cash"]}

    owners.post(HOME + "gut-zu-wissen/", opened(owners, "gut-zu-wissen/") | sent)

    assert draft(business, "languages", "wheelchair", "payment_methods") == {
        "languages": ["de", "tr"],
        "wheelchair": "limited",
        "payment_methods": ["cash"],
    }


class TestPlace:
    def test_district_is_worked_out_from_the_street(self, owners, business):
        altenhagen = DistrictFactory(name="Altenhagen", streets="Friedensstraße", postcodes="58097")

        owners.post(
            HOME + "ort/",
            opened(owners, "ort/")
            | {"street": "Friedensstr.", "house_number": "14a", "postcode": "58097", "district": "suggest",
               "position_0": "", "position_latitude": "", "position_longitude": ""},
        )  # fmt: skip

        assert draft(business, "address", "district", "position") == {
            "address": {"street": "Friedensstr.", "house_number": "14a", "postcode": "58097", "city": "Hagen"},
            "district": altenhagen.pk,
            "position": {"latitude": None, "longitude": None},
        }

    def test_pin_is_kept_to_the_decimetre(self, owners, business):
        owners.post(
            HOME + "ort/",
            opened(owners, "ort/") | {"position_latitude": "51.35712345", "position_longitude": "7.46098765"},
        )

        assert draft(business, "position") == {"position": {"latitude": 51.357123, "longitude": 7.460988}}

    def test_position_with_many_decimals_is_no_change(self, owners, business):
        Business.objects.update(latitude=51.3571234567, longitude=7.4609876543)

        owners.post(HOME + "ort/", opened(owners, "ort/"))

        assert not business.changes.exists()

    @pytest.mark.parametrize(
        ("field", "typed"),
        [("postcode", "5809"), ("position_latitude", "Nord"), ("position_longitude", ""), ("house_number", "3")],
    )
    def test_half_an_address_is_refused_and_kept(self, owners, business, field, typed):
        sent = opened(owners, "ort/") | {"city": "Hagen-Mitte", field: typed}

        response = owners.post(HOME + "ort/", sent)

        assert response.status_code == 200
        page = soup(response)
        assert len(page.select(".field__error")) == 1
        assert page.select_one("[name=city]")["value"] == "Hagen-Mitte"
        assert not business.changes.exists()


class TestTogether:
    """Two people at once."""

    def test_different_things_merge(self, owners, business):
        sent = opened(owners, "kontakt/")
        somebody_else_saves(business, website="https://laden.example")

        assert owners.post(HOME + "kontakt/", sent | {"email": "a@example.org"}).url == HOME

        assert draft(business, "email", "website") == {"email": "a@example.org", "website": "https://laden.example"}

    def test_the_same_thing_is_shown_twice_and_nothing_is_lost(self, owners, business):
        sent = opened(owners, "kontakt/") | {"email": "meine@example.org", "instagram": "@backhaus"}
        somebody_else_saves(business, email="andere@example.org")

        response = owners.post(HOME + "kontakt/", sent)

        page = soup(response)
        assert response.status_code == 409
        assert [choice.get_text(" ", strip=True).split()[-1] for choice in page.select(".field__choice")] == [
            "meine@example.org", "andere@example.org",
        ]  # fmt: skip
        assert page.select_one("input[name=instagram]")["value"] == "@backhaus"
        assert draft(business, "email") == {"email": "andere@example.org"}

    @pytest.mark.parametrize(("choice", "kept"), [("mine", "meine@example.org"), ("theirs", "andere@example.org")])
    def test_the_choice_is_done_and_the_rest_is_saved(self, owners, business, choice, kept):
        sent = opened(owners, "kontakt/") | {"email": "meine@example.org", "instagram": "@backhaus"}
        somebody_else_saves(business, email="andere@example.org")
        page = soup(owners.post(HOME + "kontakt/", sent))
        settled = {field["name"]: field["value"] for field in page.select("main form input[type=hidden]")}

        without = owners.post(HOME + "kontakt/", settled)
        response = owners.post(HOME + "kontakt/", settled | {"choice-email": choice})

        assert (without.status_code, response.status_code) == (409, 302)
        assert draft(business, "email", "instagram") == {
            "email": kept,
            "instagram": "https://www.instagram.com/backhaus",
        }
