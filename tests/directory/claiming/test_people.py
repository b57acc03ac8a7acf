import re
from datetime import timedelta

from django.utils import timezone

import pytest

from directory.claiming import people
from directory.claiming.errors import LastOwner, NotAllowed, NotPossible
from directory.enums import MembershipRole, Proof
from directory.models import Business, Invitation, Membership
from mailings.models import Message
from tests.factories.directory import MembershipFactory

pytestmark = pytest.mark.django_db
OWNER, HELPER = MembershipRole.OWNER, MembershipRole.HELPER


@pytest.fixture
def owner(business):
    return MembershipFactory(business=business, user__email="owner@example.org").user


@pytest.fixture
def helper(business, owner):
    return MembershipFactory(business=business, user__email="helper@example.org", role=HELPER)


def token() -> str:
    text = Message.objects.filter(kind="directory.invitation_new").latest("pk").text
    return re.search(r"/mein-betrieb/einladung/([^/\s]+)/", text)[1]


def roles(business) -> dict[str, str]:
    return dict(business.memberships.values_list("user__email", "role"))


def test_invited_person_belongs_after_accepting(business, owner, person, mails):
    people.invite(business=business, by=owner, email="Anna@Example.org", role=HELPER)

    membership = people.accept_invitation(token=token(), by=person)

    assert (membership.user, membership.role, membership.proof) == (person, HELPER, Proof.INVITATION)
    assert mails() == [("invitation_new", "anna@example.org"), ("invitation_accepted", "owner@example.org")]


def test_secret_of_the_link_is_kept_as_a_hash_and_its_mail_is_secret(business, owner):
    people.invite(business=business, by=owner, email="anna@example.org", role=HELPER)

    assert token() not in str(list(Invitation.objects.values()))
    assert Message.objects.get().is_secret


def test_invitation_is_for_the_invited_address_only(business, owner, person):
    people.invite(business=business, by=owner, email="berta@example.org", role=HELPER)

    with pytest.raises(NotAllowed):
        people.accept_invitation(token=token(), by=person)

    assert roles(business) == {"owner@example.org": OWNER}


def test_invitation_works_once(business, owner, person):
    people.invite(business=business, by=owner, email=person.email, role=OWNER)
    link = token()
    membership = people.accept_invitation(token=link, by=person)
    membership.delete()

    with pytest.raises(NotAllowed):
        people.accept_invitation(token=link, by=person)


@pytest.mark.parametrize(
    "fields", [{"expires_at": timezone.now() - timedelta(seconds=1)}, {"revoked_at": timezone.now()}]
)
def test_dead_invitation_opens_nothing(business, owner, person, fields):
    people.invite(business=business, by=owner, email=person.email, role=HELPER)
    Invitation.objects.update(**fields)

    assert people.open_invitation(token()) is None
    with pytest.raises(NotAllowed):
        people.accept_invitation(token=token(), by=person)


def test_invitations_of_somebody_who_is_no_owner_any_more_are_void(business, owner, person):
    other = MembershipFactory(business=business)
    people.invite(business=business, by=owner, email=person.email, role=OWNER)
    link = token()

    people.change_role(membership=business.memberships.get(user=owner), role=HELPER, by=other.user)

    with pytest.raises(NotAllowed):
        people.accept_invitation(token=link, by=person)


def test_sending_again_makes_a_new_link_and_kills_the_old_one(business, owner, person):
    invitation = people.invite(business=business, by=owner, email=person.email, role=HELPER)
    old = token()

    people.resend_invitation(invitation=invitation, by=owner)

    assert people.open_invitation(old) is None
    assert people.open_invitation(token()).role == HELPER


def test_invitation_taken_back_is_told(business, owner, mails):
    invitation = people.invite(business=business, by=owner, email="anna@example.org", role=HELPER)

    assert people.withdraw_invitation(invitation=invitation, by=owner)
    assert not people.withdraw_invitation(invitation=invitation, by=owner)

    assert mails()[1:] == [("invitation_withdrawn", "anna@example.org")]


def test_helper_may_not_invite_nor_remove_nor_change(business, owner, helper):
    theirs = business.memberships.get(user=owner)

    for act in (
        lambda: people.invite(business=business, by=helper.user, email="x@example.org", role=HELPER),
        lambda: people.remove_person(membership=theirs, by=helper.user),
        lambda: people.change_role(membership=theirs, role=HELPER, by=helper.user),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert roles(business) == {"owner@example.org": OWNER, "helper@example.org": HELPER}
    assert Message.objects.count() == 0


@pytest.mark.parametrize("email", ["owner@example.org", "helper@example.org"])
def test_who_belongs_already_is_not_invited(business, owner, helper, email):
    with pytest.raises(NotPossible):
        people.invite(business=business, by=owner, email=email, role=HELPER)


def test_helper_can_be_invited_to_be_owner(business, owner, helper):
    people.invite(business=business, by=owner, email="helper@example.org", role=OWNER)

    people.accept_invitation(token=token(), by=helper.user)

    assert roles(business) == {"owner@example.org": OWNER, "helper@example.org": OWNER}


def test_invitations_to_one_address_are_limited(business, owner):
    for _mail in range(people.INVITATIONS_A_DAY_TO_ONE):
        people.invite(business=business, by=owner, email="anna@example.org", role=HELPER)

    with pytest.raises(NotPossible):
        people.invite(business=business, by=owner, email="anna@example.org", role=HELPER)


def test_invitations_of_one_business_are_limited(business, owner):
    for number in range(people.INVITATIONS_A_DAY):
        people.invite(business=business, by=owner, email=f"p{number}@example.org", role=HELPER)

    with pytest.raises(NotPossible):
        people.invite(business=business, by=owner, email="one-more@example.org", role=HELPER)


@pytest.mark.parametrize(
    ("stays", "after"),
    [(False, {"anna@example.org": OWNER}), (True, {"anna@example.org": OWNER, "owner@example.org": HELPER})],
)
def test_hand_over_changes_places_once_accepted(business, owner, person, mails, stays, after):
    people.invite(business=business, by=owner, email=person.email, role=OWNER, is_hand_over=True, giver_stays=stays)
    assert roles(business) == {"owner@example.org": OWNER}

    membership = people.accept_invitation(token=token(), by=person)

    assert roles(business) == after
    assert membership.proof == Proof.HAND_OVER
    assert mails()[1:] == [("membership_handed_over", "owner@example.org")]


def test_hand_over_is_sent_again_by_nobody_but_the_giver(business, owner):
    second = MembershipFactory(business=business, user__email="second@example.org").user
    hand_over = people.invite(business=business, by=owner, email="new@example.org", role=OWNER, is_hand_over=True)

    with pytest.raises(NotPossible):
        people.resend_invitation(invitation=hand_over, by=second)

    assert people.resend_invitation(invitation=hand_over, by=owner).invited_by == owner


@pytest.mark.parametrize("stays", [False, True])
def test_hand_over_to_oneself_under_a_new_address_is_refused(business, owner, stays):
    address = "new@example.org"
    people.invite(business=business, by=owner, email=address, role=OWNER, is_hand_over=True, giver_stays=stays)
    owner.email = address
    owner.save()

    with pytest.raises(NotAllowed):
        people.accept_invitation(token=token(), by=owner)

    assert roles(business) == {address: OWNER}


def test_changed_role_is_told(business, owner, helper, mails):
    people.change_role(membership=helper, role=OWNER, by=owner)

    assert roles(business)["helper@example.org"] == OWNER
    assert mails() == [("membership_role", "helper@example.org")]


def test_last_owner_cannot_become_helper(business, owner, helper):
    with pytest.raises(LastOwner):
        people.change_role(membership=business.memberships.get(user=owner), role=HELPER, by=owner)


def test_removed_person_is_told_and_so_are_other_owners(business, owner, helper, mails):
    MembershipFactory(business=business, user__email="second@example.org")

    people.remove_person(membership=helper, by=owner)

    assert roles(business) == {"owner@example.org": OWNER, "second@example.org": OWNER}
    assert mails() == [("membership_ended", "helper@example.org"), ("membership_left", "second@example.org")]


def test_helper_leaves(business, owner, helper, mails):
    assert people.leave(business=business, by=helper.user) is False

    assert roles(business) == {"owner@example.org": OWNER}
    assert mails() == [("membership_left", "owner@example.org"), ("membership_goodbye", "helper@example.org")]


def test_last_owner_has_to_know_that_the_entry_becomes_free(business, owner, helper, mails):
    with pytest.raises(LastOwner):
        people.leave(business=business, by=owner)

    assert people.leave(business=business, by=owner, frees_entry=True) is True

    assert roles(business) == {}
    assert list(Business.objects.unclaimed()) == [business]
    assert mails() == [("membership_freed", "helper@example.org"), ("membership_goodbye", "owner@example.org")]


def test_of_two_owners_who_leave_the_second_one_is_asked(business, owner):
    second = MembershipFactory(business=business).user
    people.leave(business=business, by=owner)

    with pytest.raises(LastOwner):
        people.leave(business=business, by=second)

    assert business.memberships.get().user == second


def test_person_of_another_business_can_do_nothing(business, owner):
    stranger = MembershipFactory().user

    with pytest.raises(NotAllowed):
        people.leave(business=business, by=stranger)
    with pytest.raises(NotAllowed):
        people.remove_person(membership=business.memberships.get(), by=stranger)
    assert Membership.objects.filter(business=business).count() == 1
