from __future__ import annotations

import pytest

from network import digest, leaving
from network.models import Message, Notice
from tests.factories.accounts import UserFactory
from tests.factories.directory import MembershipFactory
from tests.factories.network import MessageFactory, NoticeFactory

pytestmark = pytest.mark.django_db


def test_somebody_who_wrote_nothing_is_told_nothing():
    assert leaving.tell(UserFactory()) == []


def test_leaving_stops_the_letter_and_leaves_the_words_without_a_name():
    user = MembershipFactory().user
    digest.subscribe(user=user)
    notice, message = NoticeFactory(author=user), MessageFactory(author=user)
    assert len(leaving.tell(user)) == 1

    leaving.leave(user)
    user.delete()

    assert digest.is_subscribed(user) is False
    assert Notice.objects.get(pk=notice.pk).author is None
    assert Message.objects.get(pk=message.pk).author is None


def test_export_holds_what_one_wrote_and_nothing_of_others():
    user = MembershipFactory().user
    own = MessageFactory(author=user, text="Meins")
    MessageFactory(text="Fremdes", conversation=own.conversation)
    NoticeFactory(author=user, title="Lieferwagen")

    stored = leaving.export(user)

    assert [row["text"] for row in stored["messages"]] == ["Meins"]
    assert [row["title"] for row in stored["notices"]] == ["Lieferwagen"]
    assert stored["weekly_letter"] is False
