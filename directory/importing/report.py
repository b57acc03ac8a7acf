"""What an import has to say: one message a row that needs attention, and one sentence that counts everything."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Message:
    """About one row (`number` counts what `unit` says: "Zeile" of a table, "Objekt" of a collection) or the file."""

    text: str
    number: int = 0
    unit: str = ""
    name: str = ""
    skipped: bool = False

    def __str__(self) -> str:
        if not self.number:
            return f"Hinweis: {self.text}"
        who = f"{self.unit} {self.number}" + (f" („{self.name}“)" if self.name else "")
        return f"{who}: {'übersprungen' if self.skipped else 'Hinweis'} – {self.text}"


@dataclass
class ImportReport:
    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    hours_given: int = 0
    hours_understood: int = 0
    messages: list[Message] = field(default_factory=list)

    def summary(self) -> str:
        """The last line of every import; other programs read it, so its form stays."""
        return (
            f"Gelesen: {self.read}, neu: {self.created}, geändert: {self.changed}, unverändert: {self.unchanged}, "
            f"übersprungen: {self.skipped}; "
            f"Öffnungszeiten verstanden: {self.hours_understood} von {self.hours_given}."
        )
