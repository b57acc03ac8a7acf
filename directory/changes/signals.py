"""Listens to Wagtail, so that a decision has the same effects on our page and in Wagtail's own screens."""

from __future__ import annotations

from wagtail.models import TaskState
from wagtail.signals import published, task_rejected

from directory.changes.settling import settle_published, settle_sent_back
from directory.models import Business


def connect() -> None:
    published.connect(_published, sender=Business, dispatch_uid="directory-changes-published")
    task_rejected.connect(_rejected, dispatch_uid="directory-changes-rejected")
    _keep_wagtails_mails_inside_the_house()


def _published(sender, instance: Business, revision, **kwargs) -> None:
    if instance.live and not getattr(instance, "is_published_beside_review", False):
        settle_published(instance, revision)


def _rejected(sender, instance: TaskState, user, **kwargs) -> None:
    business = instance.workflow_state.content_object
    if isinstance(business, Business):
        settle_sent_back(business, by=user, reason=instance.comment)


def _keep_wagtails_mails_inside_the_house() -> None:
    """Wagtail mails every approver whenever something is submitted, at once and while the submitter waits. What owners
    submit stands in the worklist instead: no flood of mail, and no mail server an owner has to wait for. What staff
    submit (somebody "requested" it) is told as Wagtail does."""
    from wagtail.admin import signal_handlers  # knows the models, which are there only now

    for notifier in (
        signal_handlers.task_submission_email_notifier,
        signal_handlers.workflow_submission_email_notifier,
    ):
        notifier.can_handle = _unless_owners_submitted(notifier.can_handle)


def _unless_owners_submitted(can_handle):
    def unless_owners_submitted(instance, **kwargs) -> bool:
        workflow_state = getattr(instance, "workflow_state", instance)
        if workflow_state.requested_by_id is None and isinstance(workflow_state.content_object, Business):
            return False
        return can_handle(instance, **kwargs)

    return unless_owners_submitted
