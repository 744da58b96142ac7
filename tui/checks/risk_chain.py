"""The chain risk → internkontrollplan → follow-up (*riskkedja*), and links that lead nowhere."""

from collections.abc import Iterator, Mapping

from tui.checks.neighbours import Others, comparable, table_of
from tui.checks.relations import tryckt_number
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.internkontroll import sample_for
from tui.domain.table import Row
from tui.svenska.format import amount

IK_PLAN = "IK-plan"
RISKS, PLAN, UPPFOLJNING = (f"internkontroll.{name}" for name in ("risker", "plan", "uppfoljning"))


def risk_chain(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """The findings of the chain, link by link."""
    risks = table_of(calculations, RISKS)
    plan = table_of(calculations, PLAN)
    uppfoljning = table_of(calculations, UPPFOLJNING)
    if risks is not None and plan is not None:
        yield from _risk_against_plan(document, risks, plan)
    if uppfoljning is not None:
        yield from _without_resultat(document, uppfoljning)
        yield from _plan_against_uppfoljning(document, uppfoljning, calculations, change)
    for calculation in calculations.values():
        yield from _broken_links(document, calculation)


def _named(calculation: Calculation) -> dict[str, Row]:
    return {row.label.casefold().strip(): row for row in calculation.table.rows}


def _risk_against_plan(
    document: Document, risks: Calculation, plan: Calculation
) -> Iterator[Finding]:
    in_analysis, in_plan = _named(risks), _named(plan)
    for name, row in in_analysis.items():
        hantering = str(row.cells.get("hantering") or "")
        address = Address(document.id, risks.table.id, row.id, "hantering")
        if IK_PLAN in hantering and name not in in_plan:
            sentence = f"{row.label}: hanteras i internkontrollplanen, men planen saknar risken."
            yield Finding(address, "kedja", "fel", hantering, None, sentence)
        if IK_PLAN not in hantering and name in in_plan:
            sentence = (
                f"{row.label}: finns i internkontrollplanen, men riskanalysen anger ”{hantering}”."
            )
            yield Finding(address, "kedja", "fel", hantering, None, sentence)
    for name, row in in_plan.items():
        yield from _plan_row(document, plan, row, risks, in_analysis.get(name))


def _plan_row(
    document: Document, plan: Calculation, row: Row, risks: Calculation, risk: Row | None
) -> Iterator[Finding]:
    address = Address(document.id, plan.table.id, row.id, "riskvarde")
    if risk is None:
        sentence = f"{row.label}: finns i internkontrollplanen men inte i riskanalysen."
        yield Finding(address, "kedja", "fel", row.label, None, sentence)
        return
    has, where = (tryckt_number(k, r.id, "riskvarde") for k, r in ((plan, row), (risks, risk)))
    if has is not None and where is not None and has != where:
        sentence = (
            f"{row.label}: riskvärdet är {amount(has, None)} i internkontrollplanen, "
            f"men {amount(where, None)} i riskanalysen."
        )
        yield Finding(address, "kedja", "fel", has, where, sentence)


def _without_resultat(document: Document, calculation: Calculation) -> Iterator[Finding]:
    """A control point with neither a sample nor a stated result."""
    for row in calculation.table.rows:
        count, _ = sample_for(calculation, row)
        if count is None and not row.cells.get("uppfylld"):
            sentence = f"{row.label}: kontrollpunkten saknar stickprov och resultat."
            address = Address(document.id, calculation.table.id, row.id, "uppfylld")
            yield Finding(address, "saknas", "bör ses över", None, None, sentence)


def _plan_against_uppfoljning(
    document: Document,
    uppfoljning: Calculation,
    calculations: Mapping[str, Calculation],
    change: Others,
) -> Iterator[Finding]:
    """The year's plan, wherever it stands, against what is followed up."""
    plans = [k for d, k in comparable(document, change) if d.period.year == document.period.year]
    plan = next((p for k in (calculations, *plans) if (p := _plan(k))), None)
    followed_up = {
        str(text).casefold().strip()
        for row in uppfoljning.table.rows
        for text in (row.label, row.cells.get("risk"))
    }
    for name, row in _named(plan).items() if plan else ():
        if name not in followed_up:
            sentence = f"{row.label}: finns i årets internkontrollplan men följs inte upp."
            address = Address(document.id, uppfoljning.table.id)
            yield Finding(address, "kedja", "bör ses över", None, row.label, sentence)


def _plan(calculations: Mapping[str, Calculation]) -> Calculation | None:
    return table_of(calculations, PLAN)


def _broken_links(document: Document, calculation: Calculation) -> Iterator[Finding]:
    for column in calculation.table.columns:
        against = calculation.context.tables.get(column.refers) if column.refers else None
        for row in calculation.table.rows if against else ():
            key = row.cells.get(column.id)
            if against is not None and key and key not in against.index:
                sentence = f"{row.label}: raden hör till något som inte finns i {against.heading}."
                address = Address(document.id, calculation.table.id, row.id, column.id)
                yield Finding(address, "kedja", "bör ses över", key, None, sentence)
