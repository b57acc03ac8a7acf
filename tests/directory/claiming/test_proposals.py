import pytest
from bs4 import BeautifulSoup

from common.public_forms import new_token
from directory.claiming.claims import ask_project
from directory.claiming.letters import in_walking_order
from directory.claiming.proposal_form import ProposalForm
from directory.enums import ChangeState, ClaimState, Source
from directory.models import Business, Change, Claim
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, CategoryFactory

pytestmark = pytest.mark.django_db
URL, SIMILAR = "/laden-vorschlagen/", "/laden-vorschlagen/gibt-es-schon/"


@pytest.fixture(autouse=True)
def written_slowly_enough(settings):
    settings.PUBLIC_FORMS_MIN_SECONDS = 0


@pytest.fixture
def typed(db):
    """What somebody fills in."""
    trade = CategoryFactory()

    def values(**changes):
        return {
            "name": "Kiosk Yıldız",
            "category": trade.pk,
            "street": "Lange Straße",
            "house_number": "7",
            "phone": "02331 123456",
            "website": "kiosk-yildiz.example",
            "hours": "Mo-Fr 9-18 Uhr",
            "remark": "Hat auch ein Paketfach.",
            "form_token": new_token(ProposalForm.purpose),
            **changes,
        }

    return values


def send(client, values):
    return client.post(URL, values, headers={"Sec-Fetch-Site": "same-origin"})


def test_proposal_of_a_stranger_waits_for_the_project_unpublished(client, typed):
    response = send(client, typed())

    assert (response.status_code, response.url) == (302, "/laden-vorschlagen/danke/")
    business = Business.objects.get(name="Kiosk Yıldız")
    assert (business.live, business.source, business.phone) == (False, Source.VISITOR, "+49 2331 123456")
    assert (business.website, business.opening_hours) == ("https://kiosk-yildiz.example", "Mo-Fr 09:00-18:00")
    change = Change.objects.get()
    assert (business.description, change.message) == ("", "Hat auch ein Paketfach.")
    assert (change.state, change.by) == (ChangeState.PENDING, None)
    assert Claim.objects.count() == 0
    assert dict(client.cookies) == {}


def test_hours_that_are_not_understood_are_kept_for_a_person_to_read(client, typed):
    send(client, typed(hours="wenn Licht brennt"))

    business = Business.objects.get(name="Kiosk Yıldız")
    assert business.opening_hours == ""
    assert business.description == ""
    assert "wenn Licht brennt" in Change.objects.get().message


def test_proposal_of_an_owner_brings_a_claim_for_the_project(client, typed, person):
    client.force_login(person)

    send(client, typed(is_mine="on"))

    claim = Claim.objects.get()
    assert (claim.user, claim.state, claim.business.name) == (person, ClaimState.STAFF, "Kiosk Yıldız")
    assert claim.business.memberships.count() == 0


def test_stranger_cannot_claim_along(client, typed):
    send(client, typed(is_mine="on"))

    assert Business.objects.filter(name="Kiosk Yıldız").exists()
    assert Claim.objects.count() == 0


def test_what_is_there_already_is_asked_about_and_can_be_denied(client, typed):
    twin = BusinessFactory(name="Kiosk Yildiz", street="Lange Str.", house_number="7")

    asked = BeautifulSoup(send(client, typed()).content, "html.parser")

    assert [link["href"] for link in asked.select(".similar__link")] == [twin.get_absolute_url()]
    assert asked.select_one("[name=name]")["value"] == "Kiosk Yıldız"
    assert Business.objects.count() == 1
    send(client, typed(different="on"))
    assert Business.objects.count() == 2


def test_what_is_not_public_is_not_given_away(client, typed):
    BusinessFactory(name="Kiosk Yıldız", street="Lange Straße", house_number="7", live=False)

    assert client.get(SIMILAR, {"name": "Kiosk Yıldız"}).content.strip() == b""
    assert send(client, typed()).status_code == 302


def test_similar_ones_come_while_typing(client, typed, django_assert_max_num_queries):
    BusinessFactory(name="Kiosk Yildiz", street="Lange Straße", house_number="7")
    client.get(SIMILAR, {"name": "warm"})

    with django_assert_max_num_queries(3):
        page = BeautifulSoup(client.get(SIMILAR, {"name": "yıldız"}).content, "html.parser")

    assert page.select_one(".similar__link strong").text == "Kiosk Yildiz"


STRANGE = [
    {},
    {"name": "K"},
    {"name": "x" * 5000},
    {"name": "Kiosk\x00", "category": "²"},
    {"name": "Kiosk", "category": "9" * 30},
]


@pytest.mark.parametrize("params", STRANGE)
def test_strange_questions_are_answered_with_nothing(client, params):
    response = client.get(SIMILAR, params)

    assert (response.status_code, response.content.strip()) == (200, b"")


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "!!!"), ("category", ""), ("street", ""), ("phone", "keins"), ("website", "nein danke")],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(client, typed, field, value):
    response = send(client, typed(**{field: value}))

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["house_number"].value() == "7"
    assert Business.objects.count() == 0


def test_form_of_another_site_is_refused(client, typed):
    assert client.post(URL, typed(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Business.objects.count() == 0


def test_trades_stand_in_their_groups(client, typed):
    page = BeautifulSoup(client.get(URL).content, "html.parser")

    assert [
        (group["label"], [option.text for option in group.select("option")]) for group in page.select("optgroup")
    ] == [("Essen & Trinken", ["Bäckerei"])]


def test_letters_come_in_the_order_of_a_walk():
    along = [
        BusinessFactory(name=str(number), street="Lange Straße", latitude=51.35, longitude=7.45 + number / 1000)
        for number in (1, 9, 5, 3)
    ]
    lost = [
        BusinessFactory(name=name, street=street, house_number=number, latitude=None, longitude=None)
        for name, street, number in (("C", "Weg", "10"), ("B", "Weg", "9"), ("A", "Allee", "11"))
    ]

    ordered = [business.name for business in in_walking_order([*lost, *along])]

    assert ordered == ["1", "3", "5", "9", "A", "B", "C"]


def test_proposal_of_ones_own_business_after_many_questions_comes_back_with_everything_typed(client, typed):
    person = UserFactory()
    for each in BusinessFactory.create_batch(5):
        ask_project(business=each, by=person, message="Das ist meiner.")
    client.force_login(person)

    response = send(client, typed(is_mine="on"))

    assert response.status_code == 200
    assert "Kiosk Yıldız" in response.text
    assert not Business.objects.filter(name="Kiosk Yıldız").exists()
