"""The text that is being typed in a cell (*redigering*): a frozen value and its key presses."""

from dataclasses import replace

from tui.fryst import fryst

MAX_LANGD = 2000


@fryst
class Rad:
    """A line of text with a caret, 0 before the first character."""

    text: str = ""
    pos: int = 0

    @classmethod
    def fran(cls, text: str) -> "Rad":
        """A line with the caret at its end."""
        return cls(text[:MAX_LANGD], min(len(text), MAX_LANGD))

    def med_text(self, text: str) -> "Rad":
        """The line with a text typed (or pasted) at the caret; line breaks become spaces."""
        rent = " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
        rent = rent[: MAX_LANGD - len(self.text)]
        return Rad(self.text[: self.pos] + rent + self.text[self.pos :], self.pos + len(rent))

    def flyttad(self, steg: int) -> "Rad":
        """The caret moved, within the line."""
        return replace(self, pos=max(0, min(len(self.text), self.pos + steg)))

    def utan_fore(self) -> "Rad":
        """Backspace."""
        if not self.pos:
            return self
        return Rad(self.text[: self.pos - 1] + self.text[self.pos :], self.pos - 1)

    def utan_efter(self) -> "Rad":
        """Delete."""
        return Rad(self.text[: self.pos] + self.text[self.pos + 1 :], self.pos)

    def efter_tangent(self, tangent: str) -> "Rad | None":
        """The line after a key, None for a key that does not edit."""
        match tangent:
            case "left":
                return self.flyttad(-1)
            case "right":
                return self.flyttad(1)
            case "home" | "ctrl+a":
                return replace(self, pos=0)
            case "end" | "ctrl+e":
                return replace(self, pos=len(self.text))
            case "backspace":
                return self.utan_fore()
            case "delete":
                return self.utan_efter()
            case "ctrl+u":
                return Rad(self.text[self.pos :], 0)
        return None

    def fonster(self, bredd: int) -> tuple[str, int]:
        """The part that fits a width with the caret in it, and the caret's place there."""
        start = max(0, self.pos - bredd + 1)
        return self.text[start : start + bredd], self.pos - start
