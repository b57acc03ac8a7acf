"""Writes entries into the directory, so that Wagtail's history, comparison, search and usage counts know of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

from django.utils import timezone

from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.search.backends import get_search_backends
from wagtail.signal_handlers import disable_reference_index_auto_update

from common.text import fold
from directory.enums import Source
from directory.importing.cleaning import RowNotUsable
from directory.importing.entries import Entry
from directory.importing.merging import merge, touched
from directory.models import Business, BusinessTag, Category, District, TaggedBusiness
from directory.slugs import free_slug

# What an import sets beside tags, category and district; only these are checked, and no field is looked up for it.
PLAIN_FIELDS = (
    "name", "description", "street", "house_number", "postcode", "city", "latitude", "longitude", "phone", "email",
    "website", "facebook", "instagram", "tiktok", "languages", "wheelchair", "payment_methods", "opening_hours",
    "last_confirmed_on",
)  # fmt: skip


class Outcome(Enum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Writer:
    """Knows what many rows need again and again. Every method expects a transaction around it."""

    def __init__(self) -> None:
        self._categories = {category.slug: category for category in Category.objects.select_related("parent")}
        self._districts = {district.slug: district for district in District.objects.all()}
        self._category_slugs = {category.pk: slug for slug, category in self._categories.items()}
        self._district_slugs = {district.pk: slug for slug, district in self._districts.items()}
        self._slugs = set(Business.objects.values_list("slug", flat=True))
        self._created: list[Business] = []
        self._changed: list[int] = []
        self._untouched = frozenset(
            field.name for field in Business._meta.get_fields() if field.name not in PLAIN_FIELDS
        )
        self.forget_tags()

    def forget_tags(self) -> None:
        """Read the tags anew, after a transaction that made some was taken back."""
        self._tags = {fold(tag.name): tag for tag in BusinessTag.objects.all()}

    def existing(self, references: Iterable[str]) -> dict[Any, Business]:
        """Businesses by (source, reference), and by the reference alone: staff may have adopted an imported one."""
        found: dict[Any, Business] = {}
        wanted = Business.objects.select_for_update(of=("self",)).filter(source_reference__in=list(references))
        for business in wanted.exclude(source=Source.DEMO).prefetch_related("tagged_items__tag"):
            found[business.source, business.source_reference] = business
            found[business.source_reference] = business
        return found

    def create(self, entry: Entry) -> Outcome:
        """A published business with a first revision. Sends no signals: `finish` does in bulk what they would do."""
        now = timezone.now()
        values = self._with_known_tags(entry.values)
        business = Business(
            slug=free_slug(values["name"], values.get("street", ""), self._slugs),
            source=entry.source,
            source_reference=entry.reference,
            imported_values=values,
            first_published_at=now,
            last_published_at=now,
        )
        self._set(business, values)
        business.photos.set([])  # in memory, so that the revision need not ask
        business.clean_fields(exclude=self._untouched)
        tagged_items = list(business.tagged_items.all())
        Business.objects.bulk_create([business])
        for item in tagged_items:
            item.content_object = business
        TaggedBusiness.objects.bulk_create(tagged_items)
        revision = Revision.objects.create(
            content_object=business,
            base_content_type=business.get_base_content_type(),
            content=business.serializable_data(),
            object_str=str(business),
        )
        Business.objects.filter(pk=business.pk).update(latest_revision=revision, live_revision=revision)
        for action in ("wagtail.create", "wagtail.publish"):
            log(business, action, revision=revision, content_changed=True)
        self._slugs.add(business.slug)
        self._created.append(business)
        return Outcome.CREATED

    def finish(self, *, for_good: bool) -> None:
        """Enter what was written into the index of references, and what is new into that of the search as well, unless
        it will be taken back: not every search engine can."""
        created, self._created = self._created, []
        changed, self._changed = self._changed, []
        for business in [*created, *Business.objects.filter(pk__in=changed)]:
            ReferenceIndex.create_or_update_for_object(business)
        if for_good and created:
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(Business, created)

    def update(self, business: Business, entry: Entry) -> Outcome:
        """Bring in what the file changed and nobody else did, into the published entry and into a draft beside it.

        Raises RowNotUsable when there is something to change but the entry is locked or waits for its approval: what
        somebody is just deciding about does not change under their eyes, and the next import brings it in.
        """
        values = self._with_known_tags(entry.values)
        last = business.imported_values
        changes, remembered = merge(self._values(business, values), last, values)
        if not changes:
            if remembered != last:
                Business.objects.filter(pk=business.pk).update(imported_values=remembered)
            return Outcome.UNCHANGED
        _refuse_locked(business)
        draft = _draft_of(business)
        self._set(business, changes)
        business.imported_values = remembered
        business.clean_fields(exclude=self._untouched)
        with disable_reference_index_auto_update():  # once in `finish`, instead of at every of the many saves
            if business.live:
                business.save_revision(clean=False, log_action=True).publish()
            else:
                business.save()
            if draft is not None:
                affected = touched(changes, values)
                self._set(draft, merge(self._values(draft, affected), last, affected)[0])
                draft.imported_values = remembered
                draft.save_revision(clean=False, log_action=True)
        self._changed.append(business.pk)
        return Outcome.CHANGED

    def _values(self, business: Business, names: Iterable[str]) -> dict[str, Any]:
        """The fields of a business as entries write them."""
        values = {name: getattr(business, name) for name in names if name in PLAIN_FIELDS}
        if values.get("last_confirmed_on"):
            values["last_confirmed_on"] = business.last_confirmed_on.isoformat()
        if "tags" in names:
            values["tags"] = [item.tag.name for item in business.tagged_items.all()]
        if "category" in names:
            values["category"] = self._category_slugs.get(business.category_id, "")
        if "district" in names:
            values["district"] = self._district_slugs.get(business.district_id, "")
        return values

    def _set(self, business: Business, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if name == "tags":
                self._set_tags(business, value)
            elif name == "category":
                business.category = self._categories[value]
            elif name == "district":
                business.district = self._districts.get(value)
            elif name == "last_confirmed_on":
                business.last_confirmed_on = date.fromisoformat(value) if value else None
            else:
                setattr(business, name, value)

    def _set_tags(self, business: Business, names: list[str]) -> None:
        items = {item.tag.name: item for item in business.tagged_items.all()}
        business.tagged_items.set([items.get(name) or TaggedBusiness(tag=self._tag(name)) for name in names])

    def _with_known_tags(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values with every tag as the directory writes it: "VEGAN" is the "Vegan" that is there."""
        if "tags" not in values:
            return values
        names = [known.name if (known := self._tags.get(fold(name))) else name for name in values["tags"]]
        return {**values, "tags": list({fold(name): name for name in reversed(names)}.values())[::-1]}

    def _tag(self, name: str) -> BusinessTag:
        if fold(name) not in self._tags:
            self._tags[fold(name)] = BusinessTag.objects.create(name=name)
        return self._tags[fold(name)]


def _refuse_locked(business: Business) -> None:
    if business.locked:
        raise RowNotUsable("Der Eintrag ist gesperrt und wurde nicht geändert.")
    # Publishing would cancel the workflow, also one that waits for its author to improve something.
    if business.current_workflow_state is not None or business.approved_schedule:
        raise RowNotUsable("Der Eintrag wird gerade freigegeben und wurde nicht geändert.")


def _draft_of(business: Business) -> Business | None:
    """What an editor has changed but not published, if anything."""
    if not business.has_unpublished_changes or business.latest_revision_id is None:
        return None
    return business.latest_revision.as_object()
