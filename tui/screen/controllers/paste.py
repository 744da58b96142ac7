"""Blocks of cells between the table and a spreadsheet: pasted after a preview, copied whole."""

from msgspec.structs import replace

from tui.checks.pasting.asked import Answers, Ask, Asked
from tui.checks.pasting.clipboard import pasted_block
from tui.checks.pasting.cut import Cut
from tui.checks.pasting.placing import placed
from tui.domain.paste import Pasting, copy_block
from tui.screen.controllers.changes import do
from tui.screen.controllers.decision import ask_about_locked
from tui.screen.controllers.editing import address_of, chosen_cell, copied
from tui.screen.session import Session, closed_sentence
from tui.screen.verbs import Screen
from tui.screen.views.dialog_texts import paste_text, summary
from tui.screen.widgets.cell_editor import MAX_LENGTH
from tui.screen.widgets.dialogs import Preview, Question
from tui.screen.widgets.grid import FOR_LONG
from tui.screen.widgets.model import HEADING, Place
from tui.svenska.clipboard import MAX_BLOCK, Block, block_text, parsed_block
from tui.svenska.format import count
from tui.svenska.parse import Refusal
from tui.workspace import Change, TrycktChange, cell_change

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
        await _paste_block(session, screen, block.block, place, block.told)
    elif block:
        await _paste_block(session, screen, block, place)
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
    cell = chosen_cell(session, place)
    if cell is None or len(text) > MAX_BLOCK:
        return None
    return pasted_block(session.calculation(cell[0]), text, cell[2])


def _type_in(screen: Screen, text: str) -> None:
    """A pasted text that is no block: typed into the cell, if it has room."""
    if len(text) > MAX_LENGTH:
        screen.say(FOR_BIG if len(text) > MAX_BLOCK else FOR_LONG)
    else:
        block = parsed_block(text)
        # A single cell with line breaks in it comes in quotation marks.
        alone = block[0][0] if [len(row) for row in block] == [1] else text
        screen.edit(alone.strip("\r\n"))


async def _paste_block(
    session: Session, screen: Screen, block: Block, place: Place, told: tuple[str, ...] = ()
) -> None:
    """Show what a block would change, and change it when it is accepted, as one step.

    ``told`` is what there is to say of how the block was read.
    """
    if obstacle := closed_sentence(session):
        screen.say(obstacle)
        return
    answer = _answer(session, block, place, {})
    if isinstance(answer, Pasting | Ask) and await _open_for_change(session, screen, block):
        answer = await _asked(session, screen, block, place)
        if isinstance(answer, Pasting):
            answer = replace(answer, after=(*told, *answer.after))
        if isinstance(answer, Pasting) and await _approved(session, screen, answer):
            _write(session, screen, answer)
            return
    if isinstance(answer, Refusal):
        screen.say(answer.sentence)


async def _asked(
    session: Session, screen: Screen, block: Block, place: Place
) -> Pasting | Refusal | None:
    """What the block would do, once all that it leaves open has been answered."""
    answers: dict[Asked, bool] = {}
    while isinstance(answer := _answer(session, block, place, answers), Ask):
        question = Question(
            "Klistra in", answer.text, {"enter": ("ja", answer.yes), "f9": ("nej", answer.no)}
        )
        said = await screen.ask(question)
        if not said:
            return Refusal("Ingenting klistrades in.")
        answers[answer.about] = said == "ja"
    return answer


def _answer(
    session: Session, block: Block, place: Place, answers: Answers
) -> Pasting | Ask | Refusal | None:
    """What the block would do, in the table that is shown now: it may be the working copy's."""
    cell, table = chosen_cell(session, place), session.table
    if cell is None or table is None or cell[1].id not in table.index:
        return None
    return placed(session.calculation(table), block, table.index[cell[1].id], cell[2], answers)


async def _open_for_change(session: Session, screen: Screen, block: Block) -> bool:
    """Whether the document may be changed; a decided one asks, and keeps the block meanwhile."""
    if session.document.locked:
        rows = count(len(block), "inklistrad rad", "inklistrade rader")
        await ask_about_locked(session, screen, addition=f"Därefter visas vad {rows} ändrar.")
    return not session.document.locked


async def _approved(session: Session, screen: Screen, answer: Pasting) -> bool:
    table = session.table
    if table is None:
        return False
    others = len((*answer.of("andras"), *answer.of("tryckt")))
    do = {"enter": ("ja", f"Ändra {count(others, 'cell', 'celler')}")} if others else {}
    text = paste_text(session.calculation(table), answer)
    question = Preview(f"Klistra in i {table.heading}", text, do)
    return await screen.ask(question) == "ja"


def _write(session: Session, screen: Screen, answer: Pasting) -> None:
    table = session.table
    if table is None:
        return
    changes: list[Change] = []
    # A printed figure that is pasted again stands by what is pasted with it.
    kept = [
        address_of(session, table, table.row(c.row), c.column)
        for c in answer.of("lika")
        if c.column in table.row(c.row).tryckt
    ]
    for c in answer.cells:
        row = table.row(c.row)
        address = address_of(session, table, row, c.column)
        if c.utfall == "andras":
            changes.append(cell_change(session.area, address, c.to))
        elif c.utfall == "tryckt":
            changes.append(TrycktChange(address, row.tryckt.get(c.column), c.to))
    do(session, screen, *changes, kept=kept)
    if not session.journal_error:
        screen.say(f"Inklistrat: {summary(answer)} {session.look.message}".rstrip())


def copy_cell(session: Session, screen: Screen) -> None:
    """The cell under the cursor to the clipboard."""
    text = copied(session)
    if text:
        screen.copy(text)
        screen.say(f"Kopierat: {text}")


def copy_table(session: Session, screen: Screen) -> None:
    """The whole shown table to the clipboard, as cells for a spreadsheet."""
    table = session.table
    if table is None:
        screen.say("Här finns ingen tabell att kopiera.")
        return
    screen.copy(block_text(copy_block(session.calculation(table))))
    rows = count(len(table.rows), "rad", "rader")
    screen.say(f"Kopierat: {table.heading}, {rows}. Klistra in i Excel.")
