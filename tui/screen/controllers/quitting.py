"""The program is left: nothing half typed is taken or dropped, and nothing unsaved, unasked."""

from tui.screen.controllers.changes import remember_shown
from tui.screen.controllers.editing import address_of, chosen_cell, finish_edit
from tui.screen.session import Session
from tui.screen.unsaved import unsaved_lines
from tui.screen.verbs import Screen
from tui.screen.views.step_words import cell_words
from tui.screen.widgets.dialogs import Question, ScrollQuestion
from tui.store.data_store import give_up
from tui.store.errors import fault_sentence
from tui.svenska.format import count

STAY = ("stanna", "Stanna kvar")


async def quit_(session: Session, screen: Screen) -> None:
    """Leave when all is saved; otherwise name what is not, and ask."""
    await _left(session, screen)


async def to_start_page(session: Session, screen: Screen) -> None:
    """Leave for the page to begin on: one's own nämnd, the example, another folder."""
    session.look.to_start_page = True
    session.look.to_start_page = await _left(session, screen)


async def _left(session: Session, screen: Screen) -> bool:
    """Whether the program is left; False where the user stays after all."""
    if not await _typed_is_settled(session, screen):
        return False
    remember_shown(session)
    state = await session.saver.ready()
    lines = unsaved_lines(session) if state.error or session.journal_error else []
    if lines and not await _may_leave(session, screen, state.error or session.journal_error, lines):
        return False
    screen.leave()
    return True


async def _typed_is_settled(session: Session, screen: Screen) -> bool:
    """Whether what was being typed in a cell is taken or given up, as the user says."""
    grid = session.look.grid
    if grid.edited is None:
        return True
    text = grid.edited.text
    if text == grid.model.editing_text(*grid.place[1:]):
        screen.end_edit()
        return True
    refusal = grid.model.refusal(*grid.place[1:], text)
    answers = {"enter": ("skriv", "Fortsätt skriva")}
    if not refusal:
        answers["t"] = ("ta", "Ta med det skrivna och avsluta")
    answers["a"] = ("avsluta", "Avsluta utan det skrivna")
    told = f"Du har börjat skriva i {_place(session)}: {text or '(tomt)'}"
    answer = await screen.ask(Question("Halvskrivet", f"{told}\n{refusal}".rstrip(), answers))
    if answer == "ta":
        return finish_edit(session, screen)
    if answer == "avsluta":
        screen.end_edit()
        return True
    screen.focus()
    return False


def _place(session: Session) -> str:
    """The cell that is being typed in."""
    cell = chosen_cell(session)
    return cell_words(session.area, address_of(session, *cell)) if cell else "en cell"


async def _may_leave(session: Session, screen: Screen, error: str, lines: list[str]) -> bool:
    """Whether the user leaves although something is not saved."""
    number = count(len(lines), "ändring är", "ändringar är")
    text = "\n".join((error, "", f"{number} inte sparad{'e' * (len(lines) > 1)}:", *lines))
    answers = {"enter": STAY}
    if not (session.unjournaled or session.unplaced):
        answers["v"] = ("vanta", "Avsluta; ändringarna läggs in vid nästa start")
    answers["a"] = ("avsluta", "Avsluta utan att spara; ändringarna går förlorade")
    answer = await screen.ask(ScrollQuestion("Ej sparat", text, answers))
    return answer == "vanta" or (answer == "avsluta" and await _given_up(session, screen))


async def _given_up(session: Session, screen: Screen) -> bool:
    """Whether what is not saved is gone for good, so that no later start puts it in."""
    try:
        give_up(session.store)
    except OSError as error:
        text = (
            f"{fault_sentence(error)}\n\nÄndringarna kan därför inte läggas bort, utan "
            "kommer tillbaka vid nästa start."
        )
        answers = {"enter": STAY, "a": ("avsluta", "Avsluta ändå")}
        return await screen.ask(Question("Går inte att lägga bort", text, answers)) == "avsluta"
    return True
