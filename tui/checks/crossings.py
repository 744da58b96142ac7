"""Which relations go through a cell (*korsningar*): those that it is the target or a part of."""

from collections.abc import Iterator
from functools import cached_property

from tui.checks.relations import Cell, Figures, Relation, declared_relation, special_relation
from tui.domain.rule import shape_of
from tui.domain.table import SUMMED, Column, Row


class Crossings:
    """The relations of one table, each made when it is asked for, and kept."""

    def __init__(self, figures: Figures) -> None:
        self.figures, self.table = figures, figures.calculation.table
        self._known: dict[tuple[Cell, str], Relation | None] = {}

    @cached_property
    def special(self) -> tuple[Relation, ...]:
        """The relations beside the declared rules."""
        return tuple(special_relation(self.figures))

    def declared(self, cell: Cell, along: str) -> Relation | None:
        """The declared relation that gives a cell along its row or down its column."""
        key = (cell, along)
        if key not in self._known:
            self._known[key] = declared_relation(self.figures, cell, along)
        return self._known[key]

    def through(self, cell: Cell) -> Iterator[Relation]:
        """The relations that bind a cell, its own first."""
        found = [self.declared(cell, along) for along in ("rad", "kolumn")]
        front, seen = [cell], {cell}
        while front:
            for user, along in self.users(front.pop()):
                if self.figures.stands(user):
                    found.append(self.declared(user, along))
                elif user not in seen:
                    # Computed and not printed: what is made of it is made of its parts.
                    front.append(user)
                    seen.add(user)
        special = self._special_at.get(cell, ()) if self.special else ()
        yield from {id(one): one for one in (*found, *special) if one is not None}.values()

    def users(self, cell: Cell) -> Iterator[tuple[Cell, str]]:
        """The computed cells that a cell is a part of, and in which direction."""
        for column in self._columns.get(cell.column, ()):
            yield Cell(cell.row, column.id), "rad"
        for row in self._rows.get(cell.row, ()):
            yield Cell(row.id, cell.column), "kolumn"
        parent = self.table.row(cell.row).parent if cell.row in self.table.index else None
        if parent in self._summing and self.table.row(cell.row).kind in SUMMED:
            yield Cell(str(parent), cell.column), "kolumn"

    @cached_property
    def _special_at(self) -> dict[Cell, list[Relation]]:
        at: dict[Cell, list[Relation]] = {}
        for relation in self.special:
            for cell in relation.cells:
                at.setdefault(cell, []).append(relation)
        return at

    @cached_property
    def _columns(self) -> dict[str, list[Column]]:
        """The columns whose rules name a column."""
        users: dict[str, list[Column]] = {}
        for column in self.table.columns:
            shape = shape_of(column.rule)
            for name in shape.names if shape else ():
                users.setdefault(name, []).append(column)
        return users

    @cached_property
    def _rows(self) -> dict[str, list[Row]]:
        """The rows whose rules name a row."""
        users: dict[str, list[Row]] = {}
        for row in self.table.rows:
            shape = shape_of(row.rule)
            for name in shape.names if shape else ():
                users.setdefault(name, []).append(row)
        return users

    @cached_property
    def _summing(self) -> frozenset[str]:
        """The rows whose rules sum their children."""
        shapes = ((row.id, shape_of(row.rule)) for row in self.table.rows if row.rule)
        return frozenset(id_ for id_, shape in shapes if shape and shape.children)
