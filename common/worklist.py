"""One list for staff to work off: each part of the house registers a section of things that wait for somebody.

    register_section(Section(
        slug="reports",
        title=_("Reported mistakes"),
        count=lambda: Report.objects.open().count(),
        items=lambda limit: [Item(…) for report in Report.objects.open()[:limit]],
        permission="directory.change_business",
    ))

Sections are registered in `admin.py` modules, which `wagtail_hooks.py` imports. Both functions cost a constant number
of queries; `items` gives the oldest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise

from wagtail.admin.auth import user_passes_test

SHOWN = 25  # of one section; whoever has done these sees the next
REMEMBERED = 60  # seconds a count stands in the menu


@dataclass(frozen=True)
class Item:
    """One thing to do. `since`: when it began to wait (aware), None where that says nothing."""

    title: str
    url: str
    detail: str = ""
    since: datetime | None = None


@dataclass(frozen=True)
class Section:
    """`permission` as Django writes it; who lacks it does not see the section. `url` leads to a page of its own."""

    slug: str
    title: str | Promise
    count: Callable[[], int]
    items: Callable[[int], Iterable[Item]]
    permission: str
    order: int = 100
    hint: str | Promise = ""
    url: Callable[[], str] | None = None


@dataclass(frozen=True)
class ShownSection:
    """A section as the page shows it."""

    slug: str
    title: str | Promise
    hint: str | Promise
    count: int
    items: list[Item]
    url: str

    @property
    def rest(self) -> int:
        return self.count - len(self.items)


_sections: dict[str, Section] = {}


def register_section(section: Section) -> None:
    """Registering the same slug again replaces the section: modules may be imported twice."""
    _sections[section.slug] = section


def sections_of(user) -> list[Section]:
    """What this person may see, in its order."""
    allowed = [section for section in _sections.values() if user.has_perm(section.permission)]
    return sorted(allowed, key=lambda section: (section.order, section.slug))


def counts_of(user) -> list[tuple[Section, int]]:
    counts = [(section, section.count()) for section in sections_of(user)]
    cache.set_many({_key(section): count for section, count in counts}, REMEMBERED)
    return counts


def roughly_counted(user) -> int:
    """How much waits, at most a minute old: the menu stands on every page and should cost none of them a query each."""
    sections = sections_of(user)
    known = cache.get_many([_key(section) for section in sections])
    if len(known) < len(sections):
        return sum(count for _section, count in counts_of(user))
    return sum(known.values())


def _key(section: Section) -> str:
    return f"worklist-{section.slug}"


def _shown(section: Section, count: int) -> ShownSection:
    items = list(section.items(SHOWN)) if count else []
    items.sort(key=lambda item: item.since.timestamp() if item.since else float("inf"))
    return ShownSection(
        section.slug, section.title, section.hint, count, items[:SHOWN], section.url() if section.url else ""
    )


def worklist_url() -> str:
    return reverse("worklist")


@user_passes_test(lambda user: bool(sections_of(user)))
def page(request: HttpRequest) -> HttpResponse:
    """`/verwaltung/arbeitsliste/`: everything that waits, section by section; what is done is not there."""
    shown = [_shown(section, count) for section, count in counts_of(request.user)]
    context = {
        "waiting": [section for section in shown if section.count],
        "done": [section for section in shown if not section.count],
        "total": sum(section.count for section in shown),
    }
    return TemplateResponse(request, "common/worklist.html", context)
