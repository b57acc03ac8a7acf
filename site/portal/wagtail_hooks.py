"""The admin as the project's people meet it: our name on it, and nothing in it that nobody needs."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter

# Reports about Wagtail's own machinery; what editors look for is in the lists themselves.
UNUSED_REPORTS = {"page-types-usage", "aging-pages"}


class NoDocuments(PagesAdminAPIViewSet):
    """An empty list in the place of documents."""

    def get_queryset(self):
        return super().get_queryset().none()


@hooks.register("construct_admin_api")
def stand_in_for_documents(router: WagtailAPIRouter) -> None:
    """Every page of the admin names the documents' address (`wagtail_config`), also where that app is not used."""
    router.register_endpoint("documents", NoDocuments)


@hooks.register("construct_reports_menu")
def hide_unused_reports(request: HttpRequest, menu_items: list) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED_REPORTS]


@hooks.register("construct_help_menu")
def hide_foreign_help(request: HttpRequest, menu_items: list) -> None:
    """Wagtail's help leads to English pages elsewhere; ours is in docs/editors."""
    menu_items[:] = [item for item in menu_items if item.url.startswith(("/", "#"))]


@hooks.register("insert_global_admin_css")
def our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/css/admin.css"))
