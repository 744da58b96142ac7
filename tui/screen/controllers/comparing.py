"""Comparing (*jämförelsen*): the shown table beside another document's, until Esc."""

from tui.checks.comparison import proposed
from tui.domain.finding import Address
from tui.screen.controllers.navigation import show_cell
from tui.screen.reading_views import comparison_view
from tui.screen.session import Session
from tui.screen.verbs import Screen
from tui.screen.views.comparison_view import ComparisonView
from tui.screen.views.head_lines import document_text, period_text
from tui.screen.widgets.dialogs import Chooser


async def compare(session: Session, screen: Screen) -> None:
    """Choose the document to compare with, the proposed one first, and show the comparison."""
    session.read_heads()
    if session.table is None:
        screen.say("Ställ dig i en tabell först (1–5 väljer flik).")
        return
    change = proposed(session.document, session.area.document.values())
    if not change:
        screen.say("Det finns inget annat dokument att jämföra med.")
        return
    items = [
        (d.id, document_text(d), f"{period_text(d)}{'' if i else ' · föreslås'}")
        for i, d in enumerate(change)
    ]
    answer = await screen.ask(Chooser("Jämför med", items))
    if answer:
        _show(session, screen, answer)


def _show(session: Session, screen: Screen, other: str) -> None:
    before, session.compared = session.compared, (session.document_id, session.tab, other)
    if comparison_view(session) is None and session.table is not None:
        name = document_text(session.area.document[other])
        session.compared = before
        screen.say(f"{name} har ingen tabell som svarar mot {session.table.heading} här.")
        return
    session.look.message = ""
    screen.show()


def leave(session: Session, screen: Screen, address: Address | None = None) -> None:
    """Back to the table, to a cell of it where one is given."""
    session.compared = None
    if address is not None:
        show_cell(session, screen, address)
    else:
        screen.show()


def to_cell(session: Session, screen: Screen, typed: str = "") -> None:
    """Enter: to the cell under the cursor, in the table itself. What is typed goes nowhere."""
    grid = session.look.grid
    view = grid.model
    if typed:
        screen.say("I jämförelsen ändras inget; Enter går till cellen i tabellen.")
        return
    if not isinstance(view, ComparisonView) or grid.row >= view.count_rows:
        return
    row = view.compared.rows[grid.row]
    column = view.par(grid.column)[0].has if grid.column and view.compared.columns else ""
    if row.has:
        leave(
            session,
            screen,
            Address(session.document_id, view.compared.has.table.id, row.has, column),
        )
    else:
        screen.say("Raden finns bara i det andra dokumentet.")
