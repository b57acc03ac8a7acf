"""What staff work off: the round on foot, and what was reported."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test

from common.text import number_of
from directory.enums import ReminderAnswer, ReportKind, ReportState
from directory.freshness import rounds
from directory.freshness.domain import settle_reports
from directory.freshness.letters import print_letters
from directory.models import Business, ContactPoint, Report
from printing.http import pdf_response
from printing.pdf import PrintError

PERMISSION = "directory.change_business"
REPORTS_SHOWN = 50  # businesses on a page of the list

may_work = user_passes_test(lambda user: user.has_perm(PERMISSION))


# --- The round --------------------------------------------------------------------------------------------------------


@may_work
def round_page(request: HttpRequest) -> HttpResponse:
    """The list to walk along; afterwards the same page takes what was found, everything in one go."""
    if request.method == "POST":
        return _take_results(request)
    form, planned = _planned(request)
    context = {
        "form": form,
        "round": planned,
        "summary": rounds.summary(planned),
        "query": request.GET.urlencode(),
        "letter": LetterForm(initial=_who_to_ask(request)),
        "results": ReminderAnswer.choices,
    }
    return TemplateResponse(request, "directory/freshness/admin/round.html", context)


@may_work
@require_safe
def round_pdf(request: HttpRequest) -> HttpResponse:
    """The same round on paper."""
    form, planned = _planned(request)
    district = form.cleaned_data.get("district") if form.is_valid() else None
    title = _("Walking list: %(district)s") % {"district": district} if district else _("Walking list")
    try:
        pdf = rounds.round_pdf(planned, title=title, made_on=timezone.localdate())
    except PrintError as error:
        return _not_printed(request, error)
    return pdf_response(pdf, f"rundgang-{timezone.localdate():%Y-%m-%d}.pdf")


class LetterForm(forms.Form):
    """Who is named on the letter; the businesses come from the boxes of the list."""

    contact_name = forms.CharField(label=_lazy("Contact person"), max_length=80)
    contact_phone = forms.CharField(label=_lazy("Phone"), max_length=40)


@may_work
@require_POST
def letters_pdf(request: HttpRequest) -> HttpResponse:
    """Letters to the businesses that were ticked; writing them down as asked is why this is no GET."""
    form = LetterForm(request.POST)
    ticked = _numbers(request.POST.getlist("betrieb"))
    if not ticked or not form.is_valid():
        messages.error(request, _("Please tick the entries, and say who can be asked and under which number."))
        return _back(request)
    found = Business.objects.published().select_related("category").in_bulk(ticked)
    try:
        pdf = print_letters([found[number] for number in ticked if number in found], **form.cleaned_data)
    except PrintError as error:
        return _not_printed(request, error)
    return pdf_response(pdf, f"briefe-{timezone.localdate():%Y-%m-%d}.pdf", download=True)


def _numbers(sent: list[str]) -> list[int]:
    return [number for number in map(number_of, sent) if number is not None]


def _planned(request: HttpRequest) -> tuple[rounds.RoundForm, rounds.Round]:
    form = rounds.RoundForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    only = _numbers(request.GET.getlist("betrieb"))
    return form, rounds.plan_round(chosen, only)


def _take_results(request: HttpRequest) -> HttpResponse:
    results = {}
    for name, value in request.POST.items():
        prefix, number = name[: len("result-")], number_of(name[len("result-") :])
        if prefix == "result-" and number is not None and value in ReminderAnswer.values:
            results[number] = ReminderAnswer(value)
    found = rounds.note_results(results=results, by=request.user)
    if right := found[ReminderAnswer.STILL_RIGHT]:
        text = ngettext("%(count)s entry is confirmed.", "%(count)s entries are confirmed.", len(right))
        messages.success(request, text % {"count": len(right)})
    if gone := found[ReminderAnswer.GONE]:
        text = ngettext(
            "%(count)s business does not exist any more: it stands in the list of reports.",
            "%(count)s businesses do not exist any more: they stand in the list of reports.",
            len(gone),
        )
        messages.warning(
            request,
            text % {"count": len(gone)},
            buttons=[messages.button(reverse("freshness_reports"), _("Reported mistakes"))],
        )
    if changed := found[ReminderAnswer.CHANGE]:
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((reverse("wagtailsnippets_directory_business:edit", args=[one.pk]), one.name) for one in changed),
        )
        messages.info(request, format_html_join("", "{} {}", [(_("Please enter what changed:"), links)]))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    query = request.GET.urlencode()
    return redirect(reverse("freshness_round") + (f"?{query}" if query else ""))


def _not_printed(request: HttpRequest, error: PrintError) -> HttpResponse:
    messages.error(request, _("This could not be printed: %(problem)s") % {"problem": error})
    return _back(request)


def _who_to_ask(request: HttpRequest) -> dict[str, str]:
    point = ContactPoint.objects.exclude(phone="").first()
    return {"contact_name": str(request.user), "contact_phone": point.phone if point else ""}


# --- Reports ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reported:
    """Everything that was reported about one business, the same things together."""

    business: Business
    reports: list[Report]

    @property
    def numbers(self) -> str:
        return ",".join(str(report.pk) for report in self.reports)

    @property
    def kinds(self) -> list[tuple[str, int]]:
        counts: dict[str, int] = {}
        for report in self.reports:
            counts[report.kind] = counts.get(report.kind, 0) + 1
        return [(str(ReportKind(kind).label), count) for kind, count in counts.items()]

    @property
    def says_gone(self) -> bool:
        return any(report.kind == ReportKind.GONE for report in self.reports)


@may_work
def reports(request: HttpRequest) -> HttpResponse:
    """Open reports, business by business, the oldest first; each is settled with one button and an optional note."""
    if request.method == "POST":
        return _settle(request)
    open_reports = Report.objects.open()
    businesses = (
        Business.objects.filter(reports__in=open_reports)
        .distinct()
        .select_related("category", "district")
        .prefetch_related(Prefetch("reports", open_reports.order_by("created_at"), to_attr="open_reports"))
    )
    reported = sorted(
        (Reported(business, business.open_reports) for business in businesses),
        key=lambda each: each.reports[0].created_at,
    )
    context = {"reported": reported[:REPORTS_SHOWN], "rest": max(0, len(reported) - REPORTS_SHOWN)}
    return TemplateResponse(request, "directory/freshness/admin/reports.html", context)


def _settle(request: HttpRequest) -> HttpResponse:
    state = request.POST.get("state")
    numbers = _numbers(request.POST.get("reports", "").split(","))
    note = request.POST.get("note", "")[:1000]
    if state in (ReportState.DONE, ReportState.DISMISSED) and numbers:
        count = settle_reports(reports=numbers, state=ReportState(state), by=request.user, note=note)
        text = ngettext("%(count)s report is settled.", "%(count)s reports are settled.", count) % {"count": count}
        messages.success(request, text)
    return redirect("freshness_reports")
