"""Changes in the admin: their page, and their two sections of the worklist."""

from __future__ import annotations

from django.db.models import Min, Prefetch, Q
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks

from common.worklist import Item, Section, register_section
from directory.changes import parts
from directory.changes.admin_views import review
from directory.changes.differences import author_of
from directory.enums import ChangeState
from directory.models import Business, Change


@hooks.register("register_admin_urls")
def changes_urls() -> list:
    return [path("aenderungen/<int:pk>/", review, name="changes_review")]


def _review_url(pk: int) -> str:
    return reverse("changes_review", args=[pk])


def _waiting():
    """Businesses with changes to decide about: one entry each, however often their people saved."""
    return Business.objects.filter(changes__state=ChangeState.PENDING)


def _waiting_items(limit: int) -> list[Item]:
    businesses = (
        _waiting()
        .annotate(waits_since=Min("changes__created_at", filter=Q(changes__state=ChangeState.PENDING)))
        .order_by("waits_since", "pk")
        .prefetch_related(Prefetch("changes", Change.objects.pending().with_people(), to_attr="waiting_changes"))
    )
    return [
        Item(
            title=business.name if business.live else _("New: %(name)s") % {"name": business.name},
            url=_review_url(business.pk),
            detail=_detail(business.waiting_changes),
            since=business.waits_since,
        )
        for business in businesses[:limit]
    ]


def _live_items(limit: int) -> list[Item]:
    changes = Change.objects.unseen().with_people().select_related("business", "by").order_by("created_at", "pk")
    return [
        Item(change.business.name, f"{_review_url(change.business_id)}#live", _detail([change]), change.created_at)
        for change in changes[:limit]
    ]


def _detail(changes: list[Change]) -> str:
    """What was changed and by whom: "Name, Telefon – Ayşe Öz (Inhaberin)"."""
    names = parts.parts_of(item["field"] for change in changes for item in change.fields)
    people = dict.fromkeys(author_of(change) for change in changes)
    return f"{', '.join(map(parts.label_of, names))} – {', '.join(people)}"


register_section(
    Section(
        slug="changes",
        title=gettext_lazy("Changes to look at"),
        count=lambda: _waiting().distinct().count(),
        items=_waiting_items,
        permission="directory.change_business",
        order=10,
    )
)
register_section(
    Section(
        slug="live",
        title=gettext_lazy("Went live at once"),
        hint=gettext_lazy("Opening hours and telephone are online already. A short look is enough."),
        count=lambda: Change.objects.unseen().count(),
        items=_live_items,
        permission="directory.change_business",
        order=20,
    )
)
