"""A document is decided and locked; what is decided is changed in a working copy, or unlocked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.checks.exemptions import without_exemption
from tui.checks.foresight import Foreseen, against, foreseen
from tui.checks.neighbours import Neighbour, nearby
from tui.checks.wholeness import missing_figures
from tui.domain.calculation import Calculation, incomplete
from tui.domain.decision import AFTER_PERIODS_END, beslut_obstacle, decided, tryckta_values
from tui.domain.document import Document
from tui.domain.finding import Address, Finding, ordered
from tui.domain.nothing import marked, nothing_in
from tui.domain.settings import Sammantrade
from tui.domain.unfinished import hollow, untouched_comments
from tui.domain.value import Mark
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.changes import do, remember_shown
from tui.screen.controllers.checking import check_tables, judged_texts
from tui.screen.findings import held_against
from tui.screen.session import Session, closed_sentence, lock_sentence, whole_obstacle
from tui.screen.verbs import Screen
from tui.screen.views.decision_text import (
    foresight_lines,
    hollow_line,
    missing_lines,
    partial_lines,
    untouched_lines,
)
from tui.screen.widgets.dialogs import Chooser, Question, ScrollQuestion
from tui.screen.widgets.fields import AnswerBox, FieldBox, InputBox
from tui.store.errors import fault_sentence
from tui.svenska.arithmetic import Refusal
from tui.svenska.dates import parsed_day
from tui.svenska.format import count, when
from tui.workspace import (
    CellChange,
    Change,
    DocumentChange,
    DocumentMade,
    TrycktChange,
    Workspace,
    carried_out,
    free_id,
    working_copy,
)

if TYPE_CHECKING:  # what reads prose takes a megabyte of words and patterns
    from tui.screen.texts import Texts

OTHER = "annat"


async def decide(session: Session, screen: Screen) -> None:
    """Ask for meeting and paragraph, say what will be found, and do it as one step."""
    if session.obstacle or not session.document_id or session.document.locked:
        screen.say(lock_sentence(session) or "Dokumentet är redan beslutat och låst.")
        return
    if waits := whole_obstacle(session, session.document_id):
        screen.say(waits)
        return
    meeting = await _chosen_meeting(session, screen)
    if meeting is None:
        return
    hint = "Protokollets paragraf, till exempel § 42. Lämna tomt om den inte är klar."
    paragraf = await screen.ask(FieldBox("Paragraf", hint, meeting.paragraf))
    if paragraf is None:
        return
    fresh = decided(session.document, meeting.when, paragraf, session.area.settings.namnd)
    # Not a file at a time, with keys between: the next key is for the question.
    for id_ in (session.document_id, *_to_read(session)):
        session.read_in(id_)
    step = beslut_step(session.area, fresh)
    text = await _question_text(session, screen, fresh, step)
    act = "Besluta och lås (Ctrl+Z ångrar)"
    if not await agreed(screen, "Besluta dokumentet", text, act, ScrollQuestion):
        return
    if await _decided_all_the_same(session, screen):
        do(session, screen, *step)
        screen.show()
        screen.say(f"Dokumentet {fresh.name} är beslutat {beslut_text(fresh)} och låst.")


async def _decided_all_the_same(session: Session, screen: Screen) -> bool:
    """Ask once more of a document that is hollow, lacks figures, or has untouched comments."""
    lines = unfinished(session)
    if not lines:
        return True
    answers = {
        "enter": ("", "Tillbaka till dokumentet"),
        "f9": ("ja", "Besluta det ändå, som det står"),
    }
    return await screen.ask(Question("Är dokumentet klart?", "\n".join(lines), answers)) == "ja"


def unfinished(session: Session) -> tuple[str, ...]:
    """What has not been done in the shown draft, a sentence each."""
    tables = [t for tables in session.read_in(session.document_id).values() for t in tables]
    texts = [(table, row) for table, row, _ in untouched_comments(tables)]
    headings = {table.id: table.heading for table in tables}
    missing = missing_lines(_missing_figures(session), headings)
    return (*_hollow(session), *missing, *untouched_lines(texts))


def _missing_figures(session: Session) -> list[Finding]:
    """The figures that the shown draft lacks; not what the decided one behind it printed empty."""
    document, base = session.document, session.area.document.get(session.document.base)
    missing = _lacking(session, document.id, locked=False)
    if base is None or base.status != "beslutad":
        return missing
    session.read_in(base.id)
    left_out = {f.sentence for f in _lacking(session, base.id, locked=True)}
    as_printed = {f.sentence for f in _lacking(session, base.id, locked=False)} - left_out
    return [f for f in missing if f.sentence not in as_printed]


def _lacking(session: Session, id_: str, *, locked: bool) -> list[Finding]:
    """The figures that a document lacks, as it is decided or as a draft begins with it."""
    head, calculations = _neighbour(session.area, id_)
    found = (
        finding
        for known in calculations.values()
        if not known.table.out_of_text
        for finding in missing_figures(id_, _as(known, head, locked=locked))
    )
    return list(without_exemption(found, head.exemption))


def _as(known: Calculation, head: Document, *, locked: bool) -> Calculation:
    table = marked(known.table) if head.status == "beslutad" and not locked else known.table
    return Calculation(table, replace(known.context, locked=locked))


def _hollow(session: Session) -> tuple[str, ...]:
    """That nothing has been entered in the shown draft, if so; a working copy is whole."""
    document, tabs = session.document, session.read_in(session.document_id)
    empty = not document.base and hollow(t for tables in tabs.values() for t in tables)
    return (hollow_line(document),) if empty else ()


def beslut_step(area: Workspace, fresh: Document) -> tuple[Change, ...]:
    """The changes that make a document decided: what it prints, and last its head."""
    known = area.calculations(fresh.id).values()
    tryckta = (TrycktChange(*a) for one in known for a in tryckta_values(fresh.id, one))
    return (*tryckta, DocumentChange(area.document[fresh.id], fresh))


def beslut_text(document: Document) -> str:
    """When, and by which paragraph if it is known."""
    beslut = document.beslut
    day = when(beslut.when) if beslut.when else ""
    return f"{day}, {beslut.paragraf}" if beslut.paragraf else day


# ---- what will be found ---


def _to_read(session: Session) -> tuple[str, ...]:
    """The documents that are held against the shown one, and what these are held against."""
    area, heads = session.area, tuple(session.area.document.values())
    others = against(session.document, heads)
    near = (nearby(area.document[id_], heads) for id_ in (session.document_id, *others))
    texts = held_against(session.findings) if session.document.texts else ()
    return tuple(dict.fromkeys((*others, *texts, *(id_ for ids in near for id_ in ids))))


async def foreseen_findings(
    session: Session, screen: Screen, step: tuple[Change, ...]
) -> tuple[tuple[Finding, ...], Foreseen]:
    """Every finding that the shown document will have after a step, worst first, and of what.

    What it is held against has been read.
    """
    id_, area = session.document_id, carried_out(session.area, step)
    read = {d for d, _ in area.tables}
    before = {d: _neighbour(session.area, d) for d in area.document if d in read}
    after = _neighbour(area, id_)
    of_tables = foreseen(after, before)
    context, texts = of_tables.context, await _foreseen_texts(session, screen, after)
    if texts is not None:
        context = texts.without_duplicates(context)
    found = (*of_tables.own, *context, *(texts.rows if texts else ()))
    return ordered(without_exemption(found, after[0].exemption)), of_tables


async def _foreseen_texts(session: Session, screen: Screen, after: Neighbour) -> "Texts | None":
    """The document's own texts as they will be judged, None where it has none."""
    if not after[0].texts:
        return None
    near = {d: _neighbour(session.area, d) for d in held_against(session.findings)}
    neighbours = {**near, after[0].id: after}
    return await screen.work(
        "Granskar rapportens text …",
        lambda _progress, _stopped: judged_texts(session.store, neighbours, after[0].id),
    )


def _neighbour(area: Workspace, id_: str) -> Neighbour:
    """A document's head and its calculations by table, for what has been read of it."""
    return area.document[id_], area.calculations(id_)


async def _question_text(
    session: Session, screen: Screen, fresh: Document, step: tuple[Change, ...]
) -> str:
    own, of_tables = await foreseen_findings(session, screen, step)
    await check_tables(session, screen)
    now = session.findings.all_()
    printed = count(len(step) - 1, "beräknat tal", "beräknade tal")
    lines = [
        f"{fresh.name}: {fresh.beslut.instance} {beslut_text(fresh)}.",
        f"{printed} blir tryckta som de står nu, och dokumentet låses.",
        *partial_lines(_partial(session)),
        *_hollow(session),
        "",
        *foresight_lines(own, now, of_tables, session.area.document),
    ]
    return "\n".join(lines)


def _partial(session: Session) -> int:
    """How many sums of the shown draft are of only some of their parts."""
    return sum(
        incomplete(known, row.id, column.id)
        for known in session.area.calculations(session.document_id).values()
        for row in known.table.rows
        for column in known.table.columns
    )


# ---- when ---


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
        (m for m in meetings if not (m.deadline or beslut_obstacle(document, m.when))),
        key=lambda m: m.when,
    )
    return can if document.kind in AFTER_PERIODS_END else can[::-1]


async def _typed_meeting(screen: Screen, document: Document) -> Sammantrade | None:
    def read(text: str) -> Sammantrade | Refusal:
        day = parsed_day(text)
        if isinstance(day, Refusal):
            return day
        why = beslut_obstacle(document, day)
        return Refusal(why) if why else Sammantrade(day)

    hint = "Som 18 februari 2025, 18/2 2025 eller 2025-02-18."
    return await screen.ask(AnswerBox("Sammanträdets datum", hint, "", read))


# ---- what is decided, changed ---


async def ask_about_locked(
    session: Session, screen: Screen, typed: str = "", addition: str = ""
) -> str:
    """The first edit in a decided document: a working copy, or unlock with a reason.

    ``addition`` says what comes after. Gives all that was typed meanwhile.
    """
    if obstacle := _closed(session):
        screen.say(obstacle)
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


def _closed(session: Session) -> str:
    """Why what is shown may not be changed; a locked document's file is not its copy's."""
    return lock_sentence(session) if session.document.locked else closed_sentence(session)


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
        session.chosen_table[(copy.id, tab)] = session.chosen_table.get((base.id, tab), "")
    cursor = session.look.cursor
    cursor |= {(copy.id, table): place for (d, table), place in cursor.items() if d == base.id}
    return copy


def open_working_copy(session: Session, screen: Screen) -> None:
    """Open the working copy, made now if there is none, with the cursor where it is."""
    obstacle = lock_sentence(session) or whole_obstacle(session, session.document_id)
    if obstacle and draft_of(session) is None:
        screen.say(obstacle)
        return
    if session.document.status == "utkast":
        screen.say("Dokumentet är redan ett utkast; det går att ändra direkt.")
        return
    try:
        copy = draft_of(session) or new_working_copy(session)
    except OSError as error:
        screen.say(f"Arbetskopian kunde inte göras: {fault_sentence(error)}")
        return
    grid, table = session.look.grid, session.table
    session.look.cursor[(copy.id, table.id if table else session.tab)] = (grid.row, grid.column)
    session.chosen_table[(copy.id, session.tab)] = table.id if table else ""
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
