from datetime import timedelta

from django.utils import timezone

import factory
from factory.django import DjangoModelFactory

from network.enums import Direction, Topic
from network.models import Conversation, Interest, MemberProfile, Message, Notice
from tests.factories.directory import BusinessFactory


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    business = factory.SubFactory(BusinessFactory)
    direction = Direction.LOOKING
    topic = Topic.DELIVERY
    title = factory.Sequence(lambda number: f"Wer teilt einen Lieferwagen? {number}")
    text = "Donnerstags von Altenhagen zum Großmarkt."
    expires_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = Interest

    notice = factory.SubFactory(NoticeFactory)
    business = factory.SubFactory(BusinessFactory)


class ConversationFactory(DjangoModelFactory):
    class Meta:
        model = Conversation

    notice = factory.SubFactory(NoticeFactory)
    business = factory.SubFactory(BusinessFactory)


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    conversation = factory.SubFactory(ConversationFactory)
    business = factory.SelfAttribute("conversation.business")
    text = "Wir wären dabei."


class MemberProfileFactory(DjangoModelFactory):
    class Meta:
        model = MemberProfile

    business = factory.SubFactory(BusinessFactory)
    offers = "Kühlraum mit Platz für zwei Paletten"
