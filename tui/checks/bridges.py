"""Bridges (*broar*): the same figure in two documents, and what cannot be compared.

Two documents that print different figures for one and the same thing contradict each other, a
*fel*. What has been changed between them (a definition, a sign, a target, a source, a period) is
for the reader to know, *bör ses över*, and is told in the later document only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from tui.checks.amount_bridges import AMOUNT_TEMPLATES, AmountMemory, same_amount
from tui.checks.neighbours import Neighbour, Others, earlier, heading
from tui.checks.nyckeltal_bridges import TEMPLATE, nyckeltal_bridges
from tui.checks.personal_bridges import FACTS, YEAR_TEMPLATES, personal_bridges
from tui.checks.text_bridges import text_bridges
from tui.checks.text_facts import FACT_TEMPLATES
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.rule import Linear

__all__ = ["BridgeMemory", "Others", "bridge_finding"]

CHANGE_TEMPLATES = (*AMOUNT_TEMPLATES, *FACT_TEMPLATES, TEMPLATE, *YEAR_TEMPLATES)
"""The kinds of another document's tables that the bridges ask for."""


class BridgeMemory:
    """The bridges of a document as they were last worked out against the others."""

    def __init__(self, document: Document, change: Others) -> None:
        self.document, self.change = document, change
        self.amount = AmountMemory(document, change)
        self._known: dict[str, tuple[tuple[Calculation, ...], tuple[Finding, ...]]] = {}

    def holds(self, document: Document, change: Others) -> bool:
        """Whether it is of the very same document and others."""
        return self.document is document and self.change is change

    def finding(
        self, name: str, bridge: "Bridge", own_ones: Mapping[str, Calculation]
    ) -> tuple[Finding, ...]:
        """A bridge's findings, worked out where a table that it hangs on is another."""
        calculations = tuple(own_ones.values())
        known = self._known.get(name)
        # Two recomputations are equal only where they are one and the same.
        if known is None or known[0] != calculations:
            known = self._known[name] = (calculations, tuple(bridge(own_ones)))
        return known[1]


Bridge: TypeAlias = Callable[[Mapping[str, Calculation]], Iterable[Finding]]


def bridge_finding(
    document: Document, calculations: Mapping[str, Calculation], memory: BridgeMemory
) -> Iterator[Finding]:
    """Every bridge of a document; each is given no more than the tables that it hangs on."""
    change = memory.change
    bridges: Mapping[str, tuple[Bridge, tuple[str, ...]]] = {
        "belopp": (partial(same_amount, memory.amount), AMOUNT_TEMPLATES),
        "tecken": (lambda own_ones: _turned_sign(document, own_ones, change), AMOUNT_TEMPLATES),
        "text": (
            lambda own_ones: text_bridges(document, own_ones, change),
            (*FACT_TEMPLATES, *AMOUNT_TEMPLATES),
        ),
        "nyckeltal": (lambda own_ones: nyckeltal_bridges(document, own_ones, change), (TEMPLATE,)),
        "personal": (
            lambda own_ones: personal_bridges(document, own_ones, change),
            (*YEAR_TEMPLATES, FACTS),
        ),
    }
    for name, (bridge, templates) in bridges.items():
        own_ones = {id_: k for id_, k in calculations.items() if k.table.template.id in templates}
        yield from memory.finding(name, bridge, own_ones)


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
