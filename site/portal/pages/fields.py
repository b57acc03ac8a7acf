"""Fields of pages."""

from django.db import models

from wagtail.fields import StreamField


class QuietStreamField(StreamField):
    """A StreamField whose blocks stay out of migrations: blocks change weekly, the column never.

    The price: a data migration sees the stream of a historical model as empty. One that has to change blocks imports
    the real model or edits the JSON in the column.
    """

    def deconstruct(self):
        name, path, _args, kwargs = models.Field.deconstruct(self)
        return name, path, [[]], kwargs
