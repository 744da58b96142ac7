"""A decided document that is to be changed: in a working copy (*arbetskopia*), or unlocked."""

from msgspec.structs import replace

from tui.domain.document import Document
from tui.screen.controllers.changes import do, remember_shown
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Question
from tui.screen.widgets.fields import InputBox
from tui.workspace import DocumentChange, free_id, working_copy


async def ask_about_locked(
    session: Session, screen: Screen, typed: str = "", addition: str = ""
) -> str:
    """The first edit in a decided document: a working copy, or unlock with a reason.

    ``addition`` says what comes after. Gives all that was typed meanwhile.
    """
    if session.obstacle:
        screen.say(lock_sentence(session))
        return ""
    document, exists = session.document, draft_of(session)
    copy = "Öppna arbetskopian" if exists else "Gör en arbetskopia (utkast) och ändra där"
    answers = {"enter": ("kopia", copy), "f9": ("las_upp", "Lås upp dokumentet, med ett skäl")}
    text = f"{document.name} är beslutad och ändras inte utan vidare. {addition}".rstrip()
    question = Question("Beslutat dokument", text, answers, typed)
    choice = await screen.ask(question)
    if choice == "kopia":
        open_working_copy(session, screen)
    elif choice == "las_upp":
        await unlock(session, screen)
    return question.typed


def draft_of(session: Session) -> Document | None:
    """The working copy of the shown document that already exists, if any."""
    copies = (d for d in session.area.document.values() if d.base == session.document_id)
    return next((d for d in copies if d.status == "utkast"), None)


def new_working_copy(session: Session) -> Document:
    """Make a working copy of the shown document, in the store and in the workspace.

    It starts from the printed figures. Raises the store's error when it cannot be saved.
    """
    base = session.document
    copy = working_copy(base, free_id(session.area, base.id), base.name)
    tabs = session.read_in(base.id)
    session.store.create(copy, tabs)
    session.area = session.area.with_document(copy)
    for tab, tables in tabs.items():
        session.area = session.area.with_tab((copy.id, tab), tables)
        session.on_disk[(copy.id, tab)] = tables
        session.chosen_table[(copy.id, tab)] = session.chosen_table.get((base.id, tab), 0)
    cursor = session.look.cursor
    cursor |= {(copy.id, table): place for (d, table), place in cursor.items() if d == base.id}
    return copy


def open_working_copy(session: Session, screen: Screen) -> None:
    """Open the working copy, made now if there is none, with the cursor where it is."""
    if session.obstacle and draft_of(session) is None:
        screen.say(lock_sentence(session))
        return
    if session.document.status == "utkast":
        screen.say("Dokumentet är redan ett utkast; det går att ändra direkt.")
        return
    try:
        copy = draft_of(session) or new_working_copy(session)
    except OSError as error:
        screen.say(f"Arbetskopian kunde inte göras: {getattr(error, 'sentence', error)}")
        return
    grid, table = session.look.grid, session.table
    session.look.cursor[(copy.id, table.id if table else session.tab)] = (grid.row, grid.column)
    place = session.chosen_table.get((session.document_id, session.tab), 0)
    session.chosen_table[(copy.id, session.tab)] = place
    session.document_id = copy.id
    session.look.message = (
        f"Du arbetar nu i ett utkast av {copy.name}; det beslutade dokumentet är orört."
    )
    screen.show()
    remember_shown(session)


async def unlock(session: Session, screen: Screen) -> None:
    """Unlock the decided document, with a reason."""
    document = session.document
    if not document.locked:
        screen.say("Dokumentet är inte låst.")
        return
    reason = await screen.ask(
        InputBox("Lås upp", "Varför ändras ett beslutat dokument? Skälet sparas.")
    )
    if reason:
        do(session, screen, DocumentChange(document, replace(document, unlocked=reason)))
        screen.show()


def lock(session: Session, screen: Screen) -> None:
    """Lock an unlocked decided document again."""
    document = session.document
    if document.status == "beslutad" and document.unlocked:
        do(session, screen, DocumentChange(document, replace(document, unlocked="")))
        screen.show()
    else:
        screen.say("Dokumentet är inte upplåst.")
