"""What a draft says otherwise than the public entry, part by part, in words and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from math import atan2, cos, degrees, radians
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from directory.changes import parts
from directory.changes.merging import same
from directory.changes.words import Names, in_words
from directory.models import Change
from maps.distance import distance
from pictures.models import Picture

_WORDS = re.compile(r"\w+|\W")
MARKED = ("name", "description", "phone", "email")  # plain text: the words that differ are marked in it


@dataclass(frozen=True)
class PhotoDifference:
    """`state` is "new", "gone", "described" (another description) or "same"; `picture` None when it was deleted."""

    picture: Picture | None
    state: str
    alt_text: str
    alt_text_before: str = ""


@dataclass(frozen=True)
class Difference:
    part: str
    label: str
    before: list[SafeString | str]
    after: list[SafeString | str]
    by: str = ""
    note: str = ""
    photos: list[PhotoDifference] = field(default_factory=list)
    is_link: bool = False


def differences(public: Mapping[str, Any], draft: Mapping[str, Any], changes: list[Change]) -> list[Difference]:
    """The parts in which the draft differs, in their usual order; `changes` (oldest first) say who asked for them."""
    names = Names()
    authors = _authors(changes)
    return [
        _difference(part, public[part], draft[part], authors.get(part, ""), names)
        for part in parts.PARTS
        if not same(part, public[part], draft[part])
    ]


def _difference(part: str, before: Any, after: Any, by: str, names: Names) -> Difference:
    if part in MARKED and before and after:
        was, will_be = _marked(before, after)
    else:
        was, will_be = in_words(part, before, names), in_words(part, after, names)
    return Difference(
        part=part,
        label=parts.label_of(part),
        before=was,
        after=will_be,
        by=by,
        note=_moved(before, after) if part == "position" else "",
        photos=_photos(before, after) if part == "photos" else [],
        is_link=part in ("website", "facebook", "instagram", "tiktok"),
    )


def _marked(before: str, after: str) -> tuple[list[SafeString], list[SafeString]]:
    """Lines of both texts: in the old one what goes is marked, in the new one what comes."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    was, will_be = [], []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was.append(("".join(old[start:end]), kind != "equal"))
        will_be.append(("".join(new[new_start:new_end]), kind != "equal"))
    return _lines(was, "del"), _lines(will_be, "ins")


def _lines(pieces: list[tuple[str, bool]], tag: str) -> list[SafeString]:
    lines: list[list[tuple[str, bool]]] = [[]]
    for text, is_marked in pieces:
        first, *others = text.split("\n")
        lines[-1].append((first, is_marked))
        lines += [[(line, is_marked)] for line in others]
    return [
        format_html_join(
            "",
            "{}",
            ((format_html("<{0}>{1}</{0}>", tag, text) if is_marked and text else text,) for text, is_marked in line),
        )
        for line in lines
        if any(text for text, _is_marked in line)
    ]


def described(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Each change with its parts in words: label, before and after; the same few queries for one and for many."""
    names = Names()
    return [
        {
            "change": change,
            "parts": [
                {
                    "label": parts.label_of(item["field"]),
                    "before": in_words(item["field"], item["before"], names),
                    "after": in_words(item["field"], item["after"], names),
                }
                for item in change.fields
            ],
        }
        for change in changes
    ]


def _authors(changes: list[Change]) -> dict[str, str]:
    """Who asked last for each part; a part nobody asked for was changed by staff."""
    return {item["field"]: author_of(change) for change in changes for item in change.fields}


def author_of(change: Change) -> str:
    """ "Ayşe Öz (Inhaberin)", or only where it came from."""
    origin = change.get_origin_display()
    return f"{change.by} ({origin})" if change.by else str(origin)


def _moved(before: Mapping[str, float | None], after: Mapping[str, float | None]) -> str:
    """ "120 m nach Norden"; empty where there was no position or is none any more."""
    here = (before["latitude"], before["longitude"], after["latitude"], after["longitude"])
    if None in here:
        return ""
    metres = distance(*here)
    if metres < 1:
        return _("less than one metre away")
    north = after["latitude"] - before["latitude"]
    east = (after["longitude"] - before["longitude"]) * cos(radians(before["latitude"]))
    directions = [
        _("to the north"), _("to the north-east"), _("to the east"), _("to the south-east"),
        _("to the south"), _("to the south-west"), _("to the west"), _("to the north-west"),
    ]  # fmt: skip
    direction = directions[round(degrees(atan2(east, north)) / 45) % 8]
    return _("%(metres)d m %(direction)s") % {"metres": round(metres), "direction": direction}


def _photos(before: list[dict], after: list[dict]) -> list[PhotoDifference]:
    """All photos there will be, in their order, then those that go."""
    old = {photo["picture"]: photo["alt_text"] for photo in before}
    new = {photo["picture"]: photo["alt_text"] for photo in after}
    pictures = Picture.objects.prefetch_renditions().in_bulk([*old, *new]) if old or new else {}
    found = []
    for number, text in new.items():
        state = "new" if number not in old else "same" if old[number] == text else "described"
        found.append(PhotoDifference(pictures.get(number), state, text, old.get(number, "")))
    found += [PhotoDifference(pictures.get(number), "gone", text) for number, text in old.items() if number not in new]
    return found
