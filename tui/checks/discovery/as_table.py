"""A pasted block as a table with rules: those that its own figures are found to have.

A rule is taken over where the language of rules can say it and it leads to no ring. What the block
prints in a cell that becomes computed is kept as printed where it is another figure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from tui.checks.discovery.discover import Discovery, discover
from tui.checks.discovery.figures import Figure
from tui.checks.discovery.grid import Column as GridColumn
from tui.checks.discovery.grid import Grid, grid_of, texts_of
from tui.checks.discovery.proposed_form import meaning
from tui.checks.discovery.roles import column_role, is_share, period, unit_in
from tui.checks.discovery.rules import LinearRule, QuotientRule, Rule, Values
from tui.domain.block import Block, rectangular
from tui.domain.calculation import Calculation
from tui.domain.expression import Call, Name, written
from tui.domain.reshape import free_key
from tui.domain.reshaped import (
    printed_where_computed,
    rule_names,
    tried,
    with_own_rule,
)
from tui.domain.rule import CHILDREN, quotient_rule, sum_rule
from tui.domain.table import Column, ColumnType, Row, Table
from tui.domain.value import Mark, Value
from tui.svenska.arithmetic import Refusal

MONEY = ("kr", "tkr", "mnkr")


def filled_from(block: Block, empty: Table, year: int | None = None) -> Table | Refusal:
    """An empty table with the columns, rows, figures and rules of a block.

    What its columns are and of which year is in their headings; ``year`` is the document's.
    """
    block = replace(block, rows=rectangular([list(row) for row in block.rows]))
    if not block.rows or len(block.rows[0]) < 2:
        return Refusal(
            "Blocket ska ha en rad med rubriker och minst en kolumn vid sidan av namnen."
        )
    grid = grid_of(block)
    if grid is None:
        return _only_names(block, empty, year)
    keys = _column_keys([column.heading for column in grid.columns])
    row_keys = _row_keys([row.label for row in grid.rows])
    columns = tuple(
        _column(key, column, year) for key, column in zip(keys, grid.columns, strict=True)
    )
    rows = tuple(
        Row(key, row.label, "darav" if row.darav else "post", cells=_cells(keys, cells))
        for key, row, cells in zip(row_keys, grid.rows, grid.cells, strict=True)
    )
    unit = _unit(grid) or empty.unit
    heading = texts_of(block).label_heading or empty.heading_label
    table = replace(empty, columns=columns, rows=rows, unit=unit, heading_label=heading)
    found = discover(grid)
    table = _without_added(table, [keys[c] for c in found.rates])
    table = _with_rules(_with_words(table, block, row_keys), found, keys, row_keys)
    return printed_where_computed(Calculation(table), table)


def _only_names(block: Block, empty: Table, year: int | None) -> Table:
    """A block without figures: the headings of columns, and the names of rows."""
    head, *body = block.rows
    keys = _column_keys(head[1:])
    columns = tuple(
        _named_column(key, name, year) for key, name in zip(keys, head[1:], strict=True)
    )
    labels = [row[0] for row in body]
    rows = tuple(Row(key, label) for key, label in zip(_row_keys(labels), labels, strict=True))
    return replace(empty, columns=columns, rows=rows, heading_label=head[0] or empty.heading_label)


def _named_column(key: str, heading: str, year: int | None) -> Column:
    type_: ColumnType = "belopp"
    if is_share(heading):
        type_ = "procent"
    elif unit_in(heading) == "antal":
        type_ = "tal"
    elif not (column_role(heading) or period(heading) or "belopp" in heading.casefold()):
        return Column(key, heading, "text", decimals=None)
    role, of_year = meaning(column_role(heading), period(heading), type_, year)
    decimals = 1 if type_ == "procent" else 0
    return Column(key, heading, type_, decimals=decimals, role=role, year=of_year)


def _column_keys(headings: Iterable[str]) -> list[str]:
    return _keys(headings, "kolumn")


def _row_keys(labels: Iterable[str]) -> list[str]:
    return _keys(labels, "rad")


def _keys(names: Iterable[str], otherwise: str) -> list[str]:
    taken: dict[str, None] = {}
    for name in names:
        taken[free_key(name, taken, otherwise)] = None
    return list(taken)


def _column(key: str, column: GridColumn, year: int | None) -> Column:
    type_: ColumnType = "belopp"
    if column.unit == "%":
        type_ = "procent"
    elif column.unit == "antal":
        type_ = "tal"
    role, of_year = meaning(column.role, column.period, type_, year)
    return Column(key, column.heading, type_, decimals=column.decimals, role=role, year=of_year)


def _unit(grid: Grid) -> str:
    """What most of the columns of money are in, "" where none says."""
    told = Counter(column.unit for column in grid.columns if column.unit in MONEY)
    return told.most_common(1)[0][0] if told else ""


def _cells(keys: list[str], cells: Iterable[Figure | None]) -> Mapping[str, Value]:
    pairs = zip(keys, cells, strict=True)
    return {key: Mark.DASH if f.nothing else f.value for key, f in pairs if f is not None}


def _with_words(table: Table, block: Block, row_keys: list[str]) -> Table:
    """The table with the block's columns of words, after those of figures."""
    texts = texts_of(block)
    body = block.rows[texts.headers :]
    for place, heading in texts.columns:
        key = free_key(heading, table.column_index, "kolumn")
        column = Column(key, heading or "Text", "text", decimals=None)
        table = replace(table, columns=(*table.columns, column))
        for row_key, cells in zip(row_keys, body, strict=True):
            if cells[place]:
                table = table.with_row(table.row(row_key).with_cell(key, cells[place]))
    return table


def _without_added(table: Table, rates: Iterable[str]) -> Table:
    """The table with its columns of so much for each as what no row adds up."""
    columns = {c.id: c for c in table.columns}
    columns |= {key: replace(columns[key], role="snitt") for key in rates}
    return replace(table, columns=tuple(columns.values()))


def _with_rules(table: Table, found: Discovery, keys: list[str], row_keys: list[str]) -> Table:
    for rule in found.rules:
        if rule.any_sign and _turns_income(found.grid, rule, found.values):
            continue  # it holds in one sign here and in the other there: no rule says so
        after = _with_rule(table, rule, keys if rule.direction == "kolumn" else row_keys)
        if after is not None:
            whole = tried(Calculation(table), after)
            table = table if isinstance(whole, Refusal) else whole
    return table


def _turns_income(grid: Grid, rule: Rule, values: Values) -> bool:
    """Whether a difference is turned round on rows of income, and not on one by mistake."""
    plain = replace(rule, any_sign=False)
    turned = [line for line in rule.support.hits if not plain.holds(values, line)]
    income = [line for line in turned if grid.rows[line].kind in ("intäkt", "bidrag")]
    return rule.direction != "kolumn" or bool(income) or len(turned) > 1


def _with_rule(table: Table, rule: Rule, keys: list[str]) -> Table | None:
    target = keys[rule.target]
    if isinstance(rule, QuotientRule):
        text = _quotient(rule, keys)
        return None if text is None else _with_text(table, rule.direction, target, text)
    if rule.direction == "rad" and (under := _as_children(table, rule, keys)) is not None:
        return under
    return _with_text(table, rule.direction, target, _linear(rule, keys))


def _linear(rule: LinearRule, keys: list[str]) -> str:
    terms = sorted(rule.terms, key=lambda term: -term[1])
    return sum_rule(*((sign, keys[item]) for item, sign in terms))


def _quotient(rule: QuotientRule, keys: list[str]) -> str | None:
    """The rule as text; None for a share of another row's figure, which no rule can say."""
    if rule.whole is not None:
        return None
    part, base = keys[rule.part], keys[rule.base]
    if rule.kind == "andel":
        return quotient_rule(part, base)
    return written(Call("forandring", (Name(part), Name(base))))


def _with_text(table: Table, direction: str, target: str, text: str) -> Table | None:
    if direction == "rad":
        row = table.row(target)
        if row.rule is not None:
            return None
        return table.with_row(replace(row, rule=text, kind="summa"))
    place = table.column_index[target]
    column = table.columns[place]
    if column.rule is not None:
        return None
    counts = [table.column(name).type_ == "tal" for name in rule_names(text)]
    if column.type_ == "belopp" and counts and all(counts):
        column = replace(column, type_="tal")  # what differs between counts is a count
    new = with_own_rule(column, text)
    return replace(table, columns=(*table.columns[:place], new, *table.columns[place + 1 :]))


def _as_children(table: Table, rule: LinearRule, keys: list[str]) -> Table | None:
    """The parts of a sum under its row, where they stand under no other; None for no such sum."""
    target, parts = table.row(keys[rule.target]), [table.row(keys[i]) for i, _ in rule.terms]
    plain = all(sign > 0 for _, sign in rule.terms) and len(parts) > 1
    if target.rule is not None or not plain or any(part.parent for part in parts):
        return None
    table = table.with_row(replace(target, rule=CHILDREN, kind="summa"))
    for part in parts:
        table = table.with_row(replace(table.row(part.id), parent=target.id))
    return table
