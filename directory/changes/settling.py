"""Writes down what became of the changes that waited, whoever decided and wherever: on our page or in Wagtail's own
screens. It follows Wagtail's signals (`directory/changes/signals.py`); everybody concerned gets one mail a decision."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Revision, TaskState, WorkflowState

from directory.changes import mails, parts
from directory.changes.merging import same
from directory.enums import ChangeState
from directory.models import Business, Change


def settle_published(business: Business, revision: Revision) -> None:
    """A revision became public: what it holds of the waiting changes is approved, what it says otherwise was adapted.

    Changes made after that revision go on waiting.
    """
    covered = [
        change
        for change in business.changes.pending().select_related("revision").order_by("-created_at", "-pk")
        if change.revision is None or change.revision.created_at <= revision.created_at
    ]
    if not covered:
        return
    by, comment = _decision(business, revision, covered)
    public = parts.read(Business.objects.get(pk=business.pk))
    later: set[str] = set()  # parts that a later of these changes set anew
    for change in covered:
        own = [item for item in change.fields if item["field"] not in later]
        later |= {item["field"] for item in own}
        if not own:
            change.state = ChangeState.SUPERSEDED
        elif all(same(item["field"], item["after"], public[item["field"]]) for item in own):
            change.state = ChangeState.APPROVED
        else:
            change.state = ChangeState.ADAPTED
    _close(covered, by=by, reason=comment)
    mails.tell_approved(business, covered, public, comment)
    _forget_what_was_said(covered)


def settle_sent_back(business: Business, *, by, reason: str) -> None:
    """The task was rejected. Wagtail asks for no reason; whoever gave none gets in touch."""
    waiting = list(business.changes.pending().order_by("-created_at", "-pk"))
    if not waiting:
        return
    reason = reason.strip() or _("Please get in touch with us, we would like to talk about it.")
    for change in waiting:
        change.state = ChangeState.SENT_BACK
    _close(waiting, by=by, reason=reason)
    mails.tell_sent_back(business, waiting, reason)
    _forget_what_was_said(waiting)


def _decision(business: Business, revision: Revision, covered: list[Change]):
    """(who decided, their comment): of the workflow that has just been approved, else whoever published."""
    workflow_state = WorkflowState.objects.for_instance(business).order_by("-pk").first()
    task_state = workflow_state.current_task_state if workflow_state else None
    if (
        task_state is not None
        and task_state.status == TaskState.STATUS_APPROVED
        and task_state.finished_at >= max(change.created_at for change in covered)
    ):
        return task_state.finished_by, task_state.comment
    own = {change.by_id for change in covered}
    return (None if revision.user_id in own else revision.user), ""


def _close(changes: list[Change], *, by, reason: str) -> None:
    now = timezone.now()
    for change in changes:
        change.decided_by, change.decided_at, change.reason = by, now, reason[:1000]
    Change.objects.bulk_update(changes, ["state", "decided_by", "decided_at", "reason"])


def _forget_what_was_said(changes: list[Change]) -> None:
    """How to answer, and what was meant for the project alone."""
    Change.objects.filter(pk__in=[change.pk for change in changes]).update(contact="", message="")
