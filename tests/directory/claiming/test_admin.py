"""Staff: who sees, who hands out codes, who decides."""

import re

from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import ModelLogEntry

import pytest

from common.worklist import sections_of
from directory.claiming.claims import ask_project, redeem_code
from directory.claiming.deciding import LOG_ACTION
from directory.enums import AttemptOutcome, ClaimState, CodeChannel, MembershipRole, Proof
from directory.models import Claim, ClaimCode
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[2-9A-Z]{5}-[2-9A-Z]{5}-[2-9A-Z]{5}")
CONTACT = {"name": "Ayşe Demir", "phone": "02331 123456"}


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.ACCOUNTS_SECOND_FACTOR_FOR_STAFF = False


def staff(*codenames: str):
    user = UserFactory()
    user.user_permissions.add(
        *Permission.objects.filter(
            codename__in=["access_admin", *codenames], content_type__app_label__in=["wagtailadmin", "directory"]
        )
    )
    return user


@pytest.fixture
def editor(db):
    return staff("change_business")


@pytest.fixture
def lead(db):
    return staff("change_business", "publish_business")


@pytest.fixture
def claim(business, person):
    return ask_project(business=business, by=person, message="Ich führe den Laden.")


def decide(client, claim, **data):
    return client.post(reverse("directory_claim", args=[claim.pk]), data)


def test_lead_confirms_with_a_note(client, lead, claim, business, person, mails):
    client.force_login(lead)

    response = decide(client, claim, verdict="owner", note="Am Telefon erreicht.")

    assert response.status_code == 302
    claim.refresh_from_db()
    assert (claim.state, claim.proof, claim.decided_by, claim.note) == (
        ClaimState.CONFIRMED, Proof.STAFF, lead, "Am Telefon erreicht."
    )  # fmt: skip
    assert business.memberships.get().user == person
    assert mails()[-2:] == [("claim_confirmed", "anna@example.org"), ("claim_notice", "info@kamp.example")]


@pytest.mark.parametrize(
    "data",
    [
        {"verdict": "owner"},
        {"verdict": "owner", "note": " "},
        {"note": "So."},
        {"verdict": "replace", "note": "So."},  # there is nobody to replace
    ],
)
def test_decision_without_a_note_or_a_fitting_verdict_is_none(client, lead, claim, business, data):
    client.force_login(lead)

    assert decide(client, claim, **data).status_code == 200

    claim.refresh_from_db()
    assert claim.state == ClaimState.STAFF
    assert business.memberships.count() == 0


def test_lead_refuses_and_the_person_reads_why(client, lead, claim, business, mails):
    client.force_login(lead)

    decide(client, claim, verdict="refuse", note="Der Betrieb kennt Sie nicht.")

    claim.refresh_from_db()
    assert (claim.state, claim.note) == (ClaimState.REFUSED, "Der Betrieb kennt Sie nicht.")
    assert business.memberships.count() == 0
    assert mails()[-1] == ("claim_refused", "anna@example.org")


@pytest.mark.parametrize(
    ("verdict", "after"),
    [
        ("owner", {"old@example.org": "owner", "anna@example.org": "owner"}),
        ("helper", {"old@example.org": "owner", "anna@example.org": "helper"}),
        ("replace", {"anna@example.org": "owner"}),
        ("refuse", {"old@example.org": "owner"}),
    ],
)
def test_dispute_is_settled_in_four_ways(client, lead, business, person, verdict, after):
    MembershipFactory(business=business, user__email="old@example.org")
    claim = ask_project(business=business, by=person, message="Ich habe übernommen.")
    client.force_login(lead)

    decide(client, claim, verdict=verdict, note="Beide angerufen.")

    assert dict(business.memberships.values_list("user__email", "role")) == after


def test_decided_claim_is_not_decided_again(client, lead, claim, business):
    client.force_login(lead)
    decide(client, claim, verdict="refuse", note="Nein.")

    decide(client, claim, verdict="owner", note="Doch.")

    claim.refresh_from_db()
    assert claim.state == ClaimState.REFUSED
    assert business.memberships.count() == 0


def test_editor_sees_claims_and_does_not_decide(client, editor, claim, business):
    client.force_login(editor)

    page = client.get(reverse("directory_claim", args=[claim.pk]))
    response = decide(client, claim, verdict="owner", note="Ich kenne sie.")

    assert page.context["form"] is None
    assert response.status_code in {302, 403}  # Wagtail answers a refusal with its start page and a message
    claim.refresh_from_db()
    assert claim.state == ClaimState.STAFF


@pytest.mark.parametrize("name", ["directory_claims", "directory_letters"])
def test_staff_without_businesses_see_nothing_of_it(client, name):
    client.force_login(staff())

    response = client.get(reverse(name))

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))


def test_editor_hands_over_a_code_that_works_and_is_shown_once(client, editor, business, person):
    client.force_login(editor)
    url = reverse("directory_hand_over_code", args=[business.pk])
    assert client.get(url).status_code == 405

    first = CODE.search(client.post(url).content.decode())[0]
    second = CODE.search(client.post(url).content.decode())[0]

    assert not CODE.search(client.get(reverse("directory_business_people", args=[business.pk])).content.decode())
    assert redeem_code(typed=first, by=person).outcome == AttemptOutcome.REVOKED
    assert redeem_code(typed=second, by=person).outcome == AttemptOutcome.ACCEPTED


def test_code_under_way_is_withdrawn(client, editor, business, person, letter):
    code, row = letter(business)
    client.force_login(editor)

    client.post(reverse("directory_revoke_code", args=[row.pk]))

    assert redeem_code(typed=code, by=person).outcome == AttemptOutcome.REVOKED


def test_entry_with_people_gets_no_code(client, editor, business):
    MembershipFactory(business=business)
    client.force_login(editor)

    client.post(reverse("directory_hand_over_code", args=[business.pk]))

    assert ClaimCode.objects.count() == 0


def test_letters_are_one_file_and_their_codes_are_in_it_only(client, editor, mails):
    places = [BusinessFactory(street="Lange Straße", house_number=str(n), postcode="58089") for n in range(3)]
    client.force_login(editor)

    response = client.post(reverse("directory_letters"), {"business": [p.pk for p in places], **CONTACT})

    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(b"%PDF")
    assert set(ClaimCode.objects.values_list("business", "channel", "created_by")) == {
        (place.pk, CodeChannel.LETTER, editor.pk) for place in places
    }
    assert mails() == []


def test_letters_that_cannot_be_set_leave_no_codes(client, editor):
    good = BusinessFactory(street="Lange Straße")
    bad = BusinessFactory(street="Lange Straße", city="")
    client.force_login(editor)

    response = client.post(reverse("directory_letters"), {"business": [good.pk, bad.pk], **CONTACT})

    assert response["Content-Type"].startswith("text/html")
    assert ClaimCode.objects.count() == 0


@pytest.mark.parametrize("chosen", [[], ["quatsch"], ["999999"]])
def test_no_business_no_letter(client, editor, chosen):
    client.force_login(editor)

    response = client.post(reverse("directory_letters"), {"business": chosen, **CONTACT})

    assert response["Content-Type"].startswith("text/html")


def test_letters_are_for_published_entries_without_people(client, editor):
    claimed = MembershipFactory(business__street="Lange Straße").business
    draft = BusinessFactory(street="Lange Straße", live=False)
    homeless = BusinessFactory(street="")
    free = BusinessFactory(street="Lange Straße")
    client.force_login(editor)

    page = client.get(reverse("directory_letters")).context["page"]
    client.post(reverse("directory_letters"), {"business": [claimed.pk, draft.pk, homeless.pk, free.pk], **CONTACT})

    assert list(page.object_list) == [free]
    assert list(ClaimCode.objects.values_list("business", flat=True)) == [free.pk]


def test_letters_are_narrowed_by_district_trade_street_and_letters_under_way(client, editor, letter):
    wanted = BusinessFactory(
        street="Lange Straße", district__name="Altenhagen", category__slug="kiosk", category__name="Kiosk"
    )
    sent = BusinessFactory(street="Lange Straße", district=wanted.district, category=wanted.category)
    letter(sent)
    BusinessFactory(street="Bahnhofstraße", district=wanted.district, category=wanted.category)
    BusinessFactory(street="Lange Straße")
    client.force_login(editor)
    asked = {"district": wanted.district_id, "category": wanted.category_id, "street": "lange", "without_letter": "on"}

    page = client.get(reverse("directory_letters"), asked).context["page"]

    assert list(page.object_list) == [wanted]


def test_lead_changes_people_with_a_reason_that_stays_in_the_history(client, lead, business, mails):
    membership = MembershipFactory(business=business, user__email="old@example.org")
    client.force_login(lead)
    url = reverse("directory_business_people", args=[business.pk])

    client.post(url, {"membership": membership.pk, "role": "remove"})
    assert business.memberships.count() == 1
    client.post(url, {"membership": membership.pk, "role": "remove", "reason": "Laden verkauft"})

    assert business.memberships.count() == 0
    assert mails() == [("membership_ended", "old@example.org")]
    assert ModelLogEntry.objects.get(action=LOG_ACTION).data["note"] == "Laden verkauft"
    assert client.get(reverse("wagtailsnippets_directory_business:history", args=[business.pk])).status_code == 200


def test_last_owner_is_not_made_helper_by_staff(client, lead, business):
    membership = MembershipFactory(business=business)
    client.force_login(lead)

    client.post(
        reverse("directory_business_people", args=[business.pk]),
        {"membership": membership.pk, "role": MembershipRole.HELPER, "reason": "So."},
    )

    membership.refresh_from_db()
    assert membership.is_owner


def test_worklist_has_the_claims_for_those_who_decide(editor, lead, claim):
    sections = {section.slug: section for section in sections_of(lead)}

    assert sections["claims"].count() == 1
    assert [item.title for item in sections["claims"].items(10)] == [claim.business.name]
    assert "claims" not in {section.slug for section in sections_of(editor)}


def test_lists_cost_the_same_whatever_their_length(client, lead, letter):
    def queries() -> dict[str, int]:
        counts = {}
        for name in ("directory_claims", "directory_letters"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(name)).status_code == 200
            counts[name] = len(captured)
        return counts

    client.force_login(lead)
    ask_project(business=BusinessFactory(street="Lange Straße"), by=UserFactory(), message="Ich.")
    Claim.objects.create(business=BusinessFactory(), user=UserFactory(), state=ClaimState.REFUSED, decided_by=lead)
    queries()
    few = queries()
    for _number in range(30):
        business = BusinessFactory(street="Lange Straße")
        letter(business)
        ask_project(business=business, by=UserFactory(), message="Ich.")
        Claim.objects.create(business=business, user=UserFactory(), state=ClaimState.REFUSED, decided_by=lead)

    assert queries() == few


@pytest.mark.parametrize("sent", ["", "abc", "²", "9" * 5000])
def test_what_is_no_number_of_a_person_is_nobody(client, lead, business, sent):
    client.force_login(lead)

    response = client.post(
        reverse("directory_business_people", args=[business.pk]), {"membership": sent, "role": "remove", "reason": "x"}
    )

    assert response.status_code == 404
