"""The watch (*vakt*): what other programs and other Nämndkoll do to the folder meanwhile."""

import asyncio
from typing import Any, Literal

from tui.domain.cell_text import cell_text, column_heading
from tui.domain.finding import Address
from tui.domain.period import Period
from tui.domain.table import Column, Row, Table
from tui.screen.controllers.changes import journal_again, save_file
from tui.screen.controllers.taking_over import place, read_as_writer
from tui.screen.controllers.waiting import settle_conflicts
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.step_words import cell_words
from tui.screen.widgets.dialogs import Question
from tui.store.data_store import put_together
from tui.store.errors import fault_sentence, quoted
from tui.store.table_merge import returned, tab_differences
from tui.store.watch import FileChange
from tui.workspace import TabKey

COMPARED = "dokumentet jämförs med det som stod där"


async def look(session: Session, screen: Screen) -> None:
    """One look: take over a lock that has become free, and see to files that have changed."""
    if session.look.grid.edited is not None:
        return
    store, was = session.store, session.store.obstacle
    if was:
        await session.saver.ready()
    if notice := await asyncio.to_thread(store.take_over):
        read_as_writer(session, screen, was, notice)
        await settle_conflicts(session, screen)
        await place(session, screen)
    elif store.obstacle and not session.write_protected:
        screen.show()
    session.write_protected = bool(store.obstacle)
    if session.unjournaled and not session.write_protected:
        journal_again(session)
    if session.document.texts:
        screen.check()
    for fresh in await asyncio.to_thread(store.changed):
        await _see_to(session, screen, fresh)


async def _see_to(session: Session, screen: Screen, fresh: FileChange) -> None:
    """A file has been changed by another program: read it in, or put both sides together."""
    key, condition = (fresh.document, fresh.tab), (fresh.kind, fresh.fingerprint)
    shown, near = key in session.area.tables, session.findings.near
    if session.seen.get(key) == condition or not (shown or near.is_read(key)):
        return
    session.seen[key] = condition
    if fresh.kind in ("borta", "olasbar"):
        word = "är borttagen" if fresh.kind == "borta" else "kan inte läsas"
        left = "det du ser finns kvar här tills du sparar en ändring" if shown else COMPARED
        screen.say(f"{_name(fresh)} {word}; {left}.")
        return
    if not shown:
        await _see_to_neighbour(session, screen, key)
        return
    await session.saver.ready()
    theirs, error, fingerprint = await asyncio.to_thread(session.store.theirs, *key)
    if error:
        screen.say(f"{error[0].sentence} Det du ser här är orört.")
        return
    try:
        joined = await _joined(session, screen, theirs, fresh)
    except OSError as obstacle:
        screen.say(fault_sentence(obstacle))
        return
    if joined is not None and session.store.accept(*key, fingerprint):
        tables, told = joined
        _take_in(session, screen, key, theirs, tables)
        if told:
            screen.say(told)


async def _see_to_neighbour(session: Session, screen: Screen, key: TabKey) -> None:
    """A file that the shown document is held against: what cannot be read takes no place of it."""
    _, error, _ = await asyncio.to_thread(session.store.theirs, *key)
    if error:
        screen.say(f"{error[0].sentence} {COMPARED.capitalize()}.")
        return
    session.seen.pop(key, None)
    if session.findings.near.forget(key):
        screen.check()


def _take_in(
    session: Session,
    screen: Screen,
    key: TabKey,
    theirs: tuple[Table, ...],
    joined: tuple[Table, ...],
) -> None:
    """Show a tab as it was put together, and save it where it is more than what is on the disk."""
    unsaved = session.area.tables[key] != session.on_disk.get(key, ())
    session.area = session.area.with_tab(key, joined)
    session.on_disk[key] = theirs
    session.seen.pop(key, None)
    # Also where theirs was chosen: a save of mine that failed must not be tried again.
    if unsaved or joined != theirs:
        save_file(session, *key)
    screen.show()
    what = "inget av ditt var osparat" if not unsaved else "dina ändringar är kvar i den"
    if unsaved and joined == theirs:
        what = "det som står i filen gäller, och inget osparat av ditt är kvar"
    name = f"{key[0]}/{key[1]}.json"
    screen.say(f"{name} ändrades av ett annat program och lästes in på nytt; {what}.")


def _name(fresh: FileChange) -> str:
    return f"{fresh.document}/{fresh.tab}.json"


async def _joined(
    session: Session,
    screen: Screen,
    theirs: tuple[Table, ...],
    fresh: FileChange,
) -> tuple[tuple[Table, ...], str] | None:
    """Their tables where nothing of mine is unsaved, else both; None when the user waits.

    With them comes what is to be told: what the user has let go of mine, and what is there still.
    """
    key = (fresh.document, fresh.tab)
    mine, base = session.area.tables[key], session.on_disk.get(key, ())
    if mine == base:
        return theirs, ""
    differences = tab_differences(base, mine, theirs, fresh.document)
    choice: dict[Address, Literal["min", "deras"]] = {}
    for item in (p for s in differences for p in s.conflicts):
        if item.address not in choice:
            answer = await _question(session, screen, item)
            if answer is None:
                screen.say(f"{_name(fresh)} är ändrad på två håll; inget skrivs över.")
                return None
            choice[item.address] = answer
    tables = put_together(differences, mine, theirs, choice, base)
    told = [
        f"Tabellen {quoted(t.heading)} är kvar: borttagen på ena hållet men ändrad på det andra."
        for t in returned(tables, mine, theirs, base)
    ]
    if "deras" in choice.values():
        told.append(f"{_name(fresh)} gäller där du valde det; det du skrev där är borta.")
    return tables, " ".join(told)


async def _question(session: Session, screen: Screen, item: Any) -> Literal["min", "deras"] | None:
    period = session.area.document[item.address.document].period
    text = (
        f"{cell_words(session.area, item.address)}: både du och ett annat program har ändrat.\n"
        f"Före: {_text(item, item.base, period)}\nDitt: {_text(item, item.min, period)}\n"
        f"I filen: {_text(item, item.theirs, period)}"
    )
    # Enter is neither: it comes of itself when a figure is being typed.
    answer = {
        "f9": ("min", "Behåll mitt"),
        "f8": ("deras", "Ta det som står i filen (går inte att ångra)"),
    }
    question = Question("Samma cell ändrad på två håll", text, answer, leave="Vänta med att välja")
    chosen_one = await screen.ask(question)
    return {"min": "min", "deras": "deras"}.get(chosen_one)  # type: ignore[return-value]


def _text(item: Any, value: Any, period: Period) -> str:
    """One side of a conflict in words: a value, or what has been done to a whole row."""
    if item.field in ("cell", "tryckt", "etikett", "not", "kalla", "source"):
        return (cell_text(value, None) if value is not None else "") or "tomt"
    if item.field == "rad":
        return "borttagen" if value is None else _row_text(item, value)
    if item.field == "kolumn":
        return "borttagen" if value is None else _column_text(value, period)
    return "ändrad"


def _column_text(column: Column, period: Period) -> str:
    return f"kolumnen ”{column_heading(column, period)}” finns kvar"


def _row_text(item: Any, row: Row) -> str:
    """A row that one side has removed, with the figures that the other has changed in it."""
    rows = [r for r in (item.base, item.min, item.theirs) if r is not None]
    columns = dict.fromkeys(column for r in rows for column in r.cells)
    changed = [c for c in columns if any(r.cells.get(c) != rows[0].cells.get(c) for r in rows)]
    texts = [cell_text(row.cells.get(c), None) or "tomt" for c in changed]
    return ", ".join((f"raden ”{row.label}”", *texts))
