"""Bring the German catalogue up to date with the sources: new texts come in empty, unused ones go."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polib
from check_translations import CATALOGUE, collected


def main() -> None:
    ours = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in ours if not entry.obsolete}
    with tempfile.TemporaryDirectory() as folder:
        sources = collected(Path(folder))
    renewed = polib.POFile(wrapwidth=120)
    renewed.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "de",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in sorted(sources, key=lambda item: (item.msgid.lower(), item.msgctxt or "")):
        if entry.obsolete:
            continue
        old = known.get((entry.msgctxt, entry.msgid))
        if old:
            entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.comment = entry.tcomment = ""
        renewed.append(entry)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    renewed.save(str(CATALOGUE))
    print(f"{len(renewed)} texts, {len(renewed.untranslated_entries())} without German")


if __name__ == "__main__":
    main()
