"""The content of the two tabs without tables, out of the session: the overview and the text."""

from typing import TYPE_CHECKING

from tui.screen.finding_selection import exempted
from tui.screen.views.overview_view import OverviewView, overview_lines
from tui.screen.widgets.model import TextLine

if TYPE_CHECKING:
    from tui.screen.app import Program
    from tui.screen.views.text import TextView


def overview_view(program: "Program") -> OverviewView:
    """The overview of the shown document."""
    session = program.session
    calculations = {
        tab.id: {t.id: session.calculation(t) for t in session.tables(tab.id)}
        for tab in session.register.tabs
    }
    tab_error = [
        f
        for (d, _), error in session.area.file_error.items()
        if d == session.document_id
        for f in error
    ]
    rows = overview_lines(
        session.register,
        calculations,
        session.findings.all_(),
        (*session.file_error, *tab_error, *session.findings.near.error()),
        session.area.settings,
        session.document,
        program.today(),
        exempted(session.findings),
    )
    return OverviewView(rows, program.size.width)


def text_view(program: "Program") -> "TextView":
    """The shown document's texts, as they were last checked."""
    from tui.screen.views.text import ReadTextView, TextView

    texts = program.session.findings.loaded_texts
    loaded = texts.loaded if texts else ()
    shown = [ReadTextView(t.file, t.source, t.verdicts, t.rows) for t in loaded]
    waits = bool(program.session.document.texts) and texts is None
    return TextView(shown, program.size.width, waits=waits)


def text_panel(program: "Program", width: int) -> list[TextLine]:
    """The claims of the line under the cursor, each with the figure that it speaks of."""
    from tui.screen.views.text import TextView, verdict_rows

    view = program.grid.model
    if not isinstance(view, TextView):
        return []
    return [
        row
        for verdict in view.verdicts_at(program.grid.row)
        for row in verdict_rows(verdict, width)
    ]
