import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from directory.claiming import people
from directory.claiming.claims import ask_project, send_mail_code
from directory.enums import ClaimState, MembershipRole
from directory.models import Claim, ClaimAttempt, ClaimCode, Invitation, Membership
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory

pytestmark = pytest.mark.django_db
HELPER = MembershipRole.HELPER
CLAIM = "/laeden/baeckerei-kamp/uebernehmen/"
CODE = "/mein-betrieb/code/"
MINE = "/mein-betrieb/baeckerei-kamp/"


@pytest.fixture
def owner(business, client):
    membership = MembershipFactory(business=business, user__email="owner@example.org")
    client.force_login(membership.user)
    return membership.user


def page_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def acts(page) -> list[str]:
    """The ways a page offers, in order."""
    return [field["value"] for field in page.select("[name=act]")]


# --- the public page --------------------------------------------------------------------------------------------------


def call_on(client) -> BeautifulSoup:
    return page_of(client.get("/laeden/baeckerei-kamp/")).select_one(".claim-call")


def test_unclaimed_page_leads_to_the_proofs(client, business):
    assert call_on(client).a["href"] == CLAIM


def test_claimed_page_leads_the_owner_to_the_entry_and_others_to_the_question(client, business, owner):
    assert call_on(client).a["href"] == MINE

    client.logout()

    assert call_on(client).a["href"] == CLAIM


def test_page_is_the_same_for_strangers_whoever_has_an_account(client, business):
    MembershipFactory(business=business)
    stranger = client.get("/laeden/baeckerei-kamp/")

    assert "Cookie" not in stranger.get("Vary", "")
    assert dict(stranger.cookies) == {}


# --- the claim page ---------------------------------------------------------------------------------------------------


def test_claim_needs_a_login_and_comes_back(client, business):
    response = client.get(CLAIM)

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={CLAIM}"


@pytest.mark.parametrize(("email", "ways"), [("info@kamp.example", ["mail", "code", "ask"]), ("", ["code", "ask"])])
def test_claim_page_begins_with_the_way_that_works_best(client, business, person, email, ways):
    business.email = email
    business.save()
    client.force_login(person)

    assert acts(page_of(client.get(CLAIM))) == ways


def test_claim_page_begins_with_the_letter_when_one_is_under_way(client, business, person, letter):
    letter(business)
    client.force_login(person)

    assert acts(page_of(client.get(CLAIM))) == ["code", "mail", "ask"]


def test_claim_page_shows_the_address_masked(client, business, person):
    client.force_login(person)

    page = page_of(client.get(CLAIM))

    assert "i…@kamp.example" in page.text
    assert "info@kamp.example" not in page.text


def test_looking_changes_nothing(client, business, person, letter):
    code, _row = letter(business)
    client.force_login(person)

    client.get(CLAIM)
    filled = page_of(client.get(CODE, {"code": code}))

    assert filled.select_one("[name=code]")["value"] == code
    assert (Claim.objects.count(), ClaimAttempt.objects.count(), Membership.objects.count()) == (0, 0, 0)
    assert ClaimCode.objects.get().used_at is None
    assert Message.objects.count() == 0


def test_whole_way_by_mail(client, business, person):
    client.force_login(person)
    client.post(CLAIM, {"act": "mail"})
    code = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}-[2-9A-Z]{5}", Message.objects.get().text)[0]

    response = client.post(CLAIM, {"act": "code", "code": code.lower()})

    assert (response.status_code, response.url) == (302, MINE)
    assert Membership.objects.get().user == person


def test_code_from_the_qr_code_is_confirmed_by_a_button(client, business, person, letter):
    code, _row = letter(business)
    client.force_login(person)

    response = client.post(CODE, {"code": code})

    assert (response.status_code, response.url) == (302, MINE)


def test_every_wrong_code_reads_the_same(client, business, person, letter):
    used, row = letter(business)
    foreign, _row = letter(BusinessFactory())
    ClaimCode.objects.filter(pk=row.pk).update(revoked_at=row.created_at)
    client.force_login(person)

    answers = {
        page_of(client.post(CLAIM, {"act": "code", "code": code})).select_one(".field__error").text.strip()
        for code in (used, foreign, f"{foreign[:5]}-22222-22222", "quatsch")
    }

    assert len(answers) == 1
    assert ClaimAttempt.objects.count() == 4


def test_question_is_kept_and_can_be_taken_back(client, business, person):
    client.force_login(person)

    client.post(CLAIM, {"act": "ask", "message": "Ich führe den Laden.", "phone": ""})
    assert acts(page_of(client.get(CLAIM))) == ["withdraw", "code"]
    client.post(CLAIM, {"act": "withdraw"})

    assert Claim.objects.get().state == ClaimState.WITHDRAWN


def test_question_without_words_keeps_the_rest(client, business, person):
    client.force_login(person)

    page = page_of(client.post(CLAIM, {"act": "ask", "message": "", "phone": "02331 1"}))

    assert page.select_one("[name=phone]")["value"] == "02331 1"
    assert Claim.objects.count() == 0


def test_taken_entry_offers_the_question_only(client, business, person):
    MembershipFactory(business=business)
    client.force_login(person)

    assert acts(page_of(client.get(CLAIM))) == ["ask"]
    client.post(CLAIM, {"act": "ask", "message": "Ich habe übernommen."})
    assert Claim.objects.get().state == ClaimState.DISPUTED


@pytest.mark.parametrize("act", ["mail", "code", "ask", "withdraw", "quatsch", ""])
def test_hidden_entry_cannot_be_claimed(client, person, act):
    BusinessFactory(slug="entwurf", live=False, email="x@example.org")
    client.force_login(person)

    assert client.get("/laeden/entwurf/uebernehmen/").status_code == 404
    assert client.post("/laeden/entwurf/uebernehmen/", {"act": act}).status_code == 404
    assert Claim.objects.count() == 0


def test_too_many_mails_are_answered_with_a_sentence(client, business, person):
    for _mail in range(3):
        send_mail_code(business=business, by=UserFactory())
    client.force_login(person)

    response = client.post(CLAIM, {"act": "mail"}, follow=True)

    assert page_of(response).select_one(".notice--problem")
    assert Message.objects.count() == 3


# --- people -----------------------------------------------------------------------------------------------------------

OWNERS_PAGES = ["personen/", "personen/{number}/", "uebergeben/"]


@pytest.mark.parametrize("path", OWNERS_PAGES)
def test_peoples_pages_are_for_owners_only(client, business, path):
    membership = MembershipFactory(business=business)
    helper = MembershipFactory(business=business, role=HELPER)
    stranger = MembershipFactory()
    url = MINE + path.format(number=membership.pk)
    answers = {}

    for name, user in (("owner", membership.user), ("helper", helper.user), ("other", stranger.user)):
        client.force_login(user)
        answers[name] = (client.get(url).status_code, client.post(url, {"role": HELPER, "remove": "1"}).status_code)

    assert answers["helper"] == answers["other"] == (404, 404)
    assert answers["owner"][0] == 200
    assert set(Membership.objects.values_list("pk", flat=True)) == {membership.pk, helper.pk, stranger.pk}


def test_owner_invites_and_the_invited_person_accepts(client, business, owner, person):
    client.post(f"{MINE}personen/", {"email": person.email, "role": HELPER})
    link = re.search(r"/mein-betrieb/einladung/\S+/", Message.objects.get().text)[0]
    client.force_login(person)
    assert page_of(client.get(link)).form
    assert business.memberships.count() == 1

    response = client.post(link)

    assert (response.status_code, response.url) == (302, MINE)
    assert business.memberships.get(user=person).role == HELPER


def test_invitation_tells_nobody_else_anything(client, business, owner, person):
    client.post(f"{MINE}personen/", {"email": "berta@example.org", "role": HELPER})
    link = re.search(r"/mein-betrieb/einladung/\S+/", Message.objects.get().text)[0]
    client.cookies.clear()  # another browser
    client.force_login(person)

    answers = [client.get(link), client.post(link), client.get("/mein-betrieb/einladung/gibt-es-nicht/")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    mains = {str(BeautifulSoup(answer.content, "html.parser").main) for answer in answers}
    assert len(mains) == 1
    assert "Kamp" not in mains.pop()
    assert Invitation.objects.get().accepted_at is None


def test_owner_changes_removes_resends_and_takes_back(client, business, owner):
    helper = MembershipFactory(business=business, role=HELPER)
    invitation = people.invite(business=business, by=owner, email="neu@example.org", role=HELPER)

    client.post(f"{MINE}personen/{helper.pk}/", {"role": MembershipRole.OWNER})
    helper.refresh_from_db()
    assert helper.is_owner
    client.post(f"{MINE}personen/{helper.pk}/", {"remove": "1"})
    assert list(business.memberships.values_list("user", flat=True)) == [owner.pk]
    client.post(f"{MINE}personen/einladung/{invitation.pk}/", {"act": "resend"})
    newest = Invitation.objects.latest("pk")
    assert newest.pk != invitation.pk
    client.post(f"{MINE}personen/einladung/{newest.pk}/", {"act": "withdraw"})
    assert [row.revoked_at is not None for row in Invitation.objects.all()] == [True, True]


def test_invitation_of_another_business_is_not_there(client, business, owner):
    foreign = MembershipFactory()
    invitation = people.invite(business=foreign.business, by=foreign.user, email="x@example.org", role=HELPER)

    assert client.post(f"{MINE}personen/einladung/{invitation.pk}/", {"act": "withdraw"}).status_code == 404
    invitation.refresh_from_db()
    assert invitation.revoked_at is None


def test_last_owner_leaves_only_after_having_said_so(client, business, owner):
    assert page_of(client.get(f"{MINE}verlassen/")).select_one("[name=frees_entry]")
    client.post(f"{MINE}verlassen/", {"leave": "1"})
    assert business.memberships.count() == 1

    client.post(f"{MINE}verlassen/", {"leave": "1", "frees_entry": "on"})

    assert business.memberships.count() == 0


def test_helper_leaves_with_one_button(client, business, owner):
    helper = MembershipFactory(business=business, role=HELPER)
    client.force_login(helper.user)

    client.post(f"{MINE}verlassen/", {"leave": "1"})

    assert list(business.memberships.values_list("user", flat=True)) == [owner.pk]


def test_lists_of_people_cost_the_same_whatever_their_length(client, business, owner):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{MINE}personen/").status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(30):
        MembershipFactory(business=business, role=HELPER)
        if number < 19:
            people.invite(business=business, by=owner, email=f"p{number}@example.org", role=HELPER)

    assert queries() == few


def test_code_page_is_no_business_called_code(client, person):
    client.force_login(person)

    assert page_of(client.get(CODE)).select_one("[name=code]")


def test_pages_with_secrets_are_kept_nowhere(client, business, person):
    client.force_login(person)

    for url in (CLAIM, CODE):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_dispute_shows_that_it_waits(client, business, person):
    MembershipFactory(business=business)
    ask_project(business=business, by=person, message="Ich bin es.")
    client.force_login(person)

    assert acts(page_of(client.get(CLAIM))) == ["withdraw"]
