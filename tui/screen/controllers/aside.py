"""A document's folder as a whole: laid aside, whole, and put back; steps like any other."""

from datetime import datetime

from msgspec.structs import replace

from tui.domain.document import Document
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.changes import remember_shown
from tui.screen.session import Session, lock_sentence, whole_obstacle
from tui.screen.verbs import Screen
from tui.screen.views.head_lines import document_text
from tui.screen.views.step_words import change_words
from tui.screen.widgets.dialogs import Chooser
from tui.store.directory import INNER_FOLDER, unlisted
from tui.store.errors import fault_sentence
from tui.store.whole_folder import ASIDE_FOLDER, LaidAside, laid_aside
from tui.svenska.format import clock_seconds, when
from tui.workspace import DocumentAside, DocumentMade, FolderChange, StepKind, ordered_document


async def put_aside(session: Session, screen: Screen) -> None:
    """Lay the shown draft aside, after a question."""
    if session.obstacle or not session.document_id or session.document.status != "utkast":
        screen.say(lock_sentence(session) or "Bara ett utkast kan läggas undan.")
        return
    head = session.document
    change = DocumentAside(head, source=head.base)
    if refusal := _refusal(session, change):
        screen.say(refusal)
        return
    text = f"{document_text(head)} flyttas ur vägen, helt och hållet; inget raderas."
    act = "Lägg undan utkastet (Ctrl+Z tar tillbaka det)"
    if await agreed(screen, "Lägg undan", text, act):
        await carry_out(session, screen, "gor", change)


async def bring_back(session: Session, screen: Screen) -> None:
    """Choose a document that lies aside, from whenever, and put it back; a step like any other."""
    found = laid_aside(session.store.folder)
    if session.obstacle or not found:
        closed = unlisted(session.store.folder / INNER_FOLDER / ASIDE_FOLDER)
        screen.say(lock_sentence(session) or closed or "Inget dokument är undanlagt.")
        return
    heads = {one.aside: session.store.head_aside(one.aside, one.document) for one in found}
    items = [(one.aside, _name(one, heads[one.aside]), _when(one)) for one in found]
    answer = await screen.ask(Chooser("Lägg tillbaka ett undanlagt dokument", items))
    if not answer:
        return
    one, head = next(o for o in found if o.aside == answer), heads[answer]
    if one.document in session.area.document:
        screen.say(
            f"Det finns redan ett dokument i mappen {one.document}; lägg undan det först, om det "
            "undanlagda ska tillbaka."
        )
    elif head is None:
        screen.say(f"Huvudet i {one.aside} kan inte läsas; flytta tillbaka mappen och rätta det.")
    else:
        await carry_out(session, screen, "gor", DocumentMade(head, one.aside, session.document_id))


def _name(one: LaidAside, head: Document | None) -> str:
    return f"{document_text(head)} ({one.document})" if head else one.document


def _when(one: LaidAside) -> str:
    return f"undanlagt {when(one.when)} kl. {clock_seconds(one.when)}"


async def carry_out(
    session: Session, screen: Screen, kind: StepKind, change: FolderChange, word: str = ""
) -> None:
    """Lay a document aside or put it back, show what is left or came, and say it.

    What cannot be done is said, and is then no step. ``word`` begins the sentence.
    """
    if refusal := _refusal(session, change) or await _unsaved(session):
        screen.say(refusal)
        return
    try:
        change = _moved(session, kind, change)
    except OSError as error:
        screen.say(fault_sentence(error))
        return
    session.document_id = _to_show(session, change)
    screen.show()
    said = change_words(session.area, change)
    back = "tar tillbaka det" if isinstance(change, DocumentAside) else "lägger undan det igen"
    screen.say(f"{word}: {said}." if word else f"{said}. Ctrl+Z {back}.")
    remember_shown(session)


def _refusal(session: Session, change: FolderChange) -> str:
    head, others = change.document, session.area.document.keys() - {change.document.id}
    if isinstance(change, DocumentAside) and not others:
        return f"{head.name} är det enda dokumentet och läggs inte undan."
    return whole_obstacle(session, head.id)


async def _unsaved(session: Session) -> str:
    """Why no folder is moved yet, "" where all is on the disk."""
    state = await session.saver.ready()
    if state.error:
        return f"Dokumentet läggs inte undan förrän allt är sparat: {state.error}"
    return ""


def _moved(session: Session, kind: StepKind, change: FolderChange) -> FolderChange:
    """The step as it was made, a place given to what is laid aside. Raises OSError."""
    store, id_ = session.store, change.document.id
    if isinstance(change, DocumentMade):
        session.move(kind, change, lambda: store.put_back(change.aside, id_))
        return change
    now = datetime.now()
    placed = replace(change, aside=store.place_aside(id_, now))
    session.move(kind, placed, lambda: store.put_aside(id_, now, placed.aside))
    return placed


def _to_show(session: Session, change: FolderChange) -> str:
    """The document to show after it: the one that came, or the one that the other came out of."""
    shown, there = session.document_id, session.area.document
    if isinstance(change, DocumentMade):
        return change.document.id
    first = [d.id for d in ordered_document(session.area)]
    return next(id_ for id_ in (shown, change.source, change.document.base, *first) if id_ in there)
