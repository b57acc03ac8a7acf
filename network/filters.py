"""What of the board somebody wants to see, as the address bar says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from network.enums import Direction, Topic

FIELD_OF = {"art": "direction", "thema": "topic", "stadtteil": "district"}


@dataclass(frozen=True)
class Option:
    label: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class NoticeFilter:
    """One value a question, empty for "all"; what is not known is left out."""

    direction: str = ""
    topic: str = ""
    district: str = ""

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> NoticeFilter:
        def known(name: str, values: Iterable[str]) -> str:
            return params.get(name, "") if params.get(name, "") in values else ""

        return cls(
            direction=known("art", Direction.values),
            topic=known("thema", Topic.values),
            district=params.get("stadtteil", "")[:80],
        )

    @property
    def is_empty(self) -> bool:
        return self == NoticeFilter()

    def apply(self, notices):
        """`notices` (a QuerySet) as far as they answer to this; a notice for both districts answers to each."""
        if self.direction:
            notices = notices.filter(direction=self.direction)
        if self.topic:
            notices = notices.filter(topic=self.topic)
        if self.district:
            notices = notices.filter(Q(district=None) | Q(district__slug=self.district))
        return notices

    def url(self, page: int = 1) -> str:
        params = {name: getattr(self, field) for name, field in FIELD_OF.items() if getattr(self, field)}
        if page > 1:
            params["seite"] = page
        return reverse("network:board") + (f"?{urlencode(params)}" if params else "")

    def options(self, name: str, choices: Iterable[tuple[str, str]]) -> list[Option]:
        """A chip for each choice; a chosen one leads back to all."""
        present = getattr(self, FIELD_OF[name])
        return [
            Option(
                str(label), replace(self, **{FIELD_OF[name]: "" if value == present else value}).url(), value == present
            )
            for value, label in choices
        ]
