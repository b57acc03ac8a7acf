"""What several page types of the roof share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.fields import QuietStreamField
from portal.pages.blocks import BodyBlock


class BodyMixin(models.Model):
    """The blocks a page is built from."""

    body = QuietStreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    class Meta:
        abstract = True

    @property
    def shows_map(self) -> bool:
        """Whether the page's head has to bring the map's scripts and styles."""
        return any(item["type"] == "map" for item in self.body.raw_data)
