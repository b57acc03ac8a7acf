"""How static files leave the house: hashed names that may be kept for ever, ES modules that find each other by
those names, one style sheet instead of one file a component, compressed ahead of time."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from django.core.files.base import ContentFile

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r"""@import\s+url\(\s*["']?(?P<path>[^"')]+)["']?\s*\)\s*;""")
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?!data:|https?:|/|#)(?P<path>[^"')]+)(?P=quote)\s*\)""")


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; before hashing it writes every `@import`ed style sheet into the one that imports it."""

    support_js_module_import_aggregation = True
    manifest_strict = True

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name, (storage, path) in paths.items():
                if not name.endswith(".css"):
                    continue
                with storage.open(path) as source:
                    text = source.read().decode()
                if IMPORT.search(text):
                    self.delete(name)
                    self._save(name, ContentFile(self.flatten(name, paths).encode()))
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def flatten(self, name: str, paths: dict) -> str:
        """The style sheet `name` with its imports written in, their relative addresses adjusted to its folder."""
        storage, path = paths[name]
        with storage.open(path) as source:
            text = source.read().decode()
        folder = PurePosixPath(name).parent

        def write_in(match: re.Match) -> str:
            imported = _normalise(folder / match["path"])
            return re.sub(URL, lambda found: _readdress(found, imported, folder), self.flatten(imported, paths))

        return IMPORT.sub(write_in, text)


def _readdress(found: re.Match, sheet: str, folder: PurePosixPath) -> str:
    target = _normalise(PurePosixPath(sheet).parent / found["path"])
    up = "../" * len(folder.parts)
    return f'url("{up}{target}")'


def _normalise(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
