"""Reading a report's text (*textfil*): .txt, .md and .docx into lines, within caps.

A text comes from anywhere: what is too big, not text, or a trap is refused with one Swedish
sentence, before it has cost memory or time.
"""

import re
from pathlib import Path
from typing import BinaryIO

from tui.granskning.prosa.pastaende import Textkalla
from tui.store.fel import orsak, synlig
from tui.svenska.format import antal

MAX_BYTE = 5_000_000
MAX_RADER = 200_000
MAX_TECKEN = 1_000_000
TEXTSLUT = (".txt", ".md", ".markdown", ".text")
# What text never holds, but a picture, a program or an old Word file does.
_BINART = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_RADBRYT = re.compile("\r\n|[\n\r\x0b\u2028\u2029\x85]")


class Textfel(ValueError):
    """A text that cannot be read. ``mening`` is the Swedish sentence."""

    def __init__(self, mening: str) -> None:
        super().__init__(mening)
        self.mening = mening


def las_text(fil: Path) -> Textkalla:
    """A text file's lines. Raises Textfel."""
    namn = synlig(fil.name)
    slut = fil.suffix.lower()
    if slut not in (*TEXTSLUT, ".docx"):
        raise Textfel(f"{namn} kan inte läsas: välj en fil som slutar på .txt, .md eller .docx.")
    try:
        if not fil.is_file():
            raise Textfel(f"{namn} finns inte, eller är ingen vanlig fil.")
        with fil.open("rb") as strom:
            return _wordkalla(strom, namn) if slut == ".docx" else _textkalla(strom, namn)
    except OSError as fel:
        raise Textfel(f"{namn} kan inte läsas: {orsak(fel)}.") from fel


def _textkalla(strom: BinaryIO, namn: str) -> Textkalla:
    data = strom.read(MAX_BYTE + 1)
    if len(data) > MAX_BYTE:
        raise Textfel(f"{namn} är större än 5 MB: dela upp texten och granska en del i taget.")
    text, not_ = _avkodad(data, namn)
    return Textkalla(namn, _rader(text, namn), not_)


def _wordkalla(strom: BinaryIO, namn: str) -> Textkalla:
    """A Word document's paragraphs with empty lines between, and its tables' rows with bars."""
    # Loaded only when a Word document is read.
    from tui.store.wordarkiv import dokumentdel
    from tui.store.wordtext import Wordfel, wordrader

    try:
        return Textkalla(namn, _rader("\n".join(wordrader(dokumentdel(strom))), namn))
    except Wordfel as fel:
        raise Textfel(f"{namn} {fel.mening}") from fel


def _avkodad(data: bytes, namn: str) -> tuple[str, str]:
    """The text, and a sentence on how it had to be read where that is not as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(data, namn), ""
    if _BINART.search(data):
        raise Textfel(f"{namn} är ingen textfil: spara rapporten som .txt eller .docx.")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        not_ = (
            f"{namn} är inte i UTF-8 och lästes som Windows-1252: se efter att å, ä och ö är rätt."
        )
        return data.decode("cp1252", errors="replace"), not_


def _utf16(data: bytes, namn: str) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as fel:
        raise Textfel(f"{namn} är ingen hel UTF-16-text: spara den som UTF-8.") from fel
    if "\x00" in text:
        raise Textfel(f"{namn} är ingen textfil: spara rapporten som .txt eller .docx.")
    return text


def _rader(text: str, namn: str) -> tuple[str, ...]:
    """The lines, with what could steer a terminal shown as a mark; form feeds stay."""
    if len(text) > MAX_TECKEN:
        raise Textfel(f"{namn} är längre än en miljon tecken: dela upp texten.")
    rader = _RADBRYT.split(text)
    if len(rader) > MAX_RADER:
        raise Textfel(f"{namn} har fler än {antal(MAX_RADER, 'rad', 'rader')}: dela upp texten.")
    return tuple(rad if rad.isprintable() else _synlig_rad(rad) for rad in rader)


def _synlig_rad(rad: str) -> str:
    return "".join(t if t in "\t\f\u00a0" or t.isprintable() or t.isspace() else "�" for t in rad)
