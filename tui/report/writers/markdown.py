"""A report as Markdown and as plain text: the tables as ``show`` sets them."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from tui.report.report import (
    Bars,
    Block,
    Heading,
    Paragraph,
    Report,
    ReportCell,
    ReportColumn,
    ReportRow,
    ReportTable,
    RiskMatrix,
)
from tui.report.table_form import TableForm
from tui.report.table_parts import comments, signal_rows, table_parts
from tui.report.writers.markdown_table import markdown, protected, protected_paragraph
from tui.report.writers.text_table import text

WIDTH = 110
HEADING_SIGN = {1: "=", 2: "=", 3: "-"}


def former(table: ReportTable) -> Iterator[TableForm]:
    """The table's parts, the last with the notes: signals in words, comments, footnotes."""
    signaler = [f"{row.sign} {row.text}" for row in signal_rows(table)]
    word = [f"{who}: {what}" for who, what in comments(table)]
    notes = (*signaler, *word, *table.notes)
    parts = table_parts(table)
    for nr, part_ in enumerate(parts, 1):
        form = replace(table, heading=part_.heading, columns=part_.columns, rows=part_.rows)
        yield replace(
            form.as_form(),
            ingress=(table.sign,) if nr == 1 and table.sign else (),
            notes=notes if nr == len(parts) else (),
        )


def grid(matrix: RiskMatrix) -> ReportTable:
    """The risk matrix as a table, its risks by number as the notes."""
    return ReportTable(
        matrix.table,
        matrix.heading,
        "Sannolikhet",
        tuple(ReportColumn(f"Väsentlighet {j}") for j in range(1, len(matrix.boxes[0]) + 1)),
        tuple(
            ReportRow(f"{len(matrix.boxes) - i}", tuple(ReportCell(box.text) for box in row))
            for i, row in enumerate(matrix.boxes)
        ),
        notes=tuple(f"{nr}. {name}" for nr, name in enumerate(matrix.risks, 1)),
    )


def markdown_pieces(report: Report) -> Iterator[str]:
    """The report as Markdown, block by block."""
    yield f"# {protected(report.title)}\n\n"
    if report.mark:
        yield f"**{protected(report.mark)}**\n\n"
    yield "".join(f"- {protected(name)}: {protected(value)}\n" for name, value in report.facts)
    for section in report.section:
        yield f"\n## {protected(section.heading)}\n\n"
        under = any(isinstance(block, Heading) for block in section.block)
        table = partial(_md_table, level=4 if under else 3)
        for block in section.block:
            yield _block(block, _md_heading, _md_paragraph, table)


def _md_heading(heading: Heading) -> str:
    return f"{'#' * (heading.level + 1)} {protected(heading.text)}\n"


def _md_paragraph(paragraph: Paragraph) -> str:
    return f"{'- ' * paragraph.point}{protected_paragraph(paragraph.text)}\n"


def _md_table(table: ReportTable, level: int) -> str:
    return markdown(list(former(table)), level)


def text_pieces(report: Report) -> Iterator[str]:
    """The report as plain text, block by block."""
    yield _underlined(report.title, 1)
    if report.mark:
        yield f"{report.mark}\n"
    yield "".join(f"{name}: {value}\n" for name, value in report.facts)
    for section in report.section:
        yield f"\n\n{_underlined(section.heading, 2)}\n"
        for block in section.block:
            yield _block(block, _txt_heading, _txt_paragraph, _txt_table)


def _underlined(row: str, level: int) -> str:
    return f"{row}\n{HEADING_SIGN[level] * len(row)}\n"


def _txt_heading(heading: Heading) -> str:
    return _underlined(heading.text, 3)


def _txt_paragraph(paragraph: Paragraph) -> str:
    return f"{'- ' * paragraph.point}{paragraph.text}\n"


def _txt_table(table: ReportTable) -> str:
    return text(list(former(table)), WIDTH)


def _block(
    block: Block,
    heading: Callable[[Heading], str],
    paragraph: Callable[[Paragraph], str],
    table: Callable[[ReportTable], str],
) -> str:
    """A block in one of the two forms, with an empty line after it."""
    match block:
        case Heading():
            bit = heading(block)
        case Paragraph():
            bit = paragraph(block)
        case ReportTable():
            bit = table(block)
        case RiskMatrix():
            bit = table(grid(block))
        case Bars():
            bit = paragraph(Paragraph(block.alt))
    return f"{bit}\n"
