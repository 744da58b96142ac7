"""The charts of a report: the same cells as in the tables beside them."""

from collections.abc import Iterator, Sequence

from tui.domain.cell_text import cell_text, column_heading
from tui.domain.risk_matrix import Matrix, matrix, square_band
from tui.domain.scale import Signal
from tui.domain.settings import Settings
from tui.domain.symbols import SIGNAL_SIGN
from tui.domain.table import ColumnRole, Row
from tui.report.sheets import Sheet
from tui.report.values import Bars, ChartSeries, ReportTable, RiskMatrix, RiskSquare, SignalWord
from tui.svenska.format import clean

Series = tuple[tuple[ColumnRole, int], ...]
RESULT_SERIES: Series = (("budget", 0), ("prognos", 0), ("utfall", 0))
SICK_SERIES: Series = (("utfall", -1), ("utfall", 0))


def chart(sheet: Sheet, table: ReportTable) -> Bars | RiskMatrix | None:
    """The chart that belongs to a table, None for a table that has none."""
    own = sheet.calculation.table
    if own.subject == "resultat" and own.has("avvikelse"):
        return _bars(sheet, table, [r for r in own.rows if _income_or_cost(r)], RESULT_SERIES)
    if own.subject == "sjukfranvaro":
        return _bars(sheet, table, [r for r in own.rows if r.kind == "post"], SICK_SERIES)
    return risk_matrix(sheet, table)


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
    """The risks by number in the squares of the table's two axes, None for no list of risks."""
    found = matrix(sheet.calculation)
    if found is None or not found.places or not (found.up.count and found.right.count):
        return None
    settings, period = sheet.calculation.context.settings, sheet.document.period
    up, right = (clean(column_heading(a.column, period)) for a in (found.up, found.right))
    boxes = tuple(
        tuple(_square(found, (s, v), settings) for v in found.right.steps)
        for s in reversed(found.up.steps)
    )
    return RiskMatrix(
        f"{table.heading}: {up.lower()} × {right.lower()}",
        boxes,
        up,
        right,
        tuple(row.label for row in table.rows if row.kind != "rubrik"),
        _risk_alt(table, found, up.lower(), right.lower()),
        table.id,
        tuple(_outside(sheet, found)),
    )


def _square(found: Matrix, place: tuple[int, int], settings: Settings) -> RiskSquare:
    band = square_band(place, settings)
    signal = band.signal if band else Signal.NEUTRAL
    sign = (band.sign if band else "") or SIGNAL_SIGN[signal]
    word = SignalWord(signal, sign, clean(band.name) if band else "")
    return RiskSquare(place[0] * place[1], word, tuple(found.rows_at(place)))


def _risk_alt(table: ReportTable, found: Matrix, up: str, right: str) -> str:
    labels = [row.label for row in table.rows if row.kind != "rubrik"]
    parts = [
        f"{nr}. {label}: {up} {place[0]}, {right} {place[1]}"
        for nr, (label, place) in enumerate(zip(labels, found.places, strict=True), 1)
        if place is not None
    ]
    return f"Riskmatris med {len(parts)} risker. {'; '.join(parts)}."


def _outside(sheet: Sheet, found: Matrix) -> Iterator[str]:
    """The risks beside the matrix, each with what stands on the two axes."""
    rows = [row for row in sheet.calculation.table.rows if row.kind != "rubrik"]
    for nr in found.rows_at(None):
        row = rows[nr - 1]
        texts = (
            f"{column_heading(a.column, sheet.document.period).lower()}"
            f" {cell_text(sheet.calculation.shown(row.id, a.column.id), None) or 'saknas'}"
            for a in (found.up, found.right)
        )
        yield clean(f"{nr}. {row.label} ({', '.join(texts)})")
