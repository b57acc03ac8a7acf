"""Guards the pages no page may be without: Impressum, Datenschutz, Barrierefreiheit and the home page. Leads from the
results of a workshop to a joint action."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from events.models import WorkshopResultPage
from portal.pages.joint_actions import PERMISSION, from_idea
from portal.pages.models import FooterSettings

TAKES_PAGES_AWAY = {"delete", "unpublish"}


def required_below(page: Page) -> Page | None:
    """The first page that the footer of a site links to, of `page` and all below it."""
    ids = {pk for footer in FooterSettings.objects.all() for pk in footer.legal_page_ids}
    return page.get_descendants(inclusive=True).filter(pk__in=ids).first()


def refusal(request: HttpRequest, page: Page) -> HttpResponse | None:
    required = required_below(page)
    if required is None:
        return None
    messages.error(
        request,
        _("“%(title)s” stands in the footer of every page. Choose another page in Settings › Footer first.")
        % {"title": required.title},
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_delete_page")
def keep_from_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refusal(request, page)


@hooks.register("before_unpublish_page")
def keep_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refusal(request, page)


@hooks.register("before_bulk_action")
def keep_in_bulk(request: HttpRequest, action_type: str, objects: list, action) -> HttpResponse | None:
    if action_type not in TAKES_PAGES_AWAY:
        return None
    pages = (item for item in objects if isinstance(item, Page))
    return next(filter(None, (refusal(request, page) for page in pages)), None)


@hooks.register("register_admin_urls")
def joint_action_address() -> list:
    return [path("termine/ergebnisse/<int:pk>/gemeinsam/", from_idea, name="pages_action_from_idea")]


@hooks.register("register_page_header_buttons")
def lead_to_a_joint_action(page: Page, user, view_name: str, next_url: str | None = None) -> list[Button]:
    if not isinstance(page, WorkshopResultPage) or not page.live or not user.has_perm(PERMISSION):
        return []
    address = reverse("pages_action_from_idea", args=[page.pk])
    return [Button(_("Make a joint action of an idea"), address, icon_name="group", priority=90)]
