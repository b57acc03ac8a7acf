from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from common.text import cell_text
from directory.changes import admin as _changes  # noqa: F401 — registers its addresses and worklist sections
from directory.changes.admin_edit import BusinessEditView, one_at_a_time
from directory.claiming import admin as _claiming  # noqa: F401 — registers its addresses and worklist section
from directory.filtersets import BusinessFilterSet
from directory.freshness import admin as _freshness  # noqa: F401 — registers its addresses and worklist sections
from directory.models import Business, BusinessTag, Category, ContactPoint, District, Partner
from directory.panels import business_panels


class BusinessIndexView(IndexView):
    """Its table may hold what a stranger proposed. (In its XLSX files Wagtail itself makes formulas text.)"""

    custom_value_preprocess = {**IndexView.custom_value_preprocess, str: {IndexView.FORMAT_CSV: cell_text}}


class BusinessViewSet(SnippetViewSet):
    model = Business
    icon = "home"
    list_display = [
        "name",
        "category",
        "district",
        Column("street_line", label=_("Address")),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    filterset_class = BusinessFilterSet
    edit_handler = business_panels
    list_per_page = 50
    list_export = ["name", "category", "district", "street", "house_number", "phone", "email", "opening_hours"]
    ordering = "name"
    copy_view_enabled = True
    index_view_class = BusinessIndexView
    edit_view_class = BusinessEditView

    @property
    def edit_view(self):
        return one_at_a_time(super().edit_view)

    @property
    def workflow_action_view(self):
        return one_at_a_time(super().workflow_action_view)

    def get_queryset(self, request):
        return Business.objects.with_admin_list_data()


class CategoryViewSet(SnippetViewSet):
    model = Category
    chooser_per_page = 100  # all of them on one page
    icon = "list-ul"
    list_display = ["name", "parent", "icon", "schema_type"]
    list_per_page = 100

    def get_queryset(self, request):
        return Category.objects.select_related("parent")


class BusinessTagViewSet(SnippetViewSet):
    model = BusinessTag
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "site"
    list_display = ["name", "postcodes"]


class ContactPointViewSet(SnippetViewSet):
    model = ContactPoint
    icon = "group"
    list_display = [
        "name",
        "district",
        Column("street_line", label=_("Address")),
        BooleanColumn("is_example", label=_("Example")),
    ]

    def get_queryset(self, request):
        return ContactPoint.objects.select_related("district")


class PartnerViewSet(SnippetViewSet):
    model = Partner
    icon = "user"
    list_display = ["name", Column("website", label=_("website"))]


class DirectoryViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Directory")
    menu_icon = "home"
    menu_order = 150
    items = (
        BusinessViewSet,
        CategoryViewSet,
        BusinessTagViewSet,
        DistrictViewSet,
        ContactPointViewSet,
        PartnerViewSet,
    )


register_snippet(DirectoryViewSetGroup)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_which_hours_are_not_understood(request, instance) -> None:
    """Such hours are kept as they were typed and shown as unknown; whoever typed them should know at once."""
    if isinstance(instance, Business | ContactPoint) and instance.opening_hours and not instance.hours.understood:
        messages.warning(request, instance.hours.problem)
