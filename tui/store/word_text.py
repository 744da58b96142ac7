"""The text of a Word document: its main part out of the archive, read as a stream within caps.

A report's file may be large for its pictures, which are never unpacked, and a file of a few
kilobytes may unpack to millions of elements or nest them without end. What claims to have more
parts, or more text, than any report is stopped before it has cost memory or time.
"""

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from tui.svenska.format import count

MAX_BYTE = 100_000_000
MAX_UNPACKED = 20_000_000
MAX_MEMBERS = 2_000
_DOCUMENT_PART = "word/document.xml"
# Large, as the parser begins anew on what a piece has cut off.
_PIECE = 1_000_000
# The ones that Word writes; another may ask for gigabytes, and has faults of its own kind.
_PACKING_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ERROR = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
# The record that ends an archive; before it, where one was written for sizes beyond 4 GB, the
# record of those and a pointer to it.
_END, _ZIP64, _POINTER_SIZE = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), 20
_END_SIGN, _ZIP64_SIGN, _POINTER_SIGN = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_MAX_COMMENT = 65_535
# A name of 255 characters and its fixed fields, for each of the parts.
_MAX_LISTING = MAX_MEMBERS * 1_000

MAX_PARTS = 400_000
MAX_DEPTH = 200
MAX_CHARACTERS = 1_000_000
# A cell with a whole comment in it is running text, and is read as such.
_RUNNING_TEXT = 120
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word saves a text box twice: as it is, and for older programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHARACTERS = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}


class WordError(ValueError):
    """Why a part cannot be read. ``sentence`` goes on after the file's name and a blank."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def document_part(file: BinaryIO) -> Iterator[bytes]:
    """The main part's XML in pieces. Raises WordError."""
    _check_size(file)
    try:
        with zipfile.ZipFile(file) as archive:
            yield from _pieces(archive)
    except WordError:
        raise
    except (*_ERROR, OSError) as error:
        # A list of parts that points to before the file.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        raise WordError("är inget helt Word-dokument: spara om det i Word.") from error


def _check_size(file: BinaryIO) -> None:
    """That neither the file nor its list of parts, which is read whole, is beyond measure."""
    size = file.seek(0, 2)
    if size > MAX_BYTE:
        raise WordError(f"är större än {MAX_BYTE // 1_000_000} MB: spara texten som .txt.")
    file.seek(max(0, size - _END.size - _POINTER_SIZE - _ZIP64.size - _MAX_COMMENT))
    # One that would be larger than the file is for zipfile to tell of.
    if _MAX_LISTING < _listing(file.read()) <= size:
        raise WordError(f"läses inte: arkivet har fler än {count(MAX_MEMBERS, 'del', 'delar')}.")


def _listing(end: bytes) -> int:
    """The bytes that an archive's list of parts takes by its own account, 0 where it has none.

    Found as ``zipfile`` finds it: at the very end, or before the archive's comment.
    """
    place = len(end) - _END.size
    if place < 0 or end[place : place + 4] != _END_SIGN or end[-2:] != b"\0\0":
        place = end.rfind(_END_SIGN)
    if place < 0 or len(end) - place < _END.size:
        return 0
    zip64 = place - _POINTER_SIZE - _ZIP64.size
    has_zip64 = zip64 >= 0 and end[zip64 : zip64 + 4] == _ZIP64_SIGN
    if has_zip64 and end[place - _POINTER_SIZE :].startswith(_POINTER_SIGN):
        return int(_ZIP64.unpack_from(end, zip64)[8])
    return int(_END.unpack_from(end, place)[5])


def _pieces(archive: zipfile.ZipFile) -> Iterator[bytes]:
    if len(archive.infolist()) > MAX_MEMBERS:
        raise WordError(f"läses inte: arkivet har fler än {count(MAX_MEMBERS, 'del', 'delar')}.")
    if _DOCUMENT_PART not in archive.namelist():
        raise WordError("är inget Word-dokument: spara rapporten som .docx eller .txt.")
    if archive.getinfo(_DOCUMENT_PART).compress_type not in _PACKING_KINDS:
        raise zipfile.BadZipFile
    length = 0
    with archive.open(_DOCUMENT_PART) as part:
        while piece := part.read(_PIECE):
            length += len(piece)
            if length > MAX_UNPACKED:
                raise WordError("läses inte: texten är större än 20 MB uppackad.")
            # A tag of millions of attributes is one bite to the parser, and dear.
            if len(piece) == _PIECE and b"<" not in piece:
                raise WordError("läses inte: en enda del av den är över en miljon tecken.")
            yield piece


def word_lines(pieces: Iterable[bytes]) -> list[str]:
    """Paragraphs with empty lines between, and tables' rows with bars. Raises WordError."""
    receiver = _Receiver()
    reader = DefusedXMLParser(target=receiver, forbid_dtd=True)
    try:
        for piece in pieces:
            reader.feed(piece)
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
        self._parts = self._depth = self._characters = 0
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
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag])
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
            self._end_paragraph("".join(self._paragraphs.pop()))
        elif tag == f"{_W}tbl":
            self._table_depth -= 1
            self.rows += [""] * (not self._table_depth)
        elif tag == f"{_W}tr" and self._table_depth == 1:
            self._end_row()
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
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise WordError("är längre än en miljon tecken: dela upp texten.")
        if self._paragraphs:
            self._paragraphs[-1].append(text)

    def _end_paragraph(self, text: str) -> None:
        if self._table_depth:
            self._cell.append(text)
        else:
            self.rows += [text, ""]

    def _end_row(self) -> None:
        if any(len(cell) > _RUNNING_TEXT for cell in self._row):
            self.rows += self._row
        else:
            self.rows.append(" | ".join(["", *self._row, ""]))
