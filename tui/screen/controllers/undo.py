"""Back to what was: undo and redo, whichever tab the step was on."""

from tui.domain.finding import Address
from tui.screen.controllers.aside import carry_out
from tui.screen.controllers.changes import after_change
from tui.screen.controllers.settings import take_in_settings
from tui.screen.session import Session, lock_sentence, show_address, step_obstacle
from tui.screen.verbs import Screen
from tui.screen.views.step_words import step_words
from tui.store.recovery import fits
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
            why = dict(session.store.headless(session.area.document)).get(document, "")
            gone = f"Dokumentet {document} finns inte längre här."
            return f"Steget går inte att backa. {why or gone}"
        session.read_in(document)
    if not fits(session.area, step):
        return "Steget går inte att backa: det som ändrades har ändrats igen sedan dess."
    return step_obstacle(session, step)


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
