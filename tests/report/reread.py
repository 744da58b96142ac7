"""Tables read back out of a written report, each format by a reader of its own."""

import io
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.domain.words import STEP_SIGNS
from tui.domain.scale import Signal
from tui.domain.symbols import SIGNAL_SIGN

Rows = list[list[str]]
SIGN = {*SIGNAL_SIGN.values(), *STEP_SIGNS}
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class ReadBack:
    """What stands in a report: its tables by their headings in order, and its text."""

    tables: list[tuple[str, Rows]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def table(self, heading: str) -> list[Rows]:
        """Every table with this heading."""
        return [rows for name, rows in self.tables if name == heading]


def without_sign(text: str) -> str:
    """A cell's text without the signal's symbol, which a no-break space parts from it."""
    before, split, after = text.partition("\u00a0")
    return after if split and before in SIGN else text


def out_of_word(data: bytes) -> ReadBack:
    """Tables under their captions, in the order of the body."""
    read, heading = ReadBack(), ""
    for part_ in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part_, Paragraph):
            read.text.append(part_.text)
            style = part_.style
            heading = part_.text if style is not None and style.name == "Caption" else heading
        elif isinstance(part_, Table):
            read.tables.append((heading, [_word_line(row) for row in part_._tbl.tr_lst]))
    return read


def _word_line(row: Any) -> list[str]:
    """A row's texts out of the XML itself: python-docx looks up a whole table for every cell."""
    return [
        without_sign("".join(t.text or "" for t in cell.iter(qn("w:t")))) for cell in row.tc_lst
    ]


def out_of_html(data: bytes) -> "HtmlReader":
    """The page's tables, elements and attributes."""
    reader = HtmlReader()
    reader.feed(data.decode("utf-8"))
    return reader


class HtmlReader(HTMLParser):
    """Elements, attributes, and the tables with their captions; what is hidden is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.read = ReadBack()
        self.element: list[tuple[str, dict[str, str]]] = []
        self.open_: list[tuple[str, str]] = []
        self.imbalance: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.element.append((tag, attributes))
        if tag == "table":
            self.read.tables.append(("", []))
        elif tag == "tr":
            self.read.tables[-1][1].append([])
        elif tag in ("td", "th"):
            self.read.tables[-1][1][-1].append("")
        if tag not in EMPTY:
            self.open_.append((tag, attributes.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if not self.open_ or self.open_.pop()[0] != tag:
            self.imbalance.append(tag)

    def handle_data(self, data: str) -> None:
        inside = [tag for tag, _ in self.open_]
        if "dold" in {class_ for _, class_ in self.open_}:
            return
        if "td" in inside or "th" in inside:
            self.read.tables[-1][1][-1][-1] += data
        elif "caption" in inside:
            heading, rows = self.read.tables[-1]
            self.read.tables[-1] = (heading + data, rows)
        elif data.strip():
            self.read.text.append(data)


_UNPROTECTED = re.compile(r"(?<!\\)\|")
_PROTECTION = re.compile(r"\\([\\|`*_\[\]<>#~&+.=:-])")


def out_of_markdown(data: bytes) -> ReadBack:
    """Pipe tables under their headings; escapes undone, bold and italics taken away."""
    read, heading, in_table = ReadBack(), "", False
    for row in data.decode("utf-8").split("\n"):
        if row.startswith("|"):
            if not in_table:
                read.tables.append((heading, []))
            in_table = True
            if not re.fullmatch(r"\|[:|\- ]+\|", row):
                read.tables[-1][1].append(
                    [_clean_md(cell) for cell in _UNPROTECTED.split(row.strip("|"))]
                )
            continue
        in_table = False
        read.text.append(row)
        heading = _clean_md(row.lstrip("#")) if row.startswith("#") else heading
    return read


def _clean_md(text: str) -> str:
    text = text.strip(" ").removeprefix("&emsp;").removeprefix("&emsp;").strip(" ")
    for ram in ("**", "*"):
        if text.startswith(ram) and text.endswith(ram) and len(text) > 2 * len(ram):
            text = text[len(ram) : -len(ram)]
            break
    return _PROTECTION.sub(r"\1", text)


def out_of_text(data: bytes) -> ReadBack:
    """Tables by their rule of dashes: under each column the words that stand in it, in order."""
    read, rows = ReadBack(), data.decode("utf-8").split("\n")
    read.text = rows
    for nr, row in enumerate(rows):
        if not re.fullmatch(r"-{2,}(  -+)+", row):
            continue
        bounds = [(t.start(), t.end()) for t in re.finditer(r"-+", row)]
        end = next((i for i in range(nr + 1, len(rows)) if _table_end(rows, i)), len(rows))
        gutters = [" ".join(_words(rows[nr + 1 : end], from_, to)).split() for from_, to in bounds]
        read.tables.append(("", gutters))
    return read


def _table_end(rows: list[str], i: int) -> bool:
    """Two empty lines, or one followed by text that begins no row of a wrapped table."""
    return not rows[i] and (i + 1 >= len(rows) or not rows[i + 1])


def _words(rows: list[str], from_: int, to: int) -> list[str]:
    return [row[from_:to].strip(" ") for row in rows]


@dataclass
class Excel:
    """A workbook twice: with its formulas, and with the values that stand beside them."""

    formulas: openpyxl.Workbook
    values: openpyxl.Workbook


def out_of_excel(data: bytes) -> Excel:
    """The workbook read back."""
    return Excel(
        openpyxl.load_workbook(io.BytesIO(data)),
        openpyxl.load_workbook(io.BytesIO(data), data_only=True),
    )


SIGNALER = {s.value for s in Signal}
