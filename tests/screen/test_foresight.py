"""What will be found is told before a document is decided: after it there is nothing more."""

import asyncio
from collections.abc import Callable
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.screen.test_decision import decide as press_decide
from tests.screen_driver import DATA, SMALL, check_now, opened
from tui.domain.finding import Address, Finding
from tui.domain.next_document.document import next_document
from tui.domain.next_document.sources import Underlag, next_proposal
from tui.screen.controllers.decision import decide, new_working_copy
from tui.screen.session import Session
from tui.screen.widgets.dialogs import Chooser, Question, ScrollQuestion
from tui.screen.widgets.fields import AnswerBox
from tui.store.data_store import DataStore
from tui.store.folder import Store
from tui.workspace import cell_change

DOCUMENTS = tuple(d.id for d in Store(DATA).document()[0])


class ReadOnly(DataStore):
    """A store that keeps nothing: what is decided here is decided in memory."""

    obstacle = ""

    def journal_step(self, *_: Any) -> None:
        """Nothing."""

    def move(self, _kind: Any, _change: Any, act: Callable[[], object]) -> None:
        """Only on the disk, as far as that is kept."""
        act()

    def create(self, *_: Any) -> None:
        """Nothing."""

    def save_tab(self, *_: Any) -> None:
        """Nothing."""

    def save_document(self, *_: Any) -> None:
        """Nothing."""


class Answering:
    """A screen that says yes to everything, and remembers the long question."""

    def __init__(self) -> None:
        self.said = self.text = self.again = ""

    async def ask(self, dialog: Any) -> Any:
        if isinstance(dialog, Chooser):
            return "annat"
        if isinstance(dialog, AnswerBox):
            return dialog.read("2027-02-16") if "datum" in dialog.heading else ""
        if isinstance(dialog, ScrollQuestion):
            self.text = dialog.question_text
        elif isinstance(dialog, Question):
            self.again = dialog.question_text
        return "ja"

    async def work(self, _: str, job: Callable[..., Any]) -> Any:
        return job(lambda *_: None, lambda: False)

    def say(self, sentence: str) -> None:
        self.said = sentence

    def show(self) -> None:
        """Nothing."""

    def paint(self) -> None:
        """Nothing."""


def session() -> Session:
    opened_ = Session(ReadOnly(DATA, only_shown="here"))
    opened_.read_heads()
    return opened_


def findings_of(its: Session, document: str) -> tuple[Finding, ...]:
    """All findings of a document, as the screen has them."""
    before, its.document_id = its.document_id, document
    its.read_in(document)
    check_now(its)
    found = its.findings.all_()
    its.document_id = before
    return found


def elsewhere(its: Session) -> dict[str, tuple[Finding, ...]]:
    return {d: findings_of(its, d) for d in its.area.document if d != its.document_id}


def decided_and_told(its: Session) -> Answering:
    """The shown draft decided; every finding there then is was told before."""
    findings_of(its, its.document_id)
    before, screen = elsewhere(its), Answering()
    asyncio.run(decide(its, screen))  # type: ignore[arg-type]
    assert its.document.locked, screen.said
    after = findings_of(its, its.document_id)
    assert [f.sentence for f in after if f.sentence not in screen.text] == []
    same = {(f.should, f.said) for f in after if f.kind == "bro"}
    for id_, found in elsewhere(its).items():
        new = [f for f in found if f not in before[id_] and (f.said, f.should) not in same]
        assert [f.sentence for f in new if f.sentence not in screen.text] == []
    return screen


def new_document(its: Session, base: str, number: int) -> None:
    """The document that may follow another, in memory."""
    underlag = [Underlag(d, its.read_in(d.id)) for d in its.area.document.values()]
    proposals = next_proposal(its.area.document[base], its.area.document.values())
    made = next_document(proposals[number], base, underlag, its.area.settings, its.register)
    its.area = its.area.with_document(made.document)
    for tab, tables in made.tabs.items():
        its.area = its.area.with_tab((made.document.id, tab), tuple(tables))
    its.document_id = made.document.id


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_is_found_in_a_decided_copy_was_told_before(document: str) -> None:
    its = session()
    its.document_id = document
    its.document_id = new_working_copy(its).id
    assert decided_and_told(its).again == ""


@pytest.mark.parametrize("base", ["2024-delar", "2025-budget"])
def test_what_is_found_in_a_new_document_decided_at_once_was_told_before(base: str) -> None:
    its = session()
    new_document(its, base, 0)
    screen = decided_and_told(its)
    assert "är tomt: ingenting är ifyllt i det utöver det som togs över." in screen.again
    assert "står kvar som utkast ur ett tidigare dokument, orörda: " in screen.again


def lacking(found: tuple[Finding, ...]) -> list[str]:
    return [f.sentence for f in found if f.severity == "saknas"]


def test_all_that_a_half_filled_draft_lacks_is_told_before_and_found_after() -> None:
    its = session()
    new_document(its, "2024-delar", 0)
    tables = [t for tabs in its.read_in(its.document_id).values() for t in tabs]
    half = next(t for t in tables if t.subject == "resultat")
    for row in [r for r in half.rows if r.parent][:2]:
        address = Address(its.document_id, half.id, row.id, "utfall")
        its.do(cell_change(its.area, address, D(-1000)))
    before = lacking(findings_of(its, its.document_id))
    screen = decided_and_told(its)
    told = screen.text.partition("Saknas nu, och beslutas som det står")[2]
    assert [s for s in before if told.count(s) != 1 or screen.text.count(s) != 1] == []
    assert "ofullständiga summor trycks inte: tal saknas i någon del." in screen.text
    assert f"saknar tal som ska fyllas i: {half.heading}, " in screen.again
    after = [f.sentence for f in findings_of(its, its.document_id)]
    summed = [s for s in before if s.startswith(half.heading) or "är tom" in s]
    assert len(summed) > 3 and set(summed) <= set(after)


def errors(found: tuple[Finding, ...]) -> set[str]:
    return {f.sentence for f in found if f.severity == "fel"}


@pytest.mark.parametrize("base", ["2023-bokslut", "2024-delar", "2025-budget"])
def test_deciding_what_was_only_taken_over_makes_no_error(base: str) -> None:
    its = session()
    new_document(its, base, 0)
    tables = [t for tables in its.read_in(its.document_id).values() for t in tables]
    if not any(row.tryckt for table in tables for row in table.rows):
        pytest.skip("the sums of a document are not taken over as printed yet")
    before = errors(findings_of(its, its.document_id))
    decided_and_told(its)
    assert errors(findings_of(its, its.document_id)) <= before


@st.composite
def edits(draw: st.DrawFn, its: Session) -> list[tuple[Address, D]]:
    """A few figures of the shown draft, each with another one."""
    cells = [
        Address(its.document_id, table.id, row.id, column.id)
        for tables in its.read_in(its.document_id).values()
        for table in tables
        for row in table.rows
        for column in table.columns
        if column.type_ == "belopp" and isinstance(row.cells.get(column.id), D)
    ]
    places = draw(st.lists(st.sampled_from(cells), min_size=1, max_size=6))
    figures = st.decimals(-300_000, 300_000, places=draw(st.sampled_from([0, 0, 1])))
    return [(place, draw(figures)) for place in places]


@settings(max_examples=12, deadline=None)
@given(st.data(), st.sampled_from(DOCUMENTS), st.booleans())
def test_what_is_found_in_any_decided_draft_was_told_before(
    data: st.DataObject, document: str, new: bool
) -> None:
    its = session()
    its.document_id = document
    if new:
        new_document(its, document, 0)
    else:
        its.document_id = new_working_copy(its).id
    if any(t.rows for tables in its.read_in(its.document_id).values() for t in tables):
        for address, figure in data.draw(edits(its)):
            its.do(cell_change(its.area, address, figure))
    decided_and_told(its)


async def test_the_list_is_read_with_the_arrows_and_a_hollow_document_asks_once_more(
    folder: Path,
) -> None:
    async with opened(folder, SMALL) as screen:
        await screen.go_to("drift", document="2024-delar")
        await screen.press("ctrl+n", "enter", "enter")
        for last, locked in (("enter", False), ("f9", True)):
            await press_decide(screen)
            await screen.write("annat")
            await screen.press("enter")
            await screen.write("2025-02-11")
            await screen.press("enter", "enter")
            assert "Besluta dokumentet" in screen.dialog and "↑↓ rullar" in screen.dialog
            assert "Årsbokslut 2024 är tomt" in screen.dialog
            assert "Arbetsskador och tillbud: kolumnen 2024 är tom." not in screen.dialog
            await screen.press("down", "pagedown", "end")
            assert "Arbetsskador och tillbud: kolumnen 2024 är tom." in screen.dialog
            await screen.press("enter")
            assert "Är dokumentet klart?" in screen.dialog
            await screen.press(last)
            assert screen.dialog == ""
            assert screen.app.session.document.locked == locked


async def test_what_the_text_will_contradict_is_told_too(folder: Path) -> None:
    file = folder / "rapport.md"
    file.write_text(
        "Köp av tjänster väntas avvika negativt med 7,5 mnkr mot budget.\n", encoding="utf-8"
    )
    async with opened(folder, utkast=True) as screen:
        await screen.press("escape", "6", "enter")
        await screen.write(str(file))
        await screen.press("enter")
        await screen.go_to("drift")
        await press_decide(screen)
        await screen.press("enter", "enter")
        while "Besluta dokumentet" not in screen.dialog:
            await screen.pilot.pause(0.01)
        text = " ".join(screen.dialog.replace("│", " ").split())
        assert "rapport.md, rad 1: texten säger ”7,5 mnkr”" in text
        await screen.press("enter")
        found = [f.sentence for f in screen.app.session.findings.text_lines]
        assert len(found) == 1 and "7,5" in found[0]
