"""The form in which editors write an event: the same as the page's, and a date can be repeated."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateInput

from common.clock import HAGEN, NoSuchTime
from events.enums import Rhythm
from events.repetition import repeated

LONGEST = timedelta(days=2 * 366)


class EventPageForm(WagtailAdminPageForm):
    repeat = forms.ChoiceField(label=_("How often"), choices=[("", _("Not at all")), *Rhythm.choices], required=False)
    repeat_until = forms.DateField(label=_("Until"), required=False, widget=AdminDateInput)
    without_public_holidays = forms.BooleanField(label=_("Leave out public holidays"), required=False, initial=True)
    without_school_holidays = forms.BooleanField(label=_("Leave out school holidays"), required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        self.new_dates = []
        if cleaned.get("repeat"):
            self._repeat(cleaned)
        return cleaned

    def _repeat(self, cleaned: dict) -> None:
        last = self._last_span()
        until: date | None = cleaned.get("repeat_until")
        if last is None or until is None:
            self.add_error("repeat_until", _("Please say until when, and give a first date above."))
            return
        day = last[0].astimezone(HAGEN).date()
        if not day < until <= day + LONGEST:
            self.add_error("repeat_until", _("Please choose a day after the last date, at most two years later."))
            return
        try:
            self.new_dates = repeated(
                *last,
                rhythm=Rhythm(cleaned["repeat"]),
                until=until,
                without_public_holidays=cleaned.get("without_public_holidays", False),
                without_school_holidays=cleaned.get("without_school_holidays", False),
            )
        except NoSuchTime as problem:
            self.add_error("repeat", str(problem))

    def _last_span(self):
        spans = [
            (form.cleaned_data["starts_at"], form.cleaned_data["ends_at"])
            for form in self.formsets["dates"].forms
            if form.is_valid()
            and not form.cleaned_data.get("DELETE")
            and form.cleaned_data.get("starts_at")
            and form.cleaned_data.get("ends_at")
        ]
        return max(spans, default=None)

    def save(self, commit: bool = True):
        page = super().save(commit=False)
        for starts_at, ends_at in self.new_dates:
            page.dates.add(page.dates.model(starts_at=starts_at, ends_at=ends_at))
        if commit:
            page.save()
        return page
