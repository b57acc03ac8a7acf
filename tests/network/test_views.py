from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import pytest

from network import digest
from network.enums import NoticeState
from network.models import Conversation, Interest, MemberProfile, Notice
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory
from tests.factories.network import (
    ConversationFactory,
    InterestFactory,
    MemberProfileFactory,
    MessageFactory,
    NoticeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


def url(name: str, *args) -> str:
    return reverse(f"network:{name}", args=args)


def data_for(business=None, **changes) -> dict:
    return {
        "direction": "offering",
        "topic": "equipment",
        "title": "Kühlschrank zu verleihen",
        "text": "Zwei Meter hoch, an Wochenenden frei.",
        "district": "",
        "expires_on": (timezone.localdate() + timedelta(days=10)).isoformat(),
        **({"business": business.pk} if business else {}),
        **changes,
    }


def test_board_shows_members_what_is_open_and_nothing_else(client, member):
    shown = NoticeFactory()
    NoticeFactory(state=NoticeState.CLOSED, ended_at=timezone.now())
    NoticeFactory(expires_on=timezone.localdate() - timedelta(days=1))
    NoticeFactory(business__live=False)

    response = client.get(url("board"))

    assert list(response.context["page"]) == [shown]


def test_board_filters_by_direction_topic_and_district(client, member):
    near = NoticeFactory(direction="offering", topic="room", district=member.business.district)
    anywhere = NoticeFactory(direction="offering", topic="room", district=None)
    NoticeFactory(direction="looking", topic="room")
    NoticeFactory(direction="offering", topic="order")

    response = client.get(url("board"), {"art": "offering", "thema": "room", "stadtteil": "wehringhausen"})

    assert set(response.context["page"]) == {near, anywhere}


def test_board_leaves_out_filters_it_does_not_know(client, member):
    NoticeFactory()

    assert len(client.get(url("board"), {"art": "x' OR 1=1", "thema": "?"}).context["page"]) == 1


def test_board_explains_itself_to_an_account_without_a_published_business(client):
    NoticeFactory(title="Nur für Betriebe")
    for user in (UserFactory(), MembershipFactory(business__live=False).user):
        client.force_login(user)

        response = client.get(url("board"))

        assert response.status_code == 200
        assert "network/welcome.html" in [template.name for template in response.templates]
        assert "Nur für Betriebe" not in response.content.decode()


@pytest.mark.parametrize("name", ["my_notices", "new_notice", "conversations", "members"])
def test_pages_do_not_exist_for_an_account_without_a_business(client, name):
    client.force_login(UserFactory())

    assert client.get(url(name)).status_code == 404


@pytest.mark.parametrize("name", ["show_interest", "answer", "report_notice", "propose_action", "settle", "extend"])
def test_acts_are_posts_and_closed_to_strangers(client, name):
    notice = NoticeFactory()
    client.force_login(UserFactory())

    assert client.post(url(name, notice.pk), {"text": "x", "reason": "x"}).status_code == 404
    client.force_login(MembershipFactory().user)
    assert client.get(url(name, notice.pk)).status_code == 405


@pytest.mark.parametrize("name", ["settle", "extend", "edit_notice"])
def test_notice_of_another_business_cannot_be_changed(client, member, name):
    notice = NoticeFactory()

    response = client.post(url(name, notice.pk), data_for())

    assert response.status_code == 404
    notice.refresh_from_db()
    assert (notice.state, notice.title) == (NoticeState.OPEN, notice.title)


def test_hidden_notice_is_gone_for_all_but_its_business(client, member):
    hidden = {"state": NoticeState.HIDDEN, "hidden_reason": "Werbung", "ended_at": timezone.now()}
    own = NoticeFactory(business=member.business, **hidden)
    foreign = NoticeFactory(**hidden)
    ConversationFactory(notice=foreign, business=member.business)

    assert client.get(url("notice", own.pk)).status_code == 200
    assert client.get(url("notice", foreign.pk)).status_code == 404


def test_new_notice_goes_on_the_board(client, member):
    response = client.post(url("new_notice"), data_for())

    notice = Notice.objects.get()
    assert response.url == notice.get_absolute_url()
    assert (notice.business, notice.author, notice.state) == (member.business, member.user, NoticeState.OPEN)


def test_new_notice_asks_for_which_business_and_takes_none_of_others(client, member):
    second = MembershipFactory(user=member.user).business
    stranger = BusinessFactory()

    refused = client.post(url("new_notice"), data_for(stranger))
    client.post(url("new_notice"), data_for(second))

    assert "business" in refused.context["form"].errors
    assert [notice.business for notice in Notice.objects.all()] == [second]


@pytest.mark.parametrize("days", [-1, 91])
def test_new_notice_keeps_what_was_typed_when_the_day_is_wrong(client, member, days):
    until = (timezone.localdate() + timedelta(days=days)).isoformat()

    response = client.post(url("new_notice"), data_for(expires_on=until))

    assert list(response.context["form"].errors) == ["expires_on"]
    assert "Zwei Meter hoch" in response.content.decode()
    assert Notice.objects.count() == 0


def test_interest_can_be_shown_and_taken_back(client, member):
    notice = NoticeFactory()

    client.post(url("show_interest", notice.pk))
    assert [interest.business for interest in Interest.objects.all()] == [member.business]

    client.post(url("show_interest", notice.pk), {"zuruecknehmen": "1"})
    assert Interest.objects.count() == 0


def test_answer_starts_a_conversation_the_writer_lands_in(client, member):
    notice = NoticeFactory()

    response = client.post(url("answer", notice.pk), {"text": "Wann denn?"})

    talk = Conversation.objects.get()
    assert response.url == talk.get_absolute_url()
    assert [message.text for message in talk.messages.all()] == ["Wann denn?"]


def test_conversation_is_for_its_two_businesses_only(client, member):
    mine = MessageFactory(conversation__business=member.business).conversation
    asked_me = MessageFactory(conversation__notice__business=member.business).conversation
    foreign = MessageFactory(text="Streng geheim").conversation

    assert client.get(url("conversation", mine.pk)).status_code == 200
    assert client.get(url("conversation", asked_me.pk)).status_code == 200
    assert client.get(url("conversation", foreign.pk)).status_code == 404
    assert client.post(url("conversation", foreign.pk), {"text": "Hallo"}).status_code == 404
    assert "Streng geheim" not in client.get(url("conversations")).content.decode()
    assert foreign.messages.count() == 1


def test_notice_shows_its_owner_all_conversations_and_others_their_own(client, member):
    notice = NoticeFactory(business=member.business)
    talks = [ConversationFactory(notice=notice) for _number in range(2)]
    other = MembershipFactory(business=talks[0].business)

    assert set(client.get(url("notice", notice.pk)).context["conversations"]) == set(talks)
    client.force_login(other.user)
    assert list(client.get(url("notice", notice.pk)).context["conversations"]) == [talks[0]]


def test_joint_action_is_offered_from_three_interested_businesses_on(client, member):
    notice = NoticeFactory(business=member.business)
    InterestFactory.create_batch(2, notice=notice)
    assert client.get(url("notice", notice.pk)).context["can_propose"] is False

    InterestFactory(notice=notice)
    assert client.get(url("notice", notice.pk)).context["can_propose"] is True
    client.post(url("propose_action", notice.pk), {"message": "Im Mai"})

    assert notice.__class__.objects.get(pk=notice.pk).action.message == "Im Mai"


def test_members_list_holds_those_who_put_their_name_down(client, member):
    shown = MemberProfileFactory()
    MemberProfileFactory(business__live=False)

    client.post(url("edit_profile", member.business.slug), {"offers": "Lieferwagen", "wishes": ""})
    assert {profile.business for profile in client.get(url("members")).context["profiles"]} == {
        shown.business,
        member.business,
    }

    client.post(url("edit_profile", member.business.slug), {"austragen": "1"})
    assert [profile.business for profile in MemberProfile.objects.filter(business__live=True)] == [shown.business]


def test_profile_of_another_business_does_not_exist(client, member):
    other = MemberProfileFactory()

    response = client.post(url("edit_profile", other.business.slug), {"offers": "Quatsch"})

    assert response.status_code == 404
    other.refresh_from_db()
    assert other.offers == "Kühlraum mit Platz für zwei Paletten"


def test_weekly_letter_is_a_yes_and_a_no(client, member):
    client.post(url("weekly_letter"), {"ja": "1"})
    assert digest.is_subscribed(member.user) is True

    client.post(url("weekly_letter"), {"nein": "1"})
    assert digest.is_subscribed(member.user) is False


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["board", "my_notices", "conversations", "members"])
def test_lists_ask_the_database_as_often_for_many(client, member, name):
    def one_more():
        notice = NoticeFactory(business=member.business)
        InterestFactory(notice=notice)
        MessageFactory(conversation__notice=notice)
        MemberProfileFactory()

    one_more()
    client.get(url(name))
    few = queries(client, url(name))
    for _number in range(15):
        one_more()

    assert queries(client, url(name)) == few


def test_notice_asks_the_database_as_often_for_many_interested(client, member):
    notice = NoticeFactory(business=member.business)
    InterestFactory(notice=notice)
    MessageFactory(conversation__notice=notice)
    client.get(notice.get_absolute_url())
    few = queries(client, notice.get_absolute_url())
    for _number in range(15):
        InterestFactory(notice=notice)
        MessageFactory(conversation__notice=notice)

    assert queries(client, notice.get_absolute_url()) == few
