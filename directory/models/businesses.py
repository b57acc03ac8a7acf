"""Businesses of both districts: what one is, and which ones may be shown."""

from __future__ import annotations

from datetime import date

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from common.fields import ChoiceListField
from directory.enums import PaymentMethod, Roofline, Source, WheelchairAccess
from directory.freshness import rhythm
from directory.languages import LANGUAGES
from directory.models.categories import Category
from directory.models.districts import District
from directory.models.places import OpensAndSpeaks, Place


class BusinessTag(TagBase):
    """What a business is known for ("Lieferdienst", "halal"); apart from the tags of pictures."""

    class Meta:
        verbose_name = _("tag of businesses")
        verbose_name_plural = _("tags of businesses")
        ordering = ["name"]


class TaggedBusiness(ItemBase):
    content_object = ParentalKey("directory.Business", on_delete=models.CASCADE, related_name="tagged_items")
    tag = models.ForeignKey(BusinessTag, on_delete=models.CASCADE, related_name="tagged_businesses")

    class Meta:
        verbose_name = _("tag of a business")
        verbose_name_plural = _("tags of a business")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="directory_taggedbusiness_once"),
        ]

    def __str__(self) -> str:
        return str(self.tag)


class BusinessQuerySet(models.QuerySet):
    def published(self):
        """What everybody may see."""
        return self.filter(live=True)

    def of(self, user):
        """The businesses this person looks after, published or not."""
        return self.filter(memberships__user=user) if user.is_authenticated else self.none()

    def unclaimed(self):
        """Nobody looks after the entry yet."""
        return self.exclude(memberships__isnull=False)

    def with_due_date(self):
        """When the entry should be confirmed again, as `known_on` and `rhythm`, and as month and day to compare."""
        return self.annotate(
            rhythm=rhythm.RHYTHM,
            known_on=rhythm.KNOWN_ON,
            due_month=rhythm.month_number("known_on", models.F("rhythm")),
            due_day=rhythm.day_number("known_on"),
        )

    def due(self, on: date):
        """Those that should be confirmed again, by the rhythm of their trade."""
        return self.with_due_date().filter(rhythm.reached("due_month", "due_day", on))

    def due_longest_first(self):
        return self.order_by("due_month", "due_day", "pk")

    def fading(self, on: date):
        """Confirmed once, but so long ago that a visitor should know. Never confirmed is another thing, and said so."""
        return (
            self.filter(last_confirmed_on__isnull=False)
            .with_due_date()
            .annotate(fading_month=rhythm.month_number("known_on", models.F("rhythm") * rhythm.FADES_AFTER))
            .filter(rhythm.reached("fading_month", "due_day", on))
        )

    def reminded_by_mail(self):
        """Those that may be asked by mail: public, no made-up examples, and nobody said no."""
        return self.published().filter(reminders_off_at=None).exclude(source=Source.DEMO)

    def with_house_data(self):
        """What the drawn house needs: group and district."""
        return self.select_related("category__parent", "district")

    def with_card_data(self):
        """Everything a card shows, in a constant number of queries."""
        return self.with_house_data().prefetch_related(
            models.Prefetch("photos", BusinessPhoto.objects.select_related("picture")),
            "photos__picture__renditions",
        )

    def with_admin_list_data(self):
        """What Wagtail's list asks of every row: schedule and workflow, which it would fetch one by one."""
        return self.select_related("category", "district", "latest_revision").prefetch_related(
            models.Prefetch(
                "revisions",
                Revision.objects.filter(approved_go_live_at__isnull=False),
                to_attr="_scheduled_revisions",
            ),
            models.Prefetch("workflow_states", to_attr="_current_workflow_states"),
        )

    def with_detail_data(self):
        memberships = self.model._meta.get_field("memberships").related_model
        has_people = Exists(memberships.objects.filter(business=OuterRef("pk")))
        return self.with_card_data().prefetch_related("tags").annotate(has_people=has_people)


class Business(
    OpensAndSpeaks,
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    index.Indexed,
    ClusterableModel,
    Place,
):
    """A shop, workshop, practice or office. A snippet, not a page: owners edit it through screens of their own."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=180,
        unique=True,
        help_text=_("Becomes part of the page's address, which people print. Do not change it without need."),
    )
    description = models.TextField(_("description"), blank=True, validators=[MaxLengthValidator(4000)])
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.PROTECT,
        related_name="businesses",
        limit_choices_to=Q(parent__isnull=False),
    )
    tags = ClusterTaggableManager(verbose_name=_("tags"), through=TaggedBusiness, blank=True, related_name="businesses")
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.PROTECT,
        related_name="businesses",
        null=True,
        blank=True,
        help_text=_("Empty for a business outside of both districts."),
    )

    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    facebook = models.URLField("Facebook", max_length=300, blank=True)
    instagram = models.URLField("Instagram", max_length=300, blank=True)
    tiktok = models.URLField("TikTok", max_length=300, blank=True)

    languages = ChoiceListField(_("languages spoken"), choices=LANGUAGES)
    wheelchair = models.CharField(
        _("wheelchair access"),
        max_length=10,
        choices=WheelchairAccess.choices,
        default=WheelchairAccess.UNKNOWN,
    )
    payment_methods = ChoiceListField(_("ways to pay"), choices=PaymentMethod.choices)
    opening_hours = models.TextField(
        _("opening hours"),
        blank=True,
        validators=[MaxLengthValidator(500)],
        help_text=_("As OpenStreetMap writes them: Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off"),
    )

    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)
    reminders_off_at = models.DateTimeField(_("asked not to be reminded at"), null=True, blank=True, editable=False)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices, default=Source.STAFF)
    source_reference = models.CharField(
        _("reference in the source"), max_length=200, blank=True, help_text=_("Such as node/1234 in OpenStreetMap.")
    )
    # What the last import wrote, by field: a field that differs was changed by a person and is left alone.
    imported_values = models.JSONField(_("values of the last import"), default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="business",
        for_concrete_model=False,
    )
    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="business",
        for_concrete_model=False,
    )

    objects = BusinessQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("description"),
        index.SearchField("street"),
        index.AutocompleteField("street"),
        index.RelatedFields("category", [index.SearchField("name"), index.SearchField("synonyms")]),
        index.FilterField("live"),
        index.FilterField("category"),
        index.FilterField("district"),
        index.FilterField("source"),
    ]

    class Meta(Place.Meta):
        verbose_name = _("business")
        verbose_name_plural = _("businesses")
        ordering = ["name"]
        constraints = [
            *Place.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "source_reference"],
                condition=~Q(source_reference=""),
                name="directory_business_source_reference_unique",
                violation_error_message=_("There is already a business with this reference in this source."),
            ),
        ]
        indexes = [models.Index(fields=["live", "name"], name="directory_business_live_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:business_detail", args=[self.slug])

    def get_preview_template(self, request, mode_name):
        return "directory/business_detail.html"

    def get_preview_context(self, request, mode_name):
        from directory.detail import detail_context  # the screens stand above the models

        return {**super().get_preview_context(request, mode_name), **detail_context(self)}

    @property
    def is_example(self) -> bool:
        return self.source == Source.DEMO

    @property
    def roofline(self) -> str:
        return self.district.roofline if self.district_id else Roofline.MIXED

    def with_content_json(self, content):
        """A draft brings back what people wrote, but not what the import believed then; and it takes back neither that
        somebody confirmed the entry meanwhile, nor that somebody asked not to be reminded."""
        restored = super().with_content_json(content)
        restored.imported_values = self.imported_values
        restored.last_confirmed_on = max(
            filter(None, (self.last_confirmed_on, restored.last_confirmed_on)), default=None
        )
        restored.reminders_off_at = self.reminders_off_at
        return restored

    @property
    def scheduled_revision(self):
        if hasattr(self, "_scheduled_revisions"):
            return next(iter(self._scheduled_revisions), None)
        return super().scheduled_revision

    @property
    def payment_names(self) -> list[str]:
        return self._meta.get_field("payment_methods").labels(self.payment_methods)

    @property
    def social_links(self) -> list[tuple[str, str]]:
        fields = [self._meta.get_field(name) for name in ("facebook", "instagram", "tiktok")]
        return [(field.verbose_name, url) for field in fields if (url := getattr(self, field.name))]

    @property
    def confirm_due_on(self) -> date:
        """When somebody should say again that the entry is right, by the rhythm of its trade."""
        return rhythm.months_after(
            self.last_confirmed_on or timezone.localdate(self.created_at), self.category.months_between_confirmations
        )

    def is_fading(self, on: date) -> bool:
        """`BusinessQuerySet.fading` for one business that is at hand with its category and group."""
        if self.last_confirmed_on is None:
            return False
        months = self.category.months_between_confirmations * rhythm.FADES_AFTER
        return rhythm.months_after(self.last_confirmed_on, months) <= on


class BusinessPhoto(Orderable):
    business = ParentalKey(Business, on_delete=models.CASCADE, related_name="photos")
    picture = models.ForeignKey(
        "pictures.Picture", verbose_name=_("picture"), on_delete=models.CASCADE, related_name="+"
    )
    alt_text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        help_text=_("For people who cannot see it: the shop window with the blue awning, not 'photo 1'."),
    )

    panels = [FieldPanel("picture"), FieldPanel("alt_text")]

    class Meta(Orderable.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def __str__(self) -> str:
        return self.alt_text
