"""The next document (*nytt dokument*) out of the shown one, and back again.

Making it is undone in one step, like an edit: the folder is laid aside, whole, and redo puts it
back. That step is not in the journal, so after a restart it is a command of its own.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.document import Document, DocumentKind
from tui.domain.next_document.document import Next, next_document
from tui.domain.next_document.notice import notice, short_notice
from tui.domain.next_document.period_turn import (
    NextError,
    Proposal,
    next_proposal,
    parsed_kind,
    parsed_period,
    period_words,
    proposal_for,
)
from tui.domain.next_document.sources import Underlag
from tui.domain.period import Period
from tui.screen.editing import came_remembered, lock_sentence, say
from tui.screen.painting import paint_everything
from tui.screen.session import Session
from tui.workspace import Change, History, ordered_document, without_removed

if TYPE_CHECKING:
    from tui.screen.app import Program

OTHER = "annat"


class New(Struct, frozen=True):
    """A document that was made in this session, for undo: what had been done just before.

    ``aside`` is where it was laid aside, "" while it is there; ``from_`` the one it came out of;
    ``undone`` what could be redone when it was.
    """

    document: Document
    from_: str
    done: tuple[tuple[Change, ...], ...]
    aside: str = ""
    undone: tuple[tuple[Change, ...], ...] = ()


async def new_document(program: "Program") -> None:
    """Propose, show what would be taken over from where, and make it."""
    from tui.screen.widgets.scroll_question import ScrollQuestion

    if program.session.obstacle or not program.session.document_id:
        say(program, lock_sentence(program) or "Det finns inget dokument att gå ut från.")
        return
    proposal = await _chosen_proposal(program)
    if proposal is None:
        return
    session = program.session
    underlag, error = every_underlag(session)
    next_ = next_document(
        proposal, session.document_id, underlag, session.area.settings, session.register
    )
    text = "\n".join((*error, *([""] if error else []), *notice(next_, underlag)))
    choice = {"enter": ("ja", "Gör dokumentet (Ctrl+Z lägger undan det igen)")}
    if await program.push_screen_wait(ScrollQuestion("Det här tas över", text, choice)) == "ja":
        do_document(program, next_)


def every_underlag(session: Session) -> tuple[list[Underlag], list[str]]:
    """Every document with all its tables, and what could not be read of them."""
    underlag = [Underlag(d, session.read_in(d.id)) for d in ordered_document(session.area)]
    return underlag, [f.sentence for error in session.area.file_error.values() for f in error]


async def _chosen_proposal(program: "Program") -> Proposal | None:
    from tui.screen.widgets.dialogs import Chooser
    from tui.screen.widgets.field_box import FieldBox

    session = program.session
    all_ = tuple(session.area.document.values())
    proposal = next_proposal(session.document, all_)
    exists = {(d.kind, d.period) for d in all_}
    items = [
        (f.id, f.name, f"{period_words(f.period)}{_addition((f.kind, f.period) in exists)}")
        for f in proposal
    ]
    items.append((OTHER, "Annat slag eller annan period …", ""))
    heading = f"Nästa dokument, med {session.document.name} som förlaga"
    answer = await program.push_screen_wait(Chooser(heading, items))
    if answer != OTHER:
        return next((f for f in proposal if f.id == answer), None)
    hint = "Slag (delar, bokslut, budget, underlag) och sista månad, som: delar 2025-04"
    text = await program.push_screen_wait(FieldBox("Nästa dokument", hint, "", _tried))
    return proposal_for(*_parsed(text), session.area.document) if text else None


def _addition(exists: bool) -> str:
    return " (finns redan; det här blir ett till)" if exists else ""


def _parsed(text: str) -> tuple[DocumentKind, Period]:
    """A kind and a period in words. Raises Nastafel."""
    kind_words, _, period_text = text.strip().partition(" ")
    kind = parsed_kind(kind_words)
    return kind, parsed_period(period_text, kind)


def _tried(text: str) -> str:
    try:
        _parsed(text)
    except NextError as error:
        return str(error)
    return ""


def do_document(program: "Program", next_: Next) -> None:
    """Make it in the store and in the workspace, and show it."""
    session, from_ = program.session, program.session.document_id
    try:
        session.store.create(next_.document, next_.tabs)
    except OSError as error:
        say(program, f"Dokumentet kunde inte göras: {getattr(error, 'sentence', error)}")
        return
    _take_in(session, next_.document)
    session.fresh = New(next_.document, from_, session.history.done)
    _show(program, next_.document.id, f"{short_notice(next_)} Ctrl+Z lägger undan det igen.")


def _take_in(session: Session, document: Document) -> None:
    session.area = session.area.with_document(document)
    session.read_in(document.id)


def _show(program: "Program", document_id: str, sentence: str) -> None:
    program.session.document_id = document_id
    paint_everything(program)
    say(program, sentence)
    came_remembered(program)


async def step_back_new(program: "Program", *, backwards: bool) -> bool:
    """Undo or redo the making of a document; False where that was not what came last."""
    session, fresh = program.session, program.session.fresh
    if fresh is None or bool(fresh.aside) == backwards or session.history.done != fresh.done:
        return False
    if session.obstacle:
        say(program, lock_sentence(program))
        return True
    if not backwards:
        _put_back(program, fresh)
        return True
    undone = session.history.undone
    if aside := await _laid_aside(program, fresh.document, fresh.from_):
        session.fresh = replace(fresh, aside=aside, undone=undone)
    return True


def _put_back(program: "Program", fresh: New) -> None:
    try:
        program.session.store.put_back(fresh.aside, fresh.document.id)
    except OSError as error:
        say(program, str(getattr(error, "sentence", error)))
        return
    session = program.session
    whole = replace(session.history, undone=fresh.undone)
    # What was undone in it can be redone again, where nothing else has been undone since.
    if without_removed(whole, session.area.document) == session.history:
        session.history = whole
    _take_in(session, fresh.document)
    session.fresh = replace(fresh, aside="", undone=())
    _show(program, fresh.document.id, f"Gjort om: {fresh.document.name}.")


async def put_aside(program: "Program") -> None:
    """Lay the shown draft aside, after a question."""
    from tui.screen.widgets.dialogs import Question

    session = program.session
    if session.obstacle or not session.document_id or session.document.status != "utkast":
        say(program, lock_sentence(program) or "Bara ett utkast kan läggas undan.")
        return
    head = session.document
    change = [d.id for d in ordered_document(session.area) if d.id != head.id]
    if not change:
        say(program, f"{head.name} är det enda dokumentet och läggs inte undan.")
        return
    text = f"{head.name} ({head.id}) flyttas ur vägen, helt och hållet; inget raderas."
    choice = {"enter": ("ja", "Lägg undan utkastet")}
    if await program.push_screen_wait(Question("Lägg undan", text, choice)) == "ja":
        await _laid_aside(program, head, head.base if head.base in change else change[0])


async def _laid_aside(program: "Program", document: Document, show: str) -> str:
    """Where the document was laid; "" where it was not, which is then said."""
    session = program.session
    state = await program.saver.ready()
    if state.error:
        say(program, f"Dokumentet läggs inte undan förrän allt är sparat: {state.error}")
        return ""
    try:
        aside = session.store.put_aside(document.id, datetime.now())
    except OSError as error:
        say(program, str(getattr(error, "sentence", error)))
        return ""
    forget(session, document.id)
    _show(
        program, show, f"Dokumentet {document.name} är undanlagt och ligger i {aside} i datamappen."
    )
    return aside


def forget(session: Session, document_id: str) -> None:
    """Let the session know no more of a document that has been laid aside."""
    area = session.area
    session.area = replace(
        area,
        document={id_: d for id_, d in area.document.items() if id_ != document_id},
        tables={n: t for n, t in area.tables.items() if n[0] != document_id},
        file_error={n: f for n, f in area.file_error.items() if n[0] != document_id},
    )
    session.on_disk = {n: t for n, t in session.on_disk.items() if n[0] != document_id}
    left: History = without_removed(session.history, session.area.document)
    session.history = left
    if session.fresh is not None and session.fresh.document.id != document_id:
        session.fresh = replace(session.fresh, done=left.done)
