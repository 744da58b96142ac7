"""Two tables side by side: what meets what, what is subtracted, and what never is."""

from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest

from tests.fem_dokument import ALLA, IDN, huvud, tabeller, yta
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.nasta_period import forskjuten
from tui.domain.tabell import Rad
from tui.granskning.jamforbarhet import Sida
from tui.granskning.jamforelse import (
    Jamforelse,
    Radpar,
    foreslagna,
    jamforelse,
    jamforelsemeningar,
    motsvarighet,
)


def D(text: str) -> Decimal:
    return Decimal(text)


def sida(dokument: str, tabell: str) -> Sida:
    return Sida(huvud(dokument), yta().kalkyl(dokument, tabell))


def jamford(har: tuple[str, str], dar: tuple[str, str]) -> Jamforelse:
    return jamforelse(sida(*har), sida(*dar))


def cell(j: Jamforelse, rad: str, kolumn: str) -> tuple[object, object, object]:
    par = next(r for r in j.rader if r.har == rad)
    kol = next(k for k in j.kolumner if k.har == kolumn)
    return *j.varden(par, kol), j.skillnad(par, kol)


def kopia(andringar: dict[tuple[str, str], Decimal]) -> Sida:
    """The delårsbokslut's drift as a working copy with some cells changed."""
    bas = sida("2024-delar", "drift")
    tabell = bas.tabell
    for (rad, kolumn), varde in andringar.items():
        tabell = tabell.med_rad(tabell.rad(rad).med_cell(kolumn, varde))
    dokument = replace(bas.dokument, id="kopia", status="utkast", bas="2024-delar")
    return Sida(dokument, Kalkyl(tabell, replace(bas.kalkyl.sammanhang, last=False)))


DELAR_2018_2024 = (("2024-delar", "drift"), ("2018-delar", "drift"))


def test_the_same_column_of_another_year_is_subtracted() -> None:
    j = jamford(*DELAR_2018_2024)
    assert cell(j, "personal", "budget") == (D("-158695"), D("-168053"), D("9358"))
    assert cell(j, "personal", "utfall")[2] is not None
    assert not any(k.samma for k in j.kolumner)
    assert list(jamforelsemeningar(j)) == []


def test_a_year_is_not_subtracted_from_eight_months() -> None:
    j = jamford(("2024-delar", "drift"), ("2023-bokslut", "drift"))
    har, dar, skillnad = cell(j, "personal", "utfall")
    assert har and dar
    assert skillnad is None
    assert cell(j, "personal", "budget")[2] is not None
    meningar = " ".join(jamforelsemeningar(j))
    assert "perioderna är olika långa: till och med 31 augusti 2024 här, helår 2023 där" in meningar
    assert "kolumnen räknas på olika sätt i dokumenten" in meningar


def test_a_fresh_working_copy_has_no_entered_cell_that_differs() -> None:
    j = jamforelse(kopia({}), sida("2024-delar", "drift"))
    assert j.cellvis
    assert j.andrade[0] == 0


def test_a_working_copy_shows_each_changed_cell_and_what_follows() -> None:
    j = jamforelse(kopia({("personal", "prognos"): D("-150000")}), sida("2024-delar", "drift"))
    assert j.andrade[0] == 1
    assert cell(j, "personal", "prognos") == (D("-150000"), D("-155695"), D("5695"))
    assert cell(j, "kostnader", "prognos")[2] == D("5695")
    assert next(jamforelsemeningar(j)).startswith("1 inmatad cell skiljer mellan arbetskopian")


def test_the_comparison_of_a_copy_with_itself_says_so() -> None:
    har = kopia({})
    bas = Sida(replace(har.dokument, id="2024-delar", bas=""), har.kalkyl)
    meningar = list(jamforelsemeningar(jamforelse(har, bas)))
    assert meningar == ["Arbetskopian och dess förlaga är lika, cell för cell."]


def test_rows_that_only_one_has_stand_alone() -> None:
    bas, fler = sida("2024-delar", "delposter"), sida("2024-delar", "delposter")
    egen = Rad("rad_1", "Bara i den andra")
    annan = replace(fler.tabell, rader=(*fler.tabell.rader[1:], egen))
    j = jamforelse(
        bas, Sida(replace(fler.dokument, id="annat"), Kalkyl(annan, fler.kalkyl.sammanhang))
    )
    assert j.rader[0] == Radpar(bas.tabell.rader[0].id, "")
    assert j.rader[-1] == Radpar("", "rad_1")
    assert list(jamforelsemeningar(j))[-2:] == [
        "1 rad finns bara här.",
        "1 rad finns bara där, sist i listan.",
    ]


def test_a_key_of_a_list_with_another_label_gives_way_to_the_label() -> None:
    bas = sida("2024-delar", "delposter")
    a, b = bas.tabell.rader[:2]
    har = replace(bas.tabell, rader=(Rad("rad_1", a.etikett), Rad("rad_2", b.etikett)))
    dar = replace(bas.tabell, rader=(Rad("rad_2", a.etikett), Rad("rad_1", b.etikett)))
    annat = replace(bas.dokument, id="annat")
    j = jamforelse(
        Sida(bas.dokument, Kalkyl(har, bas.kalkyl.sammanhang)),
        Sida(annat, Kalkyl(dar, bas.kalkyl.sammanhang)),
    )
    assert j.rader == (Radpar("rad_1", "rad_2"), Radpar("rad_2", "rad_1"))


def test_the_base_is_proposed_first_then_the_one_before_of_the_same_kind() -> None:
    alla = [huvud(d) for d in IDN]
    assert next(d.id for d in foreslagna(huvud("2024-delar"), alla)) == "2018-delar"
    utkast = replace(huvud("2024-delar"), id="kopia", status="utkast", bas="2024-delar")
    assert next(d.id for d in foreslagna(utkast, [*alla, utkast])) == "2024-delar"
    assert "kopia" not in [d.id for d in foreslagna(utkast, [*alla, utkast])]
    nytt: Dokument = replace(huvud("2023-bokslut"), id="2024-bokslut", status="utkast")
    nytt = replace(nytt, period=forskjuten(nytt.period, 1))
    assert next(d.id for d in foreslagna(nytt, [*alla, utkast])) == "2023-bokslut"
    assert [d.id for d in foreslagna(nytt, [*alla, utkast])][-1] == "kopia"


def test_a_table_that_has_no_counterpart_or_several_has_none() -> None:
    upprakning = sida("2025-budget", "upprakning").tabell
    assert motsvarighet(upprakning, tabeller("2024-delar")) is None
    drift = sida("2024-delar", "drift").tabell
    assert motsvarighet(drift, [replace(drift, id=i, rubrik=i) for i in "ab"]) is None
    traff = motsvarighet(drift, [replace(drift, id="x", rubrik="y"), drift])
    assert traff is drift


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
def test_every_real_table_compares_with_every_counterpart(dokument: str, tabell: str) -> None:
    har = sida(dokument, tabell)
    for annat in IDN:
        dar = motsvarighet(har.tabell, tabeller(annat)) if annat != dokument else None
        if dar is None:
            continue
        j = jamforelse(har, sida(annat, dar.id))
        assert [r.har for r in j.rader if r.har] == [r.id for r in har.tabell.rader]
        assert {r.dar for r in j.rader if r.dar} == {r.id for r in dar.rader}
        for rad in j.rader:
            for kolumn in j.kolumner:
                skillnad = j.skillnad(rad, kolumn)
                assert skillnad is None or not (kolumn.hinder or not rad.har or not rad.dar)
        assert all(m.endswith(".") for m in jamforelsemeningar(j))


def test_it_is_the_same_comparison_from_the_other_side() -> None:
    for ena, andra in permutations(("2018-delar", "2023-bokslut", "2024-delar"), 2):
        hit, dit = (
            jamford((ena, "drift"), (andra, "drift")),
            jamford((andra, "drift"), (ena, "drift")),
        )
        ena_tal = {
            (k.har, k.dar, r.har): hit.skillnad(r, k) for r in hit.rader for k in hit.kolumner
        }
        andra_tal = {
            (k.dar, k.har, r.dar): dit.skillnad(r, k) for r in dit.rader for k in dit.kolumner
        }
        gemensamma = ena_tal.keys() & andra_tal.keys()
        assert len(gemensamma) > 20
        for nyckel in gemensamma:
            a, b = ena_tal[nyckel], andra_tal[nyckel]
            assert (a is None) == (b is None)
            assert a is None or b is None or a == -b
