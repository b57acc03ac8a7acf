"""What every reader hands on: numbered rows of a file, or the news that the file cannot be read at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

GEOJSON, CSV = "geojson", "csv"


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the text says why, in German."""


@dataclass(frozen=True)
class Row:
    """Row `number` of the file, with what it holds, or with the problem that kept it from being read."""

    number: int
    values: Mapping[str, Any] | None
    problem: str = ""


@dataclass(frozen=True)
class SourceFile:
    kind: str  # GEOJSON or CSV
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """What `Row.number` counts."""
        return "Objekt" if self.kind == GEOJSON else "Zeile"
