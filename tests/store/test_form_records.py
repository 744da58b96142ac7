"""Changes of form in the journal: each is read as it was written, and a bad one in a sentence."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.domain.table_versions import row, table, three_versions
from tui.domain.finding import Address
from tui.domain.reshape import HeldCell, form_of
from tui.domain.table import Column, Table
from tui.domain.value import Mark
from tui.store.codec import decoded, encoded
from tui.store.errors import ItemError, SaveError
from tui.store.journal.change_records import encoded_change, parsed_change
from tui.store.laid_on import laid_on
from tui.store.recovery import fits
from tui.store.table_merge import changes
from tui.workspace import (
    Change,
    ColumnAdded,
    ColumnChange,
    ColumnMoved,
    ColumnRemoved,
    RowFormChange,
    TableAdded,
    TableFieldChange,
    TableRemoved,
    Workspace,
    applied,
    carried_out,
    inverted,
)

AT = Address("d", "prov", "", "plan")
PLAN = Column("plan", "Plan {ar1}", "procent", 'utfall / "en rad" * 100', 1, role="plan", year=1)
HELD = {"a": HeldCell(Decimal("1.50"), Mark.DASH, "osäker", "prosa")}
BASE = replace(table(row("a", budget=Decimal(1)), row("b")), tab="drift", sign="kostnader −")
STEPS: tuple[Change, ...] = (
    ColumnAdded(AT, PLAN, 1, HELD),
    ColumnRemoved(AT, PLAN, 0, {}),
    ColumnMoved(AT, 0, 2),
    ColumnChange(AT, PLAN, replace(PLAN, heading="Ny", rule=None, unit="mnkr")),
    RowFormChange(
        Address("d", "prov", "a"),
        form_of(row("a")),
        replace(form_of(row("a")), kind="darav", parent="b", rule="b * 2", unit="%", role="netto"),
    ),
    TableFieldChange(Address("d", "prov"), "sign", "", "Kostnader +."),
    TableFieldChange(Address("d", "prov"), "list_", False, True),
    TableAdded(Address("d", "prov"), "drift", BASE, 1),
    TableRemoved(Address("d", "prov"), "drift", BASE, 0),
)


def on_disk(change: Change) -> Change:
    return parsed_change(decoded(encoded(encoded_change(change))))


@pytest.mark.parametrize("change", STEPS, ids=lambda c: type(c).__name__)
def test_every_change_of_form_is_read_as_it_was_written(change: Change) -> None:
    assert on_disk(change) == change
    assert inverted(inverted((change,))) == (change,)


@given(three_versions())
def test_any_step_from_one_version_to_another_goes_by_the_journal(
    three: tuple[Table, Table, Table],
) -> None:
    # Of footnotes there are no changes.
    base, mine, theirs = (replace(t, tab="drift", footnotes={}) for t in three)
    area = Workspace().with_tab(("d", "drift"), (base,))
    step = changes("d", base, mine)
    again = tuple(map(on_disk, step))
    assert again == step
    assert fits(area, again)
    assert carried_out(area, again).tables[("d", "drift")] == (mine,)
    others = Workspace().with_tab(("d", "drift"), (theirs,))
    try:
        laid = laid_on(others, step)
    except SaveError:
        return
    assert fits(others, laid)
    assert carried_out(carried_out(others, laid), inverted(laid)) == others


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slag": "radform", "adress": ["d"], "fran": {}, "till": {}}, "fältet ”adress”"),
        ({"slag": "kolumn_flyttad", "adress": ["d", "t", "", "k"], "fran": -1, "till": 0}, "plats"),
        ({"slag": "kolumnform", "adress": ["d", "t", "", "k"], "fran": {}, "till": {}}, "kolumn"),
        ({"slag": "kolumnform", "adress": ["d", "t", "", "k"], "fran": 5, "till": 5}, "posten ska"),
        ({"slag": "tabellfalt", "adress": ["d", "t", "", ""], "namn": "x", "fran": "", "till": ""},
         "okänt slag eller saknar fält"),
        ({"slag": "tabellfalt", "adress": ["d", "t", "", ""], "namn": "rubrik", "fran": 1,
          "till": 2},
         "okänt slag eller saknar fält"),
        ({"slag": "kolumn_tillagd", "adress": ["d", "t", "", "k"], "kolumn": {"kolumn": "k"},
          "plats": 0, "rader": {"a": 5}}, "ska ha fält med namn"),
        ({"slag": "kolumn_tillagd", "adress": ["d", "t", "", "k"], "kolumn": {"kolumn": "k"},
          "plats": 0, "rader": {"a": {"cell": True}}}, "ja/nej"),
        ({"slag": "tabell_tillagd", "adress": ["d", "t", "", ""], "flik": "drift", "plats": 0,
          "tabell": {"kolumner": []}, "rader": []}, "saknas"),
    ],
)  # fmt: skip
def test_a_bad_change_of_form_is_refused_in_one_sentence(change: Any, said: str) -> None:
    with pytest.raises(ItemError) as error:
        parsed_change(change)
    assert said in str(error.value)


def test_a_change_of_form_is_laid_on_what_others_have_changed_thing_by_thing() -> None:
    area = Workspace().with_tab(("d", "drift"), (BASE,))
    budget = BASE.column("budget")
    at = Address("d", "prov", "", "budget")
    theirs = applied(area, ColumnChange(at, budget, replace(budget, decimals=2)))
    mine = ColumnChange(at, budget, replace(budget, heading="Ram"))
    assert not fits(theirs, (mine,))
    (laid,) = laid_on(theirs, (mine,))
    merged = applied(theirs, laid).table("d", "prov").column("budget")
    assert (merged.heading, merged.decimals) == ("Ram", 2)
    assert laid_on(theirs, (ColumnRemoved(at, budget, 0, {}),))[0].item.decimals == 2  # type: ignore[union-attr]
    gone = applied(area, ColumnRemoved(at, budget, 0, {"a": HeldCell(Decimal(1))}))
    with pytest.raises(SaveError, match="kolumnen ”budget”, som inte finns i filen nu"):
        laid_on(gone, (mine,))


def test_a_table_that_is_there_already_is_left_out_and_another_one_is_refused() -> None:
    area = Workspace().with_tab(("d", "drift"), (BASE,))
    added = TableAdded(Address("d", "prov"), "drift", BASE, 0)
    assert laid_on(area, (added,)) == ()
    with pytest.raises(SaveError, match="finns redan i filen, med annat innehåll"):
        laid_on(area, (replace(added, item=replace(BASE, heading="Annan")),))
    removed = TableRemoved(Address("d", "prov"), "drift", replace(BASE, heading="Förr"), 5)
    (laid,) = laid_on(area, (removed,))
    assert laid == TableRemoved(Address("d", "prov"), "drift", BASE, 0)
    assert laid_on(applied(area, laid), (removed,)) == ()
