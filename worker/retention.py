"""What is forgotten, and the one place it is done from: functions in any app's `tasks.py`, found at start-up.

    @forgets(name="network.conversations", what=_("Conversations about notices that ended"))
    def forget_conversations(now: datetime) -> int:
        ...  # deletes or empties, and returns how many rows that were

The worker runs all of them twice a day, `manage.py purge_personal_data` at once. A dry run does the same work in a
transaction that is taken back, so it counts what would really go. A part must therefore touch nothing but the database.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

logger = logging.getLogger(__name__)
Forget = Callable[[datetime], int]


@dataclass(frozen=True)
class Part:
    name: str
    what: str | Promise
    forget: Forget


@dataclass(frozen=True)
class Forgotten:
    """How many rows of a part were deleted or emptied; None when it failed."""

    part: Part
    count: int | None


class NotForgotten(RuntimeError):  # noqa: N818 — reads as a sentence where it is raised
    """Some parts failed; the others were done."""


_parts: dict[str, Part] = {}


def forgets(*, name: str, what: str | Promise) -> Callable[[Forget], Forget]:
    """Register a function. `name` is "app.thing", `what` stands in the report.

    Raises ValueError for a name that is taken.
    """

    def register(function: Forget) -> Forget:
        if name in _parts:
            raise ValueError(f"There is already something forgotten as {name!r}.")
        _parts[name] = Part(name, what, function)
        return function

    return register


def parts() -> list[Part]:
    return sorted(_parts.values(), key=lambda part: part.name)


def forget_everything(*, now: datetime, dry_run: bool = False) -> list[Forgotten]:
    """Run all parts, each in a transaction of its own; one that fails does not keep the others from forgetting."""
    return [_run(part, now, dry_run) for part in parts()]


def _run(part: Part, now: datetime, dry_run: bool) -> Forgotten:
    try:
        with transaction.atomic():
            count = part.forget(now)
            if dry_run:
                transaction.set_rollback(True)
    except Exception:  # the log says what, the report says that; what is left must be forgotten all the same
        logger.exception("%s could not be forgotten.", part.name)
        return Forgotten(part, None)
    return Forgotten(part, count)


def raise_for_failures(done: list[Forgotten]) -> None:
    """Raises NotForgotten, with the names of the parts that failed."""
    if failed := [one.part.name for one in done if one.count is None]:
        raise NotForgotten(f"Not forgotten: {', '.join(failed)}.")
