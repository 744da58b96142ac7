"""Deciding the shown document: which meeting, which paragraph, and then it is locked."""

from datetime import date
from typing import TYPE_CHECKING

from tui.domain.decision import beslut_obstacle, decided, tryckta_values
from tui.domain.document import Document
from tui.domain.settings import Sammantrade
from tui.domain.settings_fields import meeting_date
from tui.screen.editing import do, lock_sentence, say
from tui.screen.painting import paint_everything
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count, when
from tui.workspace import Change, DocumentChange, TrycktChange, Workspace

if TYPE_CHECKING:
    from tui.screen.app import Program

OTHER = "annat"


async def decide(program: "Program") -> None:
    """Ask for meeting and paragraph, say what will happen, and do it as one step."""
    from tui.screen.widgets.dialogs import Question

    session = program.session
    if session.obstacle or not session.document_id or session.document.locked:
        say(program, lock_sentence(program) or "Dokumentet är redan beslutat och låst.")
        return
    meeting = await _chosen_meeting(program)
    paragraf = None if meeting is None else await _chosen_paragraf(program, meeting)
    if meeting is None or paragraf is None:
        return
    session.read_in(session.document_id)
    fresh = decided(session.document, meeting.when, paragraf, session.area.settings.namnd)
    step = beslut_step(session.area, fresh)
    answer = {"enter": ("ja", "Besluta och lås (Ctrl+Z ångrar)")}
    text = _question_text(program, fresh, len(step) - 1)
    if await program.push_screen_wait(Question("Besluta dokumentet", text, answer)) == "ja":
        do(program, *step)
        paint_everything(program)
        say(program, f"Dokumentet {fresh.name} är beslutat {beslut_text(fresh)} och låst.")


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


def _question_text(program: "Program", fresh: Document, number: int) -> str:
    finding = program.session.findings.all_()
    error = sum(f.severity == "fel" for f in finding)
    others = sum(f.severity == "bör ses över" for f in finding)
    what = f"{count(error, 'fel', 'fel')} och {others} att se över" if finding else "Inga fynd"
    return (
        f"{fresh.name}: {fresh.beslut.instance} {beslut_text(fresh)}.\n"
        f"{count(number, 'beräknat tal', 'beräknade tal')} blir tryckta som de står nu, och "
        "dokumentet låses.\n"
        f"{what} i granskningen."
    )


async def _chosen_meeting(program: "Program") -> Sammantrade | None:
    """The meeting that decided: one of those in the settings, or a date."""
    from tui.screen.widgets.dialogs import Chooser

    document = program.session.document
    meetings = possible_meetings(program.session.area.settings.sammantraden, document)
    items = [
        (str(i), when(m.when), " ".join(filter(None, (m.paragraf, m.errand))))
        for i, m in enumerate(meetings)
    ]
    items.append((OTHER, "Annat datum …", ""))
    answer = await program.push_screen_wait(Chooser("Vilket sammanträde beslutade?", items))
    if answer == OTHER:
        return await _typed_meeting(program, document)
    return meetings[int(answer)] if answer else None


def possible_meetings(meetings: tuple[Sammantrade, ...], document: Document) -> list[Sammantrade]:
    """The meetings that can have decided it: for a follow-up the first after it, else the latest
    first."""
    can = sorted(
        (m for m in meetings if not beslut_obstacle(document, m.when)), key=lambda m: m.when
    )
    return can if document.kind in ("delarsbokslut", "arsbokslut") else can[::-1]


async def _typed_meeting(program: "Program", document: Document) -> Sammantrade | None:
    from tui.screen.widgets.field_box import FieldBox

    def try_(text: str) -> str:
        answer = meeting_date(text)
        return answer.sentence if isinstance(answer, Refusal) else beslut_obstacle(document, answer)

    box = FieldBox("Sammanträdets datum", "Skriv datumet som år-månad-dag.", "", try_)
    text = await program.push_screen_wait(box)
    return Sammantrade(date.fromisoformat(text)) if text else None


async def _chosen_paragraf(program: "Program", meeting: Sammantrade) -> str | None:
    from tui.screen.widgets.field_box import FieldBox

    hint = "Protokollets paragraf, till exempel § 42. Lämna tomt om den inte är klar."
    return await program.push_screen_wait(FieldBox("Paragraf", hint, meeting.paragraf))
