"""The text of a Word document's main part, read as a stream: no tree is built of it.

A file of a few kilobytes may unpack to millions of elements, or nest them without end; the caps
here stop it before it has cost memory or time.
"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import ParseError

from tui.svenska.format import count

MAX_PARTS = 400_000
MAX_DEPTH = 200
MAX_SIGN = 1_000_000
# A cell with a whole comment in it is running text, and is read as such.
_RUNNING_TEXT = 120
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word saves a text box twice: as it is, and for older programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGN = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


class WordError(ValueError):
    """Why a part cannot be read. ``sentence`` goes on after the file's name and a blank."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def word_lines(pieces: Iterable[bytes]) -> list[str]:
    """Paragraphs with empty lines between, and tables' rows with bars. Raises Wordfel."""
    # Loaded only when a Word document is read.
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    receiver = _Receiver()
    reader = DefusedXMLParser(target=receiver, forbid_dtd=True)
    try:
        for bit in pieces:
            reader.feed(bit)
        reader.close()
    except DefusedXmlException as error:
        raise WordError(
            "läses inte: den innehåller en dokumenttyp eller entiteter, som Word inte skriver."
        ) from error
    except ParseError as error:
        raise WordError("är inget helt Word-dokument: spara om det i Word.") from error
    return receiver.rows


class _Receiver:
    """What the parser tells is gathered into ``rows``; the method names are the parser's."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self._parts = self._depth = self._sign = 0
        self._table_depth = self._fallback_depth = 0
        self._in_text = False
        # A text box's paragraphs stand inside another paragraph.
        self._paragraphs: list[list[str]] = []
        self._row: list[str] = []
        self._cell: list[str] = []

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        self._count()
        if tag == _FALLBACK or self._fallback_depth:
            self._fallback_depth += 1
        elif tag == f"{_W}t":
            self._in_text = True
        elif tag == f"{_W}p":
            self._paragraphs.append([])
        elif tag in _SIGN:
            self._add(_SIGN[tag])
        elif tag == f"{_W}tbl":
            self._table_depth += 1
        elif tag == f"{_W}tr" and self._table_depth == 1:
            self._row = []
        elif tag == f"{_W}tc" and self._table_depth == 1:
            self._cell = []

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._fallback_depth:
            self._fallback_depth -= 1
        elif tag == f"{_W}t":
            self._in_text = False
        elif tag == f"{_W}p":
            self._quit_paragraph("".join(self._paragraphs.pop()))
        elif tag == f"{_W}tbl":
            self._table_depth -= 1
            self.rows += [""] * (not self._table_depth)
        elif tag == f"{_W}tr" and self._table_depth == 1:
            self._quit_row()
        elif tag == f"{_W}tc" and self._table_depth == 1:
            self._row.append(" ".join(self._cell))

    def data(self, text: str) -> None:
        if self._in_text and not self._fallback_depth:
            self._add(text)

    def close(self) -> None:
        """The parser asks for it; everything is in ``rows`` by then."""

    def _count(self) -> None:
        self._parts += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise WordError(
                "läses inte: delar ligger i varandra på ett sätt som Word inte skriver."
            )
        if self._parts > MAX_PARTS:
            raise WordError(
                f"läses inte: dokumentet har fler än {count(MAX_PARTS, 'del', 'delar')}. Spara"
                " texten som .txt."
            )

    def _add(self, text: str) -> None:
        self._sign += len(text)
        if self._sign > MAX_SIGN:
            raise WordError("är längre än en miljon tecken: dela upp texten.")
        if self._paragraphs:
            self._paragraphs[-1].append(text)

    def _quit_paragraph(self, text: str) -> None:
        if self._table_depth:
            self._cell.append(text)
        else:
            self.rows += [text, ""]

    def _quit_row(self) -> None:
        if any(len(cell) > _RUNNING_TEXT for cell in self._row):
            self.rows += self._row
        else:
            self.rows.append(" | ".join(["", *self._row, ""]))
