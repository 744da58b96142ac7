"""Deciding the shown document: which meeting, which paragraph, and then it is locked."""

from datetime import date

from tui.domain.beslut import beslut_obstacle, decided, tryckta_values
from tui.domain.document import Document
from tui.domain.settings import Sammantrade
from tui.domain.settings_fields import meeting_date
from tui.screen.controllers.changes import do
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser, Question
from tui.screen.widgets.fields import FieldBox
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count, when
from tui.workspace import Change, DocumentChange, TrycktChange, Workspace

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
