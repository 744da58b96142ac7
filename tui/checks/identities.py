"""Identities (*identiteter*): every printed sum and computed column against its own rule.

A printed figure is held against the *printed* figures that it is made of, so that one slip is
told once and rounding does not add up. Where several relations fail together, the one cell that
explains them is told, with the figure that heals it (``healing``).
"""

from collections.abc import Iterator
from decimal import Decimal

from tui.checks.healing import Healing, healings
from tui.checks.relations import (
    Cell,
    Number,
    Relation,
    cells_bounds,
    figures,
    remembered,
    rounded_to,
    stands_in,
    tryckta,
    tryckta_relation,
)
from tui.checks.special import special_relation
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.finding import Address, Finding, Severity
from tui.domain.rounding import decimals_in
from tui.domain.table import Column, Row
from tui.svenska.format import amount

__all__ = ["all_recomputed", "identity_finding", "rounded_to"]


def identity_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """The findings of a decided table: slips, and faintly what only rounding parts."""
    number = remembered(tryckta(calculation))
    relation = [*tryckta_relation(calculation)]
    found = {f.address: f for f in _avoid(document, calculation, relation, number)}
    all_tried: set[Cell] = set()
    for one in relation:
        address = Address(document, calculation.table.id, *one.mal)
        should, tryckt = one.should(number), number(one.mal)
        differs = should is not None and tryckt is not None and should != tryckt
        if not differs or address in found or one.mal in all_tried:
            continue
        finding = _rounding(address, calculation, one, number)
        if finding is not None or not _equal(one, number):
            # The first relation that the figure is off decides: beyond its bound it is no rounding.
            all_tried.add(one.mal)
        if finding is not None:
            found[address] = finding
    table = calculation.table
    yield from sorted(
        found.values(),
        key=lambda f: (table.index[f.address.row], table.column_index[f.address.column]),
    )


def _equal(relation: Relation, number: Number) -> bool:
    """Whether the printed figure is what its rule gives, at its own precision."""
    should, tryckt = relation.should(number), number(relation.mal)
    return should is None or tryckt is None or rounded_to(should, tryckt) == tryckt


def _avoid(
    document: str, calculation: Calculation, relation: list[Relation], number: Number
) -> Iterator[Finding]:
    all_ = [*relation, *special_relation(calculation)]
    for healing in healings(all_, number, lambda cell: stands_in(calculation, cell)):
        yield _avoid_finding(document, calculation, healing)


def _avoid_finding(document: str, calculation: Calculation, healing: Healing) -> Finding:
    severity: Severity = (
        "fel" if any(s.severity == "fel" for s in healing.relation) else "bör ses över"
    )
    address = Address(document, calculation.table.id, *healing.cell)
    return Finding(
        address, "identitet", severity, healing.said, healing.should, _said(calculation, healing)
    )


def _said(calculation: Calculation, healing: Healing) -> str:
    row, column = (
        calculation.table.row(healing.cell.row),
        calculation.table.column(healing.cell.column),
    )
    own_ones = [s for s in healing.relation if s.mal == healing.cell]
    if own_ones:
        along = own_ones[0].along
        return _sentence(calculation, row, column, healing.said, healing.should, along, "")
    target = calculation.table.row(healing.relation[0].mal.row)
    heading = column_heading(
        calculation.table.column(healing.relation[0].mal.column), calculation.context.period
    )
    decimals = decimals_in(healing.said)
    return (
        f"{row.label}, {column_heading(column, calculation.context.period)}: tryckt "
        f"{amount(healing.said, decimals)}, men {target.label}, {heading}, går ihop med "
        f"{amount(healing.should, decimals)}."
    )


def all_recomputed(document: str, calculation: Calculation) -> Iterator[Finding]:
    """The findings of a draft: its own figures, and faintly what rounding parts from the printed.

    A draft's sums are computed and always agree. A larger difference from the printed figure is
    an edit, or a printed slip that the draft has put right.
    """
    yield from _avoid(document, calculation, [], remembered(figures(calculation)))
    for row in calculation.table.tryckta:
        for column in calculation.table.columns:
            finding = _recomputed(document, calculation, row, column)
            if finding is not None:
                yield finding


def _recomputed(
    document: str, calculation: Calculation, row: Row, column: Column
) -> Finding | None:
    tryckt = row.tryckt.get(column.id)
    if not isinstance(tryckt, Decimal):
        return None
    computed = calculation.number(row.id, column.id)
    if computed is None or computed == tryckt:
        return None
    bounds = cells_bounds(calculation, row, column, tryckt)
    if not any(abs(computed - tryckt) <= bound for bound in bounds):
        return None
    along = "rad" if column.computed else "kolumn"
    address = Address(document, calculation.table.id, row.id, column.id)
    return _rounding_finding(address, calculation, row, column, tryckt, computed, along)


def _rounding(
    address: Address, calculation: Calculation, relation: Relation, number: Number
) -> Finding | None:
    """A faint finding where a printed figure is off its rule, but within the rounding bound."""
    should, tryckt = relation.should(number), number(relation.mal)
    if should is None or tryckt is None or _equal(relation, number) or not relation.holds(number):
        return None
    row, column = calculation.table.row(address.row), calculation.table.column(address.column)
    return _rounding_finding(address, calculation, row, column, tryckt, should, relation.along)


def _rounding_finding(
    address: Address,
    calculation: Calculation,
    row: Row,
    column: Column,
    tryckt: Decimal,
    should: Decimal,
    along: str,
) -> Finding:
    sentence = _sentence(
        calculation, row, column, tryckt, rounded_to(should, tryckt), along, " (avrundning)"
    )
    return Finding(address, "identitet", "avrundning", tryckt, should, sentence)


def _sentence(
    calculation: Calculation,
    row: Row,
    column: Column,
    tryckt: Decimal,
    should: Decimal,
    along: str,
    addition: str,
) -> str:
    decimals = decimals_in(tryckt)
    what = "raden ger" if along == "rad" else "kolumnen summerar till"
    heading = column_heading(column, calculation.context.period)
    return (
        f"{row.label}, {heading}: tryckt {amount(tryckt, decimals)}, "
        f"{what} {amount(should, decimals)}{addition}."
    )
