"""The text of a Word document's main part, read as a stream: no tree is built of it.

A file of a few kilobytes may unpack to millions of elements, or nest them without end; the caps
here stop it before it has cost memory or time.
"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import ParseError

from tui.svenska.format import antal

MAX_DELAR = 400_000
MAX_DJUP = 200
MAX_TECKEN = 1_000_000
# A cell with a whole comment in it is running text, and is read as such.
_LOPTEXT = 120
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word saves a text box twice: as it is, and for older programs.
_RESERV = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TECKEN = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


class Wordfel(ValueError):
    """Why a part cannot be read. ``mening`` goes on after the file's name and a blank."""

    def __init__(self, mening: str) -> None:
        super().__init__(mening)
        self.mening = mening


def wordrader(bitar: Iterable[bytes]) -> list[str]:
    """Paragraphs with empty lines between, and tables' rows with bars. Raises Wordfel."""
    # Loaded only when a Word document is read.
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    mottagare = _Mottagare()
    lasare = DefusedXMLParser(target=mottagare, forbid_dtd=True)
    try:
        for bit in bitar:
            lasare.feed(bit)
        lasare.close()
    except DefusedXmlException as fel:
        raise Wordfel(
            "läses inte: den innehåller en dokumenttyp eller entiteter, som Word inte skriver."
        ) from fel
    except ParseError as fel:
        raise Wordfel("är inget helt Word-dokument: spara om det i Word.") from fel
    return mottagare.rader


class _Mottagare:
    """What the parser tells is gathered into ``rader``; the method names are the parser's."""

    def __init__(self) -> None:
        self.rader: list[str] = []
        self._delar = self._djup = self._tecken = 0
        self._tabelldjup = self._reservdjup = 0
        self._i_text = False
        # A text box's paragraphs stand inside another paragraph.
        self._stycken: list[list[str]] = []
        self._rad: list[str] = []
        self._cell: list[str] = []

    def start(self, tagg: str, _attribut: Mapping[str, str]) -> None:
        self._rakna()
        if tagg == _RESERV or self._reservdjup:
            self._reservdjup += 1
        elif tagg == f"{_W}t":
            self._i_text = True
        elif tagg == f"{_W}p":
            self._stycken.append([])
        elif tagg in _TECKEN:
            self._lagg_till(_TECKEN[tagg])
        elif tagg == f"{_W}tbl":
            self._tabelldjup += 1
        elif tagg == f"{_W}tr" and self._tabelldjup == 1:
            self._rad = []
        elif tagg == f"{_W}tc" and self._tabelldjup == 1:
            self._cell = []

    def end(self, tagg: str) -> None:
        self._djup -= 1
        if self._reservdjup:
            self._reservdjup -= 1
        elif tagg == f"{_W}t":
            self._i_text = False
        elif tagg == f"{_W}p":
            self._avsluta_stycke("".join(self._stycken.pop()))
        elif tagg == f"{_W}tbl":
            self._tabelldjup -= 1
            self.rader += [""] * (not self._tabelldjup)
        elif tagg == f"{_W}tr" and self._tabelldjup == 1:
            self._avsluta_rad()
        elif tagg == f"{_W}tc" and self._tabelldjup == 1:
            self._rad.append(" ".join(self._cell))

    def data(self, text: str) -> None:
        if self._i_text and not self._reservdjup:
            self._lagg_till(text)

    def close(self) -> None:
        """The parser asks for it; everything is in ``rader`` by then."""

    def _rakna(self) -> None:
        self._delar += 1
        self._djup += 1
        if self._djup > MAX_DJUP:
            raise Wordfel("läses inte: delar ligger i varandra på ett sätt som Word inte skriver.")
        if self._delar > MAX_DELAR:
            raise Wordfel(
                f"läses inte: dokumentet har fler än {antal(MAX_DELAR, 'del', 'delar')}. Spara"
                " texten som .txt."
            )

    def _lagg_till(self, text: str) -> None:
        self._tecken += len(text)
        if self._tecken > MAX_TECKEN:
            raise Wordfel("är längre än en miljon tecken: dela upp texten.")
        if self._stycken:
            self._stycken[-1].append(text)

    def _avsluta_stycke(self, text: str) -> None:
        if self._tabelldjup:
            self._cell.append(text)
        else:
            self.rader += [text, ""]

    def _avsluta_rad(self) -> None:
        if any(len(cell) > _LOPTEXT for cell in self._rad):
            self.rader += self._rad
        else:
            self.rader.append(" | ".join(["", *self._rad, ""]))
