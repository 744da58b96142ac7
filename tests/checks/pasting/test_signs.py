"""Blocks whose signs are the reverse of what the table says of income and of costs."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.checks.pasting.cases import Outcome, pasted
from tests.tables import begun
from tui.domain.calculation import Calculation, Context
from tui.domain.paste import Pasting
from tui.domain.period import from_new_year
from tui.domain.table import Row, Table
from tui.domain.value import Value
from tui.store.mallar import REGISTER

MALL = REGISTER.templates["drift.manad"]
REVERSED = (
    "Belopp i mnkr\tPrognos helår 2027\tUtfall 2027\n"
    "Intäkter\t-12,4\t-8,1\nPersonalkostnader\t33,25\t21,9\nLokaler\t8,15\t5,4\n"
    "Köp av verksamhet\t4\t2,2\nÖvrigt\t1,35\t-0,1\nKostnader\t46,75\t29,4\n"
    "Kommunbidrag\t-32\t-21,3\nFinansnetto\t0,2\t0,1\nResultat\t2,55\t0,1"
)


def drift(rows: tuple[Row, ...] = MALL.rows, **more: str) -> Calculation:
    """The Drift of a new document: nothing in it."""
    table: Table = begun("drift", MALL, "Drift", "tkr", MALL.columns, rows, **more)
    return Calculation(table, Context({}, period=from_new_year(2027, 8), locked=False))


def about(got: Outcome) -> list[str]:
    return [ask.about for ask in got.asked]


def test_reversed_signs_are_asked_about_once_though_nothing_stands_in_the_table() -> None:
    got = pasted(drift(), REVERSED, "intakter", "budget")
    assert about(got) == ["tecken"]
    assert "Intäkter +, kostnader −" in got.asked[0].text
    assert got.changes["intakter/prognos"] == Decimal(12400)
    assert got.changes["personal/prognos"] == Decimal(-33250)
    assert got.changes["ovriga_kostnader/utfall"] == Decimal(100)
    assert got.changes["finansnetto/prognos"] == Decimal(-200)
    assert got.after.number("resultat", "prognos") == Decimal(-2550)
    assert isinstance(got.answer, Pasting)
    assert "Tecknen är vända." in got.answer.after


def test_a_no_takes_the_figures_as_they_are() -> None:
    got = pasted(drift(), REVERSED, "intakter", "budget", yes=False)
    assert got.changes["intakter/prognos"] == Decimal(-12400)


@pytest.mark.parametrize(
    "block",
    [
        "Intäkter\t-12 400",
        "Intäkter\t-12,4 mnkr\nKommunbidrag\t-32 mnkr",
        "Personalkostnader\t33 250\nLokaler\t8 150",
        "Lokaler\t8 150",
    ],
)
def test_one_or_two_rows_are_enough(block: str) -> None:
    assert about(pasted(drift(), block, "intakter", "prognos")) == ["tecken"]


def test_signs_as_the_table_has_them_are_not_asked_about() -> None:
    right = "Intäkter\t12 400\nPersonalkostnader\t-33 250\nLokaler\t-8 150\nÖvrigt\t40\n"
    assert about(pasted(drift(), right + "Kommunbidrag\t32 000", "intakter", "prognos")) == []


def test_the_other_convention_asks_of_the_other_signs() -> None:
    k = drift(sign="Intäkter −, kostnader +.")
    assert about(pasted(k, REVERSED, "intakter", "budget")) == []
    right = "Intäkter\t12 400\nPersonalkostnader\t-33 250"
    assert about(pasted(k, right, "intakter", "prognos")) == ["tecken"]


def test_a_row_of_no_role_is_what_the_row_above_it_is() -> None:
    row = Row("skolskjuts", "Skolskjuts", parent="kostnader")
    k = drift((row, *MALL.rows))
    assert about(pasted(k, "Skolskjuts\t900", "skolskjuts", "budget")) == ["tecken"]


def test_what_stands_in_the_row_goes_before_the_words() -> None:
    given_back: dict[str, Value] = {"budget": Decimal(300)}
    rows = tuple(
        replace(row, cells=given_back) if row.id == "ovriga_kostnader" else row for row in MALL.rows
    )
    assert about(pasted(drift(rows), "Övrigt\t310", "ovriga_kostnader", "prognos")) == []


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_deviation_is_turned_only_where_it_follows_the_costs(sign: str) -> None:
    other = "" if sign else "-"
    block = (
        "Belopp i tkr\tBudget 2027\tPrognos helår 2027\tAvv. prognos/budget 2027\n"
        f"Personalkostnader\t3 300\t3 400\t{other}100\nLokaler\t1 200\t1 050\t{sign}150"
    )
    got = pasted(drift(), block, "intakter", "budget")
    assert about(got) == ["tecken"]
    assert isinstance(got.answer, Pasting)
    assert got.answer.of("tryckt") == ()


# ---- one side only -------------------------------------------------------------------------------

ALL_PLUS = (
    "Belopp i tkr\tBudget 2027\tUtfall 2027\n"
    "Intäkter\t2 150\t1 400\nPersonalkostnader\t19 000\t12 600\nLokaler\t6 400\t4 250\n"
    "Övrigt\t850\t-40"
)
COSTS_PLUS = "Intäkter −, kostnader +."


def test_income_alone_is_turned_where_costs_have_the_sign_of_the_table() -> None:
    got = pasted(drift(sign=COSTS_PLUS), ALL_PLUS, "intakter", "budget")
    assert about(got) == ["intäkter"]
    assert got.asked[0].yes == "Vänd bara intäkterna"
    assert got.asked[0].proposed
    assert got.changes["intakter/budget"] == Decimal(-2150)
    assert got.changes["personal/budget"] == Decimal(19000)
    assert got.changes["ovriga_kostnader/utfall"] == Decimal(-40)
    assert isinstance(got.answer, Pasting)
    assert "Tecknen är vända i intäkterna." in got.answer.after


def test_costs_alone_are_turned_where_income_has_the_sign_of_the_table() -> None:
    got = pasted(drift(), ALL_PLUS, "intakter", "budget")
    assert about(got) == ["kostnader"]
    assert "Kostnaderna i blocket har plus" in got.asked[0].text
    assert got.changes["intakter/budget"] == Decimal(2150)
    assert got.changes["personal/utfall"] == Decimal(-12600)
    assert got.changes["ovriga_kostnader/utfall"] == Decimal(40)


def test_a_no_to_one_side_takes_all_as_it_is() -> None:
    got = pasted(drift(sign=COSTS_PLUS), ALL_PLUS, "intakter", "budget", yes=False)
    assert about(got) == ["intäkter"]
    assert got.changes["intakter/budget"] == Decimal(2150)


@pytest.mark.parametrize("sign", ["Intäkter +, kostnader −.", COSTS_PLUS])
def test_a_net_row_is_turned_by_what_it_is_and_says_which_reading_is_right(sign: str) -> None:
    block = (
        "Belopp i tkr\tBudget 2027\nIntäkter\t2 150\nPersonalkostnader\t19 000\n"
        "Lokaler\t6 400\nKostnader\t25 400\nNettokostnader\t23 250\n"
        "Kommunbidrag\t23 500\nFinansnetto\t-50\nResultat\t200"
    )
    got = pasted(drift(sign=sign), block, "intakter", "budget")
    assert len(got.asked) == 1
    assert "stämmer Nettokostnader 23\u00a0250" in got.asked[0].text
    surplus = 200 if sign.startswith("Intäkter +") else -200
    assert got.after.number("resultat", "budget") == Decimal(surplus)
    assert got.changes["finansnetto/budget"] == Decimal(-50 if surplus > 0 else 50)
    assert isinstance(got.answer, Pasting)
    assert got.answer.of("tryckt") == ()


def test_a_block_that_adds_up_as_it_is_proposes_that() -> None:
    block = (
        "Belopp i tkr\tBudget 2027\nIntäkter\t2 150\nPersonalkostnader\t19 000\n"
        "Lokaler\t6 400\nNettokostnader\t27 550"
    )
    got = pasted(drift(sign=COSTS_PLUS), block, "intakter", "budget")
    assert about(got) == ["intäkter"]
    assert not got.asked[0].proposed
    assert "Men Nettokostnader 27\u00a0550 i blocket stämmer" in got.asked[0].text


@pytest.mark.parametrize("sign", ["Intäkter +, kostnader −.", COSTS_PLUS])
def test_sums_without_their_parts_tell_it_too(sign: str) -> None:
    block = (
        "Belopp i tkr\tBudget 2027\tUtfall jan-aug 2027\nIntäkter\t2 150\t1 400\n"
        "Kostnader\t25 400\t16 850\nNettokostnader\t23 250\t15 450"
    )
    got = pasted(drift(sign=sign), block, "intakter", "budget")
    assert len(got.asked) == 1
    assert isinstance(got.answer, Pasting)
    assert {c.row for c in got.answer.of("tryckt")} == {"kostnader"}
    assert len(got.answer.of("lika")) == 2
    assert got.answer.outside == ()


def test_what_stands_with_the_sign_of_the_table_does_not_hide_it() -> None:
    stands: dict[str, Value] = {"budget": Decimal(-2100)}
    rows = tuple(replace(r, cells=stands) if r.id == "intakter" else r for r in MALL.rows)
    got = pasted(drift(rows, sign=COSTS_PLUS), ALL_PLUS, "intakter", "budget")
    assert about(got) == ["intäkter"]


def test_a_table_that_says_nothing_has_the_signs_of_its_figures() -> None:
    stands: dict[str, Value] = {"budget": Decimal(-2100)}
    cost: dict[str, Value] = {"budget": Decimal(18000)}
    rows = tuple(
        replace(r, cells=stands if r.id == "intakter" else cost)
        if r.id in ("intakter", "personal")
        else r
        for r in MALL.rows
    )
    got = pasted(drift(rows, sign=""), ALL_PLUS, "intakter", "utfall")
    assert about(got) == ["intäkter"]


def test_a_table_with_both_sides_written_with_plus_is_left_as_it_is() -> None:
    plus: dict[str, Value] = {"budget": Decimal(2100)}
    rows = tuple(replace(r, cells=plus) if r.kind != "summa" else r for r in MALL.rows)
    assert about(pasted(drift(rows, sign=""), ALL_PLUS, "intakter", "utfall")) == []


def test_a_grant_that_the_committee_pays_is_no_income_by_its_name() -> None:
    row = Row("foreningar", "Bidrag till föreningar")
    k = drift((row, *MALL.rows), sign=COSTS_PLUS)
    block = "Bidrag till föreningar\t900\nPersonalkostnader\t19 000\nLokaler\t6 400"
    assert about(pasted(k, block, "foreningar", "budget")) == []


def test_a_small_correction_of_income_is_not_asked_about() -> None:
    stands: dict[str, Value] = {"budget": Decimal(-2100)}
    rows = tuple(replace(r, cells=stands) if r.id == "intakter" else r for r in MALL.rows)
    k = drift(rows, sign=COSTS_PLUS)
    block = "Intäkter\t15\nPersonalkostnader\t19 000\nLokaler\t6 400"
    assert about(pasted(k, block, "intakter", "utfall")) == []
