"""Tables and paragraphs of HTML and Markdown."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from tui.domain.block import Block, Paragraph, Part, rectangular
from tui.intake.split import has_figures

MAX_SPAN = 200
MAX_CELLS = 1_000_000
_TEXT_TAGS = {"p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"}
_SILENT = {"script", "style", "sup"}


class _Reader(HTMLParser):
    """Gathers the parts as the parser tells of tags and texts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self._text: list[str] = []
        self._tables: list[_Grid] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._flush("p")
            self._tables.append(_Grid())
        elif tag == "tr" and self._tables:
            self._tables[-1].new_row()
        elif tag in ("td", "th") and self._tables:
            spans = {name: value for name, value in attrs if value and value.isdecimal()}
            self._tables[-1].new_cell(
                tag == "th", _span(spans.get("colspan")), _span(spans.get("rowspan"))
            )
        elif tag in _TEXT_TAGS and not self._tables:
            self._flush("p")
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._tables:
            grid = self._tables.pop()
            self.parts.append(Block(rectangular(grid.rows), grid.caption, grid.header_rows))
        elif tag in _TEXT_TAGS and not self._tables:
            self._flush(tag)
        elif tag == "caption" and self._tables:
            self._tables[-1].end_caption()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._tables:
            self._tables[-1].add(data)
        else:
            self._text.append(data)

    def end(self) -> list[Part]:
        self.close()
        while self._tables:
            self.handle_endtag("table")
        self._flush("p")
        return self.parts

    def _flush(self, tag: str) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
            self.parts.append(Paragraph(text, level, tag in ("caption", "figcaption")))


class _Grid:
    """A table on its way: cells that reach over several columns and rows are laid out."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.caption = ""
        self._headings: list[bool] = []
        self._before: list[str] = []
        self._below: dict[int, tuple[int, str]] = {}
        self._width = 1
        self._cells = 0

    @property
    def header_rows(self) -> int | None:
        """How many of the first rows are nothing but headings, None where that is not said."""
        count = next((n for n, only in enumerate(self._headings) if not only), len(self.rows))
        return count if 0 < count < len(self.rows) else None

    def new_row(self) -> None:
        self.rows.append([])
        self._headings.append(True)

    def new_cell(self, heading: bool, columns: int, rows: int) -> None:
        if not self.rows:
            self.new_row()
        row = self.rows[-1]
        while len(row) in self._below:
            self._fill(row)
        self._cells += columns
        if self._cells > MAX_CELLS:
            return
        self._headings[-1] = self._headings[-1] and heading
        if rows > 1:
            for column in range(len(row), len(row) + columns):
                self._below[column] = (rows - 1, "")
        self._width = columns if heading else 1
        row.extend([""] * columns)
        self._place = len(row) - columns

    def _fill(self, row: list[str]) -> None:
        left, text = self._below.pop(len(row))
        if left > 1:
            self._below[len(row)] = (left - 1, text)
        row.append("")

    def add(self, text: str) -> None:
        if self.rows and self.rows[-1]:
            row = self.rows[-1]
            for column in range(self._place, min(self._place + self._width, len(row))):
                row[column] += text
        else:
            self._before.append(text)

    def end_caption(self) -> None:
        self.caption = " ".join("".join(self._before).split())


def _span(value: str | None) -> int:
    return max(1, min(int(value[:4]), MAX_SPAN)) if value else 1


def html_parts(text: str) -> list[Part]:
    """The paragraphs and tables of a page."""
    reader = _Reader()
    reader.feed(text)
    return reader.end()


_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-*:?\s*)*\|?\s*")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKS = re.compile(r"\*\*|__|`|<br ?/?>|<sup>.*?</sup>|\[\^[^\]]*\]")


def markdown_parts(text: str) -> list[Part]:
    """The paragraphs and pipe tables of a Markdown text."""
    parts: list[Part] = []
    rows: list[list[str]] = []
    headers: int | None = None
    for line in [*text.splitlines(), ""]:
        if rows and _RULE.fullmatch(line) and "|" in line:
            headers = headers or len(rows)
        elif "|" in line and (rows or line.lstrip().startswith("|") or line.count("|") > 1):
            rows.append([_plain(cell) for cell in _CELL_BORDER.split(line.strip().strip("|"))])
        else:
            if rows:
                if headers == 1 and _heads_go_on(rows):
                    headers = 2
                parts.append(Block(rectangular(rows), header_rows=headers))
                rows, headers = [], None
            parts.append(_markdown_paragraph(line))
    return parts


def _heads_go_on(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the row below the rule heads the columns too, as Markdown has no other place for it.

    Above it headings reach over empty cells, and it has nothing but words and years.
    """
    if len(rows) < 3:
        return False
    first, second, third = rows[:3]
    one_label = not first[0] or not second[0]
    heads = all(any(map(str.isalpha, cell)) or _YEAR.fullmatch(cell) for cell in second[1:])
    return one_label and "" in first[1:] and heads and has_figures(third[1:])


def _plain(text: str) -> str:
    return _MARKS.sub(" ", text).replace("\\|", "|").replace("&nbsp;", " ").strip()


def _markdown_paragraph(line: str) -> Paragraph:
    heading = re.match(r"(#{1,6})\s+(.*)", line)
    if heading:
        return Paragraph(_plain(heading[2]), len(heading[1]))
    return Paragraph(_plain(line))
