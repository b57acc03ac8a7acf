"""Blocks of pages that show pictures."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from common.blocks import TEXT_GROUP
from pictures.models import Picture


class PictureChooserBlock(ImageChooserBlock):
    """Fetches all pictures of a page and their sizes in two queries, however many there are."""

    def bulk_to_python(self, values):
        found = Picture.objects.prefetch_related("renditions").in_bulk([value for value in values if value])
        return [found.get(value) for value in values]


class DescribedPictureBlock(ImageBlock):
    """Wagtail's picture with alternative text: required unless the picture is marked as decoration."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = PictureChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


class PictureBlock(blocks.StructBlock):
    picture = DescribedPictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)

    def get_preview_value(self):
        picture = Picture.objects.order_by("pk").first()
        if picture:
            picture.contextual_alt_text, picture.decorative = picture.default_alt_text, False
        return self.normalize({"picture": picture, "caption": "Ein Schaufenster in der Lange Straße"})

    class Meta:
        icon = "image"
        label = _("Picture")
        group = TEXT_GROUP
        template = "blocks/picture.html"
        description = _("One picture with a caption. Whoever is named as its maker is shown below it.")
