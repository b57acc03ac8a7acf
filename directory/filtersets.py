from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet

import django_filters

from directory.models import Business, Category


class BusinessFilterSet(WagtailFilterSet):
    """How staff narrow the list of businesses in the admin."""

    category = django_filters.ModelChoiceFilter(
        queryset=Category.objects.trades().select_related("parent"), label=_("category")
    )
    has_position = django_filters.BooleanFilter(
        field_name="latitude", lookup_expr="isnull", exclude=True, label=_("stands on the map")
    )

    class Meta:
        model = Business
        fields = ["district", "category", "source", "wheelchair", "live"]
