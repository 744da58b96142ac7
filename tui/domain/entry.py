"""What a person types into a cell, as a value of that cell or a refusal with a hint."""

import re
from decimal import Decimal
from typing import TypeAlias

from tui.domain.calculation import figures_scale
from tui.domain.cell_text import MARK_WORD
from tui.domain.scale import Steps, step_number
from tui.domain.settings import Settings
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import MONEY, Malvarde, Mark, Par, Value, number_in
from tui.svenska.dates import parsed_day
from tui.svenska.format import amount
from tui.svenska.parse import Dash, Parsed, Refusal, in_cell, parse_number

Entry: TypeAlias = Value | Refusal

COMPARISON = {"<": "<", ">": ">", "≤": "≤", "≥": "≥", "<=": "≤", ">=": "≥"}
MARKS = {word: mark for mark, word in MARK_WORD.items()}
MAX_TEXT = 20_000
STANDARD = Settings()


def parsed_entry(
    text: str, table: Table, row: Row, column_id: str, settings: Settings = STANDARD
) -> Entry:
    """The value that a typed text means in this cell; None empties it."""
    if column_id == LABEL:
        return _text(text)
    column = table.column(column_id)
    if not text.strip():
        return None
    if column.numeric and text.strip().lower() in MARKS:
        return MARKS[text.strip().lower()]
    unit = table.unit if row.unit is None else row.unit
    if (scale := figures_scale(column)) and re.search(r"[^\W\d_]{3,}", text):
        return _step(text, settings.steps(scale))
    match column.type_:
        case "mal":
            return _malvarde(text)
        case "utfall":
            return _utfall(text)
        case "datum":
            return parsed_date(text)
        case "text" | "langtext" | "val":
            return _text(text)
    decimals = column.decimals if row.decimals is None else row.decimals
    return _number(text, decimals, _cell_unit(column, unit), whole=is_count(table, row, column))


def _step(text: str, steps: Steps) -> Entry:
    """A step in words, "3 - Möjlig", which stands as it was typed and counts as its number."""
    if step_number(text, steps) is not None:
        return " ".join(text.split())
    may = ", ".join(f"{number} {step.name}" for number, step in enumerate(steps, 1))
    return Refusal(f"Skriv ett steg på skalan, som tal eller ord: {may}.")


def is_count(table: Table, row: Row, column: Column) -> bool:
    """Whether a cell counts persons or things (or steps), which come in whole numbers only.

    Money, shares and what is shown with decimals are measured, and kept as exactly as they came.
    """
    decimals = column.decimals if row.decimals is None else row.decimals
    unit = table.unit if row.unit is None else row.unit
    return column.type_ == "tal" and decimals == 0 and _cell_unit(column, unit) is None


def _cell_unit(column: Column, unit: str) -> str | None:
    if column.type_ == "procent":
        return "%"
    return unit if unit in (*MONEY, "%") else None


def _text(text: str) -> Entry:
    if len(text) > MAX_TEXT:
        return Refusal(f"Texten är längre än {amount(Decimal(MAX_TEXT))} tecken; korta den.")
    return text.strip()


def _number(text: str, decimals: int | None, unit: str | None, *, whole: bool = False) -> Entry:
    # Per cent in another cell is refused as such, not with a hint to write a whole number.
    measure = None if _in_percent(text) and unit != "%" else decimals
    answer = parse_number(text, decimals=measure, unit=unit, whole=whole)
    if isinstance(answer, Dash):
        return Mark.DASH
    if isinstance(answer, Refusal) or answer.number is None:
        return answer if isinstance(answer, Refusal) else None
    return _in_unit(answer, decimals, unit)


def _in_unit(answer: Parsed, decimals: int | None, unit: str | None) -> Entry:
    assert answer.number is not None
    if answer.unit is None or answer.unit == unit:
        return answer.number
    if answer.unit in MONEY and unit in MONEY:
        return in_cell(answer.number * MONEY[answer.unit] / MONEY[unit], decimals)
    if unit is None:
        return Refusal(f"Cellen är inte i {answer.unit}; skriv talet utan enhet.")
    return Refusal(f"Cellen är i {unit} och inte i {answer.unit}; skriv talet i {unit}.")


def _in_percent(text: str) -> bool:
    return text.rstrip().endswith("%")


def _without_unit(text: str) -> Entry:
    """A figure of a target or an outcome, which may be written with its per cent sign."""
    return _number(text, None, "%" if _in_percent(text) else None)


# "ska öka", "minst 2": a target in words; not a figure with its unit first.
# Compiled by the first entry, which is after the start.
_WORD = r"(?i)\s*(?!(?:kr|tkr|mnkr|mkr)\b)[^\W\d_]{2,}(?:\s|$)"


def _number_or_text(text: str) -> Entry:
    answer = _without_unit(text)
    word = re.match(_WORD, text) or not any(sign.isdigit() for sign in text)
    return _text(text) if isinstance(answer, Refusal) and word else answer


def _malvarde(text: str) -> Entry:
    hit = re.match(r"\s*(<=|>=|[<>≤≥])(.*)$", text, re.DOTALL)
    if hit is None:
        return _number_or_text(text)
    number = number_in(answer) if not isinstance(answer := _without_unit(hit[2]), Refusal) else None
    if number is None:
        return (
            answer if isinstance(answer, Refusal) else Refusal("Skriv ett tal efter tecknet: <166.")
        )
    return Malvarde(COMPARISON[hit[1]], number)  # type: ignore[arg-type]


def _utfall(text: str) -> Entry:
    hit = re.match(r"\s*([^()\s][^()]*?)\s*\(([^()]+)\)\s*(\*{0,3})\s*$", text)
    if hit is None:
        return _number_or_text(text)
    first, second = _without_unit(hit[1]), _without_unit(hit[2])
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return Par(first, second, hit[3])
    return Refusal("Skriv två utfall så här: 82,2 (80,5).")


def parsed_date(text: str) -> Entry:
    """A day, its year said, as it is stored: 2024-09-17."""
    answer = parsed_day(text)
    return answer if isinstance(answer, Refusal) else answer.isoformat()
