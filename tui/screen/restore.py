"""Restoring a backup: what it would change is shown first, and it can be undone."""

from typing import TYPE_CHECKING

from tui.domain.cell_text import cell_text
from tui.screen.editing import do, lock_sentence, say
from tui.store.backups import outside_restoring, restoring
from tui.svenska.format import clock_time, when
from tui.workspace import CellChange, Change, DocumentChange

if TYPE_CHECKING:
    from tui.screen.app import Program

SHOWN = 12


async def restore(program: "Program") -> None:
    """Choose a backup of the shown tab's file, see what it changes, and take it."""
    from tui.screen.widgets.dialogs import Chooser, Question

    session = program.session
    if session.securing is None or not session.has_tables or lock_sentence(program):
        say(program, lock_sentence(program) or "Gå till den flik som ska återställas först.")
        return
    copies = session.securing.copy_list(session.document_id, session.tab)
    items = [(str(k.serial), f"{when(k.nar)} kl. {clock_time(k.nar)}", "") for k in copies]
    if not items:
        say(program, "Fliken har inga säkerhetskopior än; den första görs när något sparas.")
        return
    answer = await program.push_screen_wait(Chooser("Återställ från säkerhetskopia", items))
    copy = next((k for k in copies if str(k.serial) == answer), None)
    if copy is None:
        return
    try:
        now = session.tables(session.tab)
        step, outside = restoring(copy, now), outside_restoring(copy, now)
    except OSError as error:
        say(program, str(getattr(error, "sentence", error)))
        return
    if not step:
        say(program, "Säkerhetskopian säger samma sak som fliken gör nu.")
        return
    choice = {"enter": ("ja", "Återställ (Ctrl+Z ångrar)")}
    text = "\n".join((*_about(program, step), *outside))
    if await program.push_screen_wait(Question("Det här ändras", text, choice)) == "ja":
        do(program, *step)


def _about(program: "Program", step: tuple[Change, ...]) -> list[str]:
    rows = [_area(program, change) for change in step[:SHOWN]]
    return [*rows, f"… och {len(step) - SHOWN} till"] if len(step) > SHOWN else rows


def _area(program: "Program", change: Change) -> str:
    if isinstance(change, DocumentChange):
        return "dokumentets huvud"
    table = program.session.area.table(change.address.document, change.address.table)
    row = change.address.row
    name = f"{table.heading}, {table.row(row).label if row in table.index else row}"
    if isinstance(change, CellChange):
        from_, to = (cell_text(v, None) or "tomt" for v in (change.from_, change.to))
        return f"{name}: {from_} → {to}"
    return f"{name}: raden läggs till, tas bort eller flyttas"
