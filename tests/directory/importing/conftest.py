from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from directory.importing.categories import CategoryFinder
from directory.importing.entries import Surroundings
from directory.models import Category, District
from portal.seed.load import ensure_categories, ensure_districts, read_json


@pytest.fixture
def categories(db) -> None:
    """The categories and districts every installation starts with."""
    ensure_districts(read_json("directory", "data/districts.json"))
    ensure_categories(read_json("directory", "data/categories.json"))


@pytest.fixture(scope="session")
def around() -> Surroundings:
    """The same, in memory."""
    trades = read_json("directory", "data/categories.json")["categories"]
    districts = read_json("directory", "data/districts.json")
    return Surroundings(
        categories=CategoryFinder(
            Category(
                slug=row["slug"],
                name=row["name"],
                synonyms="\n".join(row["synonyms"]),
                osm_tags="\n".join(row["osm"]),
            )
            for row in trades
        ),
        districts=tuple(
            District(
                slug=row["slug"],
                name=row["name"],
                postcodes=" ".join(row["postcodes"]),
                streets="\n".join(row["streets"]),
            )
            for row in districts
        ),
        today=date(2026, 11, 20),
    )


@pytest.fixture
def geojson(tmp_path) -> Callable[..., Path]:
    """Writes features into a file that can be imported."""

    def write(*features: Any, name: str = "orte.geojson") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
        return path

    return write


@pytest.fixture
def table(tmp_path) -> Callable[..., Path]:
    """Writes lines into a CSV file that can be imported."""

    def write(*lines: str, name: str = "betriebe.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write
