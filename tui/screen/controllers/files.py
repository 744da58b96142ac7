"""A file taken in: chosen, read, looked at and accepted; how it was understood is remembered."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from tui.checks.pasting.asked import Ask
from tui.checks.pasting.named import Names, foreign_names, shape_of
from tui.checks.pasting.of_ledger import Wish, ledger_books
from tui.checks.pasting.taking_in import Where, of_blocks
from tui.domain.block import Block
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.known_source import KnownSource, latest_for, timeless
from tui.domain.paste import Pasting
from tui.domain.table import LABEL, Table
from tui.intake.listing import listed
from tui.intake.source import Source, read_source
from tui.screen.controllers.paste import Brought, Outcome, bring, would_do
from tui.screen.controllers.source_parts import (
    KOLADA,
    SIE,
    kolada_choices,
    ledger_hint,
    ledger_lines,
    of_block,
    of_kolada,
    of_ledger,
)
from tui.screen.session import Session, closed_sentence
from tui.screen.verbs import Progress, Screen
from tui.screen.views.table_view import TableView
from tui.screen.widgets.dialogs import Chooser, Question
from tui.screen.widgets.file_box import FileBox
from tui.screen.widgets.form_box import FormBox
from tui.screen.widgets.model import Place
from tui.store.sources_file import save_source, sources
from tui.svenska.format import count
from tui.svenska.parse import Refusal

ENDINGS = (".xlsx", ".csv", ".tsv", ".txt", ".html", ".htm", ".se", ".si", ".sie", ".json")
NO_TABLE = "Gå till den tabell som filens tal ska in i, och läs in filen där."
OTHER, AGAIN = ("annan", "Välj en annan fil"), ("val", "Ändra vad som läses ur filen")
PLACE = ("plats", "Säg var en rad eller kolumn utan plats hör hemma")
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
    name = await screen.ask(FileBox(heading, folder, ENDINGS, newest))
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


def _calculation(session: Session) -> Calculation:
    return session.calculation(_table(session))


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
        names = [one.name for one in listed(folder, ENDINGS) if timeless(one.name) == known.file]
    except OSError:
        return None
    return folder / names[0] if names else None


async def _read(screen: Screen, file: Path) -> Source | Refusal:
    def job(_: Progress, __: Callable[[], bool]) -> Source | Refusal:
        return read_source(file)

    return await screen.work("Läser filen", job)


# ---- proposed ----------------------------------------------------------------------------------


async def _proposed(session: Session, screen: Screen) -> tuple[Brought, KnownSource] | None:
    """The newest file like the last one, where it is understood as that was and changes anything.

    What cannot be read here is told when it is chosen.
    """
    for known in latest_for(sources(session.store.folder), _table(session).id)[:_MOST]:
        file = _newest_like(known)
        source = await _read(screen, file) if file is not None else Refusal("")
        brought = None if isinstance(source, Refusal) else _as_known(session, source, known)
        if brought is None:
            continue
        answer = would_do(session, brought, _place(session, known.column), brought.answers)
        if isinstance(answer, Ask) or (isinstance(answer, Pasting) and _changes(answer)):
            told = (f"Nyaste filen som liknar den förra: {file}.", *brought.told)
            return replace(brought, told=told, others={"f9": OTHER}), known
    return None


def _as_known(session: Session, source: Source, known: KnownSource) -> Brought | None:
    """What a file holds, understood as the one before; None where it has another shape."""
    calculation = _calculation(session)
    if source.ledger is not None and known.shape == SIE:
        brought = of_ledger(calculation, source, source.ledger, known)
        return None if isinstance(brought, Refusal) else brought
    if source.kolada is not None and known.shape == KOLADA:
        return of_kolada(source, source.kolada, known)
    for block in source.blocks:
        if block.place == known.place and shape_of(calculation, block.rows) == known.shape:
            return of_block(calculation, source, block, known)
    return None


def _changes(answer: Pasting) -> bool:
    return bool(answer.table or answer.of("andras") or answer.of("tryckt"))


# ---- taken -------------------------------------------------------------------------------------


async def _take(session: Session, screen: Screen, file: Path, place: Place) -> None:
    """Read a file, have what of it is meant chosen, and bring it in."""
    source = await _read(screen, file)
    if isinstance(source, Refusal):
        screen.say(f"{source.sentence} Ingenting ändrades.")
    elif source.ledger is not None:
        await _take_ledger(session, screen, source, _known(session, file, SIE, place))
    elif source.kolada is not None:
        await _take_kolada(session, screen, source, _known(session, file, KOLADA, place))
    else:
        await _take_block(session, screen, source, file, place)


def _known(
    session: Session, file: Path, shape: tuple[str, ...], place: Place, sheet: str = ""
) -> KnownSource:
    """What is known of the file: all that was remembered where its shape is the same."""
    table, (view, _, column) = _table(session), place
    form, folder = timeless(file.name), str(file.absolute().parent)
    name, start = f"{table.heading} ur {form}", view.columns[column].id
    fresh = KnownSource(name, table.id, folder, form, sheet, shape, column=start)
    before = _before(session, fresh)
    same = before is not None and before.shape == shape
    return replace(before, folder=folder) if before is not None and same else fresh


def _before(session: Session, known: KnownSource) -> KnownSource | None:
    return next((one for one in sources(session.store.folder) if one.is_like(known)), None)


async def _take_block(
    session: Session, screen: Screen, source: Source, file: Path, place: Place
) -> None:
    block = await _chosen(session, screen, source)
    if block is None:
        return
    shape = shape_of(_calculation(session), block.rows)
    known = _known(session, file, shape, place, block.place)
    before = _before(session, known)
    changed = before is not None and before.shape != shape
    while True:
        brought = of_block(_calculation(session), source, block, known)
        if changed:
            told = "Filen har andra kolumner än förra gången; det som sades om den då används inte."
            brought = replace(brought, told=(told, *brought.told))
        names = foreign_names(_calculation(session), brought.block, known.column)
        if (names.labels and names.rows) or (names.heads and names.columns):
            brought = replace(brought, others={"f2": PLACE})
        outcome = await _bring(session, screen, brought, known)
        if outcome.answer != PLACE[0]:
            return
        known = replace(await _with_places(screen, names, known), answers=dict(outcome.answers))


async def _with_places(screen: Screen, names: Names, known: KnownSource) -> KnownSource:
    """What is known, with what the user says that names of the file mean; as it was where left."""
    items = [(f"r{i}", name, "rad i filen") for i, name in enumerate(names.labels) if names.rows]
    items += [(f"k{i}", name, "kolumn i filen") for i, name in enumerate(names.heads)
              if names.columns]  # fmt: skip
    chosen = items[0][0] if len(items) == 1 else await screen.ask(
        Chooser("Vad i filen ska få en plats?", items))  # fmt: skip
    if not chosen:
        return known
    is_row, place = chosen[0] == "r", int(chosen[1:])
    name = (names.labels if is_row else names.heads)[place]
    free = [(id_, label, "") for id_, label in (names.rows if is_row else names.columns)]
    to = await screen.ask(Chooser(f"Var hör ”{name}” hemma?", free))
    if not to:
        return known
    if is_row:
        return replace(known, rows={**known.rows, timeless(name): to})
    return replace(known, columns={**known.columns, timeless(name): to})


async def _take_ledger(
    session: Session, screen: Screen, source: Source, known: KnownSource
) -> None:
    """Ask what of an accounting file is meant, the proposal filled in, until it is accepted."""
    ledger, choice = source.ledger, known.choice
    assert ledger is not None
    while True:
        k = _calculation(session)
        lines, hint = ledger_lines(k, ledger, choice), ledger_hint(k, ledger)
        refusal = partial(_refusal, k, source, known)
        heading = f"Läs in {source.name} i {k.table.heading}"
        answer = await screen.ask(FormBox(heading, hint, lines, refusal))
        if answer is None:
            # It may be the map that is lacking: there it is seen what accounts there are.
            session.books = ledger_books(k, ledger, Wish())
            return
        choice = answer
        brought = of_ledger(k, source, ledger, replace(known, choice=choice))
        if isinstance(brought, Refusal):
            return
        kept, brought = replace(known, choice=_kept(choice)), replace(brought, others={"f9": AGAIN})
        if (await _bring(session, screen, brought, kept)).answer != AGAIN[0]:
            return


def _refusal(
    calculation: Calculation, source: Source, known: KnownSource, choice: Mapping[str, str]
) -> str:
    """Why what is chosen of an accounting file cannot be read, "" where it can."""
    assert source.ledger is not None
    made = of_ledger(calculation, source, source.ledger, replace(known, choice=choice))
    return made.sentence if isinstance(made, Refusal) else ""


def _kept(choice: Mapping[str, str]) -> dict[str, str]:
    """What is chosen for next month's file too: not its year and month."""
    return {name: text for name, text in choice.items() if name in ("kolumn", "urval") and text}


async def _take_kolada(
    session: Session, screen: Screen, source: Source, known: KnownSource
) -> None:
    kolada = source.kolada
    assert kolada is not None
    choices = kolada_choices(kolada)
    if choices:
        before = known.choice.get("kommun", "")
        chosen = await screen.ask(Chooser("Vilken kommuns siffror?", choices, before))
        if not chosen:
            return
        known = replace(known, choice={**known.choice, "kommun": chosen})
    brought, k = of_kolada(source, kolada, known), _calculation(session)
    if brought.made is not None and isinstance(brought.made(k), Refusal):
        in_column = replace(known, choice={**known.choice, "kolumn": known.column})
        other = of_kolada(source, kolada, in_column)
        if other.made is not None and isinstance(other.made(k), Pasting):
            heading = column_heading(k.table.column(known.column), k.context.period)
            text = f"Kolada har hela årets tal. Ska de in i {heading} ändå?"
            question = Question(brought.heading, text, {"enter": ("ja", "Ja, ta in dem där")})
            if await screen.ask(question) != "ja":
                return
            known, brought = in_column, other
    await _bring(session, screen, brought, known)


async def _bring(session: Session, screen: Screen, brought: Brought, known: KnownSource) -> Outcome:
    """Show what the file would change; remember how it was understood where it is accepted."""
    place = _place(session, known.column)
    if place is None:
        return Outcome("", {})
    session.books = brought.books or session.books
    outcome = await bring(session, screen, brought, place)
    if outcome.answer == "ja" and not session.obstacle:  # there is one writer
        source = replace(known, answers=dict(outcome.answers))
        session.saver.save(("kallor", ""), lambda: save_source(session.store, source))
    return outcome


# ---- which of several blocks -------------------------------------------------------------------


async def _chosen(session: Session, screen: Screen, source: Source) -> Block | None:
    """The block to take in, the one that fits the table best first."""
    blocks: Sequence[Block] = source.blocks
    if len(blocks) < _FEW:
        return next(iter(blocks), None)
    k = _calculation(session)
    takings = [of_blocks([k], [block], Where(k.table.id)).taken for block in blocks]
    fits = {i: sum(one.fits for one in taken) for i, taken in enumerate(takings)}
    order = sorted(fits, key=lambda i: -fits[i])
    items = [(f"b{i}", _called(blocks[i]), _told(blocks[i], fits[i])) for i in order]
    answer = await screen.ask(Chooser(f"Vilken tabell i {source.name}?", items))
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
