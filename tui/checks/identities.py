"""Identities (*identiteter*): every printed sum and computed column against its own rule.

A printed figure is held against the *printed* figures that it is made of, so that one slip is
told once and rounding does not add up. Where several relations fail together, the one cell that
explains them is told, with the figure that heals it (``healing``). A mean lies between the groups
that it is the mean of.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.checks.healing import Healing, healings
from tui.checks.relations import (
    TOTAL,
    Cell,
    Number,
    Relation,
    remembered,
    rounded_to,
    severity_of,
    special_relation,
    stands_in,
    tryckta,
    tryckta_relation,
)
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.finding import Address, Finding, Severity
from tui.domain.table import Table
from tui.domain.value import decimals_in
from tui.svenska.format import amount

KON = ("kvinnor", "man")


def identity_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """The findings of a table's printed figures: slips, and faintly what only rounding parts.

    In a draft a sum is printed where one was typed, pasted or carried over; all others are computed
    and agree.
    """
    table, number = calculation.table, remembered(tryckta(calculation))
    relations = [*tryckta_relation(calculation)]
    found = {f.address: f for f in _slips(document, calculation, relations, number)}
    tried: set[Cell] = set()
    for one in relations:
        address = Address(document, table.id, *one.target)
        should, tryckt = one.should(number), number(one.target)
        if should is None or tryckt is None or should == tryckt:
            continue
        if address in found or one.target in tried or rounded_to(should, tryckt) == tryckt:
            continue
        # The first relation that the figure is off decides: beyond its bound it is no rounding.
        tried.add(one.target)
        if one.holds(number):
            found[address] = _rounding(document, calculation, one.target, tryckt, should, one.along)
    yield from sorted(
        found.values(),
        key=lambda f: (table.index[f.address.row], table.column_index[f.address.column]),
    )


def missing(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every printed difference whose own figures are missing."""
    for row in calculation.table.tryckta:
        for column in calculation.table.columns:
            tryckt = row.tryckt.get(column.id)
            if not tryckt or not calculation.is_computed(row.id, column.id):
                continue
            if calculation.computed(row.id, column.id) is None:
                address = Address(document, calculation.table.id, row.id, column.id)
                sentence = f"{row.label}: {column.heading} är tryckt, men talen bakom saknas."
                yield Finding(address, "saknas", "bör ses över", tryckt, None, sentence)


# ---- slips -------------------------------------------------------------------------------------


def _slips(
    document: str, calculation: Calculation, relations: list[Relation], number: Number
) -> Iterator[Finding]:
    every = [*relations, *special_relation(calculation)]
    for healing in healings(every, number, lambda cell: stands_in(calculation, cell)):
        errors = any(s.severity == "fel" for s in healing.relation)
        severity: Severity = "fel" if errors else "bör ses över"
        address = Address(document, calculation.table.id, *healing.cell)
        sentence = _slip_sentence(calculation, healing)
        yield Finding(address, "identitet", severity, healing.said, healing.should, sentence)


def _slip_sentence(calculation: Calculation, healing: Healing) -> str:
    own = [s for s in healing.relation if s.target == healing.cell]
    if own:
        along = own[0].along
        return _sentence(calculation, healing.cell, healing.said, healing.should, along)
    decimals, other = decimals_in(healing.said), healing.relation[0].target
    return (
        f"{_name(calculation, healing.cell)}: tryckt {amount(healing.said, decimals)}, "
        f"men {_name(calculation, other)}, går ihop med {amount(healing.should, decimals)}."
    )


def _rounding(
    document: str,
    calculation: Calculation,
    cell: Cell,
    tryckt: Decimal,
    should: Decimal,
    along: str,
) -> Finding:
    """The faint finding of a printed figure that is off its rule, within the rounding bound."""
    right, address = rounded_to(should, tryckt), Address(document, calculation.table.id, *cell)
    sentence = _sentence(calculation, cell, tryckt, right, along, " (avrundning)")
    return Finding(address, "identitet", "avrundning", tryckt, should, sentence)


def _sentence(
    calculation: Calculation,
    cell: Cell,
    tryckt: Decimal,
    should: Decimal,
    along: str,
    addition: str = "",
) -> str:
    decimals = decimals_in(tryckt)
    what = "raden ger" if along == "rad" else "kolumnen summerar till"
    return (
        f"{_name(calculation, cell)}: tryckt {amount(tryckt, decimals)}, "
        f"{what} {amount(should, decimals)}{addition}."
    )


def _name(calculation: Calculation, cell: Cell) -> str:
    """The row's label and the column's heading."""
    column = calculation.table.column(cell.column)
    heading = column_heading(column, calculation.context.period)
    return f"{calculation.table.row(cell.row).label}, {heading}"


# ---- means -------------------------------------------------------------------------------------


def bound_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every figure that lies outside the groups that it is the mean of."""
    for cell, groups, what in _means(calculation.table):
        finding = _outside(document, calculation, cell, groups, what)
        if finding is not None:
            yield finding


def _means(table: Table) -> Iterator[tuple[Cell, Sequence[str], str]]:
    """Means over groups: the cell, the groups' rows and what they are."""
    if table.template.id == "personal.sjukfranvaro" and TOTAL in table.index:
        ages = [r.id for r in table.rows if r.id.startswith("alder_")]
        for column in table.columns:
            if column.numeric and not column.computed:
                yield Cell(TOTAL, column.id), KON, "kvinnors och mäns"
                yield Cell(TOTAL, column.id), ages, "lägsta och högsta åldersgruppens"
    if table.template.id == "personal.sammansattning":
        for row_id, children in table.children.items():
            for column_id in ("medelalder", "grad"):
                yield Cell(row_id, column_id), children, "lägsta och högsta gruppens"


def _outside(
    document: str, calculation: Calculation, cell: Cell, groups: Sequence[str], what: str
) -> Finding | None:
    number = tryckta(calculation)
    known = [v for g in groups if (v := number(Cell(g, cell.column))) is not None]
    total = number(cell)
    # With one group missing the mean may lie outside the others.
    incomplete = len(known) < 2 or (groups is KON and len(known) < len(KON))
    if total is None or incomplete or min(known) <= total <= max(known):
        return None
    sentence = (
        f"{_name(calculation, cell)}: {amount(total, None)} ligger inte mellan {what} "
        f"{amount(min(known), None)} och {amount(max(known), None)}."
    )
    severity = severity_of(calculation.table.row(cell.row))
    address = Address(document, calculation.table.id, *cell)
    return Finding(address, "identitet", severity, total, None, sentence)
