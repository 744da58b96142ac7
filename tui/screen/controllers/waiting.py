"""Committed edits that their file lacks after a start: put in, laid on it, or let go by choice.

Whatever is answered, the journal holds the edits until what replaces them is committed; Enter is
never an answer, for it comes of itself when a figure is being typed.
"""

from contextlib import suppress

from tui.screen.controllers.changes import save_changed
from tui.screen.controllers.taking_over import place
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.step_words import step_lines
from tui.screen.widgets.dialogs import Question
from tui.store import settling
from tui.store.data_store import restored
from tui.store.errors import fault_sentence
from tui.store.laid_on import laid_on
from tui.store.recovery import Conflict, waiting_sentence
from tui.svenska.format import count
from tui.workspace import Change, carried_out

WAIT = "Vänta: ingenting ändras, och frågan kommer igen"


async def settle_conflicts(session: Session, screen: Screen) -> None:
    """Ask about each file that edits wait for and that can take them; the others are told."""
    for conflict in session.store.conflicts:
        if not conflict.obstacle:
            await _settle(session, screen, conflict)


async def settle_waiting(session: Session, screen: Screen) -> None:
    """The command: try again what waits, and ask about all that still does."""
    if session.obstacle:
        screen.say(lock_sentence(session))
        return
    store, before = session.store, session.store.conflicts
    if not before and not session.unplaced:
        screen.say(NOTHING)
        return
    notice = restored(store, [c.file for c in before])
    put_in = {c.file for c in before} - {c.file for c in store.conflicts}
    for conflict in before:
        session.forget_tab(conflict.key)
    screen.show()
    if put_in:
        screen.say(notice.sentence)
    for conflict in store.conflicts:
        await _settle(session, screen, conflict)
    await place(session, screen)


NOTHING = "Inga ändringar väntar: allt som skrivits är infört i filerna."


async def _settle(session: Session, screen: Screen, conflict: Conflict) -> None:
    """Ask about one file, and do what is answered."""
    answers = {
        "f9": ("min", "Lägg mina ändringar ovanpå filen"),
        "f8": ("fil", "Behåll filen som den är; mina ändringar tas inte in (går inte att ångra)"),
    }
    if conflict.obstacle:
        answers = {
            "f8": ("fil", "Ta bort mina ändringar ur väntan; filen rörs inte (går inte att ångra)")
        }
    heading = "Ändringar som väntar" if conflict.obstacle else "Ändrat på två håll"
    text = _question_text(session, conflict)
    match await screen.ask(Question(heading, text, answers, leave=WAIT)):
        case "min":
            lay_on(session, screen, conflict)
        case "fil":
            _let_go(session, screen, conflict)


def _question_text(session: Session, conflict: Conflict) -> str:
    session.read_in(conflict.key[0])
    step: tuple[Change, ...] = conflict.step()
    with suppress(OSError):
        step = laid_on(session.area, step)
    lines = step_lines(session.area, step, 8)
    if not step:
        lines = ["Filen säger redan detsamma."]
    sentence = waiting_sentence(conflict) if conflict.obstacle else conflict.sentence
    mine = count(len(conflict.mine), "ändring", "ändringar")
    return "\n".join((sentence, "", f"Från det som står i filen till ditt ({mine}):", *lines))


def lay_on(session: Session, screen: Screen, conflict: Conflict) -> bool:
    """Commit a conflict's edits on the file as it is, and save it; False where that is refused."""
    session.read_in(conflict.key[0])
    try:
        step = laid_on(session.area, conflict.step())
        settling.lay_on(session.store, conflict, step)
    except OSError as error:
        screen.say(f"{fault_sentence(error)} Dina ändringar väntar fortfarande.")
        return False
    session.area = carried_out(session.area, step)
    # What can be undone is what the journal says now, as after a start.
    session.history = session.store.history()
    session.to_save = (*session.to_save, conflict.file)
    save_changed(session)
    screen.show()
    screen.say("Dina ändringar från förra gången är införda; Ctrl+Z ångrar dem.")
    return True


def _let_go(session: Session, screen: Screen, conflict: Conflict) -> None:
    try:
        settling.discard(session.store, conflict)
    except OSError as error:
        screen.say(f"{fault_sentence(error)} Dina ändringar väntar fortfarande.")
        return
    screen.show()
    screen.say("Filen gäller som den är; dina ändringar togs inte in.")
