"""The panel that follows the cursor: how a cell came about, its judgement, notes and picture."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation
from tui.domain.cell_text import (
    MAX_OWN_DECIMALS,
    cell_text,
    cells_decimals,
    cells_unit,
    column_heading,
    shown_text,
)
from tui.domain.explanation import Explanation, Term, explanation
from tui.domain.finding import Finding
from tui.domain.risk_matrix import Matrix, matrix, square_band
from tui.domain.rule import Own
from tui.domain.settings import Settings
from tui.domain.symbols import FINDING_SIGN, SIGNAL_CLASS, SIGNAL_SIGN, signal_class, signal_sign
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Value, decimals_in, number_in, rounded
from tui.screen.widgets.model import Bit, TextLine, broken, shortened
from tui.svenska.format import count

Paragraph = tuple[str, str]


def panel_lines(
    calculation: Calculation,
    row: Row,
    column_id: str,
    finding: Iterable[Finding],
    drawn: tuple[TextLine, ...],
    width: int,
) -> tuple[TextLine, ...]:
    """All lines of the panel for one cell, wrapped to the width, most important first."""
    if column_id == LABEL:
        return (*_label_rows(calculation, row, width), *drawn)
    column = calculation.table.column(column_id)
    return (
        *_value_rows(calculation, row, column, width),
        *_bedomning_rows(calculation, row, column, width),
        *(r for f in finding for r in finding_lines(f, width)),
        *_comment_lines(row, column_id, width),
        *_note_lines(calculation, row, column_id, width),
        *(_drawn_below(drawn)),
    )


def _drawn_below(drawn: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """A small picture below an empty line; a tall one without, for a low screen has no room."""
    return ((), *drawn) if 0 < len(drawn) <= LOW else drawn


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


def titled(name: str, rows: Iterable[TextLine], width: int) -> list[TextLine]:
    """Lines under a heading with a rule, as wide as the panel."""
    short = shortened(name, width - 4)
    rule = " " + "─" * max(0, width - len(short) - 3)
    head = (("─ ", "ram"), (short, "stark"), (rule, "ram"))
    return [head, *(((" ", ""), *row) for row in rows)]


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
    locked, tryckt = calculation.context.locked, row.tryckt.get(column.id)
    if explained is None:
        text = shown_text(calculation, row, column) or "tomt"
        return (
            *paragraph(text, "stark", width),
            *_exact_rows(calculation, row, column, row.cells.get(column.id), width),
        )
    rows = (
        *_expression_lines(calculation, explained, row, column, width),
        *_exact_rows(calculation, row, column, explained.resultat, width),
    )
    if locked and tryckt is None and calculation.printed(row, column.id):
        return (*rows, (("Dokumentet trycker inget här.", "dampad"),))
    if tryckt is None or (locked and tryckt == explained.resultat):
        return rows
    printed = (("Tryckt ", "dampad"), (_text(calculation, row, column, tryckt), "stark"))
    return (*rows, printed, *(() if locked else ((("Delete räknar cellen igen.", "dampad"),),)))


def _exact_rows(
    calculation: Calculation, row: Row, column: Column, value: Value, width: int
) -> tuple[TextLine, ...]:
    """The figure in full where it is known more exactly than it is shown; not of a quotient."""
    decimals = cells_decimals(row, column)
    if not isinstance(value, Decimal) or decimals is None:
        return ()
    if rounded(value, decimals) == value or decimals_in(value) > MAX_OWN_DECIMALS:
        return ()
    unit = row.unit or calculation.table.unit
    return paragraph(f"Exakt {cell_text(value, None)} {unit}".rstrip(), "dampad", width, "  ")


def _expression_lines(
    calculation: Calculation, f: Explanation, row: Row, column: Column, width: int
) -> tuple[TextLine, ...]:
    resultat = _text(calculation, row, column, f.resultat)
    if not f.terms:
        return paragraph(f"{resultat}: {f.rule}" if f.rule else resultat, "", width)
    parts = " ".join(_term_text(t) for t in f.terms if t.value is not None).removeprefix("+ ")
    end = f", {f.after}" if f.after else ""
    return paragraph(f"{resultat} = {parts or 'inga tal'}{end}", "", width, "  ")


def _term_text(term: Term) -> str:
    return " ".join(filter(None, (term.sign, term.name, cell_text(term.value, None))))


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


def placed_sentence(finding: Finding, tables: Sequence[Table]) -> str:
    """What a finding says, after its table's heading where other tables of the tab have a row of
    the same name."""
    place, sentence = finding.address, finding.sentence
    own = next((t for t in tables if t.id == place.table and place.row in t.index), None)
    if own is None or not sentence.startswith(label := own.row(place.row).label):
        return sentence
    others = (t for t in tables if t.tab == own.tab and t is not own)
    several = any(label.casefold() in t.by_label for t in others)
    return f"{own.heading}: {sentence}" if several else sentence


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


# ---- the small pictures: bars beside the same figures, and the risk square -----

BARS = ("budget", "beslutad", "prognos", "utfall", "foregaende", "ar", "fjol", "plan1", "plan2")
MAX_BAR = 30
LOW = 6


def picture(calculation: Calculation, row: Row, width: int) -> tuple[TextLine, ...]:
    """The picture that suits the table, or none."""
    return risk_square(calculation, row, width) or bars(calculation, row, width)


def bars(calculation: Calculation, row: Row, width: int) -> tuple[TextLine, ...]:
    """A bar for each of the row's main figures, against the largest of them."""
    number = [
        (k, number_in(calculation.shown(row.id, k.id)))
        for k in calculation.table.columns
        if k.id in BARS
    ]
    known_ones = [(k, t) for k, t in number if t is not None]
    pace = _year_pace(calculation, row)
    largest = max((abs(t) for _, t in known_ones), default=Decimal(0))
    if len(known_ones) < 2 or not largest:
        return ()
    items = [
        (column_heading(k, calculation.context.period), t, shown_text(calculation, row, k))
        for k, t in known_ones
    ]
    if pace is not None:
        items.append(("Takt 12 månader", pace, cell_text(pace, _most_decimals(row, known_ones))))
        largest = max(largest, abs(pace))
    name_width = min(24, max(len(name) for name, _, _ in items))
    place = max(6, min(MAX_BAR, width - name_width - 14))
    return tuple(
        _bar_row(name[:name_width].ljust(name_width), abs(t) / largest, text, place)
        for name, t, text in items
    )


def _most_decimals(row: Row, figures: Sequence[tuple[Column, Decimal]]) -> int:
    """How many decimals the figures of a picture are shown with."""
    declared = ((cells_decimals(row, column), figure) for column, figure in figures)
    return max(decimals_in(figure) if own is None else own for own, figure in declared)


def _bar_row(name: str, share: Decimal, text: str, place: int) -> TextLine:
    filled_cells = round(share * place)
    return (
        (f"{name} ", "dampad"),
        ("█" * filled_cells, "info"),
        (" " * (place - filled_cells), ""),
        (f"{text:>12}", ""),
    )


def _year_pace(calculation: Calculation, row: Row) -> Decimal | None:
    pace = calculation.number(row.id, "takt_hittills")
    return None if pace is None else pace * 12


def risk_square(calculation: Calculation, row: Row, width: int) -> tuple[TextLine, ...]:
    """The matrix: how many risks stand in each square, and the square's band by its sign; the
    row's own is in brackets, and the risks beside it are named below. Nothing for other tables."""
    found = matrix(calculation)
    if found is None:
        return ()
    settings, period = calculation.context.settings, calculation.context.period
    up, right = (column_heading(axis.column, period) for axis in (found.up, found.right))
    rows = [r for r in calculation.table.rows if r.kind != "rubrik"]
    own = found.places[rows.index(row)] if row in rows else None
    outside = [rows[number - 1].label for number in found.rows_at(None)]
    beside = f", {len(outside)} utanför" if outside else ""
    lines: list[TextLine] = [((f"{up} ↑ (antal risker{beside})", "dampad"),)]
    for s in reversed(found.up.steps):
        pieces = [_risk_piece(found, (s, v), settings, (s, v) == own) for v in found.right.steps]
        lines.append(((f"{s} ", "dampad"), *pieces))
    foot = "".join(f"{v:>5}" for v in found.right.steps)
    lines.append(((f"{foot}  → {right.lower()}", "dampad"),))
    if outside:
        text = f"Utanför: {count(len(outside), 'risk', 'risker')} ({'; '.join(outside)})"
        lines.extend(paragraph(text, "varning", width, "  "))
    return tuple(lines)


def _risk_piece(found: Matrix, place: tuple[int, int], settings: Settings, own: bool) -> Bit:
    band, number = square_band(place, settings), len(found.rows_at(place))
    class_ = SIGNAL_CLASS[band.signal] if band else ""
    text = f"{number or '':>2}{(band.sign or SIGNAL_SIGN[band.signal]) if band else ' '}"
    return (f"[{text}]" if own else f" {text} ", f"{class_} stark" if number else class_)
