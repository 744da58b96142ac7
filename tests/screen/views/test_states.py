"""The one line that each area has on the overview."""

import pytest

from tests.five_documents import IDS, area, calculation
from tests.screen.views.views import utkast
from tui.domain.area_states import Calculations, state
from tui.domain.register import TABS
from tui.domain.scale import Signal


def calculations(document: str, tab: str) -> Calculations:
    """A tab's tables, worked out."""
    return {t.id: calculation(document, t.id) for t in area().tables[(document, tab)]}


@pytest.mark.parametrize(
    ("document", "tab", "signal", "text"),
    [
        (
            "2024-delar",
            "drift",
            Signal.SEVERITY,
            "Årets resultat: Avv. prognos/budget 2024 −5\u00a0000 tkr, mycket sämre än budget",
        ),
        (
            "2024-delar",
            "investeringar",
            Signal.BRA,
            "Totala utgifter: Avv. prognos/budget 2024 650 tkr, bättre än budget",
        ),
        ("2024-delar", "mal", Signal.WARNING, "3 av 6 nyckeltal uppnådda"),
        (
            "2024-delar",
            "internkontroll",
            Signal.WARNING,
            "3 av 4 kontrollpunkter utan eller med försumbar anmärkning",
        ),
        (
            "2024-delar",
            "personal",
            Signal.BRA,
            "Total sjukfrånvaro saknas, −1,3 procentenheter mot i fjol",
        ),
        (
            "2023-bokslut",
            "drift",
            Signal.NEUTRAL,
            "Årets resultat: Avv. bokslut/budget 2023 129 tkr, i nivå med budget",
        ),
        (
            "2023-bokslut",
            "internkontroll",
            Signal.WARNING,
            "2 av 4 kontrollpunkter utan eller med försumbar anmärkning",
        ),
        (
            "2023-bokslut",
            "personal",
            Signal.BRA,
            "Total sjukfrånvaro 8,4 %, −2,0 procentenheter mot i fjol",
        ),
        ("2025-budget", "drift", Signal.NEUTRAL, "Kommunbidrag 256\u00a0303 tkr"),
        ("2025-budget", "investeringar", Signal.NEUTRAL, "Budget 800 tkr"),
        ("2025-budget", "internkontroll", Signal.NEUTRAL, "9 risker, högsta riskvärde 12"),
        ("2018-delar", "mal", Signal.NEUTRAL, "8 åtaganden"),
        ("2018-delar", "personal", Signal.NEUTRAL, "Total sjukfrånvaro 8,1 %"),
        ("2019-underlag", "personal", Signal.NEUTRAL, "inga tabeller"),
    ],
)
def test_an_area_is_summed_up_in_its_own_figures(
    document: str, tab: str, signal: Signal, text: str
) -> None:
    found = state(tab, calculations(document, tab))
    assert (found.signal, found.text) == (signal, text)


@pytest.mark.parametrize("document", IDS)
def test_every_area_of_every_document_has_a_line_that_leads_to_its_table(document: str) -> None:
    for tab in TABS:
        all_ = calculations(document, tab.id)
        found = state(tab.id, all_)
        assert found.text
        assert not found.table or found.table in all_


def test_a_tab_without_a_summary_of_its_own_says_how_many_tables_it_has() -> None:
    drift = calculations("2024-delar", "drift")
    one = dict(list(drift.items())[:1])
    assert (state("egen", {}).text, state("egen", one).text) == ("inga tabeller", "1 tabell")
    assert state("egen", drift).text == "3 tabeller"


def test_the_controllers_own_assessment_goes_before_the_proposal() -> None:
    k = utkast("2024-delar", "uppfoljning")
    all_ = {"uppfoljning": k}
    table = k.table
    for row in table.rows:
        table = table.with_row(row.with_cell("bedomning", "Med anmärkning"))
    own_ones = {"uppfoljning": type(k)(table, k.context)}
    assert state("internkontroll", all_).text.startswith("3 av 4")
    assert state("internkontroll", own_ones).text.startswith("0 av 4")
