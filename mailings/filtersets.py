from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet

import django_filters

from mailings.enums import State
from mailings.models import Consent, Message


class MessageFilterSet(WagtailFilterSet):
    """How staff narrow the outbox."""

    state = django_filters.MultipleChoiceFilter(choices=State.choices, label=_("state"))
    kind = django_filters.AllValuesFilter(label=_("kind"))
    created_at = django_filters.DateFromToRangeFilter(label=_("queued at"))

    class Meta:
        model = Message
        fields = ["state", "kind", "created_at"]


class ConsentFilterSet(WagtailFilterSet):
    is_withdrawn = django_filters.BooleanFilter(
        field_name="withdrawn_at", lookup_expr="isnull", exclude=True, label=_("withdrawn")
    )

    class Meta:
        model = Consent
        fields = ["purpose", "channel"]
