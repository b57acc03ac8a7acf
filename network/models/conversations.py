"""Two businesses talk about one notice, through the site: nobody sees an address of the other."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import Business
from network.models.notices import Notice


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of one's own businesses, on either side."""
        own = Business.objects.of(user)
        return self.filter(Q(business__in=own) | Q(notice__business__in=own))

    def with_list_data(self):
        last = Message.objects.filter(conversation=OuterRef("pk")).order_by("-pk")
        return self.select_related("notice__business", "business").annotate(
            last_at=Max("messages__created_at"),
            last_text=Subquery(last.values("text")[:1]),
            last_business_id=Subquery(last.values("business_id")[:1]),
        )


class Conversation(models.Model):
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="conversations")
    business = models.ForeignKey(
        Business, on_delete=models.CASCADE, related_name="+", help_text=_("The one that answered.")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = ConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "business"], name="network_conversation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.business} – {self.notice}"

    def get_absolute_url(self) -> str:
        return reverse("network:conversation", args=[self.pk])


class Message(models.Model):
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages")
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("message"), validators=[MaxLengthValidator(2000)])
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]
        indexes = [models.Index(fields=["business", "created_at"], name="network_message_recent")]

    def __str__(self) -> str:
        return self.text[:60]
