"""Back to what was: undo and redo, whichever tab the step was on, and backups of a file."""

from tui.domain.cell_text import cell_text
from tui.domain.finding import Address
from tui.screen.controllers.changes import after_change, do
from tui.screen.controllers.documents import step_back_new
from tui.screen.session import Session, Steps, lock_sentence, show_address
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser, Question
from tui.store.backups import outside_restoring, restoring
from tui.store.recovery import fits
from tui.svenska.format import clock_time, when
from tui.workspace import CellChange, Change, DocumentChange, document_for, inverted


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
    if fits(session.area, step):
        return True
    screen.say("Steget går inte att backa: det som ändrades har ändrats igen sedan dess.")
    return False


def _after(
    session: Session, screen: Screen, step: tuple[Change, ...], otherwise: str, word: str
) -> None:
    if not step:
        screen.say(otherwise)
        return
    # A decision is of the document, whatever figures it prints before the head; what was typed
    # is in front of the printed sums that followed it.
    change = next((a for kind in (DocumentChange, CellChange) for a in step if isinstance(a, kind)),
                  step[0])  # fmt: skip
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
    rows = [_in_words(session, change) for change in step[:SHOWN]]
    return [*rows, f"… och {len(step) - SHOWN} till"] if len(step) > SHOWN else rows


def _in_words(session: Session, change: Change) -> str:
    if isinstance(change, DocumentChange):
        return "dokumentets huvud"
    table = session.area.table(change.address.document, change.address.table)
    row = change.address.row
    name = f"{table.heading}, {table.row(row).label if row in table.index else row}"
    if isinstance(change, CellChange):
        from_, to = (cell_text(v, None) or "tomt" for v in (change.from_, change.to))
        return f"{name}: {from_} → {to}"
    return f"{name}: raden läggs till, tas bort eller flyttas"
