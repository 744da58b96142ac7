"""The lock is ours (again): the files are read anew, and what they lack of mine is laid on.

The folder may have been away for a moment, or another Nämndkoll may have written in it. Steps that
the journal holds are put in by it; those that it never got are kept in ``session.unplaced`` until
they are carried out on what the files say now, or let go by the user's choice.
"""

from tui.domain.finding import FileError
from tui.screen.controllers.changes import save_changed
from tui.screen.session import Session, step_obstacle
from tui.screen.verbs import Screen
from tui.screen.views.step_words import step_lines, told_of
from tui.screen.widgets.dialogs import Question
from tui.store.errors import SaveError, fault_sentence
from tui.store.laid_on import laid_on
from tui.store.lock import BUSY
from tui.store.recovery import StartNotice, fits
from tui.svenska.format import count
from tui.workspace import Change, StepKind, Workspace, document_for

UNPLACED = ("", "ej införda")
CHOOSE = "Välj vad som ska gälla (Ctrl+P, ”Ändringar som väntar”)."


def read_as_writer(session: Session, screen: Screen, was: str, notice: StartNotice) -> None:
    """Read everything anew, and go on as the writer; ``was``: why it could not be written."""
    heads, error = session.store.document()
    if not heads:
        screen.say(next((fault.sentence for fault in error), "Datamappen är tom."))
        return
    session.unplaced = (*session.unplaced, *session.unjournaled)
    session.unjournaled, session.journal_error = (), ""
    # What the journal holds of these, it has put in, or it waits for a choice.
    session.unsaved_settings, session.to_save = {}, ()
    for key in session.saver.failed:
        session.saver.forget(key)
    session.seen.clear()
    session.file_error = (*error, *notice.error)
    session.area = Workspace({d.id: d for d in heads}, settings=session.store.settings()[0])
    session.on_disk = {}
    session.history = session.store.history()
    if session.document_id not in session.area.document:
        session.document_id = next(iter(session.area.document))
    keep_unplaced(session)
    screen.show()
    screen.say(_back(was, notice.error))


def _back(was: str, error: tuple[FileError, ...]) -> str:
    other = "Den andra Nämndkoll är stängd; nu går det att ändra här."
    back = other if was.startswith(BUSY) else "Datamappen går att skriva i igen."
    return " ".join((back, *(fault.sentence for fault in error)))


async def place(session: Session, screen: Screen) -> None:
    """Carry out the unplaced steps, in order; asked about where the files say something else."""
    number = 0
    while session.unplaced:
        kind, step = session.unplaced[0]
        laid = await _laid(session, screen, step)
        if laid is None:
            break
        session.unplaced = session.unplaced[1:]
        if laid:
            session.take(_kind(session, kind, laid), laid)
            number += len(told_of(laid))
    if number:
        _tell(session, screen, number)
    keep_unplaced(session)


def _tell(session: Session, screen: Screen, number: int) -> None:
    save_changed(session)
    screen.show()
    if not session.journal_error:
        what = count(number, "osparad ändring är införd", "osparade ändringar är införda")
        screen.say(f"{session.look.message} {what}; Ctrl+Z ångrar.".lstrip())


def keep_unplaced(session: Session) -> None:
    """Let the saved state say that something is not saved while any step is unplaced."""
    if not session.unplaced:
        session.saver.forget(UNPLACED)
        return
    number = sum(len(told_of(step)) for _, step in session.unplaced)
    why = f"{count(number, 'ändring är', 'ändringar är')} inte införd{'a' * (number > 1)}. {CHOOSE}"

    def fail() -> None:
        if session.unplaced:
            raise SaveError(why)

    session.saver.save(UNPLACED, fail)


def _kind(session: Session, kind: StepKind, step: tuple[Change, ...]) -> StepKind:
    """An undo or redo is one only while it still is of the step that is next."""
    if kind not in ("angra", "gor_om"):
        return kind
    return kind if session.history.next_(backwards=kind == "angra") == step else "gor"


async def _laid(
    session: Session, screen: Screen, step: tuple[Change, ...]
) -> tuple[Change, ...] | None:
    """The step on what stands there now, () where it is let go, None where it waits."""
    for document in {document_for(change) for change in step} & session.area.document.keys():
        session.read_in(document)
    if fits(session.area, step):
        return None if step_obstacle(session, step) else step
    try:
        mine = laid_on(session.area, step)
    except OSError as error:
        return await _chosen(session, screen, step, (), fault_sentence(error))
    if not mine or step_obstacle(session, mine):
        return None if mine else ()
    return await _chosen(session, screen, step, mine)


async def _chosen(
    session: Session,
    screen: Screen,
    step: tuple[Change, ...],
    mine: tuple[Change, ...],
    obstacle: str = "",
) -> tuple[Change, ...] | None:
    """What the user says of a step that does not meet what it was made on; Enter says nothing."""
    why = obstacle or "Filen har ändrats medan dina ändringar inte kunde sparas."
    lines = step_lines(session.area, told_of(mine or step), 8)
    text = "\n".join((why, "", "Från det som står i filen till ditt:", *lines))
    answers = {} if obstacle else {"f9": ("min", "Lägg mina ändringar ovanpå filen")}
    answers["f8"] = ("fil", "Behåll filen som den är; mina ändringar tas inte in")
    wait = "Vänta: ingenting ändras, och ändringarna är fortfarande inte sparade"
    answer = await screen.ask(Question("Ändrat på två håll", text, answers, leave=wait))
    return {"min": mine, "fil": ()}.get(answer)
