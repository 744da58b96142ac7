"""Back to what was: undo and redo, whichever tab the step was on, and backups of a file."""

from tui.domain.finding import Address
from tui.screen.controllers.aside import carry_out
from tui.screen.controllers.changes import after_change, do
from tui.screen.controllers.settings import take_in_settings
from tui.screen.session import Session, lock_sentence, show_address
from tui.screen.verbs import Screen
from tui.screen.views.step_words import change_words, step_words
from tui.screen.widgets.dialogs import Chooser, Question
from tui.store.backups import outside_restoring, restoring
from tui.store.recovery import fits
from tui.svenska.format import clock_time, when
from tui.workspace import (
    CellChange,
    Change,
    DocumentAside,
    DocumentChange,
    DocumentMade,
    TableChange,
    UnknownChange,
    document_for,
)


async def step_back(session: Session, screen: Screen, backwards: bool) -> None:
    """Undo the last step, or redo the one last undone, whatever its kind; show it, and say it."""
    step = session.history.next_(backwards=backwards)
    if refusal := _refusal(session, step, backwards=backwards):
        screen.say(refusal)
        return
    word, folder = "Ångrat" if backwards else "Gjort om", step[0]
    if isinstance(folder, DocumentMade | DocumentAside):
        await carry_out(session, screen, "angra" if backwards else "gor_om", folder, word)
        return
    step = session.step_back() if backwards else session.repeat()
    _after(session, screen, step)
    screen.say(f"{word}: {step_words(session.area, step)}.")


def _refusal(session: Session, step: tuple[Change, ...], *, backwards: bool) -> str:
    """Why the last step cannot be undone, or redone; "" when it can.

    No other step is ever taken in its stead. The steps of earlier sessions are about files that
    may have changed since.
    """
    if session.obstacle:
        return lock_sentence(session)
    if not step:
        return "Det finns inget att ångra." if backwards else "Det finns inget att göra om."
    if any(isinstance(change, UnknownChange) for change in step):
        return "Det senaste steget är gjort i en nyare version av Nämndkoll och går inte att backa."
    if session.securing is None:
        return ""
    take_in_settings(session)
    made = {change.document.id for change in step if isinstance(change, DocumentMade)}
    for document in {document_for(change) for change in step} - made - {""}:
        if document not in session.area.document:
            return f"Steget går inte att backa: dokumentet {document} finns inte längre här."
        session.read_in(document)
    if fits(session.area, step):
        return ""
    return "Steget går inte att backa: det som ändrades har ändrats igen sedan dess."


def _after(session: Session, screen: Screen, step: tuple[Change, ...]) -> None:
    """Show where a step was made, and save it."""
    # A decision is of the document, whatever figures it prints before the head.
    of_document = any(isinstance(change, DocumentChange) for change in step)
    # What was typed is in front of the printed sums that followed it, or behind them.
    first = next((change for change in step if isinstance(change, CellChange)), step[0])
    if not of_document and isinstance(first, TableChange):
        _show_if_hidden(session, screen, first.address)
    after_change(session, screen)
    if of_document or not isinstance(first, TableChange):
        screen.show()


def _show_if_hidden(session: Session, screen: Screen, address: Address) -> None:
    table = session.table
    shown = table is not None and (session.document_id, table.id) == (
        address.document,
        address.table,
    )
    target = session.area.table(address.document, address.table)
    if not shown:
        show_address(session, address, target)
        screen.show()
    elif address.row in target.index and address.column:
        column = target.column_index.get(address.column, -1) + 1
        screen.go_to(target.index[address.row], column)


# ---- backups ---

SHOWN = 12


async def restore(session: Session, screen: Screen) -> None:
    """Choose a backup of the shown tab's file, see what it changes, and take it."""
    if session.securing is None or not session.has_tables or lock_sentence(session):
        screen.say(lock_sentence(session) or "Gå till den flik som ska återställas först.")
        return
    copies = session.securing.copy_list(session.document_id, session.tab)
    items = [(str(k.serial), f"{when(k.made_at)} kl. {clock_time(k.made_at)}", "") for k in copies]
    if not items:
        screen.say("Fliken har inga säkerhetskopior än; den första görs när något sparas.")
        return
    answer = await screen.ask(Chooser("Återställ från säkerhetskopia", items))
    copy = next((k for k in copies if str(k.serial) == answer), None)
    if copy is None:
        return
    try:
        now = session.tables(session.tab)
        step, outside = restoring(copy, now), outside_restoring(copy, now)
    except OSError as error:
        screen.say(str(getattr(error, "sentence", error)))
        return
    if not step:
        screen.say("Säkerhetskopian säger samma sak som fliken gör nu.")
        return
    choice = {"enter": ("ja", "Återställ (Ctrl+Z ångrar)")}
    text = "\n".join((*_listed(session, step), *outside))
    if await screen.ask(Question("Det här ändras", text, choice)) == "ja":
        do(session, screen, *step)


def _listed(session: Session, step: tuple[Change, ...]) -> list[str]:
    rows = [change_words(session.area, change) for change in step[:SHOWN]]
    return [*rows, f"… och {len(step) - SHOWN} till"] if len(step) > SHOWN else rows
