"""Bridges (*broar*): the same figure in two documents, and what cannot be compared.

Two documents that print different figures for one and the same thing contradict each other, a
*fel*. What has been changed between them (a definition, a sign, a target, a source, a period) is
for the reader to know, *bör ses över*, and is told in the later document only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from tui.checks.amount_bridges import AMOUNT_TEMPLATES, same_amount
from tui.checks.neighbours import Neighbour, Others, earlier, heading
from tui.checks.nyckeltal_bridges import TEMPLATE, nyckeltal_bridges
from tui.checks.personal_bridges import FACTS, YEAR_TEMPLATES, personal_bridges
from tui.checks.text_bridges import text_bridges
from tui.checks.text_facts import FACT_TEMPLATES
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.rule import Linear

CHANGE_TEMPLATES = (*AMOUNT_TEMPLATES, *FACT_TEMPLATES, TEMPLATE, *YEAR_TEMPLATES)
"""The kinds of another document's tables that the bridges ask for."""

Bridge: TypeAlias = Callable[[Document, Mapping[str, Calculation], Others], Iterable[Finding]]


def bridge_finding(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """Every bridge of a document, each of the tables that it is about."""
    bridges: tuple[tuple[Bridge, tuple[str, ...]], ...] = (
        (same_amount, AMOUNT_TEMPLATES),
        (_turned_sign, AMOUNT_TEMPLATES),
        (text_bridges, (*FACT_TEMPLATES, *AMOUNT_TEMPLATES)),
        (nyckeltal_bridges, (TEMPLATE,)),
        (personal_bridges, (*YEAR_TEMPLATES, FACTS)),
    )
    for bridge, templates in bridges:
        own = {id_: k for id_, k in calculations.items() if k.table.template.id in templates}
        yield from bridge(document, own, change)


def _turned_sign(
    document: Document, calculations: Mapping[str, Calculation], change: Others
) -> Iterator[Finding]:
    """A difference between the years that is counted the other way round than last time."""
    for calculation in calculations.values():
        has = _diffs_sign(calculation)
        earliest = next(_with_diff(earlier(document, change), calculation.table.template.tab), None)
        if has and earliest and earliest[1] != has:
            other, where = earliest
            sentence = (
                f"{calculation.table.heading}, {heading(calculation, 'diff')}: {_ORDER[has]} här, "
                f"men {_ORDER[where]} i {other.name}; samma tecken betyder motsatsen."
            )
            address = Address(document.id, calculation.table.id, "", "diff")
            yield Finding(address, "bro", "bör ses över", _ORDER[has], _ORDER[where], sentence)


_ORDER = {1: "i år − i fjol", -1: "i fjol − i år"}


def _with_diff(neighbours: list[Neighbour], tab: str) -> Iterator[tuple[Document, int]]:
    for other, calculations in neighbours:
        for calculation in calculations.values():
            if calculation.table.template.tab == tab and (sign := _diffs_sign(calculation)):
                yield other, sign


def _diffs_sign(calculation: Calculation) -> int:
    """+1 for this year less last year, −1 for the other way round, 0 for no such column."""
    if (
        calculation.table.template.id not in AMOUNT_TEMPLATES
        or "diff" not in calculation.table.column_index
    ):
        return 0
    rule = calculation.table.column("diff").rule
    terms = rule.terms if isinstance(rule, Linear) else ()
    return next((sign for sign, name in terms if name == "utfall"), 0)
