"""Whether the rows of a table hang together: unique keys, known parents, no rule in a ring."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tui.domain.rule import Children, name_in
from tui.domain.table import Row
from tui.store.errors import ItemError, Place, quoted

# A document's rules are three or four steps deep. Each step costs the recomputation a handful
# of nested calls, so a file must not be able to ask for more than Python allows.
MAX_STEP = 40


def control_rows(rows: tuple[Row, ...], place: Place) -> None:
    """Raises Postfel for the first row that the table cannot stand on."""
    count = Counter(row.id for row in rows)
    upper_lines = {row.parent for row in rows if row.parent is not None}
    for row in rows if len(count) < len(rows) or not upper_lines <= count.keys() else ():
        if count[row.id] > 1:
            raise ItemError(f"{place._replace(row=row.id)}: radnyckeln står två gånger")
        if row.parent is not None and row.parent not in count:
            raise ItemError(f"{place._replace(row=row.id)}: överraden {quoted(row.parent)} saknas")
    parents = {row.id: (row.parent,) for row in rows if row.parent is not None}
    _control_step(parents, place, "överraderna")
    _control_step(_needed(rows), place, "summareglerna")


def _needed(rows: tuple[Row, ...]) -> dict[str, set[str]]:
    """The rows that each computed row is computed from."""
    children: dict[str, set[str]] = {}
    for row in rows:
        if row.parent is not None and row.kind in ("post", "summa"):
            children.setdefault(row.parent, set()).add(row.id)
    return {row.id: _terms(row, children) for row in rows if row.rule is not None}


def _terms(row: Row, children: Mapping[str, set[str]]) -> set[str]:
    if isinstance(row.rule, Children):
        return children.get(row.id, set())
    return set(name_in(row.rule)) if row.rule is not None else set()


def _control_step(graph: Mapping[str, Iterable[str]], place: Place, what: str) -> None:
    if _within_step(graph):
        return
    # Needed only for saying which row it is that leads too far.
    from graphlib import CycleError, TopologicalSorter

    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        row = place._replace(row=error.args[1][0])
        raise ItemError(f"{row}: {what} leder tillbaka till samma rad") from None
    step: dict[str, int] = {}
    for key in order:
        step[key] = 1 + max((step[n] for n in graph.get(key, ())), default=0)
        if step[key] > MAX_STEP:
            raise ItemError(f"{place._replace(row=key)}: {what} går i fler än {MAX_STEP} steg")


def _within_step(graph: Mapping[str, Iterable[str]]) -> bool:
    """Whether no way through the graph is too long, as one in a ring always is."""
    level: Iterable[str] = graph.keys()
    for _ in range(MAX_STEP):
        level = {next_ for key in level for next_ in graph.get(key, ())}
        if not level:
            return True
    return False
