"""Staff edit in Wagtail's form while an owner saves: what they changed apart is merged, what both changed is shown.

Wagtail itself refuses an outdated save in the background only; a pressed button overwrites whatever came in between.
Here the form carries what it showed (`tokens.sealed_content`) and is bound to that: so what staff changed is known, and
is brought into the present draft the same way as an owner's change. This holds for saving, submitting, publishing and
approving with changes, because all of them save first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision
from wagtail.snippets.views.snippets import EditView

from directory.changes import parts, tokens
from directory.changes.merging import merge, same
from directory.changes.publishing import follow_with_task
from directory.changes.words import in_words
from directory.models import Business

DECIDING = {"publish", "workflow-action"}  # what makes things public


def one_at_a_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Whoever saves holds the row, so that the second of two sees what the first wrote (as in `save_change`)."""

    @wraps(view)
    def locking(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with transaction.atomic():
            number = unquote(str(kwargs.get("pk", "")))
            if number.isdigit():
                Business.objects.select_for_update(of=("self",)).filter(pk=number).first()
            return view(request, *args, **kwargs)

    return locking


class BusinessEditView(EditView):
    seen: dict[str, Any] | None = None  # what the form showed, where something came in between
    merged: dict[str, Any] | None = None  # parts to be set otherwise than staff typed them

    def get_object(self, queryset=None) -> Business:
        present = super().get_object(queryset)
        if self.request.method != "POST" or self._is_up_to_date():
            return present
        opened = tokens.opened_content(self.request.POST.get("base", ""))
        if opened is None:
            return present
        content, known_since = opened
        shown = self.live_object.with_content_json(content)
        self.present_values = parts.read(present, parts.STAFF_PARTS)
        seen = {**parts.read(shown, parts.STAFF_PARTS), **known_since}
        if all(same(part, seen[part], self.present_values[part]) for part in seen):
            return present
        self.seen = seen
        return shown

    def _is_up_to_date(self) -> bool:
        """Wagtail's own marks say that nothing came in between: the last save in the background was this form's, or
        there was none since it was loaded."""
        latest: Revision | None = self.live_object.latest_revision
        if latest is None:
            return False
        if overwriting := self.request.POST.get("overwrite_revision_id"):
            return overwriting == str(latest.pk)
        marks = (self.request.POST.get("loaded_revision_id"), self.request.POST.get("loaded_revision_created_at"))
        return marks == (str(latest.pk), latest.created_at.isoformat())

    @cached_property
    def overwrite_revision(self) -> Revision | None:
        """A pressed button never fails because somebody else saved last; it makes a revision of its own then."""
        revision = super().overwrite_revision
        is_latest = revision is not None and revision.pk == self.live_object.latest_revision_id
        return revision if is_latest or self.expects_json_response else None

    def is_valid(self, form) -> bool:
        if not super().is_valid(form):
            return False
        if self.seen is None:
            return True
        if self.expects_json_response:
            self.produced_error_code = "invalid_revision"
            self.produced_error_message = _("Somebody else has saved this entry. Save it to bring both together.")
            return False
        return self._merge(form)

    def _merge(self, form) -> bool:
        mine = parts.read(form.save(commit=False), parts.STAFF_PARTS)
        values, conflicts = merge(self.seen, self.present_values, mine)
        if conflicts:
            self._show_conflicts(form, conflicts, mine)
            return False
        self.merged = {part: value for part, value in values.items() if not same(part, value, mine[part])}
        came_in = [part for part in self.seen if not same(part, self.seen[part], self.present_values[part])]
        labels = ", ".join(parts.label_of(part) for part in came_in)
        text = _("While you were writing, somebody changed: %(parts)s. Both are saved.") % {"parts": labels}
        if self.action in DECIDING:
            self.action = "edit"
            unseen = _("Nothing is public yet: please look at it once more and approve then.")
            messages.warning(self.request, f"{text} {unseen}")
        else:
            messages.info(self.request, text)
        return True

    def _show_conflicts(self, form, conflicts: list[str], mine: dict[str, Any]) -> None:
        """Both values stand at the field; whoever saves again has read them, and then theirs counts."""
        for part in conflicts:
            shown = next((name for name in parts.fields_of(part) if name in form.fields), None)
            theirs, own = (" / ".join(in_words(part, value)) for value in (self.present_values[part], mine[part]))
            text = _(
                "%(label)s: somebody has changed this meanwhile to “%(theirs)s”. You wrote “%(mine)s”. "
                "Saving again keeps what stands here."
            )
            form.add_error(shown, text % {"label": parts.label_of(part), "theirs": theirs, "mine": own})
        known = {part: self.present_values[part] for part in conflicts}
        form.data = form.data.copy()
        form.data["base"] = self._base_with(known)
        self.produced_error_code = "validation_error"
        self.produced_error_message = _("Somebody has changed the same. Please see below; nothing was overwritten.")

    def _base_with(self, known: dict[str, Any]) -> str:
        content, known_since = tokens.opened_content(self.request.POST["base"])
        return tokens.sealed_raw(content, {**known_since, **known})

    def save_instance(self) -> Business:
        saved = super().save_instance() if self.merged is None else self._save_merged()
        follow_with_task(saved, self.new_revision)
        return saved

    def _save_merged(self) -> Business:
        instance = self.form.save(commit=False)
        parts.write(instance, self.merged)
        action = self.action_class(instance, user=self.request.user, clean=not self.saving_as_draft)
        saved = action.execute(skip_permission_checks=True)
        self.new_revision = action.revision
        return saved

    def submit_action(self) -> None:
        """When an owner's change is under review already, both are decided together."""
        if not self.live_object.workflow_in_progress:
            super().submit_action()

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        label = _("What owners changed")
        url = reverse("changes_review", args=[self.object.pk])
        return [*super().header_more_buttons, Button(label, url=url, icon_name="tasks", priority=5)]
