"""Every mail that "went out", to read on one's own machine. Not routed on a real site (mailings/urls.py)."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp

from mailings.models import Message
from mailings.sending import as_mail
from mailings.status import mail_status

PER_PAGE = 50
# What a mail program would allow, and nothing more: the mail's own styles, no pictures, no scripts, no other host.
MAIL_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF], "sandbox": [True]}


def message_or_404(pk: int) -> Message:
    """Raises Http404 outside of development, should anybody ever route these views."""
    if not settings.DEBUG:
        raise Http404
    return get_object_or_404(Message, pk=pk)


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    if not settings.DEBUG:
        raise Http404
    page = Paginator(Message.objects.order_by("-pk"), PER_PAGE).get_page(request.GET.get("seite"))
    return render(request, "mailings/mail_list.html", {"page": page, "status": mail_status()})


@require_safe
def mail_detail(request: HttpRequest, pk: int) -> HttpResponse:
    message = message_or_404(pk)
    headers = list(as_mail(message).message().items()) if message.to else []
    return render(request, "mailings/mail_detail.html", {"message": message, "headers": headers})


@require_safe
@xframe_options_sameorigin
@csp(MAIL_POLICY)
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponse(message_or_404(pk).html)
