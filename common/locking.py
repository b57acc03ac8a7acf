"""Whoever wants something that only one can have stands in line first.

The first statement of each such transaction raises a number in the row everybody wants: the one guard that was measured
to be exact on SQLite and on PostgreSQL (docs/decisions/0021-one-slot-one-booking.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, models, transaction
from django.db.models import F

P, R = ParamSpec("P"), TypeVar("R")
ATTEMPTS = 3


class WrongIsolation(RuntimeError):  # noqa: N818 — a fault of the set-up
    """A snapshot from before the wait would show free what is taken."""


@contextmanager
def in_line(model: type[models.Model], *pks: int) -> Iterator[None]:
    """One transaction, alone with these rows; locked in the order of their numbers. `model` has a `lock_version`."""
    with transaction.atomic():
        for pk in sorted(set(pks)):
            model._default_manager.filter(pk=pk).update(lock_version=F("lock_version") + 1)
        _refuse_snapshots()
        yield


def _refuse_snapshots() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        level = cursor.fetchone()[0]
    if level != "read committed":
        raise WrongIsolation(f"Who comes first is decided in READ COMMITTED, not in {level.upper()}.")


def patiently(give_up: type[Exception]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A deadlock or a lock that took too long is tried again, twice; then `give_up` is raised. Never inside a
    transaction, where nothing can be tried again."""

    def wrap(verb: Callable[P, R]) -> Callable[P, R]:
        @wraps(verb)
        def tried(*args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    return verb(*args, **kwargs)
                except OperationalError as problem:
                    if connection.in_atomic_block:
                        raise
                    if attempt == ATTEMPTS:
                        raise give_up from problem
            raise AssertionError("unreachable")

        return tried

    return wrap
