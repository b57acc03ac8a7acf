"""Hooks of the admin: addresses, menu, a button at every business, a section of the worklist."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from common.worklist import Item, Section, register_section
from directory.claiming import admin_views as views
from directory.claiming.deciding import LOG_ACTION
from directory.models import Business, Claim

urlpatterns = [
    path("", views.claim_list, name="directory_claims"),
    path("<int:number>/", views.claim_detail, name="directory_claim"),
    path("briefe/", views.letters, name="directory_letters"),
    path("betriebe/<int:number>/", views.business_people, name="directory_business_people"),
    path("betriebe/<int:number>/code/", views.hand_over_code, name="directory_hand_over_code"),
    path("codes/<int:number>/zurueckziehen/", views.revoke_code, name="directory_revoke_code"),
]


class ForStaff(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(views.HAND_OUT)


@hooks.register("register_admin_urls")
def claim_urls():
    return [path("ansprueche/", include(urlpatterns))]


@hooks.register("register_admin_menu_item")
def claims_menu_item():
    return ForStaff(_("Claims"), reverse("directory_claims"), name="claims", icon_name="key", order=160)


@hooks.register("register_admin_menu_item")
def letters_menu_item():
    return ForStaff(_("Letters with codes"), reverse("directory_letters"), name="letters", icon_name="mail", order=161)


@hooks.register("register_snippet_listing_buttons")
def people_button(snippet, user, next_url=None):
    if isinstance(snippet, Business) and user.has_perm(views.HAND_OUT):
        url = reverse("directory_business_people", args=[snippet.pk])
        yield Button(_("People and codes"), url, icon_name="group", priority=60)


@hooks.register("register_log_actions")
def people_log_action(actions):
    @actions.register_action(LOG_ACTION)
    class PeopleFormatter(LogFormatter):
        label = _("Change the people of a business")

        def format_message(self, log_entry):
            return _("People of the business: %(what)s (account %(person)s)") % log_entry.data

        def format_comment(self, log_entry):
            return log_entry.data.get("note", "")


def _items(limit: int) -> list[Item]:
    claims = Claim.objects.for_staff().select_related("business", "user").order_by("created_at")[:limit]
    return [
        Item(
            title=str(claim.business),
            url=reverse("directory_claim", args=[claim.pk]),
            detail=f"{claim.get_state_display()} · {claim.user}",
            since=claim.created_at,
        )
        for claim in claims
    ]


register_section(
    Section(
        slug="claims",
        title=_("Claims on businesses"),
        count=lambda: Claim.objects.for_staff().count(),
        items=_items,
        permission="directory.decide_claims",
        order=30,
        hint=_("Somebody says: this is my business."),
        url=lambda: reverse("directory_claims"),
    )
)
