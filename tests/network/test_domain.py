from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

import pytest

from mailings.models import Message as Mail
from network import domain
from network.enums import ActionState, NoticeState
from network.models import Conversation, Interest, JointAction, Message, Notice, Objection
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory
from tests.factories.network import ConversationFactory, InterestFactory, NoticeFactory

pytestmark = pytest.mark.django_db


def mails(kind: str) -> list[str]:
    return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def today():
    return timezone.localdate()


def test_put_up_makes_an_open_notice_that_the_project_has_not_seen():
    membership = MembershipFactory()

    notice = domain.put_up(notice=NoticeFactory.build(business=membership.business), by=membership.user)

    assert (notice.state, notice.author, notice.seen_at) == (NoticeState.OPEN, membership.user, None)


def test_put_up_refuses_the_eleventh_open_notice_and_takes_it_once_one_is_settled():
    business = BusinessFactory()
    first, *_rest = NoticeFactory.create_batch(domain.MOST_OPEN_NOTICES, business=business)

    with pytest.raises(domain.NotPossible):
        domain.put_up(notice=NoticeFactory.build(business=business), by=UserFactory())
    domain.settle(notice=first)
    domain.put_up(notice=NoticeFactory.build(business=business), by=UserFactory())

    assert Notice.objects.filter(business=business, state=NoticeState.OPEN).count() == domain.MOST_OPEN_NOTICES


def test_put_up_an_edited_notice_asks_the_project_to_look_again():
    notice = NoticeFactory(seen_at=timezone.now())
    notice.title = "Anders"

    domain.put_up(notice=notice, by=UserFactory())

    notice.refresh_from_db()
    assert (notice.title, notice.seen_at) == ("Anders", None)


def test_extend_brings_back_what_ran_out_but_not_what_was_taken_down():
    ran_out = NoticeFactory(state=NoticeState.EXPIRED, ended_at=timezone.now())
    taken_down = NoticeFactory(state=NoticeState.HIDDEN, hidden_reason="Werbung", ended_at=timezone.now())

    domain.extend(notice=ran_out, today=today())
    domain.extend(notice=taken_down, today=today())

    assert (ran_out.state, ran_out.ended_at, ran_out.expires_on) == (NoticeState.OPEN, None, today() + domain.USUAL)
    assert taken_down.state == NoticeState.HIDDEN


def test_extend_brings_nothing_back_to_a_full_board_but_extends_what_is_on_it():
    business = BusinessFactory()
    settled = NoticeFactory(business=business, state=NoticeState.CLOSED, ended_at=timezone.now())
    first, *_rest = NoticeFactory.create_batch(domain.MOST_OPEN_NOTICES, business=business)

    with pytest.raises(domain.NotPossible):
        domain.extend(notice=settled, today=today())

    assert domain.extend(notice=first, today=today()).expires_on == today() + domain.USUAL
    assert Notice.objects.filter(state=NoticeState.OPEN).count() == domain.MOST_OPEN_NOTICES


def test_take_down_tells_everybody_of_the_business_once():
    notice = NoticeFactory()
    people = [MembershipFactory(business=notice.business).user for _number in range(2)]
    Objection.objects.create(notice=notice, business=BusinessFactory(), reason="Werbung")

    answers = [domain.take_down(notice=notice, by=UserFactory(), reason="Das ist Werbung.") for _time in range(2)]

    assert answers == [True, False]
    assert mails("network.taken_down") == sorted(person.email for person in people)
    assert "Das ist Werbung." in Mail.objects.first().text
    assert Objection.objects.filter(settled_at=None).count() == 0


def test_object_to_brings_a_seen_notice_back_to_the_project():
    notice = NoticeFactory(seen_at=timezone.now())
    business = BusinessFactory()

    for reason in ("Werbung", "Werbung für Kredite"):
        domain.object_to(notice=notice, business=business, reason=reason)

    notice.refresh_from_db()
    assert notice.seen_at is None
    assert [objection.reason for objection in notice.objections.all()] == ["Werbung für Kredite"]


def test_notices_leave_the_board_the_day_after_their_last():
    last_day = NoticeFactory(expires_on=today())
    over = NoticeFactory(expires_on=today() - timedelta(days=1))

    assert list(Notice.objects.on_board(today())) == [last_day]
    assert domain.take_off_what_ran_out(today=today()) == 1
    over.refresh_from_db()
    assert over.state == NoticeState.EXPIRED


def test_reminder_before_the_end_comes_once():
    notice = NoticeFactory(expires_on=today() + timedelta(days=4))
    person = MembershipFactory(business=notice.business).user
    NoticeFactory(expires_on=today() + timedelta(days=5))

    for _hour in range(3):
        domain.remind_before_the_end(today=today())

    assert mails("network.ends_soon") == [person.email]


def test_interest_is_counted_once_and_never_ones_own():
    notice = NoticeFactory()
    other = BusinessFactory()

    answers = [domain.show_interest(notice=notice, business=business) for business in (other, other, notice.business)]

    assert answers == [True, False, False]
    assert Interest.objects.count() == 1


def test_action_needs_three_published_businesses_and_one_that_takes_part():
    notice = NoticeFactory()
    first = InterestFactory(notice=notice).business
    InterestFactory(notice=notice)
    InterestFactory(notice=notice, business__live=False)

    with pytest.raises(domain.NotPossible):
        domain.propose_action(notice=notice, business=first, message="")
    InterestFactory(notice=notice)
    with pytest.raises(domain.NotPossible):
        domain.propose_action(notice=notice, business=BusinessFactory(), message="")
    actions = [domain.propose_action(notice=notice, business=first, message="Im Mai") for _time in range(2)]

    assert actions[0] == actions[1] == JointAction.objects.get()


def test_decision_about_an_action_is_told_once_to_everybody_who_takes_part():
    notice = NoticeFactory()
    people = [MembershipFactory(business=notice.business).user.email]
    people += [MembershipFactory(business=InterestFactory(notice=notice).business).user.email for _number in range(3)]
    MembershipFactory()  # takes no part
    action = JointAction.objects.create(notice=notice, proposed_by=notice.business)

    answers = [
        domain.decide_action(action=action, state=state, answer="Wir rufen Sie an.", by=UserFactory())
        for state in (ActionState.ACCEPTED, ActionState.DECLINED)
    ]

    assert answers == [True, False]
    action.refresh_from_db()
    assert action.state == ActionState.ACCEPTED
    assert mails("network.action_decided") == sorted(people)


def test_answer_opens_one_conversation_and_hides_both_addresses():
    notice = NoticeFactory()
    owner = MembershipFactory(business=notice.business).user
    asking = MembershipFactory()

    for text in ("Wann denn?", "Und was kostet es?"):
        domain.answer(notice=notice, business=asking.business, by=asking.user, text=text)

    assert Conversation.objects.count() == 1
    assert mails("network.message") == [owner.email] * 2
    for mail in Mail.objects.all():
        assert asking.user.email not in mail.text + mail.html + mail.reply_to + str(mail.headers)
        assert asking.business.name in mail.text


def test_say_reaches_the_other_side_and_not_the_writer():
    conversation = ConversationFactory()
    owner = MembershipFactory(business=conversation.notice.business).user
    asking = MembershipFactory(business=conversation.business).user

    domain.say(conversation=conversation, business=conversation.notice.business, by=owner, text="Gern.")

    assert mails("network.message") == [asking.email]


def test_answer_is_refused_for_ones_own_notice_and_for_one_that_is_over():
    own = NoticeFactory()
    over = NoticeFactory(state=NoticeState.CLOSED, ended_at=timezone.now())

    for notice, business in ((own, own.business), (over, BusinessFactory())):
        with pytest.raises(domain.NotPossible):
            domain.answer(notice=notice, business=business, by=UserFactory(), text="Hallo")

    assert Message.objects.count() == 0


def test_say_stops_somebody_who_writes_to_everybody():
    conversation = ConversationFactory()
    Message.objects.bulk_create(
        Message(conversation=conversation, business=conversation.business, text="!")
        for _number in range(domain.MOST_MESSAGES_A_DAY)
    )

    with pytest.raises(domain.NotPossible):
        domain.say(conversation=conversation, business=conversation.business, by=UserFactory(), text="!")

    assert Message.objects.count() == domain.MOST_MESSAGES_A_DAY


def test_conversations_are_forgotten_half_a_year_after_the_notice_ended():
    now = timezone.now()
    old = NoticeFactory(state=NoticeState.CLOSED, ended_at=now - timedelta(days=184))
    recent = NoticeFactory(state=NoticeState.CLOSED, ended_at=now - timedelta(days=180))
    ConversationFactory(notice=old)
    kept = [ConversationFactory(notice=recent), ConversationFactory(notice=NoticeFactory())]

    assert domain.forget_old_conversations(now=now) == 1
    assert set(Conversation.objects.all()) == set(kept)
