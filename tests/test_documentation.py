"""The documents stay true where a machine can tell: variables, packages, commands, make targets, links, apps, hours."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.core.management import get_commands

import pytest

from directory.opening_hours import parse

ROOT = Path(__file__).resolve().parents[1]
OUTSIDE = {".venv", ".git", "node_modules", "var", "dist"}
OUR_APPS = {
    "accounts",
    "calendars",
    "common",
    "consultations",
    "directory",
    "events",
    "mailings",
    "maps",
    "network",
    "pictures",
    "portal",
    "printing",
    "worker",
}
VARIABLE = re.compile(r"\bPORTAL_[A-Z_]*[A-Z]\b")


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def documents() -> list[Path]:
    roots = [path for path in sorted(ROOT.iterdir()) if path.name not in OUTSIDE]
    found = [sorted(path.rglob("*.md")) if path.is_dir() else [path] for path in roots]
    return [path for paths in found for path in paths if path.suffix == ".md"]


def first_cells(markdown: str) -> str:
    """The first cells of all rows of all tables, one a line."""
    return "\n".join(re.findall(r"^\|((?:[^|\\]|\\.)*)\|", markdown, re.MULTILINE))


def test_operations_names_the_variables_that_are_read_and_no_others():
    sources = [
        *(ROOT / "site/portal/settings").glob("*.py"),
        *(ROOT / "tools").rglob("*.py"),
        *(ROOT / "tools").glob("*.sh"),
    ]
    read = {name for path in sources for name in VARIABLE.findall(path.read_text(encoding="utf-8"))}
    text = text_of("docs/operations.md")

    assert len(read) > 10
    assert set(VARIABLE.findall(first_cells(text))) == read
    assert set(VARIABLE.findall(text)) == read


@pytest.mark.parametrize("name", ["production.in", "dev.in"])
def test_dependencies_has_a_line_for_every_package(name):
    lines = (line.strip() for line in text_of(f"requirements/{name}").splitlines())
    packages = {re.match(r"[A-Za-z0-9._-]+", line)[0] for line in lines if line and line[0] not in "#-"}
    section = text_of("docs/dependencies.md").partition(f"(`requirements/{name}`)")[2].partition("\n## ")[0]
    rows = {
        cells[0].strip(): cells
        for cells in (row.strip("|").split("|") for row in re.findall(r"^\|.*\|$", section, re.M))
    }

    assert packages == rows.keys() - {"Package", "---"}
    assert [package for package in packages if not all(cell.strip() for cell in rows[package])] == []


def test_operations_describes_every_command_of_ours():
    ours = {
        name
        for name, app in get_commands().items()
        if (app if isinstance(app, str) else app.__class__.__module__).partition(".")[0] in OUR_APPS
    }
    described = set(re.findall(r"`([a-z_]+)", first_cells(text_of("docs/operations.md"))))

    assert len(ours) > 4
    assert ours - described == set()


def test_every_make_target_is_mentioned():
    targets = set(re.findall(r"^([a-z-]+):.*##", text_of("Makefile"), re.MULTILINE)) - {"help"}
    mentioned = set(
        re.findall(r"make ([a-z-]+)", "".join(map(text_of, ["README.md", "CONTRIBUTING.md", "docs/operations.md"])))
    )

    assert len(targets) > 8
    assert targets - mentioned == set()


def test_mentioned_make_targets_exist():
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    wrong = {
        (str(path.relative_to(ROOT)), name)
        for path in documents()
        for name in re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if name not in targets
    }

    assert wrong == set()


def test_links_between_documents_lead_somewhere():
    wrong = []
    for path in documents():
        prose = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(<?([^)\s>]+)>?\)", prose):
            if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.partition("#")[0]).exists():
                wrong.append((str(path.relative_to(ROOT)), target))

    assert wrong == []


def test_architecture_has_a_row_for_every_app():
    names = {
        config.name.partition(".")[0] for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOT)
    }
    ours = names & OUR_APPS

    assert ours == {path.parent.name for path in [*ROOT.glob("*/apps.py"), *(ROOT / "site").glob("*/apps.py")]}
    assert {name for name in ours if f"`{name}`" not in first_cells(text_of("docs/architecture.md"))} == set()


def test_every_decision_stands_in_the_list():
    listed = set(re.findall(r"\((\d{4}-[a-z0-9-]+\.md)\)", text_of("docs/decisions/README.md")))

    assert listed == {path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md")}


def test_opening_hours_taught_to_editors_are_understood():
    section = text_of("docs/editors/erste-schritte.md").partition("## Öffnungszeiten")[2].partition("\n## ")[0]
    taught = [example.replace("\\|", "|") for example in re.findall(r"^\|.*\| `(.+)` \|$", section, re.MULTILINE)]

    assert len(taught) == 12
    assert {example: parse(example).problem for example in taught if not parse(example).understood} == {}
