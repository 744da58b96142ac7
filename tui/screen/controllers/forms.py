"""The form under the cursor: its column's, its row's and its table's, a list to choose from.

Each choice is a step of its own, and the list comes back until Esc.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias, TypeVar

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.reshaped import TYPE_WORD, Reshaped, with_column_as, with_row_as
from tui.domain.rule_words import ROLE_WORD, row_words
from tui.domain.table import LABEL, Column, Row, Table
from tui.screen.controllers.reshaping import take, to_reshape
from tui.screen.controllers.rules import column_rule, row_rule
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.form_entry import heading_text, with_heading
from tui.screen.views.form_words import (
    ASSESSED_WORD,
    KIND_WORD,
    ROW_ROLE_WORD,
    column_form,
    decimals_word,
    row_form,
    table_form,
    year_word,
)
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import FieldBox
from tui.svenska.arithmetic import Refusal

Answer: TypeAlias = Reshaped | None
"""The table with what was chosen, why it cannot be, or None where nothing was."""
OfColumn: TypeAlias = Callable[[Screen, Calculation, Column], Awaitable[Answer]]
OfRow: TypeAlias = Callable[[Screen, Calculation, Row], Awaitable[Answer]]
OfTable: TypeAlias = Callable[[Screen, Table], Awaitable[Answer]]
Key = TypeVar("Key", bound=str)
NONE = "-"
NAME_WIDTH = 12
YEARS = range(-4, 6)
UNITS = ("kr", "tkr", "mnkr", "%", "antal")


async def form(session: Session, screen: Screen) -> None:
    """Choose what of the form to change, change it, and go on until Esc."""
    selected = ""
    calculation = await to_reshape(session, screen)
    while calculation is not None:
        row, column = _under_cursor(session, calculation.table)
        items = _items(calculation, row, column)
        selected = await screen.ask(Chooser("Form", items, selected))
        if not selected:
            return
        answer = await _asked(screen, calculation, selected, row, column)
        if answer is not None:
            take(session, screen, calculation, answer)
        if isinstance(answer, Refusal):
            return
        calculation = session.calculation(session.table) if session.table else None


def _under_cursor(session: Session, table: Table) -> tuple[Row | None, Column | None]:
    grid = session.look.grid
    row = table.rows[grid.row] if table.rows and not grid.in_heading else None
    column = table.columns[grid.column - 1] if 0 < grid.column <= len(table.columns) else None
    return row, column


def _items(
    calculation: Calculation, row: Row | None, column: Column | None
) -> list[tuple[str, str, str]]:
    """The lines of the list: the column's, the row's, the table's."""
    items: list[tuple[str, str, str]] = []
    if column is not None:
        name = heading_text(calculation, column.id)
        items += [("", f"Kolumnen ”{name}”", ""), *_lines("k", column_form(calculation, column))]
    if row is not None:
        items += [("", f"Raden ”{row.label}”", ""), *_lines("r", row_form(calculation, row))]
    table = calculation.table
    return [*items, ("", f"Tabellen ”{table.heading}”", ""), *_lines("t", table_form(table))]


def _lines(of: str, told: Mapping[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    return [(f"{of}:{id_}", name.ljust(NAME_WIDTH), value) for id_, (name, value) in told.items()]


async def _asked(
    screen: Screen, calculation: Calculation, selected: str, row: Row | None, column: Column | None
) -> Answer:
    of, _, field = selected.partition(":")
    if of == "k" and column is not None:
        return await COLUMN_FIELDS[field](screen, calculation, column)
    if of == "r" and row is not None:
        return await ROW_FIELDS[field](screen, calculation, row)
    return await _table_text(screen, calculation.table, field)


# ---- a column ----------------------------------------------------------------------------------


async def _heading(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    def refused(text: str) -> str:
        answer = with_heading(calculation, column.id, text)
        return answer.sentence if isinstance(answer, Refusal) else ""

    hint = "Kolumnens rubrik, eller en regel efter =, som =prognos - budget."
    now = heading_text(calculation, column.id)
    text = await screen.ask(FieldBox("Rubrik", hint, now, refused))
    return None if text in (None, now) else with_heading(calculation, column.id, str(text))


async def _type(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    type_ = await _chosen(screen, "Vad kolumnen innehåller", TYPE_WORD, column.type_)
    return None if type_ is None else with_column_as(calculation, replace(column, type_=type_))


async def _column_unit(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    words = {NONE: f"tabellens ({calculation.table.unit})", **{u: u for u in UNITS}}
    choice = await _chosen(screen, "Kolumnens enhet", words, column.unit or NONE)
    if choice is None:
        return None
    return with_column_as(calculation, replace(column, unit="" if choice == NONE else choice))


async def _decimals(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    choice = await _chosen_decimals(screen, column.decimals)
    if choice is None:
        return None
    return with_column_as(calculation, replace(column, decimals=choice if choice >= 0 else None))


async def _assessed(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    words = {key or NONE: word for key, word in ASSESSED_WORD.items()}
    choice = await _chosen(screen, "Hur kolumnen bedöms", words, column.assessed_by or NONE)
    if choice is None:
        return None
    kind = next((key for key in ASSESSED_WORD if key == choice), None)
    return with_column_as(calculation, replace(column, assessed_by=kind))


async def _role(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    words = {role or NONE: word for role, word in ROLE_WORD.items()}
    choice = await _chosen(screen, "Vad kolumnen är", words, column.role or NONE)
    role = next((r for r in ROLE_WORD if (r or NONE) == choice), None)
    return None if role is None else with_column_as(calculation, replace(column, role=role))


async def _year(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    words = {str(year): year_word(year) for year in YEARS}
    choice = await _chosen(screen, "Vilket år kolumnen gäller", words, str(column.year))
    if choice is None:
        return None
    return with_column_as(calculation, replace(column, year=int(choice)))


async def _in_report(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    words = {"ja": "ja, rapporten skriver kolumnen", "nej": "nej, den visas bara här"}
    now = "ja" if column.in_report else "nej"
    choice = await _chosen(screen, "I rapporten", words, now)
    if choice is None:
        return None
    return with_column_as(calculation, replace(column, in_report=choice == "ja"))


async def _help(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    hint = "En mening som hjälpen (F1) visar om kolumnen."
    text = await screen.ask(FieldBox("Hjälp", hint, column.help_))
    return None if text is None else with_column_as(calculation, replace(column, help_=text))


COLUMN_FIELDS: Mapping[str, OfColumn] = {
    "heading": _heading,
    "rule": column_rule,
    "type_": _type,
    "unit": _column_unit,
    "decimals": _decimals,
    "assessed_by": _assessed,
    "role": _role,
    "year": _year,
    "in_report": _in_report,
    "help_": _help,
}


# ---- a row -------------------------------------------------------------------------------------


async def _label(screen: Screen, calculation: Calculation, row: Row) -> Answer:
    text = await screen.ask(FieldBox("Namn", "Radens namn.", row.label))
    if text is None:
        return None
    return calculation.table.with_row(row.with_cell(LABEL, text))


async def _kind(screen: Screen, calculation: Calculation, row: Row) -> Answer:
    kind = await _chosen(screen, "Radens slag", KIND_WORD, row.kind)
    return None if kind is None else with_row_as(calculation, replace(row, kind=kind))


async def _row_role(screen: Screen, calculation: Calculation, row: Row) -> Answer:
    words = {role or NONE: word for role, word in ROW_ROLE_WORD.items()}
    choice = await _chosen(screen, "Vad raden är", words, row.role or NONE)
    role = next((r for r in ROW_ROLE_WORD if (r or NONE) == choice), None)
    return None if role is None else with_row_as(calculation, replace(row, role=role))


async def _parent(screen: Screen, calculation: Calculation, row: Row) -> Answer:
    shown = row_words(calculation.table).shown
    words = {NONE: "ingen rad", **{k: n for k, n in shown.items() if k != row.id}}
    choice = await _chosen(screen, f"”{row.label}” hör till", words, row.parent or NONE)
    if choice is None:
        return None
    return with_row_as(calculation, replace(row, parent=None if choice == NONE else choice))


async def _row_unit(screen: Screen, calculation: Calculation, row: Row) -> Answer:
    words = {NONE: f"tabellens ({calculation.table.unit})", **{u: u for u in UNITS}}
    choice = await _chosen(screen, "Radens enhet", words, row.unit or NONE)
    if choice is None:
        return None
    return with_row_as(calculation, replace(row, unit=None if choice == NONE else choice))


async def _row_decimals(screen: Screen, calculation: Calculation, row: Row) -> Answer:
    choice = await _chosen_decimals(screen, row.decimals)
    if choice is None:
        return None
    return with_row_as(calculation, replace(row, decimals=choice if choice >= 0 else None))


ROW_FIELDS: Mapping[str, OfRow] = {
    "label": _label,
    "rule": row_rule,
    "kind": _kind,
    "role": _row_role,
    "parent": _parent,
    "unit": _row_unit,
    "decimals": _row_decimals,
}


# ---- the table ---------------------------------------------------------------------------------


async def _table_text(screen: Screen, table: Table, field: str) -> Answer:
    name, now = table_form(table)[field]
    if field == "unit":
        choice = await _chosen(screen, "Tabellens enhet", {u: u for u in UNITS}, now)
        return replace(table, unit=choice) if choice else None
    text = await screen.ask(FieldBox(name, TABLE_HINT[field], now))
    if text is None or (field == "heading" and not text):
        return None
    return replace(table, **{field: text})


TABLE_HINT = {
    "heading": "Tabellens rubrik, på skärmen och i rapporten.",
    "heading_label": "Rubriken över radernas namn, till exempel Belopp i tkr.",
    "sign": "Vilka tecken intäkter och kostnader har, och vad plus betyder, i ord.",
    "help_": "En mening som hjälpen (F1) visar om tabellen.",
    "note": "En not under tabellen, i hjälpen och i rapporten.",
}


# ---- what is asked -----------------------------------------------------------------------------


async def _chosen(screen: Screen, heading: str, words: Mapping[Key, str], now: Key) -> Key | None:
    """One of some choices, None where none was made."""
    answer = await screen.ask(Chooser(heading, [(k, word, "") for k, word in words.items()], now))
    return next((key for key in words if key == answer), None)


async def _chosen_decimals(screen: Screen, now: int | None) -> int | None:
    """How many decimals, −1 for as many as a figure has; None where nothing was chosen."""
    words = {str(n): decimals_word(n) for n in range(4)} | {"-1": decimals_word(None)}
    choice = await _chosen(screen, "Decimaler", words, str(-1 if now is None else now))
    return int(choice) if choice else None
