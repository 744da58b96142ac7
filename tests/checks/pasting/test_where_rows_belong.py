"""New rows come in inside their sums; a file goes where its rows are; what it lacks is told."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.checks.pasting.cases import pasted
from tests.checks.pasting.test_taking_in import TIMES, calculation, csv, table, to
from tui.checks.pasting.asked import Ask
from tui.checks.pasting.named import shape_of
from tui.checks.pasting.placing import Origin, placed
from tui.checks.pasting.taking_in import Where, of_blocks
from tui.domain.calculation import Calculation
from tui.domain.known_source import KnownSource, timeless
from tui.domain.paste import Pasting
from tui.domain.rule import CHILDREN
from tui.domain.table import Column, Row
from tui.domain.value import Value
from tui.screen.views.dialog_texts import paste_text

D = Decimal
TWO = [
    Column("budget", "Budget {ar}", role="budget"),
    Column("utfall", "Utfall {ar}", role="utfall"),
]
SUM = Row("tot", "Summa", "summa", rule=CHILDREN)
PARTS = [Row("hall", "Ishall", parent="tot"), Row("plan", "Fotbollsplan", parent="tot")]


def sites(*rows: Row) -> Calculation:
    """A leisure board's list of what it builds."""
    return calculation(table(TWO, rows, list_=True), months=12)


def names(of: Calculation) -> list[str]:
    return [row.label for row in of.table.rows]


@pytest.mark.parametrize(
    ("lines", "last", "first"),
    [
        (["Badhus\t900", "Ishall\t100"], "Badhus Ishall Fotbollsplan Summa",
         "Summa Badhus Ishall Fotbollsplan"),
        (["Ishall\t100", "Badhus\t900", "Summa\t1000"], "Ishall Badhus Fotbollsplan Summa",
         "Summa Ishall Badhus Fotbollsplan"),
        (["Badhus\t900", "Summa\t900"], "Ishall Fotbollsplan Badhus Summa",
         "Summa Badhus Ishall Fotbollsplan"),
        (["Summa\t1000", "Badhus\t900", "Ishall\t100"], "Badhus Ishall Fotbollsplan Summa",
         "Summa Badhus Ishall Fotbollsplan"),
        (["Badhus\t900", "Gym\t100", "Totalt\t1000"], "Ishall Fotbollsplan Badhus Gym Summa",
         "Summa Ishall Fotbollsplan Badhus Gym"),
    ],
)  # fmt: skip
def test_a_new_row_comes_in_inside_the_sum_wherever_that_stands(
    lines: list[str], last: str, first: str
) -> None:
    text = "\n".join(["Objekt\tBudget 2031", *lines, ""]).replace("Objekt", "Tabellen")
    for rows, wanted in (((*PARTS, SUM), last), ((SUM, *PARTS), first)):
        got = pasted(sites(*rows), text, "hall", "budget")
        assert names(got.after) == wanted.split()
        new = sum(D(line.split("\t")[1]) for line in lines if line[:5] not in ("Summa", "Total"))
        assert got.after.computed("tot", "budget") == new
        assert "utanför tabellens summor" not in got.asked[0].text


def test_a_new_row_after_a_sum_that_closes_the_block_too_is_asked_about_as_outside_it() -> None:
    text = "Tabellen\tBudget 2031\nIshall\t100\nSumma\t100\nBadhus\t900\n"
    got = pasted(sites(*PARTS, SUM), text, "hall", "budget")
    assert names(got.after)[-1] == "Badhus"
    assert "De hamnar utanför tabellens summor." in got.asked[0].text


def test_the_preview_says_in_which_sum_a_new_row_counts() -> None:
    own = sites(*PARTS, SUM)
    got = pasted(own, "Tabellen\tBudget 2031\nBadhus\t900\nIshall\t100\n", "hall", "budget")
    assert isinstance(got.answer, Pasting)
    assert "Nya rader:\n  Badhus (i Summa)\n" in paste_text(own, got.answer)


# ---- sums that differ ----------------------------------------------------------------------------


@pytest.mark.parametrize("total", [1001, 1250])
def test_a_sum_that_differs_is_kept_as_printed_and_its_column_is_taken(total: int) -> None:
    block = f"\tUtfall\nIshall\t400\nFotbollsplan\t600\nSumma\t{total}\n"
    got = pasted(sites(*PARTS, SUM), block, "hall", "budget")
    assert got.changes["hall/utfall"] == D(400)
    assert got.after.table.row("tot").tryckt["utfall"] == D(total)
    assert "räknas på annat sätt" not in got.told


# ---- which table ---------------------------------------------------------------------------------

AGES = [Row("a", "29 år<"), Row("b", "30-49 år"), Row("c", "50 år>")]
LEDGER = ["Konto;Text;Utfall 2031", "3010;Avgifter;-5", "5010;Löner;20", "Summa;;15"]


def test_an_account_is_no_age_and_no_other_measure() -> None:
    block = csv("Konto;Utfall 2031", "5;7", "50;20", "30-49;3")
    for where in (Where(), Where("t")):
        assert of_blocks([calculation(table(TIMES, AGES), months=12)], block, where).taken == ()
    own = table(TIMES, [Row("l", "50 Lön"), Row("i", "5 Personal")])
    assert to(of_blocks([calculation(own, months=12)], block, Where())) == {
        ("l", "utfall"): D(20), ("i", "utfall"): D(7),
    }  # fmt: skip


@pytest.mark.parametrize("rows", [[*PARTS, SUM], [Row("x", "Löner"), Row("y", "Hyra")]])
def test_a_total_or_one_name_among_others_is_not_enough_for_a_table(rows: list[Row]) -> None:
    own = [calculation(table(TIMES, rows), months=12)]
    takings = of_blocks(own, csv(*LEDGER), Where())
    assert takings.taken == ()
    assert "Tabellen har bara «" in takings.left[0] and "ange --tabell" in takings.left[0]
    assert of_blocks(own, csv(*LEDGER), Where("t")).taken


def test_names_that_were_placed_before_are_placed_again() -> None:
    own = calculation(table(TIMES, [Row("x", "Personalkostnader"), Row("y", "Hyra")]), months=12)
    block = csv("tkr;Utfall 2031", "Lön m.m.;20", "Hyra;3")
    shape = shape_of(own, block[0].rows)
    known = KnownSource("k", "t", "", "", shape=shape, rows={timeless("Lön m.m."): "x"})
    assert of_blocks([own], block, Where()).taken == ()
    wanted: dict[tuple[str, str], Value] = {("x", "utfall"): D(20), ("y", "utfall"): D(3)}
    assert to(of_blocks([own], block, Where(), known=[known])) == wanted


# ---- what the file lacks -------------------------------------------------------------------------


def from_file(of: Calculation, *lines: str) -> Pasting:
    answer = placed(of, csv(*lines)[0].rows, 0, "utfall", {"rader": False}, Origin(file=True))
    assert not isinstance(answer, Ask) and isinstance(answer, Pasting)
    return answer


def test_rows_that_the_file_lacks_and_that_have_figures_in_its_columns_are_told() -> None:
    filled = [Row("hall", "Ishall", cells={"utfall": D(1234)}, parent="tot"),
              Row("plan", "Fotbollsplan", cells={"budget": D(5)}, parent="tot"),
              Row("bad", "Badhus", cells={"utfall": D(7)}, parent="tot"), SUM]  # fmt: skip
    lacking = from_file(sites(*filled), "tkr;Utfall 2031", "Badhus;8", "Summa;8")
    assert [one.replace("\u00a0", " ") for one in lacking.standing] == [
        "Ishall (står kvar med 1 234)"
    ]
    assert from_file(sites(*filled), "tkr;Utfall 2031", "Badhus;8", "Ishall;9").standing == ()


# ---- several sheets ------------------------------------------------------------------------------


def test_of_sheets_that_fit_alike_none_is_taken_until_one_is_named() -> None:
    own = [calculation(table(TIMES, [Row("a", "Ishall"), Row("b", "Badhus")]), months=12)]
    one, other = (
        csv("tkr;Utfall 2031", "Ishall;1", "Badhus;2"),
        csv("tkr;Utfall 2031", "Ishall;3", "Badhus;4"),
    )
    blocks = [replace(one[0], place="Norr"), replace(other[0], place="Söder")]
    takings = of_blocks(own, blocks, Where())
    assert takings.taken == ()
    assert takings.left == ("Norr och Söder passar lika bra i Tabellen: ange --blad.",)
    takings = of_blocks(own, blocks, Where(sheet="Söder"))
    assert to(takings) == {("a", "utfall"): D(3), ("b", "utfall"): D(4)}
    assert takings.taken[0].place == "Söder"
