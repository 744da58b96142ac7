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

from tui.domain.bedomning import Signal
from tui.tabs.tecken import ORDTECKEN, SIGNALTECKEN

Rader = list[list[str]]
TECKEN = {*SIGNALTECKEN.values(), *ORDTECKEN.values()}
TOMMA = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@dataclass
class Last:
    """What stands in a report: its tables by their headings in order, and its text."""

    tabeller: list[tuple[str, Rader]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def tabell(self, rubrik: str) -> list[Rader]:
        """Every table with this heading."""
        return [rader for namn, rader in self.tabeller if namn == rubrik]


def utan_tecken(text: str) -> str:
    """A cell's text without the signal's symbol, which a no-break space parts from it."""
    fore, delat, efter = text.partition("\u00a0")
    return efter if delat and fore in TECKEN else text


def ur_word(data: bytes) -> Last:
    """Tables under their captions, in the order of the body."""
    last, rubrik = Last(), ""
    for del_ in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(del_, Paragraph):
            last.text.append(del_.text)
            style = del_.style
            rubrik = del_.text if style is not None and style.name == "Caption" else rubrik
        elif isinstance(del_, Table):
            last.tabeller.append((rubrik, [_wordrad(rad) for rad in del_._tbl.tr_lst]))
    return last


def _wordrad(rad: Any) -> list[str]:
    """A row's texts out of the XML itself: python-docx looks up a whole table for every cell."""
    return [utan_tecken("".join(t.text or "" for t in cell.iter(qn("w:t")))) for cell in rad.tc_lst]


def ur_html(data: bytes) -> "Htmllasare":
    """The page's tables, elements and attributes."""
    lasare = Htmllasare()
    lasare.feed(data.decode("utf-8"))
    return lasare


class Htmllasare(HTMLParser):
    """Elements, attributes, and the tables with their captions; what is hidden is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.last = Last()
        self.element: list[tuple[str, dict[str, str]]] = []
        self.oppna: list[tuple[str, str]] = []
        self.obalans: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attribut = {namn: varde or "" for namn, varde in attrs}
        self.element.append((tag, attribut))
        if tag == "table":
            self.last.tabeller.append(("", []))
        elif tag == "tr":
            self.last.tabeller[-1][1].append([])
        elif tag in ("td", "th"):
            self.last.tabeller[-1][1][-1].append("")
        if tag not in TOMMA:
            self.oppna.append((tag, attribut.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        if not self.oppna or self.oppna.pop()[0] != tag:
            self.obalans.append(tag)

    def handle_data(self, data: str) -> None:
        inne = [tag for tag, _ in self.oppna]
        if "dold" in {klass for _, klass in self.oppna}:
            return
        if "td" in inne or "th" in inne:
            self.last.tabeller[-1][1][-1][-1] += data
        elif "caption" in inne:
            rubrik, rader = self.last.tabeller[-1]
            self.last.tabeller[-1] = (rubrik + data, rader)
        elif data.strip():
            self.last.text.append(data)


_OSKYDDAT = re.compile(r"(?<!\\)\|")
_SKYDD = re.compile(r"\\([\\|`*_\[\]<>#~&+.=:-])")


def ur_markdown(data: bytes) -> Last:
    """Pipe tables under their headings; escapes undone, bold and italics taken away."""
    last, rubrik, i_tabell = Last(), "", False
    for rad in data.decode("utf-8").split("\n"):
        if rad.startswith("|"):
            if not i_tabell:
                last.tabeller.append((rubrik, []))
            i_tabell = True
            if not re.fullmatch(r"\|[:|\- ]+\|", rad):
                last.tabeller[-1][1].append(
                    [_ren_md(cell) for cell in _OSKYDDAT.split(rad.strip("|"))]
                )
            continue
        i_tabell = False
        last.text.append(rad)
        rubrik = _ren_md(rad.lstrip("#")) if rad.startswith("#") else rubrik
    return last


def _ren_md(text: str) -> str:
    text = text.strip(" ").removeprefix("&emsp;").removeprefix("&emsp;").strip(" ")
    for ram in ("**", "*"):
        if text.startswith(ram) and text.endswith(ram) and len(text) > 2 * len(ram):
            text = text[len(ram) : -len(ram)]
            break
    return _SKYDD.sub(r"\1", text)


def ur_text(data: bytes) -> Last:
    """Tables by their rule of dashes: under each column the words that stand in it, in order."""
    last, rader = Last(), data.decode("utf-8").split("\n")
    last.text = rader
    for nr, rad in enumerate(rader):
        if not re.fullmatch(r"-{2,}(  -+)+", rad):
            continue
        granser = [(t.start(), t.end()) for t in re.finditer(r"-+", rad)]
        slut = next((i for i in range(nr + 1, len(rader)) if _tabellslut(rader, i)), len(rader))
        spalter = [
            " ".join(_ord(rader[nr + 1 : slut], fran, till)).split() for fran, till in granser
        ]
        last.tabeller.append(("", spalter))
    return last


def _tabellslut(rader: list[str], i: int) -> bool:
    """Two empty lines, or one followed by text that begins no row of a wrapped table."""
    return not rader[i] and (i + 1 >= len(rader) or not rader[i + 1])


def _ord(rader: list[str], fran: int, till: int) -> list[str]:
    return [rad[fran:till].strip(" ") for rad in rader]


@dataclass
class Excel:
    """A workbook twice: with its formulas, and with the values that stand beside them."""

    formler: openpyxl.Workbook
    varden: openpyxl.Workbook


def ur_excel(data: bytes) -> Excel:
    """The workbook read back."""
    return Excel(
        openpyxl.load_workbook(io.BytesIO(data)),
        openpyxl.load_workbook(io.BytesIO(data), data_only=True),
    )


SIGNALER = {s.value for s in Signal}
