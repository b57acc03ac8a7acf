"""Who advises, when and where. Times of day are those of the clock in Hagen; what follows from them is never stored."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, StepValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from common.fields import ChoiceListField
from consultations.enums import AbsenceReason, Cycle, Way
from consultations.models.topics import CELL_MINUTES, Topic
from directory.languages import LANGUAGES
from directory.models import ContactPoint, Partner

WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


def in_fives(value: time) -> None:
    if value.minute % CELL_MINUTES or value.second or value.microsecond:
        raise ValidationError(_("Please give times in steps of five minutes."))


class CounsellorQuerySet(models.QuerySet):
    def working(self):
        return self.filter(is_active=True)

    def with_list_data(self):
        return self.select_related("partner", "user")


class Counsellor(ClusterableModel):
    name = models.CharField(_("name as people read it"), max_length=80, help_text=_("Such as “Frau Beispiel”."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="counsellor",
        help_text=_("With it the counsellor sees the own day and enters the own absences."),
    )
    partner = models.ForeignKey(
        Partner, verbose_name=_("works for"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    introduction = models.CharField(
        _("in one sentence"), max_length=160, blank=True, help_text=_("Such as “Hilft bei Anträgen und Bewerbungen.”")
    )
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), related_name="counsellors", blank=True)
    languages = ChoiceListField(_("languages spoken"), choices=LANGUAGES)
    video_url = models.URLField(_("video room"), blank=True, max_length=300)
    is_active = models.BooleanField(_("takes appointments"), default=True)
    is_shown = models.BooleanField(_("is named in public"), default=True)
    is_example = models.BooleanField(_("is an example"), default=False)

    buffer_before = models.PositiveSmallIntegerField(
        _("minutes free before an appointment"),
        default=0,
        validators=[MaxValueValidator(120), StepValueValidator(CELL_MINUTES)],
    )
    buffer_after = models.PositiveSmallIntegerField(
        _("minutes free after an appointment"),
        default=10,
        validators=[MaxValueValidator(120), StepValueValidator(CELL_MINUTES)],
    )
    notice_hours = models.PositiveSmallIntegerField(
        _("hours of notice"), default=4, help_text=_("Nobody books nearer than that without talking to somebody.")
    )
    horizon_days = models.PositiveSmallIntegerField(
        _("days ahead"), default=56, validators=[MaxValueValidator(365)], help_text=_("How far ahead one may book.")
    )
    short_notice_share = models.PositiveSmallIntegerField(
        _("per cent kept for the last days"), default=20, validators=[MaxValueValidator(100)]
    )
    short_notice_hours = models.PositiveSmallIntegerField(
        _("free to all so many hours before"), default=48, help_text=_("For those who cannot plan weeks ahead.")
    )
    phone_share = models.PositiveSmallIntegerField(
        _("per cent kept for people who call"), default=10, validators=[MaxValueValidator(100)]
    )
    phone_release_hours = models.PositiveSmallIntegerField(
        _("free to all so many hours before"), default=24, help_text=_("Nothing stays empty for nobody.")
    )
    works_on_holidays = models.BooleanField(_("also on public holidays"), default=False)

    busy_calendar_url = models.CharField(
        _("address of the own calendar (ICS)"),
        max_length=500,
        blank=True,
        help_text=_("What is busy there blocks appointments. Only the times are kept, no titles."),
    )
    busy_fetched_at = models.DateTimeField(_("read at"), null=True, blank=True, editable=False)
    busy_problem = models.CharField(_("problem with the calendar"), max_length=300, blank=True, editable=False)

    # Raised first in every transaction that books: whoever wants the same counsellor waits here.
    lock_version = models.PositiveBigIntegerField(default=0, editable=False)
    feed_version = models.PositiveIntegerField(default=1, editable=False)  # another one, another secret address

    objects = CounsellorQuerySet.as_manager()

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("is_active")]),
                    FieldPanel("introduction"),
                    FieldRowPanel([FieldPanel("partner"), FieldPanel("user")]),
                    FieldPanel("topics"),
                    FieldPanel("languages"),
                    FieldPanel("video_url"),
                    FieldRowPanel([FieldPanel("is_shown"), FieldPanel("is_example")]),
                ],
                heading=_("Who"),
            ),
            ObjectList(
                [
                    InlinePanel("weekly_rules", heading=_("Every week"), label=_("Hours")),
                    InlinePanel("special_openings", heading=_("Single days"), label=_("Day")),
                    FieldPanel("works_on_holidays"),
                ],
                heading=_("When"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("buffer_before"), FieldPanel("buffer_after")])],
                        heading=_("Time to breathe"),
                    ),
                    FieldRowPanel([FieldPanel("notice_hours"), FieldPanel("horizon_days")]),
                    FieldRowPanel([FieldPanel("short_notice_share"), FieldPanel("short_notice_hours")]),
                    FieldRowPanel([FieldPanel("phone_share"), FieldPanel("phone_release_hours")]),
                    FieldPanel("busy_calendar_url"),
                ],
                heading=_("Rules"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("counsellor")
        verbose_name_plural = _("counsellors")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(short_notice_share__lte=100 - F("phone_share")),
                name="consultations_counsellor_shares_fit",
                violation_error_message=_("Both shares together are more than everything."),
            ),
            models.CheckConstraint(
                condition=Q(Exact(F("buffer_before") % CELL_MINUTES, 0))
                & Q(Exact(F("buffer_after") % CELL_MINUTES, 0)),
                name="consultations_counsellor_buffers_in_fives",
                violation_error_message=_("Please give the minutes in steps of five."),
            ),
        ]
        permissions = [("run_desk", _("Can work at the advice desk"))]

    def __str__(self) -> str:
        return self.name


class WorkingHours(models.Model):
    """A span of one day, where it is spent, and how people may be met in it."""

    starts = models.TimeField(_("from"), validators=[in_fives])
    ends = models.TimeField(_("to"), validators=[in_fives])
    contact_point = models.ForeignKey(
        ContactPoint,
        verbose_name=_("contact point"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: from elsewhere, by phone or video."),
    )
    ways = ChoiceListField(_("how"), choices=Way.choices)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The end lies before the beginning."),
            ),
        ]

    @property
    def span(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"


class WeeklyRule(WorkingHours):
    counsellor = ParentalKey(Counsellor, on_delete=models.CASCADE, related_name="weekly_rules")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=WEEKDAYS)
    cycle = models.CharField(_("weeks"), max_length=5, choices=Cycle.choices, default=Cycle.EVERY)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_until = models.DateField(_("last day"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("starts"), FieldPanel("ends"), FieldPanel("cycle")]),
        FieldPanel("contact_point"),
        FieldPanel("ways"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
    ]

    class Meta(WorkingHours.Meta):
        verbose_name = _("weekly hours")
        verbose_name_plural = _("weekly hours")
        ordering = ["weekday", "starts"]
        constraints = [
            *WorkingHours.Meta.constraints,
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="consultations_weeklyrule_weekday_exists",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="consultations_weeklyrule_valid_in_order",
                violation_error_message=_("The last day lies before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.span}"


class SpecialOpening(WorkingHours):
    """One day that differs: hours that are added, or that stand instead of the weekly ones."""

    counsellor = ParentalKey(Counsellor, on_delete=models.CASCADE, related_name="special_openings")
    day = models.DateField(_("day"))
    replaces_weekly = models.BooleanField(
        _("instead of the weekly hours"), default=False, help_text=_("Otherwise these hours are added to them.")
    )

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldPanel("replaces_weekly"),
        FieldPanel("contact_point"),
        FieldPanel("ways"),
    ]

    class Meta(WorkingHours.Meta):
        verbose_name = _("single day")
        verbose_name_plural = _("single days")
        ordering = ["day", "starts"]

    def __str__(self) -> str:
        return f"{self.day} {self.span}"


class AbsenceQuerySet(models.QuerySet):
    def coming(self, now):
        return self.filter(ends_at__gt=now).order_by("starts_at")


class Absence(models.Model):
    """A span of real time in which somebody is not there."""

    counsellor = models.ForeignKey(Counsellor, on_delete=models.CASCADE, related_name="absences")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    reason = models.CharField(_("reason"), max_length=10, choices=AbsenceReason.choices, default=AbsenceReason.LEAVE)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="consultations_absence_ends_after_start",
                violation_error_message=_("The end lies before the beginning."),
            ),
        ]
        indexes = [models.Index(fields=["counsellor", "ends_at"], name="consultations_absence_coming")]

    def __str__(self) -> str:
        return f"{self.counsellor} {self.starts_at:%Y-%m-%d}"


class Closure(models.Model):
    """Days on which nobody advises, or nobody at one contact point; 24 and 31 December are no public holidays."""

    name = models.CharField(_("why"), max_length=80, help_text=_("Shown to people: “Betriebsausflug”."))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    contact_point = models.ForeignKey(
        ContactPoint,
        verbose_name=_("contact point"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: everywhere."),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("contact_point"),
    ]

    class Meta:
        verbose_name = _("closing days")
        verbose_name_plural = _("closing days")
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="consultations_closure_days_in_order",
                violation_error_message=_("The last day lies before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BusyTime(models.Model):
    """A busy span out of a counsellor's own calendar: times and nothing else."""

    counsellor = models.ForeignKey(Counsellor, on_delete=models.CASCADE, related_name="busy_times")
    start = models.PositiveBigIntegerField()  # seconds since 1970, as slots are computed with
    end = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("busy time")
        verbose_name_plural = _("busy times")
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="consultations_busytime_in_order"),
        ]
        indexes = [models.Index(fields=["counsellor", "end"], name="consultations_busytime_coming")]

    def __str__(self) -> str:
        return f"{self.counsellor_id} {self.start}"
