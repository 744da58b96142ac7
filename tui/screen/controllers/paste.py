"""A block of cells, pasted or out of a file: looked at in a preview, and taken as one step."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.pasting.asked import Answers, Ask, Asked
from tui.checks.pasting.clipboard import pasted_block
from tui.checks.pasting.cut import Cut
from tui.checks.pasting.placing import CLIPBOARD, Origin, placed
from tui.domain.account_block import Books
from tui.domain.calculation import Calculation
from tui.domain.paste import Pasting, taken
from tui.domain.table import Table
from tui.screen.controllers.changes import do
from tui.screen.controllers.decision import ask_about_locked
from tui.screen.controllers.editing import address_of
from tui.screen.session import Session, closed_sentence
from tui.screen.verbs import Screen
from tui.screen.views.dialog_texts import paste_text, summary
from tui.screen.views.table_view import TableView
from tui.screen.widgets.cell_editor import MAX_LENGTH
from tui.screen.widgets.dialogs import Preview, Question
from tui.screen.widgets.grid import FOR_LONG
from tui.screen.widgets.model import HEADING, Place
from tui.store.table_merge import changes
from tui.svenska.clipboard import MAX_BLOCK, Block, parsed_block
from tui.svenska.format import count
from tui.svenska.parse import Refusal

FOR_NAME = (
    "Det inklistrade är flera rader eller celler och ryms inte i en rubrik eller ett namn;"
    " ställ markören i den cell där det ska börja. Ingenting ändrades."
)
FOR_BIG = "Det inklistrade är större än någon tabell; kopiera bara de celler som ska hit."


async def paste(session: Session, screen: Screen, text: str, place: Place) -> None:
    """A pasted text: cells after a preview, or the text of one.

    A block over a heading goes in from the column's first row.
    """
    several = len(parsed_block(text)) > 1 or any(len(row) > 1 for row in parsed_block(text))
    name = _is_name(place)
    if name and several:
        place = _below(place)
    block = _block_at(session, text, place)
    if name and several and block is None:
        screen.say(FOR_NAME)
    elif isinstance(block, Refusal):
        screen.say(block.sentence)
    elif isinstance(block, Cut):
        await bring(session, screen, Brought(block.block, told=block.told), place)
    elif block:
        await bring(session, screen, Brought(block), place)
    else:
        _type_in(screen, text)


def _is_name(place: Place) -> bool:
    """Whether a place is a heading or a row's label."""
    _, row, column = place
    return row == HEADING or column == 0


def _below(place: Place) -> Place:
    """A heading's first row; another place as it is."""
    view, row, column = place
    return (view, 0, column) if row == HEADING else place


def _block_at(session: Session, text: str, place: Place) -> Block | Cut | Refusal | None:
    """A pasted text as cells for the table under the cursor; none where it is one cell's text."""
    target = _target(session, place)
    if target is None or len(text) > MAX_BLOCK:
        return None
    return pasted_block(session.calculation(target[0]), text, target[2])


def _target(session: Session, place: Place) -> tuple[Table, int, str] | None:
    """The shown table, the place of the row and the column's id; a list may have no rows yet."""
    view, row, column = place
    table = session.table
    if table is None or not isinstance(view, TableView) or view.table.id != table.id:
        return None
    if not table.rows:
        return (table, 0, view.columns[column].id) if table.list_ else None
    if row == HEADING or view.table.rows[row].id not in table.index:
        return None
    return table, table.index[view.table.rows[row].id], view.columns[column].id


def _type_in(screen: Screen, text: str) -> None:
    """A pasted text that is no block: typed into the cell, if it has room."""
    if len(text) > MAX_LENGTH:
        screen.say(FOR_BIG if len(text) > MAX_BLOCK else FOR_LONG)
    else:
        block = parsed_block(text)
        # A single cell with line breaks in it comes in quotation marks.
        alone = block[0][0] if [len(row) for row in block] == [1] else text
        screen.edit(alone.strip("\r\n"))


# ---- a block, wherever it is from ---------------------------------------------------------------


class Brought(Struct, frozen=True):
    """A block on its way into the table under the cursor, and what is known of it.

    ``told`` is what there is to say of how it was read, ``outside`` what of it is in no block;
    ``answers`` what needs no asking any more; ``others`` what may be answered to the preview beside
    yes, by key. ``made`` places what is no block of cells. ``books`` is what was read of a ledger.
    """

    block: Block
    heading: str = "Klistra in"
    said: str = "Inklistrat"
    row_words: tuple[str, str] = ("inklistrad rad", "inklistrade rader")
    told: tuple[str, ...] = ()
    origin: Origin = CLIPBOARD
    answers: Answers = {}
    others: Mapping[str, tuple[str, str]] = {}
    outside: tuple[str, ...] = ()
    made: Callable[[Calculation], Pasting | Refusal] | None = None
    books: Books | None = None


class Outcome(NamedTuple):
    """What was answered to the preview ("" where it was left or there was none), and before it."""

    answer: str
    answers: Answers


async def bring(session: Session, screen: Screen, brought: Brought, place: Place) -> Outcome:
    """Show what a block would change, and change it when it is accepted, as one step."""
    if obstacle := closed_sentence(session):
        screen.say(obstacle)
        return Outcome("", {})
    answer, answers = would_do(session, brought, place, {}), dict(brought.answers)
    if isinstance(answer, Pasting | Ask) and await _open_for_change(session, screen, brought):
        answer = await _asked(session, screen, brought, place, answers)
        if isinstance(answer, Pasting):
            answer = replace(answer, after=(*brought.told, *answer.after))
            said = await _looked_at(session, screen, brought, answer)
            if said == "ja":
                _write(session, screen, brought, answer)
            return Outcome(said, answers)
    if isinstance(answer, Refusal):
        screen.say(answer.sentence)
    return Outcome("", {})


def would_do(
    session: Session, brought: Brought, place: Place | None, answers: Answers
) -> Pasting | Ask | Refusal | None:
    """What the block would do, in the table that is shown now: it may be the working copy's."""
    target = _target(session, place) if place else None
    if target is None:
        return None
    table, row, column = target
    calculation = session.calculation(table)
    if brought.made is not None:
        return brought.made(calculation)
    answer = placed(calculation, brought.block, row, column, answers, brought.origin)
    if isinstance(answer, Pasting):
        return replace(answer, outside=(*answer.outside, *brought.outside))
    return answer


async def _asked(
    session: Session, screen: Screen, brought: Brought, place: Place, answers: dict[Asked, bool]
) -> Pasting | Refusal | None:
    """What the block would do, once all that it leaves open has been answered."""
    while isinstance(answer := would_do(session, brought, place, answers), Ask):
        both = [("ja", answer.yes), ("nej", answer.no)]
        choice = dict(zip(("enter", "f9"), both if answer.proposed else both[::-1], strict=True))
        said = await screen.ask(Question(brought.heading, answer.text, choice))
        if not said:
            return Refusal(f"{brought.heading}: ingenting ändrades.")
        answers[answer.about] = said == "ja"
    return answer


async def _open_for_change(session: Session, screen: Screen, brought: Brought) -> bool:
    """Whether the document may be changed; a decided one asks, and keeps the block meanwhile."""
    if session.document.locked:
        rows = count(len(brought.block), *brought.row_words) if brought.block else "filen"
        await ask_about_locked(session, screen, addition=f"Därefter visas vad {rows} ändrar.")
    return not session.document.locked


async def _looked_at(session: Session, screen: Screen, brought: Brought, answer: Pasting) -> str:
    """What is answered to the preview."""
    table = session.table
    if table is None:
        return ""
    choice = {**_accept(table, answer), **brought.others}
    text = paste_text(session.calculation(table), answer)
    return await screen.ask(Preview(f"{brought.heading} i {table.heading}", text, choice))


def _accept(table: Table, answer: Pasting) -> dict[str, tuple[str, str]]:
    """What Enter does, if anything is changed."""
    rows = len(answer.table.rows) - len(table.rows) if answer.table else 0
    cells, printed = len(answer.of("andras")), len(answer.of("tryckt"))
    parts = [
        f"lägg till {count(rows, 'rad', 'rader')}" if rows else "",
        f"ändra {count(cells, 'cell', 'celler')}" if cells else "",
        f"behåll {printed} som {'tryckt' if printed == 1 else 'tryckta'}" if printed else "",
    ]
    said = ", ".join(filter(None, parts))
    return {"enter": ("ja", said[0].upper() + said[1:])} if said else {}


def _write(session: Session, screen: Screen, brought: Brought, answer: Pasting) -> None:
    table = session.table
    if table is None:
        return
    # A printed figure that is pasted again stands by what is pasted with it.
    kept = [
        address_of(session, table, table.row(c.row), c.column)
        for c in answer.of("lika")
        if c.row in table.index and c.column in table.row(c.row).tryckt
    ]
    after = taken(session.calculation(table), answer).table
    do(session, screen, *changes(session.document_id, table, after), kept=kept)
    if not session.journal_error:
        screen.say(f"{brought.said}: {summary(answer)} {session.look.message}".rstrip())
