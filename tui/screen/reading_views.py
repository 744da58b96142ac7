"""What the grid shows beside the tables, only to be read: overview, report's text, comparison."""

from tui.checks.comparison import Page, comparison, counterpart
from tui.domain.register import OVERVIEW, TEXT
from tui.screen.findings import exempted, outdated
from tui.screen.session import Session
from tui.screen.views.comparison_view import ComparisonView
from tui.screen.views.overview_view import OverviewView, overview_lines
from tui.screen.views.text import ReadTextView, TextView, tried_again


def reading_view(session: Session) -> OverviewView | TextView | ComparisonView | None:
    """What is shown to be read, None where it is a table."""
    if session.tab == TEXT:
        return _text_view(session)
    if session.tab == OVERVIEW:
        return _overview_view(session)
    return comparison_view(session)


def comparison_view(session: Session) -> ComparisonView | None:
    """The comparison that is on, None where the other document has no such table."""
    other, table = session.compared_with, session.table
    if not other or table is None:
        return None
    theirs = counterpart(table, session.tables(table.tab, other))
    if theirs is None:
        return None
    here = Page(session.document, session.calculation(table))
    there = Page(session.area.document[other], session.calculation(theirs, other))
    return ComparisonView(comparison(here, there), session.look.width)


def _overview_view(session: Session) -> OverviewView:
    calculations = {
        tab.id: {t.id: session.calculation(t) for t in session.tables(tab.id)}
        for tab in session.register.tabs
    }
    own = (e for (d, _), e in session.area.file_error.items() if d == session.document_id)
    in_tabs = (error for errors in own for error in errors)
    rows = overview_lines(
        session.register,
        calculations,
        session.findings.all_(),
        (*session.file_error, *in_tabs, *session.findings.near.error()),
        session.area.settings,
        session.document,
        session.look.today(),
        exempted(session.findings),
    )
    return OverviewView(rows, session.look.width)


def _text_view(session: Session) -> TextView:
    """The shown document's texts, as they were last checked."""
    findings = session.findings
    texts, current = findings.loaded_texts, findings.text_lines
    loaded = texts.loaded if texts else ()
    shown = [
        ReadTextView(
            text.file,
            text.source,
            [
                tried_again(d) if d.address and outdated(findings, d.address) else d
                for d in text.verdicts
            ],
            {f: nr for f, nr in text.rows.items() if f in current},
        )
        for text in loaded
    ]
    waits = bool(session.document.texts) and texts is None
    return TextView(shown, session.look.width, waits=waits)
