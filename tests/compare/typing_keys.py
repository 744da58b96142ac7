"""Keys by their names, and the bytes that a terminal sends for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CODES = {
    "Enter": "\r", "Tab": "\t", "Shift+Tab": "\x1b[Z", "Esc": "\x1b", "Backspace": "\x7f",
    "Space": " ", "Delete": "\x1b[3~", "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C",
    "Left": "\x1b[D", "Home": "\x1b[H", "End": "\x1b[F", "PgUp": "\x1b[5~", "PgDn": "\x1b[6~",
    "Ctrl+Up": "\x1b[1;5A", "Ctrl+Down": "\x1b[1;5B", "Ctrl+Home": "\x1b[1;5H",
    "Ctrl+End": "\x1b[1;5F", "Ctrl+PgUp": "\x1b[5;5~", "Ctrl+PgDn": "\x1b[6;5~",
    "Ctrl+Delete": "\x1b[3;5~", "F1": "\x1bOP", "F2": "\x1bOQ", "F3": "\x1bOR", "F4": "\x1bOS",
    "F5": "\x1b[15~", "F6": "\x1b[17~", "F7": "\x1b[18~", "F8": "\x1b[19~", "F9": "\x1b[20~",
    "F12": "\x1b[24~", "Shift+F5": "\x1b[15;2~", "Shift+F6": "\x1b[17;2~",
}  # fmt: skip


@dataclass(frozen=True)
class Press:
    """One thing done: bytes sent, a window resized, or a text waited for."""

    name: str
    data: bytes = b""
    size: tuple[int, int] | None = None
    until: str = ""


def presses(script: Iterable[str]) -> Iterator[Press]:
    """A script's lines one by one.

    A line is keys by their names ("F6 Down Ctrl+Z"), or begins with one of the words ``type``
    (a text, key by key), ``text`` (a text all at once), ``command`` (one out of the palette),
    ``paste``, ``burst`` (a number, and keys pressed so many times, all at once), ``click`` (column
    and line from 1), ``size`` (of the window) and ``until`` (a text is on the screen: for what
    goes on without a key).
    """
    for line in script:
        word, _, rest = line.partition(" ")
        match word:
            case "type":
                yield from (Press(f"{line!r}: {c!r}", c.encode()) for c in rest)
            case "text":
                yield Press(line, rest.encode())
            case "command":
                yield from presses(("Ctrl+P", f"text {rest}", "Enter"))
            case "paste":
                yield Press(f"paste {rest!r}", f"\x1b[200~{rest}\x1b[201~".encode())
            case "burst":
                count, *names = rest.split()
                yield Press(line, b"".join(map(_code, names)) * int(count))
            case "click":
                yield Press(line, _click(*rest.split()))
            case "until":
                yield Press(line, until=rest)
            case "size":
                columns, lines = rest.split("x")
                yield Press(line, size=(int(columns), int(lines)))
            case _:
                yield from (Press(name, _code(name)) for name in line.split())


def _code(name: str) -> bytes:
    if name in CODES:
        return CODES[name].encode()
    modifier, _, letter = name.partition("+")
    if modifier == "Ctrl" and len(letter) == 1 and letter.isalpha():
        return bytes([ord(letter.upper()) - 64])
    if len(name) == 1:
        return name.encode()
    raise ValueError(f"There is no key called {name}.")


def _click(column: str, line: str) -> bytes:
    return f"\x1b[<0;{column};{line}M\x1b[<0;{column};{line}m".encode()
