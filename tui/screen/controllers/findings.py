"""The findings on the screen: gone to one by one, put aside; the report's text."""

from os.path import expanduser
from pathlib import PurePath

from msgspec.structs import replace

from tui.checks.exemptions import exemption_for, finding_key
from tui.domain.document import Document
from tui.domain.finding import Finding
from tui.domain.register import OVERVIEW, TEXT
from tui.screen.commands import controller
from tui.screen.controllers.changes import do
from tui.screen.controllers.checking import check_tables
from tui.screen.controllers.editing import chosen_cell
from tui.screen.controllers.navigation import show_cell, show_tab
from tui.screen.findings import at
from tui.screen.session import Session, lock_sentence
from tui.screen.verbs import Screen
from tui.screen.views.overview_view import OWN_FIELD, OverviewLine, OverviewView
from tui.screen.views.text import TextView
from tui.screen.widgets.dialogs import Chooser
from tui.screen.widgets.fields import InputBox
from tui.workspace import DocumentChange

# ---- from one to the next ----------------------------------------------------------------------


def check(session: Session, screen: Screen) -> None:
    """The findings on the overview, the cursor on the first."""
    show_tab(session, screen, OVERVIEW)
    view = _overview(session)
    if view is not None:
        screen.go_to(view.first_finding, 0)


def _overview(session: Session) -> OverviewView | None:
    """The overview, where it is what the grid shows."""
    view = session.look.grid.model
    return view if isinstance(view, OverviewView) else None


async def step(session: Session, screen: Screen, step: int) -> None:
    """Go to the next finding from where the last one was shown, worst first, round the end."""
    await check_tables(session, screen)
    finding = session.findings.important()
    if not finding:
        screen.say("Det finns inga fynd att gå till.")
        return
    latest = session.latest_finding
    previous = finding.index(latest) if latest in finding else (-1 if step > 0 else 0)
    place = (previous + step) % len(finding)
    _show_finding(session, screen, finding[place])
    screen.say(f"Fynd {place + 1} av {len(finding)}; F5 går till nästa.")


def _show_finding(session: Session, screen: Screen, finding: Finding) -> None:
    """Go to what a finding is about: its line of the text, its cell, or its document."""
    session.latest_finding = finding
    text_line = session.findings.text_lines.get(finding)
    if text_line is not None:
        _show_text_line(session, screen, *text_line)
    elif finding.address.table:
        show_cell(session, screen, finding.address)
    else:
        check(session, screen)
        view = _overview(session)
        if view is not None:
            screen.go_to(view.place(finding), 0)


def _show_text_line(session: Session, screen: Screen, text: int, row: int) -> None:
    """Show a line of one of the report's texts."""
    show_tab(session, screen, TEXT)
    view = session.look.grid.model
    if isinstance(view, TextView):
        screen.go_to(view.place(text, row), 1)


async def follow_row(session: Session, screen: Screen, typed: str) -> None:
    """Enter on the overview or in the text: to what the line is about.

    A field of the head is written in; elsewhere a letter typed is a slip, and leads nowhere.
    """
    row = _overview_line(session)
    if row is not None and row.field:
        await controller("head:write_field")(session, screen, row.field, typed)
    elif typed:
        return
    elif session.tab == TEXT:
        await _follow_text_line(session, screen)
    elif row is not None:
        _follow(session, screen, row)


def _follow(session: Session, screen: Screen, row: OverviewLine) -> None:
    """To what a line of the overview is about."""
    if row.finding is not None:
        _show_finding(session, screen, row.finding)
    elif row.mal is not None and row.mal.table:
        show_cell(session, screen, row.mal)
    elif row.tab:
        show_tab(session, screen, row.tab)


async def _follow_text_line(session: Session, screen: Screen) -> None:
    """Enter in the text: to the figure of its first claim; without a text, to add one."""
    view = session.look.grid.model
    if not isinstance(view, TextView):
        return
    if not view.texts:
        await add_text(session, screen)
        return
    addresses = [
        d.address for d in view.verdicts_at(session.look.grid.row) if d.address is not None
    ]
    if addresses and addresses[0].table:
        show_cell(session, screen, addresses[0])
    else:
        screen.say("På raden finns inget påstående som en tabell svarar på.")


# ---- put aside ---------------------------------------------------------------------------------


def _overview_line(session: Session) -> OverviewLine | None:
    """The line of the overview under the cursor."""
    view, place = _overview(session), session.look.grid.row
    return view.rows[place] if view is not None and place < len(view.rows) else None


def _field_under_cursor(session: Session) -> str:
    """The field of the head that the line under the cursor is for, "" for none."""
    row = _overview_line(session)
    return row.field if row is not None and row.finding is None else ""


async def except_(session: Session, screen: Screen) -> None:
    """Put the finding under the cursor aside, with a reason; or take one back.

    On a field of the document's head: take the field away.
    """
    finding, document = _chosen_finding(session), session.document
    field = _field_under_cursor(session)
    if field and field != OWN_FIELD:
        await controller("head:remove_field")(session, screen, field)
        return
    if finding is None:
        screen.say("Ställ markören på ett fynd först (F8 visar dem).")
        return
    if session.obstacle:
        screen.say(lock_sentence(session))
        return
    key = finding_key(finding)
    if key in {u.key for u in document.exemption}:
        left = tuple(u for u in document.exemption if u.key != key)
        _set_head(session, screen, replace(document, exemption=left), "Fyndet är tillbaka.")
        return
    reason = await screen.ask(
        InputBox("Undanta fyndet", f"{finding.sentence}\n\nVarför? Skälet sparas.")
    )
    if reason:
        exemption = (*session.document.exemption, exemption_for(finding, reason))
        told = "Fyndet är undantaget; det kommer tillbaka om talen ändras."
        _set_head(session, screen, replace(session.document, exemption=exemption), told)


def _chosen_finding(session: Session) -> Finding | None:
    """The finding under the cursor: the line of the overview or of the text, or the cell's."""
    grid, overview = session.look.grid, _overview(session)
    view = grid.model
    if overview is not None:
        return overview.rows[grid.row].finding if overview.rows else None
    if isinstance(view, TextView):
        return next(iter(view.finding_at(grid.row)), None)
    cell = chosen_cell(session)
    if cell is None:
        return None
    table, row, column = cell
    return next(iter(at(session.findings, table, row.id, column)), None)


def _set_head(session: Session, screen: Screen, fresh: Document, sentence: str) -> None:
    """Give the shown document another head, as a step that can be undone."""
    do(session, screen, DocumentChange(session.document, fresh))
    screen.show()
    screen.say(session.look.message or sentence)


# ---- the report's text -------------------------------------------------------------------------


async def add_text(session: Session, screen: Screen) -> None:
    """Let a text file belong to the shown document."""
    document = session.document
    if session.obstacle:
        screen.say(lock_sentence(session))
        return
    answer = await screen.ask(
        InputBox(
            "Lägg till text",
            "Var ligger rapportens text? Skriv sökvägen till filen (.docx, .md eller .txt).",
        )
    )
    # Path's own expanduser raises RuntimeError where there is no such user.
    file = expanduser((answer or "").strip().strip("\"'"))  # noqa: PTH111
    file = str(PurePath(file)) if file else ""
    if not file:
        return
    try:
        session.store.text(file)
    except ValueError as error:
        screen.say(f"{getattr(error, 'sentence', error)}")
        return
    texts = tuple(dict.fromkeys((*document.texts, file)))
    _set_head(
        session, screen, replace(document, texts=texts), f"{PurePath(file).name} granskas nu."
    )
    show_tab(session, screen, TEXT)


async def remove_text(session: Session, screen: Screen) -> None:
    """Let a text file no longer belong to the shown document; the file stays where it is."""
    document = session.document
    if not document.texts:
        screen.say("Ingen text hör till dokumentet.")
        return
    items = [(file, PurePath(file).name, file) for file in document.texts]
    answer = await screen.ask(Chooser("Ta bort ur granskningen", items))
    if answer:
        left = tuple(file for file in document.texts if file != answer)
        sentence = f"{PurePath(answer).name} granskas inte längre; filen är orörd."
        _set_head(session, screen, replace(document, texts=left), sentence)
