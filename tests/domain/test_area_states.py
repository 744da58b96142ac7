"""What an area says of itself while figures are missing: nothing that is not so."""

from decimal import Decimal as D

from msgspec.structs import replace

from tests.five_documents import IDS, area, calculation
from tui.domain.area_states import state
from tui.domain.calculation import Calculation, Context
from tui.domain.new_document import empty_document
from tui.domain.next_document.sources import proposal_for
from tui.domain.period import from_new_year
from tui.domain.scale import Signal
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.store.mallar import REGISTER


def emptied(table: Table, column: str, left: int = 0) -> Table:
    """The table with a column's cells empty, all but the first ones."""
    rows = [r.with_cell(column, None) if i >= left else r for i, r in enumerate(table.rows)]
    return replace(table, rows=tuple(rows))


def draft(document: str, table: Table) -> dict[str, Calculation]:
    known = area().calculation(document, table.id)
    tables = {**known.context.tables, table.id: table}
    context = replace(known.context, locked=False, tables=tables)
    return {id_: Calculation(t, context) for id_, t in tables.items()}


def test_outcomes_that_are_not_there_are_not_counted_as_missed() -> None:
    table = emptied(calculation("2024-delar", "nyckeltal").table, "utfall")
    said = state("mal", draft("2024-delar", table))
    assert (said.text, said.signal) == ("6 nyckeltal saknar utfall", Signal.NEUTRAL)


def test_what_is_known_is_counted_beside_what_is_missing() -> None:
    table = emptied(calculation("2024-delar", "nyckeltal").table, "utfall", left=3)
    said = state("mal", draft("2024-delar", table))
    assert said.text.endswith("av 3 nyckeltal uppnådda, 3 saknar utfall")


def test_controls_without_a_result_are_not_counted_as_failed() -> None:
    table = calculation("2024-delar", "uppfoljning").table
    for column in ("bedomning", "uppfylld"):
        table = emptied(table, column)
    known = draft("2024-delar", table)
    sample = emptied(known["stickprov"].table, "antal")
    context = replace(known["uppfoljning"].context, tables={"stickprov": sample})
    said = state("internkontroll", {"uppfoljning": Calculation(table, context)})
    assert (said.text, said.signal) == ("4 kontrollpunkter saknar resultat", Signal.NEUTRAL)


def test_an_incomplete_sum_is_no_figure_of_the_area() -> None:
    table = emptied(calculation("2024-delar", "drift").table, "prognos")
    rows = tuple(replace(row, tryckt={}) for row in table.rows)
    table = replace(table, rows=rows)
    table = table.with_row(table.row("personal").with_cell("prognos", D(-155695)))
    said = state("drift", draft("2024-delar", table))
    assert "Årets resultat: " not in said.text
    assert said.signal is Signal.NEUTRAL


def test_every_area_of_the_decided_documents_says_what_it_said() -> None:
    for document in IDS:
        tables = {t.id: area().calculation(document, t.id) for (d, _), ts in area().tables.items()
                  if d == document for t in ts}  # fmt: skip
        for tab in ("drift", "investeringar", "mal", "internkontroll", "personal"):
            own = {i: k for i, k in tables.items() if k.table.tab == tab}
            assert "saknar" not in state(tab, own).text, (document, tab)


def test_where_nothing_has_been_put_in_none_of_none_is_not_said() -> None:
    proposal = proposal_for("delarsbokslut", from_new_year(2025, 8))
    made = empty_document(proposal, Settings(), REGISTER)
    for tab, said in (("mal", "inga nyckeltal än"), ("internkontroll", "inga kontrollpunkter än")):
        context = Context({table.id: table for table in made.tabs[tab]})
        calculations = {id_: Calculation(t, context) for id_, t in context.tables.items()}
        assert state(tab, calculations).text == said
