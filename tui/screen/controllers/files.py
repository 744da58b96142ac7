"""A file taken in: chosen, read, looked at and accepted; how it was understood is remembered."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from tui.checks.pasting.asked import Answers, Ask, Asked
from tui.checks.pasting.fit import fit, shape_of
from tui.checks.pasting.placing import Origin
from tui.checks.pasting.words import money_unit
from tui.domain.block import Block
from tui.domain.known_source import KnownSource, latest_for, timeless
from tui.domain.paste import Pasting
from tui.domain.table import LABEL, Table
from tui.intake.errors import ReadError
from tui.intake.files import READABLE, read_report
from tui.intake.listing import listed
from tui.screen.controllers.paste import Brought, Outcome, bring, would_do
from tui.screen.session import Progress, Session, closed_sentence
from tui.screen.verbs import Screen
from tui.screen.views.table_view import TableView
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.file_box import FileBox
from tui.screen.widgets.model import Place
from tui.store.sources_file import save_source, sources
from tui.svenska.format import count

NO_TABLE = "Gå till den tabell som filens tal ska in i, och läs in filen där."
OTHER = ("annan", "Välj en annan fil")
_FEW, _MOST = 2, 5


async def take_in(session: Session, screen: Screen) -> None:
    """Take in a file to the table under the cursor; the newest like the last one is proposed."""
    place = _place(session)
    if place is None or (obstacle := closed_sentence(session)):
        screen.say(NO_TABLE if place is None else obstacle)
        return
    proposed = await _proposed(session, screen)
    if proposed is not None:
        brought, known = proposed
        outcome = await _bring(session, screen, brought, known)
        if outcome.answer != OTHER[0]:
            return
    folder, newest = _start(session)
    heading = f"Läs in en fil i {_table(session).heading}"
    name = await screen.ask(FileBox(heading, folder, READABLE, newest))
    if name:
        await _take(session, screen, Path(name), place)


def _place(session: Session, column: str = "") -> Place | None:
    """Where the cursor (or ``column``) is, or the first column that a file's figures can go to."""
    view, table = session.look.grid.model, session.table
    if not isinstance(view, TableView) or table is None or not (table.rows or table.list_):
        return None
    ids = [column.id for column in view.columns]
    own = column or ids[session.look.grid.column]
    entered = [c.id for c in table.columns if c.numeric and not c.computed and c.id in ids]
    start = own if own in entered else next(iter(entered), LABEL)
    return view, 0, ids.index(start)


def _table(session: Session) -> Table:
    table = session.table
    assert table is not None
    return table


def _start(session: Session) -> tuple[Path, str]:
    """The folder that was used last, and the newest file there like the last one of the table."""
    known = sources(session.store.folder)
    folder = Path(known[-1].folder) if known else Path.cwd()
    own = latest_for(known, _table(session).id)
    newest = _newest_like(own[0]) if own else None
    if newest is not None:
        return newest.parent, newest.name
    return (folder if folder.is_dir() else Path.cwd()), ""


def _newest_like(known: KnownSource) -> Path | None:
    """The newest file in a source's folder whose name is of its form."""
    folder = Path(known.folder)
    try:
        names = [one.name for one in listed(folder, READABLE) if timeless(one.name) == known.file]
    except OSError:
        return None
    return folder / names[0] if names else None


# ---- read --------------------------------------------------------------------------------------


async def _blocks(screen: Screen, file: Path) -> Sequence[Block]:
    """The file's blocks, none where it cannot be read, which is told."""

    def job(_: Progress, __: Callable[[], bool]) -> Sequence[Block]:
        return read_report(file).blocks

    try:
        blocks = await screen.work("Läser filen", job)
    except ReadError as error:
        screen.say(f"{error.sentence} Ingenting ändrades.")
        return ()
    if not blocks:
        screen.say(f"{file.name} har ingen tabell; ingenting ändrades.")
    return blocks


async def _proposed(session: Session, screen: Screen) -> tuple[Brought, KnownSource] | None:
    """The newest file like the last one, where it is understood as that was and changes anything.

    What cannot be read here is told when it is chosen.
    """
    for known in latest_for(sources(session.store.folder), _table(session).id)[:_MOST]:
        file = _newest_like(known)
        blocks = await _blocks(screen, file) if file is not None else ()
        block = next((b for b in blocks if _is_same(session, b, known)), None)
        if file is None or block is None:
            continue
        brought = _brought(file, block, known)
        answer = would_do(session, brought, _place(session, known.column), brought.answers)
        if isinstance(answer, Ask) or (isinstance(answer, Pasting) and _changes(answer)):
            told = (f"Nyaste filen som liknar den förra: {file}.", *brought.told)
            return replace(brought, told=told, others={"f9": OTHER}), known
    return None


def _changes(answer: Pasting) -> bool:
    return bool(answer.table or answer.of("andras") or answer.of("tryckt"))


def _is_same(session: Session, block: Block, known: KnownSource) -> bool:
    """Whether a block has the place and the shape of one that is known."""
    calculation = session.calculation(_table(session))
    return block.place == known.place and shape_of(calculation, block.rows) == known.shape


def _brought(file: Path, block: Block, known: KnownSource | None = None) -> Brought:
    origin = Origin(money_unit(block.caption), file=True)
    where = f"{file.name} ({block.place})" if block.place else file.name
    return Brought(
        block.rows,
        heading=f"Läs in {where}",
        said=f"Inläst ur {where}",
        row_words=("rad ur filen", "rader ur filen"),
        told=block.left_out,
        origin=origin,
        answers=_answers(known) if known else {},
    )


def _answers(known: KnownSource) -> Answers:
    """The remembered answers, those that there are questions for."""
    return {one: known.answers[one] for one in get_args(Asked) if one in known.answers}


# ---- taken -------------------------------------------------------------------------------------


async def _take(session: Session, screen: Screen, file: Path, place: Place) -> None:
    """Read a file, have its block chosen, and bring it in."""
    blocks = await _blocks(screen, file)
    block = await _chosen(session, screen, file, blocks, place)
    if block is None:
        return
    known, brought = _known(session, file, block, place), _brought(file, block)
    before = next((one for one in sources(session.store.folder) if one.is_like(known)), None)
    if before is not None and before.shape == known.shape:
        known, brought = replace(before, folder=known.folder), _brought(file, block, before)
    elif before is not None:
        told = "Filen har andra kolumner än förra gången, så allt frågas på nytt."
        brought = replace(brought, told=(told, *brought.told))
    await _bring(session, screen, brought, known)


async def _bring(session: Session, screen: Screen, brought: Brought, known: KnownSource) -> Outcome:
    """Show what the block would change; remember how it was understood where it is accepted."""
    place = _place(session, known.column)
    if place is None:
        return Outcome("", {})
    outcome = await bring(session, screen, brought, place)
    if outcome.answer == "ja" and not session.obstacle:  # there is one writer
        source = replace(known, answers=dict(outcome.answers))
        session.saver.save(("kallor", ""), lambda: save_source(session.store, source))
    return outcome


async def _chosen(
    session: Session, screen: Screen, file: Path, blocks: Sequence[Block], place: Place
) -> Block | None:
    """The block to take in, the one that fits the table best first."""
    if len(blocks) < _FEW:
        return next(iter(blocks), None)
    calculation = session.calculation(_table(session))
    view, _, column = place
    id_ = view.columns[column].id
    fits = {
        i: fit(calculation, b.rows, id_, Origin(money_unit(b.caption), file=True))
        for i, b in enumerate(blocks)
    }
    order = sorted(fits, key=lambda i: -fits[i])
    items = [(f"b{i}", _called(blocks[i]), _told(blocks[i], fits[i])) for i in order]
    answer = await screen.ask(Chooser(f"Vilken tabell i {file.name}?", items))
    return blocks[int(answer[1:])] if answer else None


def _called(block: Block) -> str:
    """What a block is called: its sheet and what stands above it, else its first cells."""
    named = dict.fromkeys(filter(None, (block.place, block.caption)))
    return " · ".join(named) or ", ".join(filter(None, block.rows[0]))


def _told(block: Block, fits: int) -> str:
    rows = count(len(block.rows), "rad", "rader")
    columns = count(len(block.rows[0]), "kolumn", "kolumner")
    cells = count(fits, "cell", "celler") if fits else "ingenting"
    return f"{rows}, {columns}; {cells} passar här"


# ---- remembered --------------------------------------------------------------------------------


def _known(session: Session, file: Path, block: Block, place: Place) -> KnownSource:
    """The file's block as a source that nothing is remembered of yet."""
    table, (view, _, column) = _table(session), place
    shape = shape_of(session.calculation(table), block.rows)
    form = timeless(file.name)
    return KnownSource(
        f"{table.heading} ur {form}",
        table.id,
        str(file.absolute().parent),
        form,
        block.place,
        shape,
        column=view.columns[column].id,
    )
