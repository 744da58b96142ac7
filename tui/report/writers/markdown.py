"""Markdown: every mark that Markdown would act on escaped, sums in bold."""

import re
from collections.abc import Sequence

from tabulate import tabulate

from tui.domain.table import RowKind
from tui.report.layout import noted_parts
from tui.report.values import (
    Heading,
    Paragraph,
    Report,
    ReportRow,
    ReportSection,
    ReportTable,
)
from tui.report.writers.walk import TextPieces

# "&" too where it would begin an entity: the reader is to see what the cell says. The colon and
# the full stop of a bare address, which GitHub's Markdown would make a link of.
_SIGN = re.compile(r"[\\|`*_\[\]<>#~]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_START = re.compile(r"([-+=]|\d+(?=[.)]))")
INDENT = "&emsp;"
MARKS = {"summa": "**", "rubrik": "*"}


class MarkdownWriter(TextPieces):
    """A report as Markdown, its tables as ``visa`` sets them."""

    _level = 3

    def begin(self, report: Report) -> None:
        mark = f"**{protected(report.mark)}**\n\n" if report.mark else ""
        facts = "".join(f"- {protected(name)}: {protected(v)}\n" for name, v in report.facts)
        self._text.append(f"# {protected(report.title)}\n\n{mark}{facts}")

    def begin_section(self, section: ReportSection, nr: int) -> None:  # noqa: ARG002
        self._text.append(f"\n## {protected(section.heading)}\n\n")
        self._level = 4 if any(isinstance(block, Heading) for block in section.blocks) else 3

    def heading(self, heading: Heading) -> None:
        self._text.append(f"{'#' * (heading.level + 1)} {protected(heading.text)}\n\n")

    def paragraph(self, paragraph: Paragraph) -> None:
        self._text.append(f"{'- ' * paragraph.point}{protected_paragraph(paragraph.text)}\n\n")

    def table(self, table: ReportTable) -> None:
        self._text.append(f"{markdown(noted_parts(table), self._level)}\n")


def markdown(tables: Sequence[ReportTable], level: int = 2) -> str:
    """The tables below each other, each under a heading of its own, of a level."""
    return "\n".join(_with_notes(table, level) for table in tables)


def _with_notes(table: ReportTable, level: int) -> str:
    parts = [
        f"{'#' * level} {protected(table.heading)}",
        *map(protected_paragraph, table.ingress),
        _table(table),
        "\n".join(f"- {protected_paragraph(note)}" for note in table.notes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(table: ReportTable) -> str:
    return tabulate(
        map(_row, table.rows),
        [protected(table.label_heading), *(protected(k.heading) for k in table.columns)],
        tablefmt="pipe",
        colalign=("left", *("right" if k.right else "left" for k in table.columns)),
        disable_numparse=True,
    )


def _row(row: ReportRow) -> list[str]:
    cells = (
        protected(c.text) if c.number is None else _marked(c.text, row.kind) for c in row.cells
    )
    return [INDENT * row.level + _marked(row.label, row.kind), *cells]


def _marked(text: str, kind: RowKind) -> str:
    mark = MARKS.get(kind, "")
    return f"{mark}{protected(text.strip())}{mark}" if text.strip() else ""


def protected(text: str) -> str:
    """The text on one line, without a character that Markdown gives a meaning to."""
    return _SIGN.sub(r"\\\g<0>", text.replace("\n", " "))


def protected_paragraph(text: str) -> str:
    """The same where the text begins a line: no list, no rule, no heading comes of it."""
    protected_text = protected(text)
    hit = _LINE_START.match(protected_text)
    if hit is None:
        return protected_text
    place = hit.end() if hit[0][0].isdigit() else 0
    return f"{protected_text[:place]}\\{protected_text[place:]}"
