from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.worklist import Item, Section, register_section
from network import moderation
from network.enums import ActionState
from network.models import JointAction, Notice


@hooks.register("register_admin_urls")
def moderation_urls() -> list:
    return moderation.urlpatterns


class ModerationMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(moderation.PERMISSION)


@hooks.register("register_admin_menu_item")
def moderation_menu_item() -> MenuItem:
    return ModerationMenuItem(_("Noticeboard"), reverse("network_moderation"), icon_name="comment", order=170)


def notices_to_look_at(limit: int) -> list[Item]:
    notices = Notice.objects.unseen().select_related("business").order_by("updated_at")[:limit]
    return [
        Item(
            title=notice.title,
            url=reverse("network_moderation_notice", args=[notice.pk]),
            detail=notice.business.name,
            since=notice.updated_at,
        )
        for notice in notices
    ]


def open_actions():
    return JointAction.objects.filter(state=ActionState.PROPOSED)


def ideas_to_answer(limit: int) -> list[Item]:
    return [
        Item(
            title=action.notice.title,
            url=reverse("network_moderation_action", args=[action.pk]),
            detail=action.proposed_by.name,
            since=action.created_at,
        )
        for action in open_actions().select_related("notice", "proposed_by")[:limit]
    ]


register_section(
    Section(
        slug="network-ideas",
        title=_("Ideas for joint actions"),
        count=lambda: open_actions().count(),
        items=ideas_to_answer,
        permission=moderation.PERMISSION,
        order=60,
    )
)
register_section(
    Section(
        slug="network-notices",
        title=_("New on the noticeboard"),
        count=lambda: Notice.objects.unseen().count(),
        items=notices_to_look_at,
        permission=moderation.PERMISSION,
        order=80,
    )
)
