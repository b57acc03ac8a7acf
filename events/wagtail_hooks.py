from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from events.models import CourseOffer, EventPage, EventSeries
from events.registrations import desk_urls, worklist
from events.registrations.access import PERMISSION
from events.registrations.rolls import people_count_on

TAKES_PAGES_AWAY = {"delete", "unpublish"}


class SeriesViewSet(SnippetViewSet):
    model = EventSeries
    icon = "list-ul"
    list_display = ["name"]


class CourseViewSet(SnippetViewSet):
    model = CourseOffer
    icon = "form"
    list_display = ["title", "held_by", BooleanColumn("is_active", label=gettext_lazy("is offered"))]
    list_per_page = 100

    def get_queryset(self, request):
        return CourseOffer.objects.with_list_data()


class EventsViewSetGroup(SnippetViewSetGroup):
    items = (CourseViewSet, SeriesViewSet)
    menu_label = gettext_lazy("Courses and series")
    menu_icon = "calendar-alt"
    menu_order = 165


register_snippet(EventsViewSetGroup)


@hooks.register("register_admin_urls")
def desk_addresses() -> list:
    return desk_urls.urlpatterns


class RegistrationsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_menu_item")
def registrations_menu_item() -> MenuItem:
    return RegistrationsMenuItem(
        gettext_lazy("Registrations"), reverse("event_registrations"), icon_name="group", order=157
    )


def _refusal(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """People who count on an event are told before it goes: whoever takes it away cancels it first."""
    for page in pages:
        below = EventPage.objects.descendant_of(page, inclusive=True)
        if event := next((one for one in below if people_count_on(one)), None):
            messages.error(
                request,
                _("People are registered for “%(title)s”. Please cancel it first; then everybody gets a mail.")
                % {"title": event.title},
            )
            return redirect("wagtailadmin_pages:edit", event.pk)
    return None


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_while_people_count_on_it(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_in_bulk(request: HttpRequest, action_type: str, objects: list, action) -> HttpResponse | None:
    if action_type not in TAKES_PAGES_AWAY:
        return None
    return _refusal(request, [item for item in objects if isinstance(item, Page)])


worklist.register()
