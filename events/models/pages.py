"""Events as pages of the CMS: the calendar, an event with its dates, and what came of a workshop."""

from __future__ import annotations

import secrets
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, Page
from wagtail.search import index

from common.addresses import validate_address
from common.clock import HAGEN
from common.fields import ChoiceListField, QuietStreamField
from common.pages import LeadMixin, ShareMixin
from common.panels import HiddenFieldPanel
from directory.languages import LANGUAGES
from directory.models import ContactPoint, District, Partner
from directory.models.places import Place
from events.addresses import CALENDAR_SLUG, CALENDAR_URL, RESERVED_SLUGS
from events.blocks import EventBodyBlock, ResultsBlock
from events.enums import ACCESS, Audience, Kind, RegistrationMode, Scope
from events.follow_ups import follow_ups_of
from events.page_forms import EventPageForm
from maps.panels import PositionPanel

MOST_SEATS_EACH = 6


def new_date_uid() -> str:
    return secrets.token_hex(12)


class DateUidFormField(forms.CharField):
    """A row that is new on the screen has no name yet; it gets one of its own, however many are added."""

    def clean(self, value: str | None) -> str:
        return super().clean(value) or new_date_uid()


class DateUidField(models.CharField):
    """What a date is known by outside the editor's form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 40, "default": new_date_uid, **kwargs})

    def formfield(self, **kwargs) -> forms.Field:
        return DateUidFormField(
            required=False, max_length=self.max_length, widget=kwargs.get("widget", forms.HiddenInput)
        )


class EventIndexPage(LeadMixin, ShareMixin, RoutablePageMixin, Page):
    """The calendar: as a list, by week, what is over, and the courses of partners."""

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    promote_panels = ShareMixin.promote_panels

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    private_page_options = []  # the calendar, its feeds and the contact points show the same to everybody
    subpage_types = ["events.EventPage"]

    class Meta:
        verbose_name = _("calendar of events")
        verbose_name_plural = _("calendars of events")

    def clean(self) -> None:
        super().clean()
        if self.slug != CALENDAR_SLUG:
            raise ValidationError(
                {
                    "slug": _("The calendar stays at %(address)s: paper and calendars lead there.")
                    % {"address": CALENDAR_URL}
                }
            )

    @path("", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        from events import listing

        return self.render(
            request, template="events/calendar.html", context_overrides=listing.calendar_context(self, request)
        )

    @path("archiv/", name="archive")
    def archive(self, request: HttpRequest) -> HttpResponse:
        from events import listing

        return self.render(
            request, template="events/archive.html", context_overrides=listing.archive_context(self, request)
        )

    @path("kurse/", name="courses")
    def courses(self, request: HttpRequest) -> HttpResponse:
        from events import listing

        return self.render(
            request, template="events/courses.html", context_overrides=listing.courses_context(self, request)
        )

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        from events.feeds import EventFeed

        return EventFeed(self)(request)


class EventPage(Place, ShareMixin, Page):
    """An event, a workshop or a course, on one date or on many."""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.EVENT)
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience.choices, default=Audience.EVERYBODY)
    series = models.ForeignKey(
        "events.EventSeries",
        verbose_name=_("series"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
    )
    lead = models.TextField(
        _("lead"), max_length=400, help_text=_("One or two sentences that say what the page is about.")
    )
    body = QuietStreamField(EventBodyBlock(), verbose_name=_("content"), blank=True)
    picture = models.ForeignKey(
        "pictures.Picture",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    picture_alt_text = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For people who cannot see it. Leave empty when the picture is decoration."),
    )
    is_cancelled = models.BooleanField(
        _("is cancelled altogether"),
        default=False,
        help_text=_("Everybody who registered gets a mail. A single date is cancelled at the date."),
    )

    contact_point = models.ForeignKey(
        ContactPoint,
        verbose_name=_("contact point"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    place_name = models.CharField(
        _("or another place"), max_length=120, blank=True, help_text=_("Such as “Kulturzentrum Pelmke, Saal”.")
    )
    is_online = models.BooleanField(_("takes place on the internet"), default=False)
    online_url = models.URLField(
        _("address of the meeting"), blank=True, help_text=_("Only people who registered get it.")
    )
    district = models.ForeignKey(
        District, verbose_name=_("district"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    languages = ChoiceListField(_("languages spoken"), choices=LANGUAGES)
    access = ChoiceListField(_("easy to take part"), choices=ACCESS)
    access_note = models.CharField(
        _("about access"), max_length=200, blank=True, help_text=_("Such as “Der Aufzug ist im Hof”.")
    )
    has_childcare = models.BooleanField(_("children are looked after"), default=False)
    childcare_note = models.CharField(
        _("about childcare"), max_length=200, blank=True, help_text=_("Such as “ab 3 Jahren, bitte anmelden”.")
    )
    is_free = models.BooleanField(_("free of charge"), default=True)
    cost = models.CharField(_("cost"), max_length=160, blank=True, help_text=_("Such as “5 Euro für das Material”."))
    bring = models.CharField(_("please bring along"), max_length=200, blank=True)
    organiser = models.ForeignKey(
        Partner, verbose_name=_("organiser"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact_phone = models.CharField(_("phone for questions"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail address for questions"), blank=True)

    registration = models.CharField(
        _("registration"), max_length=10, choices=RegistrationMode.choices, default=RegistrationMode.NONE
    )
    registration_url = models.CharField(
        _("page to register on"), max_length=300, blank=True, validators=[validate_address]
    )
    scope = models.CharField(_("people register"), max_length=6, choices=Scope.choices, default=Scope.WHOLE)
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Of each date, or of all together. Empty: no limit.")
    )
    has_waiting_list = models.BooleanField(_("with a waiting list"), default=True)
    seats_at_most = models.PositiveSmallIntegerField(
        _("people in one registration"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS_EACH)],
        help_text=_("Whoever registers may bring somebody along."),
    )
    closes_hours_before = models.PositiveSmallIntegerField(
        _("registration closes so many hours before"), default=0, validators=[MaxValueValidator(24 * 60)]
    )
    lesson_minutes = models.PositiveIntegerField(
        _("minutes on the certificate"),
        null=True,
        blank=True,
        help_text=_("Empty: as long as the dates are that somebody came to."),
    )
    certificate_contents = models.TextField(
        _("contents on the certificate"),
        blank=True,
        validators=[MaxLengthValidator(800)],
        help_text=_("One a line, such as “Tabellen mit Formeln”."),
    )

    base_form_class = EventPageForm
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("audience")]),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt_text")], heading=_("Picture")),
        MultiFieldPanel(
            [
                InlinePanel("dates", heading=_("Dates"), label=_("Date"), min_num=1),
                FieldPanel("is_cancelled"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("repeat"),
                FieldPanel("repeat_until"),
                FieldPanel("without_public_holidays"),
                FieldPanel("without_school_holidays"),
            ],
            heading=_("Repeat the last date"),
            help_text=_("When you save, the dates are written into the list above; change each of them as you like."),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_point"),
                FieldPanel("place_name"),
                FieldRowPanel([FieldPanel("street"), FieldPanel("house_number")]),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                PositionPanel(),
                FieldPanel("district"),
                FieldPanel("is_online"),
                FieldPanel("online_url"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("languages"),
                FieldPanel("access"),
                FieldPanel("access_note"),
                FieldPanel("has_childcare"),
                FieldPanel("childcare_note"),
                FieldRowPanel([FieldPanel("is_free"), FieldPanel("cost")]),
                FieldPanel("bring"),
            ],
            heading=_("Good to know"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("registration"),
                FieldPanel("registration_url"),
                FieldPanel("scope"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("seats_at_most")]),
                FieldPanel("has_waiting_list"),
                FieldPanel("closes_hours_before"),
            ],
            heading=_("Registration"),
        ),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("series"), FieldPanel("organiser"), FieldPanel("contact_phone"), FieldPanel("contact_email")],
            heading=_("Who holds it"),
        ),
        MultiFieldPanel(
            [FieldPanel("lesson_minutes"), FieldPanel("certificate_contents")],
            heading=_("Certificate of attendance"),
            classname="collapsed",
        ),
    ]
    promote_panels = ShareMixin.promote_panels
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.SearchField("place_name"),
    ]

    private_page_options = []
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = ["events.WorkshopResultPage"]

    class Meta(Place.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Place.Meta.constraints,
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1),
                name="events_eventpage_has_places",
                violation_error_message=_("With no place at all nobody can come. Leave it empty for no limit."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        problems: dict[str, str] = {}
        places = [bool(self.contact_point_id), bool(self.place_name), self.is_online]
        if sum(places) != 1:
            problems["contact_point"] = _("Please choose one: a contact point, another place, or the internet.")
        if not self.is_free and not self.cost:
            problems["cost"] = _("Please say what it costs.")
        if self.registration == RegistrationMode.ELSEWHERE and not self.registration_url:
            problems["registration_url"] = _("Please give the page on which people register.")
        if self.registration == RegistrationMode.PHONE and not (self.contact_phone or self.contact_point_id):
            problems["contact_phone"] = _("Please give the number people call to register.")
        if self.slug in RESERVED_SLUGS:
            problems["slug"] = _("This short name is taken by the calendar itself. Please choose another one.")
        if problems:
            raise ValidationError(problems)

    def save(self, *args, **kwargs):
        if self.contact_point_id:
            self.district_id = self.contact_point.district_id
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        from events.detail import event_context

        return {**super().get_context(request, *args, **kwargs), **event_context(self, timezone.now())}

    @property
    def shared_picture(self):
        return self.share_picture or self.picture

    @property
    def takes_registrations(self) -> bool:
        """Whether the site keeps a list of people: those who call are written on it by staff."""
        return self.registration in {RegistrationMode.ONLINE, RegistrationMode.PHONE}

    @property
    def language_names(self) -> list[str]:
        return self._meta.get_field("languages").labels(self.languages)

    @property
    def access_words(self) -> list[tuple[str, str]]:
        """Key (and pictogram) and words of each."""
        words = dict(ACCESS)
        return [(key, words[key]) for key in self.access if key in words]

    @cached_property
    def phone(self) -> str:
        return self.contact_phone or (self.contact_point.phone if self.contact_point else "")

    @cached_property
    def email(self) -> str:
        return self.contact_email or (self.contact_point.email if self.contact_point else "")

    @property
    def place_lines(self) -> list[str]:
        """Name, street, town; of a meeting on the internet one line that says so."""
        if self.is_online:
            return [str(_("On the internet"))]
        place = self.contact_point or self
        name = self.contact_point.name if self.contact_point else self.place_name
        has_street = bool(place.street)
        return [line for line in (name, place.street_line, place.city_line if has_street else "") if line]

    @property
    def place_line(self) -> str:
        return ", ".join(self.place_lines)

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees (WGS84)."""
        place = self.contact_point or self
        return (place.latitude, place.longitude) if place.has_position and not self.is_online else None

    @property
    def results(self) -> WorkshopResultPage | None:
        return WorkshopResultPage.objects.child_of(self).live().first()


class EventDate(Orderable):
    """One date, as editors write it. By `uid` it is known everywhere else, whatever number the row has."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="dates")
    uid = DateUidField()
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    is_cancelled = models.BooleanField(_("this date is cancelled"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("Such as “Thema: Bewerbungsfoto”."))

    panels = [
        HiddenFieldPanel("uid"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("note"),
        FieldPanel("is_cancelled"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        constraints = [
            models.UniqueConstraint(fields=["page", "uid"], name="events_eventdate_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="events_eventdate_in_order",
                violation_error_message=_("The end has to come after the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at.astimezone(HAGEN):%d.%m.%Y %H:%M}"

    def span(self) -> tuple[datetime, datetime]:
        return self.starts_at, self.ends_at


class WorkshopResultPage(LeadMixin, ShareMixin, Page):
    """What came of a workshop: ideas, pictures, and what became of them."""

    body = QuietStreamField(ResultsBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = ShareMixin.promote_panels
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    private_page_options = []
    max_count_per_parent = 1
    parent_page_types = ["events.EventPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("results of a workshop")
        verbose_name_plural = _("results of workshops")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        return {**super().get_context(request, *args, **kwargs), "follow_ups": follow_ups_of(self)}

    @property
    def ideas(self) -> list[tuple[str, str]]:
        """The id of its block and the title of each idea, in order."""
        return [(block.id, block.value["title"]) for block in self.body if block.block_type == "idea"]
