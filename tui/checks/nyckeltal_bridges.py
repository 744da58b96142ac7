"""Bridges of the nyckeltal: outcomes of one year in two documents, changed targets and sources."""

import re
from collections.abc import Iterator, Mapping

from tui.checks.neighbours import Neighbour, Others, earlier, heading, heading_year, table_of
from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text
from tui.domain.document import Document
from tui.domain.finding import Address, Finding, Severity
from tui.domain.table import Row
from tui.domain.value import number_in
from tui.svenska.format import MONTHS

TEMPLATE = "mal.nyckeltal"


def nyckeltal_bridges(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """What a nyckeltal says otherwise than in the latest document before that has it."""
    calculation = table_of(calculations, TEMPLATE)
    for row in calculation.table.rows if calculation else ():
        found = next(_same_nyckeltal(row, earlier(document, change)), None)
        if calculation is not None and found is not None:
            yield from _compared(document, calculation, row, *found)


def _same_nyckeltal(
    row: Row, neighbours: list[Neighbour]
) -> Iterator[tuple[Document, Calculation, Row]]:
    for other, calculations in neighbours:
        calculation = table_of(calculations, TEMPLATE)
        for theirs in calculation.table.rows if calculation else ():
            if calculation is not None and _name(theirs.label) == _name(row.label):
                yield other, calculation, theirs


def _name(label: str) -> str:
    """The label without its unit and its signs: they come and go between the years."""
    return " ".join(re.findall(r"[a-zåäö0-9]+", label.casefold()))


def _compared(
    document: Document,
    calculation: Calculation,
    row: Row,
    other: Document,
    theirs: Calculation,
    before: Row,
) -> Iterator[Finding]:
    def finding(column: str, severity: Severity, where: str, sentence: str) -> Finding:
        address = Address(document.id, calculation.table.id, row.id, column)
        return Finding(
            address, "bro", severity, row.cells.get(column), before.cells.get(where), sentence
        )

    if _changed(row, before, "mal"):
        yield finding("mal", "bör ses över", "mal", _mal_sentence(row, other, before))
    if _source(row) and _source(before) and _source(row) != _source(before):
        sentence = (
            f"{row.label}: källan är ”{_without_footnote(row)}”, "
            f"men var ”{_without_footnote(before)}” i {other.name}."
        )
        yield finding("kalla", "bör ses över", "kalla", sentence)
    if _same_year(calculation, theirs) and _changed(row, before, "foregaende", "utfall"):
        has, where = heading(calculation, "foregaende"), heading(theirs, "utfall")
        same_day = _day(has, document) == _day(where, other)
        end = "" if same_day else "; de två dagarna kan inte jämföras"
        sentence = (
            f"{row.label}: {has} är {_text(row, 'foregaende')} här, "
            f"men {where} är {_text(before, 'utfall')} i {other.name}{end}."
        )
        yield finding("foregaende", "fel" if same_day else "bör ses över", "utfall", sentence)


def _changed(row: Row, before: Row, has: str, where: str = "") -> bool:
    """Whether both have a figure there, and not the same."""
    now, then = row.cells.get(has), before.cells.get(where or has)
    return (
        number_in(now) is not None
        and number_in(then) is not None
        and (
            cell_text(now, None) != cell_text(then, None)
            if has == "mal"
            else number_in(now) != number_in(then)
        )
    )


def _mal_sentence(row: Row, other: Document, before: Row) -> str:
    return (
        f"{row.label}: målet är {_text(row, 'mal')}, men var {_text(before, 'mal')} i {other.name}."
    )


def _text(row: Row, column: str) -> str:
    return cell_text(row.cells.get(column), None)


def _source(row: Row) -> str:
    """The source, for telling two of them apart."""
    return _without_footnote(row).casefold()


def _without_footnote(row: Row) -> str:
    source = re.sub(r"\(fotnot \d+\)", "", str(row.cells.get("kalla") or ""))
    return " ".join(source.split())


def _same_year(calculation: Calculation, theirs: Calculation) -> bool:
    has = heading_year(calculation, calculation.table.column("foregaende"))
    return has is not None and has == heading_year(theirs, theirs.table.column("utfall"))


_DAY = re.compile(r"\b(\d{1,2}) ([a-z]{3})")


def _day(the_heading: str, document: Document) -> tuple[str, ...]:
    """The day of the year that a heading names, else the one that the document goes to."""
    hit = _DAY.search(the_heading.casefold())
    if hit is not None:
        return hit.groups()
    end = document.period.end
    return str(end.day), MONTHS[end.month - 1][:3]
