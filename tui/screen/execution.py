"""What each command does."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tui.domain.finding import Address
from tui.domain.register import OVERVIEW, TEXT
from tui.screen import checking, editing, reporting, rows, undo
from tui.screen.checking import show_tab
from tui.screen.commands import COMMANDS, FOOTER_COMMANDS
from tui.screen.finding_selection import count_per_tab
from tui.screen.painting import NOT_SAVED, paint_everything, paint_head
from tui.screen.session import journal_step
from tui.screen.views.head_lines import document_text, footer_command_at, period_text, tab_at
from tui.screen.widgets.colours import PALETTES
from tui.screen.widgets.model import TextLine
from tui.workspace import ordered_document

if TYPE_CHECKING:
    from tui.screen.app import Program


async def run(program: "Program", command: str) -> None:
    """Carry out a command by its id; an open edit is finished first, and undo throws it away."""
    if command == "angra" and program.grid.edited is not None:
        program.grid.stop()
    elif editing.ready_with_cell(program):
        answer = ACTIONS[command](program)
        if answer is not None:
            await answer


def step_tab(program: "Program", step: int) -> None:
    """The next or the previous tab, round the end."""
    ids = [OVERVIEW, *(f.id for f in program.session.register.tabs), TEXT]
    show_tab(program, ids[(ids.index(program.session.tab) + step) % len(ids)])


def step_table(program: "Program", step: int) -> None:
    """The next or the previous table of the tab, round the end."""
    session = program.session
    if not session.has_tables:
        return
    count = len(session.tables(session.tab))
    if count:
        key = (session.document_id, session.tab)
        session.chosen_table[key] = (session.chosen_table.get(key, 0) + step) % count
        program.message = ""
        paint_everything(program)


def tab_bar_key(program: "Program", key: str) -> bool:
    """A key on the tab bar: True when it meant something."""
    if key.isdigit():
        own_ones = {f.key: f.id for f in program.session.register.tabs}
        tabs = {"0": OVERVIEW, **own_ones, str(len(own_ones) + 1): TEXT}
        if key in tabs:
            show_tab(program, tabs[key])
            return True
    if key in ("left", "right"):
        step_tab(program, 1 if key == "right" else -1)
        program.rows("flikar").focus()
        paint_head(program)
        return True
    if key in ("enter", "down", "escape", "tab"):
        program.grid.focus()
        program.call_after_refresh(paint_head, program)
        return True
    return False


async def choose_document(program: "Program") -> None:
    """The document picker."""
    from tui.screen.widgets.dialogs import Chooser

    items = [
        (d.id, document_text(d), f"{period_text(d)} {d.diarienummer}")
        for d in ordered_document(program.session.area)
    ]
    answer = await program.push_screen_wait(
        Chooser("Välj dokument", items, program.session.document_id)
    )
    if answer:
        show_document(program, answer)


def show_document(program: "Program", document_id: str) -> None:
    """Show another document on the same tab."""
    program.session.document_id = document_id
    show_tab(program, program.session.tab)
    editing.came_remembered(program)


async def help_(program: "Program") -> None:
    """Help on the table under the cursor, and on the keys."""
    from tui.screen.views.help import help_text
    from tui.screen.widgets.dialogs import ReadingBox

    keys = [(k.shown, k.name) for k in COMMANDS]
    session = program.session
    text = help_text(session.table, session.document.period, keys)
    await program.push_screen_wait(ReadingBox("Hjälp", text))


async def show_panel(program: "Program") -> None:
    """The whole panel of the cell under the cursor, however small the screen."""
    from tui.screen.painting import cell_rows
    from tui.screen.views.table_view import TableView
    from tui.screen.widgets.dialogs import ReadingBox

    view = program.grid.model
    all_: list[TextLine] = []
    if isinstance(view, TableView) and view.count_rows:
        all_ = cell_rows(program, view, 70)
    elif program.session.compared_with:
        from tui.screen.comparing import panel

        all_ = panel(program, 70)
    if all_:
        heading, *rows = ("".join(t for t, _ in row) for row in all_)
        text = "\n".join(rows)
        await program.push_screen_wait(ReadingBox(heading.strip("─ "), text))


async def command_palette(program: "Program") -> None:
    """Every command, every tab and every table of the document, to choose from."""
    from tui.screen.widgets.dialogs import Chooser

    session = program.session
    items = [(f"k:{k.id}", k.name, k.shown) for k in COMMANDS if k.id != "kommandon"]
    items += [("f:oversikt", "Gå till Översikt", ""), ("f:text", "Gå till Text", "")]
    for tab in session.register.tabs:
        items += [
            (f"t:{t.id}", f"Gå till {t.heading}", tab.heading) for t in session.tables(tab.id)
        ]
    answer = await program.push_screen_wait(Chooser("Kommandon", items))
    kind, _, id_ = answer.partition(":")
    if kind == "k":
        await run(program, id_)
    elif kind == "f":
        show_tab(program, id_)
    elif kind == "t":
        checking.show_cell(program, Address("", id_))


def switch_theme(program: "Program") -> None:
    """The next theme, remembered."""
    name = list(PALETTES)
    place = name.index(program.tema) if program.tema in name else 0
    program.tema = tema = name[(place + 1) % len(name)]
    program.theme = f"namndkoll-{tema}"
    store = program.session.store
    program.saver.save(("tema", ""), lambda: store.save_choice(tema=tema))
    paint_everything(program)
    editing.say(program, f"Färgtema: {PALETTES[tema].heading.lower()}.")


async def quit_(program: "Program") -> None:
    """Leave when all is saved; otherwise say what is not, and ask."""
    from tui.screen.widgets.dialogs import Question

    editing.came_remembered(program)
    state = await program.saver.ready()
    if state.error:
        answer = {"enter": ("stanna", "Stanna kvar"), "a": ("avsluta", "Avsluta utan att spara")}
        if await program.push_screen_wait(Question("Ej sparat", state.error, answer)) != "avsluta":
            return
    program.exit(0)


def copy_over(program: "Program") -> None:
    """The cell to the clipboard."""
    text = editing.copied(program)
    if text:
        program.copy_to_clipboard(text)
        editing.say(program, f"Kopierat: {text}")


def copy_table(program: "Program") -> None:
    """The shown table to the clipboard."""
    from tui.screen.pasting import copy_table as run_copying

    run_copying(program)


def save_again(program: "Program") -> None:
    """Try again what could not be saved; everything else is saved already."""
    session = program.session
    if session.securing is not None and session.unjournaled:
        journal_step(session, session.securing)
        editing.save_changed(program)
    program.seen.clear()
    program.saver.attempt_again()
    error = session.journal_error
    editing.say(program, f"{NOT_SAVED}{error}" if error else "Allt sparas medan du skriver.")


def to_tab_bar(program: "Program") -> None:
    """The keyboard to the tab bar."""
    program.rows("flikar").focus()
    program.call_after_refresh(paint_head, program)


def leave_grid(program: "Program") -> None:
    """Esc in the grid: out of a comparison, else to the tab bar."""
    if program.session.compared_with:
        from tui.screen.comparing import leave

        leave(program)
    else:
        to_tab_bar(program)


async def compare(program: "Program") -> None:
    """The shown table beside another document's."""
    from tui.screen.comparing import compare as run_comparison

    await run_comparison(program)


def click(program: "Program", source: str, x: int) -> None:
    """A click on one of the bars; an open edit is finished first."""
    if not editing.ready_with_cell(program):
        return
    if source == "flikar":
        count = count_per_tab(program.session.findings)
        tab = tab_at(program.session.register, x, program.size.width, count)
        if tab:
            show_tab(program, tab)
    elif source == "status":
        program.action_run("dokument")
    elif source == "tabeller":
        step_table(program, 1)
    elif source == "fot":
        footer = [(k.shown, k.footer) for k in FOOTER_COMMANDS]
        place = footer_command_at(footer, x, program.size.width)
        if place is not None:
            program.action_run(FOOTER_COMMANDS[place].id)


def change(program: "Program") -> None:
    """F2 from anywhere: as Enter in the grid."""
    program.grid.focus()
    program.grid.begin(None)


async def restore(program: "Program") -> None:
    """Restore a backup of the shown tab."""
    from tui.screen.restore import restore as run_restoring

    await run_restoring(program)


async def new_document(program: "Program") -> None:
    """The next document out of the shown one."""
    from tui.screen.documents import new_document as run_new

    await run_new(program)


async def put_aside(program: "Program") -> None:
    """Lay the shown draft aside."""
    from tui.screen.documents import put_aside as run_laying_aside

    await run_laying_aside(program)


async def decide(program: "Program") -> None:
    """The shown document is decided, and locked."""
    from tui.screen.decision import decide as run_beslut

    await run_beslut(program)


async def settings(program: "Program") -> None:
    """The settings."""
    from tui.screen.settings import settings as run_settings

    await run_settings(program)


async def step_back(program: "Program", *, backwards: bool) -> None:
    """Undo or redo: the making of a document, where that came last, else the last step."""
    if program.session.fresh is not None:
        from tui.screen.documents import step_back_new

        if await step_back_new(program, backwards=backwards):
            return
    (undo.undo if backwards else undo.redo)(program)


Handling = Callable[["Program"], Awaitable[None] | None]

ACTIONS: dict[str, Handling] = {
    "hjalp": help_,
    "andra": change,
    "dokument": choose_document,
    "nasta_tabell": lambda p: step_table(p, 1),
    "forra_tabell": lambda p: step_table(p, -1),
    "flikrad": to_tab_bar,
    "granska": checking.check,
    "nasta_fynd": lambda p: checking.step_finding(p, 1),
    "forra_fynd": lambda p: checking.step_finding(p, -1),
    "undanta": checking.except_,
    "lagg_till_text": checking.add_text,
    "ta_bort_text": checking.remove_text,
    "angra": lambda p: step_back(p, backwards=True),
    "gor_om": lambda p: step_back(p, backwards=False),
    "kommandon": command_palette,
    "panel": show_panel,
    "nasta_flik": lambda p: step_tab(p, 1),
    "forra_flik": lambda p: step_tab(p, -1),
    "ny_rad": rows.new_row,
    "ta_bort_rad": rows.remove_row,
    "rad_upp": lambda p: rows.move_row(p, -1),
    "rad_ned": lambda p: rows.move_row(p, 1),
    "kopiera": copy_over,
    "kopiera_tabellen": copy_table,
    "ny_dokument": new_document,
    "lagg_undan": put_aside,
    "jamfor": compare,
    "arbetskopia": editing.do_working_copy,
    "besluta": decide,
    "las_upp": editing.unlock,
    "las": editing.lock,
    "spara": save_again,
    "rapport": reporting.write_report,
    "infor_namnd": lambda p: reporting.write_report(p, before_namnd=True),
    "aterstall": restore,
    "installningar": settings,
    "tema": switch_theme,
    "avsluta": quit_,
}
