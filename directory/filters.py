"""The state of the directory's address bar: what `/laeden/` is asked for, read from and written to a query string."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

MAX_QUERY_LENGTH = 100
MAX_PAGE = 100_000
NOW = "jetzt"
UNKNOWN = "unbekannt"

# Field of the query → its name in the address. German and lasting, because people print addresses.
FACETS = {
    "categories": "kategorie",
    "districts": "stadtteil",
    "tags": "merkmal",
    "languages": "sprache",
    "wheelchair": "rollstuhl",
}


@dataclass(frozen=True)
class DirectoryQuery:
    """What is asked for. Several values of one facet mean "or", several facets mean "and"."""

    text: str = ""
    categories: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    wheelchair: tuple[str, ...] = ()
    open: str = ""  # "", "jetzt", "unbekannt" or a local time such as 2026-12-24T15:00
    page: int = 1
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_params(cls, params: QueryDict, known: dict[str, Collection[str]]) -> DirectoryQuery:
        """Read a query string. What is not understood is left out and named in `problems`; nothing raises.

        `known` has for each facet's field name the values that exist.
        """
        problems: list[str] = []
        values: dict = {}
        text = " ".join(params.get("q", "").replace("\x00", " ").split())
        if len(text) > MAX_QUERY_LENGTH:
            text = text[:MAX_QUERY_LENGTH].rstrip()
            problems.append(_("We searched for the first %(count)s characters only.") % {"count": MAX_QUERY_LENGTH})
        values["text"] = text
        for name, parameter in FACETS.items():
            asked = list(dict.fromkeys(value for value in params.getlist(parameter) if value))
            values[name] = tuple(value for value in asked if value in known[name])
            if len(values[name]) < len(asked):
                unknown = next(value for value in asked if value not in known[name])[:60]
                problems.append(_("We do not know the filter “%(value)s”, so we left it out.") % {"value": unknown})
        values["open"], problem = _read_open(params.get("offen", ""))
        values["page"], page_problem = _read_page(params.get("seite", ""))
        problems += [text for text in (problem, page_problem) if text]
        return cls(**values, problems=tuple(problems))

    @property
    def is_empty(self) -> bool:
        return replace(self, page=1) == DirectoryQuery()

    @property
    def moment_asked(self) -> datetime | None:
        """The chosen moment (aware, Europe/Berlin); None for "now" and for no moment at all."""
        if self.open in {"", NOW, UNKNOWN}:
            return None
        return datetime.fromisoformat(self.open).replace(tzinfo=timezone.get_default_timezone())

    def moment(self, now: datetime) -> datetime:
        """The moment at which states are shown."""
        return self.moment_asked or now

    def params(self) -> list[tuple[str, str]]:
        pairs = [("q", self.text)] if self.text else []
        for name, parameter in FACETS.items():
            pairs += [(parameter, value) for value in getattr(self, name)]
        if self.open:
            pairs.append(("offen", self.open))
        if self.page > 1:
            pairs.append(("seite", str(self.page)))
        return pairs

    @property
    def params_without_text(self) -> list[tuple[str, str]]:
        """What the search form carries along: everything but the words and the page."""
        return replace(self, text="", page=1).params()

    def url(self, path: str) -> str:
        """The address of this state below `path`."""
        query = urlencode(self.params())
        return f"{path}?{query}" if query else path

    def toggled(self, name: str, value: str) -> DirectoryQuery:
        """The state after `value` of facet `name` was tapped; back on the first page."""
        chosen = getattr(self, name)
        changed = tuple(item for item in chosen if item != value) if value in chosen else (*chosen, value)
        return replace(self, page=1, **{name: changed})


def _read_open(value: str) -> tuple[str, str]:
    if value in {"", NOW, UNKNOWN}:
        return value, ""
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            moment = timezone.make_naive(moment, timezone.get_default_timezone())
        if not 2000 <= moment.year <= 2099:
            raise ValueError
    except (ValueError, OverflowError):
        return "", _("We could not read the time “%(value)s”. Please write it like 2026-12-24T15:00.") % {
            "value": value[:40]
        }
    return moment.replace(second=0, microsecond=0).isoformat(timespec="minutes"), ""


def _read_page(value: str) -> tuple[int, str]:
    if value == "":
        return 1, ""
    if value.isascii() and value.isdigit() and len(value) <= 6 and 1 <= int(value) <= MAX_PAGE:
        return int(value), ""
    return 1, _("We do not know the page “%(value)s”; this is the first one.") % {"value": value[:20]}
