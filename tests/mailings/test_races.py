"""Two workers and one message, on a database where both really run at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

import pytest

from mailings.enums import State
from mailings.models import Message
from mailings.sending import claim_next
from tests.factories.mailings import MessageFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROUNDS = 30


@pytest.fixture(autouse=True)
def postgresql_only():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer at a time in.")


def claims_of_two(claim: Callable[[str], bool]) -> int:
    """How many of two threads got the one message that was due."""
    MessageFactory()
    together, got = threading.Barrier(2), []

    def run(name: str) -> None:
        try:
            connection.ensure_connection()
            together.wait(10)
            if claim(name):
                got.append(name)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[f"worker:{number}:x"]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    Message.objects.all().delete()
    return len(got)


def test_one_message_is_claimed_by_one_of_two_workers():
    claims = [claims_of_two(lambda name: claim_next(name, timezone.now()) is not None) for _round in range(ROUNDS)]

    assert claims == [1] * ROUNDS


def test_claim_without_the_condition_would_give_it_to_both():
    """The control: looking first and writing then is what the condition in the UPDATE is there for."""
    looked = threading.Barrier(2)

    def look_then_write(name: str) -> bool:
        message = Message.objects.due(timezone.now()).first()
        looked.wait(10)
        changes = {"state": State.SENDING, "claimed_by": name, "claimed_at": timezone.now()}
        return Message.objects.filter(pk=message.pk).update(**changes) == 1

    assert claims_of_two(look_then_write) == 2
