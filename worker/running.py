"""How a worker lives: it says that it is alive, takes what is due, does it, and leaves when it is asked to."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from datetime import timedelta

from django.db import close_old_connections, connection
from django.utils import timezone

from worker.models import PeriodicTask, WorkerProcess
from worker.registry import Periodic, Steady, periodic_tasks, steady_tasks

logger = logging.getLogger(__name__)

BEAT = timedelta(seconds=15)  # how often a living worker says so
ALIVE_FOR = timedelta(seconds=75)  # four missed beats, and what it had claimed is free
ALIVE_FOR_ALONE = timedelta(minutes=15)  # `--once` has no thread that beats; no step takes longer
FORGET_WORKERS_AFTER = timedelta(days=7)
IDLE_SECONDS = 1.0  # how long a new mail waits at most before somebody looks
LONGEST_PAUSE_SECONDS = 60.0  # after errors that come again and again
RETRY_FAILED_AFTER = timedelta(minutes=5)


def new_worker_name() -> str:
    """Unique on all machines and for ever: process numbers come back."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"


class Worker:
    """One process of `manage.py work`. `stop` may be called from a signal handler. With `parent`, it also stops when it
    is no longer that process's child: however a server ends, no worker is left over."""

    def __init__(self, *, alive_for: timedelta = ALIVE_FOR, parent: int | None = None):
        self.name = new_worker_name()
        self.alive_for = alive_for
        self.parent = parent
        self.stopping = threading.Event()

    def stop(self) -> None:
        self.stopping.set()

    # --- two ways to run ------------------------------------------------------------------------------------------

    def run_once(self) -> None:
        """Everything that is due now, once, in this thread."""
        self.sign_on()
        try:
            self.run_due_tasks()
            for task in steady_tasks():
                doer = task.start(self.name)
                try:
                    while not self.stopping.is_set() and doer.step():
                        self.beat()
                finally:
                    doer.close()
        finally:
            self.sign_off()

    def run_until_stopped(self) -> None:
        """Periodic tasks here, every steady task in a thread of its own, so that no slow task holds up a login code;
        one more thread says that the worker lives."""
        self.sign_on()
        threads = [threading.Thread(target=self._beat_until_stopped, name="beat", daemon=True)]
        threads += [
            threading.Thread(target=self._step_until_stopped, args=[task], name=task.name) for task in steady_tasks()
        ]
        for thread in threads:
            thread.start()
        try:
            self._repeat("periodic tasks", self._look_around)
        finally:
            self.stop()
            for thread in threads:
                thread.join()
            self.sign_off()

    def _look_around(self) -> bool:
        if self.parent is not None and os.getppid() != self.parent:
            self.stop()
        return self.run_due_tasks() > 0

    # --- being alive ----------------------------------------------------------------------------------------------

    def sign_on(self) -> None:
        now = timezone.now()
        WorkerProcess.objects.filter(seen_at__lt=now - FORGET_WORKERS_AFTER).delete()
        WorkerProcess.objects.create(
            name=self.name, started_at=now, seen_at=now, alive_until=now + self.alive_for, stopped_at=None
        )

    def beat(self) -> None:
        now = timezone.now()
        WorkerProcess.objects.filter(name=self.name).update(seen_at=now, alive_until=now + self.alive_for)

    def sign_off(self) -> None:
        now = timezone.now()
        WorkerProcess.objects.filter(name=self.name).update(seen_at=now, stopped_at=now)

    def _beat_until_stopped(self) -> None:
        self._repeat("beat", self.beat, pause=BEAT.total_seconds())

    # --- periodic tasks -------------------------------------------------------------------------------------------

    def run_due_tasks(self) -> int:
        """Run what is due and nobody else is at; how many that were."""
        tasks = {task.name: task for task in periodic_tasks()}
        now = timezone.now()
        known = set(PeriodicTask.objects.filter(name__in=tasks).values_list("name", flat=True))
        if new := tasks.keys() - known:
            PeriodicTask.objects.bulk_create(
                [PeriodicTask(name=name, next_at=now) for name in sorted(new)], ignore_conflicts=True
            )
        done = 0
        for name in PeriodicTask.objects.due(now).filter(name__in=tasks).values_list("name", flat=True):
            if self.stopping.is_set():
                break
            if self._claim(name):
                self._run(tasks[name])
                done += 1
        return done

    def _claim(self, name: str) -> bool:
        """The condition stands in the UPDATE, so of several workers exactly one gets the task."""
        now = timezone.now()
        claimed = PeriodicTask.objects.due(now).filter(name=name).update(claimed_by=self.name, last_started_at=now)
        return claimed == 1

    def _run(self, task: Periodic) -> None:
        started_at = timezone.now()
        try:
            result = task.run()
        except Exception as error:  # whatever a task does wrong, the others go on
            logger.exception("The task %s failed.", task.name)
            retry_in = min(task.every, RETRY_FAILED_AFTER)
            outcome = {"last_error": f"{type(error).__name__}: {error}"[:500]}
        else:
            retry_in = task.every
            outcome = {
                "last_error": "",
                "last_result": (result or "")[:300],
                "last_succeeded_at": timezone.now(),
            }
        row = PeriodicTask.objects.get(name=task.name)
        failures = row.failures_in_a_row + 1 if outcome["last_error"] else 0
        PeriodicTask.objects.filter(name=task.name, claimed_by=self.name).update(
            claimed_by="",
            next_at=started_at + retry_in,
            last_finished_at=timezone.now(),
            failures_in_a_row=failures,
            **outcome,
        )

    # --- steady tasks ---------------------------------------------------------------------------------------------

    def _step_until_stopped(self, task: Steady) -> None:
        doer = task.start(self.name)
        try:
            self._repeat(task.name, doer.step)
        finally:
            doer.close()

    # --- going on -------------------------------------------------------------------------------------------------

    def _repeat(self, what: str, work, pause: float = IDLE_SECONDS) -> None:
        """Call `work` until the worker is stopped, at once again while it returns True. An error is logged and followed
        by a growing pause: the database may be away for a while. No transaction is open while this sleeps."""
        errors = 0
        while not self.stopping.is_set():
            close_old_connections()
            try:
                again = work()
                errors = 0
            except Exception:  # a worker outlives the errors of what it does
                logger.exception("The worker stumbled over %s.", what)
                again = False
                errors += 1
                connection.close()
            if not again:
                self.stopping.wait(min(pause * 2**errors, max(pause, LONGEST_PAUSE_SECONDS)))
        connection.close()
