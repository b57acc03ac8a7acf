"""Takes back what somebody of a business asked for and nobody has decided yet."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from directory.changes import parts
from directory.changes.merging import same
from directory.changes.publishing import save_draft
from directory.changes.saving import draft_of, locked
from directory.enums import ChangeOrigin, ChangeState
from directory.models import Business, Change


@transaction.atomic
def withdraw_change(*, business: Business, by) -> int:
    """Put every part that the business's people asked for back to what it was; the number of changes withdrawn.

    What staff changed in the same draft stays, and so does what a visitor suggested. When nothing else waits, the
    review is over.
    """
    business = locked(business)
    waiting = business.changes.pending().exclude(origin=ChangeOrigin.VISITOR).order_by("-created_at", "-pk")
    rows = list(waiting)
    if not rows:
        return 0
    take_back(business, rows, by=by)
    Change.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=ChangeState.WITHDRAWN, decided_by=by, decided_at=timezone.now()
    )
    return len(rows)


def take_back(business: Business, rows: list[Change], *, by) -> None:
    """Undo changes in the draft, newest first; a part somebody has changed since stays as they left it."""
    draft = draft_of(Business.objects.get(pk=business.pk))
    present = parts.read(draft)
    for row in rows:
        for item in row.fields:
            if same(item["field"], present[item["field"]], item["after"]):
                present[item["field"]] = item["before"]
    if business.live:
        parts.write(draft, present)
        save_draft(draft, by=by)
    end_review_of_nothing(business, by=by)


def end_review_of_nothing(business: Business, *, by) -> None:
    """Cancel the workflow when the draft says nothing but what is public, or when nobody asks for it any more."""
    fresh = Business.objects.get(pk=business.pk)
    if fresh.live:
        public, draft = parts.read(fresh), parts.read(draft_of(fresh))
        if any(not same(part, public[part], draft[part]) for part in public):
            return
    state = fresh.current_workflow_state
    if state is not None:
        state.cancel(user=by)
    if fresh.live:
        revision = fresh.save_revision(user=by, changed=False, clean=False)
        Business.objects.filter(pk=fresh.pk).update(has_unpublished_changes=False, latest_revision=revision)
