from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from mailings import admin_views
from mailings.filtersets import ConsentFilterSet, MessageFilterSet
from mailings.models import Consent, Message
from mailings.status import mail_status
from worker.models import PeriodicTask

WRITING = {"add_url_name", "edit_url_name", "delete_url_name", "copy_url_name", "history_url_name", "usage_url_name"}


class ReadingIndexView(generic.IndexView):
    any_permission_required = ["view"]


class ReadingInspectView(generic.InspectView):
    any_permission_required = ["view"]


class ReadingViewSet(ModelViewSet):
    """Lists and shows; nothing is added, changed or deleted here."""

    index_view_class = ReadingIndexView
    inspect_view_class = ReadingInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    exclude_form_fields = []
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs):
        return {name: value for name, value in super().get_common_view_kwargs(**kwargs).items() if name not in WRITING}

    def get_urlpatterns(self):
        return [
            pattern for pattern in super().get_urlpatterns() if pattern.name in {"index", "index_results", "inspect"}
        ]

    def register_admin_url_finder(self):
        """There is no address to edit these at."""


class MessageViewSet(ReadingViewSet):
    model = Message
    name = "mailings_messages"
    url_prefix = "post/nachrichten"
    icon = "mail"
    index_view_class = admin_views.MessageIndexView
    inspect_view_class = admin_views.MessageInspectView
    filterset_class = MessageFilterSet
    search_fields = ["to", "kind", "subject"]
    list_display = [
        "shown_subject",
        Column("to", label=_("recipient")),
        Column("get_state_display", label=_("state"), sort_key="state"),
        Column("kind", label=_("kind"), sort_key="kind"),
        DateColumn("created_at", label=_("queued at"), sort_key="created_at"),
    ]
    inspect_view_fields = [
        "state",
        "to",
        "shown_subject",
        "shown_text",
        "kind",
        "created_at",
        "attempts",
        "claimed_at",
        "not_before",
        "sent_at",
        "smtp_code",
        "last_error",
        "message_id",
    ]


class ConsentViewSet(ReadingViewSet):
    model = Consent
    name = "mailings_consents"
    url_prefix = "post/einwilligungen"
    icon = "clipboard-list"
    filterset_class = ConsentFilterSet
    search_fields = ["address"]
    list_display = [
        "address",
        Column("purpose", label=_("purpose"), sort_key="purpose"),
        DateColumn("given_at", label=_("given at"), sort_key="given_at"),
        DateColumn("confirmed_at", label=_("confirmed at"), sort_key="confirmed_at"),
        DateColumn("withdrawn_at", label=_("withdrawn at"), sort_key="withdrawn_at"),
    ]
    inspect_view_fields = [
        "address",
        "purpose",
        "version",
        "text_shown",
        "channel",
        "given_at",
        "confirmed_at",
        "withdrawn_at",
        "valid_until",
    ]


class PeriodicTaskViewSet(ReadingViewSet):
    model = PeriodicTask
    name = "worker_tasks"
    url_prefix = "post/aufgaben"
    icon = "history"
    list_display = [
        "name",
        DateColumn("last_succeeded_at", label=_("last succeeded at"), sort_key="last_succeeded_at"),
        DateColumn("next_at", label=_("due at"), sort_key="next_at"),
        Column("last_result", label=_("last result")),
        Column("last_error", label=_("last error")),
    ]


class PostViewSetGroup(ModelViewSetGroup):
    menu_label = _("Mail")
    menu_icon = "mail"
    menu_order = 600
    items = (MessageViewSet, ConsentViewSet, PeriodicTaskViewSet)


@hooks.register("register_admin_viewset")
def register_post():
    return PostViewSetGroup()


@hooks.register("register_admin_urls")
def register_decisions():
    patterns = [
        path("nachrichten/<int:pk>/<slug:name>/", admin_views.decide, name="decide"),
        path("jetzt-versuchen/", admin_views.try_now, name="try_now"),
    ]
    return [path("post/", include((patterns, "mailings_admin")))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action("mailings.send_again", _("Send mail again"), _("Mail put into the queue again"))
    actions.register_action("mailings.treat_as_sent", _("Treat mail as sent"), _("Mail treated as sent"))
    actions.register_action("mailings.cancel_message", _("Do not send mail"), _("Mail kept from being sent"))


class MailPanel(Component):
    """On the admin's first page, only while something about the mail is wrong."""

    name = "mail"
    order = 50
    template_name = "mailings/admin/_home_panel.html"

    def get_context_data(self, parent_context):
        return {"status": mail_status(), "csrf_token": parent_context["csrf_token"]}


@hooks.register("construct_homepage_panels")
def say_what_is_wrong_with_the_mail(request, panels):
    if request.user.has_perm("mailings.view_message"):
        panels.append(MailPanel())
