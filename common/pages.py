"""What page types of several apps share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class ShareMixin(models.Model):
    """How a page looks in search results and when somebody passes it on."""

    share_picture = models.ForeignKey(
        "pictures.Picture",
        verbose_name=_("picture when shared"),
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Shown when somebody passes the page on. Landscape, without text in it."),
    )

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("In search results"),
        ),
        FieldPanel("share_picture"),
    ]

    class Meta:
        abstract = True

    @property
    def shared_title(self) -> str:
        return self.seo_title or self.title

    @property
    def shared_description(self) -> str:
        return self.search_description or getattr(self, "lead", "")

    @property
    def shared_picture(self):
        return self.share_picture


class LeadMixin(models.Model):
    """One or two sentences below the title that say what the page is about."""

    lead = models.TextField(
        _("lead"), blank=True, max_length=400, help_text=_("One or two sentences that say what the page is about.")
    )

    class Meta:
        abstract = True
