"""Tables of before: their records told only what they did not have in common with their mall.

What such a table leaves out is as the mall says that it names. It is made whole as it is read;
the disk is changed when its file is saved.
"""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.expression import signed_names
from tui.domain.rule import rule_names, sum_rule, tree_of
from tui.domain.table import Column, Row, RowRole, Table
from tui.store.errors import ItemError, quoted


class MallRows(Struct, frozen=True):
    """What a record leaves out: declared rows by key, and what those are whose keys are numbered
    as a declared one's."""

    rows: Mapping[str, Row]
    numbered: Mapping[str, RowRole]

    def row(self, id_: str) -> Row:
        """The row that a record of this key is, but for what it says itself."""
        if id_ in self.rows:
            return self.rows[id_]
        roles = (role for stem, role in self.numbered.items() if id_.startswith(stem))
        return Row(id_, "", role=next(roles, ""))


NOTHING = MallRows({}, {})
"""A record that leaves nothing to a mall."""


def mall_rows(mall: Table) -> MallRows:
    """What the records of a table that began from a mall leave to it."""
    hits = ((re.fullmatch(r"(.+_)\d+", row.id), row.role) for row in mall.rows if row.role)
    return MallRows({row.id: row for row in mall.rows}, {hit[1]: role for hit, role in hits if hit})


def former_columns(mall: Table, headings: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns that a document has: those it prints, in the order of its headings, and the
    program's own where all that they are computed from is there. Raises ItemError."""
    unknown = next((k for k in headings if k not in mall.column_index), None)
    if unknown is not None:
        raise ItemError(f"tabell av slaget {quoted(mall.id)}: kolumnen {quoted(unknown)} är okänd")
    order = {id_: i for i, id_ in enumerate(headings)}
    chosen: list[Column] = []
    known_ones = set(order)
    for column in mall.columns:
        countable = column.rule is not None and known_ones.issuperset(rule_names(column.rule))
        if column.id in order:
            chosen.append(replace(column, heading=headings[column.id]))
        elif countable or column.always:
            chosen.append(column)
            known_ones.add(column.id)
    return _in_printed_order(tuple(chosen), order)


def _in_printed_order(chosen: tuple[Column, ...], order: Mapping[str, int]) -> tuple[Column, ...]:
    printed = iter(sorted((k for k in chosen if k.id in order), key=lambda k: order[k.id]))
    return tuple(next(printed) if k.id in order else k for k in chosen)


def without_absent(rows: tuple[Row, ...], mall: Table) -> tuple[Row, ...]:
    """The rows, none with a sum of rows that only the mall has: they count as nothing in it."""
    present = {row.id for row in rows}
    absent = mall.index.keys() - present
    return tuple(_without(row, absent) for row in rows) if absent else rows


def _without(row: Row, absent: frozenset[str] | set[str]) -> Row:
    tree = tree_of(row.rule)
    terms = () if tree is None else signed_names(tree)
    left = tuple(term for term in terms if term[1] not in absent)
    return replace(row, rule=sum_rule(*left)) if left and len(left) < len(terms) else row
