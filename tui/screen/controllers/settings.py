"""The settings on the screen: a list to choose from, a field to write in, and back to the list.

Each change is a step of one setting, undone like any other. What another program has written in the
file meanwhile is taken in; where it is the very setting that is changed here, the user chooses.
"""

from msgspec.structs import replace

from tui.domain.settings import Sammantrade, Settings
from tui.domain.settings_cells import (
    SettingValue,
    by_date,
    differing_settings,
    setting,
    with_setting,
)
from tui.domain.settings_fields import FIELD, Field, meeting_date, setting_words
from tui.screen.controllers.changes import do, save_settings
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.widgets.dialogs import Chooser, Question
from tui.screen.widgets.fields import FieldBox, FieldBoxes
from tui.svenska.arithmetic import Refusal
from tui.svenska.format import count, when
from tui.workspace import MeetingChange, SettingChange

MEETINGS, NEW = "moten", "nytt"


async def settings(session: Session, screen: Screen) -> None:
    """Choose a setting, change it, and go on until Esc."""
    if obstacle := lock_sentence(session) or session.store.settings_closed():
        screen.say(obstacle)
        return
    selected = ""
    while True:
        await _settle(session, screen)
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
    await _settle(session, screen)
    new = field.parsed(session.area.settings, text)
    if isinstance(new, Refusal):
        screen.say(new.sentence)
        return
    seen, mine = setting(now, field.id), setting(new, field.id)
    theirs = setting(session.area.settings, field.id)
    if theirs in (seen, mine) or await _chosen(session, screen, field.id, mine, theirs) == "min":
        _take(session, screen, SettingChange(field.id, theirs, mine))


async def _typed(screen: Screen, field: Field, now: Settings) -> str | None:
    def try_(text: str) -> str:
        answer = field.parsed(now, text)
        return answer.sentence if isinstance(answer, Refusal) else ""

    box = FieldBoxes if field.several else FieldBox
    return await screen.ask(box(field.name, field.help_, field.shown(now), try_))


def _take(session: Session, screen: Screen, change: SettingChange | MeetingChange) -> None:
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


async def _settle(session: Session, screen: Screen) -> None:
    """Take in what others have written; for what both have changed, ask which is to hold."""
    for name, theirs in take_in_settings(session).items():
        mine = setting(session.area.settings, name)
        answer = await _chosen(session, screen, name, mine, theirs)
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


async def _chosen(
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


# ---- the meetings --------------------------------------------------------------------------------


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
    _take_meeting(session, screen, old, _meeting([s or "" for s in answer]))


def _take_meeting(
    session: Session, screen: Screen, old: Sammantrade | None, new: Sammantrade | None
) -> None:
    take_in_settings(session)
    there = session.area.settings.sammantraden
    # Where another program has changed or removed it meanwhile, what was typed comes in beside.
    from_ = old if old in there else None
    if new != from_ and new in there:
        screen.say("Det sammanträdet finns redan.")
    else:
        record = session.store.meeting_record(from_) if from_ and not new else ()
        _take(session, screen, MeetingChange(from_, new, *record))


def _meeting(answer: list[str]) -> Sammantrade | None:
    """The meeting that was typed, None where its date was emptied."""
    day = meeting_date(answer[0]) if answer[0] else None
    return None if day is None or isinstance(day, Refusal) else Sammantrade(day, *answer[1:])
