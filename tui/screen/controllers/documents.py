"""The documents: chosen, made out of the shown one, laid aside, and back again.

Making it is undone in one step, like an edit: the folder is laid aside, whole, and redo puts it
back. That step is not in the journal, so after a restart it is a command of its own.
"""

from datetime import datetime

from msgspec.structs import replace

from tui.domain.document import Document
from tui.domain.next_document.document import Next, next_document, notice, short_notice
from tui.domain.next_document.naming import named, named_proposal
from tui.domain.next_document.sources import (
    NextError,
    Proposal,
    Underlag,
    next_proposal,
    parsed_kind,
    parsed_period,
)
from tui.domain.period import period_words
from tui.screen.controllers.changes import remember_shown
from tui.screen.controllers.navigation import show_tab
from tui.screen.session import NewDocument, Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.head_lines import document_text, period_text
from tui.screen.widgets.dialogs import Chooser, Question, ScrollQuestion
from tui.screen.widgets.fields import FieldBox
from tui.workspace import ordered_document, without_removed

OTHER = "annat"


async def choose(session: Session, screen: Screen) -> None:
    """The document picker."""
    items = [
        (d.id, document_text(d), f"{period_text(d)} {d.diarienummer}")
        for d in ordered_document(session.area)
    ]
    answer = await screen.ask(Chooser("Välj dokument", items, session.document_id))
    if answer:
        session.document_id = answer
        show_tab(session, screen, session.tab)
        remember_shown(session)


async def new_document(session: Session, screen: Screen) -> None:
    """Propose, show what would be taken over from where, and make it."""
    if session.obstacle or not session.document_id:
        screen.say(lock_sentence(session) or "Det finns inget dokument att gå ut från.")
        return
    proposal = await _chosen_proposal(session, screen)
    if proposal is None:
        return
    underlag, error = _every_underlag(session)
    next_ = next_document(
        proposal, session.document_id, underlag, session.area.settings, session.register
    )
    text = "\n".join((*error, *([""] if error else []), *notice(next_, underlag)))
    choice = {"enter": ("ja", "Gör dokumentet (Ctrl+Z lägger undan det igen)")}
    if await screen.ask(ScrollQuestion("Det här tas över", text, choice)) == "ja":
        _do_document(session, screen, next_)


def _every_underlag(session: Session) -> tuple[list[Underlag], list[str]]:
    """Every document with all its tables, and what could not be read of them."""
    underlag = [Underlag(d, session.read_in(d.id)) for d in ordered_document(session.area)]
    return underlag, [f.sentence for error in session.area.file_error.values() for f in error]


async def _chosen_proposal(session: Session, screen: Screen) -> Proposal | None:
    all_ = tuple(session.area.document.values())
    proposal = next_proposal(session.document, all_)
    exists = {(d.kind, d.period) for d in all_}
    items = [
        (f.id, f.name, f"{period_words(f.period)}{_addition((f.kind, f.period) in exists)}")
        for f in proposal
    ]
    items.append((OTHER, "Annat slag eller annan period …", ""))
    heading = f"Nästa dokument, med {session.document.name} som förlaga"
    answer = await screen.ask(Chooser(heading, items))
    if answer != OTHER:
        return next((f for f in proposal if f.id == answer), None)
    hint = "Slag (delar, bokslut, budget, underlag) och år eller sista månad, som: delar 2025-04"
    box = FieldBox("Nästa dokument", hint, "", lambda typed: _tried(session, typed))
    text = await screen.ask(box)
    return _asked(session, text) if text else None


def _addition(exists: bool) -> str:
    return " (finns redan; det här blir ett till)" if exists else ""


def _asked(session: Session, text: str) -> Proposal:
    """What is asked for in words, "delar 2025-04" or a name, "2025-delar". Raises NextError."""
    name = named(text.strip())
    kind_words, _, period_text = text.strip().partition(" ")
    if name.kind is None or not name.year:
        parsed_period(period_text, parsed_kind(kind_words))
    all_ = tuple(session.area.document.values())
    return named_proposal(name, session.document, all_)


def _tried(session: Session, text: str) -> str:
    try:
        _asked(session, text)
    except NextError as error:
        return str(error)
    return ""


def _do_document(session: Session, screen: Screen, next_: Next) -> None:
    """Make it in the store and in the workspace, and show it."""
    from_ = session.document_id
    try:
        session.store.create(next_.document, next_.tabs)
    except OSError as error:
        screen.say(f"Dokumentet kunde inte göras: {getattr(error, 'sentence', error)}")
        return
    _take_in(session, next_.document)
    session.new_document = NewDocument(next_.document, from_, session.history.done)
    _show(
        session, screen, next_.document.id, f"{short_notice(next_)} Ctrl+Z lägger undan det igen."
    )


def _take_in(session: Session, document: Document) -> None:
    session.area = session.area.with_document(document)
    session.read_in(document.id)


def _show(session: Session, screen: Screen, document_id: str, sentence: str) -> None:
    session.document_id = document_id
    screen.show()
    screen.say(sentence)
    remember_shown(session)


async def step_back_new(session: Session, screen: Screen, *, backwards: bool) -> bool:
    """Undo or redo the making of a document; False where that was not what came last."""
    fresh = session.new_document
    if fresh is None or bool(fresh.aside) == backwards or session.history.done != fresh.done:
        return False
    if session.obstacle:
        screen.say(lock_sentence(session))
        return True
    if not backwards:
        _put_back(session, screen, fresh)
        return True
    undone = session.history.undone
    if aside := await _laid_aside(session, screen, fresh.document, fresh.from_):
        session.new_document = replace(fresh, aside=aside, undone=undone)
    return True


def _put_back(session: Session, screen: Screen, fresh: NewDocument) -> None:
    try:
        session.store.put_back(fresh.aside, fresh.document.id)
    except OSError as error:
        screen.say(str(getattr(error, "sentence", error)))
        return
    whole = replace(session.history, undone=fresh.undone)
    # What was undone in it can be redone again, where nothing else has been undone since.
    if without_removed(whole, session.area.document) == session.history:
        session.history = whole
    _take_in(session, fresh.document)
    session.new_document = replace(fresh, aside="", undone=())
    _show(session, screen, fresh.document.id, f"Gjort om: {fresh.document.name}.")


async def put_aside(session: Session, screen: Screen) -> None:
    """Lay the shown draft aside, after a question."""
    if session.obstacle or not session.document_id or session.document.status != "utkast":
        screen.say(lock_sentence(session) or "Bara ett utkast kan läggas undan.")
        return
    head = session.document
    change = [d.id for d in ordered_document(session.area) if d.id != head.id]
    if not change:
        screen.say(f"{head.name} är det enda dokumentet och läggs inte undan.")
        return
    text = f"{head.name} ({head.id}) flyttas ur vägen, helt och hållet; inget raderas."
    choice = {"enter": ("ja", "Lägg undan utkastet")}
    if await screen.ask(Question("Lägg undan", text, choice)) == "ja":
        await _laid_aside(session, screen, head, head.base if head.base in change else change[0])


async def _laid_aside(session: Session, screen: Screen, document: Document, show: str) -> str:
    """Where the document was laid; "" where it was not, which is then said."""
    state = await session.saver.ready()
    if state.error:
        screen.say(f"Dokumentet läggs inte undan förrän allt är sparat: {state.error}")
        return ""
    try:
        aside = session.store.put_aside(document.id, datetime.now())
    except OSError as error:
        screen.say(str(getattr(error, "sentence", error)))
        return ""
    _forget(session, document.id)
    _show(
        session,
        screen,
        show,
        f"Dokumentet {document.name} är undanlagt och ligger i {aside} i datamappen.",
    )
    return aside


def _forget(session: Session, document_id: str) -> None:
    """Let the session know no more of a document that has been laid aside."""
    area = session.area
    session.area = replace(
        area,
        document={id_: d for id_, d in area.document.items() if id_ != document_id},
        tables={n: t for n, t in area.tables.items() if n[0] != document_id},
        file_error={n: f for n, f in area.file_error.items() if n[0] != document_id},
    )
    session.on_disk = {n: t for n, t in session.on_disk.items() if n[0] != document_id}
    left = without_removed(session.history, session.area.document)
    session.history = left
    if session.new_document is not None and session.new_document.document.id != document_id:
        session.new_document = replace(session.new_document, done=left.done)
