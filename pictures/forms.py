from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from pictures.uploads import clean_picture


class PictureField(WagtailImageField):
    """A picture is checked and written anew first: what Wagtail then opens is never what somebody sent."""

    def to_python(self, data):
        return super().to_python(clean_picture(data) if data else data)


class PictureForm(BaseImageForm):
    """Wagtail's picture form with our field for the file, under the label and widget Wagtail gave it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureField(
                label=given.label, help_text=given.help_text, required=given.required, widget=given.widget
            )
