"""The floors of the house (docs/architecture.md) where import-linter cannot see: strings, files, the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
FLOORS_CONTRACT = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
# From the ground up; apps on one floor do not know each other.
FLOORS = [[name.strip() for name in layer.split("|")] for layer in reversed(FLOORS_CONTRACT["layers"])]
FLOOR_OF = {name: number for number, names in enumerate(FLOORS) for name in names}
PRIVATE = {"participants"}


def package_of(model) -> str:
    return model._meta.app_config.name.partition(".")[0]


def our_models() -> list:
    return [model for model in apps.get_models(include_auto_created=True) if package_of(model) in FLOOR_OF]


def wrong_relations(models) -> list[str]:
    """Relations that point up or sideways, also those written as strings."""
    wrong = []
    for model in models:
        for field in model._meta.get_fields(include_hidden=True):
            if not isinstance(field, ForeignKey | OneToOneField | ManyToManyField) or field.related_model is None:
                continue
            here, there = package_of(model), package_of(field.related_model)
            if there in FLOOR_OF and here != there and FLOOR_OF[there] >= FLOOR_OF[here]:
                wrong.append(f"{model._meta.label}.{field.name} → {there}")
    return wrong


def test_relations_of_models_point_downwards():
    models = our_models()

    assert len(models) > 8
    assert wrong_relations(models) == []


def test_relations_check_notices_a_relation_that_points_up(monkeypatch):
    monkeypatch.setitem(FLOOR_OF, "pictures", 99)

    assert "directory.BusinessPhoto.picture → pictures" in wrong_relations(our_models())


def test_private_models_leave_no_accessor_on_public_ones():
    leaks = [
        f"{relation.related_model._meta.label} → {model._meta.label}.{relation.get_accessor_name()}"
        for model in our_models()
        if package_of(model) not in PRIVATE
        for relation in model._meta.related_objects
        if package_of(relation.related_model) in PRIVATE
    ]

    assert leaks == []


def test_every_app_of_ours_has_a_floor():
    folders = {path.parent.name for path in ROOT.glob("*/apps.py")} | {
        path.parent.name for path in (ROOT / "site").glob("*/apps.py")
    }

    assert folders == set(FLOOR_OF)


def test_import_linter_knows_every_package():
    assert sorted(PYPROJECT["tool"]["importlinter"]["root_packages"]) == sorted(FLOOR_OF)


def test_wheel_lists_every_package():
    listed = [Path(name).name for name in PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]]

    assert sorted(listed) == sorted(FLOOR_OF)


def test_floors_hold():
    result = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "site"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout


def test_site_is_a_source_root_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_no_top_level_name_belongs_to_the_standard_library():
    names = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {
        path.parent.name for path in (ROOT / "site").glob("*/__init__.py")
    }

    assert names & sys.stdlib_module_names == set()


def test_gitignore_does_not_swallow_the_source_root():
    result = subprocess.run(
        ["git", "check-ignore", "--no-index", "site", "site/portal/urls.py", "site/portal/static/portal/css/base.css"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, result.stdout) == (1, ""), "git check-ignore answers 1 when nothing is ignored"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "tools/compile_translations.py"], cwd=ROOT, check=True)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_wheel_contains_templates_translations_and_static_files(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {
        "portal/templates/base.html",
        "portal/locale/de/LC_MESSAGES/django.mo",
        "portal/static/portal/css/portal.css",
        "directory/data/categories.json",
        "maps/data/ground.json",
        "portal/seed/businesses.json",
        "printing/fonts/AtkinsonHyperlegibleNext-Regular.ttf",
        "printing/fonts/OFL-noto-sans.txt",
        "printing/templates_typst/frame.typ",
        "printing/templates_typst/logo.svg",
    } <= names
    assert not any(name.startswith(("site/", "tests/")) for name in names)


def test_wheel_boots_away_from_the_checkout(wheel, tmp_path):
    unpacked = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(unpacked)
    program = (
        "import django; django.setup();"
        "from django.core.management import call_command; call_command('check');"
        "from django.template.loader import get_template; print(get_template('base.html').origin.name);"
        "from django.utils.translation import gettext; print(gettext('Skip to content'))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(unpacked),
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "PORTAL_SECRET_KEY": "boot",
            "PORTAL_ALLOWED_HOSTS": "localhost",
            "PORTAL_DATA_DIR": str(tmp_path / "var"),
            "PORTAL_HTTPS": "0",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    assert str(unpacked / "portal" / "templates" / "base.html") in result.stdout
    assert "Zum Inhalt springen" in result.stdout
