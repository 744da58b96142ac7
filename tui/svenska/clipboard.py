"""Blocks of cells as a spreadsheet puts them on the clipboard, and takes them from there.

Excel gives tabs between cells and a line a row; a cell with a tab, a line break or a quotation
mark in it stands in quotation marks, which are doubled inside. A Swedish CSV file has semicolons.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable

from tui.svenska.arithmetic import GAP, MINUS_SIGN

Block = tuple[tuple[str, ...], ...]
"""Rows of cells, as texts; rows may be of different lengths."""

MAX_BLOCK = 100_000
"""More characters than any table of a report has: a whole file by mistake."""

# A figure as people write it, a wrong one too; "2. I kommunen finns" is a text.
_NUMBER = re.compile(
    rf"[{GAP}]*[<>≤≥]?=?[{GAP}]*[{MINUS_SIGN}+(]?[{GAP}]*,?[0-9]"
    rf"[0-9,.:'’()%*/+={MINUS_SIGN}{GAP}]*[^\W\d_]{{0,12}}[*)%.:{MINUS_SIGN}{GAP}]*"
)
_DASH = re.compile(rf"[{GAP}]*[{MINUS_SIGN}]?[{GAP}]*")


def is_empty(text: str) -> bool:
    """Whether nothing stands in a cell."""
    return not text.strip(f"{GAP}\t\r\n")


def resembles_number(text: str) -> bool:
    """Whether a cell is written as a figure, or is the dash that stands for one."""
    return bool(_NUMBER.fullmatch(text) or (not is_empty(text) and _DASH.fullmatch(text)))


def parsed_block(text: str) -> Block:
    """The cells of a pasted text, () where it is one cell."""
    # A file's text begins with a mark of its own, and a Mac parts a letter from what is over it.
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not re.search(r"[\t\n;]", text.strip("\n")):
        return ()
    rows = text.rstrip("\n")
    if "\t" in rows:
        return _cells(rows, "\t")
    with_semicolon = _cells(rows, ";")
    if _is_table(with_semicolon):
        return with_semicolon
    return _cells(rows, "\t") if "\n" in rows else ()


def _is_table(block: Block) -> bool:
    """Whether semicolons part cells and not clauses: rows alike, and a figure somewhere."""
    alike = len({len(row) for row in block}) == 1 and len(block[0]) > 1
    if len(block) == 1:
        return alike and all(resembles_number(cell) for cell in block[0][1:])
    return alike and any(resembles_number(cell) for row in block for cell in row)


def _cells(text: str, differs: str) -> Block:
    rows = [f"{row}\n" for row in text.split("\n")]
    try:
        loaded = list(csv.reader(rows, delimiter=differs, strict=True))
    except csv.Error:
        # A quotation mark that was only a text's own.
        loaded = [row[:-1].split(differs) for row in rows]
    return tuple(tuple(row) or ("",) for row in loaded)


def block_text(rows: Iterable[Iterable[str]]) -> str:
    """The cells as a text that a spreadsheet takes as cells."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(text: str) -> str:
    if re.search(r'[\t\n\r"]', text):
        return '"{}"'.format(text.replace('"', '""'))
    return text


# The full-width signs count too: a spreadsheet may read them as their plain ones.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_RENT_NUMBER = re.compile(r"[+-]?\d+(,\d+)?")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    formula = _FORMULA.match(text) is not None and _RENT_NUMBER.fullmatch(text) is None
    return f"'{text}" if formula else text


def without_protection(text: str) -> str:
    """The text that ``harmless`` guarded, any other as it is."""
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text
