"""One registry of what is forgotten: a dry run counts what would go and takes nothing."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.utils import timezone

import pytest

from mailings.enums import State
from mailings.models import Message
from tests.factories.mailings import MessageFactory
from worker import retention
from worker.retention import forget_everything, forgets, raise_for_failures

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_parts(monkeypatch):
    monkeypatch.setattr(retention, "_parts", {})


def old_message() -> Message:
    long_ago = timezone.now() - timedelta(days=31)
    return MessageFactory(state=State.SENT, sent_at=long_ago, closed_at=long_ago, fingerprint="once")


def purge(*arguments: str) -> str:
    out = StringIO()
    call_command("purge_personal_data", *arguments, stdout=out)
    return out.getvalue()


def test_dry_run_counts_and_changes_nothing_then_the_real_one_does_the_same():
    message = old_message()

    dry = forget_everything(now=timezone.now(), dry_run=True)
    message.refresh_from_db()
    assert message.to
    real = forget_everything(now=timezone.now())

    message.refresh_from_db()
    assert [(one.part.name, one.count) for one in dry] == [(one.part.name, one.count) for one in real]
    assert {one.part.name: one.count for one in real}["mailings.messages"] >= 1
    assert message.to == ""


def test_command_reports_in_german_what_went():
    old_message()

    dry, real, again = purge("--dry-run"), purge(), purge()

    assert "Nichts wurde geändert" in dry
    assert dry.splitlines()[:-1] == real.splitlines()[:-1]
    assert "0 Zeilen wurden gelöscht oder geleert." in again


def test_part_that_fails_keeps_no_other_from_forgetting_and_is_reported(own_parts):
    done = []

    @forgets(name="tests.broken", what="Kaputt")
    def broken(now):
        Message.objects.all().delete()
        raise RuntimeError("no")

    @forgets(name="tests.fine", what="Gut")
    def fine(now):
        done.append(now)
        return 3

    message = old_message()
    result = forget_everything(now=timezone.now())

    assert [(one.part.name, one.count) for one in result] == [("tests.broken", None), ("tests.fine", 3)]
    assert Message.objects.filter(pk=message.pk).exists()
    with pytest.raises(retention.NotForgotten, match=r"tests\.broken"):
        raise_for_failures(result)
    with pytest.raises(CommandError, match=r"tests\.broken"):
        purge()


def test_name_is_registered_once(own_parts):
    forgets(name="tests.once", what="Eins")(lambda now: 0)

    with pytest.raises(ValueError, match=r"tests\.once"):
        forgets(name="tests.once", what="Zwei")(lambda now: 0)


def test_every_part_of_the_house_is_registered():
    names = {part.name for part in retention.parts()}

    assert {
        "accounts.sessions",
        "consultations.concerns",
        "consultations.contacts",
        "directory.claims",
        "directory.reports",
        "mailings.messages",
        "network.conversations",
    } <= names
