"""The overview: areas, findings worst first, bad files, what is missing, meetings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.fem_dokument import IDN, huvud, kalkyl, yta
from tui.domain.dokument import Undantag
from tui.domain.fel import Adress, Filfel, Fynd
from tui.domain.installningar import Installningar, Sammantrade
from tui.domain.register import REGISTER
from tui.granskning.granska import ordnade, tabellfynd
from tui.tabs.oversikt import Oversiktsrad, Oversiktsvy, oversiktsrader

IDAG = date(2024, 9, 10)
MOTEN = tuple(
    Sammantrade(date(2024, manad, 17), f"§ {manad}", "Delårsbokslut") for manad in range(1, 13)
)


def rader(
    dokument: str = "2024-delar",
    *,
    filfel: tuple[Filfel, ...] = (),
    moten: tuple[Sammantrade, ...] = MOTEN,
    fynd: tuple[Fynd, ...] | None = None,
    undantagna: tuple[tuple[Fynd, Undantag], ...] = (),
) -> tuple[Oversiktsrad, ...]:
    """The overview's lines of a document."""
    kalkyler = {
        f.id: {t.id: kalkyl(dokument, t.id) for t in yta().tabeller[(dokument, f.id)]}
        for f in REGISTER.flikar
    }
    funna = (f for k in kalkyler.values() for t in k.values() for f in tabellfynd(dokument, t))
    fynd = ordnade(funna) if fynd is None else fynd
    installningar = Installningar(sammantraden=moten)
    hela = (REGISTER, kalkyler, fynd, filfel, installningar, huvud(dokument), IDAG, undantagna)
    return oversiktsrader(*hela)


def om(rader_: tuple[Oversiktsrad, ...], omrade: str) -> list[str]:
    """The texts of the lines of a kind."""
    return [r.text for r in rader_ if r.omrade.strip() == omrade]


@pytest.mark.parametrize("dokument", IDN)
def test_there_is_one_line_for_each_area(dokument: str) -> None:
    alla = rader(dokument)
    borjan = [r.omrade for r in alla].index("Områden") + 1
    omraden = alla[borjan : borjan + len(REGISTER.flikar)]
    assert [r.flik for r in omraden] == [f.id for f in REGISTER.flikar]
    assert all(r.text and r.tecken for r in omraden)


def test_what_is_wrong_comes_first_and_a_bad_file_before_all() -> None:
    assert rader()[0].omrade == "Att granska (3)"
    assert rader(filfel=(Filfel("drift.json", "Avbruten."),))[0].omrade == "Filer (1)"


def test_a_finding_put_aside_is_last_with_its_reason() -> None:
    fynd = Fynd(Adress("d", "t", "r", "k"), "identitet", "fel", Decimal(1), None, "Ett fynd.")
    sista = rader(undantagna=((fynd, Undantag("n", "Känt.")),))[-2:]
    assert [r.omrade.strip() for r in sista] == ["Undantagna (1)", "undantaget"]
    assert sista[1].text == "Ett fynd. Skäl: Känt." and sista[1].fynd == fynd


def test_the_findings_are_worst_first_and_lead_to_their_cells() -> None:
    alla = [r for r in rader() if r.mal and r.mal.kolumn]
    assert [r.omrade.strip() for r in alla] == ["fel", "fel", "bör ses över", "avrundning"]
    assert alla[0].mal == Adress("2024-delar", "drift", "kostnader", "diff")
    assert alla[0].text.endswith("tryckt −32\u00a0296, raden ger −33\u00a0296.")


@pytest.mark.parametrize(
    ("dokument", "text"),
    [
        ("2024-delar", "5 tryckta tal skiljer sig inom avrundningsgränsen."),
        ("2025-budget", "1 tryckt tal skiljer sig inom avrundningsgränsen."),
    ],
)
def test_mere_rounding_is_one_line(dokument: str, text: str) -> None:
    assert om(rader(dokument), "avrundning") == [text]


def test_a_document_without_findings_says_so() -> None:
    assert om(rader("2019-underlag"), "inget") == ["Inget motsäger något annat i dokumentet."]
    assert om(rader(), "inget") == []


def test_a_bad_file_has_its_sentence() -> None:
    mening = "2024-delar/drift.json, byte 17: filen är avbruten."
    assert om(rader(filfel=(Filfel("drift.json", mening),)), "fil") == [mening]
    assert om(rader(), "fil") == []


@pytest.mark.parametrize(
    ("dokument", "saknas"),
    [
        (
            "2024-delar",
            [
                "Dokumentet har inget diarienummer.",
                "Beslutets datum saknas.",
                "4 av 4 mål saknar bedömning.",
            ],
        ),
        ("2023-bokslut", ["3 av 8 mål saknar bedömning.", "4 av 4 punkter saknar bedömning."]),
        ("2025-budget", []),
    ],
)
def test_what_is_missing_before_the_report_is_whole_is_listed(
    dokument: str, saknas: list[str]
) -> None:
    assert om(rader(dokument), "saknas") == saknas


def test_a_tab_without_tables_is_told_as_missing() -> None:
    assert "Fliken Personal har inga tabeller i dokumentet." in om(rader("2019-underlag"), "saknas")


def test_the_next_meetings_come_first_with_their_days() -> None:
    kommande = om(rader(), "kommande")
    assert kommande[0] == "17 september 2024 § 9 Delårsbokslut · om 7 dagar"
    assert len(kommande) == 3
    assert om(rader(), "tidigare")[0] == "17 augusti 2024 § 8 Delårsbokslut"


@pytest.mark.parametrize(("dag", "nar"), [(10, "i dag"), (11, "i morgon"), (12, "om 2 dagar")])
def test_the_days_are_said_as_people_say_them(dag: int, nar: str) -> None:
    moten = (Sammantrade(date(2024, 9, dag)),)
    assert om(rader(moten=moten), "kommande")[0].endswith(f" · {nar}")


def test_without_a_meeting_it_says_so() -> None:
    assert om(rader(moten=()), "kommande") == ["Inget sammanträde är planerat."]


@pytest.mark.parametrize("skarm", [120, 80, 40])
@pytest.mark.parametrize("dokument", IDN)
def test_nothing_is_cut_however_narrow_the_screen(dokument: str, skarm: int) -> None:
    alla = rader(dokument)
    vy = Oversiktsvy(alla, skarm)
    for i in range(vy.antal_rader):
        for k, kolumn in enumerate(vy.kolumner):
            assert len(vy.ruta(i, k).text) <= kolumn.bredd
    hel = " ".join(r.text for r in alla)
    assert " ".join(vy.ruta(i, 1).text for i in range(vy.antal_rader)) == hel
    if skarm >= 80:
        assert sum(k.totalbredd for k in vy.kolumner) + 2 <= skarm


def test_every_piece_of_a_long_line_leads_to_the_same_place() -> None:
    mal = Adress("2024-delar", "drift", "kostnader", "diff")
    lang = Oversiktsrad("  fel", "!", "allvar", "ett två tre fyra fem sex " * 6, mal=mal)
    vy = Oversiktsvy((lang,), 40)
    assert vy.antal_rader > 3
    assert {r.mal for r in vy.rader} == {mal}
    assert [r.tecken for r in vy.rader] == ["!"] + [""] * (vy.antal_rader - 1)


def test_nothing_on_the_overview_is_edited() -> None:
    vy = Oversiktsvy(rader(), 80)
    assert vy.redigering(0, 1) == "ingen"
    assert vy.redigeringstext(0, 1) == vy.avslag(0, 1, "x") == ""


def test_a_judged_goal_is_no_longer_missing() -> None:
    k = kalkyl("2024-delar", "mal")
    tabell = k.tabell
    for rad in tabell.rader[:3]:
        tabell = tabell.med_rad(rad.med_cell("bedomning", "Helt uppfyllt"))
    kalkyler = {"mal": {"mal": type(k)(tabell, k.sammanhang)}}
    efter = oversiktsrader(
        REGISTER, kalkyler, (), (), Installningar(), replace(huvud("2024-delar"), bas="x"), IDAG
    )
    assert "1 av 4 mål saknar bedömning." in om(efter, "saknas")


def test_a_finding_of_zero_figures_is_still_a_finding() -> None:
    fynd = Fynd(Adress("d", "t", "r", "k"), "identitet", "fel", Decimal(0), None, "Nej.")
    assert om(rader(fynd=(fynd,)), "fel") == ["Nej."]
