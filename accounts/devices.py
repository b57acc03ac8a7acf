"""What a browser calls itself, in two plain words: enough to recognise one's own phone, not to follow anybody."""

from __future__ import annotations

# The first that fits wins: Edge, Opera and Samsung's browser call themselves Chrome too, and Chrome says Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_and_system(user_agent: str) -> tuple[str, str]:
    """("Chrome", "Android"), each empty when it is none we know."""
    return _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)


def _first(table: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in table if mark in user_agent), "")
