"""The admin as the project's people meet it: our name on it, and nothing in it that nobody needs."""

from django.http import HttpRequest

from wagtail import hooks

# Reports about Wagtail's own machinery; what editors look for is in the lists themselves.
UNUSED_REPORTS = {"page-types-usage", "aging-pages"}


@hooks.register("construct_reports_menu")
def hide_unused_reports(request: HttpRequest, menu_items: list) -> None:
    menu_items[:] = [item for item in menu_items if item.name not in UNUSED_REPORTS]


@hooks.register("construct_help_menu")
def hide_foreign_help(request: HttpRequest, menu_items: list) -> None:
    """Wagtail's help leads to English pages elsewhere; ours is in docs/editors."""
    menu_items[:] = [item for item in menu_items if item.url.startswith(("/", "#"))]
