"""What happens when somebody of a business saves: merged, put before the project as a draft, or live at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from wagtail.models import Revision, WorkflowState

from directory.changes import parts, tokens
from directory.changes.merging import merge, same
from directory.changes.publishing import parts_live_at_once, publish_beside_review, save_draft, today
from directory.changes.words import in_words
from directory.enums import ChangeOrigin, ChangeState, Source
from directory.models import Business, Change
from directory.slugs import free_slug

LOGGED_IN = (ChangeOrigin.OWNER, ChangeOrigin.HELPER)  # links and mails are passed on, so what comes by them waits
TRIES_FOR_A_SLUG = 3


@dataclass(frozen=True)
class Conflict:
    """Two people wanted something else of one part; `field` names it, `fields` the model's fields it consists of."""

    field: str
    label: str
    base: Any
    theirs: Any
    mine: Any

    @property
    def fields(self) -> tuple[str, ...]:
        return parts.fields_of(self.field)

    def words(self, value: Any) -> list[str]:
        return in_words(self.field, value)


@dataclass(frozen=True)
class Outcome:
    """What became of a save. A form shown after it carries `base`: whoever saves again then has seen what others
    wrote."""

    state: str  # "saved", "unchanged" or "conflict"
    base: str
    conflicts: list[Conflict] = field(default_factory=list)
    live_fields: list[str] = field(default_factory=list)
    review_fields: list[str] = field(default_factory=list)


def draft_of(business: Business) -> Business:
    """The latest draft as an object; the business itself where nothing waits."""
    return business.get_latest_revision_as_object()


def base_token(business: Business, fields: Iterable[str]) -> str:
    """What these fields say now, signed; a form carries it hidden and hands it to `save_change`."""
    return tokens.sealed(business.pk, parts.read(draft_of(business), parts.parts_of(fields)))


def locked(business: Business) -> Business:
    """The business with its row held until the transaction ends: saves of one business happen one after the other."""
    return Business.objects.select_for_update(of=("self",)).get(pk=business.pk)


@transaction.atomic
def save_change(
    *, business: Business, values: Mapping[str, Any], base: str, by, origin: ChangeOrigin, contact: str = ""
) -> Outcome:
    """Bring what somebody typed into the draft and put it before the project; safe parts go live at once.

    `values` by field name as the model holds them ("category" and "district" as numbers, "tags" as names, "photos" as
    dicts with picture and alt_text); `base` from `base_token`. A conflict saves nothing. Of what comes without a login
    nothing goes live at once; `contact` is the address for the answer. Raises ValidationError, by field, when the model
    may not hold a value.
    """
    business = locked(business)
    draft = draft_of(Business.objects.get(pk=business.pk))  # an object of its own: the draft is not the public entry
    present = parts.read(draft)
    wanted = parts.cleaned(values, present)
    seen = tokens.opened(base, business.pk)
    merged, conflicting = merge(seen, present, wanted)
    if conflicting:
        conflicts = [
            Conflict(part, parts.label_of(part), seen.get(part), present[part], wanted[part]) for part in conflicting
        ]
        return Outcome("conflict", tokens.sealed(business.pk, {part: present[part] for part in wanted}), conflicts)
    changed = {part: value for part, value in merged.items() if not same(part, value, present[part])}
    token = tokens.sealed(business.pk, merged)
    if not changed:
        return Outcome("unchanged", token)
    parts.write(draft, changed)
    check(draft, changed)

    confirmed_on = None if origin == ChangeOrigin.VISITOR else today()
    at_once = parts_live_at_once(business, changed) if origin in LOGGED_IN else []
    for_review = [part for part in changed if part not in at_once]
    if at_once:
        before = parts.read(business, at_once)
        after = {part: changed[part] for part in at_once}
        revision = publish_beside_review(business.pk, after, by=by, confirmed_on=confirmed_on)
        _note(business, before, after, ChangeState.LIVE, revision, by=by, origin=origin)
    if for_review:
        draft = draft_of(Business.objects.get(pk=business.pk))
        after = {part: changed[part] for part in for_review}
        parts.write(draft, after)
        draft.last_confirmed_on = confirmed_on or draft.last_confirmed_on
        revision = save_draft(draft, by=by)
        put_before_the_project(draft)
        _note(business, present, after, ChangeState.PENDING, revision, by=by, origin=origin, contact=contact)
    return Outcome("saved", token, [], at_once, for_review)


def check(business: Business, changed: Iterable[str]) -> None:
    """Raises ValidationError for the changed parts only: what was wrong before is not the fault of whoever saves."""
    names = {name for part in changed for name in parts.fields_of(part)}
    others = {field.name for field in business._meta.get_fields()} - names
    business.clean_fields(exclude=others)
    if "position" in changed:
        business.validate_constraints(exclude=others)
    if "photos" in changed:
        for photo in parts.photos_of(business):
            try:
                photo.clean_fields(exclude=["business"])
            except ValidationError as error:
                raise ValidationError({"photos": error.messages}) from error


def put_before_the_project(draft: Business) -> None:
    """Start the workflow of businesses, or resume the one that was sent back. Without one, the change itself waits.

    Nobody counts as its author: Wagtail would write to them, with links into the admin, beside our one mail.
    """
    state = draft.current_workflow_state
    workflow = draft.get_workflow()
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume()
    elif state is None and workflow is not None:
        workflow.start(draft, None)


def _note(
    business: Business,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    state: ChangeState,
    revision: Revision,
    *,
    by,
    origin: ChangeOrigin,
    contact: str = "",
    message: str = "",
) -> Change:
    rows = [{"field": part, "before": before[part], "after": after[part]} for part in after]
    return Change.objects.create(
        business=business,
        by=by,
        origin=origin,
        state=state,
        fields=rows,
        revision=revision,
        contact=contact,
        message=message,
    )


@transaction.atomic
def submit_new(*, values: Mapping[str, Any], by, origin: ChangeOrigin, message: str = "") -> Business:
    """A business nobody knows of yet: kept unpublished, put before the project. `message` is for the project and is
    never published. Raises ValidationError, by field."""
    business = Business(live=False, source=Source.VISITOR if origin == ChangeOrigin.VISITOR else Source.OWNER)
    empty = parts.read(business)
    given = parts.cleaned(values, empty)
    parts.write(business, given)
    check(business, {"name", "category", *given})
    if origin != ChangeOrigin.VISITOR:
        business.last_confirmed_on = today()
    _save_with_free_slug(business)
    revision = save_draft(business, by=by)
    put_before_the_project(business)
    after = {part: value for part, value in given.items() if not same(part, value, empty[part])}
    _note(business, empty, after, ChangeState.PENDING, revision, by=by, origin=origin, message=message)
    return business


def _save_with_free_slug(business: Business) -> None:
    """Two people may propose the same name at the same moment; the second gets the next short name."""
    for remaining in reversed(range(TRIES_FOR_A_SLUG)):
        business.slug = free_slug(business.name, business.street, set(Business.objects.values_list("slug", flat=True)))
        try:
            with transaction.atomic():
                business.save()
        except IntegrityError:
            if not remaining:
                raise
        else:
            return
