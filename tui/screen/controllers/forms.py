"""The form under the cursor: its column's, its row's and its table's, a list to choose from.

Each choice is a step of its own, and the list comes back until Esc.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeAlias

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.cell_text import heading_text
from tui.domain.reshaped import TYPE_WORD, Reshaped, with_column_as, with_row_as
from tui.domain.rule_words import ROLE_WORD, row_words
from tui.domain.table import LABEL, Column, Row, Table
from tui.screen.controllers.reshaping import retyped, take, to_reshape
from tui.screen.controllers.rules import column_rule, row_rule
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.form_entry import with_heading
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
Choices: TypeAlias = tuple[str, Mapping[Any, str]]
"""What a field of a form is asked for as, and what it may be, in words."""
NAME_WIDTH = 12
UNITS = {unit: unit for unit in ("kr", "tkr", "mnkr", "%", "antal")}
YEARS = {year: year_word(year) for year in range(-4, 6)}
DECIMALS = {n: decimals_word(n) for n in (0, 1, 2, 3, None)}
IN_REPORT = {True: "ja, rapporten skriver kolumnen", False: "nej, den visas bara här"}


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
        return await _of_column(screen, calculation, column, field)
    if of == "r" and row is not None:
        return await _of_row(screen, calculation, row, field)
    return await _of_table(screen, calculation.table, field)


async def _chosen(screen: Screen, choices: Choices, now: object) -> tuple[Any, ...]:
    """One of some choices; empty where none was made."""
    heading, words = choices
    items = {str(place): (key, word) for place, (key, word) in enumerate(words.items())}
    selected = next((id_ for id_, (key, _) in items.items() if key == now), "")
    lines = [(id_, word, "") for id_, (_, word) in items.items()]
    answer = await screen.ask(Chooser(heading, lines, selected))
    return (items[answer][0],) if answer else ()


async def _of_column(
    screen: Screen, calculation: Calculation, column: Column, field: str
) -> Answer:
    if field == "heading":
        return await _heading(screen, calculation, column)
    if field == "rule":
        return await column_rule(screen, calculation, column)
    if field == "help_":
        hint = "En mening som hjälpen (F1) visar om kolumnen."
        text = await screen.ask(FieldBox("Hjälp", hint, column.help_))
        chosen: tuple[Any, ...] = () if text is None else (text,)
    else:
        now = getattr(column, field)
        chosen = await _chosen(screen, _column_choices(calculation.table)[field], now)
    return with_column_as(calculation, replace(column, **{field: chosen[0]})) if chosen else None


async def _heading(screen: Screen, calculation: Calculation, column: Column) -> Answer:
    hint = "Kolumnens rubrik, eller en regel efter =, som =prognos - budget."
    now, read = heading_text(calculation, column.id), partial(with_heading, calculation, column.id)
    return await retyped(screen, "Rubrik", hint, now, read)


def _column_choices(table: Table) -> Mapping[str, Choices]:
    return {
        "type_": ("Vad kolumnen innehåller", TYPE_WORD),
        "unit": ("Kolumnens enhet", {"": f"tabellens ({table.unit})", **UNITS}),
        "decimals": ("Decimaler", DECIMALS),
        "assessed_by": ("Hur kolumnen bedöms", ASSESSED_WORD),
        "role": ("Vad kolumnen är", ROLE_WORD),
        "year": ("Vilket år kolumnen gäller", YEARS),
        "in_report": ("I rapporten", IN_REPORT),
    }


async def _of_row(screen: Screen, calculation: Calculation, row: Row, field: str) -> Answer:
    if field == "label":
        text = await screen.ask(FieldBox("Namn", "Radens namn.", row.label))
        named = row if text is None else row.with_cell(LABEL, text)
        return None if text is None else calculation.table.with_row(named)
    if field == "rule":
        return await row_rule(screen, calculation, row)
    choices = _row_choices(calculation.table, row)[field]
    chosen = await _chosen(screen, choices, getattr(row, field))
    return with_row_as(calculation, replace(row, **{field: chosen[0]})) if chosen else None


def _row_choices(table: Table, row: Row) -> Mapping[str, Choices]:
    others = {id_: name for id_, name in row_words(table).shown.items() if id_ != row.id}
    return {
        "kind": ("Radens slag", KIND_WORD),
        "role": ("Vad raden är", ROW_ROLE_WORD),
        "parent": (f"”{row.label}” hör till", {None: "ingen rad", **others}),
        "unit": ("Radens enhet", {None: f"tabellens ({table.unit})", **UNITS}),
        "decimals": ("Decimaler", DECIMALS),
    }


async def _of_table(screen: Screen, table: Table, field: str) -> Answer:
    name, now = table_form(table)[field]
    if field == "unit":
        chosen = await _chosen(screen, ("Tabellens enhet", UNITS), now)
        return replace(table, unit=chosen[0]) if chosen else None
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
