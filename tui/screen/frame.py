"""The picture of a session as values: ``frame(session)``. The app shows it, and nothing else does.

It starts no work and changes nothing; what is not known yet is said to be under way.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.cell_text import cell_text
from tui.domain.finding import Address, Finding
from tui.domain.register import OVERVIEW, TEXT
from tui.domain.table import LABEL, Table
from tui.screen.commands import FOOTER_COMMANDS
from tui.screen.findings import at, count_per_tab, in_table, missing_per_tab, text_waits
from tui.screen.session import Session, closed_sentence, cursor_key
from tui.screen.views.head_lines import (
    finding_text,
    footer_line,
    sammantrade_text,
    sign_line,
    status_line,
    tab_line,
    tab_name,
    table_row,
)
from tui.screen.views.panel import (
    finding_lines,
    heading,
    panel_lines,
    paragraph,
    picture,
    placed_sentence,
    titled,
)
from tui.screen.views.table_view import Marks, TableView
from tui.screen.widgets.model import (
    HEADING,
    EmptyModel,
    GridModel,
    Place,
    ReadingModel,
    TextLine,
    shortened,
    within,
)
from tui.svenska.format import clock_time, short_date

NARROW = 100
TEXT_HINT = " Enter går till talet i tabellen. Texten ändras i den fil som den kommer ur."
OVERVIEW_HINT = " Enter går till raden under markören"
SHOWN_STEPS = 3

Lines = Sequence[TextLine]


class Frame(Struct, frozen=True):
    """What is on the screen: the grid's content, the cursor, and the lines of each bar and panel.

    ``lines`` are by the widget's id.
    """

    grid: GridModel
    row: int
    column: int
    lines: Mapping[str, Lines]
    theme: str
    overview: bool


def frame(session: Session, *, anew: bool = False, grid: GridModel | None = None) -> Frame:
    """The picture of the session now.

    ``anew`` puts the cursor where it was last in what is shown; ``grid`` is the grid's content
    where that is known not to have changed.
    """
    look = session.look
    content = grid or grid_model(session)
    now = look.grid.row, look.grid.column
    row, column = within(content, *(look.cursor.get(cursor_key(session), (0, 1)) if anew else now))
    in_heading = look.grid.in_heading and content.headings and not anew
    place = (content, HEADING if in_heading else row, column)
    lines = _bars(session, content) | _panels(session, place)
    return Frame(content, row, column, lines, look.theme, session.tab == OVERVIEW)


# ---- the grid ----------------------------------------------------------------------------------


def grid_model(session: Session) -> GridModel:
    """What the grid shows; the very same as before where nothing in it has changed."""
    if session.tab in (TEXT, OVERVIEW) or session.compared_with:
        from tui.screen.reading_views import reading_view  # no start shows any of it: 4 ms

        if (content := reading_view(session)) is not None:
            return content
    table = session.table
    return EmptyModel() if table is None else _table_view(session, table)


def _table_view(session: Session, table: Table) -> TableView:
    before, calculation = session.look.grid.model, session.calculation(table)
    waiting = (f.address for f in session.findings.waiting() if f.address.table == table.id)
    # Without a mark but with its room: no column moves while its figure is being checked again.
    marks: Marks = {
        **{(cell.row, cell.column): None for cell in waiting},
        **_finding_marks(table, in_table(session.findings, table.id)),
    }
    width, writable = session.look.width, not closed_sentence(session)
    if isinstance(before, TableView) and before.shows(calculation, marks, width, writable):
        return before
    return TableView(calculation, marks, width, writable=writable, before=before)


def _finding_marks(table: Table, findings: Sequence[Finding]) -> Marks:
    """Where the grid has marks: the worst of each cell; the first row has the whole table's."""
    first = table.rows[0].id if table.rows else ""
    # The findings are worst first: the last one to be written is the one that stays.
    return {
        (f.address.row or first, f.address.column or LABEL): f.severity for f in reversed(findings)
    }


# ---- the bars ----------------------------------------------------------------------------------


def _bars(session: Session, content: GridModel) -> dict[str, Lines]:
    look, findings, screen = session.look, session.findings, session.look.width
    checked = look.ready and findings.checked is not None
    said = finding_text(findings.important()) if checked else ("… granskar",) * 2
    count = count_per_tab(findings) if look.ready else {}
    missing = missing_per_tab(findings) if look.ready else {}
    tabs = tab_name(session.register, screen, count, missing)
    meeting = sammantrade_text(session.area.settings, look.today())
    state = save_text(session)
    footer = [(command.shown, command.footer) for command in FOOTER_COMMANDS]
    tables, signs = _over_the_grid(session, content)
    return {
        "status": [status_line(session.document, session.table, meeting, said, state, screen)],
        "flikar": [tab_line(tabs, session.tab, focus=look.on_tab_bar)],
        "tabeller": tables,
        "tecken": signs,
        "fot": [footer_line(footer, screen)],
    }


def _over_the_grid(session: Session, content: GridModel) -> tuple[Lines, Lines]:
    """The two lines over the grid; over the overview, which has no panel, a message."""
    screen = session.look.width
    if session.tab == OVERVIEW:
        said = message_lines(session.look.message, screen - 2)
        rows = said or [((OVERVIEW_HINT, "dampad"),)]
        return rows[:1], rows[1:2]
    if session.tab == TEXT:
        waits = " · prövas om efter ändringen" if text_waits(session.findings) else ""
        name = f" Rapportens text mot tabellerna{waits}"
        return [((name, "stark"),)], [((TEXT_HINT, "dampad"),)]
    if isinstance(content, ReadingModel) and content.title:
        named, sign = shortened(content.title, screen), shortened(content.note, screen)
        return [((named, "stark"),)], [((sign, "dampad"),)]
    tables, table = session.shown_tables(session.tab), session.table
    marked = session.look.grid.marked
    if marked and isinstance(content, TableView):
        from tui.screen.views.marked import marked_text  # units of figures and the clipboard: 6 ms

        line: TextLine = ((shortened(f" {marked_text(content, marked)}", screen), "stark"),)
    else:
        line = sign_line(table, screen)
    return [table_row(tables, table, screen)], [line]


def save_text(session: Session, *, document: bool = True) -> str:
    """Whether all is saved, in words; without ``document`` whatever may be done to that."""
    state = session.saver.state
    if state.error or session.journal_error:
        return "✗ ej sparat"
    if session.store.conflicts:
        return "! ändringar väntar"
    if session.obstacle:
        return "läsläge"
    if not state.saved:
        return "… sparar"
    if document and (session.document.locked or closed_sentence(session)):
        return "läsläge"
    return f"✓ sparat {clock_time(state.made_at)}" if state.made_at else "✓ sparat"


# ---- the panels --------------------------------------------------------------------------------


def _panels(session: Session, place: Place) -> dict[str, Lines]:
    look, screen = session.look, session.look.width
    width = max(10, (screen // 2 if screen >= NARROW else screen) - 2)
    faults = session.area.file_error.get((session.document_id, session.tab), ())
    sentences = (look.message, *(fault.sentence for fault in faults))
    said = [row for sentence in sentences for row in message_lines(sentence, width)]
    panels: dict[str, Lines] = {"panel": [*said, *cell_panel(session, place, width)]}
    if screen >= NARROW:
        panels["fynd"] = _finding_panel(session, width)
    return panels


def message_lines(message: str, width: int) -> list[TextLine]:
    """A message that must be read, first in the panel."""
    if not message:
        return []
    rows = paragraph(f"▶ {message}", "varning stark", width, "  ")
    return [((" ", ""), *row) for row in rows]


def cell_panel(session: Session, place: Place, width: int) -> list[TextLine]:
    """What there is to say of the cell at a place."""
    content, row, column = place
    if row == HEADING and isinstance(content, TableView):
        from tui.screen.views.form_panel import heading_lines  # rules in words: 2 ms

        return heading_lines(content.calculation, content.columns[column].id, width)
    if not content.count_rows:
        return []
    if isinstance(content, TableView):
        return _cell_lines(session, content, row, column, width)
    return content.told(row, column, width) if isinstance(content, ReadingModel) else []


def _cell_lines(
    session: Session, view: TableView, row_nr: int, column: int, width: int
) -> list[TextLine]:
    """How the cell came about."""
    row, column_id = view.table.rows[row_nr], view.columns[column].id
    findings = at(session.findings, view.table, row.id, column_id)
    drawn = picture(view.calculation, row, width)
    rows = panel_lines(view.calculation, row, column_id, findings, drawn, width)
    address = Address(session.document_id, view.table.id, row.id, column_id)
    name = heading(view.calculation, row, column_id)
    return titled(name, (*_history_lines(session, address), *rows), width)


def _history_lines(session: Session, address: Address) -> list[TextLine]:
    """How the cell came to its value: who, when, from what to what, newest first."""
    if not session.look.ready:
        return []
    lines: list[TextLine] = []
    for step in session.store.cell_history(address)[:SHOWN_STEPS]:
        moment = step.moment.astimezone()
        from_, to = (cell_text(v, None) or "tomt" for v in (step.from_, step.to))
        reason = f" ({step.reason})" if step.reason else ""
        when = f"{short_date(moment.date())} {clock_time(moment)}"
        lines.append(((f"{when} {step.who}: {from_} → {to}{reason}", "dampad"),))
    return lines


def _finding_panel(session: Session, width: int) -> list[TextLine]:
    """The findings of the shown document, worst first."""
    if not session.look.ready:
        return titled("Att granska", (), width)
    findings, waiting = session.findings.important(), session.findings.waiting()
    name = f"Att granska ({len(findings)})" + (" · F5 nästa" if findings else "")
    name += " · texten prövas om" if text_waits(session.findings) else ""
    tables = [t for tab in session.findings.tabs() for t in session.shown_tables(tab)]
    rows = (
        tuple((text, "dampad") for text, _ in line) if f in waiting else line
        for f in findings
        for line in finding_lines(replace(f, sentence=placed_sentence(f, tables)), width)
    )
    return titled(name, rows, width)
