"""What the worker does, said where it is done: functions in any app's `tasks.py`, found at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

Work = Callable[[], str | None]


class Doer(Protocol):
    """What works all the time. A stop is heeded between two steps, so a step should end within seconds."""

    def step(self) -> bool:
        """Do one small piece of work; whether there was any."""

    def close(self) -> None:
        """The worker is about to end."""


Start = Callable[[str], Doer]


@dataclass(frozen=True)
class Periodic:
    """Runs once per `every`, in one worker at a time."""

    name: str
    every: timedelta
    run: Work


@dataclass(frozen=True)
class Steady:
    """Runs all the time, in every worker at once, one small step after the other."""

    name: str
    start: Start


_periodic: dict[str, Periodic] = {}
_steady: dict[str, Steady] = {}


def periodic(*, name: str, every: timedelta) -> Callable[[Work], Work]:
    """Register a function without arguments that returns a short line for the report, or None.

    `name` ("app.verb") is the row's name in the database: renaming it starts a new row. It runs outside of a
    transaction, may be killed at any moment and is then run again, so it must bear being repeated.

    Raises ValueError for a name that is taken.
    """

    def register(function: Work) -> Work:
        _refuse_taken(name)
        _periodic[name] = Periodic(name, every, function)
        return function

    return register


def steady(*, name: str) -> Callable[[Start], Start]:
    """Register a class, or a function that makes a `Doer`.

    It is handed the worker's name (`worker.models.WorkerProcess`), and must itself see to it that two workers never do
    one piece twice.

    Raises ValueError for a name that is taken.
    """

    def register(start: Start) -> Start:
        _refuse_taken(name)
        _steady[name] = Steady(name, start)
        return start

    return register


def periodic_tasks() -> list[Periodic]:
    return list(_periodic.values())


def steady_tasks() -> list[Steady]:
    return list(_steady.values())


def _refuse_taken(name: str) -> None:
    if name in _periodic or name in _steady:
        raise ValueError(f"There is already a task called {name!r}.")
