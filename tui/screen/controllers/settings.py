"""The settings on the screen: a list to choose from, a field to write in, and back to the list."""

from msgspec.structs import replace

from tui.domain.settings import Sammantrade, Settings
from tui.domain.settings_fields import FIELD, Field, meeting_date, with_meeting
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import FieldBox, FieldBoxes
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count, when

MEETINGS, NEW = "moten", "nytt"


async def settings(session: Session, screen: Screen) -> None:
    """Choose a setting, change it, and go on until Esc."""
    if session.obstacle:
        screen.say(lock_sentence(session))
        return
    selected = ""
    while True:
        now = session.area.settings
        selected = await screen.ask(Chooser("Inställningar", _items(now), selected))
        if not selected:
            return
        if selected == MEETINGS:
            await _meetings(session, screen)
        else:
            await _change(session, screen, next(field for field in FIELD if field.id == selected))


def _items(now: Settings) -> list[tuple[str, str, str]]:
    meetings = count(len(now.sammantraden), "sammanträde", "sammanträden")
    items = [
        (f.id, f.name, " ".join(filter(None, (f.shown(now).replace("\n", " · "), f.unit))))
        for f in FIELD
    ]
    return [*items[:2], (MEETINGS, "Sammanträden", meetings), *items[2:]]


async def _change(session: Session, screen: Screen, field: Field) -> None:
    now = session.area.settings
    text = await _typed(screen, field, now)
    if text is None or text == field.shown(now):
        return
    new = field.parsed(now, text)
    if isinstance(new, Refusal):
        screen.say(new.sentence)
    elif new != now:
        _take(session, screen, new)


async def _typed(screen: Screen, field: Field, now: Settings) -> str | None:
    def try_(text: str) -> str:
        answer = field.parsed(now, text)
        return answer.sentence if isinstance(answer, Refusal) else ""

    box = FieldBoxes if field.several else FieldBox
    return await screen.ask(box(field.name, field.help_, field.shown(now), try_))


def _take(session: Session, screen: Screen, new: Settings) -> None:
    """Let the settings hold from now on, and save them."""
    session.area = replace(session.area, settings=new)
    store, before = session.store, session.loaded_settings
    session.saver.save(("installningar", "allt"), lambda: store.save_settings(before, new))
    screen.show()


async def _meetings(session: Session, screen: Screen) -> None:
    """The meetings: change one, add one, remove one, until Esc."""
    while True:
        now = session.area.settings
        items = [
            (str(i), when(m.when), " ".join(filter(None, (m.paragraf, m.errand))))
            for i, m in reversed(tuple(enumerate(now.sammantraden)))
        ]
        selected = await screen.ask(
            Chooser("Sammanträden", [(NEW, "Nytt sammanträde …", ""), *items])
        )
        if not selected:
            return
        await _change_meeting(session, screen, None if selected == NEW else int(selected))


async def _change_meeting(session: Session, screen: Screen, place: int | None) -> None:
    now = session.area.settings
    old = now.sammantraden[place] if place is not None else None

    def try_(text: str) -> str:
        if not text and old is not None:
            return ""
        answer = meeting_date(text)
        return answer.sentence if isinstance(answer, Refusal) else ""

    term = "Datum som år-månad-dag."
    term += " Töm det för att ta bort sammanträdet." if old else ""
    day = old.when.isoformat() if old else ""
    answer = [await screen.ask(FieldBox("Sammanträde", term, day, try_))]
    if answer[0] is None:
        return
    if answer[0]:
        for heading, term, now_text in (
            ("Paragraf", "Protokollets paragraf, tomt om den inte är klar.", "paragraf"),
            ("Ärende", "Vad sammanträdet gäller, i korthet.", "errand"),
        ):
            text = getattr(old, now_text) if old else ""
            answer.append(await screen.ask(FieldBox(heading, term, text)))
            if answer[-1] is None:
                return
    _take(session, screen, with_meeting(now, place, _meeting([s or "" for s in answer])))


def _meeting(answer: list[str]) -> Sammantrade | None:
    """The meeting that was typed, None where its date was emptied."""
    day = meeting_date(answer[0]) if answer[0] else None
    return None if day is None or isinstance(day, Refusal) else Sammantrade(day, *answer[1:])
