"""The identities of printed tables: what is told, what is only rounding, and what is let be."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fem_dokument import yta
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.drift import DRIFT_DELAR
from tui.domain.fel import Fynd
from tui.domain.investeringar import INVESTERINGAR_DELAR
from tui.domain.tabell import Kolumn, Mall, Rad, Tabell
from tui.domain.uttryck import Barn, Kvot, Produkt, differens, plus
from tui.domain.varde import Varde
from tui.granskning.granska import ordnade, tabellfynd
from tui.granskning.identiteter import avrundat

D = Decimal
SUMMOR = ("kostnader", "nettokostnader", "resultat")
INMATADE = ("budget", "prognos", "utfall", "foregaende")
DIFFAR = {"avvikelse": ("prognos", "budget"), "diff": ("utfall", "foregaende")}


def fynd_i(tabell: Tabell, *, last: bool = True) -> list[Fynd]:
    return list(tabellfynd("d", Kalkyl(tabell, Sammanhang(last=last))))


def fel_i(tabell: Tabell) -> list[tuple[str, str]]:
    return [(f.adress.rad, f.adress.kolumn) for f in fynd_i(tabell) if f.allvar == "fel"]


# ---- A table printed out of kronor ----------------------------------------------------------


def avrundad(kronor: int) -> Decimal:
    return (D(kronor) / 1000).quantize(D(1), ROUND_HALF_UP)


def tryckt_drift(kronor: dict[tuple[str, str], int]) -> Tabell:
    """The drift table as a report prints it: every cell rounded by itself out of kronor."""
    exakt = {nyckel: kronor[nyckel] for nyckel in kronor}
    for kolumn in INMATADE:
        delar = ("personal", "lokalhyror", "kop_av_tjanster", "ovriga_kostnader")
        exakt["kostnader", kolumn] = sum(kronor[d, kolumn] for d in delar)
        exakt["nettokostnader", kolumn] = kronor["intakter", kolumn] + exakt["kostnader", kolumn]
        ovrigt = kronor["kommunbidrag", kolumn] + kronor["finansnetto", kolumn]
        exakt["resultat", kolumn] = exakt["nettokostnader", kolumn] + ovrigt
    rader = tuple(_tryckt_rad(rad, exakt) for rad in DRIFT_DELAR.rader)
    return Tabell("drift", DRIFT_DELAR, "Drift", "tkr", DRIFT_DELAR.kolumner, rader)


def _tryckt_rad(rad: Rad, exakt: dict[tuple[str, str], int]) -> Rad:
    tal = {k: avrundad(exakt[rad.id, k]) for k in INMATADE}
    diffar = {k: avrundad(exakt[rad.id, a] - exakt[rad.id, b]) for k, (a, b) in DIFFAR.items()}
    if rad.id in SUMMOR:
        return replace(rad, celler={}, tryckt={**tal, **diffar})
    return replace(rad, celler=tal, tryckt=diffar)


POSTER = tuple(rad.id for rad in DRIFT_DELAR.rader if rad.id not in SUMMOR)
NYCKLAR = [(rad, kolumn) for rad in POSTER for kolumn in INMATADE]


@st.composite
def i_kronor(draw: st.DrawFn, jamna: bool = False) -> dict[tuple[str, str], int]:
    tal = st.integers(-300_000_000, 300_000_000)
    varden = draw(st.lists(tal, min_size=len(NYCKLAR), max_size=len(NYCKLAR)))
    steg = 1000 if jamna else 1
    return {n: v // steg * steg for n, v in zip(NYCKLAR, varden, strict=True)}


TRYCKTA = [(rad.id, kolumn) for rad in DRIFT_DELAR.rader for kolumn in DIFFAR] + [
    (rad, kolumn) for rad in SUMMOR for kolumn in INMATADE
]


@given(i_kronor())
def test_a_table_that_is_rightly_rounded_out_of_kronor_is_never_accused(
    kronor: dict[tuple[str, str], int],
) -> None:
    assert {f.allvar for f in fynd_i(tryckt_drift(kronor))} <= {"avrundning"}


@given(i_kronor(jamna=True))
def test_a_table_that_adds_up_has_no_findings_at_all(kronor: dict[tuple[str, str], int]) -> None:
    assert fynd_i(tryckt_drift(kronor)) == []


def med_tryckt(tabell: Tabell, rad_id: str, kolumn: str, varde: Varde) -> Tabell:
    rad = tabell.rad(rad_id)
    return tabell.med_rad(replace(rad, tryckt={**rad.tryckt, kolumn: varde}))


@given(i_kronor(jamna=True), st.sampled_from(TRYCKTA), st.sampled_from([-1000, -7, 10, 40_000]))
def test_a_slip_in_one_printed_cell_is_told_there_and_nowhere_else(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], slip: int
) -> None:
    tabell = tryckt_drift(kronor)
    ratt = tabell.rad(cell[0]).tryckt[cell[1]]
    assert isinstance(ratt, Decimal)
    fynd = [f for f in fynd_i(med_tryckt(tabell, *cell, ratt + slip)) if f.allvar == "fel"]
    assert [(f.adress.rad, f.adress.kolumn) for f in fynd] == [cell]
    assert (fynd[0].sagt, fynd[0].borde) == (ratt + slip, ratt)


@given(i_kronor(), st.sampled_from(TRYCKTA), st.sampled_from([-1000, 40_000]))
def test_a_slip_among_rounded_figures_is_told_and_no_other_cell_is_called_wrong(
    kronor: dict[tuple[str, str], int], cell: tuple[str, str], slip: int
) -> None:
    tabell = tryckt_drift(kronor)
    ratt = tabell.rad(cell[0]).tryckt[cell[1]]
    assert isinstance(ratt, Decimal)
    assert fel_i(med_tryckt(tabell, *cell, ratt + slip)) == [cell]


@pytest.mark.parametrize("cell", TRYCKTA)
def test_a_right_sum_of_2024_is_never_accused_because_another_cell_is_wrong(
    cell: tuple[str, str],
) -> None:
    tabell = yta().tabell("2024-delar", "drift")
    tryckt = tabell.rad(cell[0]).tryckt[cell[1]]
    assert isinstance(tryckt, Decimal)
    if cell == ("kostnader", "diff"):
        assert fel_i(tabell) == [cell]
        assert fel_i(med_tryckt(tabell, *cell, D(-33296))) == []
    else:
        fel = fel_i(med_tryckt(tabell, *cell, tryckt - 1700))
        assert set(fel) == {cell, ("kostnader", "diff")}


# ---- Rounding and its words -----------------------------------------------------------------

MALL = Mall(
    "prov",
    "drift",
    "Prov",
    (
        Kolumn("a", "A"),
        Kolumn("b", "B"),
        Kolumn("diff", "Diff", regel=differens("a", "b")),
        Kolumn("andel", "Andel", "procent", Kvot("a", "b")),
        Kolumn("risk", "Risk", "tal", Produkt(("a", "b"))),
    ),
)


def prov(*rader: Rad) -> Tabell:
    return Tabell("prov", MALL, "Prov", "tkr", MALL.kolumner, rader)


def en_rad(a: str, b: str, **tryckt: str) -> list[Fynd]:
    celler: dict[str, Varde] = {"a": D(a), "b": D(b)}
    tryckta: dict[str, Varde] = {k: D(v) for k, v in tryckt.items()}
    return fynd_i(prov(Rad("r", "Rad", celler=celler, tryckt=tryckta)))


@pytest.mark.parametrize(
    ("a", "b", "kolumn", "tryckt", "allvar"),
    [
        ("10", "4", "diff", "6", None),
        ("10", "4", "diff", "7", "avrundning"),
        ("10", "4", "diff", "8", "fel"),
        ("8.4", "10.4", "diff", "-2.0", None),
        ("5.2", "7.6", "diff", "-2.5", "avrundning"),
        ("9.0", "10.9", "diff", "-1.3", "fel"),
        ("3.7", "4.9", "diff", "1.1", "fel"),
        ("1", "8", "andel", "12.5", None),
        ("1", "8", "andel", "13", None),
        ("1", "8", "andel", "12", "avrundning"),
        ("-1", "8", "andel", "-13", None),
        ("1", "8", "andel", "14", "fel"),
        ("3", "4", "risk", "12", None),
        ("3", "4", "risk", "13", "fel"),
    ],
)
def test_a_printed_figure_is_held_against_its_row_at_its_own_precision(
    a: str, b: str, kolumn: str, tryckt: str, allvar: str | None
) -> None:
    assert [f.allvar for f in en_rad(a, b, **{kolumn: tryckt})] == ([allvar] if allvar else [])


@pytest.mark.parametrize(("antal", "grans"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (10, 5)])
@pytest.mark.parametrize("riktning", [1, -1])
def test_a_sum_is_rounding_up_to_its_bound_and_wrong_beyond(
    antal: int, grans: int, riktning: int
) -> None:
    delar = [Rad(f"p{i}", "P", foralder="s", celler={"a": D(7)}) for i in range(antal)]
    for avvikelse, vantat in [(0, []), (grans, ["avrundning"]), (grans + 1, ["fel"])]:
        tryckt: dict[str, Varde] = {"a": D(7 * antal + riktning * avvikelse)}
        tabell = prov(Rad("s", "Summa", "summa", regel=Barn(), tryckt=tryckt), *delar)
        assert [f.allvar for f in fynd_i(tabell)] == vantat


@pytest.mark.parametrize(
    ("tal", "som", "vantat"),
    [
        ("12.5", "1", "13"),
        ("-12.5", "1", "-13"),
        ("0.25", "1.0", "0.3"),
        ("2.5", "1", "3"),
        ("1E+29", "1.0", "1E+29"),
    ],
)
def test_a_figure_is_rounded_half_up_as_the_reports_round(tal: str, som: str, vantat: str) -> None:
    assert avrundat(D(tal), D(som)) == D(vantat)


def test_a_finding_says_what_is_printed_what_it_should_be_and_why() -> None:
    tabell = prov(
        Rad("s", "Summa", "summa", regel=Barn(), tryckt={"a": D(-1500), "diff": D(-2000)}),
        Rad("p", "Post", foralder="s", celler={"a": D(-1200), "b": D(300)}),
    )
    ett, tva = fynd_i(tabell)
    assert [ett.sagt, ett.borde] == [-1500, -1200]
    assert ett.slag == "identitet"
    assert ett.mening == "Summa, A: tryckt −1_500, kolumnen summerar till −1_200.".replace(
        "_", "\u00a0"
    )
    assert tva.mening.startswith("Summa, Diff: tryckt −2\u00a0000, raden ger")
    assert (tva.adress.dokument, tva.adress.tabell) == ("d", "prov")


def test_rounding_says_that_it_is_rounding() -> None:
    assert en_rad("10", "4", diff="7")[0].mening == "Rad, Diff: tryckt 7, raden ger 6 (avrundning)."


# ---- What is not there ----------------------------------------------------------------------


def test_a_printed_figure_without_the_figures_behind_it_should_be_looked_at() -> None:
    (fynd,) = fynd_i(prov(Rad("r", "Rad", tryckt={"diff": D("-1.3")})))
    assert (fynd.slag, fynd.allvar, fynd.sagt, fynd.borde) == (
        "saknas",
        "bör ses över",
        D("-1.3"),
        None,
    )
    assert fynd.mening == "Rad: Diff är tryckt, men talen bakom saknas."


@pytest.mark.parametrize("tryckt", [D(0), None])
def test_a_printed_zero_needs_no_figures_behind_it(tryckt: Varde) -> None:
    celler = {} if tryckt is None else {"diff": tryckt}
    assert fynd_i(prov(Rad("r", "Rad", tryckt=celler))) == []


def test_a_sum_with_nothing_printed_is_not_looked_at() -> None:
    assert fynd_i(prov(Rad("s", "S", "summa", regel=plus("p")), Rad("p", "P"))) == []


def test_figures_that_fit_nowhere_are_each_told_once_and_never_stop_the_check() -> None:
    """Found by hypothesis: a correction that only mended what had been told already."""
    tryckta: dict[str, dict[str, Varde]] = {
        "anpassning": {"utfall": D(2), "foregaende": D(-2), "diff": D(0)},
        "totalt": {"utfall": D("-0.1"), "diff": D(0)},
    }
    mall = INVESTERINGAR_DELAR
    rader = tuple(replace(rad, tryckt=tryckta.get(rad.id, {})) for rad in mall.rader)
    fynd = fynd_i(Tabell("i", mall, "I", "tkr", mall.kolumner, rader))
    celler = [(f.adress.rad, f.adress.kolumn) for f in fynd if f.slag == "identitet"]
    assert celler
    assert len(set(celler)) == len(celler)


# ---- Drafts ---------------------------------------------------------------------------------


def test_a_draft_tells_only_what_rounding_parts_from_the_printed_figure() -> None:
    kalkyl = yta().kalkyl("2024-delar", "drift")
    utkast = Kalkyl(kalkyl.tabell, replace(kalkyl.sammanhang, last=False))
    fynd = tabellfynd("d", utkast)
    assert {f.allvar for f in fynd} == {"avrundning"}
    cell = {(f.adress.rad, f.adress.kolumn): f for f in fynd}
    assert cell["nettokostnader", "budget"].mening == (
        "Verksamhetens nettokostnader, Budget 2024: tryckt −245_082,"
        " kolumnen summerar till −245_083 (avrundning)."
    ).replace("_", "\u00a0")
    assert ("kostnader", "diff") not in cell


def test_findings_stand_worst_first_and_otherwise_as_in_the_document() -> None:
    tabell = yta().tabell("2024-delar", "sjukfranvaro")
    fynd = ordnade(fynd_i(tabell))
    assert [(f.adress.rad, f.allvar) for f in fynd] == [
        ("dag_3", "fel"),
        ("total", "bör ses över"),
        ("alder_3", "avrundning"),
    ]
