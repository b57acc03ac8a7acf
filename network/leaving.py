"""What becomes of notices, messages and the weekly letter when somebody's account goes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts import leaving
from accounts.models import User
from network import digest
from network.models import Message, Notice


def register() -> None:
    leaving.register("network", tell=tell, leave=leave, export=export)


def tell(user: User) -> list[str]:
    has_written = Notice.objects.filter(author=user).exists() or Message.objects.filter(author=user).exists()
    if not has_written:
        return []
    return [_("What you wrote on the noticeboard stays there under the name of the business, without yours.")]


def leave(user: User) -> None:
    """Notices and messages lose their author by themselves; the letter is stopped."""
    digest.unsubscribe(user=user)


def export(user: User) -> dict:
    """Times are ISO 8601 in UTC."""
    return {
        "weekly_letter": digest.is_subscribed(user),
        "notices": [
            {"business": str(notice.business), "title": notice.title, "written": notice.created_at.isoformat()}
            for notice in Notice.objects.filter(author=user).select_related("business")
        ],
        "messages": [
            {"business": str(message.business), "text": message.text, "written": message.created_at.isoformat()}
            for message in Message.objects.filter(author=user).select_related("business")
        ],
    }
