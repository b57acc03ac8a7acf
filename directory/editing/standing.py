"""How a business's entry stands: public or not, what waits for approval, what came back and why."""

from __future__ import annotations

from dataclasses import dataclass

from directory.changes import in_words
from directory.changes.parts import label_of
from directory.enums import ChangeOrigin, ChangeState
from directory.models import Business, Change

LIVE, CHECKED, NEW, SENT_BACK, OFFLINE = "live", "checked", "new", "sent_back", "offline"
CHANGES_READ = 20


@dataclass(frozen=True)
class Waiting:
    """One part that waits: what it is called and what it will say."""

    part: str
    label: str
    words: list[str]


@dataclass(frozen=True)
class Standing:
    """`state`: live; checked (public, and a change waits); new (waits, never public); sent_back; offline."""

    state: str
    waiting: list[Waiting]
    sent_back: Change | None = None

    @property
    def waiting_parts(self) -> list[str]:
        return [item.part for item in self.waiting]


def standing_of(business: Business) -> Standing:
    """From the latest changes of the business's own people; two queries."""
    changes = list(business.changes.exclude(origin=ChangeOrigin.VISITOR)[:CHANGES_READ])
    pending = [change for change in changes if change.state == ChangeState.PENDING]
    decided = [change for change in changes if change.state not in {ChangeState.LIVE, ChangeState.SUPERSEDED}]
    sent_back = decided[0] if decided and decided[0].state == ChangeState.SENT_BACK else None
    latest = {}
    for change in reversed(pending):
        latest |= {row["field"]: row["after"] for row in change.fields}
    waiting = [Waiting(part, label_of(part), in_words(part, value)) for part, value in latest.items()]
    return Standing(_state(business, bool(waiting), sent_back), waiting, sent_back)


def _state(business: Business, is_waiting: bool, sent_back: Change | None) -> str:
    if sent_back is not None:
        return SENT_BACK
    if is_waiting:
        return CHECKED if business.live else NEW
    return LIVE if business.live else OFFLINE
