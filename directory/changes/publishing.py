"""Brings a part of a business to the public at once, while other parts wait for the project's approval."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision
from wagtail.signals import published

from directory.changes import parts
from directory.models import Business
from directory.opening_hours import parse


class PublishBesideReview(PublishRevisionAction):
    """Publishes without ending the workflow that is about other parts (Wagtail would cancel it)."""

    def _after_publish(self) -> None:
        self.object.is_published_beside_review = True  # for whoever settles what waits: nothing was decided
        published.send(sender=type(self.object), instance=self.object, revision=self.revision)


def publish_beside_review(business_pk: int, values: Mapping[str, Any], *, by, confirmed_on: date | None) -> Revision:
    """Set parts of the published entry and nothing else; what waits in a draft keeps waiting, on top of them.

    The caller holds the row's lock and has checked the values. `confirmed_on`: when the entry was last said to be
    right, None to leave that. Returns the published revision.
    """
    business = Business.objects.get(pk=business_pk)
    draft = business.get_latest_revision_as_object() if business.has_unpublished_changes else None
    _write(business, values, confirmed_on)
    revision = business.save_revision(user=by, clean=False, log_action=True)
    PublishBesideReview(revision, user=by).execute(skip_permission_checks=True)
    if draft is not None:
        _write(draft, values, confirmed_on)
        save_draft(draft, by=None)
    return revision


def _write(business: Business, values: Mapping[str, Any], confirmed_on: date | None) -> None:
    parts.write(business, values)
    if confirmed_on is not None:
        business.last_confirmed_on = confirmed_on


def save_draft(draft: Business, *, by) -> Revision:
    """The draft as the newest revision."""
    if not draft.live:
        draft.save()  # as Wagtail does: what nobody sees yet need not be kept apart
    revision = draft.save_revision(user=by, clean=False, log_action=by is not None)
    follow_with_task(draft, revision)
    return revision


def follow_with_task(draft: Business, revision: Revision) -> None:
    """The task of a workflow in progress moves to the newest revision: that is what approving publishes, so it is what
    its reviewers should look at."""
    task_state = draft.current_workflow_task_state
    if task_state is not None and task_state.revision_id != revision.pk:
        task_state.revision = revision
        task_state.save(update_fields=["revision"])


def parts_live_at_once(business: Business, values: Mapping[str, Any]) -> list[str]:
    """Which of the changed parts need nobody's approval.

    None of an entry that is not public yet, that staff have locked, or whose next version has a date: the date would be
    lost. Opening hours that nobody understands wait too, because the public would read "not known".
    """
    if not business.live or business.locked or business.approved_schedule:
        return []
    safe = parts.parts_of(settings.DIRECTORY_LIVE_AT_ONCE)
    return [part for part in safe if part in values and not _is_unreadable(part, values[part])]


def _is_unreadable(part: str, value: Any) -> bool:
    return part == "opening_hours" and bool(value) and not parse(value).understood


def today() -> date:
    return timezone.localdate()
