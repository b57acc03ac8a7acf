"""What staff decide about changes: approve, send back, take note of what went live at once, put that back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.changes import mails, parts
from directory.changes.merging import same
from directory.changes.publishing import publish_beside_review
from directory.changes.saving import locked
from directory.changes.settling import settle_sent_back
from directory.enums import ChangeState
from directory.models import Business, Change


def may_decide(business: Business, user) -> bool:
    """Whoever the present task of the workflow lets approve; without a workflow, whoever may publish."""
    task = business.current_workflow_task
    if task is not None:
        return "approve" in {name for name, _label, _modal in task.get_actions(business, user)}
    return user.has_perm("directory.publish_business")


def state_seen(business: Business) -> str:
    """What a page shows of a draft, so that nobody approves what came after they looked."""
    revision = business.latest_revision
    return f"{revision.pk}-{revision.created_at.timestamp():.6f}" if revision else ""


@transaction.atomic
def approve(*, business: Business, by, seen: str, comment: str = "") -> None:
    """Through the workflow's own task; without one, by publishing. `seen` from `state_seen`.

    Raises PermissionDenied, and ValidationError when somebody changed something since.
    """
    business = _for_decision(business, by, seen)
    task_state = business.current_workflow_task_state
    if task_state is not None:
        task_state.task.specific.on_action(task_state, by, "approve", comment=comment)
    else:
        business.latest_revision.publish(user=by)


@transaction.atomic
def send_back(*, business: Business, by, seen: str, reason: str) -> None:
    """With a reason the owner can do something with. Raises as `approve`."""
    business = _for_decision(business, by, seen)
    if not reason.strip():
        raise ValidationError(_("Please say why, so that the owner knows what to do."))
    task_state = business.current_workflow_task_state
    if task_state is not None:
        task_state.task.specific.on_action(task_state, by, "reject", comment=reason.strip())
    else:
        settle_sent_back(business, by=by, reason=reason)


def _for_decision(business: Business, by, seen: str) -> Business:
    business = locked(business)
    if not may_decide(business, by):
        raise PermissionDenied
    if state_seen(business) != seen or not business.latest_revision_id:
        raise ValidationError(_("Somebody has changed this entry since you opened it. Please look at it again."))
    return business


@transaction.atomic
def mark_seen(*, change: Change, by) -> None:
    """Somebody of the project has looked at what went live at once."""
    Change.objects.unseen().filter(pk=change.pk).update(seen_by=by, seen_at=timezone.now())


@transaction.atomic
def put_back(*, change: Change, by, reason: str) -> None:
    """Give the public entry back the values from before a change that went live at once, and tell its author why.

    Raises ValidationError when somebody has changed one of them since, or when it was put back already.
    """
    if not reason.strip():
        raise ValidationError(_("Please say why, so that the owner knows what to do."))
    business = locked(change.business)
    change = Change.objects.select_related("by", "business").get(pk=change.pk)
    public = parts.read(business)
    moved_on = [item for item in change.fields if not same(item["field"], public[item["field"]], item["after"])]
    if change.state != ChangeState.LIVE or moved_on:
        raise ValidationError(_("Somebody has changed this since. Please change it in the entry itself."))
    before = {item["field"]: item["before"] for item in change.fields}
    publish_beside_review(business.pk, before, by=by, confirmed_on=None)
    now = timezone.now()
    change.state, change.reason = ChangeState.SENT_BACK, reason.strip()[:1000]
    change.decided_by, change.decided_at, change.seen_by, change.seen_at = by, now, by, now
    change.save()
    mails.tell_reset(change, reason.strip())
