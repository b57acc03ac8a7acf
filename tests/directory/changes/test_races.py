"""Two people who save one business at the very same moment, on a database where both really run at once."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection, transaction

import pytest

from directory.changes import base_token, draft_of, save_change
from directory.changes.parts import write
from directory.enums import ChangeOrigin
from directory.models import Business
from tests.directory.changes.workflow import start_reviewing
from tests.factories.directory import BusinessFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ROUNDS = 10


@pytest.fixture(autouse=True)
def postgresql_only():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer at a time in.")


def at_once(*saves: Callable[[], object]) -> list[object]:
    """What each of the saves gave back, or raised; all begin together, each on a connection of its own."""
    together, given = threading.Barrier(len(saves)), {}

    def run(number: int, save: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            together.wait(10)
            given[number] = save()
        except Exception as error:  # a thread's error is this test's business
            given[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(saves)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [given[number] for number in range(len(saves))]


def saving(business: Business, **values) -> Callable[[], str]:
    base = base_token(business, values)
    return lambda: save_change(business=business, values=values, base=base, by=None, origin=ChangeOrigin.OWNER).state


def draft(business: Business) -> Business:
    return draft_of(Business.objects.get(pk=business.pk))


def test_changes_of_two_fields_both_arrive():
    start_reviewing()
    for number in range(ROUNDS):
        business = BusinessFactory(name=f"Alt {number}", description="Alt.")

        states = at_once(saving(business, name="Neu"), saving(business, description="Neu."))

        assert states == ["saved", "saved"]
        assert (draft(business).name, draft(business).description) == ("Neu", "Neu.")
        assert business.workflow_states.count() == 1


def test_one_of_two_changes_of_the_same_field_is_told_of_the_other():
    start_reviewing()
    for number in range(ROUNDS):
        business = BusinessFactory(name=f"Alt {number}")

        states = at_once(saving(business, name="Eins"), saving(business, name="Zwei"))

        assert sorted(states) == ["conflict", "saved"]
        assert draft(business).name == ("Eins" if states[0] == "saved" else "Zwei")


def test_something_live_at_once_meets_something_for_review():
    start_reviewing()
    for number in range(ROUNDS):
        business = BusinessFactory(name=f"Alt {number}", phone="02331 1")

        at_once(saving(business, name="Neu"), saving(business, phone="02331 2"))

        business.refresh_from_db()
        assert (business.name, business.phone) == (f"Alt {number}", "02331 2")
        assert (draft(business).name, draft(business).phone) == ("Neu", "02331 2")


def test_without_the_lock_one_of_two_changes_would_be_lost():
    """The control: reading the draft first and writing a revision then is what the row's lock is there for."""
    business = BusinessFactory(name="Alt", description="Alt.")
    have_read = threading.Barrier(2)

    def carelessly(**values) -> Callable[[], None]:
        def save() -> None:
            with transaction.atomic():
                mine = draft(business)
                have_read.wait(10)
                write(mine, values)
                mine.save_revision(clean=False)

        return save

    at_once(carelessly(name="Neu"), carelessly(description="Neu."))

    assert (draft(business).name, draft(business).description) in [("Neu", "Alt."), ("Alt", "Neu.")]
