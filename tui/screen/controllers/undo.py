"""Back to what was: undo and redo, whichever tab the step was on."""

from tui.domain.finding import Address
from tui.screen.controllers.aside import carry_out
from tui.screen.controllers.changes import after_change
from tui.screen.controllers.settings import take_in_settings
from tui.screen.session import Session, lock_sentence, show_address, step_obstacle
from tui.screen.verbs import Screen
from tui.screen.views.step_words import step_lines, step_words, told_of
from tui.screen.widgets.dialogs import Question
from tui.store.errors import fault_sentence
from tui.store.recovery import fits
from tui.workspace import (
    Change,
    DocumentAside,
    DocumentChange,
    DocumentMade,
    TableAdded,
    TableChange,
    UnknownChange,
    WholeTable,
    document_for,
    inverted,
)


async def step_back(session: Session, screen: Screen, backwards: bool) -> None:
    """Undo the last step, or redo the one last undone, whatever its kind; show it, and say it."""
    step = session.history.next_(backwards=backwards)
    refusal = _refusal(session, step, backwards=backwards)
    if not refusal:
        why = _foreign(session, step)
        refusal = "" if why else _obstacle(session, step)
        if not refusal and (why := why or _misfit(session, step)):
            await _offer(session, screen, why, step, backwards=backwards)
            return
    if refusal:
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
    """Why nothing can be undone, or redone, now; "" when it can."""
    if session.obstacle:
        return lock_sentence(session)
    if not step:
        return "Det finns inget att ångra." if backwards else "Det finns inget att göra om."
    return ""


def _foreign(session: Session, step: tuple[Change, ...]) -> str:
    """Why a step is about something that is not here; "" when it is, and it has been read."""
    if any(isinstance(change, UnknownChange) for change in step):
        return "Det senaste steget är gjort i en nyare version av Nämndkoll och går inte att backa."
    take_in_settings(session)
    made = {change.document.id for change in step if isinstance(change, DocumentMade)}
    for document in {document_for(change) for change in step} - made - {""}:
        if document not in session.area.document:
            why = dict(session.store.headless(session.area.document)).get(document, "")
            gone = f"Dokumentet {document} finns inte längre här."
            return f"Steget går inte att backa. {why or gone}"
        session.read_in(document)
    return ""


def _obstacle(session: Session, step: tuple[Change, ...]) -> str:
    """Why a step's files may not be changed now, as while they wait for a choice."""
    try:
        return step_obstacle(session, step)
    except KeyError:
        return ""  # its table is not there any more


def _misfit(session: Session, step: tuple[Change, ...]) -> str:
    """Why a step fits no more: one of an earlier session is about files that may have changed."""
    if fits(session.area, step):
        return ""
    return "Steget går inte att backa: det som ändrades har ändrats igen sedan dess."


async def _offer(
    session: Session, screen: Screen, why: str, step: tuple[Change, ...], *, backwards: bool
) -> None:
    """Pass over a step that fits no more, if the user says so: no other is taken unasked."""
    told = told_of(inverted(step) if backwards else step)
    lines = step_lines(session.area, told, 8)
    key, next_one = ("Ctrl+Z", "före") if backwards else ("Ctrl+Y", "efter")
    text = "\n".join(
        (why, "", *lines, "", f"Går du förbi det ändras ingenting; nästa {key} tar det {next_one}.")
    )
    # Not Enter: it comes of itself when a figure is being typed.
    question = Question(
        "Ångra" if backwards else "Gör om",
        text,
        {"f8": ("forbi", "Gå förbi steget")},
        leave="Låt det vara",
    )
    if await screen.ask(question) != "forbi":
        screen.say(why)
        return
    try:
        session.pass_over("; ".join(lines), backwards=backwards)
    except OSError as error:
        screen.say(fault_sentence(error))
        return
    screen.say(f"Steget är förbigånget, och ingenting är ändrat. {key} tar det {next_one}.")


def _after(session: Session, screen: Screen, step: tuple[Change, ...]) -> None:
    """Show where a step was made, and save it."""
    # A decision is of the document, whatever figures it prints before the head.
    of_document = any(isinstance(change, DocumentChange) for change in step)
    # What was typed is in front of the printed sums that followed it, or behind them.
    first = told_of(step)[0]
    whole = isinstance(first, WholeTable)
    if isinstance(first, TableAdded):
        show_address(session, first.address, first.item)
    elif not of_document and not whole and isinstance(first, TableChange):
        _show_if_hidden(session, screen, first.address)
    after_change(session, screen)
    if of_document or whole or not isinstance(first, TableChange):
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
