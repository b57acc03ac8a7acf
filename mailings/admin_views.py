"""The outbox as the leads see it: read, and decide about what the program must not decide by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import linebreaksbr
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.log_actions import log

from mailings.domain import cancel_message, send_again, treat_as_sent, try_relay_now
from mailings.models import Message
from mailings.status import mail_status

MAY_DECIDE = "mailings.decide_message"


@dataclass(frozen=True)
class Decision:
    """One thing a person may decide about one message."""

    label: str | Promise
    question: str | Promise
    consequence: str | Promise
    done: str | Promise
    is_open: Callable[[Message], bool]
    carry_out: Callable[[Message], bool]


DECISIONS = {
    "noch-einmal": Decision(
        gettext_lazy("Send again"),
        gettext_lazy("Send this mail once more?"),
        gettext_lazy("If the first one arrived after all, the recipient gets it twice."),
        gettext_lazy("The mail is waiting to be sent again."),
        lambda message: message.can_be_sent_again,
        send_again,
    ),
    "als-gesendet": Decision(
        gettext_lazy("Treat as sent"),
        gettext_lazy("Treat this mail as sent?"),
        gettext_lazy("Nothing is sent. The mail no longer stands among the open ones."),
        gettext_lazy("The mail counts as sent."),
        lambda message: message.can_be_treated_as_sent,
        treat_as_sent,
    ),
    "nicht-senden": Decision(
        gettext_lazy("Do not send"),
        gettext_lazy("Keep this mail from being sent?"),
        gettext_lazy("The recipient does not get it. This cannot be undone."),
        gettext_lazy("The mail will not be sent."),
        lambda message: message.can_be_cancelled,
        cancel_message,
    ),
}


class MessageIndexView(generic.IndexView):
    template_name = "mailings/admin/message_index.html"
    default_ordering = None  # as Message.objects.unclear_first()
    any_permission_required = ["view"]

    def order_queryset(self, queryset):
        return super().order_queryset(queryset) if self.is_explicitly_ordered else queryset.unclear_first()

    def get_context_data(self, *args, **kwargs):
        return super().get_context_data(*args, **kwargs) | {
            "status": mail_status(),
            "may_decide": self.request.user.has_perm(MAY_DECIDE),
        }


class MessageInspectView(generic.InspectView):
    any_permission_required = ["view"]
    template_name = "mailings/admin/message_inspect.html"
    page_title = gettext_lazy("Mail")

    def get_shown_text_display_value(self) -> SafeString:
        return linebreaksbr(self.object.shown_text)

    def get_context_data(self, **kwargs):
        decisions = []
        if self.request.user.has_perm(MAY_DECIDE):
            decisions = [
                {"label": decision.label, "url": reverse("mailings_admin:decide", args=[self.object.pk, name])}
                for name, decision in DECISIONS.items()
                if decision.is_open(self.object)
            ]
        return super().get_context_data(**kwargs) | {"decisions": decisions}


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """GET asks, POST does it and notes down who did."""
    if not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
    if name not in DECISIONS:
        raise Http404
    decision, message = DECISIONS[name], get_object_or_404(Message, pk=pk)
    inspect_url = reverse("mailings_messages:inspect", args=[pk])
    if request.method == "POST":
        if decision.carry_out(message):
            log(instance=message, action=f"mailings.{decision.carry_out.__name__}", user=request.user)
            messages.success(request, decision.done)
        else:
            messages.error(request, _("The mail has changed meanwhile. Please look at it again."))
        return redirect(inspect_url)
    if not decision.is_open(message):
        messages.error(request, _("The mail has changed meanwhile. Please look at it again."))
        return redirect(inspect_url)
    context = {
        "decision": decision,
        "message": message,
        "inspect_url": inspect_url,
        "header_title": decision.question,
        "page_title": decision.question,
        "header_icon": "mail",
    }
    return TemplateResponse(request, "mailings/admin/decide.html", context)


@require_POST
def try_now(request: HttpRequest) -> HttpResponse:
    """The mail server is asked again at once instead of after the pause."""
    if not request.user.has_perm(MAY_DECIDE):
        raise PermissionDenied
    try_relay_now()
    messages.success(request, _("The mail server is asked again within a few seconds."))
    return redirect(reverse("mailings_messages:index"))
