"""Proofs by code, and everything that must not be one."""

from datetime import timedelta

from django.utils import timezone

import pytest

from directory.claiming import claims
from directory.claiming.claims import ask_project, redeem_code, send_mail_code, withdraw_claim
from directory.claiming.codes import read_code
from directory.claiming.errors import NotPossible
from directory.enums import AttemptOutcome, ClaimState, CodeChannel, MembershipRole, Proof
from directory.models import Claim, ClaimAttempt, ClaimCode, Membership
from directory.models.claims import MOST_TRIES
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory
from tests.factories.freshness import ReminderFactory

pytestmark = pytest.mark.django_db
WRONG_SECRET = "22222-22222"


def wrong(code: str) -> str:
    """The same row, another secret."""
    return f"{code.split('-')[0]}-{WRONG_SECRET}"


def mailed_code() -> str:
    text = Message.objects.filter(kind="directory.claim_code").latest("pk").text
    return next(word for line in text.split("\n") if (word := line.strip()) and read_code(word))


def outcomes() -> list[str]:
    return list(ClaimAttempt.objects.order_by("pk").values_list("outcome", flat=True))


# --- right ------------------------------------------------------------------------------------------------------------


def test_letters_code_makes_the_person_owner(business, person, letter, mails):
    code, row = letter(business)

    redemption = redeem_code(typed=code.lower().replace("-", " "), by=person)

    assert (redemption.outcome, redemption.business) == (AttemptOutcome.ACCEPTED, business)
    membership = Membership.objects.get()
    assert (membership.user, membership.business) == (person, business)
    assert (membership.role, membership.proof) == (MembershipRole.OWNER, Proof.LETTER_CODE)
    claim = Claim.objects.get()
    assert (claim.state, claim.proof) == (ClaimState.CONFIRMED, Proof.LETTER_CODE)
    row.refresh_from_db()
    assert row.used_by == person
    assert outcomes() == [AttemptOutcome.ACCEPTED]
    assert mails() == [("claim_confirmed", "anna@example.org"), ("claim_notice", "info@kamp.example")]


def test_mailed_code_goes_to_the_published_address_and_makes_owner(business, person, mails):
    send_mail_code(business=business, by=person)
    code = mailed_code()

    redemption = redeem_code(typed=code, by=person, business=business)

    assert redemption.outcome == AttemptOutcome.ACCEPTED
    assert Membership.objects.get().proof == Proof.EMAIL_CODE
    assert mails()[0] == ("claim_code", "info@kamp.example")


def test_mail_with_the_code_is_secret_and_runs_out_with_the_code(business, person):
    send_mail_code(business=business, by=person)

    message = Message.objects.get()
    assert message.is_secret
    assert message.expires_at == ClaimCode.objects.get().expires_at


def test_code_is_nowhere_in_the_database(business, person, letter):
    code, row = letter(business)
    redeem_code(typed=wrong(code), by=person)
    redeem_code(typed=code, by=person)
    secret = read_code(code).secret

    stored = [
        str(value)
        for model in (ClaimCode, ClaimAttempt, Claim)
        for values in model.objects.values_list()
        for value in values
    ]

    assert row.secret_hash in stored
    assert [value for value in stored if secret in value or code in value] == []


def test_success_revokes_other_codes_and_disputes_other_claims(business, person, letter, mails):
    code, _row = letter(business)
    other_letter, other_row = letter(business)
    rival = UserFactory(email="rival@example.org")
    ask_project(business=business, by=rival, message="Ich bin es.")

    redeem_code(typed=code, by=person)

    other_row.refresh_from_db()
    assert other_row.revoked_at is not None
    assert Claim.objects.get(user=rival).state == ClaimState.DISPUTED
    assert ("claim_disputed", "rival@example.org") in mails()
    assert redeem_code(typed=other_letter, by=rival).outcome == AttemptOutcome.REVOKED
    assert Membership.objects.count() == 1


def test_published_address_that_is_the_persons_own_gets_no_second_mail(business, letter, mails):
    owner = UserFactory(email="info@kamp.example")
    code, _row = letter(business)

    redeem_code(typed=code, by=owner)

    assert mails() == [("claim_confirmed", "info@kamp.example")]


# --- wrong ------------------------------------------------------------------------------------------------------------


def test_replayed_code_fails_and_is_logged(business, person, letter):
    code, _row = letter(business)
    redeem_code(typed=code, by=person)

    again = redeem_code(typed=code, by=UserFactory())

    assert again.outcome == AttemptOutcome.USED
    assert Membership.objects.count() == 1
    assert outcomes() == [AttemptOutcome.ACCEPTED, AttemptOutcome.USED]


def test_code_of_another_business_fails_and_stays_good_for_its_own(business, person, letter):
    code, row = letter(BusinessFactory(name="Kiosk"))

    redemption = redeem_code(typed=code, by=person, business=business)

    assert redemption.outcome == AttemptOutcome.OTHER_BUSINESS
    assert Membership.objects.count() == 0
    assert ClaimAttempt.objects.get().business == row.business
    row.refresh_from_db()
    assert (row.used_at, row.tries) == (None, 0)


def test_hash_moved_to_another_business_opens_nothing(business, person, letter):
    """Somebody who can write to the database, but has no key, cannot turn one letter into another."""
    code, row = letter(BusinessFactory())
    ClaimCode.objects.filter(pk=row.pk).update(business=business)

    assert redeem_code(typed=code, by=person).outcome == AttemptOutcome.WRONG
    assert Membership.objects.count() == 0


def test_mailed_code_of_another_person_fails(business, person):
    send_mail_code(business=business, by=person)

    redemption = redeem_code(typed=mailed_code(), by=UserFactory(), business=business)

    assert redemption.outcome == AttemptOutcome.OTHER_PERSON
    assert Membership.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, AttemptOutcome.EXPIRED),
        ({"revoked_at": timezone.now()}, AttemptOutcome.REVOKED),
        ({"tries": MOST_TRIES}, AttemptOutcome.EXHAUSTED),
    ],
)
def test_dead_code_fails_and_is_logged(business, person, letter, fields, outcome):
    code, _row = letter(business, **fields)

    assert redeem_code(typed=code, by=person).outcome == outcome
    assert outcomes() == [outcome]
    assert Membership.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "quatsch", "22222-22222-22222"])
def test_unknown_code_fails_and_is_logged(person, typed):
    assert redeem_code(typed=typed, by=person).outcome == AttemptOutcome.UNKNOWN
    assert outcomes() == [AttemptOutcome.UNKNOWN]


def test_five_wrong_tries_kill_a_code_whoever_makes_them(business, letter):
    code, row = letter(business)
    for _try in range(MOST_TRIES):
        assert redeem_code(typed=wrong(code), by=UserFactory()).outcome == AttemptOutcome.WRONG

    redemption = redeem_code(typed=code, by=UserFactory())

    assert redemption.outcome == AttemptOutcome.EXHAUSTED
    row.refresh_from_db()
    assert row.tries == MOST_TRIES
    assert Membership.objects.count() == 0


def test_person_has_ten_wrong_codes_an_hour_and_then_not_even_a_right_one(business, person, letter):
    code, _row = letter(business)
    for _try in range(claims.WRONG_CODES_AN_HOUR):
        redeem_code(typed="22222-22222-22222", by=person)

    refused = [redeem_code(typed=code, by=person).outcome for _ in range(3)]

    assert refused == [AttemptOutcome.TOO_MANY] * 3
    assert outcomes().count(AttemptOutcome.TOO_MANY) == 1  # a flood does not fill the log
    ClaimAttempt.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    assert redeem_code(typed=code, by=person).outcome == AttemptOutcome.ACCEPTED


def test_code_for_an_entry_that_has_people_leads_to_nothing(business, person, letter):
    code, _row = letter(business)
    MembershipFactory(business=business)

    assert redeem_code(typed=code, by=person).outcome == AttemptOutcome.REVOKED
    assert Membership.objects.count() == 1


# --- mails as a weapon ------------------------------------------------------------------------------------------------


def test_business_gets_three_mails_an_hour_at_most_whoever_asks(business):
    for _mail in range(claims.MAILS_AN_HOUR_FOR_A_BUSINESS):
        send_mail_code(business=business, by=UserFactory())

    with pytest.raises(NotPossible):
        send_mail_code(business=business, by=UserFactory())

    assert Message.objects.count() == 3
    ClaimCode.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    send_mail_code(business=business, by=UserFactory())
    assert Message.objects.count() == 4


def test_person_makes_us_send_five_mails_a_day_at_most(person):
    for _mail in range(claims.MAILS_A_DAY_FOR_A_PERSON):
        send_mail_code(business=BusinessFactory(email="x@example.org"), by=person)

    with pytest.raises(NotPossible):
        send_mail_code(business=BusinessFactory(email="x@example.org"), by=person)

    assert Message.objects.count() == 5


@pytest.mark.parametrize("fields", [{"email": ""}, {"email": "x@example.org", "live": False}])
def test_no_mail_without_a_published_address(person, fields):
    with pytest.raises(NotPossible):
        send_mail_code(business=BusinessFactory(**fields), by=person)

    assert Message.objects.count() == 0


def test_no_mail_to_an_entry_that_has_people(business, person):
    MembershipFactory(business=business)

    with pytest.raises(NotPossible):
        send_mail_code(business=business, by=person)


# --- the project ------------------------------------------------------------------------------------------------------


def test_question_to_the_project_waits_for_it(business, person, mails):
    claim = ask_project(business=business, by=person, message="Ich führe den Laden.", phone="02331 1")

    assert (claim.state, claim.message, claim.phone) == (ClaimState.STAFF, "Ich führe den Laden.", "02331 1")
    assert mails() == [("claim_received", "anna@example.org")]


def test_second_question_replaces_the_first(business, person):
    ask_project(business=business, by=person, message="Eins")
    ask_project(business=business, by=person, message="Zwei")

    assert Claim.objects.get().message == "Zwei"


def test_question_about_somebody_elses_entry_is_a_dispute_and_its_owners_are_told(business, person, mails):
    MembershipFactory(business=business, user__email="owner@example.org")
    MembershipFactory(business=business, user__email="helper@example.org", role=MembershipRole.HELPER)

    claim = ask_project(business=business, by=person, message="Ich habe übernommen.")

    assert claim.state == ClaimState.DISPUTED
    assert mails() == [("claim_disputed", "anna@example.org"), ("claim_disputed_owner", "owner@example.org")]
    ask_project(business=business, by=person, message="Noch einmal.")
    assert len(mails()) == 2


def test_asking_and_taking_back_in_turns_writes_to_the_owners_five_times_a_day_at_most(business, person, mails):
    MembershipFactory(business=business, user__email="owner@example.org")
    for _number in range(5):
        ask_project(business=business, by=person, message="Das ist meiner.")
        withdraw_claim(business=business, by=person)

    with pytest.raises(NotPossible):
        ask_project(business=business, by=person, message="Das ist meiner.")

    assert mails().count(("claim_disputed_owner", "owner@example.org")) == 5


def test_person_who_asked_about_five_entries_today_may_go_on_writing_about_them(person):
    businesses = BusinessFactory.create_batch(6)
    for each in businesses[:5]:
        ask_project(business=each, by=person, message="Das ist meiner.")

    assert ask_project(business=businesses[0], by=person, message="Seit 2019.").message == "Seit 2019."
    with pytest.raises(NotPossible):
        ask_project(business=businesses[5], by=person, message="Der auch.")


def test_member_has_nothing_to_ask_for(business):
    membership = MembershipFactory(business=business)

    with pytest.raises(NotPossible):
        ask_project(business=business, by=membership.user, message="Hallo")


def test_claim_taken_back_takes_its_code_along(business, person):
    send_mail_code(business=business, by=person)
    code = mailed_code()

    assert withdraw_claim(business=business, by=person)

    assert Claim.objects.get().state == ClaimState.WITHDRAWN
    assert redeem_code(typed=code, by=person).outcome == AttemptOutcome.REVOKED
    assert not withdraw_claim(business=business, by=person)


def test_letter_and_mail_live_as_long_as_they_say(business, letter):
    now = timezone.now()
    _code, row = letter(business)
    send_mail_code(business=business, by=UserFactory())
    mailed = ClaimCode.objects.get(channel=CodeChannel.EMAIL)

    assert abs((row.expires_at - now) - timedelta(days=60)) < timedelta(minutes=1)
    assert abs((mailed.expires_at - now) - timedelta(minutes=60)) < timedelta(minutes=1)


def test_links_of_old_reminders_end_when_somebody_takes_the_entry_on(business, person, letter):
    old = ReminderFactory(business=business)
    other = ReminderFactory()
    code, _row = letter(business)

    redeem_code(typed=code, by=person)

    old.refresh_from_db()
    other.refresh_from_db()
    assert old.expires_at <= timezone.now() < other.expires_at
