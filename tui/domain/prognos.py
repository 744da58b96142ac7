"""The year's prognoser, occasion by occasion, and how sure they were (*prognossäkerhet*).

What a prognos is held against is in the tab's own result table: the column that its avvikelse is
the budget taken from, which is the prognos in a delårsbokslut and the outcome in an årsbokslut.
Prognossäkerhet is bokslut − prognos at each occasion, both as deviations from budget, in tkr and
as a share of the budgeted net cost. Where there is no bokslut yet nothing is said.
"""

from decimal import Decimal

from msgspec import Struct

from tui.domain.calculation import Calculation, Context, incomplete
from tui.domain.cell_text import column_heading
from tui.domain.expression import signed_names
from tui.domain.rule import Own, tree_of
from tui.domain.table import ColumnRole, Row, RowRole
from tui.domain.value import HUNDRED, Value
from tui.svenska.format import amount

RESULT_SUBJECT = "resultat"
AVVIKELSE, PROGNOS = "avvikelse", "prognos"


class Result(Struct, frozen=True):
    """The result table of a tab, and the column that says how the year ends."""

    calculation: Calculation
    expected: str

    @property
    def role(self) -> ColumnRole:
        """What it is that says how the year ends: a prognos, or the outcome."""
        return self.calculation.table.column(self.expected).role

    @property
    def bokslut(self) -> bool:
        """Whether the year has ended in it."""
        return self.role == "utfall"

    def number(self, row: Row | None, column_id: str) -> Decimal | None:
        """A figure as the table shows it; none of a sum of only some of its parts."""
        if row is None or not column_id or incomplete(self.calculation, row.id, column_id):
            return None
        return self.calculation.shown_number(row.id, column_id)

    def of(self, row: RowRole, column: ColumnRole) -> Decimal | None:
        """The figure of a row and a column by what they are."""
        table = self.calculation.table
        return self.number(table.of(row), table.column_id(column))

    def named(self, label: str) -> Row | None:
        """The one row of a name, None where there is none or more than one."""
        table = self.calculation.table
        places = table.by_label.get(label.casefold(), ())
        return table.rows[places[0]] if len(places) == 1 else None

    def heading(self, column_id: str) -> str:
        """What a column is called, with its table."""
        table, period = self.calculation.table, self.calculation.context.period
        return f"{table.heading}, {column_heading(table.column(column_id), period)}"


def result_in(context: Context) -> Result | None:
    """The result table among those of a tab, None where the tab has none."""
    for table in context.tables.values():
        avvikelse = table.has("avvikelse") if table.subject == RESULT_SUBJECT else None
        tree = None if avvikelse is None else tree_of(avvikelse.rule)
        for _, name in signed_names(tree) if tree else ():
            if name in table.column_index and table.column(name).role in ("prognos", "utfall"):
                return Result(Calculation(table, context), name)
    return None


# ---- occasions of the whole result -------------------------------------------------------------


def bokslut_deviation(calculation: Calculation, _: Row) -> Value:
    """The year's deviation from budget once it has ended; None before that."""
    result = result_in(calculation.context)
    return result.of("resultat", "avvikelse") if result and result.bokslut else None


def _bokslut_explained(calculation: Calculation, _: Row) -> str:
    result = result_in(calculation.context)
    if result is None or not result.bokslut:
        return "finns först i årsbokslutet"
    return f"resultatet i {result.heading(result.calculation.table.column_id('avvikelse'))}"


def share_of_net_budget(calculation: Calculation, row: Row) -> Value:
    """The size of the deviation from the bokslut, in per cent of the budgeted net cost."""
    deviation = calculation.table.column_id("avvikelse")
    result, number = result_in(calculation.context), calculation.shown_number(row.id, deviation)
    budget = result.of("netto", "budget") if result else None
    return None if number is None or not budget else abs(number / budget) * HUNDRED


def _share_explained(calculation: Calculation, _: Row) -> str:
    result = result_in(calculation.context)
    budget = result.of("netto", "budget") if result else None
    if result is None or budget is None:
        return "räknas när nettokostnaden har en budget"
    return f"avvikelsens storlek i procent av budgeterad nettokostnad, {amount(abs(budget))}"


def since_before(calculation: Calculation, row: Row) -> Value:
    """This occasion's prognos less that of the one before; None at the first."""
    before = _row_before(calculation, row)
    prognos = calculation.table.column_id("prognos")
    now = calculation.shown_number(row.id, prognos)
    then = calculation.shown_number(before.id, prognos) if before else None
    return None if now is None or then is None else now - then


def _since_before_explained(calculation: Calculation, row: Row) -> str:
    before = _row_before(calculation, row)
    if before is None:
        return "det finns ingen prognos före den här"
    name = before.label
    if before.parent is not None and before.parent in calculation.table.index:
        name = f"{name}, {calculation.table.row(before.parent).label}"
    return f"prognosen här minus den före ({name})"


def _row_before(calculation: Calculation, row: Row) -> Row | None:
    """The same thing at the occasion before, with a prognos."""
    table = calculation.table
    for earlier in reversed(table.rows[: table.index[row.id]]):
        if earlier.kind == "rubrik" or (earlier.parent is None) != (row.parent is None):
            continue
        same = row.parent is None or earlier.label.casefold() == row.label.casefold()
        prognos = table.column_id("prognos")
        if same and calculation.shown_number(earlier.id, prognos) is not None:
            return earlier
    return None


# ---- occasions row by row ----------------------------------------------------------------------


def as_it_ends(calculation: Calculation, row: Row) -> Value:
    """What the row of that name is now expected to end at, or has ended at."""
    result = result_in(calculation.context)
    own = result.named(row.label) if result else None
    return result.number(own, result.expected) if result else None


def _as_it_ends_explained(calculation: Calculation, row: Row) -> str:
    result = result_in(calculation.context)
    if result is None or result.named(row.label) is None:
        return "resultattabellen har ingen sådan rad"
    return result.heading(result.expected)


# ---- the tables --------------------------------------------------------------------------------

SINCE_BEFORE = Own("ändring sedan förra tillfället", since_before, _since_before_explained)
BOKSLUT_DEVIATION = Own("bokslutets avvikelse", bokslut_deviation, _bokslut_explained)
SHARE_OF_NET_BUDGET = Own("andel av nettobudgeten", share_of_net_budget, _share_explained)
AS_IT_ENDS = Own("vad raden slutar på", as_it_ends, _as_it_ends_explained)
