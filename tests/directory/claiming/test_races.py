"""Two people at once. Means something on PostgreSQL only: SQLite lets one writer in at a time."""

import threading
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

import pytest

from directory.claiming import people
from directory.claiming.claims import MAILS_AN_HOUR_FOR_A_BUSINESS, create_code, redeem_code, send_mail_code
from directory.claiming.codes import read_code
from directory.claiming.errors import LastOwner, NotAllowed
from directory.enums import AttemptOutcome, CodeChannel, MembershipRole, Proof
from directory.models import ClaimCode, Membership
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a race needs PostgreSQL"),
]


def at_once(*acts):
    """Every act in a thread of its own, started together; what each returned or raised."""
    together = threading.Barrier(len(acts))
    answers = [None] * len(acts)

    def run(number, act):
        try:
            together.wait(timeout=10)
            answers[number] = act()
        except Exception as problem:
            answers[number] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


@pytest.mark.parametrize("attempt", range(5))
def test_of_two_people_with_one_code_exactly_one_wins(attempt):
    business = BusinessFactory(email="x@example.org")
    code, _row = create_code(business=business, channel=CodeChannel.LETTER, by=UserFactory())
    first, second = UserFactory(), UserFactory()

    answers = at_once(lambda: redeem_code(typed=str(code), by=first), lambda: redeem_code(typed=str(code), by=second))

    assert sorted(answer.outcome for answer in answers) == [AttemptOutcome.ACCEPTED, AttemptOutcome.USED]
    assert business.memberships.count() == 1


def test_control_without_the_guard_both_win():
    """The same race with “read, look, write” instead of one conditional UPDATE: the test above can fail."""
    business = BusinessFactory()
    code, _row = create_code(business=business, channel=CodeChannel.LETTER, by=UserFactory())
    looked = threading.Barrier(2)

    def naive(user):
        with transaction.atomic():
            row = ClaimCode.objects.usable(timezone.now()).get(lookup=read_code(str(code)).lookup)
            looked.wait(timeout=10)
            row.used_at = timezone.now()
            row.save()
            return Membership.objects.create(
                business=business, user=user, role=MembershipRole.OWNER, proof=Proof.LETTER_CODE
            )

    first, second = UserFactory(), UserFactory()

    at_once(lambda: naive(first), lambda: naive(second))

    assert business.memberships.count() == 2


def test_two_codes_of_one_business_at_once_make_one_owner():
    business = BusinessFactory(email="x@example.org")
    codes = [create_code(business=business, channel=CodeChannel.LETTER, by=UserFactory())[0] for _ in range(2)]
    first, second = UserFactory(), UserFactory()

    answers = at_once(
        lambda: redeem_code(typed=str(codes[0]), by=first), lambda: redeem_code(typed=str(codes[1]), by=second)
    )

    assert sorted(answer.outcome for answer in answers) == [AttemptOutcome.ACCEPTED, AttemptOutcome.REVOKED]
    assert business.memberships.count() == 1


def test_wrong_codes_side_by_side_are_all_counted():
    business, person = BusinessFactory(), UserFactory()
    code, row = create_code(business=business, channel=CodeChannel.LETTER, by=UserFactory())
    typed = f"{code.lookup}-22222-22222"

    answers = at_once(*[lambda: redeem_code(typed=typed, by=person)] * 12)

    row.refresh_from_db()
    assert row.tries == 5
    outcomes = [answer.outcome for answer in answers]
    assert outcomes.count(AttemptOutcome.WRONG) == 5
    assert outcomes.count(AttemptOutcome.TOO_MANY) == 2


def test_of_two_owners_who_leave_at_once_one_is_asked():
    business = BusinessFactory()
    owners = [MembershipFactory(business=business).user for _ in range(2)]

    answers = at_once(*[lambda owner=owner: people.leave(business=business, by=owner) for owner in owners])

    assert sorted((type(answer) for answer in answers), key=str) == [bool, LastOwner]
    assert business.memberships.count() == 1


def test_two_owners_who_remove_each_other_leave_one():
    business = BusinessFactory()
    one, other = (MembershipFactory(business=business) for _ in range(2))

    answers = at_once(
        lambda: people.remove_person(membership=one, by=other.user),
        lambda: people.remove_person(membership=other, by=one.user),
    )

    assert [type(answer) for answer in answers if answer is not None] == [NotAllowed]
    assert business.memberships.count() == 1


def test_two_codes_may_be_asked_for_at_once_without_going_beyond_the_limit():
    business = BusinessFactory(email="x@example.org")
    asking = [UserFactory() for _ in range(6)]

    at_once(*[lambda user=user: send_mail_code(business=business, by=user) for user in asking])

    recent = ClaimCode.objects.filter(business=business, created_at__gt=timezone.now() - timedelta(hours=1))
    assert recent.count() == MAILS_AN_HOUR_FOR_A_BUSINESS
