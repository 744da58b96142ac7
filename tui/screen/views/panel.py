"""The panel that follows the cursor: how a cell came about, its judgement, notes and chart."""

from collections.abc import Iterable

from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation
from tui.domain.cell_text import (
    cell_text,
    cells_decimals,
    cells_unit,
    column_heading,
    shown_text,
)
from tui.domain.explanation import Explanation, Term, explanation
from tui.domain.finding import Finding
from tui.domain.rule import Own
from tui.domain.signs import FINDING_SIGN, signal_class, signal_sign
from tui.domain.table import LABEL, Column, Row
from tui.domain.value import Value
from tui.screen.widgets.model import Bit, TextLine, broken

Paragraph = tuple[str, str]


def panel_lines(
    calculation: Calculation,
    row: Row,
    column_id: str,
    finding: Iterable[Finding],
    picture: tuple[TextLine, ...],
    width: int,
) -> tuple[TextLine, ...]:
    """All lines of the panel for one cell, wrapped to the width, most important first."""
    if column_id == LABEL:
        return (*_label_rows(calculation, row, width), *picture)
    column = calculation.table.column(column_id)
    return (
        *_value_rows(calculation, row, column, width),
        *_bedomning_rows(calculation, row, column, width),
        *(r for f in finding for r in finding_lines(f, width)),
        *_comment_lines(row, column_id, width),
        *_note_lines(calculation, row, column_id, width),
        *(((), *picture) if picture else ()),
    )


def heading(calculation: Calculation, row: Row, column_id: str) -> str:
    """The panel's heading: row and column."""
    if column_id == LABEL:
        return row.label
    column = calculation.table.column(column_id)
    return f"{row.label} · {column_heading(column, calculation.context.period)}"


def paragraph(text: str, class_: str, width: int, indent: str = "") -> tuple[TextLine, ...]:
    """A paragraph wrapped to the width, later lines indented."""
    rows = broken(text, max(8, width - len(indent)))
    return tuple(((("" if i == 0 else indent) + row, class_),) for i, row in enumerate(rows))


def _label_rows(calculation: Calculation, row: Row, width: int) -> tuple[TextLine, ...]:
    return (
        *paragraph(row.label, "stark", width),
        *_note_lines(calculation, row, LABEL, width),
    )


def _text(calculation: Calculation, row: Row, column: Column, value: Value) -> str:
    unit = cells_unit(calculation.table, row, column)
    return cell_text(value, cells_decimals(row, column), unit) or "tomt"


def _value_rows(
    calculation: Calculation, row: Row, column: Column, width: int
) -> tuple[TextLine, ...]:
    explained = explanation(calculation, row.id, column.id)
    if explained is None:
        return paragraph(shown_text(calculation, row, column) or "tomt", "stark", width)
    rows = _expression_lines(calculation, explained, row, column, width)
    tryckt = row.tryckt.get(column.id)
    if calculation.context.locked and tryckt is None and calculation.printed(row, column.id):
        return (*rows, (("Dokumentet trycker inget här.", "dampad"),))
    if tryckt is None or tryckt == explained.resultat:
        return rows
    return (*rows, (("Tryckt ", "dampad"), (_text(calculation, row, column, tryckt), "stark")))


def _expression_lines(
    calculation: Calculation, f: Explanation, row: Row, column: Column, width: int
) -> tuple[TextLine, ...]:
    resultat = _text(calculation, row, column, f.resultat)
    if not f.terms:
        return paragraph(f"{resultat}: {f.rule}" if f.rule else resultat, "", width)
    parts = " ".join(_term_text(t) for t in f.terms if t.value is not None)
    end = f", {f.after}" if f.after else ""
    return paragraph(f"{resultat} = {parts or 'inga tal'}{end}", "", width, "  ")


def _term_text(term: Term) -> str:
    sign = f"{term.sign} " if term.sign else ""
    return f"{sign}{term.name} {cell_text(term.value, None)}"


def _bedomning_rows(
    calculation: Calculation, row: Row, column: Column, width: int
) -> tuple[TextLine, ...]:
    bedomning = cell_assessment(calculation, row, column)
    if bedomning is None:
        return ()
    text = f"{signal_sign(bedomning)} {bedomning.words}"
    if bedomning.rule and not isinstance(column.rule, Own):
        text += f" – {bedomning.rule}"
    return paragraph(text, signal_class(bedomning), width, "  ")


def finding_lines(finding: Finding, width: int) -> tuple[TextLine, ...]:
    """One finding, its symbol first."""
    sign, class_ = FINDING_SIGN[finding.severity]
    first, *more = broken(finding.sentence, max(8, width - 2))
    head: tuple[Bit, ...] = ((f"{sign} ", class_), (first, ""))
    return (head, *(((f"  {row}", ""),) for row in more))


def _comment_lines(row: Row, column_id: str, width: int) -> tuple[TextLine, ...]:
    comment = row.cells.get("kommentar")
    if not isinstance(comment, str) or column_id == "kommentar":
        return ()
    return paragraph(f"Kommentar: {comment}", "", width, "  ")


def _note_lines(
    calculation: Calculation, row: Row, column_id: str, width: int
) -> tuple[TextLine, ...]:
    notes = [row.notes.get(column_id), row.notes.get(LABEL) if column_id != LABEL else None]
    rows = [r for n in notes if n for r in paragraph(f"Not: {n}", "dampad", width, "     ")]
    source = row.sources.get(column_id) or row.sources.get(LABEL)
    if source == "prosa":
        rows += paragraph("Källa: löptexten, inte en tryckt tabell.", "dampad", width, "     ")
    elif source or calculation.table.source:
        rows += paragraph(f"Källa: {source or calculation.table.source}", "dampad", width, "     ")
    return tuple(rows)
