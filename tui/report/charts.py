"""The charts of a report: the same cells as in the tables beside them."""

from collections.abc import Sequence
from decimal import Decimal

from tui.domain.bedomning import risk_band
from tui.domain.table import Row
from tui.report.sheets import Sheet
from tui.report.tables import signal_word
from tui.report.values import Bars, ChartSeries, ReportTable, RiskMatrix, RiskSquare

DRIFT_SERIES = ("budget", "prognos", "utfall")
SICK_SERIES = ("fjol", "ar")
STEPS = range(1, 5)

Risk = tuple[Decimal | None, Decimal | None]
"""A risk's *sannolikhet* and *väsentlighet*."""


def chart(sheet: Sheet, table: ReportTable) -> Bars | RiskMatrix | None:
    """The chart that belongs to a table, None for a table that has none."""
    own = sheet.calculation.table
    if own.template.id in ("drift.delar", "drift.bokslut"):
        rows = [r for r in own.rows if r.id == "intakter" or _kontogrupp(r)]
        return _bars(sheet, table, rows, DRIFT_SERIES)
    if own.template.id == "personal.sjukfranvaro":
        return _bars(sheet, table, [r for r in own.rows if r.kind == "post"], SICK_SERIES)
    return risk_matrix(sheet, table) if own.template.id == "internkontroll.risker" else None


def _kontogrupp(row: Row) -> bool:
    return row.kind == "post" and row.parent == "kostnader"


def _bars(
    sheet: Sheet, table: ReportTable, rows: Sequence[Row], columns: Sequence[str]
) -> Bars | None:
    """A bar a row and column; rows and columns without any figure are left out."""
    own = sheet.calculation.table
    series_places = [own.column_index[k] for k in columns if k in own.column_index]
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
    shown = sheet.calculation.shown_number
    risks = [
        (shown(row.id, "sannolikhet"), shown(row.id, "vasentlighet"))
        for row in sheet.calculation.table.rows
    ]
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
