"""What a yes to a question of a block's signs turns (*vända*): all of it, or one side.

A row that is computed of both sides is turned where what it is computed to has the other sign.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from tui.checks.pasting.asked import Asked, Figure
from tui.domain.amount_form import role_upwards, side_of
from tui.domain.calculation import Calculation
from tui.domain.table import RowRole
from tui.domain.value import decimals_in

Side: TypeAlias = Literal["intäkter", "kostnader"]
SIDES: dict[Side, RowRole] = {"intäkter": "intakt", "kostnader": "kostnad"}
"""The sides of a table of income and costs, each as a question of it is called."""
THE: dict[Side, str] = {"intäkter": "intäkterna", "kostnader": "kostnaderna"}
_DIFFERENCES = ("avvikelse", "avvikelse_andel", "forandring", "utveckling")


def turned_figures(
    calculation: Calculation, figures: Sequence[Figure], about: Asked
) -> list[Figure]:
    """The figures that a yes to a question of signs turns.

    Of one side: its own, with the financial net where the block's result says so or else follows
    income; and the rows that are computed of both where they then have the other sign.
    """
    if about not in SIDES:
        return list(figures)
    table = calculation.table
    own = [one for one in figures if side_of(table, table.row(one.row)) == SIDES[about]]
    either = [one for one in figures if role_upwards(table, table.row(one.row)) == "finansnetto"]
    with_, without = [*own, *either], own
    first, other = (with_, without) if about == "intäkter" else (without, with_)
    more = len(agreeing(calculation, figures, other)) > len(agreeing(calculation, figures, first))
    turned = other if more else first
    return [*turned, *_following_nets(calculation, figures, turned, about)]


def _following_nets(
    calculation: Calculation, figures: Sequence[Figure], turned: Sequence[Figure], about: Asked
) -> list[Figure]:
    """The net rows that have the other sign than what they are computed of."""
    after = _calculated(calculation, figures, turned)
    nets = _nets(calculation, figures)
    agree = agreeing(calculation, figures, turned)
    return [
        one
        for one in nets
        if (one in agree and (after(one) or 0) * one.value < 0)
        or (one not in agree and about == "kostnader" and is_net_cost(calculation, one))
    ]


def _nets(calculation: Calculation, figures: Sequence[Figure]) -> list[Figure]:
    """The figures over cells that are computed of both sides."""
    return [
        one
        for one in figures
        if one.value
        and calculation.is_computed(one.row, one.column)
        and not side_of(calculation.table, calculation.table.row(one.row))
        and not is_difference(calculation, one)
    ]


def agreeing(
    calculation: Calculation, figures: Sequence[Figure], turned: Sequence[Figure]
) -> list[Figure]:
    """The net rows that are, in size, what they are computed to when some figures are turned."""
    after = _calculated(calculation, figures, turned)
    step = Decimal(1).scaleb(-max((decimals_in(one.value) for one in figures), default=0))
    play = step * (len(calculation.table.rows) + 1) / 2
    return [
        one
        for one in _nets(calculation, figures)
        if (gives := after(one)) is not None and abs(abs(gives) - abs(one.value)) <= play
    ]


def _calculated(
    calculation: Calculation, figures: Sequence[Figure], turned: Sequence[Figure]
) -> Callable[[Figure], Decimal | None]:
    """What a cell computes to when the block is in the table with some of its figures turned.

    A sum of one side stands as printed: a block may have it without its parts. What has been
    printed before belongs to other figures.
    """
    table, places = calculation.table, {(one.row, one.column) for one in turned}
    for id_ in {one.column for one in figures}:
        for row in table.rows:
            if id_ in row.tryckt:
                table = table.with_row(row.with_tryckt(id_, None))
    for one in figures:
        row = table.row(one.row)
        value = -one.value if (one.row, one.column) in places else one.value
        if not calculation.is_computed(one.row, one.column):
            table = table.with_row(row.with_cell(one.column, value))
        elif side_of(table, row):
            table = table.with_row(row.with_tryckt(one.column, value))
    after = Calculation(table, calculation.context)

    def computed(figure: Figure) -> Decimal | None:
        gives = after.computed(figure.row, figure.column)
        return gives if isinstance(gives, Decimal) else None

    return computed


def turned_sentence(calculation: Calculation, turned: Sequence[Figure], about: Asked) -> str:
    """What has been turned, in a sentence."""
    if about not in SIDES:
        return "Tecknen är vända."
    table = calculation.table
    others = [table.row(one.row) for one in turned
              if side_of(table, table.row(one.row)) != SIDES[about]]  # fmt: skip
    names = list(dict.fromkeys(row.label for row in others))
    also = f", liksom {' och '.join(names)}" if names else ""
    return f"Tecknen är vända i {THE[about]}{also}."


def is_difference(calculation: Calculation, figure: Figure) -> bool:
    """Whether a figure is a difference, whose sign tells no side's."""
    return calculation.table.column(figure.column).role in _DIFFERENCES


def is_net_cost(calculation: Calculation, figure: Figure) -> bool:
    """Whether a net row is called one of costs."""
    row = calculation.table.row(figure.row)
    return row.role == "netto" and "kostnad" in row.label.casefold()


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
