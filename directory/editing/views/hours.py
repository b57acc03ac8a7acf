"""Opening hours in three ways that end in one: a sentence, a table, a few buttons – read back in words, then saved."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.text import number_of
from directory.changes import base_token, draft_of
from directory.editing.access import own_business
from directory.editing.forms.hours import CheckedHoursForm, HolidaysForm, HoursGridForm, HoursTextForm, SpecialDayForm
from directory.editing.hours import upcoming_days, value_with_special_days
from directory.editing.saving import carried_fields, conflict_page, save, say_what_happens
from directory.editing.topics import TOPICS
from directory.models import Business
from directory.opening_hours import (
    Holidays,
    describe,
    exceptions_in,
    grid_from,
    holidays_in,
    merge_exceptions,
    parse,
    read_german,
)
from directory.opening_hours.description import HOLIDAYS_NOT_SAID

TOPIC = TOPICS["hours"]
BY_APPOINTMENT = "nur nach Vereinbarung"
SOURCES = {"text": "edit_hours", "grid": "edit_hours_grid"}  # where somebody came from, to go back there
OF_THIS_STEP = ("value", "edit", "add", "nothing", "appointment")


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, business: Business) -> HttpResponse:
    """What stands there now, the sentence from the door, and the ways to the rest."""
    draft = draft_of(business)
    base = request.POST.get("base") or base_token(business, TOPIC.parts)
    if "edit" in request.POST:
        return _overview(
            request, business, draft, HoursTextForm(initial={"base": base, "text": request.POST.get("text", "")})
        )
    if "holiday-holidays" in request.POST:
        return _answer_about_holidays(request, business, draft)
    if "nothing" in request.POST:
        return _read_back(request, business, draft, "", base=base, remarks=[])
    if "appointment" in request.POST:
        return _read_back(request, business, draft, read_german(BY_APPOINTMENT).value, base=base, remarks=[])
    form = HoursTextForm(request.POST if request.method == "POST" else None, initial={"base": base})
    if form.is_valid():
        return _read_back(request, business, draft, form.reading.value, base=base, remarks=form.reading.remarks)
    return _overview(request, business, draft, form)


def _overview(
    request: HttpRequest, business: Business, draft: Business, form: HoursTextForm, holidays: HolidaysForm | None = None
) -> HttpResponse:
    value = draft.opening_hours
    answer = holidays_in(value) if value else None
    if holidays is None and answer is not None:
        holidays = HolidaysForm(answer=answer[0], times=answer[1])
    context = {
        "business": business,
        "topic": TOPIC,
        "form": form,
        "words": describe(value, timezone.localdate()) if value else [],
        "is_richer": bool(value) and grid_from(value) is None,
        "is_understood": parse(value).understood,
        "holidays": holidays,
        "holidays_are_known": answer is not None and answer[0] is not Holidays.UNKNOWN,
        "special_days": len(exceptions_in(value)),
    }
    return render(request, "directory/editing/hours.html", context)


def _answer_about_holidays(request: HttpRequest, business: Business, draft: Business) -> HttpResponse:
    form = HolidaysForm(request.POST)
    if not form.is_valid() or not parse(draft.opening_hours).understood:
        text_form = HoursTextForm(initial={"base": base_token(business, TOPIC.parts)})
        return _overview(request, business, draft, text_form, form)
    chosen, times = form.answer()
    value = merge_exceptions(
        draft.opening_hours, exceptions_in(draft.opening_hours), _today(), holidays=chosen, holiday_times=times
    )
    return _save(request, business, value, base=base_token(business, TOPIC.parts))


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def grid(request: HttpRequest, business: Business) -> HttpResponse:
    """The table; a button adds a row without losing anything."""
    draft = draft_of(business)
    base = request.POST.get("base") or base_token(business, TOPIC.parts)
    known = grid_from(draft.opening_hours)
    form = HoursGridForm(_with_one_more_row(request.POST)) if request.method == "POST" else HoursGridForm(grid=known)
    if request.method == "POST" and not {"edit", "add"} & request.POST.keys() and form.is_valid():
        return _read_back(request, business, draft, form.grid().to_value(), base=base, remarks=[])
    context = {
        "business": business,
        "topic": TOPIC,
        "form": form,
        "base": base,
        "is_richer": known is None,
        "words": describe(draft.opening_hours, _today()) if known is None else [],
    }
    return render(request, "directory/editing/hours_grid.html", context)


def _with_one_more_row(sent: QueryDict) -> QueryDict:
    """What was sent, with an empty row more where that is what was asked for."""
    rows = number_of(sent.get("rows", ""))
    if "add" not in sent or rows is None:
        return sent
    data = sent.copy()
    data["rows"] = str(rows + 1)
    return data


def _read_back(
    request: HttpRequest,
    business: Business,
    draft: Business,
    value: str,
    *,
    base: str,
    remarks: list[str],
    holidays: HolidaysForm | None = None,
) -> HttpResponse:
    """The step before anything is saved: "So verstehen wir Sie"."""
    today = _today()
    before = draft.opening_hours
    source = "grid" if "rows" in request.POST else "text"
    if holidays is None and value and not parse(value).speaks_of_public_holidays:
        known = holidays_in(before)
        holidays = HolidaysForm(answer=known[0], times=known[1]) if known else HolidaysForm()
    shown = value_with_special_days(value, before, today) if value else ""
    asks = holidays is not None
    context = {
        "business": business,
        "topic": TOPIC,
        "form": CheckedHoursForm(initial={"base": base, "value": value}),
        "words": _without_the_question(describe(shown, today), asks=asks),
        "before": describe(before, today) if before else [],
        "remarks": remarks,
        "holidays": holidays,
        "back_url": reverse(f"directory:{SOURCES[source]}", args=[business.slug]),
        "carried": [
            pair for pair in carried_fields(request, without=OF_THIS_STEP) if not pair[0].startswith("holiday-")
        ],
    }
    return render(request, "directory/editing/hours_check.html", context)


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, business: Business) -> HttpResponse:
    """The answer was “Ja, so ist es”: now it is saved."""
    form = CheckedHoursForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect("directory:edit_hours", slug=business.slug)
    draft = draft_of(business)
    value, answer = form.cleaned_data["value"], None
    if value and not parse(value).speaks_of_public_holidays:
        holidays = HolidaysForm(request.POST)
        if not holidays.is_valid():
            return _read_back(
                request, business, draft, value, base=form.cleaned_data["base"], remarks=[], holidays=holidays
            )
        answer = holidays.answer()
    new = value_with_special_days(value, draft.opening_hours, _today(), answer=answer) if value else ""
    return _save(request, business, new)


@own_business
@require_http_methods(["GET", "HEAD", "POST"])
def special_days(request: HttpRequest, business: Business) -> HttpResponse:
    """Holiday weeks and single days: each is added and taken away on its own, and saved at once."""
    today = _today()
    draft = draft_of(business)
    value = draft.opening_hours
    exceptions = tuple(one for one in exceptions_in(value) if one.last >= today)
    is_possible = bool(value) and parse(value).understood
    form = SpecialDayForm(today=today, initial=_chosen_day(request))
    if request.method == "POST" and is_possible:
        if removed := request.POST.get("remove", ""):
            left = [one for one in exceptions if key_of(one) != removed]
            return _save_special_days(request, business, value, left)
        form = SpecialDayForm(request.POST, today=today, others=exceptions)
        if form.is_valid():
            return _save_special_days(request, business, value, [*exceptions, form.exception()])
    context = {
        "business": business,
        "topic": TOPIC,
        "form": form,
        "is_possible": is_possible,
        "special_days": [(key_of(one), describe_exception(one, today)) for one in exceptions],
        "upcoming": upcoming_days(today, exceptions),
    }
    return render(request, "directory/editing/special_days.html", context)


def _chosen_day(request: HttpRequest) -> dict:
    """From the links that offer a day: `?tag=2026-12-24`."""
    try:
        return {"first": date.fromisoformat(request.GET.get("tag", ""))}
    except ValueError:
        return {}


def key_of(exception) -> str:
    return f"{exception.first:%Y-%m-%d}_{exception.last:%Y-%m-%d}"


def describe_exception(exception, today: date) -> str:
    """One special day in words."""
    return describe(merge_exceptions("PH off", [exception], today), today)[-1]


def _save_special_days(request: HttpRequest, business: Business, value: str, exceptions: list) -> HttpResponse:
    return _save(
        request,
        business,
        merge_exceptions(value, exceptions, _today()),
        base=base_token(business, TOPIC.parts),  # an addition to whatever stands there now
        back="directory:edit_special_days",
    )


def _save(
    request: HttpRequest,
    business: Business,
    value: str,
    *,
    base: str | None = None,
    back: str = "directory:my_business",
) -> HttpResponse:
    try:
        outcome = save(request, business, {"opening_hours": value}, base=base)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return redirect("directory:edit_hours", slug=business.slug)
    if outcome.state == "conflict":
        return conflict_page(request, business, TOPIC, outcome)
    say_what_happens(request, outcome, business)
    return redirect(back, slug=business.slug)


def _without_the_question(words: list[str], *, asks: bool) -> list[str]:
    """Without the line that holidays are not said, where the page asks for them right below."""
    return [line for line in words if not (asks and line.startswith(HOLIDAYS_NOT_SAID))]


def _today() -> date:
    return timezone.localdate()
