"""The noticeboard: what businesses of the quarter look for and offer each other."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import Business, District
from network.enums import ActionState, Direction, NoticeState, Topic

ENOUGH_FOR_AN_ACTION = 3  # businesses interested beside the one that wrote it


class NoticeQuerySet(models.QuerySet):
    def on_board(self, today: date):
        """What members see in the list: open, not past its day, of a business that is still published."""
        return self.filter(state=NoticeState.OPEN, expires_on__gte=today, business__live=True)

    def visible_to(self, user, today: date):
        """The board, everything of one's own businesses, and what one talks about; nothing without a published
        business."""
        if not is_member(user):
            return self.none()
        mine = Business.objects.of(user)
        on_board = Q(state=NoticeState.OPEN, expires_on__gte=today, business__live=True)
        talked_about = Q(pk__in=self.model.objects.filter(conversations__business__in=mine).values("pk"))
        return self.filter(on_board | Q(business__in=mine) | talked_about & ~Q(state=NoticeState.HIDDEN))

    def of(self, user):
        return self.filter(business__in=Business.objects.of(user))

    def unseen(self):
        """New on the board, and nobody of the project has looked at it yet."""
        return self.filter(state=NoticeState.OPEN, seen_at=None)

    def with_card_data(self, user):
        """What a card shows, in a constant number of queries: the business, how many are interested, am I."""
        own = Interest.objects.filter(notice=OuterRef("pk"), business__in=Business.objects.of(user))
        return (
            self.select_related("business__category__parent", "business__district", "district", "action")
            .annotate(
                interested_count=Count("interests", filter=Q(interests__business__live=True), distinct=True),
                is_interesting_to_me=Exists(own),
            )
            .order_by("-created_at", "-pk")
        )


def is_member(user) -> bool:
    """Somebody who looks after at least one published business. Asked once a request."""
    if not user.is_authenticated or not user.is_active:
        return False
    if not hasattr(user, "_network_member"):
        user._network_member = Business.objects.of(user).published().exists()
    return user._network_member


class Notice(models.Model):
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="notices")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    direction = models.CharField(_("what you want"), max_length=10, choices=Direction.choices)
    topic = models.CharField(_("what it is about"), max_length=12, choices=Topic.choices)
    title = models.CharField(_("title"), max_length=90)
    text = models.TextField(_("text"), validators=[MaxLengthValidator(1500)])
    district = models.ForeignKey(
        District,
        verbose_name=_("district"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty for both districts."),
    )
    expires_on = models.DateField(_("on the board until"))
    state = models.CharField(_("state"), max_length=10, choices=NoticeState.choices, default=NoticeState.OPEN)
    hidden_reason = models.TextField(_("reason"), blank=True, validators=[MaxLengthValidator(500)])
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    seen_at = models.DateTimeField(_("seen at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=NoticeState.HIDDEN) | ~Q(hidden_reason=""),
                name="network_notice_hidden_with_reason",
                violation_error_message=_("Please say why, so that the business understands it."),
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.OPEN, ended_at__isnull=True)
                | ~Q(state=NoticeState.OPEN) & Q(ended_at__isnull=False),
                name="network_notice_ended_has_time",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="network_notice_on_board")]
        permissions = [("moderate_notice", _("Can look after the noticeboard"))]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("network:notice", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == NoticeState.OPEN


class Interest(models.Model):
    """A business says "we would join"."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="interests")
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "business"], name="network_interest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.notice}"


class Objection(models.Model):
    """A member says that a notice does not belong on the board."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="objections")
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(_("reason"), validators=[MaxLengthValidator(500)])
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "business"],
                condition=Q(settled_at__isnull=True),
                name="network_objection_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.notice}"


class JointAction(models.Model):
    """Several businesses want to do it together: the project is asked to take it up."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="action")
    proposed_by = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="+")
    message = models.TextField(_("message to the project"), blank=True, validators=[MaxLengthValidator(1000)])
    state = models.CharField(_("state"), max_length=10, choices=ActionState.choices, default=ActionState.PROPOSED)
    answer = models.TextField(_("answer of the project"), blank=True, validators=[MaxLengthValidator(1000)])
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("joint action")
        verbose_name_plural = _("joint actions")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ActionState.PROPOSED) | ~Q(answer=""),
                name="network_jointaction_answered",
                violation_error_message=_("Please write an answer to the businesses."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.notice)
