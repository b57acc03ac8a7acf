"""What to tell people when opening hours are not understood."""

LONGEST_QUOTE = 60


class NotUnderstoodError(ValueError):
    """Carries a German sentence that says which part was not understood."""


def quoted(text: str) -> str:
    """The text in German quotation marks, shortened so that a sentence stays a sentence."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * LONGEST_QUOTE]).split())
    return f"„{text[:LONGEST_QUOTE]}…“" if len(text) > LONGEST_QUOTE else f"„{text}“"
