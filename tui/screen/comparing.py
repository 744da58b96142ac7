"""Comparing (*jämförelsen*): the shown table beside another document's, until Esc."""

from typing import TYPE_CHECKING

from tui.checks.comparison import Page, comparison, counterpart, proposed
from tui.domain.finding import Address
from tui.screen import editing
from tui.screen.views.comparison_view import (
    ComparisonView,
    cell_heading,
    comparison_heading,
    comparison_lines,
    comparison_sign,
)
from tui.screen.views.head_lines import document_text, period_text
from tui.screen.widgets.model import TextLine, shortened

if TYPE_CHECKING:
    from tui.screen.app import Program


async def compare(program: "Program") -> None:
    """Choose the document to compare with, the proposed one first, and show the comparison."""
    from tui.screen.widgets.dialogs import Chooser

    session = program.session
    session.read_heads()
    if session.table is None:
        editing.say(program, "Ställ dig i en tabell först (1–5 väljer flik).")
        return
    change = proposed(session.document, session.area.document.values())
    if not change:
        editing.say(program, "Det finns inget annat dokument att jämföra med.")
        return
    items = [
        (d.id, document_text(d), f"{period_text(d)}{'' if i else ' · föreslås'}")
        for i, d in enumerate(change)
    ]
    answer = await program.push_screen_wait(Chooser("Jämför med", items))
    if answer:
        _show(program, answer)


def _show(program: "Program", other: str) -> None:
    from tui.screen.painting import paint_everything

    session = program.session
    before, session.compared = session.compared, (session.document_id, session.tab, other)
    if comparison_view(program) is None and session.table is not None:
        name = document_text(session.area.document[other])
        session.compared = before
        editing.say(program, f"{name} har ingen tabell som svarar mot {session.table.heading} här.")
        return
    program.message = ""
    paint_everything(program)


def comparison_view(program: "Program") -> ComparisonView | None:
    """The comparison that is on, None where the other document has no such table."""
    session = program.session
    other, table = session.compared_with, session.table
    if not other or table is None:
        return None
    theirs = counterpart(table, session.tables(table.template.tab, other))
    if theirs is None:
        return None
    has = Page(session.document, session.calculation(table))
    where = Page(session.area.document[other], session.calculation(theirs, other))
    return ComparisonView(comparison(has, where), program.size.width)


def leave(program: "Program", address: Address | None = None) -> None:
    """Back to the table, to a cell of it where one is given."""
    from tui.screen.checking import show_cell
    from tui.screen.painting import paint_everything

    program.session.compared = None
    if address is not None:
        show_cell(program, address)
    else:
        paint_everything(program)


def to_cell(program: "Program", typed: str = "") -> None:
    """Enter: to the cell under the cursor, in the table itself. What is typed goes nowhere."""
    view, grid = program.grid.model, program.grid
    if typed:
        editing.say(program, "I jämförelsen ändras inget; Enter går till cellen i tabellen.")
        return
    if not isinstance(view, ComparisonView) or grid.row >= view.count_rows:
        return
    row = view.compared.rows[grid.row]
    column = view.par(grid.column)[0].has if grid.column and view.compared.columns else ""
    if row.has:
        leave(
            program,
            Address(program.session.document_id, view.compared.has.table.id, row.has, column),
        )
    else:
        editing.say(program, "Raden finns bara i det andra dokumentet.")


def paint_hint_lines(program: "Program") -> None:
    """The two lines over the grid."""
    view, screen = program.grid.model, program.size.width
    if isinstance(view, ComparisonView):
        heading, sign = comparison_heading(view.compared), comparison_sign(view.compared)
        program.rows("tabeller").show([((shortened(heading, screen), "stark"),)])
        program.rows("tecken").show([((shortened(sign, screen), "dampad"),)])


def panel(program: "Program", width: int) -> list[TextLine]:
    """The panel of the cell under the cursor."""
    from tui.screen.painting import ram_row

    view, grid = program.grid.model, program.grid
    if not isinstance(view, ComparisonView) or not view.count_rows:
        return []
    title = ram_row(cell_heading(view, grid.row, grid.column), width)
    rows = comparison_lines(view, grid.row, grid.column, width - 1)
    return [title, *(((" ", ""), *row) for row in rows)]
