"""Bridges of the text (*textbroar*): what it says of another document's year, and definitions.

Nettokostnadsutveckling: the change of cost less all income. Some texts give the change of the
gross cost under that name, and then two years cannot be set beside each other.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from tui.checks.neighbours import Others, comparable, earlier
from tui.checks.relations import rounded_to
from tui.checks.text_facts import (
    FACT_TEMPLATES,
    HELAR,
    Fact,
    agrees,
    out_of_table,
    parsed_fact,
)
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.rounding import decimals_in
from tui.domain.table import Row
from tui.svenska.format import amount


def text_bridges(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """The findings of the figures of the text that other documents have."""
    yield from _change_utfall(document, calculations, change)
    yield from _changed_definition(document, calculations, change)


def _fact_rows(calculations: Mapping[str, Calculation]) -> Iterator[tuple[Calculation, Row]]:
    for calculation in calculations.values():
        if calculation.table.template.id in FACT_TEMPLATES:
            for row in calculation.table.rows:
                yield calculation, row


def _change_utfall(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """The outcome of a whole year, which that year's årsbokslut prints."""
    bokslut = [g for g in comparable(document, change) if g[0].kind == "arsbokslut"]
    for calculation, row in _fact_rows(calculations):
        for other, theirs in bokslut if row.cells.get("slag") == "utfall" else ():
            fact = parsed_fact(calculation, row, theirs)
            if fact is None or not _whole_year(fact, document, other):
                continue
            hit = out_of_table(fact, other)
            if hit is not None and not agrees(fact, *hit):
                should = rounded_to(hit[0] / hit[1], fact.number)
                address = Address(document.id, calculation.table.id, row.id, "varde")
                sentence = (
                    f"{row.label}: texten säger {_number(fact.number)} {fact.unit}, "
                    f"men {other.name} trycker {_number(should)}."
                )
                yield Finding(address, "bro", "fel", fact.number, should, sentence)


def _whole_year(fact: Fact, document: Document, other: Document) -> bool:
    helar = HELAR in fact.period or fact.period == str(other.period.year)
    others = other.kind == "arsbokslut" and other.period.year < document.period.year
    return fact.kind == "utfall" and helar and others


def _changed_definition(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    for calculation, row in _fact_rows(calculations):
        has = _development(document, calculation, row, calculations)
        if has is None:
            continue
        for other, theirs in earlier(document, change):
            for other_calculation, other_row in _fact_rows(theirs):
                where = _development(other, other_calculation, other_row, theirs)
                if where is not None and where[1] != has[1]:
                    yield _definition_finding(document, calculation, row, has, other, where)


def _development(
    document: Document, calculation: Calculation, row: Row, calculations: Mapping[str, Calculation]
) -> tuple[Decimal, str] | None:
    """A stated nettokostnadsutveckling in per cent, and the cost that it is nearest to."""
    if row.cells.get("slag") != "förändring":
        return None
    fact = parsed_fact(calculation, row, calculations)
    if fact is None or fact.row.id != "nettokostnader":
        return None
    netto, gross = (_change(fact, document, r) for r in ("nettokostnader", "kostnader"))
    if fact.unit != "procent" or netto is None or gross is None:
        return None
    nearest_netto = abs(fact.number - netto) <= abs(fact.number - gross)
    return fact.number, "nettokostnaden" if nearest_netto else "bruttokostnaden"


def _change(fact: Fact, document: Document, row_id: str) -> Decimal | None:
    if row_id not in fact.calculation.table.index:
        return None
    on_row = replace(fact, row=fact.calculation.table.row(row_id))
    hit = out_of_table(on_row, document)
    return None if hit is None else abs(hit[0])


def _definition_finding(
    document: Document,
    calculation: Calculation,
    row: Row,
    has: tuple[Decimal, str],
    other: Document,
    where: tuple[Decimal, str],
) -> Finding:
    sentence = (
        f"{row.label}: {_number(has[0])} procent är {has[1]}s ändring, men {_number(where[0])} procent "
        f"i {other.name} är {where[1]}s; de två kan inte jämföras."
    )
    address = Address(document.id, calculation.table.id, row.id, "varde")
    return Finding(address, "bro", "bör ses över", has[0], where[0], sentence)


def _number(number: Decimal) -> str:
    return amount(number, decimals_in(number))
