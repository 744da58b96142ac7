"""Undo, redo, saving, crashing and starting again in any order: the state is always the model's."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from tests.faults.help import CELL, TAB, D, ScreenSession
from tui.domain.finding import Address
from tui.domain.table import Row, Table
from tui.workspace import Change, RowAdded, RowMoved, cell_change

CELLS = (
    CELL,
    Address(D, "drift", "personal", "prognos"),
    Address(D, "drift", "personal", "budget"),
)


def rows(tables: tuple[Table, ...]) -> object:
    """All that a tab's tables hold, in order."""
    return [(t.id, [(r.id, r.label, dict(r.cells)) for r in t.rows]) for t in tables]


class Machine:
    """The session against a list of states: one for every step that can be undone or redone."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        self.folder, self.rng = folder, rng
        self.screen_session = ScreenSession(folder)
        self.states = [self.now()]
        self.place = 0
        self.new_ones = 0

    def now(self) -> object:
        return rows(self.screen_session.session.area.tables[(D, TAB)])

    def _change(self) -> Change:
        area = self.screen_session.session.area
        kind = self.rng.random()
        table = area.table(D, "delposter")
        if kind < 0.7:
            return cell_change(area, self.rng.choice(CELLS), Decimal(self.rng.randrange(10**6)))
        if kind < 0.85:
            self.new_ones += 1
            row = Row(f"ny_{self.new_ones}", f"Ny {self.new_ones}")
            place = self.rng.randrange(len(table.rows) + 1)
            return RowAdded(Address(D, "delposter", row.id), row, place)
        from_, to = (self.rng.randrange(len(table.rows)) for _ in range(2))
        return RowMoved(Address(D, "delposter", table.rows[from_].id), from_, to)

    def change(self) -> None:
        self.screen_session.session.do(self._change())
        self.states = [*self.states[: self.place + 1], self.now()]
        self.place += 1

    def undo(self) -> None:
        done = self.screen_session.session.step_back()
        assert bool(done) == (self.place > self._floor())
        self.place -= bool(done)

    def redo(self) -> None:
        done = self.screen_session.session.repeat()
        assert bool(done) == (self.place < len(self.states) - 1)
        self.place += bool(done)

    def _floor(self) -> int:
        # Beyond a thousand steps the oldest can no longer be undone.
        return max(0, len(self.states) - 1 - 1000)

    def save(self) -> None:
        store, session = self.screen_session.store, self.screen_session.session
        store.before(D, TAB, store.latest_nr())
        store.save_tab(D, TAB, session.area.tables[(D, TAB)])

    def crash(self) -> None:
        """The process ends without a word, and another starts."""
        self.screen_session.released()
        self.screen_session = ScreenSession(self.folder)
        assert self.screen_session.notice.error == ()
        assert self.screen_session.store.conflicts == ()
        self.screen_session.session.history = self.screen_session.store.history()

    def close(self) -> None:
        self.save()
        self.screen_session.store.close()
        self.crash()

    def try_(self) -> None:
        assert self.screen_session.session.journal_error == ""
        assert self.now() == self.states[self.place]


def run(folder: Path, count: int, seed: int) -> Machine:
    rng = random.Random(seed)
    machine = Machine(folder, rng)
    actions = [machine.change, machine.undo, machine.redo, machine.save, machine.crash,
                  machine.close]  # fmt: skip
    for _ in range(count):
        rng.choices(actions, (50, 22, 14, 10, 3, 1))[0]()
        machine.try_()
    machine.crash()
    machine.try_()
    return machine


@pytest.mark.parametrize("seed", range(3))
def test_a_few_hundred_random_steps_end_in_the_models_state(folder: Path, seed: int) -> None:
    assert len(run(folder, 200, seed).states) > 1


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 20))
def test_ten_thousand_random_steps_end_in_the_models_state(folder: Path, seed: int) -> None:
    assert len(run(folder, 1000, seed).states) > 1


def test_five_hundred_steps_can_be_undone_after_a_crash_and_done_again(folder: Path) -> None:
    screen_session = ScreenSession(folder)
    for number in range(500):
        screen_session.session.do(cell_change(screen_session.session.area, CELL, Decimal(number)))
    screen_session.released()
    screen_session = ScreenSession(folder)
    screen_session.session.history = screen_session.store.history()
    for number in range(499, 0, -1):
        assert screen_session.value() == Decimal(number)
        assert screen_session.session.step_back()
    assert screen_session.session.step_back()
    assert screen_session.value() == Decimal(31417)
    assert not screen_session.session.step_back()
    screen_session.released()
    screen_session = ScreenSession(folder)
    assert screen_session.value() == Decimal(31417)
    screen_session.session.history = screen_session.store.history()
    for _ in range(500):
        assert screen_session.session.repeat()
    assert screen_session.value() == Decimal(499)
