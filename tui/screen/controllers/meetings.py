"""The meetings and deadlines: one changed, added or removed, or a year's dates at once."""

from datetime import date
from functools import partial
from typing import Literal

from tui.domain.meeting_list import meetings_in
from tui.domain.settings import Sammantrade
from tui.screen.controllers.changes import do
from tui.screen.controllers.settings import take_in_settings
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.step_words import meeting_text
from tui.screen.widgets.dialogs import Chooser, ScrollQuestion
from tui.screen.widgets.fields import AnswerBox, AnswerBoxes, FieldBox
from tui.svenska.arithmetic import Refusal
from tui.svenska.dates import parsed_day
from tui.svenska.format import count
from tui.workspace import MeetingChange

NEW, NEW_DEADLINE, SEVERAL = "nytt", "ny_tidsfrist", "flera"
HOW = "Som 18 februari 2025, 18/2 eller 2025-02-18; utan år gäller nästa gång."
HOW_SEVERAL = (
    "Ett datum på varje rad, gärna med ärende; år kan stå på en egen rad före. En rad med ”senast” "
    "blir en tidsfrist. I en tabell säger rubrikerna vad datumen är."
)


async def meetings(session: Session, screen: Screen) -> None:
    """The meetings and deadlines, to choose from, until Esc."""
    if obstacle := lock_sentence(session) or session.store.settings_closed():
        screen.say(obstacle)
        return
    while True:
        now = session.area.settings
        items = [
            (str(i), meeting_text(m), "tidsfrist" if m.deadline else "")
            for i, m in reversed(tuple(enumerate(now.sammantraden)))
        ]
        first = [
            (NEW, "Nytt sammanträde …", ""),
            (NEW_DEADLINE, "Ny tidsfrist …", "något som ska vara klart en viss dag"),
            (SEVERAL, "Lägg in flera datum …", "ett helt år på en gång, inklistrat eller skrivet"),
        ]
        selected = await screen.ask(Chooser("Sammanträden och tidsfrister", [*first, *items]))
        if not selected:
            return
        if selected == SEVERAL:
            await _several(session, screen)
        else:
            old = now.sammantraden[int(selected)] if selected.isdecimal() else None
            deadline = old.deadline if old else selected == NEW_DEADLINE
            await _change(session, screen, old, deadline=deadline)


async def _change(
    session: Session, screen: Screen, old: Sammantrade | None, *, deadline: bool
) -> None:
    """Ask for its day, its paragraf if it is a meeting, and what it is about."""
    today = session.look.today()
    name = "Tidsfrist" if deadline else "Sammanträde"

    def read(text: str) -> date | Literal[""] | Refusal:
        return "" if old and not text else parsed_day(text, today)

    how = f"{HOW} Töm det för att ta bort." if old else HOW
    when = await screen.ask(AnswerBox(name, how, old.when.isoformat() if old else "", read))
    if when == "":
        _take(session, screen, old, None)
    elif isinstance(when, date):
        texts = await _texts(screen, old, deadline=deadline)
        if texts is not None:
            _take(session, screen, old, Sammantrade(when, *texts, deadline))


async def _texts(
    screen: Screen, old: Sammantrade | None, *, deadline: bool
) -> tuple[str, str] | None:
    """The paragraf and the errand, None where the user leaves."""
    paragraf: str | None = old.paragraf if old else ""
    if not deadline:
        hint = "Protokollets paragraf, tomt om den inte är klar."
        paragraf = await screen.ask(FieldBox("Paragraf", hint, paragraf or ""))
    if paragraf is None:
        return None
    what = "Vad som ska vara klart." if deadline else "Vad sammanträdet gäller, i korthet."
    errand = await screen.ask(FieldBox("Ärende", what, old.errand if old else ""))
    return None if errand is None else (paragraf, errand)


async def _several(session: Session, screen: Screen) -> None:
    """A list of dates; how each was understood is shown before they are taken in."""
    read = partial(meetings_in, today=session.look.today())
    found = await screen.ask(AnswerBoxes("Flera datum", HOW_SEVERAL, "", read))
    if not found:
        return
    take_in_settings(session)
    there = session.area.settings.sammantraden
    fresh = [m for m in found if m not in there]
    known = count(len(found) - len(fresh), "finns", "finns")
    lines = [f"{meeting_text(m)}{' · tidsfrist' if m.deadline else ''}" for m in fresh]
    lines += [f"{known} redan."] if len(fresh) < len(found) else []
    answers = {"enter": ("ja", "Lägg in dem (Ctrl+Z ångrar)")} if fresh else {}
    if await screen.ask(ScrollQuestion("Så här lästes de", "\n".join(lines), answers)) == "ja":
        do(session, screen, *(MeetingChange(None, m) for m in fresh))
        screen.show()
        screen.say(f"{count(len(fresh), 'datum är inlagt', 'datum är inlagda')}. Ctrl+Z ångrar.")


def _take(
    session: Session, screen: Screen, old: Sammantrade | None, new: Sammantrade | None
) -> None:
    take_in_settings(session)
    there = session.area.settings.sammantraden
    # Where another program has changed or removed it meanwhile, what was typed comes in beside.
    from_ = old if old in there else None
    if new != from_ and new in there:
        screen.say("Det datumet finns redan.")
    elif from_ != new:
        record = session.store.meeting_record(from_) if from_ and not new else ()
        do(session, screen, MeetingChange(from_, new, *record))
        screen.show()
