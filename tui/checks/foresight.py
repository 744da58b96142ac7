"""What will be found once a document is decided (*inför beslut*), told before it is done.

The same checks are run on the document as it will be: printed and locked. Other documents are held
against it in their turn, so what is new in them is told too.
"""

from collections.abc import Collection, Iterator

from msgspec import Struct

from tui.checks.bridged_parts import without_bridged_sums
from tui.checks.context import compared_subjects, context_finding
from tui.checks.exemptions import without_exemption
from tui.checks.neighbours import Neighbour, Others, comparable, nearby
from tui.checks.one_table import table_finding
from tui.domain.document import Document
from tui.domain.finding import Finding, ordered


class Foreseen(Struct, frozen=True):
    """The findings after a decision: each of the document's own, and the new ones of others.

    ``own`` are as the tables give them; what the running text says is not among them.
    """

    own: tuple[Finding, ...]
    context: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...] = ()

    @property
    def repeated(self) -> frozenset[Finding]:
        """Those of other documents that say the same as one of the document's own."""
        said = {(f.said, f.should) for f in self.context if f.kind == "bro"}
        return frozenset(f for f in self.elsewhere if (f.should, f.said) in said)


def foreseen(after: Neighbour, before: Others) -> Foreseen:
    """What the checks will say of a document that is decided, and of those near it.

    ``after`` is the document as decided; ``before`` all documents by id with all their tables, it
    too, as they are now.
    """
    head, tables = after
    own = tuple(f for k in tables.values() for f in table_finding(head.id, k))
    context = context_finding(*after, near(head, before))
    told = set(without_bridged_sums((*own, *context), head.exemption))
    own = tuple(finding for finding in own if finding in told)
    return Foreseen(own, context, ordered(_elsewhere(after, before)))


def _elsewhere(after: Neighbour, before: Others) -> Iterator[Finding]:
    changed = {**before, after[0].id: after}
    for id_ in against(after[0], [head for head, _ in before.values()]):
        other = before[id_]
        known = set(context_finding(*other, near(other[0], before)))
        found = context_finding(*other, near(other[0], changed))
        new = (f for f in found if f not in known)
        yield from without_exemption(new, other[0].exemption)


def against(document: Document, heads: Collection[Document]) -> list[str]:
    """The ids of the documents that are held against one."""
    return [d.id for d in heads if d.id != document.id and document.id in nearby(d, heads)]


def near(document: Document, all_: Others) -> Others:
    """Of all documents those that one is held against, and of these what is asked for."""
    heads = {id_: head for id_, (head, _) in all_.items()}
    ids = nearby(document, heads.values())
    without_tables: Others = {id_: (heads[id_], {}) for id_ in ids}
    compared = {other.id for other, _ in comparable(document, without_tables)}
    asked = compared_subjects()
    return {
        id_: (
            heads[id_],
            {n: k for n, k in all_[id_][1].items() if k.table.subject in asked}
            if id_ in compared
            else {},
        )
        for id_ in ids
    }
