"""Tables as JSON, the contract for scripts: figures as JSON numbers with their decimals kept."""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TypeAlias

from tui.domain.bedomning import cell_assessment
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, column_heading
from tui.domain.table import Column, Row
from tui.domain.value import Malvarde, Mark, Par, Value, decimals_in
from tui.report.sheets import Bundle, Sheet
from tui.svenska.format import INVISIBLE

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | Decimal | int | None"

MAX_DECIMALS = 10
MAX_WIDTH = 110
# Wide enough that rounding never runs out of figures, whatever a store holds.
PRECISION = 400


def table_json(sheet: Sheet) -> Json:
    """One sheet."""
    calculation, document = sheet.calculation, sheet.document
    table = calculation.table
    return {
        "dokument": document.id,
        "tabell": table.id,
        "rubrik": table.heading,
        "enhet": table.unit,
        "kolumner": [
            {
                "id": column.id,
                "rubrik": column_heading(column, document.period),
                "art": "beraknad" if column.computed else "inmatad",
            }
            for column in table.columns
        ],
        "rader": [_row(calculation, row) for row in table.rows],
    }


def _row(calculation: Calculation, row: Row) -> Json:
    return {
        "id": row.id,
        "etikett": row.label,
        "niva": calculation.table.level(row),
        "art": row.kind,
        "celler": {k.id: _cell(calculation, row, k) for k in calculation.table.columns},
    }


def _cell(calculation: Calculation, row: Row, column: Column) -> Json:
    shown = calculation.shown(row.id, column.id)
    bedomning = cell_assessment(calculation, row, column)
    return {
        "varde": _value(shown),
        "beraknat": _value(calculation.computed(row.id, column.id)),
        "tryckt": _tryckt(calculation, row, column),
        "bedomning": bedomning.words if bedomning else None,
    }


def _value(value: Value) -> Json:
    match value:
        case Decimal():
            return rounded_to(value)
        case Par(number=number):
            return number
        case Malvarde():
            return cell_text(value, None)
        case str():
            return value or None
    return None


def _tryckt(calculation: Calculation, row: Row, column: Column) -> Json:
    """The printed value; of a pair and a mark always its words, which "varde" cannot hold."""
    computed = calculation.is_computed(row.id, column.id)
    value = (row.tryckt if computed else row.cells).get(column.id)
    if isinstance(value, Mark | Par):
        return cell_text(value, None)
    return _value(value) if computed or calculation.context.locked else None


def rounded_to(number: Decimal) -> Decimal:
    """The figure as it is, or a quotient to ten decimals without the zeros at its end."""
    if decimals_in(number) <= MAX_DECIMALS:
        return number
    with localcontext(prec=PRECISION):
        rounded = number.quantize(Decimal(1).scaleb(-MAX_DECIMALS), ROUND_HALF_UP)
        return Decimal(f"{rounded:f}".rstrip("0").rstrip("."))


def list_json(bundle: Bundle) -> Json:
    """A document and the tables that it has."""
    document = bundle.document
    return {
        "dokument": document.id,
        "namn": document.name,
        "status": document.status,
        "tabeller": [
            {
                "tabell": sheet.table,
                "rubrik": sheet.calculation.table.heading,
                "flik": sheet.tab,
                "rader": len(sheet.calculation.table.rows),
            }
            for sheet in bundle.sheets
        ],
    }


def json_text(value: Json) -> str:
    """The value as JSON text that a person can read and a terminal can show."""
    return _text(value, 0) + "\n"


def _text(value: Json, depth: int) -> str:
    short = _short(value)
    if len(short) + depth <= MAX_WIDTH or not isinstance(value, Mapping | list):
        return short
    air = "\n" + " " * (depth + 1)
    if isinstance(value, Mapping):
        parts = [f"{_string(name)}: {_text(v, depth + 1)}" for name, v in value.items()]
        return "{" + air + ("," + air).join(parts) + "\n" + " " * depth + "}"
    parts = [_text(v, depth + 1) for v in value]
    return "[" + air + ("," + air).join(parts) + "\n" + " " * depth + "]"


def _short(value: Json) -> str:
    match value:
        case None:
            return "null"
        case str():
            return _string(value)
        case Decimal():
            return f"{value:f}"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case Mapping():
            return "{" + ", ".join(f"{_string(n)}: {_short(v)}" for n, v in value.items()) + "}"
    return "[" + ", ".join(_short(v) for v in value) + "]"


_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def _string(text: str) -> str:
    """The text with what a terminal would obey written as \\u: nothing is lost to a script."""
    return _INVISIBLE.sub(_code, json.dumps(text, ensure_ascii=False))


def _code(hit: re.Match[str]) -> str:
    return json.dumps(hit[0])[1:-1]
