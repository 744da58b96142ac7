"""Whether a block has its signs the other way round, by what the table says and what stands in it.

A table that says "Intäkter +, kostnader −" tells what a figure in a row of income or of costs has,
also while nothing stands there. What stands in the cell or beside it goes before that: a row of
costs may hold something that is given back.
"""

from collections.abc import Sequence

from tui.checks.pasting.asked import Ask, Figure, stands_there
from tui.checks.plausibility.entered import is_change
from tui.domain.amount_form import role_upwards, stated_signs
from tui.domain.calculation import Calculation
from tui.domain.table import Row

_DIFFERENCES = ("avvikelse", "avvikelse_andel", "forandring", "utveckling")
_MOST = 3
"""At least three of four figures: one in a row of costs may be given back."""
_FEW = 2


def about_signs(calculation: Calculation, figures: Sequence[Figure]) -> Ask | None:
    """Whether the block has its signs the other way round, where all tells that it does."""
    entered = [
        figure
        for figure in figures
        if figure.value and not calculation.is_computed(figure.row, figure.column)
    ]
    sign = calculation.table.sign.split(".")[0]
    if _against_figures(calculation, entered):
        stands = f" ({sign})" if sign else ""
        return _ask(f"Alla tal har omvänt tecken mot det som står på raderna i tabellen{stands}.")
    if _against_words(calculation, entered):
        return _ask(
            "Blockets intäkter och kostnader har omvänt tecken mot vad tabellen säger"
            f" ({sign}); tagna som de är blir ett underskott ett överskott."
        )
    return None


def _ask(text: str) -> Ask:
    return Ask(
        "tecken",
        f"{text} Ska tecknen vändas?",
        "Vänd tecknen i hela blocket",
        "Ta talen som de är",
    )


def _against_figures(calculation: Calculation, entered: Sequence[Figure]) -> bool:
    """Whether every figure has another sign than all that stands in its cell or beside it."""
    known = [
        (figure, stands) for figure in entered if (stands := stands_there(calculation, figure))
    ]
    signs = [{one > 0 for one in stands} for _, stands in known]
    return (
        len(known) >= _FEW
        and all(len(sign) == 1 for sign in signs)
        and not any(
            (figure.value > 0) in sign for (figure, _), sign in zip(known, signs, strict=True)
        )
    )


def _against_words(calculation: Calculation, entered: Sequence[Figure]) -> bool:
    """Whether the figures have another sign than the table says of income and of costs."""
    table = calculation.table
    if is_change(f"{table.heading} {table.heading_label}"):
        return False
    known = [
        (figure, said)
        for figure in entered
        if table.column(figure.column).role not in _DIFFERENCES
        and (said := _said_of(calculation, table.row(figure.row)))
    ]
    turned = [
        figure
        for figure, said in known
        if figure.value * said < 0
        and not any(one * said < 0 for one in stands_there(calculation, figure))
    ]
    return bool(turned) and len(turned) * (_MOST + 1) >= len(known) * _MOST


def _said_of(calculation: Calculation, row: Row) -> int:
    """1 or −1 for what the table says of a row of income or of costs, 0 where it says nothing."""
    role, signs = role_upwards(calculation.table, row), stated_signs(calculation.table.sign)
    if role in ("intakt", "kommunbidrag"):
        return signs.get("intakt", 0)
    return signs.get("kostnad", 0) if role == "kostnad" else 0


def is_deviation(calculation: Calculation, column_id: str) -> bool:
    """Whether plus in a column may mean better, whichever sign costs have."""
    return calculation.table.column(column_id).role == "avvikelse"


def stand_as_they_are(calculation: Calculation, turned: Sequence[Figure]) -> bool:
    """Whether the deviations of a block whose other figures are turned are right unturned."""
    table = calculation.table
    for one in turned:
        if not calculation.is_computed(one.row, one.column):
            table = table.with_row(table.row(one.row).with_cell(one.column, one.value))
    after = Calculation(table, calculation.context)
    products = [
        one.value * (after.number(one.row, one.column) or 0)
        for one in turned
        if is_deviation(calculation, one.column) and calculation.is_computed(one.row, one.column)
    ]
    return sum(p < 0 for p in products) > sum(p > 0 for p in products)
