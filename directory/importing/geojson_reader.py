"""GeoJSON (RFC 7946) as OpenStreetMap's tools write it; the meaning of the tags is for `osm` to find out."""

from __future__ import annotations

import json
from typing import Any

from directory.importing.rows import GEOJSON, Row, SourceFile, UnreadableFileError


def read_geojson(content: bytes) -> SourceFile:
    """A FeatureCollection (RFC 7946); every feature is a row, counted from 1."""
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_int=_integer)
    except UnicodeDecodeError as error:
        raise UnreadableFileError("Die Datei ist nicht in UTF-8 geschrieben, wie GeoJSON es verlangt.") from error
    except json.JSONDecodeError as error:
        raise UnreadableFileError(
            f"Die Datei ist kein gültiges JSON (Zeile {error.lineno}, Spalte {error.colno})."
        ) from error
    except RecursionError as error:
        raise UnreadableFileError("Die Datei ist zu tief verschachtelt, um gelesen zu werden.") from error
    if isinstance(data, dict) and data.get("type") == "Feature":
        data = {"type": "FeatureCollection", "features": [data]}
    if not (
        isinstance(data, dict) and data.get("type") == "FeatureCollection" and isinstance(data.get("features"), list)
    ):
        raise UnreadableFileError("Die Datei ist JSON, aber keine GeoJSON-Sammlung („FeatureCollection“).")
    rows = (_feature_row(number, feature) for number, feature in enumerate(data["features"], start=1))
    return SourceFile(GEOJSON, tuple(rows))


def _integer(digits: str) -> int | float:
    """Python refuses to read integers of thousands of digits; as infinity they are only that row's problem."""
    return int(digits) if len(digits) < 30 else float(digits)


def _feature_row(number: int, feature: Any) -> Row:
    if not isinstance(feature, dict) or feature.get("type", "Feature") != "Feature":
        return Row(number, None, "Das ist kein GeoJSON-Objekt („Feature“).")
    if not isinstance(feature.get("properties"), dict):
        return Row(number, None, "Das Objekt hat keine Eigenschaften („properties“).")
    return Row(number, feature)
