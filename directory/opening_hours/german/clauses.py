"""What a German text says piece by piece, before the pieces are put together to a week."""

from dataclasses import dataclass, field, replace

from directory.opening_hours.days import Dates, NthWeekday
from directory.opening_hours.german.tokens import Clock

EVERY_DAY = 0b1111111


@dataclass(frozen=True, slots=True)
class Days:
    """Which days a clause speaks of; ``start`` and ``end`` say where in the text.

    ``mask`` holds weekdays, Monday lowest. ``workdays`` marks "werktags", of which nobody knows whether it means
    Saturday too; ``rest`` marks "sonst" and "übrige Tage".
    """

    start: int
    end: int
    mask: int = 0
    holidays: bool = False
    school: bool = False
    workdays: bool = False
    rest: bool = False
    nth: tuple[NthWeekday, ...] = ()
    dates: tuple[Dates, ...] = ()

    def joined(self, other: "Days") -> "Days":
        return replace(
            self,
            end=max(self.end, other.end),
            mask=self.mask | other.mask,
            holidays=self.holidays or other.holidays,
            school=self.school or other.school,
            workdays=self.workdays or other.workdays,
            nth=self.nth + other.nth,
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Times as written: "9–18", "ab 9", "bis 13"; ``since`` marks a mere "ab", whose end may be known elsewhere."""

    start: int
    end: int
    opens: Clock | None = None
    closes: Clock | None = None
    open_end: bool = False
    since: bool = False


@dataclass(slots=True)
class Clause:
    """One thing said about some days.

    ``mode``: "" states hours, "except" changes hours stated elsewhere (außer, aber, nur), "also" adds to them (auch).
    ``shut`` is the part of the day that is closed, ``qualifier`` a remark that all its times depend on.
    """

    start: int
    end: int
    days: Days | None = None
    season: tuple[Dates, ...] = ()
    mode: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    breaks: list[Stretch] = field(default_factory=list)
    shut: str = ""
    closed: bool = False
    always: bool = False
    throughout: bool = False
    appointment: str = ""
    qualifier: str = ""
    like: Days | None = None
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said about the days yet."""
        return not (
            self.stretches
            or self.breaks
            or self.shut
            or self.closed
            or self.always
            or self.appointment
            or self.like
            or self.throughout
        )
