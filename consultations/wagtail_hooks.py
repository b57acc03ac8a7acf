from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from consultations import desk_urls, worklist
from consultations.busy_calendars import forget_busy_times
from consultations.desk_views.access import PERMISSION
from consultations.models import Closure, Counsellor, Topic


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "list-ul"
    list_display = ["name", "audience", "duration", BooleanColumn("is_active", label=_("is offered"))]
    list_per_page = 100


class CounsellorViewSet(SnippetViewSet):
    model = Counsellor
    icon = "user"
    list_display = ["name", "partner", BooleanColumn("is_active", label=_("takes appointments"))]
    search_fields = ["name"]

    def get_queryset(self, request):
        return Counsellor.objects.with_list_data()


class ClosureViewSet(SnippetViewSet):
    model = Closure
    icon = "date"
    list_display = ["name", "first_day", "last_day", "contact_point"]

    def get_queryset(self, request):
        return Closure.objects.select_related("contact_point")


class AdviceViewSetGroup(SnippetViewSetGroup):
    items = (TopicViewSet, CounsellorViewSet, ClosureViewSet)
    menu_label = _("Advice")
    menu_icon = "group"
    menu_order = 160


register_snippet(AdviceViewSetGroup)


@hooks.register("register_admin_urls")
def desk_addresses() -> list:
    return desk_urls.urlpatterns


class DeskMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(PERMISSION)


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(_("Desk"), reverse("advice_desk"), icon_name="calendar-check", order=155)


@hooks.register("after_edit_snippet")
def forget_a_calendar_taken_out(request, instance) -> None:
    if isinstance(instance, Counsellor) and not instance.busy_calendar_url:
        forget_busy_times(counsellor=instance)


worklist.register()
