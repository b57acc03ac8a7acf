import pytest

from tests.factories.accounts import UserFactory
from tests.factories.directory import BusinessFactory, MembershipFactory


@pytest.fixture
def business(db):
    return BusinessFactory(name="Backhaus Yılmaz", slug="backhaus")


@pytest.fixture
def owner(business):
    """A person who looks after the business."""
    user = UserFactory()
    MembershipFactory(business=business, user=user)
    return user


@pytest.fixture
def owners(client, owner):
    """The owner's browser."""
    client.force_login(owner)
    return client
