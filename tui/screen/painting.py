"""Painting: from the session to the widgets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.domain.cell_text import cell_text
from tui.domain.finding import Address, Finding
from tui.domain.register import OVERVIEW, TEXT
from tui.domain.table import LABEL, Table
from tui.screen.app import NARROW
from tui.screen.commands import FOOTER_COMMANDS
from tui.screen.finding_selection import at, count_per_tab, has_texts, in_table
from tui.screen.saver import SaveState
from tui.screen.views.head_lines import (
    finding_text,
    footer_line,
    sammantrade_text,
    sign_line,
    status_line,
    tab_bar,
    table_row,
)
from tui.screen.views.panel import finding_lines, heading, panel_lines, paragraph
from tui.screen.views.pictures import picture
from tui.screen.views.table_view import Marks, TableView
from tui.screen.widgets.model import EmptyModel, GridModel, TextLine, shortened
from tui.svenska.format import clock_time, short_date

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.securing import CellStep


def paint_everything(program: "Program", *, full: bool = True) -> None:
    """Everything anew: another document, tab or table, theme or size."""
    session, grid = program.session, program.grid
    for rows in program.screen_stack[0].query("Rows"):
        rows.tema = program.tema  # type: ignore[attr-defined]
        rows.refresh()
    grid.tema = program.tema
    program.screen_stack[0].set_class(session.tab == OVERVIEW, "oversikt")
    row, column = session.cursor.get(cursor_key(program), (0, 1))
    grid.show(model(program), row, column)
    paint_head(program, full=full)
    paint_panel(program, full=full)


def repaint(program: "Program") -> None:
    """Everything anew for another size; a text that is being typed stays."""
    edited = program.grid.edited
    paint_everything(program)
    program.grid.edited = edited


def cursor_key(program: "Program") -> tuple[str, str]:
    """Under which key the cursor's place is remembered."""
    session = program.session
    name = session.table.id if session.table else session.tab
    return session.document_id, f"{name}/{session.compared_with}" if session.compared_with else name


def model(program: "Program") -> GridModel:
    """What the grid shows now."""
    session, screen = program.session, program.size.width
    if not session.has_tables:
        from tui.screen.overview import overview_view, text_view

        return text_view(program) if session.tab == TEXT else overview_view(program)
    table = session.table
    if table is None:
        return EmptyModel()
    if session.compared_with:
        from tui.screen.comparing import comparison_view

        if (compared := comparison_view(program)) is not None:
            return compared
    marks = finding_marks(table, in_table(session.findings, table.id))
    return TableView(session.calculation(table), marks, screen, writable=not session.obstacle)


def finding_marks(table: Table, finding: Sequence[Finding]) -> Marks:
    """Where the grid has marks: the worst of each cell; the first row has the whole table's."""
    first = table.rows[0].id if table.rows else ""
    # The findings are worst first: the last one to be written is the one that stays.
    return {
        (f.address.row or first, f.address.column or LABEL): f.severity for f in reversed(finding)
    }


def paint_head(program: "Program", *, full: bool = True) -> None:
    """The bars at top and bottom."""
    session, screen = program.session, program.size.width
    table = session.table
    tables = session.tables(session.tab) if session.has_tables else ()
    findings = session.findings
    ready = full and not findings.checked
    finding = finding_text(findings.important()) if ready else ("… granskar",) * 2
    count = count_per_tab(findings) if ready else {}
    meeting = sammantrade_text(session.area.settings, program.today())
    row = status_line(session.document, table, meeting, finding, saved(program), screen)
    focus = program.focused is not None and program.focused.id == "flikar"
    program.rows("status").show([row])
    program.rows("flikar").show([tab_bar(session.register, session.tab, focus, screen, count)])
    if session.has_tables:
        program.rows("tabeller").show([table_row(tables, table, screen)])
        program.rows("tecken").show([sign_line(table, screen)])
        if session.compared_with:
            from tui.screen.comparing import paint_hint_lines as paint_comparisons

            paint_comparisons(program)
    elif session.tab == TEXT:
        program.rows("tabeller").show([((" Rapportens text mot tabellerna", "stark"),)])
        program.rows("tecken").show([((TEXT_HINT, "dampad"),)])
    footer = [(k.shown, k.footer) for k in FOOTER_COMMANDS]
    program.rows("fot").show([footer_line(footer, screen)])
    if full and (findings.stale or has_texts(findings)):
        program.call_after_refresh(program.recheck)


NOT_SAVED = "Ej sparat: "
TEXT_HINT = " Enter går till talet i tabellen. Texten ändras i den fil som den kommer ur."


def say_save_state(program: "Program", state: SaveState) -> None:
    """Say why something is not saved, and no longer once it is."""
    if state.error:
        program.message = f"{NOT_SAVED}{state.error}"
    elif state.saved and program.message.startswith(NOT_SAVED):
        program.message = ""
    else:
        return
    paint_panel(program)


def saved(program: "Program") -> str:
    """Whether all is saved, in words."""
    state = program.saver.state
    if state.error or program.session.journal_error:
        return "✗ ej sparat"
    if program.session.obstacle:
        return "läsläge"
    if not state.saved:
        return "… sparar"
    if program.session.document.locked:
        return "läsläge"
    if state.nar is None:
        return "✓ sparat"
    return f"✓ sparat {clock_time(state.nar)}"


def paint_panel(program: "Program", *, full: bool = True) -> None:
    """The panel under the grid, for the cell under the cursor."""
    left, right = program.rows("panel"), program.rows("fynd")
    width = panel_width(program.size.width)
    program.session.cursor[cursor_key(program)] = (program.grid.row, program.grid.column)
    if program.session.tab == OVERVIEW:
        paint_hint_lines(program)
    file_error = program.session.area.file_error.get(
        (program.session.document_id, program.session.tab), ()
    )
    sentences = (program.message, *(error.sentence for error in file_error))
    rows = [row for sentence in sentences for row in message_lines(sentence, width)]
    view = program.grid.model
    if isinstance(view, TableView) and view.count_rows:
        rows += cell_rows(program, view, width)
    elif program.session.compared_with:
        from tui.screen.comparing import panel

        rows += panel(program, width)
    elif program.session.tab == TEXT:
        from tui.screen.overview import text_panel

        rows += text_panel(program, width)
    left.show(rows)
    if program.size.width >= NARROW:
        right.show(finding_panel(program, width, full=full))


def paint_hint_lines(program: "Program") -> None:
    """The two lines over the overview, which has no panel: a message, or what Enter does."""
    rows = message_lines(program.message, program.size.width - 2)
    rows = rows or [((" Enter går till raden under markören", "dampad"),)]
    program.rows("tabeller").show(rows[:1])
    program.rows("tecken").show(rows[1:2])


def panel_width(screen: int) -> int:
    """The width of a panel's text; counted, for a panel that is just coming up has no size yet."""
    return max(10, (screen // 2 if screen >= NARROW else screen) - 2)


def message_lines(message: str, width: int) -> list[TextLine]:
    """A message that must be read, first in the panel."""
    if not message:
        return []
    rows = paragraph(f"▶ {message}", "varning stark", width, "  ")
    return [((" ", ""), *row) for row in rows]


def cell_rows(program: "Program", view: TableView, width: int) -> list[TextLine]:
    """How the cell under the cursor came about."""
    grid, session = program.grid, program.session
    row = view.table.rows[grid.row]
    column_id = view.columns[grid.column].id
    finding = at(session.findings, view.table, row.id, column_id)
    the_picture = picture(view.calculation, row, width)
    rows = panel_lines(view.calculation, row, column_id, finding, the_picture, width)
    title = ram_row(heading(view.calculation, row, column_id), width)
    history = history_lines(program, Address(session.document_id, view.table.id, row.id, column_id))
    return [title, *(((" ", ""), *r) for r in (*history, *rows))]


SHOWN_STEP = 3


def history_lines(program: "Program", address: Address) -> list[TextLine]:
    """How the cell came to its value: who, when, from what to what, newest first."""
    securing = program.session.securing
    if securing is None or not program.ready:
        return []
    step = list(securing.cell_history(address))[:SHOWN_STEP]
    return [((_history_text(s), "dampad"),) for s in step]


def _history_text(step: "CellStep") -> str:
    nar = step.moment.astimezone()
    from_, to = (cell_text(v, None) or "tomt" for v in (step.from_, step.to))
    reason = f" ({step.reason})" if step.reason else ""
    return f"{short_date(nar.date())} {clock_time(nar)} {step.who}: {from_} → {to}{reason}"


def ram_row(text: str, width: int) -> TextLine:
    """A heading with a rule, as wide as the panel."""
    short = shortened(text, width - 4)
    return (("─ ", "ram"), (short, "stark"), (" " + "─" * max(0, width - len(short) - 3), "ram"))


def finding_panel(program: "Program", width: int, *, full: bool) -> list[TextLine]:
    """The findings of the shown document, worst first."""
    if not full:
        return [ram_row("Att granska", width)]
    finding = program.session.findings.important()
    rows = [ram_row(f"Att granska ({len(finding)})" + (" · F5 nästa" if finding else ""), width)]
    for f in finding:
        rows += [((" ", ""), *row) for row in finding_lines(f, width)]
    return rows or [()]
