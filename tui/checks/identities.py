"""Identities (*identiteter*): every printed sum and computed column against its own rule.

A printed figure is held against the *printed* figures that it is made of, so that one slip is
told once and rounding does not add up. Where several relations fail together, the one cell that
explains them is told, with the figure that heals it (``healing``). A mean lies between the groups
that it is the mean of.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tui.checks.crossings import Crossings
from tui.checks.healing import Healed, Sheet, computed_last, healed
from tui.checks.relations import (
    Cell,
    Figures,
    Relation,
    figures_of,
    rounded_to,
    rule_gives,
    rules_of,
    severity_of,
    tryckta_cells,
)
from tui.domain.calculation import Calculation, incomplete, is_plain_sum, parts_missing
from tui.domain.cell_text import MARK_WORD, column_heading
from tui.domain.finding import Address, Finding, Severity
from tui.domain.interval import Interval
from tui.domain.rule import tree_of
from tui.domain.table import Column, Row, Table, printed_rows
from tui.domain.value import Mark, decimals_in
from tui.svenska.format import amount

MAX_OTHERS = 3
# How many times another year's figure, or part of it, a figure that was left out may have been.
_ALIKE = 3
_SENSELESS = 100


def identity_finding(document: str, calculation: Calculation) -> Iterator[Finding]:
    """The findings of a table's printed figures: slips, and faintly what only rounding parts.

    In a draft a sum is printed where one was typed, pasted or carried over; all others are computed
    and agree.
    """
    table, figures = calculation.table, figures_of(calculation)
    crossings = Crossings(figures)
    off = list(_off(crossings))
    failing = [one for one in off if not one.holds(figures.within)]
    found = {f.address: f for f in _slips(document, crossings, failing)}
    tried: set[Cell] = set()
    for one in off:
        # The first relation that the figure is off decides: beyond its bound it is no rounding.
        if one.target not in tried and one.holds(figures.within):
            tryckt, should = (n for n in (figures.number(one.target), one.should(figures.number)))
            if tryckt is not None and should is not None:
                finding = _rounding(document, figures, one.target, tryckt, should, one.along)
                found.setdefault(finding.address, finding)
        tried.add(one.target)
    yield from sorted(
        found.values(),
        key=lambda f: (table.index[f.address.row], table.column_index[f.address.column]),
    )


def _off(crossings: Crossings) -> Iterator[Relation]:
    """The declared relations whose printed figure is not just what the others give."""
    figures = crossings.figures
    for row, column, tryckt in tryckta_cells(figures.calculation):
        for rule, along in rules_of(figures.calculation, row, column):
            should = rule_gives(figures, row, column, rule, along)
            if should is None or should == tryckt or rounded_to(should, tryckt) == tryckt:
                continue
            cell = Cell(row.id, column.id)
            if rule.share and figures.is_dash(cell) and abs(should) >= _SENSELESS:
                continue  # So is a share of next to nothing printed, which says nothing.
            one = crossings.declared(cell, along)
            if one is not None:
                yield one


def missing(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every printed difference whose own figures are missing."""
    faults = calculation.faults
    for row in printed_rows(calculation.table):
        for column in calculation.table.columns:
            tryckt = row.tryckt.get(column.id)
            if not tryckt or not calculation.is_computed(row.id, column.id):
                continue
            if row.id in faults.doubted_rows or column.id in faults.doubted_columns:
                continue
            if calculation.computed(row.id, column.id) is None:
                address = Address(document, calculation.table.id, row.id, column.id)
                heading = column_heading(column, calculation.context.period)
                sentence = f"{row.label}: {heading} är tryckt, men talen bakom saknas."
                yield Finding(address, "saknas", "bör ses över", tryckt, None, sentence)


def sum_over_gap(document: str, calculation: Calculation) -> Iterator[Finding]:
    """A finding for every sum that a decided document prints over one empty cell, where it is not
    what the other parts give: the sum is wrong, or the figure in the cell was left out.
    """
    table, faults = calculation.table, calculation.faults
    for row in printed_rows(table) if calculation.context.locked else ():
        for column in table.columns:
            tryckt = row.tryckt.get(column.id)
            if row.id in faults.doubted_rows or column.id in faults.doubted_columns:
                continue
            gap = _lone_gap(calculation, row, column)
            gives = calculation.computed(row.id, column.id)
            if gap is None or not (isinstance(tryckt, Decimal) and isinstance(gives, Decimal)):
                continue
            address = Address(document, table.id, row.id, column.id)
            sentence = (
                f"{_name(calculation, Cell(row.id, column.id))}: tryckt {amount(tryckt, None)}, "
                f"delarna som står där ger {amount(gives, None)} och "
                f"{_name(calculation, gap)} är tom."
            )
            yield Finding(address, "identitet", "bör ses över", tryckt, None, sentence)


def _lone_gap(calculation: Calculation, row: Row, column: Column) -> Cell | None:
    """The one empty cell among a plain sum's parts, all others being figures."""
    tree = tree_of(calculation.rule(row, column))
    if tree is None or not is_plain_sum(calculation.with_children(row, tree)):
        return None
    gaps = [*parts_missing(calculation, row, column)]
    if len(gaps) != 1 or incomplete(calculation, *gaps[0]):
        return None
    gap = Cell(*gaps[0])
    entered = not calculation.is_computed(*gap) and calculation.value(*gap) is None
    return gap if entered else None


# ---- slips -------------------------------------------------------------------------------------


def _slips(document: str, crossings: Crossings, failing: Sequence[Relation]) -> Iterator[Finding]:
    figures = crossings.figures
    special = (one for one in crossings.special if not one.holds(figures.within))
    sheet = Sheet(
        figures.within,
        figures.decimals,
        figures.stands,
        crossings.through,
        lambda one: (not _left_out(figures, one), computed_last(one)),
    )
    for one in healed(sheet, (*failing, *special)):
        yield _slip(document, figures, one)


def _left_out(figures: Figures, one: Healed[Cell, Relation]) -> bool:
    """Whether nothing stands where the row's other figures want as much as would heal."""
    value, number = one.value, figures.number(one.cell)
    if not value or number is None or number:
        return False
    if all(figures.is_dash(relation.target) for relation in one.bindings):
        return False  # What is worked out of nothing says nothing too.
    table = figures.calculation.table
    row = table.row(one.cell.row)
    others = [
        other
        for column in table.columns
        if column.id != one.cell.column and not column.computed and column.numeric
        if (other := figures.number(Cell(row.id, column.id)))
    ]
    if not others or any(other * value < 0 for other in others):
        return False
    sizes = [abs(other) for other in others]
    return min(sizes) <= _ALIKE * abs(value) and abs(value) <= _ALIKE * max(sizes)


def _slip(document: str, figures: Figures, one: Healed[Cell, Relation]) -> Finding:
    severity: Severity = "bör ses över"
    if any(relation.severity == "fel" for relation in one.bindings):
        severity = "fel"
    table = figures.calculation.table.id
    others = tuple((Address(document, table, *cell), value) for cell, value in one.others)
    return Finding(
        Address(document, table, *one.cell),
        "identitet",
        severity,
        figures.number(one.cell),
        one.value,
        _slip_sentence(figures, one),
        others,
    )


def _slip_sentence(figures: Figures, one: Healed[Cell, Relation]) -> str:
    said, calculation = figures.number(one.cell) or Decimal(0), figures.calculation
    decimals, name = figures.decimals(one.cell), _name(calculation, one.cell)
    decimals = decimals if figures.is_dash(one.cell) else decimals_in(said)
    tryckt = _tryckt_text(figures, one.cell, said)
    if one.value is None:
        return f"{name}: tryckt {tryckt} stämmer inte med resten."
    own = [relation for relation in one.bindings if relation.target == one.cell]
    if own:
        sentence = _sentence(figures, one.cell, said, one.value, own[0].along)
    else:
        sentence = (
            f"{name}: tryckt {tryckt}, "
            f"men {_name(calculation, one.bindings[0].target)}, "
            f"går ihop med {amount(one.value, decimals)}."
        )
    others = [
        f"{amount(value, figures.decimals(cell))} i {_name(calculation, cell)}"
        for cell, value in one.others
    ]
    if not others or len(others) > MAX_OTHERS:
        return sentence
    return f"{sentence.removesuffix('.')}; annars {' eller '.join(others)}."


def _rounding(
    document: str,
    figures: Figures,
    cell: Cell,
    tryckt: Decimal,
    should: Decimal,
    along: str,
) -> Finding:
    """The faint finding of a printed figure that is off its rule, and yet may be rounded so."""
    table = figures.calculation.table.id
    shown = Decimal(0).scaleb(-figures.decimals(cell)) if figures.is_dash(cell) else tryckt
    right, address = rounded_to(should, shown), Address(document, table, *cell)
    sentence = _sentence(figures, cell, tryckt, right, along, " (avrundning)")
    return Finding(address, "identitet", "avrundning", tryckt, should, sentence)


def _sentence(
    figures: Figures,
    cell: Cell,
    tryckt: Decimal,
    should: Decimal,
    along: str,
    addition: str = "",
) -> str:
    decimals = max(decimals_in(tryckt), figures.decimals(cell) if figures.is_dash(cell) else 0)
    what = "raden ger" if along == "rad" else "kolumnen summerar till"
    return (
        f"{_name(figures.calculation, cell)}: tryckt {_tryckt_text(figures, cell, tryckt)}, "
        f"{what} {amount(should, decimals)}{addition}."
    )


def _tryckt_text(figures: Figures, cell: Cell, tryckt: Decimal) -> str:
    return MARK_WORD[Mark.DASH] if figures.is_dash(cell) else amount(tryckt, decimals_in(tryckt))


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
    total = table.of("total")
    if total is not None:
        ages = [r.id for r in table.rows if r.role == "alder"]
        sexes = [r.id for r in table.rows if r.role == "kon"]
        for column in table.columns:
            if column.numeric and not column.computed:
                yield Cell(total.id, column.id), sexes, "kvinnors och mäns"
                yield Cell(total.id, column.id), ages, "lägsta och högsta åldersgruppens"
    for column in table.columns:
        for row_id, children in table.children.items() if column.role == "snitt" else ():
            yield Cell(row_id, column.id), children, "lägsta och högsta gruppens"


def _outside(
    document: str, calculation: Calculation, cell: Cell, groups: Sequence[str], what: str
) -> Finding | None:
    figures = figures_of(calculation)
    known = [v for g in groups if (v := figures.number(Cell(g, cell.column))) is not None]
    total = figures.number(cell)
    # With one group missing the mean may lie outside the others.
    if total is None or len(known) < 2 or (mean := figures.within(cell)) is None:
        return None
    within = [i for g in groups if (i := figures.within(Cell(g, cell.column))) is not None]
    if mean.overlaps(Interval(min(i.low for i in within), max(i.high for i in within))):
        return None
    sentence = (
        f"{_name(calculation, cell)}: {amount(total, None)} ligger inte mellan {what} "
        f"{amount(min(known), None)} och {amount(max(known), None)}."
    )
    severity = severity_of(calculation.table.row(cell.row))
    address = Address(document, calculation.table.id, *cell)
    return Finding(address, "identitet", severity, total, None, sentence)
