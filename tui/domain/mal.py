"""The tables of the tab *Mål & nyckeltal*."""

from tui.domain.calculation import Calculation, table_about
from tui.domain.proposals import (
    development,
    lower_is_better,
    mal_proposal,
    nyckeltal_status,
    pace_mal,
    rank,
    rule_words,
    status_words,
)
from tui.domain.rule import Own
from tui.domain.scale import YES
from tui.domain.table import Row, Table
from tui.domain.value import Value, number_in
from tui.svenska.format import amount


def _grows(calculation: Calculation, row: Row) -> bool:
    """Whether a measure grows through the year."""
    settings = calculation.context.settings
    return settings.meaning("ja_nej", calculation.table.entered(row, "kumulativ")) == YES


def _months(calculation: Calculation) -> int:
    return calculation.context.period.months if calculation.context.period else 12


def status_for(calculation: Calculation, row: Row) -> Value:
    """The status of one nyckeltal's row, None where it has neither target nor outcome."""
    table = calculation.table
    mal, utfall = table.entered(row, "mal"), table.entered(row, "utfall")
    if mal is None and utfall is None:
        return None
    status = nyckeltal_status(
        mal,
        utfall,
        str(table.entered(row, "riktning") or ""),
        cumulative=_grows(calculation, row),
        months=_months(calculation),
        settings=calculation.context.settings,
    )
    return status or None


def status_explanation(calculation: Calculation, row: Row) -> str:
    """The rule behind a status, in words."""
    limits = status_words(calculation.context.settings.steps("status"))
    text = "; ".join(
        filter(None, ("utfallet mot målet, målets tecken eller riktning avgör", limits))
    )
    mal = number_in(calculation.table.entered(row, "mal"))
    if _grows(calculation, row) and mal is not None:
        months = _months(calculation)
        pace = amount(pace_mal(mal, months))
        text += f"; växer under året och bedöms därför i takt: {pace} efter {months} månader"
    return text


def development_for(calculation: Calculation, row: Row) -> Value:
    """Better, as before or worse than last time, by the outcomes or else by the assessments."""
    table, settings = calculation.table, calculation.context.settings
    if table.has("bedomning"):
        steps = settings.steps("mal")
        now, before = (rank(steps, table.entered(row, "bedomning", year)) for year in (0, -1))
        return development(now, before, lower=False, settings=settings) or None
    now, before = (number_in(table.entered(row, "utfall", year)) for year in (0, -1))
    direction = settings.meaning("riktning", table.entered(row, "riktning"))
    lower = lower_is_better(table.entered(row, "mal"), direction)
    return development(now, before, lower=lower, settings=settings) or None


def development_explanation(calculation: Calculation, row: Row) -> str:
    """What is held against what."""
    del row
    if calculation.table.has("bedomning"):
        return "bedömningen nu mot den förra, på skalan från lägst till högst"
    return "utfallet nu mot utfallet i fjol; målets tecken eller riktningen säger vad som är bättre"


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
    statuses = [str(status_for(siblings, n) or "") for n in rows]
    return mal_proposal(statuses, calculation.context.settings) or None


def proposal_explanation(calculation: Calculation, row: Row) -> str:
    """Which nyckeltal the proposal rests on, and the rule."""
    table = table_about("nyckeltal", calculation.context)
    if table is None or not nyckeltal_for(table, row.id):
        return "målet har inga nyckeltal att bedöma efter"
    rows, siblings = nyckeltal_for(table, row.id), Calculation(table, calculation.context)
    parts = [f"{n.label}: {status_for(siblings, n) or 'inte ifyllt'}" for n in rows]
    missing = sum(table.entered(n, "utfall") is None for n in rows)
    waits = f"; {missing} saknar utfall, så målet får inget förslag än" if missing else ""
    return f"{'; '.join(parts)} ({rule_words(calculation.context.settings.steps('mal'))}){waits}"


STATUS = Own("nyckeltalets status", status_for, status_explanation)
PROPOSAL = Own("förslag efter nyckeltalen", proposal_for, proposal_explanation)
DEVELOPMENT = Own("utveckling sedan förra", development_for, development_explanation)
