"""A cursor over tokens, shared by the parts of the parser."""

from directory.opening_hours.problems import NotUnderstoodError, quoted
from directory.opening_hours.tokens import Token


class Reader:
    def __init__(self, tokens: list[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.index = 0

    def peek(self, ahead: int = 0) -> Token:
        return self.tokens[min(self.index + ahead, len(self.tokens) - 1)]

    def at(self, *kinds: str) -> bool:
        """Whether the coming tokens are of these kinds, one after the other."""
        return all(self.peek(ahead).kind == kind for ahead, kind in enumerate(kinds))

    def take(self, *kinds: str) -> Token | None:
        """The next token when it is of one of these kinds, else None and nothing moves."""
        token = self.peek()
        if token.kind not in kinds:
            return None
        self.index += 1
        return token

    def take_number(self, low: int, high: int, what: str) -> int:
        token = self.peek()
        if token.kind != "number" or not low <= token.value <= high:
            raise NotUnderstoodError(f"Hier fehlt {what}: {self.rest()}.")
        self.index += 1
        return token.value

    def take_offset(self) -> int:
        """``+1 day``, ``-2 days``: days to move by; 0 when nothing of the kind comes."""
        if not (self.at("+", "number", "days") or self.at("-", "number", "days")):
            return 0
        sign = 1 if self.take("+", "-").kind == "+" else -1
        number = self.take_number(0, 366, "eine Zahl von Tagen")
        self.take("days")
        return sign * number

    def at_year(self, ahead: int = 0) -> bool:
        token = self.peek(ahead)
        return token.kind == "number" and 1900 <= token.value <= 2199

    def since(self, token: Token) -> str:
        """The text from a token up to the cursor, in quotation marks."""
        return quoted(self.text[token.start : self.tokens[max(self.index - 1, 0)].end])

    def rest(self) -> str:
        """The text from the cursor on, in quotation marks."""
        start = self.peek().start
        return quoted(self.text[start:]) if self.text[start:].strip() else "am Ende der Angabe"
