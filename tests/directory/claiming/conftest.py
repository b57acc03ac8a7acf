import pytest

from directory.claiming.claims import create_code
from directory.enums import CodeChannel
from mailings.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory


@pytest.fixture
def business(db):
    return BusinessFactory(name="Bäckerei Kamp", slug="baeckerei-kamp", email="info@kamp.example")


@pytest.fixture
def person(db):
    return UserFactory(email="anna@example.org")


@pytest.fixture
def letter():
    """A letter's code for a business: the code as it is printed, and its row."""

    def make(business, **fields):
        code, row = create_code(business=business, channel=CodeChannel.LETTER, by=UserFactory())
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        return str(code), row

    return make


@pytest.fixture
def mails(db):
    """What was queued, as (kind without the app, recipient), in order."""

    def queued():
        rows = Message.objects.order_by("pk").values_list("kind", "to")
        return [(kind.removeprefix("directory."), to) for kind, to in rows]

    return queued
