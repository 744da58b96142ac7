"""The watch (*vakt*): what other programs and other Nämndkoll do to the folder meanwhile."""

import asyncio
from typing import TYPE_CHECKING, Any, Literal

from tui.domain.cell_text import cell_text
from tui.domain.finding import Address
from tui.domain.table import Table
from tui.screen.painting import paint_everything
from tui.store.data_store import put_together
from tui.store.table_merge import tab_differences

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.securing import FileNews, Securing

COMPARED = "dokumentet jämförs med det som stod där"


def say(program: "Program", sentence: str) -> None:
    """Say something in the panel; what edits is not imported before there is something to say."""
    from tui.screen.editing import say as said

    said(program, sentence)


async def guard(program: "Program") -> None:
    """One look: take over a lock that has become free, and see to files that have changed."""
    securing = program.session.securing
    if securing is None or len(program.screen_stack) > 1 or program.grid.edited is not None:
        return
    if await asyncio.to_thread(securing.take_over):
        take_over(program)
    elif securing.obstacle and not program.write_protected:
        paint_everything(program)
    program.write_protected = bool(securing.obstacle)
    if program.session.document.texts:
        program.recheck()
    for fresh in await asyncio.to_thread(securing.changed):
        await ensure(program, securing, fresh)


def take_over(program: "Program") -> None:
    """The other one has left: read everything anew, and go on as the writer."""
    session = program.session
    heads, session.file_error = session.store.document()
    session.area = type(session.area)({d.id: d for d in heads}, settings=session.area.settings)
    if session.document_id not in session.area.document:
        session.document_id = next(iter(session.area.document), "")
    paint_everything(program)
    say(program, "Den andra Nämndkoll är stängd; nu går det att ändra här.")


async def ensure(program: "Program", securing: "Securing", fresh: "FileNews") -> None:
    """A file has been changed by another program: read it in, or put both sides together."""
    key, condition = (fresh.document, fresh.tab), (fresh.kind, fresh.fingerprint)
    shown, near = key in program.session.area.tables, program.session.findings.near
    if program.seen.get(key) == condition or not (shown or near.is_read(key)):
        return
    program.seen[key] = condition
    if fresh.kind in ("borta", "olasbar"):
        word = "är borttagen" if fresh.kind == "borta" else "kan inte läsas"
        left = "det du ser finns kvar här tills du sparar en ändring" if shown else COMPARED
        say(program, f"{_name(fresh)} {word}; {left}.")
        return
    if not shown:
        await _ensure_neighbour(program, securing, key)
        return
    await program.saver.ready()
    theirs, error, fingerprint = await asyncio.to_thread(securing.theirs, *key)
    if error:
        say(program, f"{error[0].sentence} Det du ser här är orört.")
        return
    try:
        beaten = await _beaten(program, theirs, fresh)
    except OSError as obstacle:
        say(program, str(getattr(obstacle, "sentence", obstacle)))
        return
    if beaten is not None and securing.accept(*key, fingerprint):
        take_in(program, key, theirs, beaten)


async def _ensure_neighbour(program: "Program", securing: "Securing", key: tuple[str, str]) -> None:
    """A file that the shown document is held against: what cannot be read takes no place of it."""
    _, error, _ = await asyncio.to_thread(securing.theirs, *key)
    if error:
        say(program, f"{error[0].sentence} {COMPARED.capitalize()}.")
        return
    program.seen.pop(key, None)
    if program.session.findings.near.forget(key):
        program.recheck()


def take_in(
    program: "Program",
    key: tuple[str, str],
    theirs: tuple[Table, ...],
    beaten: tuple[Table, ...],
) -> None:
    """Show a tab as it was put together, and save it where it is more than what is on the disk."""
    unsaved = program.session.area.tables[key] != program.session.on_disk.get(key, ())
    program.session.area = program.session.area.with_tab(key, beaten)
    program.session.on_disk[key] = theirs
    program.seen.pop(key, None)
    # Also where theirs was chosen: a save of mine that failed must not be tried again.
    if unsaved or beaten != theirs:
        from tui.screen.editing import save_file

        save_file(program, *key)
    paint_everything(program)
    what = "inget av ditt var osparat" if beaten == theirs else "dina ändringar är kvar i den"
    name = f"{key[0]}/{key[1]}.json"
    say(program, f"{name} ändrades av ett annat program och lästes in på nytt; {what}.")


def _name(fresh: "FileNews") -> str:
    return f"{fresh.document}/{fresh.tab}.json"


async def _beaten(
    program: "Program", theirs: tuple[Table, ...], fresh: "FileNews"
) -> tuple[Table, ...] | None:
    """Their tables where nothing of mine is unsaved, else both; None when the user waits."""
    key = (fresh.document, fresh.tab)
    mine, base = program.session.area.tables[key], program.session.on_disk.get(key, ())
    if mine == base:
        return theirs
    differences = tab_differences(base, mine, theirs, fresh.document)
    choice: dict[Address, Literal["min", "deras"]] = {}
    for item in (p for s in differences for p in s.conflicts):
        if item.address not in choice:
            answer = await _question(program, item)
            if answer is None:
                say(program, f"{_name(fresh)} är ändrad på två håll; inget skrivs över.")
                return None
            choice[item.address] = answer
    return put_together(differences, mine, theirs, choice)


async def _question(program: "Program", item: Any) -> Literal["min", "deras"] | None:
    from tui.screen.widgets.dialogs import Question

    a = item.address
    text = (
        f"{a.table}, {a.row} {a.column}: både du och ett annat program har ändrat.\n"
        f"Före: {_text(item, item.base)}\nDitt: {_text(item, item.min)}\n"
        f"I filen: {_text(item, item.theirs)}"
    )
    answer = {"enter": ("min", "Behåll mitt"), "f9": ("deras", "Ta det som står i filen")}
    chosen_one = await program.push_screen_wait(
        Question("Samma cell ändrad på två håll", text, answer)
    )
    return {"min": "min", "deras": "deras"}.get(chosen_one)  # type: ignore[return-value]


def _text(item: Any, value: Any) -> str:
    """One side of a conflict in words: a value, or what has been done to a whole row."""
    if item.field in ("cell", "tryckt", "etikett", "not", "kalla"):
        return (cell_text(value, None) if value is not None else "") or "tomt"
    if item.field == "rad":
        return "borttagen" if value is None else f"raden {value.label}"
    return "ändrad"
