"""The text that is being typed in a cell (*redigering*): a frozen value and its key presses."""

from msgspec import Struct
from msgspec.structs import replace

MAX_LENGTH = 2000


class Row(Struct, frozen=True):
    """A line of text with a caret, 0 before the first character."""

    text: str = ""
    pos: int = 0

    @classmethod
    def from_(cls, text: str) -> "Row":
        """A line with the caret at its end."""
        return cls(text[:MAX_LENGTH], min(len(text), MAX_LENGTH))

    def with_text(self, text: str) -> "Row":
        """The line with a text typed (or pasted) at the caret; line breaks become spaces."""
        rent = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
        rent = rent[: MAX_LENGTH - len(self.text)]
        return Row(self.text[: self.pos] + rent + self.text[self.pos :], self.pos + len(rent))

    def moved(self, step: int) -> "Row":
        """The caret moved, within the line."""
        return replace(self, pos=max(0, min(len(self.text), self.pos + step)))

    def without_before(self) -> "Row":
        """Backspace."""
        if not self.pos:
            return self
        return Row(self.text[: self.pos - 1] + self.text[self.pos :], self.pos - 1)

    def without_after(self) -> "Row":
        """Delete."""
        return Row(self.text[: self.pos] + self.text[self.pos + 1 :], self.pos)

    def after_key(self, key: str) -> "Row | None":
        """The line after a key, None for a key that does not edit."""
        match key:
            case "left":
                return self.moved(-1)
            case "right":
                return self.moved(1)
            case "home" | "ctrl+a":
                return replace(self, pos=0)
            case "end" | "ctrl+e":
                return replace(self, pos=len(self.text))
            case "backspace":
                return self.without_before()
            case "delete":
                return self.without_after()
            case "ctrl+u":
                return Row(self.text[self.pos :], 0)
        return None

    def window(self, width: int) -> tuple[str, int]:
        """The part that fits a width with the caret in it, and the caret's place there."""
        start = max(0, self.pos - width + 1)
        return self.text[start : start + width], self.pos - start
