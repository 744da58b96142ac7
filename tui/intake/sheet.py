"""An Excel book's sheets as blocks: what is shown of each cell, tables parted by empty rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from tui.domain.block import Block, Paragraph, Part, rectangular
from tui.domain.paste import excerpt
from tui.intake.errors import ContentError
from tui.intake.hidden import hidden_columns
from tui.intake.office import office_archive
from tui.intake.split import blocks_of

MAX_ROWS = 50_000
MAX_CELLS = 2_000_000
MAX_COLUMNS = 300
_GENERAL_DIGITS = 12
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PIECE = 1_000_000
# A formula that gave an empty text has no value either, but says that it is a text.
_UNSAVED = re.compile(
    rb"<c (?![^>]*\bt=\"str\")[^>]*><f(?:\s[^>]*)?(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>"
)
_DECIMALS = re.compile(r"[0#]\.(0+)")
# "#,##0," shows thousands, "#,##0,," millions.
_SCALED = re.compile(r"[0#](?:\.0+)?(,+)(?![0#])")


def sheet_parts(file: BinaryIO) -> list[Part]:
    """Each sheet's blocks. Raises ContentError."""
    with office_archive(file, "Excel") as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise ContentError("är ingen Excel-bok: spara den som .xlsx.")
        if any(_has_unsaved(archive, name) for name in archive.namelist()):
            raise ContentError(
                "har formler utan sparade värden: öppna filen i Excel och spara den."
            )
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            hidden = hidden_columns(archive)
        book = load_workbook(file, read_only=True, data_only=True)
        return [part for sheet in book.worksheets for part in _parts(sheet, hidden)]
    except ContentError:
        raise
    # The library raises most kinds there are for a book that is not whole.
    except Exception as error:
        raise ContentError("är ingen hel Excel-bok: spara om den i Excel.") from error


def _has_unsaved(archive: ZipFile, name: str) -> bool:
    """Whether a sheet has a formula that no program has worked out, which shows as nothing."""
    if not _SHEET.fullmatch(name):
        return False
    before = b""
    with archive.open(name) as xml:
        while piece := xml.read(_PIECE):
            # A cell may begin in one piece and end in the next.
            text = before + piece
            if _UNSAVED.search(text):
                return True
            before = text[text.rfind(b"<c ") :][-_PIECE:]
    return False


def _parts(sheet: Any, hidden: Mapping[str, Sequence[str]]) -> Iterator[Part]:
    yield Paragraph(sheet.title, 1)
    rows = list(_rows(sheet))
    told = tuple(_hidden_told(rows, hidden.get(sheet.title, ())))
    for part in blocks_of(rows):
        if isinstance(part, Paragraph):
            yield part
        else:
            yield Block(rectangular(part), place=sheet.title, told=told)


def _hidden_told(rows: Sequence[Sequence[str]], letters: Sequence[str]) -> Iterator[str]:
    """What hidden columns of a sheet hold anything, by their letters and first words."""
    for letter in letters:
        x = column_index_from_string(letter) - 1
        cells = (row[x] for row in rows if x < len(row))
        first = next((cell for cell in cells if cell.strip()), "")
        if first:
            yield f"Kolumn {letter} ({excerpt(first)}) är dold i bladet, och läses som de andra."


def _rows(sheet: Any) -> Iterator[list[str]]:
    # A sheet may claim to be as large as a sheet can be.
    sheet.reset_dimensions()
    cells = 0
    for number, row in enumerate(sheet.iter_rows()):
        cells += len(row)
        if number >= MAX_ROWS or cells > MAX_CELLS:
            raise ContentError("har fler rader än någon rapport: spara bara tabellerna.")
        yield _shown(row[:MAX_COLUMNS])


def _shown(row: Iterable[Any]) -> list[str]:
    return [cell_shown(cell.value, getattr(cell, "number_format", "")) for cell in row]


def cell_shown(value: object, form: str) -> str:
    """A cell's value as its sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if not isinstance(value, (int, float)):
        return str(value)
    percent = "%" in form
    scaled = _SCALED.search(form.partition(";")[0])
    thousands = len(scaled[1]) if scaled else 0
    number = Decimal(repr(value)) * (100 if percent else 1) / Decimal(1000) ** thousands
    shown = _rounded(number, form)
    return f"{shown} %" if percent else shown


def _rounded(number: Decimal, form: str) -> str:
    decimals = _DECIMALS.search(form)
    if decimals:
        return f"{number:.{len(decimals[1])}f}".replace(".", ",")
    if re.search(r"[0#]", form):
        return f"{number:.0f}"
    text = f"{number:.{_GENERAL_DIGITS}g}" if number != number.to_integral() else f"{number:.0f}"
    plain = f"{Decimal(text):f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")
