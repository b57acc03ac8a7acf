"""What happens to the rest when a person takes their account away, and what is stored about them elsewhere.

Apps above know businesses, notices, bookings; this one does not. In its `apps.py` (ready) an app registers

    leaving.register("directory", tell=…, leave=…, export=…)

- `tell(user) -> list[str]`: sentences in the reader's language that say what will happen, shown before the button.
  Nothing: [].
- `leave(user) -> None`: does it, inside the transaction that deletes the account. May raise `MustStay` with a sentence
  that says what to do first.
- `export(user) -> list | dict`: what the app stores about the person, fit for JSON. Nothing: [].
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User


class MustStay(Exception):  # noqa: N818 — reads as a sentence where it is raised
    """The account cannot go yet; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Part:
    tell: Callable[[User], list[str]]
    leave: Callable[[User], None]
    export: Callable[[User], list | dict]


_parts: dict[str, Part] = {}


def register(
    name: str,
    *,
    tell: Callable[[User], list[str]],
    leave: Callable[[User], None],
    export: Callable[[User], list | dict],
) -> None:
    """Raises ValueError when the name is taken: two apps would hide each other's data."""
    if name in _parts:
        raise ValueError(f"{name!r} is registered already.")
    _parts[name] = Part(tell, leave, export)


def unregister(name: str) -> None:
    del _parts[name]


def what_will_happen(user: User) -> list[str]:
    return [sentence for part in _parts.values() for sentence in part.tell(user)]


def leave_everything(user: User) -> None:
    for part in _parts.values():
        part.leave(user)


def stored_elsewhere(user: User) -> dict[str, list | dict]:
    return {name: part.export(user) for name, part in _parts.items()}
