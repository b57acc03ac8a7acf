"""What the calendar can be narrowed by, out of the address bar. What it does not understand it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from directory.languages import LANGUAGE_NAMES
from directory.models import District
from events.enums import Audience, Kind
from events.models.occurrences import OccurrenceQuerySet

GERMAN = "de"


@dataclass(frozen=True)
class Filters:
    """Empty where nothing was asked for. An event for everybody is also for residents and for businesses."""

    district: str = ""
    audience: str = ""
    kind: str = ""
    language: str = ""
    is_free: bool = False
    has_childcare: bool = False
    districts: dict[str, str] = field(default_factory=dict, compare=False)  # short name → name

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> Filters:
        districts = dict(District.objects.values_list("slug", "name"))

        def one_of(name: str, known) -> str:
            value = params.get(name, "")
            return value if value in known else ""

        return cls(
            district=one_of("stadtteil", districts),
            audience=one_of("zielgruppe", {Audience.RESIDENTS.value, Audience.BUSINESSES.value}),
            kind=one_of("art", set(Kind.values)),
            language=one_of("sprache", LANGUAGE_NAMES),
            is_free=params.get("kostenlos") == "1",
            has_childcare=params.get("kinderbetreuung") == "1",
            districts=districts,
        )

    def apply(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        if self.district:
            dates = dates.filter(event__district__slug=self.district)
        if self.audience:
            dates = dates.filter(event__audience__in=[self.audience, Audience.EVERYBODY])
        if self.kind:
            dates = dates.filter(event__kind=self.kind)
        if self.language:
            dates = dates.in_language(self.language)
        if self.is_free:
            dates = dates.filter(event__is_free=True)
        if self.has_childcare:
            dates = dates.filter(event__has_childcare=True)
        return dates

    @property
    def params(self) -> dict[str, str]:
        values = {
            "stadtteil": self.district,
            "zielgruppe": self.audience,
            "art": self.kind,
            "sprache": self.language,
            "kostenlos": "1" if self.is_free else "",
            "kinderbetreuung": "1" if self.has_childcare else "",
        }
        return {name: value for name, value in values.items() if value}

    def query(self, **more: str) -> str:
        """“?stadtteil=altenhagen&seite=2”; empty when nothing is asked for."""
        params = {**self.params, **{name: value for name, value in more.items() if value}}
        return f"?{urlencode(params)}" if params else ""

    @property
    def feed_filters(self) -> Filters:
        """What a calendar can be subscribed to by: district and audience."""
        return replace(self, kind="", language="", is_free=False, has_childcare=False)

    @property
    def words(self) -> str:
        """What is shown, for the title of a feed: “Altenhagen, für Betriebe”."""
        parts = [self.districts.get(self.district, ""), str(Audience(self.audience).label) if self.audience else ""]
        return ", ".join(part for part in parts if part) or _("All events")
