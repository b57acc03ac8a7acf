from factory.django import DjangoModelFactory, ImageField

from pictures.models import Picture


class PictureFactory(DjangoModelFactory):
    class Meta:
        model = Picture

    title = "Ein Bild"
    file = ImageField(width=320, height=240, color="#c8553d", format="PNG", filename="bild.png")
