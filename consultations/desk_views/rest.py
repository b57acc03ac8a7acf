"""Walk-ins, a counsellor's own times, and the numbers."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actors import Channel
from common.clock import local_label
from common.text import cell_text
from consultations import domain, feeds
from consultations.conflicts import conflicts
from consultations.desk_forms import AbsenceForm, WalkInForm
from consultations.desk_views.access import at_the_desk
from consultations.enums import Audience
from consultations.finding import GERMAN, Search, find
from consultations.links import feed_link_to
from consultations.models import Absence, Counsellor, StatisticsRow, Topic
from consultations.numbers import COLUMNS, numbers_between, rows_between
from directory.languages import LANGUAGES
from directory.models import ContactPoint

UNDO_SECONDS = 600
SHOWN_TOPICS = 3
UNDO = "consultations.walk_in"


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest) -> HttpResponse:
    """“+1”: language and topic are buttons, the place stays in the address."""
    places = list(ContactPoint.objects.all())
    place = next((one for one in places if one.slug == request.GET.get("ort")), places[0] if places else None)
    if place is None:
        raise Http404
    form = WalkInForm(request.POST or None)
    address = f"{reverse('advice_walk_in')}?ort={place.slug}"
    if request.method == "POST" and form.is_valid():
        row = domain.record_walk_in(
            topic=form.cleaned_data["topic"],
            contact_point=place,
            language=form.cleaned_data["language"],
            on=timezone.localdate(),
        )
        undo = signing.TimestampSigner(salt=UNDO).sign_object([row.pk, request.user.pk])
        return redirect(f"{address}&gezaehlt={undo}")
    topics = list(Topic.objects.offered())
    context = {
        "places": places,
        "place": place,
        "audiences": [(one, [topic for topic in topics if topic.audience == one]) for one in Audience],
        "languages": LANGUAGES,
        "spoken": form.data.get("language") or GERMAN,
        "form": form,
        "undo": _undoable(request.GET.get("gezaehlt", ""), request),
        "undo_token": request.GET.get("gezaehlt", ""),
        "today": StatisticsRow.objects.filter(
            on=timezone.localdate(), contact_point=place, channel=Channel.WALK_IN
        ).count(),
    }
    return render(request, "consultations/desk/walk_in.html", context)


def _undoable(token: str, request: HttpRequest) -> StatisticsRow | None:
    """The row this person counted in the last ten minutes."""
    try:
        pk, user = signing.TimestampSigner(salt=UNDO).unsign_object(token, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        return None
    if user != request.user.pk:
        return None
    return StatisticsRow.objects.filter(pk=pk, channel=Channel.WALK_IN).select_related("topic").first()


@at_the_desk
@require_POST
def walk_in_undo(request: HttpRequest) -> HttpResponse:
    row = _undoable(request.POST.get("token", ""), request)
    if row is None:
        raise Http404
    place = row.contact_point.slug if row.contact_point else ""
    row.delete()
    messages.success(request, _("Taken back."))
    return redirect(f"{reverse('advice_walk_in')}?ort={place}")


def _counsellor(request: HttpRequest) -> Counsellor:
    """One's own; whoever may change counsellors sees each of them."""
    wanted = request.GET.get("wer", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        if request.user.has_perm("consultations.change_counsellor"):
            return get_object_or_404(Counsellor, pk=int(wanted))
        raise Http404
    return get_object_or_404(Counsellor, user=request.user)


def _my_times_url(request: HttpRequest, counsellor: Counsellor) -> str:
    own = counsellor.user_id == request.user.pk
    return reverse("advice_times") + ("" if own else f"?wer={counsellor.pk}")


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest) -> HttpResponse:
    """Absences, the secret calendar, and which times people would see."""
    everybody = Counsellor.objects.working() if request.user.has_perm("consultations.change_counsellor") else []
    is_own = Counsellor.objects.filter(user=request.user).exists()
    if not is_own and "wer" not in request.GET:
        return render(request, "consultations/desk/times_whose.html", {"everybody": everybody})
    counsellor = _counsellor(request)
    now = timezone.now()
    form = AbsenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        absence = form.absence(counsellor)
        absence.full_clean()
        absence.save()
        messages.success(request, _("Noted. Nobody can book these times any more."))
        return redirect(_my_times_url(request, counsellor))
    context = {
        "counsellor": counsellor,
        "everybody": everybody,
        "rules": counsellor.weekly_rules.select_related("contact_point"),
        "absences": Absence.objects.filter(counsellor=counsellor).coming(now),
        "form": form,
        "feed_url": feed_link_to(counsellor),
        "conflicts": [one for one in conflicts(now) if one.booking.counsellor_id == counsellor.pk],
        "seen": _what_people_see(counsellor, now),
        "query": f"?wer={counsellor.pk}" if counsellor.user_id != request.user.pk else "",
    }
    return render(request, "consultations/desk/times.html", context)


def _what_people_see(counsellor: Counsellor, now: datetime) -> list[tuple[Topic, list[tuple[date, list[str]]]]]:
    """The public's free times of the coming week, by topic and day: to look before anybody else does."""
    found = []
    for topic in Topic.objects.offered().filter(counsellors=counsellor)[:SHOWN_TOPICS]:
        search = Search(topic=topic, now=now, counsellor=counsellor.pk, until=now + timedelta(days=7))
        days: dict[date, dict[str, None]] = {}
        for offer in find(search).offers:
            day = timezone.localdate(offer.starts_at)
            days.setdefault(day, {})[local_label(offer.starts_at)] = None  # one time, whichever ways it can be had
        found.append((topic, [(day, list(labels)) for day, labels in days.items()]))
    return found


@at_the_desk
@require_POST
def forget_absence(request: HttpRequest, pk: int) -> HttpResponse:
    counsellor = _counsellor(request)
    get_object_or_404(Absence, pk=pk, counsellor=counsellor).delete()
    messages.success(request, _("Taken back."))
    return redirect(_my_times_url(request, counsellor))


@at_the_desk
@require_POST
def change_feed(request: HttpRequest) -> HttpResponse:
    counsellor = _counsellor(request)
    feeds.change_address(counsellor=counsellor)
    messages.success(request, _("There is a new address. The old one leads nowhere."))
    return redirect(_my_times_url(request, counsellor))


def _span(request: HttpRequest) -> tuple[date, date]:
    """What was asked for; else this quarter so far."""
    today = timezone.localdate()
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    try:
        first = date.fromisoformat(request.GET.get("von", ""))
        last = date.fromisoformat(request.GET.get("bis", ""))
    except ValueError:
        return first, today
    return (first, last) if timedelta(0) <= last - first <= timedelta(days=1100) else (first, first)


@at_the_desk
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    first, last = _span(request)
    return render(request, "consultations/desk/numbers.html", {"numbers": numbers_between(first, last)})


@at_the_desk
@require_safe
def numbers_file(request: HttpRequest) -> HttpResponse:
    """Every row, for a table; without persons there is nothing to hide in it."""
    first, last = _span(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="beratung-{first}-{last}.csv"'
    response.write("\ufeff")  # without it Excel takes umlauts apart
    writer = csv.writer(response, delimiter=";")
    writer.writerow([column.removesuffix("__name") for column in COLUMNS])
    for row in rows_between(first, last):
        writer.writerow(["" if value is None else cell_text(str(value)) for value in row])
    return response
