"""Backups of a file: told apart by when and by what was changed after them, and taken back.

A tab or a head that can be read goes back by changes, which undo takes back. One that cannot be
read, or is gone, is replaced as a whole: it is laid aside first, and what waited for it is put in.
"""

import asyncio
from collections.abc import Sequence
from itertools import groupby

from tui.domain.table import Table
from tui.screen.controllers.asking import agreed
from tui.screen.controllers.changes import do, save_settings
from tui.screen.controllers.waiting import lay_on
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.step_words import step_lines, told_of
from tui.screen.widgets.dialogs import Chooser
from tui.store.backups import SETTINGS_COPY, Copy
from tui.store.data_store import restored
from tui.store.directory import HEAD, unlisted
from tui.store.errors import fault_sentence
from tui.store.rebuilding import Rebuilt, put_rebuilt, rebuilt
from tui.store.restoring import (
    Kept,
    damage,
    kept_heads,
    kept_tabs,
    outside_restoring,
    restoring,
    restoring_head,
)
from tui.store.settled import lay_on_settings
from tui.svenska.format import clock_seconds, count, when
from tui.workspace import Workspace

LAST = "senast"
NONE = "Det finns inga säkerhetskopior än; den första görs när något sparas."


async def restore(session: Session, screen: Screen) -> None:
    """Choose a file (the shown tab's), one of its backups, see what it changes, and take it."""
    if session.obstacle:
        screen.say(lock_sentence(session))
        return
    tab = session.tab if session.has_tables else await _chosen_file(session, screen)
    if not tab:
        return
    document = session.document_id if tab != SETTINGS_COPY[1] else ""
    await restore_file(session, screen, document, tab)


async def restore_file(session: Session, screen: Screen, document: str, file: str) -> None:
    """Choose one of a file's backups, see what it changes, and take it."""
    store = session.store
    copies = store.copy_list(document, file)
    if not copies:
        screen.say(unlisted(store.copies.place(document, file)) or NONE)
        return
    kept = await asyncio.to_thread(_kept, session, copies)
    try:
        why = damage(store, copies)
        last = await asyncio.to_thread(rebuilt, store, document, file) if why else None
        answer = await screen.ask(
            Chooser("Återställ från säkerhetskopia", [*_last(last), *_items(kept)])
        )
        copy = next((k.copy for k in kept if str(k.copy.serial) == answer), None)
        if answer == LAST and last is not None:
            await _replace(session, screen, last.copy, why, last)
        elif copy is not None and (why or not document):
            await _replace(session, screen, copy, why)
        elif copy is not None:
            await _change_back(session, screen, copy)
    except OSError as error:
        screen.say(fault_sentence(error))


def _last(last: Rebuilt | None) -> list[tuple[str, str, str]]:
    """The line of a broken file's last state."""
    if last is None or not last.step:
        return []
    changes = count(len(last.step), "ändring", "ändringar")
    time = clock_seconds(last.copy.written_at)
    return [(LAST, f"Det senast skrivna: kopian {time} och {changes} därefter", "")]


async def _chosen_file(session: Session, screen: Screen) -> str:
    """Which of the shown document's files, or the settings; "" when left."""
    files = [(tab.id, tab.heading) for tab in session.register.tabs]
    files += [(HEAD, "Dokumentets namn, period, beslut och undantag"), SETTINGS_ITEM]
    items = []
    for file, heading in files:
        document = session.document_id if file != SETTINGS_COPY[1] else ""
        n = len(session.store.copy_list(document, file))
        items.append((file, heading, count(n, "säkerhetskopia", "säkerhetskopior")))
    return await screen.ask(Chooser("Vad ska återställas?", items))


SETTINGS_ITEM = (SETTINGS_COPY[1], "Inställningarna")


def _kept(session: Session, copies: Sequence[Copy]) -> tuple[Kept, ...]:
    """The backups, each with what was changed after it; the settings' without that."""
    document, file = copies[0].document, copies[0].file
    if not document:
        return tuple(map(Kept, copies))
    if file == HEAD:
        return tuple(kept_heads(copies, session.area.document.get(document)))
    tables = session.area.tables.get((document, file), ())
    return tuple(kept_tabs(copies, tables, session.register))


def _items(kept: Sequence[Kept]) -> list[tuple[str, str, str]]:
    """The lines of the list, a heading a day."""
    items: list[tuple[str, str, str]] = []
    for day, of_day in groupby(kept, lambda k: k.copy.written_at.date()):
        items.append(("", when(day), ""))
        items += [(str(k.copy.serial), _line(k), "") for k in of_day]
    return items


def _line(kept: Kept) -> str:
    time = clock_seconds(kept.copy.written_at)
    if kept.fault:
        return f"{time}  kan inte läsas"
    area = Workspace().with_tab((kept.copy.document, kept.copy.file), kept.tables)
    lines = step_lines(area, told_of(kept.after), 1)
    return f"{time}  före: {' '.join(lines)}" if lines else time


async def _change_back(session: Session, screen: Screen, copy: Copy) -> None:
    """By changes, as one step. Raises ReadError."""
    document = copy.document
    tables: tuple[Table, ...] = ()
    outside: tuple[str, ...] = ()
    if copy.file == HEAD:
        step = restoring_head(copy, session.area.document[document])
    else:
        tables = session.tables(copy.file, document)
        step = restoring(copy, tables, session.register)
        outside = outside_restoring(copy, tables, session.register)
    if not step:
        same = "Säkerhetskopian säger samma sak som det som står nu."
        screen.say(" ".join((same, *outside)))
        return
    lines = step_lines(session.area, told_of(step))
    text = "\n".join((*lines, *outside))
    if await agreed(screen, "Det här ändras", text, "Återställ (Ctrl+Z ångrar)"):
        do(session, screen, *step)
        screen.show()


async def _replace(
    session: Session,
    screen: Screen,
    copy: Copy,
    why: str,
    last: Rebuilt | None = None,
) -> None:
    """As a whole; what waits for the file is laid on it. Raises SaveError, ReadError."""
    if session.journal_error:
        screen.say(session.journal_error)
        return
    about = f"Det som stod {when(copy.written_at)} kl. {clock_seconds(copy.written_at)}"
    if last is not None:
        about += f", med {count(len(last.step), 'ändring', 'ändringar')} ur journalen,"
    lines = (
        why,
        f"{about} tar filens plats. Den nuvarande filen läggs undan och raderas inte.",
        "Ändringar som väntar på filen läggs sedan in. Ctrl+Z ångrar inte återställningen.",
    )
    text = "\n".join(filter(None, lines))
    if not await agreed(screen, "Återställ filen", text, "Återställ"):
        return
    await session.saver.ready()
    of = (copy.document, copy.file)
    if last is not None and copy.document:
        take_in(session, screen, of, put_rebuilt(session.store, *of, last.data))
    else:
        data = last.data if last else session.store.copies.read(copy)
        take_in(session, screen, of, session.store.replace_whole(*of, data))


DONE = "Filen är återställd."


def take_in(
    session: Session,
    screen: Screen,
    of: tuple[str, str],
    aside: str,
    done: str = DONE,
) -> None:
    """Show a file that was put in a broken one's place, with what waited for that in it.

    ``aside``: where the broken one lies now, "" where there was none.
    """
    document, file = of
    key = (document, file if file != HEAD else "")
    session.saver.forget(key)
    if document:
        session.forget_tab(key)
        session.read_again()
        told = _put_in(session, screen, key)
    else:
        told = _put_in_settings(session)
    where = f" Den tidigare ligger i {aside} i datamappen." if aside else ""
    screen.show()
    screen.say(f"{done}{where} {told}".rstrip())


def _put_in_settings(session: Session) -> str:
    """Put in what waits for the settings, now that they can be written again."""
    try:
        number = lay_on_settings(session.store, session.store.journal)
        session.unsaved_settings = {}
    except OSError as error:
        save_settings(session)
        return fault_sentence(error)
    finally:
        session.read_again()
    return f"{count(number, 'ändring', 'ändringar')} som väntade läggs in." * bool(number)


def _put_in(session: Session, screen: Screen, key: tuple[str, str]) -> str:
    """Put in what waits for a file that can be read again; what there is to say of it."""
    file = "/".join(key)
    notice = restored(session.store, [file])
    session.forget_tab(key)
    session.read_in(key[0])
    for conflict in session.store.conflicts:
        if conflict.file == file and not conflict.obstacle:
            lay_on(session, screen, conflict)
            return session.look.message
    return " ".join((notice.sentence, *(error.sentence for error in notice.error)))
