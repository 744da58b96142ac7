"""What is typed in a heading or in a label: a name, or after "=" a rule in the table's words."""

import re
from typing import TypeAlias

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.expression import Children, parsed
from tui.domain.reshaped import (
    Reshaped,
    with_column_as,
    with_column_rule,
    with_row_rule,
    with_sum_of_below,
)
from tui.domain.rule_words import column_words, parsed_words, row_words
from tui.domain.table import LABEL
from tui.svenska.arithmetic import Refusal

_FIGURES = re.compile(r"[-−–+(]?\s*[\d.,][\d\s.,'’]*\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
Typed: TypeAlias = Reshaped | None
"""The table with what was typed in its form, why it cannot be, or None: it is only a name."""

NAMELESS = "En kolumn behöver en rubrik."
ONLY_FIGURES = (
    "En rubrik av bara siffror läses lätt som ett belopp; skriv ord till, som ”Utfall”. Ett år går"
    " bra. Talet skrivs i en cell under rubriken."
)
NEW_COLUMN = "Ny kolumn"
"""What a column is called until its heading has been written."""


def with_heading(calculation: Calculation, column_id: str, text: str) -> Reshaped:
    """The table with what was typed in a heading: another heading, or a rule of its column."""
    table, text = calculation.table, text.strip()
    if _FIGURES.fullmatch(text) and not _YEAR.fullmatch(text):
        return Refusal(ONLY_FIGURES)
    if column_id == LABEL:
        return replace(table, heading_label=text)
    if text.startswith("="):
        return with_typed_column_rule(calculation, column_id, text)
    if not text:
        return Refusal(NAMELESS)
    column = replace(table.column(column_id), heading=text)
    if "%" in text and table.column(column_id).heading == NEW_COLUMN:
        column = replace(column, type_="procent", decimals=1)
    return with_column_as(calculation, column)


def with_typed_column_rule(calculation: Calculation, column_id: str, text: str) -> Reshaped:
    """The table with a rule for a column, as typed; nothing after the "=" takes it away."""
    if not text.strip().removeprefix("=").strip():
        return with_column_rule(calculation, column_id, None)
    column = calculation.table.column(column_id)
    words = column_words(calculation.table, calculation.context.period)
    rule = parsed_words(text, words, percent=column.type_ == "procent")
    if isinstance(rule, Refusal):
        return rule
    if isinstance(parsed(rule), Children):
        return Refusal("”summa(raderna under)” är en regel för en rad; skriv den i radens namn.")
    return with_column_rule(calculation, column_id, rule)


def with_typed_row_rule(calculation: Calculation, row_id: str, text: str) -> Reshaped:
    """The table with a rule for a row, as typed; nothing after the "=" takes it away."""
    if not text.strip().removeprefix("=").strip():
        return with_row_rule(calculation, row_id, None)
    rule = parsed_words(text, row_words(calculation.table))
    if isinstance(rule, Refusal):
        return rule
    if isinstance(parsed(rule), Children):
        return with_sum_of_below(calculation, row_id)
    return with_row_rule(calculation, row_id, rule)


def typed_form(calculation: Calculation, row_id: str, column_id: str, text: str) -> Typed:
    """What a text typed in a heading (no row) or in a label does to the form of the table."""
    if not row_id:
        return with_heading(calculation, column_id, text)
    if column_id == LABEL and text.strip().startswith("="):
        return with_typed_row_rule(calculation, row_id, text)
    return None
