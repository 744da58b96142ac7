"""Which of a block's signs are the other way round, by what the table says and what stands in it.

A table that says "Intäkter +, kostnader −" tells what a figure in a row of income or of costs has,
also while nothing stands there. What stands in the cell or beside it goes before that: a row of
costs may hold something that is given back. Many systems write both with plus: then only one of
the two sides is turned, and a net row follows what it is computed of.
"""

from collections.abc import Sequence
from typing import Literal

from tui.checks.pasting.asked import Ask, Figure, stands_there
from tui.checks.pasting.turning import (
    SIDES,
    THE,
    Side,
    agreeing,
    is_difference,
    is_net_cost,
    turned_figures,
)
from tui.checks.plausibility.entered import is_change
from tui.domain.account_block import table_signs
from tui.domain.amount_form import side_of, stated_signs
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text

_OTHER: dict[Side, Side] = {"intäkter": "kostnader", "kostnader": "intäkter"}
_WORD = {1: "plus", -1: "minus"}
_MOST = 3
"""At least three of four figures: one in a row of costs may be given back."""
_FEW = 2
_SMALL = 100


def about_signs(calculation: Calculation, figures: Sequence[Figure]) -> Ask | None:
    """Whether the block has its signs the other way round, or only those of one side."""
    entered = [
        figure
        for figure in figures
        if figure.value and not calculation.is_computed(figure.row, figure.column)
    ]
    whole = {side: _share(calculation, figures, side) for side in SIDES}
    for side in SIDES:
        if whole[side] == "omvänd" and whole[_OTHER[side]] == "rätt":
            return _about_side(calculation, figures, side)
    sign = _said_in_words(calculation)
    if _against_figures(calculation, entered):
        stands = f" ({sign})" if sign else ""
        return _ask(f"Alla tal har omvänt tecken mot det som står på raderna i tabellen{stands}.")
    if _against_words(calculation, entered):
        there = [side for side in SIDES if whole[side]]
        who = (
            f"{THE[there[0]].capitalize()} i blocket"
            if len(there) == 1
            else "Blockets intäkter och kostnader"
        )
        return _ask(
            f"{who} har omvänt tecken mot vad tabellen säger{f' ({sign})' if sign else ''};"
            " tagna som de är blir ett underskott ett överskott."
        )
    return None


def _ask(text: str) -> Ask:
    return Ask(
        "tecken",
        f"{text} Ska tecknen vändas?",
        "Vänd tecknen i hela blocket",
        "Ta talen som de är",
    )


def _said_in_words(calculation: Calculation) -> str:
    return calculation.table.sign.split(".")[0]


# ---- one side ----------------------------------------------------------------------------------


def _share(
    calculation: Calculation, figures: Sequence[Figure], side: Side
) -> Literal["rätt", "omvänd", "båda", ""]:
    """Whether the figures of a side have the table's sign: nearly all of them, or neither."""
    known = _of_side(calculation, figures, side) or [
        # Without costs a net that is called one stands for them.
        one
        for one in figures
        if side == "kostnader" and one.value and is_net_cost(calculation, one)
    ]
    known = [one for one in known if not _is_small(calculation, one)]
    said = _sign_of(calculation, side)
    if not known or not said:
        return ""
    turned = sum(one.value * said < 0 and not _stands(calculation, one, -said) for one in known)
    if turned * (_MOST + 1) >= len(known) * _MOST:
        return "omvänd"
    right = (len(known) - turned) * (_MOST + 1) >= len(known) * _MOST
    return "rätt" if right else "båda"


def _of_side(calculation: Calculation, figures: Sequence[Figure], side: Side) -> list[Figure]:
    """The figures of a side that tell its sign: of income or of costs, and no differences."""
    table = calculation.table
    if is_change(f"{table.heading} {table.heading_label}"):
        return []
    return [
        one
        for one in figures
        if one.value
        and side_of(table, table.row(one.row)) == SIDES[side]
        and not is_difference(calculation, one)
    ]


def _stands(calculation: Calculation, figure: Figure, sign: int) -> bool:
    return any(one * sign > 0 for one in stands_there(calculation, figure))


def _is_small(calculation: Calculation, figure: Figure) -> bool:
    """Whether a figure is next to nothing beside what stands there: a correction has any sign."""
    stands = stands_there(calculation, figure)
    return bool(stands) and abs(figure.value) * _SMALL < min(map(abs, stands))


def _sign_of(calculation: Calculation, side: Side) -> int:
    """The sign of a side: as the table states it, else as its figures have it, else as the
    settings say; 0 where the table has not both sides and states nothing."""
    table = calculation.table
    stated = stated_signs(table.sign)
    own = stated.get(SIDES[side], 0)
    there = {side_of(table, row) for row in table.rows}
    if own or not there.issuperset(SIDES.values()):
        return own
    income, cost = table_signs(table, calculation.context.settings.signs)
    return income if side == "intäkter" else cost


def _about_side(calculation: Calculation, figures: Sequence[Figure], side: Side) -> Ask:
    """The question about one side; the reading that the block's own net agrees with comes first."""
    said = _sign_of(calculation, side)
    words = _said_in_words(calculation)
    so = f" ({words})" if words else ""
    turned = agreeing(calculation, figures, turned_figures(calculation, figures, side))
    as_is = agreeing(calculation, figures, ())
    if len(turned) > len(as_is):
        told = f" Vänds {THE[side]} stämmer {_net(calculation, turned[0])} i blocket."
    elif len(as_is) > len(turned):
        told = f" Men {_net(calculation, as_is[0])} i blocket stämmer med talen som de är."
    else:
        told = ""
    return Ask(
        side,
        f"{THE[side].capitalize()} i blocket har {_WORD[-said]}, men i tabellen har de"
        f" {_WORD[said]}{so}; {THE[_OTHER[side]]} har tabellens tecken.{told}"
        f" Ska bara {THE[side]} vändas?",
        f"Vänd bara {THE[side]}",
        "Ta talen som de är",
        proposed=len(as_is) <= len(turned),
    )


def _net(calculation: Calculation, figure: Figure) -> str:
    return f"{calculation.table.row(figure.row).label} {cell_text(abs(figure.value), None)}"


# ---- the whole block ---------------------------------------------------------------------------


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
    known = [
        (figure, said)
        for side in SIDES
        if (said := _sign_of(calculation, side))
        for figure in _of_side(calculation, entered, side)
    ]
    turned = [
        figure
        for figure, said in known
        if figure.value * said < 0 and not _stands(calculation, figure, -said)
    ]
    return bool(turned) and len(turned) * (_MOST + 1) >= len(known) * _MOST
