"""The charts of a report: the same cells as in the tables beside them."""

from collections.abc import Sequence
from decimal import Decimal

from tui.domain.bedomning import risk_band
from tui.domain.table import ColumnRole, Row
from tui.report.sheets import Sheet
from tui.report.tables import signal_word
from tui.report.values import Bars, ChartSeries, ReportTable, RiskMatrix, RiskSquare

Series = tuple[tuple[ColumnRole, int], ...]
RESULT_SERIES: Series = (("budget", 0), ("prognos", 0), ("utfall", 0))
SICK_SERIES: Series = (("utfall", -1), ("utfall", 0))
STEPS = range(1, 5)

Risk = tuple[Decimal | None, Decimal | None]
"""A risk's *sannolikhet* and *väsentlighet*."""


def chart(sheet: Sheet, table: ReportTable) -> Bars | RiskMatrix | None:
    """The chart that belongs to a table, None for a table that has none."""
    own = sheet.calculation.table
    if own.subject == "resultat" and own.has("avvikelse"):
        return _bars(sheet, table, [r for r in own.rows if _income_or_cost(r)], RESULT_SERIES)
    if own.subject == "sjukfranvaro":
        return _bars(sheet, table, [r for r in own.rows if r.kind == "post"], SICK_SERIES)
    return risk_matrix(sheet, table) if own.subject == "risker" else None


def _income_or_cost(row: Row) -> bool:
    """A row that no other is the sum of, and no line of the result below them."""
    return row.kind == "post" and row.role in ("", "intakt", "kostnad")


def _bars(sheet: Sheet, table: ReportTable, rows: Sequence[Row], series: Series) -> Bars | None:
    """A bar a row and column; rows and columns without any figure are left out."""
    own = sheet.calculation.table
    columns = [own.column_id(role, year) for role, year in series]
    series_places = [own.column_index[k] for k in columns if k]
    row_places = [
        i
        for i in (own.index[r.id] for r in rows)
        if any(table.rows[i].cells[s].number is not None for s in series_places)
    ]
    if not row_places or not series_places:
        return None
    all_series = tuple(
        ChartSeries(table.columns[s].heading, tuple(table.rows[i].cells[s] for i in row_places))
        for s in series_places
    )
    name = ", ".join(series.name for series in all_series)
    alt = (
        f"Stapeldiagram över {table.heading}: {name} för {len(row_places)} rader."
        f" Samma tal står i tabellen {table.heading}."
    )
    categories = tuple(table.rows[i].label for i in row_places)
    return Bars(f"{table.heading}: {name}", categories, all_series, alt, table.unit, table.id)


def risk_matrix(sheet: Sheet, table: ReportTable) -> RiskMatrix | None:
    """The risks by number in the squares of *sannolikhet* and *väsentlighet*."""
    own, shown = sheet.calculation.table, sheet.calculation.shown_number
    axes = [own.column_id(role) for role in ("sannolikhet", "vasentlighet")]
    if not all(axes):
        return None
    risks = [(shown(row.id, axes[0]), shown(row.id, axes[1])) for row in own.rows]
    if not risks:
        return None
    thresholds = sheet.calculation.context.settings.thresholds
    boxes = []
    for s in reversed(STEPS):
        row = []
        for v in STEPS:
            band = signal_word(risk_band(Decimal(s * v), thresholds))
            numbers = tuple(
                nr for nr, risk in enumerate(risks, 1) if risk == (Decimal(s), Decimal(v))
            )
            if band is not None:
                row.append(RiskSquare(s * v, band, numbers))
        boxes.append(tuple(row))
    labels = tuple(row.label for row in table.rows)
    heading = f"{table.heading}: sannolikhet × väsentlighet"
    return RiskMatrix(heading, tuple(boxes), labels, _risk_alt(table, risks), table.id)


def _risk_alt(table: ReportTable, risks: Sequence[Risk]) -> str:
    parts = [
        f"{nr}. {row.label}: sannolikhet {s}, väsentlighet {v}"
        for nr, (row, (s, v)) in enumerate(zip(table.rows, risks, strict=True), 1)
        if s is not None and v is not None
    ]
    return f"Riskmatris med {len(parts)} risker. {'; '.join(parts)}."
