"""Chains (*kedjor*): what follows from one table to the next, and is broken somewhere.

The pace that a prognos needs and deviations that nothing is said of; goal → nyckeltal →
assessment; risk → internkontrollplan → follow-up. The assessment is the controller's; one against
the proposal keeps its reason, and without a reason it is told.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from tui.checks.counts import counts
from tui.checks.neighbours import (
    Others,
    Tables,
    comparable,
    held_to_budget,
    rows_of,
    shown_of,
    table_of,
)
from tui.checks.relations import Cell, stated
from tui.checks.time_points import time_point_finding
from tui.domain.calculation import Calculation, table_about
from tui.domain.cell_text import cell_text, column_heading
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.inheritance import is_utkast
from tui.domain.internkontroll import sample_for
from tui.domain.mal import nyckeltal_for
from tui.domain.proposals import nyckeltal_status
from tui.domain.risk_matrix import unread_axes
from tui.domain.scale import BAD, GOOD, IN_PLAN, NEARLY, UNKNOWN
from tui.domain.settings import Thresholds
from tui.domain.table import ColumnRole, Row, Table
from tui.svenska.format import amount, percent


def chain_finding(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """Every chain of a document."""
    yield from pace_finding(document, tables)
    yield from mal_chain(document, tables)
    yield from risk_chain(document, tables, others)
    yield from counts(document, tables)
    yield from time_point_finding(document, tables)


# ---- pace --------------------------------------------------------------------------------------


def pace_finding(document: Document, tables: Tables) -> Iterator[Finding]:
    """The findings of the drift table's prognos and deviations."""
    calculation = held_to_budget(tables, "resultat")
    if calculation is None:
        return
    for row in calculation.table.rows:
        if row.kind == "post" and not row.without_share:
            yield from _pace(document, calculation, row)
            yield from _uncommented(document, calculation, row, tables)


_PACE: tuple[ColumnRole, ...] = ("takt_andring", "takt", "takt_kvar")


def _pace(document: Document, calculation: Calculation, row: Row) -> Iterator[Finding]:
    """A cost that must fall, or an income that must rise, faster than the threshold allows.

    The other way round is only caution: the prognos leaves room.
    """
    percent_more, now, left = (shown_of(calculation, row, role) for role in _PACE)
    thresholds = calculation.context.settings.thresholds
    if percent_more is None or now is None or left is None:
        return
    required = percent_more if row.income else -percent_more
    amount_left = abs(left - now) * document.period.months_left
    if required <= thresholds.takt_change or amount_left < thresholds.avvikelse_amount_small:
        return
    what = "öka" if row.income else "minska"
    sentence = (
        f"{row.label}: prognosen kräver att takten {what}r med {percent(abs(percent_more), 0)}, "
        f"från {amount(now)} till {amount(left)} i månaden."
    )
    prognos = calculation.table.column_id("prognos")
    address = Address(document.id, calculation.table.id, row.id, prognos)
    said = calculation.shown(row.id, prognos)
    yield Finding(address, "kedja", "bör ses över", said, None, sentence)


_AGAINST_BUDGET: tuple[ColumnRole, ...] = ("avvikelse", "budget")


def _uncommented(
    document: Document, calculation: Calculation, row: Row, tables: Tables
) -> Iterator[Finding]:
    avvikelse, budget = (shown_of(calculation, row, role) for role in _AGAINST_BUDGET)
    if avvikelse is None or not _big(avvikelse, budget, calculation.context.settings.thresholds):
        return
    lack = _comment_lack(calculation.table, row)
    if lack and _commented(calculation) and not _spoken_of(row, tables):
        sentence = f"{row.label} avviker {amount(avvikelse)} från budget, {lack}."
        column = calculation.table.column_id("kommentar")
        address = Address(document.id, calculation.table.id, row.id, column)
        yield Finding(address, "saknas", "bör ses över", avvikelse, None, sentence)


def _comment_lack(table: Table, row: Row) -> str:
    """What is wrong with a row's comment, "" for one that was written for this document."""
    comment = str(table.entered(row, "kommentar") or "")
    if not comment:
        return "utan kommentar"
    return "med en kommentar ur ett tidigare dokument" if is_utkast(comment) else ""


def _big(avvikelse: Decimal, budget: Decimal | None, thresholds: Thresholds) -> bool:
    share = abs(avvikelse) / abs(budget) * 100 if budget else Decimal(0)
    big_amount = abs(avvikelse) >= thresholds.avvikelse_amount_large
    big_share = share >= thresholds.avvikelse_share_large
    return big_amount or (big_share and abs(avvikelse) >= thresholds.avvikelse_amount_small)


def _commented(calculation: Calculation) -> bool:
    """A decided report says its words in the text, unless it has its comments in the table."""
    if not calculation.context.locked:
        return True
    table = calculation.table
    return any(table.entered(row, "kommentar") for row in table.rows)


def _spoken_of(row: Row, tables: Tables) -> bool:
    """Whether the figures "ur texten" have a deviation of the row."""
    said = (
        (k.table.entered(r, "avser"), k.table.entered(r, "slag"))
        for k in tables.values()
        if k.table.out_of_text
        for r in k.table.rows
    )
    return (row.label, "avvikelse") in said


# ---- goals -------------------------------------------------------------------------------------


def mal_chain(document: Document, tables: Tables) -> Iterator[Finding]:
    """The findings of goals, nyckeltal and assessments."""
    for calculation in tables.values():
        if calculation.table.has("forslag"):
            for row in calculation.table.rows:
                yield from _against_proposal(document, calculation, row)
    yield from _nyckeltal(document, tables)
    yield from _undertakings(document, tables)
    yield from _agenda(document, tables)


def _against_proposal(document: Document, calculation: Calculation, row: Row) -> Iterator[Finding]:
    table = calculation.table
    set_cell = table.entered(row, "bedomning")
    proposal = calculation.computed(row.id, table.column_id("forslag"))
    if not set_cell or not proposal or set_cell == proposal or table.entered(row, "skal"):
        return
    sentence = (
        f"{row.label}: bedömt som {_small(set_cell)}, men förslaget är {_small(proposal)}"
        f"{_missed(calculation, row)}, och inget skäl är angivet."
    )
    address = Address(document.id, table.id, row.id, table.column_id("bedomning"))
    yield Finding(address, "kedja", "bör ses över", set_cell, proposal, sentence)


def _small(value: object) -> str:
    text = str(value)
    return text[:1].lower() + text[1:]


def _missed(calculation: Calculation, row: Row) -> str:
    """The nyckeltal that do not reach their targets, in parentheses."""
    table = table_about("nyckeltal", calculation.context)
    if table is None or calculation.table.subject != "mal":
        return ""
    siblings, status = Calculation(table, calculation.context), table.column_id("status")
    settings = calculation.context.settings
    missed = [
        f"{n.label}: {_text(table, n, 'utfall')} mot målet {_text(table, n, 'mal')}"
        for n in nyckeltal_for(table, row.id)
        if settings.meaning("status", siblings.computed(n.id, status)) not in ("", GOOD)
    ]
    return f" ({'; '.join(missed)})" if missed else ""


def _text(table: Table, row: Row, role: ColumnRole) -> str:
    return cell_text(table.entered(row, role), None)


def _nyckeltal(document: Document, tables: Tables) -> Iterator[Finding]:
    """A goal without a nyckeltal."""
    calculation = table_of(tables, "nyckeltal")
    if calculation is None:
        return
    for mal, row in rows_of(tables, "mal"):
        if not nyckeltal_for(calculation.table, row.id):
            address = Address(document.id, mal.table.id, row.id, mal.table.column_id("forslag"))
            sentence = f"{row.label} saknar nyckeltal att bedöma målet efter."
            yield Finding(address, "saknas", "bör ses över", None, None, sentence)


def _undertakings(document: Document, tables: Tables) -> Iterator[Finding]:
    """An undertaking that is called fulfilled while its outcome does not reach the target."""
    for calculation, row in rows_of(tables, "ataganden"):
        table, settings = calculation.table, calculation.context.settings
        mal, utfall = table.entered(row, "mal"), table.entered(row, "utfall")
        direction = str(table.entered(row, "riktning") or "")
        status = nyckeltal_status(mal, utfall, direction, settings=settings)
        assessed = table.entered(row, "bedomning")
        good = assessed == "uppfyllt" or settings.meaning("mal", assessed) == GOOD
        if good and settings.meaning("status", status) in (NEARLY, BAD):
            sentence = (
                f"{row.label}: bedömt som uppfyllt, men utfallet {_text(table, row, 'utfall')} "
                f"når inte målet {_text(table, row, 'mal')}."
            )
            address = Address(document.id, table.id, row.id, table.column_id("bedomning"))
            yield Finding(address, "kedja", "bör ses över", assessed, status, sentence)


def _agenda(document: Document, tables: Tables) -> Iterator[Finding]:
    """The global goals at a nämndmål against the list of them."""
    mal, agenda = (table_of(tables, searched) for searched in ("mal", "agenda"))
    if mal is None or agenda is None:
        return
    for row in mal.table.rows:
        here = {int(n) for n in re.findall(r"\d+", str(mal.table.entered(row, "agenda") or ""))}
        list_ = [r for r in agenda.table.rows if agenda.table.entered(r, "hor_till") == row.id]
        there = {int(n) for r in list_ if (n := _text(agenda.table, r, "nr")).isdigit()}
        if here and there and here != there:
            said, should = (", ".join(map(str, sorted(n))) for n in (here, there))
            sentence = f"{row.label}: Agenda 2030-målen är {said}, men i listan {should}."
            address = Address(document.id, mal.table.id, row.id, mal.table.column_id("agenda"))
            yield Finding(address, "kedja", "bör ses över", said, should, sentence)


# ---- risks -------------------------------------------------------------------------------------

RISKS, PLAN, UPPFOLJNING = "risker", "plan", "uppfoljning"


def risk_chain(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """The findings of the chain, link by link."""
    risks = table_of(tables, RISKS)
    plan = table_of(tables, PLAN)
    uppfoljning = table_of(tables, UPPFOLJNING)
    if risks is not None and plan is not None:
        yield from _risk_against_plan(document, risks, plan)
    if uppfoljning is not None:
        yield from _without_resultat(document, uppfoljning)
        yield from _plan_against_uppfoljning(document, uppfoljning, tables, others)
    for calculation in tables.values():
        yield from _outside_matrix(document, calculation)
        yield from _broken_links(document, calculation)


def _named(calculation: Calculation) -> dict[str, Row]:
    return {row.label.casefold().strip(): row for row in calculation.table.rows}


def _risk_against_plan(
    document: Document, risks: Calculation, plan: Calculation
) -> Iterator[Finding]:
    in_analysis, in_plan = _named(risks), _named(plan)
    settings = risks.context.settings
    for name, row in in_analysis.items():
        hantering = str(risks.table.entered(row, "hantering") or "")
        address = Address(document.id, risks.table.id, row.id, risks.table.column_id("hantering"))
        handled = settings.meaning("hantering", hantering) == IN_PLAN
        if handled and name not in in_plan:
            sentence = f"{row.label}: hanteras i internkontrollplanen, men planen saknar risken."
            yield Finding(address, "kedja", "fel", hantering, None, sentence)
        if not handled and name in in_plan:
            sentence = (
                f"{row.label}: finns i internkontrollplanen, men riskanalysen anger ”{hantering}”."
            )
            yield Finding(address, "kedja", "fel", hantering, None, sentence)
    for name, row in in_plan.items():
        yield from _plan_row(document, plan, row, risks, in_analysis.get(name))


def _plan_row(
    document: Document, plan: Calculation, row: Row, risks: Calculation, risk: Row | None
) -> Iterator[Finding]:
    address = Address(document.id, plan.table.id, row.id, plan.table.column_id("riskvarde"))
    if risk is None:
        sentence = f"{row.label}: finns i internkontrollplanen men inte i riskanalysen."
        yield Finding(address, "kedja", "fel", row.label, None, sentence)
        return
    here, there = (
        stated(k, Cell(r.id, k.table.column_id("riskvarde")))[0]
        for k, r in ((plan, row), (risks, risk))
    )
    if here is not None and there is not None and here != there:
        sentence = (
            f"{row.label}: riskvärdet är {amount(here, None)} i internkontrollplanen, "
            f"men {amount(there, None)} i riskanalysen."
        )
        yield Finding(address, "kedja", "fel", here, there, sentence)


def _outside_matrix(document: Document, calculation: Calculation) -> Iterator[Finding]:
    """A risk that stands in no square of the matrix: what stands for it is no step of the scale."""
    for row in calculation.table.rows:
        for column in unread_axes(calculation, row):
            said = calculation.shown(row.id, column.id)
            steps = calculation.context.settings.scale(column.role)
            scale = ", ".join(f"{i} {name}" for i, name in enumerate(steps, 1))
            name = column_heading(column, document.period)
            sentence = (
                f"{row.label}: {name.lower()} ”{cell_text(said, None)}” är inget steg på skalan "
                f"({scale}), så risken står utanför matrisen."
            )
            address = Address(document.id, calculation.table.id, row.id, column.id)
            yield Finding(address, "kedja", "bör ses över", said, None, sentence)


def _without_resultat(document: Document, calculation: Calculation) -> Iterator[Finding]:
    """The control points with neither a sample nor a stated result, which are still to be made."""
    table, settings = calculation.table, calculation.context.settings
    rows = [
        row
        for row in table.rows
        if sample_for(calculation, row)[0] is None
        and not table.entered(row, "uppfylld")
        and settings.meaning("kontroll", table.entered(row, "bedomning")) != UNKNOWN
    ]
    if rows:
        who = rows[0].label if len(rows) == 1 else f"{len(rows)} av {len(table.rows)} rader"
        sentence = f"{table.heading}: {who} saknar stickprov och resultat."
        address = Address(document.id, table.id, rows[0].id, table.column_id("uppfylld"))
        yield Finding(address, "saknas", "saknas", Decimal(len(rows)), None, sentence)


def _plan_against_uppfoljning(
    document: Document, uppfoljning: Calculation, tables: Tables, others: Others
) -> Iterator[Finding]:
    """The year's plan, wherever it stands, against what is followed up."""
    plans = [k for d, k in comparable(document, others) if d.period.year == document.period.year]
    plan = next((p for k in (tables, *plans) if (p := table_of(k, PLAN))), None)
    followed_up = {
        str(text).casefold().strip()
        for row in uppfoljning.table.rows
        for text in (row.label, uppfoljning.table.entered(row, "risk"))
    }
    for name, row in _named(plan).items() if plan else ():
        if name not in followed_up:
            sentence = f"{row.label}: finns i årets internkontrollplan men följs inte upp."
            address = Address(document.id, uppfoljning.table.id)
            yield Finding(address, "kedja", "bör ses över", None, row.label, sentence)


def _broken_links(document: Document, calculation: Calculation) -> Iterator[Finding]:
    """Rows that point to a row that is not there."""
    for column in calculation.table.columns:
        other = calculation.context.tables.get(column.refers) if column.refers else None
        if other is None:
            continue
        for row in calculation.table.rows:
            key = row.cells.get(column.id)
            if key and key not in other.index:
                sentence = f"{row.label}: raden hör till något som inte finns i {other.heading}."
                address = Address(document.id, calculation.table.id, row.id, column.id)
                yield Finding(address, "kedja", "bör ses över", key, None, sentence)
