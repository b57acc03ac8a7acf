"""Where the admin shows the round and the reports: addresses, menu, a button at each business, the worklist."""

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from common.worklist import Item, Section, register_section
from directory.freshness import admin_views
from directory.freshness.asking import unanswered, with_reminders
from directory.freshness.rounds import remark
from directory.models import Business, Report


@hooks.register("register_admin_urls")
def freshness_urls() -> list:
    return [
        path("rundgang/", admin_views.round_page, name="freshness_round"),
        path("rundgang/liste.pdf", admin_views.round_pdf, name="freshness_round_pdf"),
        path("rundgang/briefe.pdf", admin_views.letters_pdf, name="freshness_letters_pdf"),
        path("meldungen/", admin_views.reports, name="freshness_reports"),
    ]


class StaffMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm(admin_views.PERMISSION)


@hooks.register("register_admin_menu_item")
def round_menu_item() -> MenuItem:
    return StaffMenuItem(_("Walking list"), reverse("freshness_round"), icon_name="site", order=160)


@hooks.register("register_admin_menu_item")
def reports_menu_item() -> MenuItem:
    return StaffMenuItem(_("Reported mistakes"), reverse("freshness_reports"), icon_name="warning", order=161)


@hooks.register("register_snippet_listing_buttons")
def confirm_button(snippet, user, next_url=None):
    """From the list of businesses to a round of one door: somebody called and said that all is right."""
    if isinstance(snippet, Business) and snippet.live and user.has_perm(admin_views.PERMISSION):
        yield Button(_("Confirm"), f"{reverse('freshness_round')}?betrieb={snippet.pk}", icon_name="check", priority=25)


# --- Worklist ---------------------------------------------------------------------------------------------------------


def _reports(limit: int) -> list[Item]:
    found = Report.objects.open().select_related("business")[:limit]
    return [
        Item(
            title=report.business.name,
            url=f"{reverse('freshness_reports')}#betrieb-{report.business_id}",
            detail=remark([report]),
            since=report.created_at,
        )
        for report in found
    ]


def _silent():
    now = timezone.now()
    return unanswered(with_reminders(Business.objects.reminded_by_mail().due(timezone.localdate(now))), now)


def _silent_items(limit: int) -> list[Item]:
    return [
        Item(
            title=business.name,
            url=f"{reverse('freshness_round')}?betrieb={business.pk}",
            detail=business.street_line,
            since=business.last_mail_at,
        )
        for business in _silent().due_longest_first()[:limit]
    ]


register_section(
    Section(
        slug="reports",
        title=_("Reported mistakes"),
        hint=_("Visitors and businesses said what is wrong."),
        count=lambda: Report.objects.open().count(),
        items=_reports,
        permission=admin_views.PERMISSION,
        order=30,
        url=lambda: reverse("freshness_reports"),
    )
)
register_section(
    Section(
        slug="silent",
        title=_("Reminders nobody answered"),
        hint=_("Two mails went by. Now somebody goes there or writes a letter."),
        count=lambda: _silent().count(),
        items=_silent_items,
        permission=admin_views.PERMISSION,
        order=60,
        url=lambda: f"{reverse('freshness_round')}?unanswered=on",
    )
)
