"""Guards the pages no page may be without: Impressum, Datenschutz, Barrierefreiheit and the home page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.models import Page

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
