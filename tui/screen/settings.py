"""The settings on the screen: a list to choose from, a field to write in, and back to the list."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.domain.settings import Sammantrade, Settings
from tui.domain.settings_fields import FIELD, Field, meeting_date, with_meeting
from tui.screen.editing import lock_sentence, say
from tui.screen.painting import paint_everything
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count, when

if TYPE_CHECKING:
    from tui.screen.app import Program

MEETINGS, NEW = "moten", "nytt"


async def settings(program: "Program") -> None:
    """Choose a setting, change it, and go on until Esc."""
    from tui.screen.widgets.dialogs import Chooser

    if program.session.obstacle:
        say(program, lock_sentence(program))
        return
    selected = ""
    while True:
        now = program.session.area.settings
        selected = await program.push_screen_wait(Chooser("Inställningar", _items(now), selected))
        if not selected:
            return
        if selected == MEETINGS:
            await sammantraden(program)
        else:
            await _change(program, next(field for field in FIELD if field.id == selected))


def _items(now: Settings) -> list[tuple[str, str, str]]:
    meetings = count(len(now.sammantraden), "sammanträde", "sammanträden")
    items = [
        (f.id, f.name, " ".join(filter(None, (f.shown(now).replace("\n", " · "), f.unit))))
        for f in FIELD
    ]
    return [*items[:2], (MEETINGS, "Sammanträden", meetings), *items[2:]]


async def _change(program: "Program", field: Field) -> None:
    now = program.session.area.settings
    text = await _typed(program, field, now)
    if text is None or text == field.shown(now):
        return
    new = field.parsed(now, text)
    if isinstance(new, Refusal):
        say(program, new.sentence)
    elif new != now:
        set_cell(program, new)


async def _typed(program: "Program", field: Field, now: Settings) -> str | None:
    from tui.screen.widgets.field_box import FieldBox, FieldBoxes

    def try_(text: str) -> str:
        answer = field.parsed(now, text)
        return answer.sentence if isinstance(answer, Refusal) else ""

    box = FieldBoxes if field.several else FieldBox
    return await program.push_screen_wait(box(field.name, field.help_, field.shown(now), try_))


def set_cell(program: "Program", new: Settings) -> None:
    """Let the settings hold from now on, and save them."""
    session = program.session
    session.area = replace(session.area, settings=new)
    store, before = session.store, session.loaded_settings
    program.saver.save(("installningar", "allt"), lambda: store.save_settings(before, new))
    paint_everything(program)


async def sammantraden(program: "Program") -> None:
    """The meetings: change one, add one, remove one, until Esc."""
    from tui.screen.widgets.dialogs import Chooser

    while True:
        now = program.session.area.settings
        items = [
            (str(i), when(m.when), " ".join(filter(None, (m.paragraf, m.errand))))
            for i, m in reversed(tuple(enumerate(now.sammantraden)))
        ]
        selected = await program.push_screen_wait(
            Chooser("Sammanträden", [(NEW, "Nytt sammanträde …", ""), *items])
        )
        if not selected:
            return
        await _change_meeting(program, None if selected == NEW else int(selected))


async def _change_meeting(program: "Program", place: int | None) -> None:
    from tui.screen.widgets.field_box import FieldBox

    now = program.session.area.settings
    old = now.sammantraden[place] if place is not None else None

    def try_(text: str) -> str:
        if not text and old is not None:
            return ""
        answer = meeting_date(text)
        return answer.sentence if isinstance(answer, Refusal) else ""

    term = "Datum som år-månad-dag."
    term += " Töm det för att ta bort sammanträdet." if old else ""
    day = old.when.isoformat() if old else ""
    answer = [await program.push_screen_wait(FieldBox("Sammanträde", term, day, try_))]
    if answer[0] is None:
        return
    if answer[0]:
        for heading, term, now_text in (
            ("Paragraf", "Protokollets paragraf, tomt om den inte är klar.", "paragraf"),
            ("Ärende", "Vad sammanträdet gäller, i korthet.", "errand"),
        ):
            text = getattr(old, now_text) if old else ""
            answer.append(await program.push_screen_wait(FieldBox(heading, term, text)))
            if answer[-1] is None:
                return
    set_cell(program, with_meeting(now, place, _meeting([s or "" for s in answer])))


def _meeting(answer: list[str]) -> Sammantrade | None:
    """The meeting that was typed, None where its date was emptied."""
    day = meeting_date(answer[0]) if answer[0] else None
    return None if day is None or isinstance(day, Refusal) else Sammantrade(day, *answer[1:])
