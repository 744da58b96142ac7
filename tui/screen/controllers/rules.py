"""A rule for a column or a row: typed in the words of the table, or chosen and put together."""

from collections.abc import Callable

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.expression import Call, Name, written
from tui.domain.reshaped import (
    Reshaped,
    with_column_as,
    with_column_rule,
    with_row_rule,
    with_sum_of_below,
)
from tui.domain.rule import Rule, quotient_rule, shape_of, sum_rule
from tui.domain.rule_words import Words, column_words, row_words, spelled
from tui.domain.table import Column, Row
from tui.screen.controllers.reshaping import retyped
from tui.screen.verbs import Screen
from tui.screen.views.form_entry import with_typed_column_rule, with_typed_row_rule
from tui.screen.widgets.dialogs import Chooser
from tui.svenska.arithmetic import Refusal

TYPED = ("skriv", "Skriv regeln med tabellens ord …", "som =prognos - budget")
DIFFERENCE = ("skillnad", "Skillnad: en minus en annan …", "")
SHARE = ("andel", "Andel: en i procent av en annan …", "")
CHANGE = ("forandring", "Förändring i procent från en till en annan …", "")
BELOW = ("under", "Summan av raderna under", "")
NONE = ("ingen", "Ingen regel: skrivs in för hand", "")


async def column_rule(screen: Screen, calculation: Calculation, column: Column) -> Reshaped | None:
    """The table with another rule for a column, None where nothing was chosen."""
    words = column_words(calculation.table, calculation.context.period)
    items = (TYPED, DIFFERENCE, SHARE, CHANGE, NONE)
    choice = await screen.ask(Chooser(f"Regel för ”{words.shown[column.id]}”", items))
    if choice == "skriv":
        return await _typed(
            screen,
            _spelled(column.rule, words),
            lambda text: with_typed_column_rule(calculation, column.id, text),
        )
    if choice in ("", "ingen"):
        return with_column_rule(calculation, column.id, None) if choice else None
    numeric = {c.id for c in calculation.table.columns if c.numeric and c.id != column.id}
    pair = await _pair(screen, choice, words, numeric)
    if pair is None:
        return None
    rule = _of_pair(choice, *pair, calculation)
    if choice == "skillnad":
        return with_column_rule(calculation, column.id, rule)
    percent = with_column_as(calculation, replace(column, type_="procent", decimals=1))
    if isinstance(percent, Refusal):
        return percent
    return with_column_rule(Calculation(percent, calculation.context), column.id, rule)


async def row_rule(screen: Screen, calculation: Calculation, row: Row) -> Reshaped | None:
    """The table with another rule for a row, None where nothing was chosen."""
    words = row_words(calculation.table)
    items = (BELOW, TYPED, DIFFERENCE, SHARE, NONE)
    choice = await screen.ask(Chooser(f"Regel för ”{row.label}”", items))
    if choice == "under":
        return with_sum_of_below(calculation, row.id)
    if choice == "skriv":
        return await _typed(
            screen,
            _spelled(row.rule, words),
            lambda text: with_typed_row_rule(calculation, row.id, text),
        )
    if choice in ("", "ingen"):
        return with_row_rule(calculation, row.id, None) if choice else None
    pair = await _pair(screen, choice, words, {k for k in words.shown if k != row.id})
    if pair is None:
        return None
    return with_row_rule(calculation, row.id, _of_pair(choice, *pair, None))


def _spelled(rule: Rule | None, words: Words) -> str:
    return f"={spelled(rule, words)}" if isinstance(rule, str) else "="


async def _typed(screen: Screen, now: str, with_rule: Callable[[str], Reshaped]) -> Reshaped | None:
    hint = "Rubriker eller radnamn med + − * / ( ), summa(…), förändring(till; från), belopp(x)."
    return await retyped(screen, "Regel", hint, now, with_rule)


_FIRST = {"skillnad": "Räkna från", "andel": "Vad ska visas i procent?", "forandring": "Till"}
_SECOND = {"skillnad": "Dra bort", "andel": "I procent av vad?", "forandring": "Från"}


async def _pair(
    screen: Screen, choice: str, words: Words, keys: set[str]
) -> tuple[str, str] | None:
    """The two that a rule is put together of, None where the choice was left."""
    items = [(key, name, "") for key, name in words.shown.items() if key in keys]
    first = await screen.ask(Chooser(_FIRST[choice], items))
    others = [item for item in items if item[0] != first]
    second = await screen.ask(Chooser(_SECOND[choice], others)) if first else ""
    return (first, second) if second else None


def _of_pair(choice: str, first: str, second: str, calculation: Calculation | None) -> str:
    if choice == "skillnad":
        return sum_rule((1, first), (-1, second))
    if choice == "forandring":
        return written(Call("forandring", (Name(first), Name(second))))
    shape = shape_of(calculation.table.column(first).rule) if calculation else None
    # A difference has a sign of its own, which a negative divisor must not turn.
    difference = shape is not None and any(sign < 0 for sign, _ in shape.terms)
    return quotient_rule(first, second, of_size=difference)
