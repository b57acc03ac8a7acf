"""What goes with an account, and what goes by itself."""

import json
from datetime import timedelta

from django.utils import timezone

import pytest

from accounts.domain import delete_account, everything_stored
from accounts.leaving import what_will_happen
from directory.claiming import forgetting, people
from directory.claiming.claims import ask_project, redeem_code
from directory.enums import ClaimState, MembershipRole
from directory.models import Business, Claim, ClaimAttempt, ClaimCode, Invitation
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_last_owners_account_frees_the_entry(business, mails):
    owner = MembershipFactory(business=business).user
    MembershipFactory(business=business, role=MembershipRole.HELPER, user__email="helper@example.org")
    assert len(what_will_happen(owner)) == 1

    delete_account(user=owner)

    assert list(Business.objects.unclaimed()) == [business]
    assert ("membership_freed", "helper@example.org") in mails()


def test_account_of_one_of_two_owners_leaves_the_other(business, mails):
    owner, other = (MembershipFactory(business=business).user for _ in range(2))

    delete_account(user=owner)

    assert business.memberships.get().user == other
    assert ("membership_left", other.email) in mails()


def test_person_reads_what_is_stored(business, person, letter):
    ask_project(business=business, by=person, message="Ich bin es.", phone="02331 1")
    redeem_code(typed="22222-22222-22222", by=person)

    stored = json.loads(json.dumps(everything_stored(user=person)))["directory"]

    assert stored["claims"][0]["message"] == "Ich bin es."
    assert stored["codes_typed"][0]["outcome"] == "unknown"


def test_old_things_are_forgotten_and_young_ones_stay(business, person, letter):
    now = timezone.now()
    owner = MembershipFactory(business=business).user
    for days in (89, 91):
        invitation = people.invite(business=business, by=owner, email=f"{days}@example.org", role="helper")
        Invitation.objects.filter(pk=invitation.pk).update(revoked_at=now - timedelta(days=days))
    for days in (364, 366):
        attempt = ClaimAttempt.objects.create(user=person, outcome="unknown")
        ClaimAttempt.objects.filter(pk=attempt.pk).update(created_at=now - timedelta(days=days))
        letter(BusinessFactory(), expires_at=now - timedelta(days=days))
        Claim.objects.create(
            business=business, user=UserFactory(), state=ClaimState.REFUSED, message="x", note=str(days),
            decided_at=now - timedelta(days=days),
        )  # fmt: skip
    for days in (29, 31):
        claim = Claim.objects.create(business=business, user=UserFactory())
        Claim.objects.filter(pk=claim.pk).update(created_at=now - timedelta(days=days))
    Claim.objects.create(
        business=business, user=UserFactory(), state=ClaimState.REFUSED, decided_at=now - timedelta(days=1096)
    )

    for _twice in range(2):
        forgetting.forget_claims(now)

    assert [invitation.email for invitation in Invitation.objects.all()] == ["89@example.org"]
    assert (ClaimAttempt.objects.count(), ClaimCode.objects.count()) == (1, 1)
    assert sorted(Claim.objects.filter(state=ClaimState.REFUSED).values_list("note", flat=True)) == ["", "364"]
    assert sorted(Claim.objects.exclude(state=ClaimState.REFUSED).values_list("state", flat=True)) == [
        "expired",
        "open",
    ]
