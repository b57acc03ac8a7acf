from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from network import moderation


@hooks.register("register_admin_urls")
def moderation_urls() -> list:
    return moderation.urlpatterns


class ModerationMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(moderation.PERMISSION)


@hooks.register("register_admin_menu_item")
def moderation_menu_item() -> MenuItem:
    return ModerationMenuItem(_("Noticeboard"), reverse("network_moderation"), icon_name="comment", order=170)
