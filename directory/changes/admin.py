"""Changes in the admin: their page, and their two sections of the worklist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Min, Prefetch, Q, QuerySet
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.models import WorkflowState

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


def _submitted() -> dict[int, datetime]:
    """Businesses in review, with or without a change by their people, and since when."""
    states = WorkflowState.objects.filter(
        base_content_type=Business.get_base_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    )
    return {int(number): moment for number, moment in states.values_list("object_id", "created_at")}


def _waiting(submitted: Iterable[int]) -> QuerySet[Business]:
    """What is to be decided about: one entry a business, however often its people saved."""
    with_changes = Change.objects.pending().values("business_id")
    return Business.objects.filter(Q(pk__in=with_changes) | Q(pk__in=list(submitted)))


def _waiting_items(limit: int) -> list[Item]:
    submitted = _submitted()
    first_change = Min("changes__created_at", filter=Q(changes__state=ChangeState.PENDING))
    businesses = (
        _waiting(submitted)
        .annotate(waits_since=first_change)
        .order_by(F("waits_since").asc(nulls_last=True), "pk")
        .prefetch_related(Prefetch("changes", Change.objects.pending().with_people(), to_attr="waiting_changes"))
    )
    return [
        Item(
            title=business.name if business.live else _("New: %(name)s") % {"name": business.name},
            url=_review_url(business.pk),
            detail=_detail(business.waiting_changes) if business.waiting_changes else _("Submitted by the editors"),
            since=business.waits_since or submitted[business.pk],
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
        count=lambda: _waiting(_submitted()).count(),
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
