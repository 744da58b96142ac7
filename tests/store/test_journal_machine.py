"""Sessions drawn at random, with every kind of end, against a model that loses nothing."""

import errno
import os
import shutil
import tempfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from tests.store.archived import read_archive
from tests.store.journal_help import (
    FILES,
    TIME,
    area,
    as_file,
    disk,
    file_for,
    hashes,
    out_of_files,
    played,
)
from tests.store.test_journal_error import error_at
from tests.undoing import redo, undo
from tui.domain.finding import Address
from tui.domain.reshape import form_of, held_in
from tui.domain.table import Column, Row
from tui.store.atomic_file import sha256
from tui.store.errors import SaveError
from tui.store.journal import Event, Journal
from tui.store.journal.history import history_out_of
from tui.store.journal.lines import Kind
from tui.store.journal.reader import calm, state_after
from tui.store.recovery import Conflict, Plan, fits, replay
from tui.workspace import (
    CellChange,
    Change,
    ColumnAdded,
    ColumnChange,
    ColumnMoved,
    ColumnRemoved,
    DocumentChange,
    History,
    RowAdded,
    RowFormChange,
    RowMoved,
    RowRemoved,
    TableFieldChange,
    Workspace,
    carried_out,
    inverted,
)

TABLES = (("d1", "t1"), ("d1", "t2"), ("d2", "t1"))
CHOICE = st.integers(0, 10**6)
FILE = st.sampled_from(FILES)


def change_in(now: Workspace, choice: int) -> Change:
    """Some change that fits the workspace."""
    document, table = TABLES[choice % 3]
    rows = now.table(document, table).rows
    kind, place = (choice // 3) % 9, (choice // 27) % (len(rows) or 1)
    if kind == 0:
        head = now.document[document]
        return DocumentChange(head, replace(head, name=f"Namn {choice}"))
    if kind in (1, 2) or not rows:
        id_ = free(now, document, table)
        cells = {"a": Decimal(choice)} if kind == 1 else {}
        return RowAdded(Address(document, table, id_), Row(id_, "Ny", cells=cells), place)
    address = Address(document, table, rows[place].id)
    if kind in (5, 6):
        return form_change(now, Address(document, table), rows[place], choice // 27)
    if kind == 3:
        return RowRemoved(address, rows[place], place)
    if kind == 4:
        return RowMoved(address, place, (choice // 81) % len(rows))
    column = "ab"[choice % 2]
    to = (None, Decimal(choice), Decimal(choice) / 100, "text\nmed rad", Decimal("9.00"))[
        choice % 5
    ]
    return CellChange(replace(address, column=column), rows[place].cells.get(column), to)


def form_change(now: Workspace, at: Address, row: Row, choice: int) -> Change:
    """Some change of a table's form."""
    table = now.table(at.document, at.table)
    kind, place = choice % 6, (choice // 6) % len(table.columns)
    column = table.columns[place]
    here = replace(at, column=column.id)
    if kind == 0:
        new = Column(f"k{choice}", "Ny", decimals=1)
        if new.id in table.column_index:
            return TableFieldChange(at, "heading", table.heading, f"Rubrik {choice}")
        return ColumnAdded(replace(at, column=new.id), new, place)
    if kind == 1 and len(table.columns) > 2:
        return ColumnRemoved(here, column, place, held_in(table, column.id))
    if kind == 2:
        return ColumnMoved(here, place, (choice // 60) % len(table.columns))
    if kind == 3:
        return ColumnChange(here, column, replace(column, heading=f"Rubrik {choice}"))
    if kind == 4:
        form = form_of(row)
        return RowFormChange(replace(at, row=row.id), form, replace(form, unit=f"e{choice}"))
    return TableFieldChange(at, "heading", table.heading, f"Rubrik {choice}")


def free(now: Workspace, document: str, table: str) -> str:
    exists = now.table(document, table).index
    return next(f"ny_{i}" for i in range(10**6) if f"ny_{i}" not in exists)


class Session(RuleBasedStateMachine):
    """The program: a workspace, its journal, and files that lie in a dict.

    ``unsaved`` is the model's own account of the events that no finished save holds, by file;
    ``presented`` the files that somebody else has changed while there were any; ``recorded`` are
    all the events that were committed, ``since`` those since everything was last saved.
    """

    count_step = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="journal-"))
        self.moment, self.nr, self.strangers = TIME, 0, 0
        self.area, self.history = area(), History()
        self.disk = disk(self.area)
        self.known = dict(self.disk)
        self.unsaved: dict[str, list[int]] = {file: [] for file in FILES}
        self.presented: set[str] = set()
        self.recorded: list[int] = []
        self.since: list[int] = []
        self.archived: list[int] = []
        self.whole_history, self.cut_off = True, False
        self._new_journal()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def _new_journal(self) -> None:
        self.journal, self.warm = Journal(self.folder, "anna", lambda: self.moment), False

    @invariant()
    def one_more_step(self) -> None:
        type(self).count_step += 1
        if calm(self.folder):
            assert not any(self.unsaved.values())

    # --- committing

    def _write(self, kind: Kind, step: tuple[Change, ...]) -> Event:
        files = tuple(file_for(self.area, change) for change in step)
        return self.journal.write(kind, step, files=files, bases=hashes(self.known))

    def _recorded(self, event: Event) -> None:
        self.nr += 1
        assert event.nr == self.nr
        self.recorded.append(self.nr)
        self.since.append(self.nr)
        self.warm = True
        for file in set(event.files):
            self.unsaved[file].append(self.nr)

    def _record(self, kind: Kind, step: tuple[Change, ...]) -> None:
        self._recorded(self._write(kind, step))

    def _saved(self, file: str, nr: int) -> None:
        self.unsaved[file] = [n for n in self.unsaved[file] if n > nr]
        if not any(self.unsaved.values()):
            self.since = []

    def _step(self, choice: int) -> tuple[Change, ...]:
        first = change_in(self.area, choice)
        if choice % 5:
            return (first,)
        return (first, change_in(carried_out(self.area, (first,)), choice // 7))

    @rule(choice=CHOICE)
    def change(self, choice: int) -> None:
        step = self._step(choice)
        self._record("aterstall" if choice % 11 == 0 else "gor", step)
        self.area, self.history = carried_out(self.area, step), self.history.with_(step)

    @rule(count=st.integers(1, 4))
    def undo(self, count: int) -> None:
        for _ in range(count):
            if self.history.done and fits(self.area, inverted(self.history.done[-1])):
                self._record("angra", inverted(self.history.done[-1]))
                self.area, self.history, _ = undo(self.area, self.history)

    @rule(count=st.integers(1, 4))
    def redo(self, count: int) -> None:
        for _ in range(count):
            if self.history.undone and fits(self.area, self.history.undone[-1]):
                self._record("gor_om", self.history.undone[-1])
                self.area, self.history, _ = redo(self.area, self.history)

    @rule(choice=CHOICE, call=st.sampled_from(("open", "write", "fsync", "fstat", "ftruncate")))
    def change_while_the_disk_fails(self, choice: int, call: str) -> None:
        step = self._step(choice)
        with error_at(call, errno.EIO, lambda n: n == 1 + choice % 2):
            try:
                event = self._write("gor", step)
            except SaveError:
                return
        self._recorded(event)
        self.area, self.history = carried_out(self.area, step), self.history.with_(step)

    @rule(days=st.integers(-400, 400))
    def clock_stalls(self, days: int) -> None:
        self.moment += timedelta(days=days)

    # --- saving

    @rule(file=FILE, stop=st.integers(0, 9), choice=st.none() | CHOICE)
    def save(self, file: str, stop: int, choice: int | None) -> None:
        """Intent, replace, done; perhaps an edit in between, perhaps an end after a step."""
        if self.disk[file] != self.known[file]:
            return
        data, nr = as_file(self.area, file), self.nr
        if stop == 0:
            self._cancel()
            return
        self.journal.intent(file, sha256(data), sha256(self.disk[file]), nr)
        if choice is not None:
            self.change(choice)
        if stop == 1:
            self._cancel()
            return
        self.disk[file] = self.known[file] = data
        if stop == 2:
            self._cancel()
            return
        self.journal.saved(file, sha256(data), nr)
        self._saved(file, nr)

    @rule()
    def save_everything(self) -> None:
        for file in FILES:
            self.save(file, 9, None)

    @rule(max_=st.integers(2, 12), keep=st.integers(1, 6))
    def shorten(self, max_: int, keep: int) -> None:
        before = [h.nr for h in self.journal.read().events]
        if self.journal.shorten(max_, keep):
            assert not any(self.unsaved.values())
            assert len(before) > max_
            self.archived = sorted({*self.archived, *before})
            self.whole_history = False

    # --- others

    def _stranger(self, file: str) -> None:
        """Somebody else changes the file."""
        self.strangers += 1
        now = out_of_files({file: self.disk[file]})
        for head in now.document.values():
            now = now.with_document(replace(head, note=f"{self.strangers}"))
        for key, (table,) in now.tables.items():
            rows = (Row(f"fr_{self.strangers}", "Annans"), *table.rows[1:])
            now = now.with_tab(key, (replace(table, rows=rows),))
        self.disk[file] = as_file(now, file)

    def _read_in(self, file: str) -> None:
        """The session takes the file as it is."""
        now = out_of_files({file: self.disk[file]})
        for head in now.document.values():
            self.area = self.area.with_document(head)
        for key, tables in now.tables.items():
            self.area = self.area.with_tab(key, tables)
        self.known[file] = self.disk[file]

    @rule(file=FILE)
    def other_changes(self, file: str) -> None:
        self._stranger(file)
        if self.unsaved[file]:
            self.presented.add(file)
        else:
            self._read_in(file)

    @precondition(lambda self: self.presented)
    @rule(keep_mine=st.booleans())
    def choose(self, keep_mine: bool) -> None:
        """The user has seen both sides."""
        for file in sorted(self.presented):
            self._choose_theirs(file, keep_mine)

    def _choose_theirs(self, file: str, keep_mine: bool) -> None:
        mine = tuple(
            change
            for h in self.journal.read().events
            if h.nr in self.unsaved[file]
            for change in h.step_in(file)
        )
        self.presented.discard(file)
        self._read_in(file)
        self.whole_history = False
        if keep_mine and fits(self.area, mine):
            self._replaced(file, mine)
        else:
            self.journal.discard(file, sha256(self.disk[file]), self.nr)
            self._saved(file, self.nr)
        self.history = history_out_of(self.journal.read().events)

    def _replaced(self, file: str, mine: tuple[Change, ...]) -> None:
        event = self.journal.write(
            "gor", mine, files=(file,) * len(mine), bases=hashes(self.known), replaces=(file,)
        )
        self.unsaved[file] = []
        self._recorded(event)
        self.area = carried_out(self.area, mine)

    @precondition(lambda self: self.warm and self.since)
    @rule(choice=CHOICE)
    def journal_deleted(self, choice: int) -> None:
        self.journal.file.unlink()
        self.recorded = sorted({*self.archived, *self.since})
        self.whole_history = False
        self.change(choice)

    # --- the end, and the start after it

    @rule()
    def killed(self) -> None:
        self._cancel()

    @rule(file=FILE)
    def killed_and_other_changes(self, file: str) -> None:
        self._stranger(file)
        if self.unsaved[file]:
            self.presented.add(file)
        self._cancel()

    @rule(choice=CHOICE, share=st.floats(0, 1))
    def killed_in_the_middle_of_a_line(self, choice: int, share: float) -> None:
        """The line came down as far as a place; without it nobody was told that it was saved."""
        step, file = self._step(choice), self.journal.file
        before = file.read_bytes() if file.exists() else b""
        event = self._write("gor", step)
        after = file.read_bytes()
        start = next(
            (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before)
        )
        length = start + round((len(after) - start) * share)
        file.write_bytes(after[:length])
        if length >= len(after) - 1:
            self._recorded(event)
            self.area, self.history = carried_out(self.area, step), self.history.with_(step)
        if length != len(before):
            self.cut_off = length < len(after) - 1
        self._cancel()

    def _cancel(self) -> None:
        self._new_journal()
        content = self.journal.read()
        whole = not self.journal.file.exists() or self.journal.file.read_bytes()[-1:] in b"\n"
        assert len(content.error) == (self.cut_off and not whole)
        all_ = (*read_archive(self.journal).events, *content.events)
        assert [h.nr for h in all_] == self.recorded
        assert sorted(state_after(content.rows).unsaved) == sorted(
            f for f, nr in self.unsaved.items() if nr
        )
        plan = replay(content, hashes(self.disk))
        self._control_conflicts(plan.conflicts)
        self._control_area(plan)
        self._control_history(history_out_of(content.events))
        for saved in plan.saved:
            self.journal.saved(saved.file, saved.hash, saved.nr)
            self._saved(saved.file, saved.nr)
        self.known = dict(self.disk)
        for file in sorted(self.presented):
            self._choose_theirs(file, self.nr % 2 == 0)

    def _control_conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        assert {k.file for k in conflicts} == self.presented
        for k in conflicts:
            assert [h.nr for h in k.mine] == self.unsaved[k.file]
            assert k.theirs == sha256(self.disk[k.file])

    def _control_area(self, plan: Plan) -> None:
        for file in FILES:
            if file in self.presented or self.disk[file] != self.known[file]:
                self._read_in(file)
        now = played(out_of_files(self.disk), plan)
        assert now.tables == self.area.tables
        assert now.document == self.area.document

    def _control_history(self, now: History) -> None:
        for part_, everything in ((now.done, self.history.done), (now.undone, self.history.undone)):
            assert part_ == everything[len(everything) - len(part_) :]
        if self.whole_history:
            assert now == self.history
        self.history = now


def run(count: int) -> int:
    """Run the machine so many times; the number of steps."""
    Session.count_step = 0
    with pytest.MonkeyPatch.context() as fall:
        # What is torn off is drawn; the disk itself need not be waited for.
        fall.setattr(os, "fsync", lambda _: None)
        run_state_machine_as_test(
            Session,
            settings=settings(
                max_examples=count,
                stateful_step_count=50,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    return Session.count_step


def test_any_session_with_any_end_is_replayed_exactly() -> None:
    assert run(70) >= 2000


@pytest.mark.soak
def test_any_session_with_any_end_is_replayed_exactly_for_long() -> None:
    assert run(250) >= 10_000
