"""The settings on the screen: a list to choose from, a field to write in, and back to the list.

Each change is a step of one setting, undone like any other. What another program has written in the
file meanwhile is taken in; where it is the very setting that is changed here, the user chooses.
"""

from collections import Counter

from msgspec.structs import replace

from tui.domain.settings import Settings
from tui.domain.settings_cells import (
    SCALE_TABLE,
    SettingValue,
    by_date,
    differing_settings,
    setting,
    with_setting,
)
from tui.domain.settings_fields import ACCOUNT_MAP, FIELD, Field, setting_words
from tui.screen.commands import controller
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.changes import do, save_settings
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.head_lines import document_text
from tui.screen.widgets.dialogs import Chooser, Question
from tui.screen.widgets.fields import AnswerBox, AnswerBoxes
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count
from tui.workspace import MeetingChange, SettingChange, ordered_document

OWN = {"moten": "meetings:meetings", "kontokarta": "account_map:account_map"}
"""What is changed in a way of its own, and by which controller."""


async def settings(session: Session, screen: Screen) -> None:
    """Choose a setting, change it, and go on until Esc."""
    if obstacle := lock_sentence(session) or session.store.settings_closed():
        screen.say(obstacle)
        return
    selected = ""
    while True:
        await settle(session, screen)
        now = session.area.settings
        selected = await screen.ask(Chooser("Inställningar", _items(now), selected))
        if not selected:
            return
        if selected in OWN:
            await controller(OWN[selected])(session, screen)
        else:
            await _change(session, screen, next(field for field in FIELD if field.id == selected))


def _items(now: Settings) -> list[tuple[str, str, str]]:
    held = [m for m in now.sammantraden if not m.deadline]
    meetings = count(len(held), "sammanträde", "sammanträden")
    if deadlines := len(now.sammantraden) - len(held):
        meetings += f", {count(deadlines, 'tidsfrist', 'tidsfrister')}"
    items = [
        (f.id, f.name, " ".join(filter(None, (f.shown(now).replace("\n", " · "), f.unit))))
        for f in FIELD
    ]
    lines = count(len(now.account_map), "rad", "rader")
    own = [("moten", "Sammanträden och tidsfrister", meetings), ("kontokarta", ACCOUNT_MAP, lines)]
    return [*items[:2], *own, *items[2:]]


async def _change(session: Session, screen: Screen, field: Field) -> None:
    now = session.area.settings
    text = await _typed(screen, field, now)
    if text is None or text == field.shown(now):
        return
    await settle(session, screen)
    new = field.parsed(session.area.settings, text)
    if isinstance(new, Refusal):
        screen.say(new.sentence)
        return
    if not await _may_go(session, screen, field, new):
        return
    seen, mine = setting(now, field.id), setting(new, field.id)
    theirs = setting(session.area.settings, field.id)
    if theirs in (seen, mine) or await chosen(session, screen, field.id, mine, theirs) == "min":
        _take(session, screen, SettingChange(field.id, theirs, mine))


async def _may_go(session: Session, screen: Screen, field: Field, new: Settings) -> bool:
    """Whether the steps that a scale loses may go; asked where documents say them."""
    table, _, scale = field.id.partition("/")
    lines = _lost(session, scale, new) if table == SCALE_TABLE else []
    if not lines:
        return True
    lines.append("Orden står kvar, men utan tecken och färg, tills något annat väljs.")
    act = "Ändra skalan ändå (Ctrl+Z ångrar)"
    return await agreed(screen, "Steget används", "\n".join(lines), act)


def _lost(session: Session, scale: str, new: Settings) -> list[str]:
    """What stands in cells and is no step any more, a sentence a word and document."""
    words = {w for w in session.area.settings.scale(scale) if new.step(scale, w) is None}
    used = Counter(
        (str(row.cells[column.id]), document_text(head))
        for head in (ordered_document(session.area) if words else ())
        for tables in session.read_in(head.id).values()
        for table in tables
        for column in table.columns
        for row in table.rows
        if column.scale == scale and row.cells.get(column.id) in words
    )
    return [
        f"”{word}” står i {count(n, 'cell', 'celler')} i {document}."
        for (word, document), n in used.items()
    ]


async def _typed(screen: Screen, field: Field, now: Settings) -> str | None:
    def read(text: str) -> str | Refusal:
        answer = field.parsed(now, text)
        return answer if isinstance(answer, Refusal) else text

    box = AnswerBoxes if field.several else AnswerBox
    return await screen.ask(box(field.name, field.help_, field.shown(now), read))


def _take(session: Session, screen: Screen, change: SettingChange) -> None:
    """Let it hold from now on, as a step, and save it."""
    if change.from_ != change.to:
        do(session, screen, change)
        screen.show()


# ---- what others have written in the file --------------------------------------------------------


def take_in_settings(session: Session) -> dict[str, SettingValue]:
    """Take in what the file says now, but for what is changed here and not saved yet.

    Returns what another program has written in the very settings that are changed here.
    """
    # Before the file is read: what is saved meanwhile is in the file then, and does no harm here.
    unsaved = tuple(session.unsaved_settings.values())
    theirs = session.store.settings()[0]
    if theirs == Settings():
        return {}  # a file that cannot be read, or is gone, says nothing
    own: dict[str, set[SettingValue]] = {}
    for change in unsaved:
        if isinstance(change, SettingChange):
            own.setdefault(change.name, set()).update((change.from_, change.to))
    now, conflicts = session.area.settings, {}
    for name, _, value in differing_settings(now, theirs):
        if name not in own:
            now = with_setting(now, name, value)
        elif value not in own[name]:
            conflicts[name] = value
    meetings = theirs.sammantraden
    for change in unsaved:
        if isinstance(change, MeetingChange):
            left = [m for m in meetings if m != change.from_ and m != change.to]
            meetings = by_date([*left, *([change.to] if change.to else [])])
    session.area = replace(session.area, settings=replace(now, sammantraden=meetings))
    return conflicts


async def settle(session: Session, screen: Screen) -> None:
    """Take in what others have written; for what both have changed, ask which is to hold."""
    for name, theirs in take_in_settings(session).items():
        mine = setting(session.area.settings, name)
        answer = await chosen(session, screen, name, mine, theirs)
        if not answer:
            continue
        for serial, change in tuple(session.unsaved_settings.items()):
            if isinstance(change, SettingChange) and change.name == name:
                session.unsaved_settings.pop(serial, None)
        settled = with_setting(session.area.settings, name, theirs)
        session.area = replace(session.area, settings=settled)
        if answer == "min":
            _take(session, screen, SettingChange(name, theirs, mine))
        else:
            save_settings(session)
            screen.show()


async def chosen(
    session: Session, screen: Screen, name: str, mine: SettingValue, theirs: SettingValue
) -> str:
    """Which of two values is to hold: "min", "deras", or "" when the user waits."""
    now = session.area.settings
    called, own = setting_words(with_setting(now, name, mine), name)
    other = setting_words(with_setting(now, name, theirs), name)[1]
    text = (
        f"{called}: ett annat program har ändrat medan du ändrade.\nDitt: {own}\nI filen: {other}"
    )
    answers = {"enter": ("min", "Behåll mitt"), "f9": ("deras", "Ta det som står i filen")}
    return await screen.ask(Question("Samma inställning ändrad på två håll", text, answers))
