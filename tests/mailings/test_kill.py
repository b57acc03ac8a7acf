"""The promise of the outbox, with real processes, a real mail server and SIGKILL."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from itertools import pairwise

from django.conf import settings
from django.db import connection
from django.utils import timezone

import pytest

from mailings.models import Message
from tests.factories.mailings import MessageFactory
from tests.mailings.smtp_sink import Sink
from worker.models import WorkerProcess

MAILS, KILLS = 2_000, 20
REFUSED, PUT_OFF = 40, 30  # addresses that are answered 550, and 451 at the first try


def database_url() -> str:
    """Where this test's tables are, for another process."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


class Ward:
    """One `manage.py work` and the mail server it talks to."""

    def __init__(self, refused: set[str], put_off: dict[str, list[str]], *arguments: str):
        self.sink = Sink()
        self.sink.at_recipient = {address: ["550 5.1.1 unknown"] * MAILS for address in refused}
        self.sink.at_recipient |= put_off
        self.sink.__enter__()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "work", *arguments],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.mailings.worker_settings",
                "PORTAL_DATABASE_URL": database_url(),
                "TEST_SMTP_PORT": str(self.sink.port),
                "PYTHONPATH": "site:.",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def kill_after(self, number: int, *, while_server_has_the_text: bool, wait: float) -> None:
        """SIGKILL once the server took `number` mails: before it says so to the worker, or `wait` seconds later."""
        if while_server_has_the_text:
            self.sink.on_text = lambda _address: self._kill() if len(self.sink.taken) >= number else None
            self.process.wait(timeout=120)
        elif self.sink.wait_until_taken(number, seconds=120):
            self.sink.wait_until_taken(MAILS, seconds=wait)
            self._kill()

    def _kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)

    def end(self) -> str:
        """What the worker wrote to standard error."""
        _out, errors = self.process.communicate(timeout=120)
        self.sink.__exit__()
        return errors.decode()


def kill_two_at_work(wards: list[Ward], numbers: list[int], chance: random.Random) -> None:
    """Each at a moment of its own; then the minute passes after which they count as dead."""
    threads = [
        threading.Thread(
            target=ward.kill_after,
            args=[number],
            kwargs={"while_server_has_the_text": chance.random() < 0.3, "wait": chance.uniform(0, 0.02)},
        )
        for ward, number in zip(wards, numbers, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for ward in wards:
        ward.end()
        WorkerProcess.objects.filter(name__contains=f":{ward.process.pid}:").update(alive_until=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_workers_killed_at_random_moments_send_nothing_twice_and_lose_nothing():
    chance = random.Random()
    addresses = [f"person{number}@example.org" for number in range(MAILS)]
    Message.objects.bulk_create(MessageFactory.build(to=address) for address in addresses)
    special = chance.sample(addresses, REFUSED + PUT_OFF)
    refused = set(special[:REFUSED])
    put_off = {address: ["451 4.7.1 try later"] for address in special[REFUSED:]}
    cuts = [0, *sorted(chance.sample(range(1, MAILS - 300), KILLS))]
    numbers = [after - before for before, after in pairwise(cuts)]

    wards = []
    for first in range(0, KILLS, 2):
        pair = [Ward(refused, put_off), Ward(refused, put_off)]
        kill_two_at_work(pair, numbers[first : first + 2], chance)
        wards += pair
    last = []
    for _round in range(2):  # the second for those who were put off in the first
        Message.objects.waiting().update(not_before=timezone.now() - timedelta(seconds=1))
        ward = Ward(refused, put_off, "--once")
        last.append((ward.end(), ward.process.returncode))
        wards.append(ward)
    taken = Counter(address for ward in wards for address in ward.sink.taken)
    states = Counter(Message.objects.values_list("state", flat=True))
    sent = set(Message.objects.sent().values_list("to", flat=True))
    failed = set(Message.objects.failed().values_list("to", flat=True))
    unclear = set(Message.objects.unclear().values_list("to", flat=True))
    print(f"{KILLS} kills: {dict(states)}; {len(unclear & taken.keys())} of the unclear had arrived")  # noqa: T201

    assert [ward.process.returncode for ward in wards[:KILLS]] == [-signal.SIGKILL] * KILLS
    assert [code for _errors, code in last] == [0, 0], last
    assert max(taken.values()) == 1, "a mail was sent twice"
    assert len(sent) + len(failed) + len(unclear) == MAILS, states
    assert sent <= taken.keys() <= sent | unclear
    assert failed == refused - unclear
    assert len(unclear) <= KILLS
    assert "" not in unclear
