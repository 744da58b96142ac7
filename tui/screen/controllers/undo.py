"""Back to what was: undo and redo, whichever tab the step was on."""

from tui.domain.finding import Address
from tui.screen.controllers.changes import after_change
from tui.screen.controllers.documents import step_back_new
from tui.screen.session import Session, Steps, lock_sentence, show_address, step_obstacle
from tui.screen.verbs import Screen
from tui.store.recovery import fits
from tui.workspace import Change, DocumentChange, document_for, inverted


async def step_back(session: Session, screen: Screen, backwards: bool) -> None:
    """Undo or redo, and show where: the making of a document where that came last, else a step."""
    if await step_back_new(session, screen, backwards=backwards):
        return
    if not _can_step(session, screen, backwards=backwards):
        return
    if backwards:
        _after(session, screen, session.step_back(), "Det finns inget att ångra.", "Ångrat")
    else:
        _after(session, screen, session.repeat(), "Det finns inget att göra om.", "Gjort om")


def _can_step(session: Session, screen: Screen, *, backwards: bool) -> bool:
    """Whether the last step can be undone, or redone; says why when it cannot.

    The steps of earlier sessions are about files that may have changed since.
    """
    if session.obstacle:
        screen.say(lock_sentence(session))
        return False
    steps: Steps = session.history.done if backwards else session.history.undone
    if not steps or session.securing is None:
        return True
    step = inverted(steps[-1]) if backwards else steps[-1]
    for document in {document_for(change) for change in step} & session.area.document.keys():
        session.read_in(document)
    if not fits(session.area, step):
        screen.say("Steget går inte att backa: det som ändrades har ändrats igen sedan dess.")
    elif obstacle := step_obstacle(session, step):
        screen.say(obstacle)
    else:
        return True
    return False


def _after(
    session: Session, screen: Screen, step: tuple[Change, ...], otherwise: str, word: str
) -> None:
    if not step:
        screen.say(otherwise)
        return
    # A decision is of the document, whatever figures it prints before the head.
    change = next((a for a in step if isinstance(a, DocumentChange)), step[0])
    if not isinstance(change, DocumentChange):
        _show_if_hidden(session, screen, change.address)
    after_change(session, screen)
    if isinstance(change, DocumentChange):
        screen.show()
    screen.say(f"{word}: {_about(session, change)}.")


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


def _about(session: Session, change: Change) -> str:
    if isinstance(change, DocumentChange):
        return change.to.name
    table = session.area.table(change.address.document, change.address.table)
    row = change.address.row
    return f"{table.heading}, {table.row(row).label if row in table.index else 'raden'}"
