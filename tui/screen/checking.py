"""The findings on the screen: gone to one by one, put aside; the report's text."""

from os.path import expanduser
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.register import OVERVIEW, TEXT
from tui.screen import editing
from tui.screen.finding_selection import at
from tui.screen.painting import paint_everything
from tui.screen.session import show_address
from tui.workspace import DocumentChange

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.views.overview_view import OverviewView


# ---- from one to the next ----------------------------------------------------------------------


def check(program: "Program") -> None:
    """The findings on the overview, the cursor on the first."""
    show_tab(program, OVERVIEW)
    view = overview_view(program)
    if view is not None:
        program.grid.set_place(view.first_finding, 0)


def overview_view(program: "Program") -> "OverviewView | None":
    """The overview where it is what the grid shows; imported when it is first asked for."""
    from tui.screen.views.overview_view import OverviewView

    view = program.grid.model
    return view if isinstance(view, OverviewView) else None


def show_tab(program: "Program", tab: str) -> None:
    """Show a tab, with the keyboard in its grid."""
    program.session.tab, program.session.compared = tab, None
    program.message = ""
    program.grid.focus()
    paint_everything(program)


def step_finding(program: "Program", step: int) -> None:
    """Go to the next finding from where the last one was shown, worst first, round the end."""
    finding = program.session.findings.important()
    if not finding:
        editing.say(program, "Det finns inga fynd att gå till.")
        return
    latest = program.latest_finding
    previous = finding.index(latest) if latest in finding else (-1 if step > 0 else 0)
    place = (previous + step) % len(finding)
    show_finding(program, finding[place])
    editing.say(program, f"Fynd {place + 1} av {len(finding)}; F5 går till nästa.")


def show_finding(program: "Program", finding: Finding) -> None:
    """Go to what a finding is about: its line of the text, its cell, or its document."""
    program.latest_finding = finding
    text_line = program.session.findings.text_lines.get(finding)
    if text_line is not None:
        show_text_line(program, *text_line)
    elif finding.address.table:
        show_cell(program, finding.address)
    else:
        check(program)
        view = overview_view(program)
        if view is not None:
            program.grid.set_place(view.place(finding), 0)


def show_cell(program: "Program", address: Address) -> None:
    """Show the cell at an address, on its tab; an empty document means the shown one."""
    session = program.session
    whole = replace(address, document=address.document or session.document_id)
    session.read_in(whole.document)
    show_address(session, whole, session.area.table(whole.document, whole.table))
    show_tab(program, session.tab)


def show_text_line(program: "Program", text: int, row: int) -> None:
    """Show a line of one of the report's texts."""
    from tui.screen.views.text import TextView

    show_tab(program, TEXT)
    view = program.grid.model
    if isinstance(view, TextView):
        program.grid.set_place(view.place(text, row), 1)


async def follow_row(program: "Program") -> None:
    """Enter on the overview or in the text: to what the line is about."""
    if program.session.tab == TEXT:
        await follow_text_line(program)
        return
    view = overview_view(program)
    if view is None or program.grid.row >= len(view.rows):
        return
    row = view.rows[program.grid.row]
    if row.finding is not None:
        show_finding(program, row.finding)
    elif row.mal is not None and row.mal.table:
        show_cell(program, row.mal)
    elif row.tab:
        show_tab(program, row.tab)


async def follow_text_line(program: "Program") -> None:
    """Enter in the text: to the figure of its first claim; without a text, to add one."""
    from tui.screen.views.text import TextView

    view = program.grid.model
    if not isinstance(view, TextView):
        return
    if not view.texts:
        await add_text(program)
        return
    addresses = [d.address for d in view.verdicts_at(program.grid.row) if d.address is not None]
    if addresses and addresses[0].table:
        show_cell(program, addresses[0])
    else:
        editing.say(program, "På raden finns inget påstående som en tabell svarar på.")


# ---- put aside ---------------------------------------------------------------------------------


async def except_(program: "Program") -> None:
    """Put the finding under the cursor aside, with a reason; or take one back."""
    from tui.checks.exemptions import finding_key
    from tui.screen.widgets.dialogs import InputBox

    finding, document = chosen_finding(program), program.session.document
    if finding is None:
        editing.say(program, "Ställ markören på ett fynd först (F8 visar dem).")
        return
    if program.session.obstacle:
        editing.say(program, editing.lock_sentence(program))
        return
    key = finding_key(finding)
    if key in {u.key for u in document.exemption}:
        left = tuple(u for u in document.exemption if u.key != key)
        set_head(program, replace(document, exemption=left), "Fyndet är tillbaka.")
        return
    reason = await program.push_screen_wait(
        InputBox("Undanta fyndet", f"{finding.sentence}\n\nVarför? Skälet sparas.")
    )
    if reason:
        put_aside(program, finding, reason)


def put_aside(program: "Program", finding: Finding, reason: str) -> None:
    """Put a finding aside; it comes back when its figures change."""
    from tui.checks.exemptions import exemption_for

    document = program.session.document
    fresh = replace(document, exemption=(*document.exemption, exemption_for(finding, reason)))
    set_head(program, fresh, "Fyndet är undantaget; det kommer tillbaka om talen ändras.")


def chosen_finding(program: "Program") -> Finding | None:
    """The finding under the cursor: the line of the overview or of the text, or the cell's."""
    from tui.screen.views.text import TextView

    view, grid, overview = program.grid.model, program.grid, overview_view(program)
    if overview is not None:
        return overview.rows[grid.row].finding if overview.rows else None
    if isinstance(view, TextView):
        return next(iter(view.finding_at(grid.row)), None)
    cell = editing.chosen_cell(program)
    if cell is None:
        return None
    table, row, column = cell
    return next(iter(at(program.session.findings, table, row.id, column)), None)


def set_head(program: "Program", fresh: Document, sentence: str) -> None:
    """Give the shown document another head, as a step that can be undone."""
    editing.do(program, DocumentChange(program.session.document, fresh))
    paint_everything(program)
    editing.say(program, program.message or sentence)


# ---- the report's text -------------------------------------------------------------------------


async def add_text(program: "Program") -> None:
    """Let a text file belong to the shown document."""
    from tui.screen.widgets.dialogs import InputBox

    document = program.session.document
    if program.session.obstacle:
        editing.say(program, editing.lock_sentence(program))
        return
    answer = await program.push_screen_wait(
        InputBox(
            "Lägg till text",
            "Var ligger rapportens text? Skriv sökvägen till filen (.docx, .md eller .txt).",
        )
    )
    # Path's own expanduser raises RuntimeError where there is no such user.
    file = expanduser(answer.strip().strip("\"'"))  # noqa: PTH111
    file = str(PurePath(file)) if file else ""
    if not file:
        return
    try:
        program.session.store.text(file)
    except ValueError as error:
        editing.say(program, f"{getattr(error, 'sentence', error)}")
        return
    texts = tuple(dict.fromkeys((*document.texts, file)))
    set_head(program, replace(document, texts=texts), f"{PurePath(file).name} granskas nu.")
    show_tab(program, TEXT)


async def remove_text(program: "Program") -> None:
    """Let a text file no longer belong to the shown document; the file stays where it is."""
    from tui.screen.widgets.dialogs import Chooser

    document = program.session.document
    if not document.texts:
        editing.say(program, "Ingen text hör till dokumentet.")
        return
    items = [(file, PurePath(file).name, file) for file in document.texts]
    answer = await program.push_screen_wait(Chooser("Ta bort ur granskningen", items))
    if answer:
        left = tuple(file for file in document.texts if file != answer)
        sentence = f"{PurePath(answer).name} granskas inte längre; filen är orörd."
        set_head(program, replace(document, texts=left), sentence)
