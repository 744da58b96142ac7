"""Blocks of cells as a spreadsheet puts them on the clipboard, and takes them from there.

Excel gives tabs between cells and a line a row; a cell with a tab, a line break or a quotation
mark in it stands in quotation marks, which are doubled inside. A Swedish CSV file has semicolons.
"""

import csv
import re
from collections.abc import Iterable

from tui.svenska.uttryck import MELLANRUM, MINUSTECKEN

Block = tuple[tuple[str, ...], ...]
"""Rows of cells, as texts; rows may be of different lengths."""

MAX_BLOCK = 100_000
"""More characters than any table of a report has: a whole file by mistake."""

# A figure as people write it, a wrong one too; "2. I Alingsås finns" is a text.
_TAL = re.compile(
    rf"[{MELLANRUM}]*[<>≤≥]?=?[{MELLANRUM}]*[{MINUSTECKEN}+(]?[{MELLANRUM}]*,?[0-9]"
    rf"[0-9,.:'’()%*/+={MINUSTECKEN}{MELLANRUM}]*[^\W\d_]{{0,12}}[*)%.:{MINUSTECKEN}{MELLANRUM}]*"
)
_STRECK = re.compile(rf"[{MELLANRUM}]*[{MINUSTECKEN}]?[{MELLANRUM}]*")


def ar_tom(text: str) -> bool:
    """Whether nothing stands in a cell."""
    return not text.strip(f"{MELLANRUM}\t\r\n")


def liknar_tal(text: str) -> bool:
    """Whether a cell is written as a figure, or is the dash that stands for one."""
    return bool(_TAL.fullmatch(text) or (not ar_tom(text) and _STRECK.fullmatch(text)))


def tolkat_block(text: str) -> Block:
    """The cells of a pasted text, () where it is one cell."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not re.search(r"[\t\n;]", text.strip("\n")):
        return ()
    rader = text.rstrip("\n")
    if "\t" in rader:
        return _celler(rader, "\t")
    med_semikolon = _celler(rader, ";")
    if _ar_tabell(med_semikolon):
        return med_semikolon
    return _celler(rader, "\t") if "\n" in rader else ()


def _ar_tabell(block: Block) -> bool:
    """Whether semicolons part cells and not clauses: rows alike, and a figure somewhere."""
    alika = len({len(rad) for rad in block}) == 1 and len(block[0]) > 1
    if len(block) == 1:
        return alika and all(liknar_tal(cell) for cell in block[0][1:])
    return alika and any(liknar_tal(cell) for rad in block for cell in rad)


def _celler(text: str, skiljer: str) -> Block:
    rader = [f"{rad}\n" for rad in text.split("\n")]
    try:
        lasta = list(csv.reader(rader, delimiter=skiljer, strict=True))
    except csv.Error:
        # A quotation mark that was only a text's own.
        lasta = [rad[:-1].split(skiljer) for rad in rader]
    return tuple(tuple(rad) or ("",) for rad in lasta)


def blocktext(rader: Iterable[Iterable[str]]) -> str:
    """The cells as a text that a spreadsheet takes as cells."""
    return "".join("\t".join(map(_citerad, rad)) + "\n" for rad in rader)


def _citerad(text: str) -> str:
    if re.search(r'[\t\n\r"]', text):
        return '"{}"'.format(text.replace('"', '""'))
    return text


# The full-width signs count too: a spreadsheet may read them as their plain ones.
_FORMEL = re.compile(r"\s*[=+\-@＝＋－＠]")
_RENT_TAL = re.compile(r"[+-]?\d+(,\d+)?")


def ofarlig(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    formel = _FORMEL.match(text) is not None and _RENT_TAL.fullmatch(text) is None
    return f"'{text}" if formel else text


def utan_skydd(text: str) -> str:
    """The text that ``ofarlig`` guarded, any other as it is."""
    return text[1:] if text.startswith("'") and ofarlig(text[1:]) == text else text
