"""How a worker lives, and what it leaves to the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

import pytest

from mailings.models import Message
from tests.factories.mailings import MessageFactory
from tests.mailings.smtp_sink import Sink
from tests.mailings.test_kill import database_url
from worker import registry
from worker.models import PeriodicTask, WorkerProcess
from worker.running import RETRY_FAILED_AFTER, Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks(monkeypatch):
    """A registry with nothing in it, for this test alone."""
    monkeypatch.setattr(registry, "_periodic", {})
    monkeypatch.setattr(registry, "_steady", {})
    return registry


def test_due_task_runs_once_and_is_due_again_after_its_time(tasks):
    runs = []
    tasks.periodic(name="tests.count", every=timedelta(hours=1))(lambda: runs.append(1) or f"run {len(runs)}")

    Worker().run_once()
    Worker().run_once()
    row = PeriodicTask.objects.get()
    result_of_the_first = row.last_result
    PeriodicTask.objects.update(next_at=timezone.now())
    Worker().run_once()

    assert len(runs) == 2
    assert result_of_the_first == "run 1"
    assert row.next_at > timezone.now() + timedelta(minutes=50)
    assert (row.claimed_by, row.last_error, row.failures_in_a_row) == ("", "", 0)


def test_failing_task_is_noted_down_tried_again_soon_and_stops_nobody(tasks):
    runs = []

    @tasks.periodic(name="tests.fails", every=timedelta(days=1))
    def fails():
        raise ValueError("no such street")

    tasks.periodic(name="tests.works", every=timedelta(days=1))(lambda: runs.append(1))

    Worker().run_once()

    failing = PeriodicTask.objects.get(name="tests.fails")
    assert (failing.last_error, failing.failures_in_a_row) == ("ValueError: no such street", 1)
    assert failing.last_succeeded_at is None
    assert failing.next_at <= timezone.now() + RETRY_FAILED_AFTER
    assert list(PeriodicTask.objects.failing()) == [failing]
    assert runs == [1]


def test_task_of_a_living_worker_is_left_to_it_and_that_of_a_dead_one_taken_over(tasks):
    runs = []
    tasks.periodic(name="tests.count", every=timedelta(hours=1))(lambda: runs.append(1))
    now = timezone.now()
    soon = now + timedelta(minutes=1)
    other = WorkerProcess.objects.create(name="other", started_at=now, seen_at=now, alive_until=soon)
    PeriodicTask.objects.create(name="tests.count", next_at=now, claimed_by=other.name)

    Worker().run_once()
    ran_beside_the_living = list(runs)
    WorkerProcess.objects.filter(pk=other.pk).update(alive_until=timezone.now())
    Worker().run_once()

    assert (ran_beside_the_living, runs) == ([], [1])


def test_rows_of_tasks_that_no_longer_exist_are_left_alone(tasks):
    PeriodicTask.objects.create(name="tests.gone", next_at=timezone.now())

    Worker().run_once()

    assert PeriodicTask.objects.get().last_started_at is None


def test_steady_task_works_until_there_is_nothing_left_and_is_closed(tasks):
    log = []

    class Doer:
        def __init__(self, worker: str):
            log.append(worker.count(":"))

        def step(self) -> bool:
            log.append("step")
            return len(log) < 4

        def close(self) -> None:
            log.append("close")

    tasks.steady(name="tests.doer")(Doer)

    Worker().run_once()

    assert log == [2, "step", "step", "step", "close"]


def test_stopped_worker_begins_nothing_new(tasks):
    runs = []
    worker = Worker()
    tasks.periodic(name="tests.a", every=timedelta(hours=1))(lambda: runs.append("a") or worker.stop())
    tasks.periodic(name="tests.b", every=timedelta(hours=1))(lambda: runs.append("b"))

    worker.run_once()

    assert runs == ["a"]
    assert WorkerProcess.objects.get().stopped_at is not None


def test_name_is_registered_once(tasks):
    tasks.periodic(name="tests.count", every=timedelta(hours=1))(lambda: None)

    with pytest.raises(ValueError, match=r"tests\.count"):
        tasks.steady(name="tests.count")(lambda worker: None)


def test_command_runs_everything_that_is_registered_once():
    call_command("work", "--once")

    assert not PeriodicTask.objects.failing().exists()
    names = set(PeriodicTask.objects.exclude(last_succeeded_at=None).values_list("name", flat=True))
    assert {"worker.forget", "worker.publish_scheduled"} <= names


def test_workers_that_died_long_ago_are_forgotten(tasks):
    long_ago = timezone.now() - timedelta(days=8)
    WorkerProcess.objects.create(name="old", started_at=long_ago, seen_at=long_ago, alive_until=long_ago)

    Worker().run_once()

    assert not WorkerProcess.objects.filter(name="old").exists()


@pytest.mark.django_db(transaction=True)
def test_worker_beside_a_server_ends_when_that_is_gone(tasks):
    worker = Worker(parent=os.getpid())  # nobody is the child of itself

    worker.run_until_stopped()

    row = WorkerProcess.objects.get()
    assert (row.name, row.stopped_at is not None) == (worker.name, True)


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_it_finishes_the_mail_in_hand():
    MessageFactory.create_batch(3)
    at_the_text, go_on = threading.Event(), threading.Event()
    with Sink() as sink:
        sink.on_text = lambda _address: (at_the_text.set(), go_on.wait(30))
        process = subprocess.Popen(
            [sys.executable, "manage.py", "work"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.mailings.worker_settings",
                "PORTAL_DATABASE_URL": database_url(),
                "TEST_SMTP_PORT": str(sink.port),
                "PYTHONPATH": "site:.",
            },
            stderr=subprocess.PIPE,
        )
        assert at_the_text.wait(120)
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert any(b"told to stop" in line for line in process.stderr)  # a signal takes its time to be heard
        go_on.set()
        _out, errors = process.communicate(timeout=60)

    assert process.returncode == 0, errors
    assert len(sink.taken) == Message.objects.sent().count() == 1
    assert Message.objects.waiting().count() == 2
    assert WorkerProcess.objects.get().stopped_at is not None
