"""Fail when the German catalogue is not complete: a text missing from it, an entry empty, fuzzy or no longer used.

Needs gettext's programs, as `makemessages` does; without them it says so and fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (
    "accounts", "calendars", "common", "consultations", "directory", "events", "mailings", "maps", "network",
    "pictures", "printing", "site", "templates", "worker",
)  # fmt: skip
CATALOGUE = ROOT / "site" / "portal" / "locale" / "de" / "LC_MESSAGES" / "django.po"


def collected(target: Path) -> polib.POFile:
    """A fresh catalogue of every text in the sources, written by Django's makemessages below `target`."""
    left_out = shutil.ignore_patterns("static", "seed", "data", "*.mo", "*.po")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, target / folder, ignore=left_out)
    shutil.copy(ROOT / "manage.py", target)
    locale = target / "site" / "portal" / "locale"
    shutil.rmtree(locale, ignore_errors=True)
    locale.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "manage.py", "makemessages", "-l", "de", "--no-location", "--no-obsolete", "-v", "0"],
        cwd=target,
        check=True,
    )
    return polib.pofile(str(locale / "de" / "LC_MESSAGES" / "django.po"))


def complaints() -> list[str]:
    ours = polib.pofile(str(CATALOGUE))
    with tempfile.TemporaryDirectory() as folder:
        sources = collected(Path(folder))
    have = {(entry.msgctxt, entry.msgid): entry for entry in ours if not entry.obsolete}
    want = {(entry.msgctxt, entry.msgid) for entry in sources if not entry.obsolete}
    found = [f"missing: {msgid!r}" for _context, msgid in sorted(want - have.keys(), key=str)]
    found += [f"no longer used: {msgid!r}" for _context, msgid in sorted(have.keys() - want, key=str)]
    for key, entry in have.items():
        if key not in want:
            continue
        if "fuzzy" in entry.flags:
            found.append(f"fuzzy: {entry.msgid!r}")
        elif not entry.translated():
            found.append(f"not translated: {entry.msgid!r}")
    return found


def main() -> int:
    if not shutil.which("xgettext"):
        print("check_translations needs gettext (Debian: the package gettext).", file=sys.stderr)
        return 2
    found = complaints()
    for line in found:
        print(line)
    print(f"German catalogue: {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
