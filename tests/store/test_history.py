"""What the events add up to: undo, redo, and the history of a cell."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.store.journal_help import DRIFT, TIME, area, cell, changed_cell
from tests.undoing import redo, undo
from tui.domain.finding import Address
from tui.domain.table import LABEL, Row
from tui.store.journal.history import CellEvent, cell_history, first_needed, history_out_of
from tui.store.journal.lines import Event, Kind
from tui.workspace import (
    MAX_STEP,
    Change,
    DocumentChange,
    History,
    RowAdded,
    RowMoved,
    RowRemoved,
    Workspace,
    carried_out,
)


class Session:
    """A session that writes down every step that it takes."""

    def __init__(self) -> None:
        self.area: Workspace = area()
        self.history = History()
        self.events: list[Event] = []

    def _noted(self, kind: Kind, step: tuple[Change, ...]) -> None:
        if step:
            nr = len(self.events) + 1
            files = (DRIFT,) * len(step)
            self.events.append(Event(nr, TIME, "anna", kind, step, files, f"skäl {nr}"))

    def do(self, *step: Change, kind: Kind = "gor") -> None:
        self.area, self.history = carried_out(self.area, step), self.history.with_(step)
        self._noted(kind, step)

    def undo(self) -> None:
        self.area, self.history, step = undo(self.area, self.history)
        self._noted("angra", step)

    def redo(self) -> None:
        self.area, self.history, step = redo(self.area, self.history)
        self._noted("gor_om", step)

    def run(self, what: Iterable[str]) -> "Session":
        for i, sign in enumerate(what):
            match sign:
                case "g":
                    self.do(changed_cell(self.area, Decimal(i)))
                case "a":
                    self.undo()
                case "o":
                    self.redo()
                case "t":
                    self.do(changed_cell(self.area, Decimal(-i)), kind="aterstall")
        return self


CONSEQUENCES = st.lists(st.sampled_from("gggaaot"), max_size=60)


@given(CONSEQUENCES)
def test_the_stacks_are_those_of_the_session(what: list[str]) -> None:
    session = Session().run(what)
    assert history_out_of(session.events) == session.history


@given(CONSEQUENCES, st.integers(0, 60))
def test_events_from_any_place_on_give_the_top_of_the_same_stacks(
    what: list[str], from_: int
) -> None:
    session = Session().run(what)
    history = history_out_of(session.events[from_:])
    for part_, everything in (
        (history.done, session.history.done),
        (history.undone, session.history.undone),
    ):
        assert part_ == everything[len(everything) - len(part_) :]


@given(CONSEQUENCES, st.integers(1, 10))
def test_the_events_that_are_needed_give_the_last_steps_and_all_that_can_be_redone(
    what: list[str], count: int
) -> None:
    session = Session().run(what)
    first = first_needed(session.events, count)
    needed = [h for h in session.events if first is not None and h.nr >= first]
    history = history_out_of(needed)
    assert history.undone == session.history.undone
    assert history.done[-count:] == session.history.done[-count:]
    if needed:
        history = history_out_of(needed[1:])
        assert (
            history.undone != session.history.undone
            or history.done[-count:] != session.history.done[-count:]
        )


def test_a_thousand_steps_can_be_undone_as_in_the_session() -> None:
    session = Session().run("g" * (MAX_STEP + 200) + "a" * 300 + "o" * 100 + "t" + "g" * 250)
    history = history_out_of(session.events)
    assert history == session.history
    assert len(history.done) == MAX_STEP > 500


def test_every_step_can_be_undone_down_to_the_start() -> None:
    session = Session().run("g" * 500)
    now, history = session.area, history_out_of(session.events)
    for _ in range(500):
        now, history, _ = undo(now, history)
    assert now.tables == area().tables


def test_what_was_not_taken_in_is_not_undone() -> None:
    events = Session().run("gggaa").events
    gone = [replace(h, discarded=frozenset({DRIFT})) for h in events[3:]]
    assert history_out_of([*events[:3], *gone]) == Session().run("ggg").history
    assert first_needed(gone, 10) is None


def test_of_a_step_over_two_files_only_what_was_taken_in_is_undone() -> None:
    one, change = cell(Decimal(1)), cell(Decimal(2), "rad_2")
    event = Event(1, TIME, "a", "gor", (one, change), (DRIFT, "d1/mal"))
    event = replace(event, discarded=frozenset({DRIFT}))
    assert history_out_of([event]).done == ((change,),)


# --- one cell


ADDRESS = Address("d1", "t1", "rad_1", "a")


def history(session: Session, address: Address = ADDRESS) -> list[tuple[Any, ...]]:
    return [(h.nr, h.kind, h.from_, h.to) for h in cell_history(session.events, address)]


def test_a_cells_history_says_who_when_from_to_and_why_newest_first() -> None:
    session = Session()
    session.do(changed_cell(session.area, Decimal(5)))
    session.do(changed_cell(session.area, Decimal(7)), changed_cell(session.area, "annan", "rad_2"))
    assert cell_history(session.events, ADDRESS) == (
        CellEvent(2, TIME, "anna", "gor", Decimal(5), Decimal(7), "skäl 2"),
        CellEvent(1, TIME, "anna", "gor", Decimal(1), Decimal(5), "skäl 1"),
    )


def test_a_cells_history_goes_through_undo_and_redo() -> None:
    assert history(Session().run("gao")) == [
        (3, "gor_om", 1, 0),
        (2, "angra", 0, 1),
        (1, "gor", 1, 0),
    ]


def test_a_cells_history_goes_through_its_row_coming_and_going() -> None:
    session = Session()
    row = session.area.table("d1", "t1").row("rad_1")
    address = Address("d1", "t1", "rad_1")
    session.do(RowMoved(address, 1, 2))
    session.do(RowRemoved(address, row, 2))
    session.undo()
    assert history(session) == [(3, "angra", None, 1), (2, "gor", 1, None)]
    assert history(session, replace(ADDRESS, column="b")) == []
    assert history(session, replace(ADDRESS, column=LABEL)) == [
        (3, "angra", None, "Rad 1"),
        (2, "gor", "Rad 1", None),
    ]


def test_a_new_rows_empty_cell_has_no_history() -> None:
    session = Session()
    session.do(RowAdded(Address("d1", "t1", "ny"), Row("ny", ""), 0))
    assert history(session, Address("d1", "t1", "ny", "a")) == []
    assert history(session, Address("d1", "t1", "ny", LABEL)) == []


@pytest.mark.parametrize(
    "address",
    [
        Address("d2", "t1", "rad_1", "a"),
        Address("d1", "t2", "rad_1", "a"),
        Address("d1", "t1", "rad_2", "a"),
        Address("d1", "t1", "rad_1", "b"),
    ],
)
def test_another_cells_history_is_its_own(address: Address) -> None:
    assert history(Session().run("ggao"), address) == []


@given(CONSEQUENCES)
def test_a_cells_history_is_a_chain_that_ends_in_its_value(what: list[str]) -> None:
    session = Session().run(what)
    history = cell_history(session.events, ADDRESS)
    values = [h.to for h in history][::-1]
    assert [h.from_ for h in history][::-1] == [Decimal(1), *values][: len(values)]
    now = session.area.table("d1", "t1").row("rad_1").cells["a"]
    assert now == (values[-1] if values else 1)


def test_a_change_to_the_head_is_no_cells_history() -> None:
    session, head = Session(), area().document["d1"]
    session.do(DocumentChange(head, replace(head, name="Nytt")))
    assert history(session) == []


def passed(kind: Kind, nr: int) -> Event:
    return Event(nr, TIME, "anna", kind, (), ())


def test_a_step_that_is_passed_over_is_not_next_any_more_and_the_others_keep_their_order() -> None:
    session = Session().run("ggg")
    first, second, _ = session.history.done
    events = [*session.events, passed("forbi", 4)]
    assert history_out_of(events) == History((first, second), ())
    assert session.history.passed(backwards=True) == history_out_of(events)
    assert first_needed(events, 1) == 2
    undone = Session().run("ggaa")
    events = [*undone.events, passed("forbi_om", 5)]
    assert history_out_of(events) == undone.history.passed(backwards=False)
    assert len(history_out_of(events).undone) == 1
