"""An edit in a long list is checked by what it changed: the findings are those of a check anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from unittest.mock import MagicMock, patch

from msgspec.structs import replace

from tests.checks.five_checked import Neighbour, as_utkast, neighbour, with_row
from tests.domain.test_recomputing import long_list, with_budget
from tests.five_documents import IDN
from tui.checks import amount_bridges, time_points
from tui.checks.check import document_finding
from tui.domain.calculation import Calculation
from tui.domain.finding import Finding
from tui.domain.recomputing import recomputed
from tui.domain.table import Table

CHANGE = {id_: neighbour(id_) for id_ in IDN if id_ != "2024-delar"}


def with_list(thing: Neighbour, list_: Table) -> Neighbour:
    """The document with another version of its investments."""
    before = thing[1]["investeringar"]
    left = before if len(before.table.rows) == len(list_.rows) else None
    return thing[0], {**thing[1], "investeringar": recomputed(left, list_, before.context)}


def finding(thing: Neighbour) -> tuple[Finding, ...]:
    """Every finding of the document among the others."""
    return document_finding(*thing, CHANGE)


@contextmanager
def all_counted() -> Iterator[tuple[MagicMock, MagicMock]]:
    """How many texts are looked in for a day, and how many figures held against another's."""
    digit, differs = time_points._DIGIT, amount_bridges._differs
    with (
        patch.object(time_points, "_DIGIT", side_effect=digit) as texts,
        patch.object(amount_bridges, "_differs", side_effect=differs) as figures,
    ):
        yield texts, figures


def test_only_the_changed_row_is_asked_and_only_what_others_have_is_compared() -> None:
    thing = with_list(as_utkast(neighbour("2024-delar")), long_list())
    finding(thing)
    new = with_budget(thing[1]["investeringar"].table, "inventarier", Decimal(450))
    with all_counted() as (texts, figures):
        after = finding(with_list(thing, new))
    assert texts.call_count < 10
    assert figures.call_count < 400
    assert any(f.address.row == "inventarier" and f.kind == "bro" for f in after)


def test_the_findings_are_those_of_a_check_anew() -> None:
    thing = with_list(as_utkast(neighbour("2024-delar")), long_list())
    for row, number in (("inventarier", 450), ("post_7", -3), ("inventarier", 400)):
        thing = with_list(thing, with_budget(thing[1]["investeringar"].table, row, Decimal(number)))
        now = thing[1]["investeringar"]
        anew = Calculation(replace(now.table), now.context)
        assert finding(thing) == finding((thing[0], {**thing[1], "investeringar": anew}))


def test_a_day_that_comes_into_a_row_is_seen_and_gone_with_it() -> None:
    thing = as_utkast(neighbour("2024-delar"))
    row = thing[1]["investeringar"].table.row("inventarier")
    before = finding(thing)
    with_ = with_row(thing, "investeringar", replace(row, label="Klart den 31 juni"))
    (new,) = (f for f in finding(with_) if "31 juni" in f.sentence and f.said == "31 juni")
    assert new.address.row == "inventarier"
    assert finding(with_row(with_, "investeringar", row)) == before
