"""A draft with a long list among its tables is checked as any other, edit after edit."""

from decimal import Decimal

from msgspec.structs import replace

from tests.checks.five_checked import Neighbour, as_utkast, neighbour, with_row
from tests.domain.drafts import long_list, with_budget
from tests.five_documents import IDS
from tui.checks.context import document_finding
from tui.domain.calculation import Calculation
from tui.domain.finding import Finding
from tui.domain.table import Table

CHANGE = {id_: neighbour(id_) for id_ in IDS if id_ != "2024-delar"}


def with_list(thing: Neighbour, list_: Table) -> Neighbour:
    """The document with another version of its investments."""
    context = thing[1]["investeringar"].context
    return thing[0], {**thing[1], "investeringar": Calculation(list_, context)}


def finding(thing: Neighbour) -> tuple[Finding, ...]:
    """Every finding of the document among the others."""
    return document_finding(*thing, CHANGE)


def test_a_figure_that_another_document_has_otherwise_is_told_until_it_is_put_right() -> None:
    thing = with_list(as_utkast(neighbour("2024-delar")), long_list())
    before = finding(thing)
    table = thing[1]["investeringar"].table
    row = table.row("inventarier")
    after = finding(with_list(thing, with_budget(table, row.id, Decimal(450))))
    (new,) = (f for f in after if f.address.row == row.id and f.kind == "bro")
    assert new.said == 450
    assert new not in before
    old = row.cells["budget"]
    assert isinstance(old, Decimal)
    assert finding(with_list(thing, with_budget(table, row.id, old))) == before


def test_a_day_that_comes_into_a_row_is_seen_and_gone_with_it() -> None:
    thing = as_utkast(neighbour("2024-delar"))
    row = thing[1]["investeringar"].table.row("inventarier")
    before = finding(thing)
    with_ = with_row(thing, "investeringar", replace(row, label="Klart den 31 juni"))
    (new,) = (f for f in finding(with_) if "31 juni" in f.sentence and f.said == "31 juni")
    assert new.address.row == "inventarier"
    assert finding(with_row(with_, "investeringar", row)) == before
