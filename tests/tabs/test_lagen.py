"""The one line that each area has on the overview."""

import pytest

from tests.fem_dokument import IDN, kalkyl, yta
from tests.tabs.vyer import utkast
from tui.domain.bedomning import Signal
from tui.domain.register import FLIKAR
from tui.tabs.lagen import Kalkyler, lage


def kalkyler(dokument: str, flik: str) -> Kalkyler:
    """A tab's tables, worked out."""
    return {t.id: kalkyl(dokument, t.id) for t in yta().tabeller[(dokument, flik)]}


@pytest.mark.parametrize(
    ("dokument", "flik", "signal", "text"),
    [
        (
            "2024-delar",
            "drift",
            Signal.ALLVAR,
            "Årets resultat: Avv. prognos/budget 2024 −5\u00a0000 tkr, mycket sämre än budget",
        ),
        (
            "2024-delar",
            "investeringar",
            Signal.BRA,
            "Totala utgifter: Avv. prognos/budget 2024 650 tkr, bättre än budget",
        ),
        ("2024-delar", "mal", Signal.VARNING, "3 av 6 nyckeltal uppnådda"),
        (
            "2024-delar",
            "internkontroll",
            Signal.VARNING,
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
            Signal.VARNING,
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
    dokument: str, flik: str, signal: Signal, text: str
) -> None:
    funnet = lage(flik, kalkyler(dokument, flik))
    assert (funnet.signal, funnet.text) == (signal, text)


@pytest.mark.parametrize("dokument", IDN)
def test_every_area_of_every_document_has_a_line_that_leads_to_its_table(dokument: str) -> None:
    for flik in FLIKAR:
        alla = kalkyler(dokument, flik.id)
        funnet = lage(flik.id, alla)
        assert funnet.text
        assert not funnet.tabell or funnet.tabell in alla


def test_a_tab_without_a_summary_of_its_own_says_how_many_tables_it_has() -> None:
    drift = kalkyler("2024-delar", "drift")
    en = dict(list(drift.items())[:1])
    assert (lage("egen", {}).text, lage("egen", en).text) == ("inga tabeller", "1 tabell")
    assert lage("egen", drift).text == "3 tabeller"


def test_the_controllers_own_assessment_goes_before_the_proposal() -> None:
    k = utkast("2024-delar", "uppfoljning")
    alla = {"uppfoljning": k}
    tabell = k.tabell
    for rad in tabell.rader:
        tabell = tabell.med_rad(rad.med_cell("bedomning", "Med anmärkning"))
    egna = {"uppfoljning": type(k)(tabell, k.sammanhang)}
    assert lage("internkontroll", alla).text.startswith("3 av 4")
    assert lage("internkontroll", egna).text.startswith("0 av 4")
