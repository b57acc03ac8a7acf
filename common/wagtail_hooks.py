"""The worklist in the admin: its page, its place in the menu with the number of what waits, its panel at the start."""

from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from common import worklist


@hooks.register("register_admin_urls")
def worklist_urls() -> list:
    return [path("arbeitsliste/", worklist.page, name="worklist")]


class WorklistMenuItem(MenuItem):
    """Says how much waits: "Arbeitsliste (7)"."""

    def is_shown(self, request) -> bool:
        return bool(worklist.sections_of(request.user))

    def render_component(self, request) -> LinkMenuItem:
        total = worklist.roughly_counted(request.user)
        label = _("Worklist (%(count)d)") % {"count": total} if total else _("Worklist")
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def worklist_menu_item() -> MenuItem:
    return WorklistMenuItem(
        gettext_lazy("Worklist"), worklist.worklist_url(), name="worklist", icon_name="tasks", order=50
    )


class WorklistPanel(Component):
    """The first thing on the admin's start page: what waits for whoever opened it."""

    order = 50

    def render_html(self, parent_context=None) -> str:
        counts = worklist.counts_of(parent_context["request"].user)
        waiting = [{"slug": section.slug, "title": section.title, "count": count} for section, count in counts if count]
        return render_to_string("common/_worklist_panel.html", {"url": worklist.worklist_url(), "waiting": waiting})


@hooks.register("construct_homepage_panels")
def worklist_panel(request, panels: list) -> None:
    if worklist.sections_of(request.user):
        panels.append(WorklistPanel())
