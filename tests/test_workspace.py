"""The workspace: changes and their inverses, undo and redo against a model, working copies."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from tests.domain.naive import ENTERED, naive, tables, trial, values
from tests.five_documents import IDS, area
from tests.undoing import redo, undo
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, FileError
from tui.domain.period import Period
from tui.domain.rule import CHILDREN
from tui.domain.table import LABEL, Row, Table
from tui.domain.value import Mark, Value
from tui.workspace import (
    MAX_STEP,
    CellChange,
    Change,
    DocumentChange,
    History,
    RowAdded,
    RowMoved,
    RowRemoved,
    Workspace,
    applied,
    carried_out,
    cell_change,
    changed_table,
    document_for,
    free_id,
    inverted,
    ordered_document,
    reversed_,
    working_copy,
)

D = Decimal
HEAD = Document("d", "D", "delarsbokslut", Period(date(2024, 1, 1), date(2024, 8, 31)))
KEY = ("d", "drift")


def workspace(table: Table) -> Workspace:
    """A workspace with one document and this table between two others."""
    other, third = replace(trial(()), id="annan"), replace(trial(()), id="tredje")
    return Workspace({"d": HEAD}, {KEY: (other, table, third)})


def address(row: str = "", column: str = "") -> Address:
    return Address("d", "prov", row, column)


# ---- A change and its inverse ---------------------------------------------------------------


@st.composite
def changes(draw: st.DrawFn, table: Table) -> Change:
    """Any change that fits the table."""
    count = len(table.rows)
    new = Row("ny", "Ny", parent=draw(st.sampled_from([None, "r0"])), cells={"a": D(1)})
    if not count or draw(st.integers(0, 3)) == 0:
        return RowAdded(address("ny"), new, draw(st.integers(0, count)))
    place = draw(st.integers(0, count - 1))
    row = table.rows[place]
    match draw(st.integers(0, 3)):
        case 0:
            return RowRemoved(address(row.id), row, place)
        case 1:
            return RowMoved(address(row.id), place, draw(st.integers(0, count - 1)))
        case 2:
            return CellChange(address(row.id, LABEL), row.label, draw(st.text(max_size=3)))
    column = draw(st.sampled_from(ENTERED))
    return CellChange(address(row.id, column), row.cells.get(column), draw(values))


def as_new(table: Table) -> Table:
    """The table with nothing remembered from before."""
    return replace(table)


@given(tables, st.data())
def test_a_change_and_its_inverse_give_the_same_table(table: Table, data: st.DataObject) -> None:
    change = data.draw(changes(table))
    changed = changed_table(table, change)
    assert changed_table(changed, reversed_(change)) == table
    assert reversed_(reversed_(change)) == change


@given(tables, st.data())
def test_a_changed_table_finds_its_rows_and_children_as_one_made_anew(
    table: Table, data: st.DataObject
) -> None:
    assert len(table.index) == len(table.rows)
    assert table.children == as_new(table).children
    for _ in range(3):
        table = changed_table(table, data.draw(changes(table)))
        table = _without_duplicates(table)
        assert table.index == as_new(table).index
        assert table.children == as_new(table).children


def _without_duplicates(table: Table) -> Table:
    new = [i for i, r in enumerate(table.rows) if r.id == "ny"]
    if not new:
        return table
    rows = [
        replace(r, id=f"n{len(table.rows)}") if i == new[0] else r for i, r in enumerate(table.rows)
    ]
    return replace(table, rows=tuple(rows))


@given(tables, st.data())
def test_a_step_of_many_changes_is_undone_as_a_whole(table: Table, data: st.DataObject) -> None:
    before = workspace(table)
    now = before
    step: tuple[Change, ...] = ()
    for i in range(data.draw(st.integers(0, 4))):
        change = data.draw(changes(now.table("d", "prov")))
        if isinstance(change, RowAdded):
            change = replace(change, item=replace(change.item, id=f"ny{i}"))
        now, step = applied(now, change), (*step, change)
    assert carried_out(before, step) == now
    assert carried_out(now, inverted(step)).tables == before.tables


def test_every_real_cell_can_be_changed_and_changed_back() -> None:
    for (document, _), tabs in area().tables.items():
        for table in tabs:
            for row in table.rows[:2]:
                for column in (*row.cells, LABEL):
                    to: Value = "ny" if column == LABEL else Mark.DASH
                    place = Address(document, table.id, row.id, column)
                    change = cell_change(area(), place, to)
                    changed = applied(area(), change)
                    assert changed != area()
                    assert applied(changed, reversed_(change)).tables == area().tables


def test_the_old_workspace_is_left_as_it_was() -> None:
    old = workspace(trial((Row("r", "R", cells={"a": D(1)}),)))
    new = applied(old, cell_change(old, address("r", "a"), D(2)))
    assert old.table("d", "prov").row("r").cells == {"a": 1}
    assert new.table("d", "prov").row("r").cells == {"a": 2}
    assert [t.id for t in new.tables[KEY]] == ["annan", "prov", "tredje"]


def test_an_emptied_cell_comes_back_as_what_it_was() -> None:
    for value in (D(0), Mark.DASH, D("12.50"), "", None):
        cells = {} if value is None else {"a": value}
        before = workspace(trial((Row("r", "R", cells=cells),)))
        change = cell_change(before, address("r", "a"), None)
        assert change.from_ == value
        after = applied(applied(before, change), reversed_(change))
        assert after.table("d", "prov").row("r").cells == cells


@pytest.mark.parametrize(
    ("from_", "to", "order"),
    [(0, 2, "bca"), (2, 0, "cab"), (1, 1, "abc"), (0, 1, "bac"), (1, 2, "acb")],
)
def test_a_moved_row_stands_at_the_place_that_it_was_moved_to(
    from_: int, to: int, order: str
) -> None:
    table = trial(tuple(Row(name, name) for name in "abc"))
    moved = changed_table(table, RowMoved(address(), from_, to))
    assert "".join(r.id for r in moved.rows) == order
    assert moved.rows[to].id == "abc"[from_]


def test_a_head_is_changed_and_changed_back() -> None:
    unlocked = replace(HEAD, unlocked="fel belopp")
    change = DocumentChange(HEAD, unlocked)
    before = workspace(trial(()))
    after = applied(before, change)
    assert after.document["d"].unlocked == "fel belopp"
    assert after.tables == before.tables
    assert applied(after, reversed_(change)) == before


@pytest.mark.parametrize(
    "change",
    [
        CellChange(Address("x", "prov", "r", "a"), None, D(1)),
        CellChange(Address("d", "x", "r", "a"), None, D(1)),
        CellChange(Address("d", "prov", "x", "a"), None, D(1)),
        RowAdded(Address("d", "x"), Row("r", "R"), 0),
    ],
)
def test_a_change_of_what_is_not_there_is_a_key_error(change: Change) -> None:
    with pytest.raises(KeyError):
        applied(workspace(trial((Row("r", "R"),))), change)


def test_a_change_knows_its_document() -> None:
    assert document_for(DocumentChange(HEAD, HEAD)) == "d"
    assert document_for(CellChange(address("r", "a"), None, None)) == "d"
    assert document_for(RowMoved(Address("annat"), 0, 1)) == "annat"


# ---- Undo and redo against a model ----------------------------------------------------------


@dataclass
class ModelRow:
    """A row as plain Python has it."""

    id: str
    label: str
    cells: dict[str, Value]


class UndoAndRedo(RuleBasedStateMachine):
    """Edits of all kinds, undone and redone, against lists that are simply copied."""

    @initialize()
    def begin(self) -> None:
        rows = (
            Row("s", "Summa", "summa", rule=CHILDREN),
            Row("p", "Post", parent="s", cells={"a": D(1)}),
        )
        self.area, self.history = workspace(trial(rows)), History()
        self.model = [ModelRow("s", "Summa", {}), ModelRow("p", "Post", {"a": D(1)})]
        self.before: list[list[ModelRow]] = []
        self.after: list[list[ModelRow]] = []
        self.next_ = 0

    def _copy(self) -> list[ModelRow]:
        return [ModelRow(r.id, r.label, dict(r.cells)) for r in self.model]

    def _do(self, *step: Change) -> None:
        self.area, self.history = carried_out(self.area, step), self.history.with_(step)

    def _remembers(self) -> None:
        self.before.append(self._copy())
        self.after.clear()

    def _cells(self, data: st.DataObject, count: int) -> None:
        self._remembers()
        step: list[Change] = []
        now = self.area
        for _ in range(count):
            row = data.draw(st.sampled_from(self.model))
            column, to = data.draw(st.sampled_from(ENTERED)), data.draw(values)
            step.append(cell_change(now, address(row.id, column), to))
            now = applied(now, step[-1])
            row.cells.pop(column, None)
            if to is not None:
                row.cells[column] = to
        self._do(*step)

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def change_one_cell(self, data: st.DataObject) -> None:
        self._cells(data, 1)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), count=st.integers(0, 3))
    def paste_in_several(self, data: st.DataObject, count: int) -> None:
        self._cells(data, count)

    @precondition(lambda self: self.model)
    @rule(data=st.data(), text=st.sampled_from(["", "Ny etikett", "Åäö"]))
    def change_label(self, data: st.DataObject, text: str) -> None:
        self._remembers()
        row = data.draw(st.sampled_from(self.model))
        self._do(cell_change(self.area, address(row.id, LABEL), text))
        row.label = text

    @rule(data=st.data(), value=values)
    def add_row(self, data: st.DataObject, value: Value) -> None:
        self._remembers()
        place, cells = data.draw(st.integers(0, len(self.model))), {"b": value}
        if value is None:
            cells = {}
        row = Row(f"ny{self.next_}", "Ny", parent="s", cells=dict(cells))
        self.next_ += 1
        self._do(RowAdded(address(row.id), row, place))
        self.model.insert(place, ModelRow(row.id, "Ny", dict(cells)))

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def remove_row(self, data: st.DataObject) -> None:
        self._remembers()
        place = data.draw(st.integers(0, len(self.model) - 1))
        row = self.area.table("d", "prov").rows[place]
        self._do(RowRemoved(address(row.id), row, place))
        del self.model[place]

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def move_row(self, data: st.DataObject) -> None:
        self._remembers()
        from_, to = (data.draw(st.integers(0, len(self.model) - 1)) for _ in range(2))
        row = self.model.pop(from_)
        self._do(RowMoved(address(row.id), from_, to))
        self.model.insert(to, row)

    @rule()
    def undo(self) -> None:
        before = self.area
        self.area, self.history, step = undo(self.area, self.history)
        if not self.before:
            assert (self.area, step) == (before, ())
            return
        self.after.append(self._copy())
        self.model = self.before.pop()

    @rule()
    def redo(self) -> None:
        before = self.area
        self.area, self.history, step = redo(self.area, self.history)
        if not self.after:
            assert (self.area, step) == (before, ())
            return
        self.before.append(self._copy())
        self.model = self.after.pop()

    @invariant()
    def table_is_model(self) -> None:
        rows = self.area.table("d", "prov").rows
        assert [(r.id, r.label, dict(r.cells)) for r in rows] == [
            (r.id, r.label, r.cells) for r in self.model
        ]
        assert len(self.history.done) == len(self.before)
        assert len(self.history.undone) == len(self.after)

    @invariant()
    def sum_follows(self) -> None:
        table = self.area.table("d", "prov")
        if "s" in table.index:
            waited = naive(table, "s", "b", 8)
            assert Calculation(table).number("s", "b") == waited


def test_undo_and_redo_in_any_order_give_what_the_model_gives() -> None:
    count = settings().max_examples // 2
    run_state_machine_as_test(
        UndoAndRedo, settings=settings(max_examples=count, stateful_step_count=25)
    )


def test_a_new_step_forgets_what_had_been_undone() -> None:
    now = workspace(trial((Row("r", "R"),)))
    one = (cell_change(now, address("r", "a"), D(1)),)
    now, history, _ = undo(carried_out(now, one), History().with_(one))
    assert history.undone == (one,)
    assert history.with_(one).undone == ()


def test_the_history_keeps_the_last_thousand_steps() -> None:
    history = History()
    for i in range(MAX_STEP + 5):
        history = history.with_((RowMoved(address(), i, i),))
    assert len(history.done) == MAX_STEP
    assert history.done[-1] == (RowMoved(address(), MAX_STEP + 4, MAX_STEP + 4),)


# ---- The workspace --------------------------------------------------------------------------


def test_a_table_is_found_by_document_and_id_on_whichever_tab_it_stands() -> None:
    assert area().place("2024-delar", "sjukfranvaro") == (("2024-delar", "personal"), 0)
    assert area().table("2023-bokslut", "nyckeltal").row("insatstid").cells["mal"] == 302
    with pytest.raises(KeyError):
        area().table("2024-delar", "ramar")


def test_a_tables_rules_see_the_tables_of_its_tab_and_its_documents_head() -> None:
    context = area().context("2024-delar", "mal")
    assert set(context.tables) == {"mal", "nyckeltal", "agenda", "maltal"}
    assert context.locked
    assert context.period is not None
    assert context.period.months == 8


def test_an_unlocked_document_is_reckoned_as_a_draft() -> None:
    head = replace(area().document["2024-delar"], unlocked="fel belopp")
    open_ = area().with_document(head).calculation("2024-delar", "drift")
    assert open_.shown("kostnader", "diff") == -32296
    assert open_.computed("kostnader", "diff") == -33296
    assert area().calculation("2024-delar", "drift").shown("kostnader", "diff") == -32296


def test_a_tab_that_is_read_replaces_its_tables_and_its_faults() -> None:
    error = (FileError("drift.json", "rad 3 är trasig"),)
    now = workspace(trial(())).with_tab(KEY, (), error)
    assert now.tables[KEY] == ()
    assert now.file_error[KEY] == error


def test_a_change_keeps_the_faults_of_its_tab() -> None:
    error = (FileError("drift.json", "rad 3 är trasig"),)
    now = workspace(trial(())).with_tab(KEY, (trial((Row("r", "R"),)),), error)
    assert applied(now, cell_change(now, address("r", "a"), D(1))).file_error[KEY] == error


# ---- Working copies -------------------------------------------------------------------------


def test_a_working_copy_is_a_draft_that_knows_what_it_started_from() -> None:
    original = replace(area().document["2024-delar"], unlocked="x")
    copy = working_copy(original, "ny", "Nytt namn")
    assert (copy.id, copy.name, copy.status, copy.base) == (
        "ny",
        "Nytt namn",
        "utkast",
        "2024-delar",
    )
    assert not copy.locked
    assert (copy.unlocked, copy.note) == ("", "")
    assert copy.period == original.period


def test_a_working_copy_gets_an_id_that_is_free() -> None:
    now = area()
    assert free_id(now, "2024-delar") == "2024-delar-utkast"
    for waited in ("2024-delar-utkast", "2024-delar-utkast-2", "2024-delar-utkast-3"):
        assert free_id(now, "2024-delar") == waited
        now = now.with_document(working_copy(now.document["2024-delar"], waited, "Kopia"))


def test_the_documents_stand_in_order_with_each_working_copy_after_its_own() -> None:
    copy = working_copy(area().document["2023-bokslut"], "kopia", "Kopia")
    other = working_copy(area().document["2018-delar"], "annan", "Annan")
    solve = replace(other, id="los", base="finns-inte")
    now = area().with_document(copy).with_document(other).with_document(solve)
    assert [d.id for d in ordered_document(now)] == [
        "2018-delar",
        "annan",
        "2019-underlag",
        "2023-bokslut",
        "kopia",
        "2024-delar",
        "2025-budget",
        "los",
    ]


@given(st.lists(st.sampled_from([*IDS, "a", "b", "c"]), max_size=3))
def test_no_document_is_lost_or_doubled_by_the_order(bases: list[str]) -> None:
    """Also where copies are made of copies, which name each other as their base."""
    now = area()
    for name, base in zip("abc", bases, strict=False):
        now = now.with_document(working_copy(replace(HEAD, id=base), name, name))
    assert sorted(d.id for d in ordered_document(now)) == sorted(now.document)
