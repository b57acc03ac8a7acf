from wagtail.images.forms import BaseImageForm

from pictures.uploads import clean_picture


class PictureForm(BaseImageForm):
    """Wagtail's picture form; a new file is checked and written anew before it is kept."""

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return upload
        return clean_picture(upload)
