"""Rules that cannot be reckoned by (*regelfel*): unreadable, in a ring, or too many steps.

Only such cells, and what is made of them, are empty; the rest of the table stands. A column's rule
looks along its row and a row's rule down its column, so a ring is one of columns or one of rows.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from tui.domain.expression import parsed
from tui.domain.rule import Rule, rule_names, shape_of
from tui.domain.table import Row, Table
from tui.svenska.arithmetic import Refusal

# A document's rules are three or four steps deep. Each step costs the recomputation a handful of
# nested calls, so a file must not be able to ask for more than Python allows.
MAX_STEPS = 40
MAX_COLUMN_STEPS = 12


class Fault(Struct, frozen=True):
    """What is wrong with the rule of a row, or of a column: the end of a sentence about it.

    ``empty``: nothing can be reckoned by it; else it names something that is not there.
    """

    row: str
    column: str
    why: str
    empty: bool = True


class RuleFaults(Struct, frozen=True, dict=True):
    """Why the rules of these rows and columns give nothing, and what is to be told of them."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    told: tuple[Fault, ...]

    @cached_property
    def doubted_rows(self) -> frozenset[str]:
        """The rows whose rules nothing printed can be held against."""
        return frozenset((*self.rows, *(fault.row for fault in self.told if fault.row)))

    @cached_property
    def doubted_columns(self) -> frozenset[str]:
        """The columns whose rules nothing printed can be held against."""
        return frozenset((*self.columns, *(fault.column for fault in self.told if fault.column)))


def rule_faults(table: Table) -> RuleFaults:
    """The faults of a table's rules, in the order of the table."""
    ruled = {row.id: row for row in table.rows if row.rule is not None}
    columns = {column.id: column.rule for column in table.columns if column.rule is not None}
    unreadable = {id_: why for id_, row in ruled.items() if (why := _unreadable(row.rule))}
    unreadable_columns = {id_: why for id_, rule in columns.items() if (why := _unreadable(rule))}
    row_graph = {id_: _parts(table, row, ruled.keys()) for id_, row in ruled.items()}
    column_graph = {
        id_: [name for name in rule_names(rule) if name in columns] for id_, rule in columns.items()
    }
    rows = unreadable | _broken(row_graph, unreadable, "raden", MAX_STEPS)
    wide = unreadable_columns | _broken(
        column_graph, unreadable_columns, "kolumnen", MAX_COLUMN_STEPS
    )
    told = [Fault("", id_, why) for id_, why in wide.items() if why]
    told += [Fault(row.id, "", rows[row.id]) for row in ruled.values() if rows.get(row.id)]
    told += _unknown(table, ruled, columns)
    return RuleFaults(rows, wide, tuple(told))


def _unreadable(rule: Rule | None) -> str:
    tree = parsed(rule) if isinstance(rule, str) else None
    return tree.sentence if isinstance(tree, Refusal) else ""


def _parts(table: Table, row: Row, ruled: Iterable[str]) -> list[str]:
    """The rows with rules that a row is made of."""
    shape = shape_of(row.rule)
    if shape is None:
        return []
    children = table.children.get(row.id, ()) if shape.children else ()
    return [name for name in (*shape.names, *children) if name in ruled]


def _broken(
    graph: Mapping[str, list[str]], unreadable: Mapping[str, str], itself: str, most: int
) -> dict[str, str]:
    """What leads back to itself or takes too many steps, each with why; "" for what is made of
    such, or of what cannot be read."""
    steps: dict[str, int] = {}
    left = dict(graph)
    while left:
        done = [key for key, parts in left.items() if all(part in steps for part in parts)]
        if not done:
            break
        for key in done:
            steps[key] = 1 + max((steps[part] for part in left.pop(key)), default=0)
    ring = _without_users(left)
    broken = {key: f"regeln leder tillbaka till {itself} själv." * (key in ring) for key in left}
    deep = [key for key in graph if steps.get(key, 0) > most]
    first = [key for key in deep if steps[key] == most + 1][:1]
    broken |= {key: f"reglerna går i fler än {most} steg." * (key in first) for key in deep}
    for key in sorted(steps, key=steps.__getitem__):
        if key not in broken and any(part in broken or part in unreadable for part in graph[key]):
            broken[key] = ""
    return broken


def _without_users(graph: Mapping[str, list[str]]) -> set[str]:
    """What is left when all that nothing else is made of has been taken away, again and again."""
    left = set(graph)
    while True:
        needed = {part for key in left for part in graph[key]}
        if left <= needed:
            return left
        left &= needed


def _unknown(
    table: Table, ruled: Mapping[str, Row], columns: Mapping[str, Rule]
) -> Iterable[Fault]:
    """Rules that name what is not in the table."""
    for id_, rule in columns.items():
        for name in rule_names(rule):
            if name not in table.column_index:
                yield Fault("", id_, _missing(name), empty=False)
    for id_, row in ruled.items():
        for name in rule_names(row.rule):
            if name not in table.index:
                yield Fault(id_, "", _missing(name), empty=False)


def _missing(name: str) -> str:
    return f"regeln räknar med ”{name}”, som inte finns i tabellen."
