"""Three-way merge: what was there when somebody began, what is there now, and what they want.

Who changed nothing wins nothing. Two people changing different things both get their way; two people changing the same
thing to different values get a conflict, which is left to them: nothing is overwritten silently.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from enum import Enum
from typing import Any, NamedTuple

from directory.changes.parts import SETS


class Conflict(Enum):
    """Stands where there is no value."""

    CONFLICT = "conflict"


UNKNOWN = object()  # nobody knows what was there when they began
CONFLICT = Conflict.CONFLICT


class Merged(NamedTuple):
    values: dict[str, Any]
    conflicts: list[str]  # parts, in the order of `mine`


def merge(base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merged:
    """`mine` brought into `theirs`, part by part; a part that `base` does not hold was seen by nobody.

    In `values` a part in conflict is left as `theirs`.
    """
    values: dict[str, Any] = {}
    conflicts: list[str] = []
    for part, wanted in mine.items():
        present = theirs[part]
        value = merged_value(part, base.get(part, UNKNOWN), present, wanted)
        if value is CONFLICT:
            conflicts.append(part)
        values[part] = present if value is CONFLICT else value
    return Merged(values, conflicts)


def merged_value(part: str, base: Any, theirs: Any, mine: Any) -> Any:
    """One part's value, or CONFLICT."""
    if same(part, mine, theirs):
        return theirs
    if base is UNKNOWN:
        return CONFLICT
    if same(part, mine, base):
        return theirs
    if same(part, theirs, base):
        return mine
    if part in SETS:
        return merged_set(base, theirs, mine)
    if part == "photos":
        return merged_photos(base, theirs, mine)
    if part == "last_confirmed_on":
        return max(filter(None, (theirs, mine)))  # who confirmed later knows more; nobody types it against somebody
    return CONFLICT


def same(part: str, one: Any, other: Any) -> bool:
    if part in SETS:
        return set(one or ()) == set(other or ())
    if part == "photos":
        return (one or []) == (other or [])
    return one == other


def merged_set(base: Iterable[Hashable], theirs: Iterable[Hashable], mine: Iterable[Hashable]) -> list:
    """Everything either of both added, nothing either of both took away; sorted as `theirs`, then `mine`."""
    base, theirs, mine = list(base), list(theirs), list(mine)
    kept = [item for item in theirs if item in mine or item not in base]
    return kept + [item for item in mine if item not in base and item not in kept]


def merged_photos(base: list[dict], theirs: list[dict], mine: list[dict]) -> list[dict] | Conflict:
    """By picture: added, taken away, moved, described anew. A conflict where both did something else to one picture,
    or both brought the pictures into another order."""
    before, there, here = (_by_picture(photos) for photos in (base, theirs, mine))
    texts: dict[Hashable, str] = {}
    for key in dict.fromkeys([*there, *here]):
        old, other, own = before.get(key), there.get(key), here.get(key)
        if own == old:
            text = other
        elif other in (old, own):
            text = own
        else:
            return CONFLICT  # taken away by one and described by the other, or described twice
        if text is not None:
            texts[key] = text
    order = _merged_order(list(before), list(there), list(here), set(texts))
    if order is None:
        return CONFLICT
    return [{"picture": key[0], "alt_text": texts[key]} for key in order]


def _by_picture(photos: list[dict]) -> dict[tuple[int, int], str]:
    """Captions by picture and how often it stood there before; one picture may be used twice."""
    found: dict[tuple[int, int], str] = {}
    for photo in photos:
        number = 0
        while (photo["picture"], number) in found:
            number += 1
        found[photo["picture"], number] = photo["alt_text"]
    return found


def _merged_order(base: list, theirs: list, mine: list, kept: set) -> list | None:
    """All kept keys: the order of whoever changed it, what the other added behind the one it stood behind."""
    common = set(base) & set(theirs) & set(mine) & kept
    old, other, own = ([key for key in keys if key in common] for keys in (base, theirs, mine))
    if own != old and other not in (old, own):
        return None
    first, second = (mine, theirs) if own != old else (theirs, mine)
    order = [key for key in first if key in kept]
    for position, key in enumerate(second):
        if key in kept and key not in order:
            before = next((known for known in reversed(second[:position]) if known in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
    return order
