"""A document is decided and locked; what is decided is changed in a working copy, or unlocked."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from tui.domain.decision import beslut_obstacle, decided, tryckta_values
from tui.domain.document import Document
from tui.domain.finding import Address
from tui.domain.nothing import marked, nothing_in
from tui.domain.settings import Sammantrade
from tui.domain.settings_fields import meeting_date
from tui.domain.value import Mark
from tui.screen.controllers.changes import do, remember_shown
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser, Question
from tui.screen.widgets.fields import FieldBox, InputBox
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count, when
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    DocumentMade,
    TrycktChange,
    Workspace,
    free_id,
    working_copy,
)

OTHER = "annat"


async def decide(session: Session, screen: Screen) -> None:
    """Ask for meeting and paragraph, say what will happen, and do it as one step."""
    if session.obstacle or not session.document_id or session.document.locked:
        screen.say(lock_sentence(session) or "Dokumentet är redan beslutat och låst.")
        return
    meeting = await _chosen_meeting(session, screen)
    paragraf = None if meeting is None else await _chosen_paragraf(screen, meeting)
    if meeting is None or paragraf is None:
        return
    session.read_in(session.document_id)
    fresh = decided(session.document, meeting.when, paragraf, session.area.settings.namnd)
    step = beslut_step(session.area, fresh)
    answer = {"enter": ("ja", "Besluta och lås (Ctrl+Z ångrar)")}
    text = _question_text(session, fresh, len(step) - 1)
    if await screen.ask(Question("Besluta dokumentet", text, answer)) == "ja":
        do(session, screen, *step)
        screen.show()
        screen.say(f"Dokumentet {fresh.name} är beslutat {beslut_text(fresh)} och låst.")


def beslut_step(area: Workspace, fresh: Document) -> tuple[Change, ...]:
    """The changes that make a document decided: what it prints, and last its head."""
    tryckta: list[Change] = []
    for (document, _), tables in area.tables.items():
        for table in tables if document == fresh.id else ():
            calculation = area.calculation(document, table.id)
            tryckta += [TrycktChange(*a) for a in tryckta_values(document, calculation)]
    return (*tryckta, DocumentChange(area.document[fresh.id], fresh))


def beslut_text(document: Document) -> str:
    """When, and by which paragraph if it is known."""
    beslut = document.beslut
    day = when(beslut.when) if beslut.when else ""
    return f"{day}, {beslut.paragraf}" if beslut.paragraf else day


def _question_text(session: Session, fresh: Document, number: int) -> str:
    finding = session.findings.all_()
    error = sum(f.severity == "fel" for f in finding)
    others = sum(f.severity == "bör ses över" for f in finding)
    what = f"{count(error, 'fel', 'fel')} och {others} att se över" if finding else "Inga fynd"
    return (
        f"{fresh.name}: {fresh.beslut.instance} {beslut_text(fresh)}.\n"
        f"{count(number, 'beräknat tal', 'beräknade tal')} blir tryckta som de står nu, och "
        "dokumentet låses.\n"
        f"{what} i granskningen."
    )


async def _chosen_meeting(session: Session, screen: Screen) -> Sammantrade | None:
    """The meeting that decided: one of those in the settings, or a date."""
    document = session.document
    meetings = possible_meetings(session.area.settings.sammantraden, document)
    items = [
        (str(i), when(m.when), " ".join(filter(None, (m.paragraf, m.errand))))
        for i, m in enumerate(meetings)
    ]
    items.append((OTHER, "Annat datum …", ""))
    answer = await screen.ask(Chooser("Vilket sammanträde beslutade?", items))
    if answer == OTHER:
        return await _typed_meeting(screen, document)
    return meetings[int(answer)] if answer else None


def possible_meetings(meetings: tuple[Sammantrade, ...], document: Document) -> list[Sammantrade]:
    """The meetings that can have decided it: for a follow-up the first after it, else the latest
    first."""
    can = sorted(
        (m for m in meetings if not beslut_obstacle(document, m.when)), key=lambda m: m.when
    )
    return can if document.kind in ("delarsbokslut", "arsbokslut") else can[::-1]


async def _typed_meeting(screen: Screen, document: Document) -> Sammantrade | None:
    def try_(text: str) -> str:
        answer = meeting_date(text)
        return answer.sentence if isinstance(answer, Refusal) else beslut_obstacle(document, answer)

    box = FieldBox("Sammanträdets datum", "Skriv datumet som år-månad-dag.", "", try_)
    text = await screen.ask(box)
    return Sammantrade(date.fromisoformat(text)) if text else None


async def _chosen_paragraf(screen: Screen, meeting: Sammantrade) -> str | None:
    hint = "Protokollets paragraf, till exempel § 42. Lämna tomt om den inte är klar."
    return await screen.ask(FieldBox("Paragraf", hint, meeting.paragraf))


# ---- what is decided, changed ---


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
    tabs = {
        tab: tuple(marked(table) for table in tables) if base.status == "beslutad" else tables
        for tab, tables in session.read_in(base.id).items()
    }
    change = DocumentMade(copy, source=base.id)
    session.move("gor", change, lambda: session.store.create(copy, tabs))
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
        session.read_in(document.id)
        change = DocumentChange(document, replace(document, unlocked=reason))
        do(session, screen, *_marks(session, document.id), change)
        screen.show()


def _marks(session: Session, document: str) -> Iterator[Change]:
    """What makes the cells with nothing in them say so, in a document that is to be a draft."""
    for (id_, _), tables in session.area.tables.items():
        for table in tables if id_ == document else ():
            for row, column in sorted(nothing_in(table)):
                yield CellChange(Address(document, table.id, row, column), None, Mark.DASH)


def lock(session: Session, screen: Screen) -> None:
    """Lock an unlocked decided document again."""
    document = session.document
    if document.status == "beslutad" and document.unlocked:
        do(session, screen, DocumentChange(document, replace(document, unlocked="")))
        screen.show()
    else:
        screen.say("Dokumentet är inte upplåst.")
