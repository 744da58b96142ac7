"""A step laid on tables that others have changed: theirs stays, mine comes on top, or nothing."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.store.journal_help import area
from tui.domain.finding import Address
from tui.domain.settings import Sammantrade
from tui.domain.settings_cells import setting
from tui.domain.table import LABEL, Row
from tui.store.errors import SaveError
from tui.store.laid_on import laid_on
from tui.store.recovery import fits
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    MeetingChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    SettingChange,
    TrycktChange,
    Workspace,
    applied,
    carried_out,
    inverted,
)


def at(row: str, column: str = "") -> Address:
    return Address("d1", "t1", row, column)


def value(now: Workspace, row: str, column: str = "a") -> object:
    return now.table("d1", "t1").row(row).cells.get(column)


def cell(row: str, from_: int | None, to: int) -> CellChange:
    old = None if from_ is None else Decimal(from_)
    return CellChange(at(row, "a"), old, Decimal(to))


def test_a_cell_that_others_changed_goes_from_theirs_to_mine_and_can_be_undone_to_theirs() -> None:
    theirs = applied(area(), cell("rad_1", 1, 77))
    step = laid_on(theirs, (cell("rad_1", 1, 5), cell("rad_1", 5, 6)))
    assert fits(theirs, step)
    mine = carried_out(theirs, step)
    assert value(mine, "rad_1") == 6
    assert value(carried_out(mine, inverted(step)), "rad_1") == 77


def test_what_has_come_true_already_is_left_out() -> None:
    row = Row("ny", "Ny")
    theirs = carried_out(area(), (cell("rad_1", 1, 5), RowAdded(at("ny"), row, 0)))
    assert laid_on(theirs, (cell("rad_1", 1, 5), RowAdded(at("ny"), row, 2))) == ()


def test_rows_go_where_there_is_room_for_them() -> None:
    table = area().table("d1", "t1")
    last = table.rows[-1]
    gone = applied(area(), RowRemoved(at(last.id), last, len(table.rows) - 1))
    step: tuple[Change, ...] = (
        RowAdded(at("ny"), Row("ny", "Ny"), 99),
        RowRemoved(at(last.id), last, 1),
        RowMoved(at("rad_1"), 1, 99),
    )
    new = laid_on(gone, step)
    assert fits(gone, new)
    assert [type(c) for c in new] == [RowAdded, RowMoved]


def test_a_removed_row_takes_what_others_wrote_in_it_with_it_so_that_undo_gives_it_back() -> None:
    theirs = applied(area(), cell("rad_1", 1, 77))
    row = area().table("d1", "t1").row("rad_1")
    step = laid_on(theirs, (RowRemoved(at("rad_1"), row, 1),))
    assert value(carried_out(theirs, (*step, *inverted(step))), "rad_1") == 77


def test_a_head_gets_the_fields_that_the_change_is_about() -> None:
    head = area().document["d1"]
    theirs = area().with_document(replace(head, note="deras"))
    (change,) = laid_on(theirs, (DocumentChange(head, replace(head, name="mitt")),))
    assert isinstance(change, DocumentChange)
    assert (change.to.name, change.to.note, change.from_.note) == ("mitt", "deras", "deras")


@pytest.mark.parametrize(
    "change",
    [
        CellChange(at("borta", "a"), None, Decimal(1)),
        TrycktChange(at("borta", "a"), None, Decimal(1)),
        RowMoved(at("borta"), 0, 1),
        CellChange(Address("d1", "ingen", "rad_1", "a"), None, Decimal(1)),
        RowAdded(at("rad_1"), Row("rad_1", "En annan"), 0),
        RowAdded(at("ny"), Row("ny", "Ny", parent="borta"), 0),
    ],
)
def test_what_has_no_place_stops_the_whole_step_with_a_sentence(change: Change) -> None:
    with pytest.raises(SaveError) as error:
        laid_on(area(), (cell("rad_1", 1, 5), change))
    assert error.value.sentence.endswith(".")


def test_a_label_is_laid_on_too() -> None:
    theirs = applied(area(), CellChange(at("rad_1", LABEL), "Rad 1", "Deras"))
    (change,) = laid_on(theirs, (CellChange(at("rad_1", LABEL), "Rad 1", "Mitt"),))
    assert isinstance(change, CellChange)
    assert (change.from_, change.to) == ("Deras", "Mitt")


def test_several_edits_of_one_cell_are_one_to_where_they_ended() -> None:
    mine = (cell("rad_1", 1, 5), cell("rad_1", 5, 1), cell("rad_1", 1, 5))
    theirs = applied(area(), cell("rad_1", 1, 77))
    assert laid_on(theirs, mine) == (cell("rad_1", 77, 5),)
    assert laid_on(applied(area(), cell("rad_1", 1, 5)), mine) == ()


def test_edits_of_a_row_that_went_and_came_back_stay_on_their_side_of_it() -> None:
    row = area().table("d1", "t1").row("rad_1")
    away, home = RowRemoved(at("rad_1"), row, 0), RowAdded(at("rad_1"), row, 0)
    place = area().table("d1", "t1").index["rad_1"]
    away, home = replace(away, place=place), replace(home, place=place)
    step = laid_on(area(), (cell("rad_1", 1, 5), away, home, cell("rad_1", 1, 6)))
    assert value(carried_out(area(), step), "rad_1") == 6
    assert [type(c) for c in step] == [CellChange, RowRemoved, RowAdded, CellChange]


def test_a_setting_and_a_meeting_go_from_what_stands_there() -> None:
    meeting = Sammantrade(date(2031, 3, 4), "12")
    other = replace(meeting, paragraf="13")
    name = "installningar/namnd"
    theirs = applied(area(), SettingChange(name, setting(area().settings, name), "Deras"))
    step: tuple[Change, ...] = (
        SettingChange(name, "Före", "Mellan"),
        SettingChange(name, "Mellan", "Min"),
        MeetingChange(other, meeting),
    )
    new = laid_on(theirs, step)
    assert new == (SettingChange(name, "Deras", "Min"), MeetingChange(None, meeting))
    assert fits(theirs, new)
    assert laid_on(carried_out(theirs, new), step) == ()
