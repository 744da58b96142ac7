"""The explanation of a computed cell: its terms really give its value."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from tests.domain.naiv import period, prov, tabeller
from tests.fem_dokument import ALLA, yta
from tui.domain.berakning import Kalkyl, Sammanhang
from tui.domain.forklaring import UTAN_ANDEL, Forklaring, Term, forklaring
from tui.domain.tabell import Rad
from tui.domain.uttryck import Barn, Egen, Linjar
from tui.domain.varde import Varde, tal_i

D = Decimal
HALVT = "i procent av beloppets storlek"


def ihopraknat(f: Forklaring) -> Decimal | None:
    """The terms put together as the explanation says, by hand."""
    tal = [tal_i(t.varde) for t in f.termer]
    match [t.tecken for t in f.termer]:
        case ["", "/"]:
            return _andel(tal[0], tal[1], storlek=f.efter == HALVT)
        case ["", "mot"]:
            return _andring(tal[0], tal[1])
        case ["", "×", *_]:
            return None if None in tal else _produkt([t for t in tal if t is not None])
    delar = [-t if term.tecken == "−" else t for term, t in _kanda(f.termer, tal)]
    if not delar or ("delat med" in f.efter and len(delar) < len(tal)):
        return None
    return sum(delar, D(0)) / _manader(f.efter) if _manader(f.efter) else None


def _kanda(termer: tuple[Term, ...], tal: list[Decimal | None]) -> list[tuple[Term, Decimal]]:
    return [(term, t) for term, t in zip(termer, tal, strict=True) if t is not None]


def _andel(over: Decimal | None, under: Decimal | None, *, storlek: bool) -> Decimal | None:
    if over is None or not under:
        return None
    return over / (abs(under) if storlek else under) * 100


def _andring(till: Decimal | None, fran: Decimal | None) -> Decimal | None:
    if till is None or not fran or till * fran < 0:
        return None
    return (abs(till) - abs(fran)) / abs(fran) * 100


def _produkt(tal: list[Decimal]) -> Decimal:
    resultat = D(1)
    for t in tal:
        resultat *= t
    return resultat


def _manader(efter: str) -> int:
    return int(efter.split()[2]) if efter.startswith("delat med") else 1


def _kontrollera(kalkyl: Kalkyl) -> int:
    """Every computed cell's explanation; how many there were."""
    antal = 0
    for rad in kalkyl.tabell.rader:
        for kolumn in kalkyl.tabell.kolumner:
            f = forklaring(kalkyl, rad.id, kolumn.id)
            assert (f is not None) == kalkyl.ar_beraknad(rad.id, kolumn.id)
            if f is None or isinstance(kolumn.regel, Egen):
                continue
            antal += 1
            tryckt = kalkyl.sammanhang.last and kalkyl.trycks(rad, kolumn.id)
            # A locked document explains with the figures that it prints, so what they give may
            # differ from the recomputation by rounding, or by a printed slip.
            assert kalkyl.sammanhang.last or f.resultat == kalkyl.beraknat(rad.id, kolumn.id)
            assert tryckt or f.resultat == kalkyl.visat(rad.id, kolumn.id)
            _stammer(kalkyl, f, f"{rad.id}/{kolumn.id}")
    return antal


def _stammer(kalkyl: Kalkyl, f: Forklaring, var: str) -> None:
    resultat, borde = tal_i(f.resultat), ihopraknat(f)
    if resultat is None:
        saknas = any(tal_i(t.varde) is None for t in f.termer)
        assert saknas or borde is None, (kalkyl.tabell.id, var)
    else:
        assert borde is not None, (kalkyl.tabell.id, var)
        assert abs(borde - resultat) <= D("1E-18") * (1 + abs(resultat)), (kalkyl.tabell.id, var)


@pytest.mark.parametrize(("dokument", "tabell"), ALLA)
@pytest.mark.parametrize("last", [True, False])
def test_the_terms_give_the_result_in_every_computed_cell_of_the_real_documents(
    dokument: str, tabell: str, last: bool
) -> None:
    kalkyl = yta().kalkyl(dokument, tabell)
    _kontrollera(Kalkyl(kalkyl.tabell, replace(kalkyl.sammanhang, last=last)))


def test_there_are_hundreds_of_computed_cells_to_explain() -> None:
    assert sum(_kontrollera(yta().kalkyl(*adress)) for adress in ALLA) > 480


@given(tabeller)
def test_the_terms_give_the_result_in_any_table(tabell: object) -> None:
    _kontrollera(Kalkyl(tabell, Sammanhang(period=period(8))))  # type: ignore[arg-type]


def test_a_locked_document_explains_with_the_figures_beside_it_on_the_screen() -> None:
    f = forklaring(yta().kalkyl("2024-delar", "drift"), "kostnader", "diff")
    assert f is not None
    assert (f.resultat, [t.varde for t in f.termer]) == (D(-33296), [D(-190994), D(-157698)])


def ord_for(dokument: str, tabell: str, rad: str, kolumn: str) -> str:
    """An explanation in one line."""
    f = forklaring(yta().kalkyl(dokument, tabell), rad, kolumn)
    assert f is not None
    delar = " ".join(f"{t.tecken} {t.namn} {t.varde}".strip() for t in f.termer)
    return " | ".join(filter(None, [delar, f.efter]))


@pytest.mark.parametrize(
    ("adress", "vantat"),
    [
        (
            ("2024-delar", "drift", "kop_av_tjanster", "avvikelse"),
            "Prognos helår 2024 -68376 − Budget 2024 -62376",
        ),
        (
            ("2024-delar", "drift", "kop_av_tjanster", "avvikelse_procent"),
            "Avv. prognos/budget 2024 -6000 / Budget 2024 -62376 | i procent av beloppets storlek",
        ),
        (
            ("2024-delar", "drift", "kop_av_tjanster", "takt_kvar"),
            "Prognos helår 2024 -68376 − Delårsbokslut 2024 -52021 | delat med 4 månader",
        ),
        (
            ("2024-delar", "drift", "kop_av_tjanster", "takt_hittills"),
            "Delårsbokslut 2024 -52021 | delat med 8 månader",
        ),
        (
            ("2024-delar", "drift", "kostnader", "budget"),
            "Personalkostnader -158695 + Lokalhyror -17416 + Köp av tjänster -62376"
            " + Övriga kostnader -38013",
        ),
        (
            ("2024-delar", "drift", "nettokostnader", "utveckling"),
            "Delårsbokslut 2024 -169998 mot Delårsbokslut 2023 -146052"
            " | ändring av storleken i procent",
        ),
        (
            ("2023-bokslut", "investeringar", "inventarier", "diff"),
            "Bokslut 2022 406 − Bokslut 2023 305",
        ),
        (
            ("2024-delar", "investeringar", "lokalanpassning", "avvikelse"),
            "Budget 2024 750 − Prognos helår 2024 100",
        ),
        (
            ("2025-budget", "risker", "valfardsbrottslighet", "riskvarde"),
            "Sannolikhet 2 × Väsentlighet 3",
        ),
        (
            ("2023-bokslut", "sjukfranvaro", "langtid", "ar"),
            "Dag 59> 4.6 / Total sjukfrånvaro 8.4 | i procent",
        ),
    ],
)
def test_a_real_cell_is_explained_in_its_own_figures(
    adress: tuple[str, str, str, str], vantat: str
) -> None:
    assert ord_for(*adress) == vantat


def test_a_minus_before_the_first_term_is_told() -> None:
    rader = (
        Rad("s", "S", "summa", regel=Linjar(((-1, "p"), (1, "q"), (-1, "saknas")))),
        Rad("p", "Post", celler={"a": D(3)}),
        Rad("q", "Annan", celler={"a": D(5)}),
    )
    f = forklaring(Kalkyl(prov(rader)), "s", "a")
    assert f is not None
    assert f.resultat == 2
    assert [(t.tecken, t.namn) for t in f.termer] == [
        ("−", "Post"),
        ("+", "Annan"),
        ("−", "saknas"),
    ]


@pytest.mark.parametrize("kolumn", ["avvikelse_procent", "utveckling", "forbrukat"])
def test_a_share_that_is_not_formed_shows_no_terms_but_says_why(kolumn: str) -> None:
    f = forklaring(yta().kalkyl("2024-delar", "drift"), "resultat", kolumn)
    assert f == Forklaring(None, regel=UTAN_ANDEL)


def test_a_sum_without_rows_is_explained_by_nothing() -> None:
    rader = (Rad("s", "S", "summa", regel=Barn()),)
    assert forklaring(Kalkyl(prov(rader)), "s", "a") == Forklaring(None)


@pytest.mark.parametrize(
    ("tabell", "rad", "kolumn", "ord_"),
    [
        ("mal", "sjalvforsorjande", "forslag", "ej uppnått"),
        ("mal", "sjalvforsorjande", "forslag", "minst tre fjärdedelar = i hög grad"),
        ("nyckeltal", "aktualiserade_beroende", "status", "bedöms därför i takt: 210 efter 8"),
        ("nyckeltal", "langvarigt_bistand", "status", "nära från 95 % av målet"),
        ("uppfoljning", "verkstallighet", "forslag", "7 av 215 med anmärkning = 3,3 %"),
        ("uppfoljning", "handlaggning", "forslag", "12 av 28 med anmärkning = 42,9 %"),
        ("uppfoljning", "tillstand", "forslag", "utan stickprov"),
    ],
)
def test_a_proposal_says_which_rule_and_which_figures_it_rests_on(
    tabell: str, rad: str, kolumn: str, ord_: str
) -> None:
    f = forklaring(yta().kalkyl("2024-delar", tabell), rad, kolumn)
    assert f is not None
    assert ord_ in f.regel


def varde(dokument: str, tabell: str, rad: str, kolumn: str) -> Varde:
    return yta().kalkyl(dokument, tabell).varde(rad, kolumn)


@pytest.mark.parametrize(
    ("rad", "hittills", "kvar", "andring"),
    [("kop_av_tjanster", "-6503", "-4089", "-37"), ("personal", "-12512", "-13901", "11")],
)
def test_the_pace_of_2024_is_what_the_facts_say(
    rad: str, hittills: str, kvar: str, andring: str
) -> None:
    tal = [
        tal_i(varde("2024-delar", "drift", rad, kolumn))
        for kolumn in ("takt_hittills", "takt_kvar", "takt_forandring")
    ]
    assert [str(round(t, 0)) for t in tal if t is not None] == [hittills, kvar, andring]
