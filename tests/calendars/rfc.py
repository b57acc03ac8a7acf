"""What RFC 5545, 5546 and 7986 ask for and no parser complains about: read from the bytes, without any library."""

from __future__ import annotations

import re
from collections import Counter

UTC_TIME = re.compile(r"\d{8}T\d{6}Z")
VALUE = r'(?:"[^"]*"|[^";:,]*)'
LINE = re.compile(rf"([A-Za-z0-9-]+)((?:;[^=]+={VALUE}(?:,{VALUE})*)*):(.*)$", re.S)
ONCE = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "ORGANIZER", "DTEND", "CREATED", "LAST-MODIFIED")


def problems_of(content: bytes) -> list[str]:
    """Every rule that is broken, in words; an empty list for a file without fault."""
    found = []
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        found.append("a line that does not end with CRLF")
    if not content.endswith(b"\r\n"):
        found.append("no CRLF at the end")
    if any(len(line) > 75 for line in content.split(b"\r\n")):
        found.append("a line longer than 75 octets")
    try:
        text = re.sub("\r?\n[ \t]", "", content.decode("utf-8"))
    except UnicodeDecodeError:
        return [*found, "not UTF-8"]
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        found.append("a control sign")
    lines = [line for line in re.split("\r?\n", text) if line]
    if lines[:1] != ["BEGIN:VCALENDAR"] or lines[-1:] != ["END:VCALENDAR"]:
        found.append("no VCALENDAR around it")
    head = properties(lines[1 : next((n for n, line in enumerate(lines[1:], 1) if line.startswith("BEGIN:")), -1)])
    for name in ("PRODID", "VERSION", "METHOD"):
        if len(head.get(name, [])) != 1:
            found.append(f"{name} not once")
    if head.get("VERSION") and head["VERSION"][0][1] != "2.0":
        found.append("another VERSION than 2.0")
    method = head["METHOD"][0][1] if head.get("METHOD") else ""
    zones = set(re.findall(r"^TZID:(.+)$", "\n".join(lines), re.M))
    for event in events(lines):
        found += _problems_of_event(event, method, zones)
    uids = [event["UID"][0][1] for event in events(lines) if "UID" in event]
    if repeated := [uid for uid, times in Counter(uids).items() if times > 1]:
        found.append(f"a UID twice: {repeated}")
    if method == "PUBLISH":
        found += [f"{name} is missing in a feed" for name in ("NAME", "REFRESH-INTERVAL") if name not in head]
        if "REFRESH-INTERVAL" in head and "VALUE=DURATION" not in head["REFRESH-INTERVAL"][0][0]:
            found.append("REFRESH-INTERVAL without VALUE=DURATION")
    return found


def _problems_of_event(event: dict, method: str, zones: set[str]) -> list[str]:
    found = [f"{name} more than once" for name in ONCE if len(event.get(name, [])) > 1]
    found += [f"{name} is missing" for name in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE") if name not in event]
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        if name in event and not UTC_TIME.fullmatch(event[name][0][1]):
            found.append(f"{name} is not in UTC")
    for name in ("DTSTART", "DTEND"):
        for parameters, value in event.get(name, []):
            zone = re.search(r"TZID=([^;:]+)", parameters)
            if zone and zone[1] not in zones:
                found.append(f"{name} names a zone that is not in the file")
            elif not zone and "VALUE=DATE" not in parameters and not UTC_TIME.fullmatch(value):
                found.append(f"{name} is on nobody's clock")
    if "DTSTART" in event and "DTEND" in event and event["DTEND"][0][1] <= event["DTSTART"][0][1]:
        found.append("DTEND not after DTSTART")
    if "SEQUENCE" in event and not event["SEQUENCE"][0][1].isdigit():
        found.append("SEQUENCE is no number")
    if method in {"REQUEST", "CANCEL"}:
        found += [f"{method} without {name}" for name in ("ORGANIZER", "ATTENDEE") if name not in event]
    if method == "CANCEL" and event.get("STATUS", [("", "")])[0][1] != "CANCELLED":
        found.append("CANCEL without STATUS:CANCELLED")
    if method == "PUBLISH" and "ATTENDEE" in event:
        found.append("PUBLISH with ATTENDEE")
    return found


def events(lines: list[str]) -> list[dict]:
    found, inside = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            inside = []
        elif line == "END:VEVENT" and inside is not None:
            found.append(properties(inside))
            inside = None
        elif inside is not None:
            inside.append(line)
    return found


def properties(lines: list[str]) -> dict[str, list[tuple[str, str]]]:
    """By name: parameters and value, for every time it stands there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        match = re.match(
            r'([A-Za-z0-9-]+)((?:;[^=]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$', line, re.S
        )
        name, parameters, value = match.groups() if match else (line, "", "")
        found.setdefault(name.upper(), []).append((parameters, value))
    return found
