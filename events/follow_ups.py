"""What other parts of the house made of a workshop's ideas. This room does not know them; the roof registers one:

register_follow_ups(lambda page: ["Blumenkübel vor jeder Tür"])
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.models import WorkshopResultPage

_sources: list[Callable[[WorkshopResultPage], list[str]]] = []


def register_follow_ups(source: Callable[[WorkshopResultPage], list[str]]) -> None:
    _sources.append(source)


def follow_ups_of(page: WorkshopResultPage) -> list[str]:
    return [words for source in _sources for words in source(page)]
