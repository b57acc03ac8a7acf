"""Who is to be visited: stale entries as a walk, from door to door, and what staff brought back from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from common.urls import absolute_url
from directory.changes import in_words
from directory.enums import ConfirmedVia, ReminderAnswer, ReportKind
from directory.freshness.asking import out_of_reach, unanswered, with_reminders
from directory.freshness.domain import confirm_business, report_mistake
from directory.freshness.rhythm import months_after
from directory.freshness.route import Walk, shortest_walk
from directory.models import Business, Category, ContactPoint, District, Report
from printing import documents

MOST_STOPS = 300


class RoundForm(forms.Form):
    """What staff choose from; it comes as the page's address, so a round can be kept as a bookmark."""

    district = forms.ModelChoiceField(
        label=_("District"), queryset=District.objects.all(), required=False, empty_label=_("Both districts")
    )
    group = forms.ModelChoiceField(
        label=_("Trades"), queryset=Category.objects.groups(), required=False, empty_label=_("All trades")
    )
    overdue = forms.TypedChoiceField(
        label=_("Overdue by"),
        coerce=int,
        empty_value=0,
        required=False,
        choices=[(0, _("any time")), (3, _("three months")), (6, _("half a year")), (12, _("a year"))],
    )
    never = forms.BooleanField(label=_("Never confirmed"), required=False)
    unanswered = forms.BooleanField(label=_("Mails were not answered"), required=False)
    unreachable = forms.BooleanField(label=_("Cannot be asked by mail"), required=False)
    start = forms.ModelChoiceField(
        label=_("Start of the walk"),
        queryset=ContactPoint.objects.filter(latitude__isnull=False),
        required=False,
        empty_label=_("At the entry that is overdue longest"),
    )
    most = forms.TypedChoiceField(
        label=_("How many"),
        coerce=int,
        empty_value=20,
        required=False,
        choices=[(10, "10"), (20, "20"), (40, "40"), (80, "80"), (MOST_STOPS, str(MOST_STOPS))],
        initial=20,
    )


@dataclass(frozen=True)
class Stop:
    business: Business
    hours: list[str]
    confirmed: str  # "March 2025", "never"
    remark: str  # what was reported; empty
    is_on_map: bool

    @property
    def edit_url(self) -> str:
        return reverse("wagtailsnippets_directory_business:edit", args=[self.business.pk])


@dataclass(frozen=True)
class Round:
    """`stops` in walking order; those without a place on the map come last, by street. `left` more are due too."""

    stops: list[Stop]
    walk: Walk
    left: int


def stale(chosen: dict, now: datetime) -> QuerySet[Business]:
    """Public entries to be confirmed that fit what was chosen (`RoundForm.cleaned_data`), due longest first."""
    on = months_after(timezone.localdate(now), -(chosen.get("overdue") or 0))
    businesses = with_reminders(Business.objects.published().due(on))
    if district := chosen.get("district"):
        businesses = businesses.filter(district=district)
    if group := chosen.get("group"):
        businesses = businesses.filter(Q(category=group) | Q(category__parent=group))
    if chosen.get("never"):
        businesses = businesses.filter(last_confirmed_on=None)
    reasons = []
    if chosen.get("unanswered"):
        reasons.append(Q(pk__in=unanswered(businesses, now).values("pk")))
    if chosen.get("unreachable"):
        reasons.append(out_of_reach())
    if reasons:
        businesses = businesses.filter(reasons[0] if len(reasons) == 1 else reasons[0] | reasons[1])
    return businesses.due_longest_first()


def plan_round(chosen: dict, only: Sequence[int] = (), now: datetime | None = None) -> Round:
    """The round for what was chosen, or for the public businesses with the numbers in `only`, due or not."""
    now = now or timezone.now()
    found = (
        Business.objects.published().with_due_date().filter(pk__in=list(only)).due_longest_first()
        if only
        else stale(chosen, now)
    )
    total = found.count()
    most = MOST_STOPS if only else chosen.get("most") or 20
    businesses = list(
        found.select_related("category__parent", "district").prefetch_related(
            Prefetch("reports", Report.objects.open(), to_attr="open_reports")
        )[:most]
    )
    placed = [business for business in businesses if business.has_position]
    elsewhere = sorted(
        (business for business in businesses if not business.has_position),
        key=lambda business: (business.street, business.house_number, business.name),
    )
    start = chosen.get("start")
    walk = shortest_walk(
        [(business.latitude, business.longitude) for business in placed],
        (start.latitude, start.longitude) if start else None,
    )
    ordered = [placed[number] for number in walk.order] + elsewhere
    return Round([_stop(business) for business in ordered], walk, total - len(businesses))


def _stop(business: Business) -> Stop:
    on = business.last_confirmed_on
    return Stop(
        business=business,
        hours=in_words("opening_hours", business.opening_hours) if business.opening_hours else [],
        confirmed=date_format(on, "F Y") if on else gettext("never"),
        remark=remark(business.open_reports),
        is_on_map=business.has_position,
    )


def remark(reports: Iterable[Report]) -> str:
    """What was reported, in one line."""
    return "; ".join(
        f"{report.get_kind_display()}: {report.text}" if report.text else str(report.get_kind_display())
        for report in reports
    )


def summary(planned: Round) -> str:
    """How far it is, in one sentence; empty for less than two doors."""
    if len(planned.walk.order) < 2:
        return ""
    return ngettext(
        "About %(kilometres)s km on foot, %(minutes)s minute without stops.",
        "About %(kilometres)s km on foot, %(minutes)s minutes without stops.",
        planned.walk.minutes,
    ) % {
        "kilometres": f"{planned.walk.metres / 1000:.1f}".replace(".", ","),
        "minutes": planned.walk.minutes,
    }


def round_pdf(planned: Round, *, title: str, made_on: date) -> bytes:
    """The round on paper. Raises `printing.pdf.PrintError`."""
    stops = [
        documents.Stop(
            business=stop.business.name,
            address=[line for line in (stop.business.street_line, stop.business.city_line) if line],
            url=absolute_url(stop.edit_url),
            phone=stop.business.phone,
            hours=stop.hours,
            confirmed=stop.confirmed,
            remark=stop.remark,
        )
        for stop in planned.stops
    ]
    return documents.walking_list(stops, title=title, made_on=made_on, note=summary(planned))


@transaction.atomic
def note_results(*, results: dict[int, ReminderAnswer], by) -> dict[ReminderAnswer, list[Business]]:
    """What staff found, by the number of the business. Returns the businesses by result.

    "Still right" confirms. "Gone" becomes a report, because taking an entry off the website is a decision of its own.
    "Change" asks for the form of the entry, so it is only handed back.
    """
    found: dict[ReminderAnswer, list[Business]] = {answer: [] for answer in ReminderAnswer}
    for business in Business.objects.published().filter(pk__in=results).order_by("name"):
        result = results[business.pk]
        if result == ReminderAnswer.STILL_RIGHT:
            confirm_business(business=business, via=ConfirmedVia.VISIT, by=by)
        elif result == ReminderAnswer.GONE:
            report_mistake(business=business, kind=ReportKind.GONE, text=gettext("Seen on a round of the project"))
        found[result].append(business)
    return found
