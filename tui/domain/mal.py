"""The tables of the tab *Mål & nyckeltal*."""

from tui.domain.bedomning import MAL_RULE, mal_proposal, nyckeltal_status, pace_mal
from tui.domain.calculation import Calculation, table_about
from tui.domain.rule import Own
from tui.domain.table import Row, Table
from tui.domain.value import Value, number_in
from tui.svenska.format import amount


def _months(calculation: Calculation) -> int:
    return calculation.context.period.months if calculation.context.period else 12


def status_for(calculation: Calculation, row: Row) -> Value:
    """The status of one nyckeltal's row, None where it has neither target nor outcome."""
    table = calculation.table
    mal, utfall = table.entered(row, "mal"), table.entered(row, "utfall")
    if mal is None and utfall is None:
        return None
    return nyckeltal_status(
        mal,
        utfall,
        str(table.entered(row, "riktning") or ""),
        cumulative=table.entered(row, "kumulativ") == "Ja",
        months=_months(calculation),
        thresholds=calculation.context.settings.thresholds,
    )


def status_explanation(calculation: Calculation, row: Row) -> str:
    """The rule behind a status, in words."""
    near = amount(calculation.context.settings.thresholds.near_share, None)
    text = f"utfallet mot målet, målets tecken eller riktning avgör; nära från {near} % av målet"
    table = calculation.table
    mal = number_in(table.entered(row, "mal"))
    if table.entered(row, "kumulativ") == "Ja" and mal is not None:
        months = _months(calculation)
        pace = amount(pace_mal(mal, months))
        text += f"; växer under året och bedöms därför i takt: {pace} efter {months} månader"
    return text


def nyckeltal_for(table: Table | None, mal_id: str) -> tuple[Row, ...]:
    """The rows of the nyckeltal table that belong to a goal."""
    if table is None:
        return ()
    return tuple(row for row in table.rows if table.entered(row, "hor_till") == mal_id)


def proposal_for(calculation: Calculation, row: Row) -> Value:
    """The proposed assessment of one goal out of its nyckeltal, None where there are none."""
    table = table_about("nyckeltal", calculation.context)
    if table is None:
        return None
    siblings, rows = Calculation(table, calculation.context), nyckeltal_for(table, row.id)
    # A goal is not judged by some of its figures: "all met" would be said of the one typed first.
    if any(
        table.entered(n, "mal") is not None and table.entered(n, "utfall") is None for n in rows
    ):
        return None
    return mal_proposal([str(status_for(siblings, n) or "") for n in rows]) or None


def proposal_explanation(calculation: Calculation, row: Row) -> str:
    """Which nyckeltal the proposal rests on, and the rule."""
    table = table_about("nyckeltal", calculation.context)
    if table is None or not nyckeltal_for(table, row.id):
        return "målet har inga nyckeltal att bedöma efter"
    rows, siblings = nyckeltal_for(table, row.id), Calculation(table, calculation.context)
    parts = [f"{n.label}: {status_for(siblings, n) or 'inte ifyllt'}" for n in rows]
    missing = sum(table.entered(n, "utfall") is None for n in rows)
    waits = f"; {missing} saknar utfall, så målet får inget förslag än" if missing else ""
    return "; ".join(parts) + f" ({MAL_RULE}){waits}"


STATUS = Own("nyckeltalets status", status_for, status_explanation)
PROPOSAL = Own("förslag efter nyckeltalen", proposal_for, proposal_explanation)
