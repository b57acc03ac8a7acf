"""A cursor over the tokens of a German text, shared by the parts of its grammar."""

from django.utils.functional import Promise

from directory.opening_hours.german.refusals import RefusedError
from directory.opening_hours.german.tokens import Token

SOFT = ("comma", "and", "bracket")
SEPARATORS = ("comma", "and", "bracket", "line", "stop")


class Cursor:
    def __init__(self, tokens: list[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.index = 0

    def peek(self, ahead: int = 0) -> Token:
        return self.tokens[min(self.index + ahead, len(self.tokens) - 1)]

    def at(self, *kinds: str) -> bool:
        """Whether the next token is of one of these kinds."""
        return self.peek().kind in kinds

    def take(self, *kinds: str) -> Token | None:
        """The next token when it is of one of these kinds, else None and nothing moves."""
        token = self.peek()
        if token.kind not in kinds or token.kind == "end":
            return None
        self.index += 1
        return token

    def skip(self, *kinds: str) -> None:
        while self.take(*kinds):
            pass

    def after(self, *kinds: str) -> int:
        """How many tokens ahead the first one is that is of none of these kinds."""
        ahead = 0
        while self.peek(ahead).kind in kinds:
            ahead += 1
        return ahead

    @property
    def last_end(self) -> int:
        """Where the last token taken ends."""
        return self.tokens[self.index - 1].end if self.index else 0

    def refuse(self, sentence: Promise, start: int, end: int, **values: str) -> RefusedError:
        """A refusal that quotes at least one sign of the text that is not blank."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while start < end and self.text[start].isspace():
            start += 1
        if start >= end:
            start, end = self._whole()
        return RefusedError(sentence, start, end, **values)

    def refuse_here(self, sentence: Promise) -> RefusedError:
        token = self.peek()
        return self.refuse(sentence, token.start, token.end)

    def _whole(self) -> tuple[int, int]:
        stripped = self.text.strip()
        start = self.text.index(stripped)
        return start, start + len(stripped)
