"""Proposals of goals and control points in tables: from which rows, and in which words."""

from decimal import Decimal

import pytest

from tests.domain.naiv import period
from tui.domain.bedomning import EJ_NADD, GAR_EJ, NADD
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.forklaring import forklaring
from tui.domain.installningar import KONTROLLSKALA, MALSKALA, Installningar, Trosklar
from tui.domain.internkontroll import STICKPROV, UPPFOLJNING
from tui.domain.mal import MAL, NYCKELTAL
from tui.domain.tabell import Mall, Rad, Tabell
from tui.domain.varde import Malvarde, Varde

D = Decimal
UTAN, MED = KONTROLLSKALA
HALVA = Installningar(trosklar=Trosklar(nara_andel=D("92.5"), anmarkning_andel=D("2.5")))


def tabell(id: str, mall: Mall, *rader: Rad) -> Tabell:
    return Tabell(id, mall, mall.rubrik, mall.enhet, mall.kolumner, rader)


def nyckeltal(namn: str, mal: Varde, utfall: Varde, **celler: Varde) -> Rad:
    alla = {"mal": mal, "utfall": utfall, "namndmal": "m", **celler}
    return Rad(namn, namn.title(), celler={k: v for k, v in alla.items() if v is not None})


def mal_med(*rader: Rad, installningar: Installningar | None = None, manader: int = 8) -> Kalkyl:
    syskon = {"nyckeltal": tabell("nyckeltal", NYCKELTAL, *rader)}
    sammanhang = Sammanhang(syskon, installningar or Installningar(), period(manader))
    return Kalkyl(tabell("mal", MAL, Rad("m", "Mål"), Rad("annat", "Annat")), sammanhang)


def regel(kalkyl: Kalkyl, rad: str, kolumn: str) -> str:
    f = forklaring(kalkyl, rad, kolumn)
    assert f is not None
    return f.regel


def test_a_goal_is_proposed_out_of_its_own_nyckeltal_only() -> None:
    kalkyl = mal_med(
        nyckeltal("a", Malvarde(">", D(5)), D(6)),
        nyckeltal("b", Malvarde(">", D(5)), D(1), namndmal="annat"),
    )
    assert kalkyl.varde("m", "forslag") == MALSKALA[3]
    assert kalkyl.varde("annat", "forslag") == MALSKALA[0]


def test_a_goal_without_nyckeltal_has_no_proposal_and_says_why() -> None:
    for kalkyl in (mal_med(), Kalkyl(tabell("mal", MAL, Rad("m", "Mål")))):
        assert kalkyl.varde("m", "forslag") is None
        assert regel(kalkyl, "m", "forslag") == "målet har inga nyckeltal att bedöma efter"


def test_a_nyckeltal_that_is_not_filled_in_does_not_weigh_and_is_told() -> None:
    kalkyl = mal_med(nyckeltal("a", Malvarde(">", D(5)), D(6)), nyckeltal("b", None, None))
    assert kalkyl.varde("m", "forslag") == MALSKALA[3]
    assert regel(kalkyl, "m", "forslag").startswith(f"A: {NADD}; B: inte ifyllt (")


def test_a_proposal_follows_the_thresholds_in_force() -> None:
    rad = nyckeltal("a", Malvarde(">", D(100)), D(93))
    assert mal_med(rad).varde("m", "forslag") == MALSKALA[0]
    assert mal_med(rad, installningar=HALVA).varde("m", "forslag") == MALSKALA[1]


@pytest.mark.parametrize(
    ("kumulativ", "manader", "status"),
    [("Ja", 8, EJ_NADD), ("Ja", 12, NADD), ("Nej", 8, NADD), (None, 8, NADD)],
)
def test_a_nyckeltal_grows_through_the_year_only_where_it_says_so(
    kumulativ: Varde, manader: int, status: str
) -> None:
    rad = nyckeltal("a", Malvarde("<", D(315)), D(298), kumulativ=kumulativ)
    kalkyl = Kalkyl(tabell("nyckeltal", NYCKELTAL, rad), Sammanhang(period=period(manader)))
    assert kalkyl.varde("a", "status") == status
    assert ("bedöms därför i takt" in regel(kalkyl, "a", "status")) is (kumulativ == "Ja")


def test_a_nyckeltal_without_target_and_outcome_has_no_status() -> None:
    rad = Rad("a", "A", celler={"riktning": "lägre är bättre"})
    assert Kalkyl(tabell("nyckeltal", NYCKELTAL, rad)).varde("a", "status") is None


def test_a_target_without_an_outcome_cannot_be_judged() -> None:
    rad = nyckeltal("a", Malvarde("<", D(5)), None)
    assert Kalkyl(tabell("nyckeltal", NYCKELTAL, rad)).varde("a", "status") == GAR_EJ


def test_without_a_period_a_growing_measure_is_judged_at_the_whole_year() -> None:
    rad = nyckeltal("a", Malvarde("≤", D(300)), D(300), kumulativ="Ja")
    kalkyl = Kalkyl(tabell("nyckeltal", NYCKELTAL, rad))
    assert kalkyl.varde("a", "status") == NADD
    assert regel(kalkyl, "a", "status").endswith("i takt: 300 efter 12 månader")


def test_thresholds_are_told_with_a_decimal_comma() -> None:
    rad = nyckeltal("a", Malvarde("<", D(1000)), D(298), kumulativ="Ja")
    syskon = Sammanhang(installningar=HALVA, period=period(8))
    ord_ = regel(Kalkyl(tabell("nyckeltal", NYCKELTAL, rad), syskon), "a", "status")
    assert "nära från 92,5 % av målet" in ord_
    assert ord_.endswith("i takt: 667 efter 8 månader")


def punkt_med(*prov: tuple[Varde, Varde], uppfylld: Varde = None) -> Kalkyl:
    rader = [
        Rad(f"s{i}", "S", celler={"punkt": "p", "antal": antal, "anmarkningar": anm})
        for i, (antal, anm) in enumerate(prov)
    ]
    annan = Rad("x", "X", celler={"punkt": "annan", "antal": D(10), "anmarkningar": D(10)})
    syskon = {"stickprov": tabell("stickprov", STICKPROV, *rader, annan)}
    celler = {} if uppfylld is None else {"uppfylld": uppfylld}
    punkt = tabell("uppfoljning", UPPFOLJNING, Rad("p", "P", celler=celler))
    return Kalkyl(punkt, Sammanhang(syskon, HALVA))


@pytest.mark.parametrize(
    ("prov", "uppfylld", "forslag", "ord_"),
    [
        (
            [(D(1000), D(25))],
            None,
            UTAN,
            "25 av 1_000 med anmärkning = 2,5 %; försumbart till 2,5 %",
        ),
        ([(D(1000), D(26))], None, MED, "26 av 1_000 med anmärkning = 2,6 %"),
        ([(D(20), D(0)), (D(20), D(2))], None, MED, "2 av 40 med anmärkning = 5,0 %"),
        ([(D(20), D(0)), (D(20), None)], None, UTAN, "0 av 20 med anmärkning = 0,0 %"),
        ([(D(20), D(20))], "Ja", MED, "20 av 20"),
        ([], "Ja", UTAN, "utan stickprov"),
        ([], "Nej", MED, "utan stickprov"),
        ([], None, None, "utan stickprov"),
        ([(D(0), D(0))], None, None, "utan stickprov"),
    ],
)
def test_a_control_point_is_proposed_by_all_of_its_samples(
    prov: list[tuple[Varde, Varde]], uppfylld: Varde, forslag: str | None, ord_: str
) -> None:
    kalkyl = punkt_med(*prov, uppfylld=uppfylld)
    assert kalkyl.varde("p", "forslag") == forslag
    assert ord_.replace("_", "\u00a0") in regel(kalkyl, "p", "forslag")
