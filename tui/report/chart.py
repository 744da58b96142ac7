"""The charts of a report (*diagram*): the same cells as in the tables beside them."""

from collections.abc import Sequence
from decimal import Decimal

from tui.domain.bedomning import risk_band
from tui.domain.table import Row
from tui.report.report import (
    Bars,
    Chart,
    ChartSeries,
    ReportTable,
    RiskMatrix,
    RiskSquare,
)
from tui.report.report_table import signal_word
from tui.report.sheet import Sheet

DRIFT_SERIES = ("budget", "prognos", "utfall")
SICK_SERIES = ("fjol", "ar")
STEP = range(1, 5)


def chart(sheet: Sheet, table: ReportTable) -> Chart | None:
    """The chart that belongs to a table, None for a table that has none."""
    template = sheet.calculation.table.template.id
    if template in ("drift.delar", "drift.bokslut"):
        rows = [r for r in sheet.calculation.table.rows if r.id == "intakter" or _kontogrupp(r)]
        return _bars(sheet, table, rows, DRIFT_SERIES)
    if template == "personal.sjukfranvaro":
        rows = [r for r in sheet.calculation.table.rows if r.kind == "post"]
        return _bars(sheet, table, rows, SICK_SERIES)
    return risk_matrix(sheet, table) if template == "internkontroll.risker" else None


def _kontogrupp(row: Row) -> bool:
    return row.kind == "post" and row.parent == "kostnader"


def _bars(
    sheet: Sheet, table: ReportTable, rows: Sequence[Row], columns: Sequence[str]
) -> Bars | None:
    """A bar a row and column; rows and columns without any figure are left out."""
    index = sheet.calculation.table.column_index
    gutters = [index[k] for k in columns if k in index]
    places = [sheet.calculation.table.index[r.id] for r in rows]
    chosen = [i for i in places if any(table.rows[i].cells[s].number is not None for s in gutters)]
    if not chosen or not gutters:
        return None
    all_series = tuple(
        ChartSeries(table.columns[s].heading, tuple(table.rows[i].cells[s] for i in chosen))
        for s in gutters
    )
    name = ", ".join(series.name for series in all_series)
    alt = (
        f"Stapeldiagram över {table.heading}: {name} för {len(chosen)} rader."
        f" Samma tal står i tabellen {table.heading}."
    )
    heading = f"{table.heading}: {name}"
    categories = tuple(table.rows[i].label for i in chosen)
    return Bars(heading, categories, all_series, alt, table.unit, table.id)


def risk_matrix(sheet: Sheet, table: ReportTable) -> RiskMatrix | None:
    """The risks by number in the squares of *sannolikhet* and *väsentlighet*."""
    places = _risk_places(sheet)
    if not any(places):
        return None
    thresholds = sheet.calculation.context.settings.thresholds
    boxes = []
    for s in reversed(STEP):
        row = []
        for v in STEP:
            band = signal_word(risk_band(Decimal(s * v), thresholds))
            risks = tuple(
                nr for nr, place in enumerate(places, 1) if place == (Decimal(s), Decimal(v))
            )
            if band is not None:
                row.append(RiskSquare(s * v, band, risks))
        boxes.append(tuple(row))
    name = tuple(row.label for row in table.rows)
    heading = f"{table.heading}: sannolikhet × väsentlighet"
    return RiskMatrix(heading, tuple(boxes), name, _risk_alt(table, places), table.id)


def _risk_places(sheet: Sheet) -> list[tuple[Decimal | None, Decimal | None]]:
    calculation = sheet.calculation
    return [
        (
            calculation.shown_number(row.id, "sannolikhet"),
            calculation.shown_number(row.id, "vasentlighet"),
        )
        for row in calculation.table.rows
    ]


def _risk_alt(table: ReportTable, places: Sequence[tuple[Decimal | None, Decimal | None]]) -> str:
    parts = [
        f"{nr}. {row.label}: sannolikhet {s}, väsentlighet {v}"
        for nr, (row, (s, v)) in enumerate(zip(table.rows, places, strict=True), 1)
        if s is not None and v is not None
    ]
    return f"Riskmatris med {len(parts)} risker. {'; '.join(parts)}."
