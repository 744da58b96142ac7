"""The table engine: against a naive evaluation, and by examples."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.naiv import KOLUMNER, MALL, naivt, period, prov, tabeller
from tui.domain.berakning import Kalkyl, Regelfel, Sammanhang
from tui.domain.tabell import ETIKETT, Kolumn, Rad, Tabell
from tui.domain.uttryck import (
    Barn,
    Forandring,
    Kvot,
    Linjar,
    PerManad,
    Produkt,
    differens,
    namn_i,
    plus,
)
from tui.domain.varde import Malvarde, Marke, Par, Varde, tal_i

D = Decimal
NARA = Fraction(1, 10**18)
manader = st.integers(1, 12)


def utrakning(tabell: Tabell, antal_manader: int = 8) -> Kalkyl:
    return Kalkyl(tabell, Sammanhang(period=period(antal_manader)))


def lika(tal: Varde, vantat: Fraction | None) -> bool:
    if not isinstance(tal, Decimal) or vantat is None:
        return tal is None and vantat is None
    return abs(Fraction(tal) - vantat) <= NARA * (1 + abs(vantat))


# ---- Against the naive evaluation -----------------------------------------------------------


@settings(max_examples=3 * settings().max_examples)
@given(tabeller, manader)
def test_every_cell_of_any_table_is_worth_what_a_naive_evaluation_gives(
    tabell: Tabell, antal: int
) -> None:
    kalkyl = utrakning(tabell, antal)
    for rad in tabell.rader:
        for kolumn in tabell.kolumner:
            vantat = naivt(tabell, rad.id, kolumn.id, antal)
            assert lika(kalkyl.tal(rad.id, kolumn.id), vantat), (rad.id, kolumn.id)


@given(tabeller, st.data())
def test_the_order_in_which_cells_are_asked_for_does_not_matter(
    tabell: Tabell, data: st.DataObject
) -> None:
    celler = [(rad.id, kolumn.id) for rad in tabell.rader for kolumn in tabell.kolumner]
    kalkyl = utrakning(tabell)
    framat = {cell: kalkyl.varde(*cell) for cell in celler}
    annan = utrakning(tabell)
    blandat = {cell: annan.varde(*cell) for cell in data.draw(st.permutations(celler))}
    assert framat == blandat


@given(tabeller)
def test_an_entered_cell_is_worth_what_was_entered_of_whatever_kind(tabell: Tabell) -> None:
    kalkyl = utrakning(tabell)
    for rad in tabell.rader:
        for kolumn in tabell.kolumner:
            if not kalkyl.ar_beraknad(rad.id, kolumn.id):
                assert kalkyl.varde(rad.id, kolumn.id) is rad.celler.get(kolumn.id)
                assert kalkyl.beraknat(rad.id, kolumn.id) is None


@given(tabeller, st.randoms(use_true_random=False))
def test_a_sum_does_not_depend_on_where_its_rows_stand(tabell: Tabell, slump: object) -> None:
    rader = list(tabell.rader)
    slump.shuffle(rader)  # type: ignore[attr-defined]
    fore, efter = utrakning(tabell), utrakning(prov(tuple(rader)))
    for rad in rader:
        for kolumn in KOLUMNER:
            cell = (rad.id, kolumn.id)
            assert lika(efter.tal(*cell), _brak(fore.tal(*cell)))


def _brak(tal: Decimal | None) -> Fraction | None:
    return None if tal is None else Fraction(tal)


@given(tabeller)
def test_a_memo_row_or_a_heading_never_counts_in_its_parent(tabell: Tabell) -> None:
    utan = tuple(r for r in tabell.rader if r.art not in ("rubrik", "darav"))
    fore, efter = utrakning(tabell), utrakning(prov(utan))
    for rad in utan:
        if isinstance(rad.regel, Barn) and _bara_egna(tabell, rad):
            assert fore.varde(rad.id, "a") == efter.varde(rad.id, "a")


def _bara_egna(tabell: Tabell, rad: Rad) -> bool:
    return all(tabell.rad(barn).regel is None for barn in tabell.barn.get(rad.id, ()))


# ---- Empty, zero and the dash ---------------------------------------------------------------

STRECK = Marke.STRECK


def tva(a: Varde, b: Varde) -> Kalkyl:
    """A sum of two rows that hold a and b in the column "a", and a row with both in a and b."""
    celler = {k: v for k, v in (("a", a), ("b", b)) if v is not None}
    return utrakning(
        prov(
            (
                Rad("summa", "Summa", "summa", regel=Barn()),
                Rad("ett", "Ett", foralder="summa", celler={"a": a} if a is not None else {}),
                Rad("tva", "Två", foralder="summa", celler={"a": b} if b is not None else {}),
                Rad("rad", "Rad", celler=celler),
                Rad("annan", "Annan", celler={"a": D(1), "b": D(1)}),
            )
        )
    )


def test_a_difference_from_a_column_that_nobody_has_begun_on_is_not_formed() -> None:
    rader = (Rad("ett", "Ett", celler={"a": D(5)}), Rad("tva", "Två", celler={"a": D(7)}))
    assert utrakning(prov(rader)).varde("ett", "diff") is None
    borjad = (rader[0], rader[1].med_cell("b", D(0)))
    assert utrakning(prov(borjad)).varde("ett", "diff") == 5


@pytest.mark.parametrize(
    ("a", "b", "summa", "diff", "strang", "produkt"),
    [
        (None, None, None, None, None, None),
        (STRECK, STRECK, None, None, None, None),
        (None, STRECK, None, None, None, None),
        (D(0), None, 0, 0, None, None),
        (D(0), STRECK, 0, 0, None, None),
        (D(0), D(0), 0, 0, 0, 0),
        (D(5), None, 5, 5, None, None),
        (STRECK, D(5), 5, -5, None, None),
        (D(5), D(0), 5, 5, 5, 0),
        (Marke.EJ_FRAGAD, D(3), 3, -3, None, None),
        (Marke.EJ_TILLGANGLIG, None, None, None, None, None),
        ("12", D(3), 3, -3, None, None),
        (Malvarde("<", D(166)), D(1), 167, 165, 165, 27390),
        (Par(D("82.2"), D("80.5"), "*"), D(1), D("83.2"), D("81.2"), D("81.2"), D("6674.64")),
    ],
)
def test_empty_zero_and_a_dash_stay_apart_in_every_rule(
    a: Varde, b: Varde, summa: object, diff: object, strang: object, produkt: object
) -> None:
    kalkyl = tva(a, b)
    assert kalkyl.varde("summa", "a") == summa
    assert kalkyl.varde("rad", "diff") == diff
    assert kalkyl.varde("rad", "strang") == strang
    assert kalkyl.varde("rad", "produkt") == produkt


@pytest.mark.parametrize("tom", [None, STRECK, "", Marke.EJ_FRAGAD])
def test_an_empty_cell_stays_as_it_was_written(tom: Varde) -> None:
    kalkyl = tva(tom, D(1))
    assert kalkyl.varde("ett", "a") == tom
    assert tal_i(kalkyl.varde("ett", "a")) is None


def test_a_sum_of_nothing_is_nothing_and_a_sum_of_zeros_is_zero() -> None:
    rader = (Rad("s", "S", "summa", regel=Barn()), Rad("t", "T", "summa", regel=Linjar(())))
    kalkyl = utrakning(prov(rader))
    assert kalkyl.varde("s", "a") is None
    assert kalkyl.varde("t", "a") is None
    assert tva(D(0), D(0)).varde("summa", "a") == 0


# ---- Shares and changes ---------------------------------------------------------------------


def rad(a: Varde, b: Varde, antal_manader: int = 8) -> Kalkyl:
    celler = {k: v for k, v in (("a", a), ("b", b)) if v is not None}
    return utrakning(prov((Rad("rad", "Rad", celler=celler),)), antal_manader)


@pytest.mark.parametrize("kolumn", ["kvot", "mot", "andring"])
@pytest.mark.parametrize("noll", [D(0), D("-0"), D("0.00"), None, STRECK])
def test_a_percentage_of_zero_or_of_nothing_is_nothing(kolumn: str, noll: Varde) -> None:
    assert rad(D(5), noll).varde("rad", kolumn) is None


@pytest.mark.parametrize(
    ("a", "b", "kvot", "mot", "andring"),
    [
        (-68376, -62376, "9.6", "-9.6", "9.6"),
        (-155695, -158695, "-1.9", "1.9", "-1.9"),
        (110, 100, "10.0", "10.0", "10.0"),
        (5, -5, "-200.0", "200.0", None),
        (-5, 5, "-200.0", "-200.0", None),
        (0, 50, "-100.0", "-100.0", "-100.0"),
        (7, 7, "0.0", "0.0", "0.0"),
    ],
)
def test_a_share_of_a_cost_keeps_its_own_sign_only_against_the_amount(
    a: int, b: int, kvot: str, mot: str, andring: str | None
) -> None:
    kalkyl = rad(D(a), D(b))
    visat = {k: kalkyl.tal("rad", k) for k in ("kvot", "mot", "andring")}
    assert {k: None if v is None else str(round(v, 1)) for k, v in visat.items()} == {
        "kvot": kvot,
        "mot": mot,
        "andring": andring,
    }


@pytest.mark.parametrize(
    ("antal", "gatt", "kvar"), [(8, 100, 150), (12, None, None), (1, 800, None), (6, None, 100)]
)
def test_the_pace_is_spread_over_the_months_gone_and_the_months_left(
    antal: int, gatt: int | None, kvar: int | None
) -> None:
    kalkyl = rad(D(800), D(1400), antal)
    if gatt is not None:
        assert kalkyl.varde("rad", "gatt") == gatt
    if kvar is not None or antal == 12:
        assert kalkyl.varde("rad", "kvar") == kvar


def test_without_a_period_there_is_no_pace() -> None:
    kalkyl = Kalkyl(rad(D(800), D(1400)).tabell)
    assert kalkyl.varde("rad", "gatt") is None
    assert kalkyl.varde("rad", "takt") is None


def test_a_pace_needs_every_figure_of_its_own() -> None:
    assert rad(D(800), None).varde("rad", "kvar") is None
    assert rad(D(800), None).varde("rad", "gatt") == 100


def test_a_row_whose_share_says_nothing_has_amounts_and_no_shares() -> None:
    celler: dict[str, Varde] = {"a": D(-5000), "b": D(-1000)}
    kalkyl = utrakning(prov((Rad("resultat", "Resultat", celler=celler, utan_andel=True),)))
    visat = {k: kalkyl.varde("resultat", k) for k in ("diff", "kvot", "mot", "andring", "gatt")}
    assert visat == {"diff": -4000, "kvot": None, "mot": None, "andring": None, "gatt": -625}


# ---- Rules that refer to themselves ---------------------------------------------------------


@pytest.mark.parametrize("antal", [1, 2, 3, 50, 200, 2000])
def test_a_ring_of_sum_rows_is_a_fault_of_the_rule(antal: int) -> None:
    rader = tuple(
        Rad(f"r{i}", "R", "summa", regel=plus(f"r{(i + 1) % antal}")) for i in range(antal)
    )
    with pytest.raises(Regelfel):
        utrakning(prov(rader)).varde("r0", "a")


@pytest.mark.parametrize("foraldrar", [("r0",), ("r1", "r0"), ("r2", "r0", "r1")])
def test_a_ring_of_parents_is_a_fault_of_the_rule(foraldrar: tuple[str, ...]) -> None:
    rader = tuple(Rad(f"r{i}", "R", "summa", forald, Barn()) for i, forald in enumerate(foraldrar))
    with pytest.raises(Regelfel):
        utrakning(prov(rader)).varde("r0", "a")


@pytest.mark.parametrize(
    "regler",
    [
        (differens("a", "a"),),
        (Kvot("b", "c"), Produkt(("a", "c"))),
        (Forandring("b", "a"), PerManad(((1, "a"),), "gatt")),
    ],
)
def test_a_ring_of_columns_is_a_fault_of_the_rule(regler: tuple[object, ...]) -> None:
    namn = "ab"
    kolumner = tuple(
        Kolumn(namn[i], namn[i], regel=r)  # type: ignore[arg-type]
        for i, r in enumerate(regler)
    )
    tabell = replace(prov((Rad("r", "R"),)), kolumner=(*kolumner, Kolumn("c", "C")))
    with pytest.raises(Regelfel):
        Kalkyl(tabell, Sammanhang(period=period(8))).varde("r", "a")


def test_a_ring_leaves_the_other_cells_alone() -> None:
    rader = (
        Rad("s", "S", "summa", regel=plus("s")),
        Rad("t", "T", "summa", regel=Barn()),
        Rad("p", "P", foralder="t", celler={"a": D(1)}),
    )
    kalkyl = utrakning(prov(rader))
    for _ in range(2):
        with pytest.raises(Regelfel):
            kalkyl.varde("s", "a")
    assert kalkyl.varde("t", "a") == 1


def test_forty_sums_on_top_of_one_another_are_worked_out() -> None:
    rader = tuple(Rad(f"r{i}", "R", "summa", regel=plus(f"r{i + 1}")) for i in range(40))
    kalkyl = utrakning(prov((*rader, Rad("r40", "Post", celler={"a": D(7), "b": D(20)}))))
    assert kalkyl.varde("r0", "takt") is not None
    assert kalkyl.varde("r0", "a") == 7


# ---- What is printed, and who sees it -------------------------------------------------------


def tryckt(last: bool, **tryckta: Varde) -> Kalkyl:
    rader = (
        Rad("s", "S", "summa", regel=Barn(), tryckt=tryckta),
        Rad("p", "P", foralder="s", celler={"a": D(10), "b": D(4)}),
    )
    return Kalkyl(prov(rader), Sammanhang(last=last, period=period(8)))


def test_a_decided_document_shows_what_is_printed_and_a_draft_what_it_computes() -> None:
    assert tryckt(True, a=D(11)).visat("s", "a") == 11
    assert tryckt(False, a=D(11)).visat("s", "a") == 10
    assert tryckt(True, a=D(11)).varde("s", "a") == 10


def test_a_decided_document_leaves_a_cell_empty_that_it_prints_empty() -> None:
    assert tryckt(True, a=D(11)).visat("s", "b") is None
    assert tryckt(False, a=D(11)).visat("s", "b") == 4


def test_the_programs_own_columns_stand_on_the_printed_figures_of_a_decided_document() -> None:
    assert tryckt(True, a=D(11), b=D(5)).visat("s", "produkt") == 11 * 5 * 6
    assert tryckt(False, a=D(11), b=D(5)).visat("s", "produkt") == 10 * 4 * 6


def test_a_printed_figure_is_never_a_term_of_a_computed_one() -> None:
    for last in (True, False):
        assert tryckt(last, a=D(11), b=D(5), diff=D(99)).varde("s", "diff") == 6


# ---- Small things ---------------------------------------------------------------------------


def test_a_heading_has_no_figures_to_compute() -> None:
    kalkyl = utrakning(prov((Rad("h", "H", "rubrik", regel=Barn()), Rad("p", "P", foralder="h"))))
    assert [kalkyl.varde("h", k.id) for k in KOLUMNER] == [None] * len(KOLUMNER)
    assert not kalkyl.ar_beraknad("h", "diff")


def test_a_rows_rule_leaves_its_texts_alone() -> None:
    rader = (Rad("s", "S", "summa", regel=Barn(), celler={"ord": "hej"}),)
    assert utrakning(prov(rader)).varde("s", "ord") == "hej"


def test_the_label_is_a_cell_too() -> None:
    kalkyl = utrakning(prov((Rad("p", "Post", "summa", regel=Barn()),)))
    assert kalkyl.varde("p", ETIKETT) == "Post"
    assert not kalkyl.ar_beraknad("p", ETIKETT)


def test_a_cell_that_does_not_exist_counts_as_nothing() -> None:
    kalkyl = rad(D(1), D(1))
    assert kalkyl.tal("finns_inte", "a") is None
    assert kalkyl.tal("rad", "finns_inte") is None
    assert kalkyl.visat_tal("finns_inte", "a") is None


@pytest.mark.parametrize(
    ("regel", "namn"),
    [
        (plus("x", "y"), ("x", "y")),
        (differens("x", "y"), ("x", "y")),
        (PerManad(((1, "x"), (-1, "y")), "kvar"), ("x", "y")),
        (Kvot("x", "y"), ("x", "y")),
        (Forandring("x", "y"), ("x", "y")),
        (Produkt(("x", "y", "z")), ("x", "y", "z")),
        (Barn(), ()),
    ],
)
def test_a_rule_names_the_cells_that_it_needs(regel: object, namn: tuple[str, ...]) -> None:
    assert namn_i(regel) == namn  # type: ignore[arg-type]


@given(tabeller)
def test_a_level_is_the_number_of_parents_above(tabell: Tabell) -> None:
    foralder = {r.id: r.foralder for r in tabell.rader}
    for r in tabell.rader:
        antal, over = 0, r.foralder
        while over is not None:
            antal, over = antal + 1, foralder[over]
        assert tabell.niva(r) == antal


def test_the_declaration_knows_its_fixed_rows_by_key() -> None:
    mall = replace(MALL, rader=(Rad("x", "X"), Rad("y", "Y")))
    assert list(mall.fast_rad) == ["x", "y"]
