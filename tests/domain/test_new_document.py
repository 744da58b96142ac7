"""A document out of nothing: whole, empty, in the nämnd's own signs and unit."""

from datetime import date
from decimal import Decimal

import pytest

from tui.checks.plausibility.entered import stated_signs
from tui.domain.amount_form import SIGNS
from tui.domain.document import DocumentKind
from tui.domain.new_document import empty_document, first_proposal, proposed_period
from tui.domain.next_document.document import next_document
from tui.domain.next_document.named import named
from tui.domain.next_document.sources import NextError, Underlag, proposal_for
from tui.domain.period import period_words
from tui.domain.settings import Settings
from tui.domain.table import Table
from tui.store.mallar import REGISTER

TODAY = date(2025, 3, 18)
KINDS: list[DocumentKind] = list(REGISTER.kinds)


def tables(kind: DocumentKind, settings: Settings) -> list[Table]:
    """The tables of an empty document of a kind."""
    made = empty_document(proposal_for(kind, proposed_period(kind, TODAY)), settings, REGISTER)
    return [table for tab in made.tabs.values() for table in tab]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_tables_and_no_figure_in_them(kind: DocumentKind) -> None:
    made = tables(kind, Settings())
    assert [t.id for t in made] and len({t.id for t in made}) == len(made)
    assert not any(row.cells or row.tryckt for table in made for row in table.rows)
    assert not any(table.out_of_text for table in made)
    refers = {c.refers for table in made for c in table.columns if c.refers}
    assert refers <= {table.id for table in made}, refers


@pytest.mark.parametrize("kind", KINDS)
def test_with_reversed_signs_what_states_them_is_turned_and_plus_is_still_better(
    kind: DocumentKind,
) -> None:
    usual = {t.id: t for t in tables(kind, Settings())}
    for table in tables(kind, Settings(signs="kostnad_plus")):
        before = usual[table.id]
        signs = stated_signs(before.sign)
        if len(signs) < 2:
            assert table == before  # of investments, shares or texts: written alike in both
            continue
        assert stated_signs(table.sign) == {of: -sign for of, sign in signs.items()}
        for column, was in zip(table.columns, before.columns, strict=True):
            if was.role != "avvikelse":
                assert column == was
            elif isinstance(was.rule, str):
                first, _, second = str(column.rule).partition(" - ")
                assert was.rule == f"{second} - {first}"


@pytest.mark.parametrize(
    ("form", "unit", "decimals"), [("mnkr", "mnkr", 1), ("mnkr2", "mnkr", 2), ("kr", "kr", 0)]
)
def test_amounts_are_in_the_chosen_unit_and_nothing_else(
    form: str, unit: str, decimals: int
) -> None:
    usual = {t.id: t for t in tables("delarsbokslut", Settings())}
    for table in tables("delarsbokslut", Settings(amount_form=form)):
        before = usual[table.id]
        if before.unit != "tkr":
            assert table == before
            continue
        assert table.unit == unit
        assert "tkr" not in table.heading_label
        amounts = [c for c in table.columns if c.type_ == "belopp"]
        assert amounts and {c.decimals for c in amounts} == {decimals}


@pytest.mark.parametrize(
    ("kind", "today", "words"),
    [
        ("delarsbokslut", date(2025, 9, 8), "till och med 31 augusti 2025"),
        ("arsbokslut", date(2025, 1, 20), "helår 2024"),
        ("arsbokslut", date(2025, 11, 20), "helår 2025"),
        ("budget", date(2025, 9, 8), "helår 2026"),
    ],
)
def test_the_period_that_is_proposed_is_the_one_at_hand(
    kind: DocumentKind, today: date, words: str
) -> None:
    assert period_words(proposed_period(kind, today)) == words


def test_kind_and_period_are_asked_for_where_nothing_says_them() -> None:
    with pytest.raises(NextError, match="--slag"):
        first_proposal(named("utkast"), ())
    with pytest.raises(NextError, match="--period"):
        first_proposal(named("utkast"), (), kind="budget")
    assert first_proposal(named("2025-delar"), ()).id == "2025-delar"
    assert REGISTER.tabs


def test_the_next_document_of_another_kind_keeps_signs_unit_and_decimals() -> None:
    settings = Settings("Kulturnämnden", signs="kostnad_plus", amount_form="mnkr")
    first = empty_document(first_proposal(named("2025-delar"), ()), settings, REGISTER)
    drift = first.tabs["drift"][0]
    cost = next(row for row in drift.rows if row.role == "kostnad" and row.rule is None)
    figures = cost.with_cell("budget", Decimal("18.2")).with_cell("prognos", Decimal("18.6"))
    tabs = {**first.tabs, "drift": (drift.with_row(figures), *first.tabs["drift"][1:])}
    base = Underlag(first.document, tabs)
    proposal = first_proposal(named("2025-bokslut"), ())
    # The settings of the moment are no matter: a table says itself how it is written.
    made = next_document(proposal, first.document.id, (base,), Settings(), REGISTER)
    tables = {table.subject: table for table in made.tabs["drift"]}
    result, log = tables["resultat"], tables["prognoslogg"]
    assert result.sign.startswith(SIGNS["kostnad_plus"]) and log.sign.startswith(
        SIGNS["kostnad_plus"]
    )
    assert (result.unit, log.unit) == ("mnkr", "mnkr")
    assert result.column("avvikelse").rule == "budget - utfall"
    assert log.column("avvikelse").rule == "hela(prognos - nu)"
    assert {c.decimals for t in (result, log) for c in t.columns if c.type_ == "belopp"} == {1}
