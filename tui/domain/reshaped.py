"""A table reshaped as a user asks for it: with all that should follow, or why it cannot be.

Every function gives the whole table as it becomes, or a ``Refusal`` that names the place. A figure
is never lost with a form: what stood in a cell that becomes computed is kept as printed where it
is another, and a cell whose rule goes away keeps what it showed.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec.structs import replace

from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, shown_value
from tui.domain.entry import parsed_entry
from tui.domain.expression import Call, Expression, Product, every_part, names_in
from tui.domain.reshape import (
    HeldCell,
    form_of,
    held_in,
    put_in,
    with_column_form,
    with_form,
    with_held,
    without_column,
)
from tui.domain.rule import CHILDREN, Rule, rule_names, shape_of, sum_rule
from tui.domain.rule_faults import Fault, rule_faults
from tui.domain.rule_words import column_words, row_words
from tui.domain.table import SUMMED, Column, ColumnRole, ColumnType, Row, Table
from tui.domain.value import Value, is_shown_as
from tui.svenska.arithmetic import Refusal

Reshaped = Table | Refusal


# ---- what cannot be ----------------------------------------------------------------------------


def tried(before: Calculation, after: Table) -> Reshaped:
    """The table, or where and why a rule of it cannot be, if that is new."""
    known = {(f.row, f.column, f.why) for f in before.faults.told}
    for fault in rule_faults(after).told:
        if (fault.row, fault.column, fault.why) not in known:
            return Refusal(_fault_sentence(before, after, fault))
    for column in after.columns:
        if (why := _of_text(before, after, column)) and column not in before.table.columns:
            return Refusal(f"{_named(before, after, '', column.id)}: {why}")
    return after


def _fault_sentence(before: Calculation, after: Table, fault: Fault) -> str:
    place = _named(before, after, fault.row, fault.column)
    ring = _ring(after, fault)
    if len(ring) > 1:
        names = [_name(before, after, key, row=bool(fault.row)) for key in ring]
        return f"{place}: {' och '.join(names)} skulle räknas ur varandra; det går inte."
    if ring:
        return f"{place}: regeln skulle räkna med sig själv; det går inte."
    return f"{place}: {fault.why}"


def _named(before: Calculation, after: Table, row: str, column: str) -> str:
    what = "Raden" if row else "Kolumnen"
    return f"{what} ”{_name(before, after, row or column, row=bool(row))}”"


def _name(before: Calculation, after: Table, key: str, *, row: bool) -> str:
    words = row_words(after) if row else column_words(after, before.context.period)
    return words.shown.get(key) or key


def _ring(table: Table, fault: Fault) -> tuple[str, ...]:
    """The rows, or columns, through which a rule leads back to itself; none where it does not."""
    start = fault.row or fault.column
    needs: Mapping[str, tuple[str, ...]] = (
        {row.id: _row_parts(table, row) for row in table.rows}
        if fault.row
        else {column.id: rule_names(column.rule) for column in table.columns}
    )
    paths: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        for key in needs.get(path[-1], ()):
            if key == start:
                return path
            if key not in seen:
                seen.add(key)
                paths.append((*path, key))
    return ()


def _row_parts(table: Table, row: Row) -> tuple[str, ...]:
    shape = shape_of(row.rule)
    children = table.children.get(row.id, ()) if shape is not None and shape.children else ()
    return (*rule_names(row.rule), *children)


def _of_text(before: Calculation, table: Table, column: Column) -> str:
    """Why a column's rule cannot be: it is of texts."""
    if not isinstance(column.rule, str):
        return ""
    if not column.numeric:
        return "en kolumn med text kan inte räknas; ändra först vad kolumnen innehåller."
    for name in rule_names(column.rule):
        if name in table.column_index and not table.column(name).numeric:
            return f"regeln räknar med ”{_name(before, table, name, row=False)}”, som är text."
    return ""


# ---- rules -------------------------------------------------------------------------------------


def with_column_rule(calculation: Calculation, column_id: str, rule: str | None) -> Reshaped:
    """The table with another rule for a column, None for one that is typed in.

    What was typed in it is kept as printed where the rule gives another figure.
    """
    table = calculation.table
    column = table.column(column_id)
    if rule is None:
        return _typed_in(calculation, replace(column, rule=None))
    after = tried(calculation, with_column_form(table, column_id, with_own_rule(column, rule)))
    return after if isinstance(after, Refusal) else printed_where_computed(calculation, after)


def with_own_rule(column: Column, rule: str) -> Column:
    """A column with a rule that its nämnd has given it: the report prints it, also a share."""
    shape = shape_of(rule)
    shares = shape is not None and shape.divides
    return replace(column, rule=rule, in_report=column.in_report or shares)


def _typed_in(calculation: Calculation, column: Column) -> Table:
    """The table with a column that is typed in from now on, with the figures that it showed.

    Shares and means stay such: no sum adds up what is no longer divided.
    """
    if column.role in ("", "andel"):
        column = replace(column, role=_kept_role(calculation.table, column))
    table = with_column_form(calculation.table, column.id, column)
    held = {
        row.id: replace(
            held_in(calculation.table, column.id).get(row.id, HeldCell()),
            entered=_kept(calculation, row, column.id),
            tryckt=None,
        )
        for row in table.rows
        if calculation.is_computed(row.id, column.id)
    }
    return printed_where_computed(calculation, with_held(table, column.id, held))


def _kept_role(table: Table, column: Column) -> ColumnRole:
    """What a column is without its rule: a mean over a count, another quotient, or as it was."""
    shape = shape_of(table.column(column.id).rule)
    if shape is None or not shape.divides:
        return column.role
    divisors = [name for name in _divisors(shape.tree) if name in table.column_index]
    counts = bool(divisors) and all(table.column(name).type_ == "tal" for name in divisors)
    if counts and column.type_ != "procent":
        return "snitt"
    return "forbrukning" if divisors else column.role


def _divisors(tree: Expression) -> tuple[str, ...]:
    """The cells that a rule divides by, or counts a change in per cent from."""
    found: list[str] = []
    for part in every_part(tree):
        if isinstance(part, Call) and part.function == "forandring":
            found += names_in(part.arguments[-1])
        if isinstance(part, Product):
            found += (name for sign, by in part.factors if sign < 0 for name in names_in(by))
    return tuple(found)


def _kept(calculation: Calculation, row: Row, column_id: str) -> Value:
    """What stays of a computed figure: a sum as exact as its parts, another as it is shown."""
    column = calculation.table.column(column_id)
    shape = shape_of(calculation.rule(row, column))
    if shape is not None and shape.adds:
        return calculation.value(row.id, column_id)
    return shown_value(calculation, row, column)


def with_row_rule(calculation: Calculation, row_id: str, rule: str | None) -> Reshaped:
    """The table with another rule for a row, None for one that is typed in."""
    table = calculation.table
    row = table.row(row_id)
    if rule is None:
        return table.with_row(replace(_with_shown(calculation, row), rule=None))
    kind = "summa" if row.kind in ("post", "summa") else row.kind
    after = tried(calculation, table.with_row(replace(row, rule=rule, kind=kind)))
    return after if isinstance(after, Refusal) else printed_where_computed(calculation, after)


def _with_shown(calculation: Calculation, row: Row) -> Row:
    """The row with the figures that its rule gives typed into it."""
    cells, tryckt = dict(row.cells), dict(row.tryckt)
    for column in calculation.table.columns:
        if column.numeric and not column.computed:
            value = _kept(calculation, row, column.id)
            tryckt.pop(column.id, None)
            if value is not None:
                cells[column.id] = value
    return replace(row, cells=cells, tryckt=tryckt)


def printed_where_computed(before: Calculation, table: Table) -> Table:
    """The table where no computed cell has a typed figure: it is printed, if it is another.

    A printed figure counts in the rules of others: they are held against those that are kept.
    """
    asked = Calculation(table, before.context)
    typed = {
        (row.id, id_): value
        for row in table.rows
        for id_, value in row.cells.items()
        if id_ in table.column_index and asked.is_computed(row.id, id_)
    }
    bare = _without_cells(table, typed)
    kept = _others(Calculation(_with_printed(bare, typed), before.context), typed)
    while True:
        after = _with_printed(bare, kept)
        more = {**kept, **_others(Calculation(after, before.context), typed)}
        if len(more) == len(kept):
            return after
        kept = more


Placed: TypeAlias = Mapping[tuple[str, str], Value]
"""Values by row and column."""


def _others(calculation: Calculation, typed: Placed) -> Placed:
    """Those of some figures that their cells' rules do not give."""
    return {
        place: value
        for place, value in typed.items()
        if not is_shown_as(calculation.computed(*place), value)
    }


def _without_cells(table: Table, places: Placed) -> Table:
    rows = tuple(
        replace(row, cells={k: v for k, v in row.cells.items() if (row.id, k) not in places})
        for row in table.rows
    )
    return replace(table, rows=rows) if places else table


def _with_printed(table: Table, printed: Placed) -> Table:
    new: dict[str, dict[str, Value]] = {}
    for (row, column), value in printed.items():
        new.setdefault(row, {})[column] = value
    rows = (
        replace(row, tryckt={**row.tryckt, **new[row.id]}) if row.id in new else row
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


# ---- columns -----------------------------------------------------------------------------------


def with_new_column(calculation: Calculation, column: Column, place: int) -> Reshaped:
    """The table with one more column, empty, at a place."""
    table = calculation.table
    return tried(calculation, replace(table, columns=put_in(table.columns, column, place)))


def with_column_as(calculation: Calculation, column: Column) -> Reshaped:
    """The table with another form of a column, its rule as it was.

    Refused where what stands in the column cannot be of its new type.
    """
    before = calculation.table.column(column.id)
    table = with_column_form(calculation.table, column.id, column)
    if before.type_ != column.type_:
        converted = _converted(calculation, table, before, column)
        if isinstance(converted, Refusal):
            return converted
        table = converted
    return tried(calculation, table)


def _converted(calculation: Calculation, table: Table, before: Column, column: Column) -> Reshaped:
    """The table with what stands in a column as values of another type."""
    held, odd = {}, []
    for id_, cell in held_in(table, column.id).items():
        row = table.row(id_)
        new = _as_type(cell.entered, table, row, before, column)
        if isinstance(new, Refusal):
            odd.append(f"{row.label} ({cell_text(cell.entered, None)})")
        else:
            held[id_] = replace(cell, entered=new)
    if odd:
        more = f" och {len(odd) - 3} till" if len(odd) > 3 else ""
        return Refusal(
            f"Kolumnen ”{_name(calculation, table, column.id, row=False)}” kan inte bli "
            f"{TYPE_WORD[column.type_]}: {', '.join(odd[:3])}{more} är inte det."
        )
    return with_held(table, column.id, held)


TYPE_WORD: Mapping[ColumnType, str] = {
    "belopp": "belopp",
    "procent": "procent",
    "tal": "tal eller antal",
    "text": "text",
    "langtext": "lång text",
    "datum": "datum",
    "mal": "målvärden",
    "utfall": "utfall av nyckeltal",
    "val": "val ur en skala",
}
"""What a column may hold, in words."""


def _as_type(
    value: Value, table: Table, row: Row, before: Column, column: Column
) -> Value | Refusal:
    if value is None or (
        before.numeric
        and column.type_ in ("tal", "belopp", "procent")
        and not isinstance(value, str)
    ):
        return value
    return parsed_entry(cell_text(value, None), table, row, column.id)


def without_the_column(calculation: Calculation, column_id: str) -> Table:
    """The table without a column; a rule that cannot do without it gives way to its figures."""
    table = calculation.table
    for column in table.columns:
        if column_id in rule_names(column.rule) and column.id != column_id:
            left = _without_term(column.rule, column_id)
            new = replace(column, rule=left)
            if left is None:
                table = _typed_in(Calculation(table, calculation.context), new)
            else:
                table = with_column_form(table, column.id, new)
    return without_column(table, column_id)


def _without_term(rule: Rule | None, name: str) -> str | None:
    """A sum without one of its terms; None for a rule that says nothing without it."""
    shape = shape_of(rule)
    terms = () if shape is None else shape.terms
    left = tuple(term for term in terms if term[1] != name)
    whole = len(left) > 1 or all(sign > 0 for sign, _ in terms)
    return sum_rule(*left) if left and whole else None


def column_hangs(calculation: Calculation, column_id: str) -> tuple[str, ...]:
    """What hangs on a column, and what becomes of it without, a sentence each."""
    table, words = calculation.table, column_words(calculation.table, calculation.context.period)
    return tuple(
        _hangs_sentence(f"Kolumnen ”{words.shown[column.id]}”", column.rule, column_id)
        for column in table.columns
        if column_id in rule_names(column.rule) and column.id != column_id
    )


def _hangs_sentence(who: str, rule: Rule | None, name: str) -> str:
    if _without_term(rule, name) is None:
        return f"{who} räknas ur den; den behåller sina tal och skrivs in för hand."
    return f"{who} räknar med den; den summerar sedan resten."


# ---- rows --------------------------------------------------------------------------------------


def with_new_row(calculation: Calculation, row: Row, place: int) -> Reshaped:
    """The table with one more row at a place."""
    table = calculation.table
    return tried(calculation, replace(table, rows=put_in(table.rows, row, place)))


def with_row_as(calculation: Calculation, row: Row) -> Reshaped:
    """The table with another form of a row; its label and figures stay."""
    table = calculation.table
    if row.parent is not None and _under(table, row.parent, row.id):
        return Refusal(
            f"Raden ”{row.label}” kan inte höra till sig själv eller till en rad under den."
        )
    new = with_form(table.row(row.id), form_of(row))
    return tried(calculation, table.with_row(new))


def _under(table: Table, row_id: str | None, other: str) -> bool:
    """Whether a row is another one, or stands under it in the tree."""
    for _ in range(len(table.rows) + 1):
        if row_id == other:
            return True
        if row_id is None or row_id not in table.index:
            return False
        row_id = table.row(row_id).parent
    return False


def gathered(table: Table, row_id: str) -> Table:
    """The table where a row has rows under it: those right below it, else right above it.

    A row that has some already keeps them. Taken are the posts that stand on the row's own level,
    up to the next sum or heading.
    """
    if table.children.get(row_id):
        return table
    place = table.index[row_id]
    below = tuple(_run(table, place, range(place + 1, len(table.rows))))
    run = below or tuple(_run(table, place, reversed(range(place))))
    for row in run:
        table = table.with_row(replace(row, parent=row_id))
    return table


def _run(table: Table, place: int, places: Iterable[int]) -> Iterator[Row]:
    level = table.rows[place].parent
    for i in places:
        row = table.rows[i]
        if row.kind == "darav" or row.parent not in (level, table.rows[place].id):
            continue
        if row.kind != "post":
            return
        yield row


def with_sum_of_below(calculation: Calculation, row_id: str) -> Reshaped:
    """The table where a row is the sum of the rows under it."""
    table = gathered(calculation.table, row_id)
    if not table.children.get(row_id):
        label = table.row(row_id).label
        return Refusal(
            f"Raden ”{label}” har inga rader under sig att summera; "
            "lägg till dem, eller flytta raden till dem."
        )
    return with_row_rule(Calculation(table, calculation.context), row_id, CHILDREN)


def without_the_row(calculation: Calculation, row_id: str, *, children: bool = False) -> Table:
    """The table without a row, and with ``children`` without all rows under it.

    Else those under it come under its own parent. A rule that cannot do without it gives way to
    its figures.
    """
    gone = {row.id for row in calculation.table.rows if _under(calculation.table, row.id, row_id)}
    if not children:
        gone = {row_id}
    parent = calculation.table.row(row_id).parent
    rows = []
    for row in calculation.table.rows:
        if row.id in gone:
            continue
        new = replace(row, parent=parent) if row.parent in gone else row
        rows.append(_without_rows(calculation, new, gone))
    return replace(calculation.table, rows=tuple(rows))


def _without_rows(calculation: Calculation, row: Row, gone: set[str]) -> Row:
    table, rule = calculation.table, row.rule
    if rule == CHILDREN:
        under = [r for r in table.rows if r.parent == row.id and r.kind in SUMMED]
        left = any(r.id not in gone for r in under) or not under
        return row if left else replace(_with_shown(calculation, row), rule=None, kind="post")
    for name in rule_names(rule):
        if name in gone:
            rule = _without_term(rule, name)
            if rule is None:
                return replace(_with_shown(calculation, row), rule=None)
    return row if rule == row.rule else replace(row, rule=rule)


def row_hangs(calculation: Calculation, row_id: str) -> tuple[str, ...]:
    """What hangs on a row within its table, and what becomes of it without, a sentence each."""
    table = calculation.table
    row = table.row(row_id)
    said = []
    if row.parent in table.index and row.kind in SUMMED and table.row(str(row.parent)).rule:
        said.append(
            f"Den räknas i ”{table.row(str(row.parent)).label}”, som sedan summerar resten."
        )
    said += [
        _hangs_sentence(f"Raden ”{other.label}”", other.rule, row_id)
        for other in table.rows
        if row_id in rule_names(other.rule)
    ]
    return tuple(said)


def is_counted(table: Table, row_id: str) -> bool:
    """Whether some rule of a row reckons with a row."""
    parts = (_row_parts(table, row) for row in table.rows if row.rule is not None)
    return any(row_id in names for names in parts)


def under(table: Table, row_id: str) -> tuple[Row, ...]:
    """The rows that hang under a row, all the way down."""
    return tuple(r for r in table.rows if r.id != row_id and _under(table, r.id, row_id))


# ---- what other tables have ---------------------------------------------------------------------


def pointing(
    tables: Iterable[Table], table_id: str, row_ids: Iterable[str]
) -> Iterator[tuple[Table, Row, Column]]:
    """The cells of other tables that point to rows of a table."""
    keys = set(row_ids)
    for other in tables:
        for column in other.columns:
            if column.refers == table_id:
                for row in other.rows:
                    if row.cells.get(column.id) in keys:
                        yield other, row, column
