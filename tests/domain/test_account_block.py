"""What a map makes of balances: a block with the table's labels and signs, and what is left."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.test_account_map import BUILDING, LIBRARIES, SCHOOL, table
from tui.domain.account_block import Balances, Mapped, block_of, table_signs, unmapped_words
from tui.domain.account_map import Entry
from tui.domain.amount_form import PLUS_COST, PLUS_INCOME
from tui.domain.table import Row, Table
from tui.svenska.arithmetic import Refusal

MAP = [Entry("Intäkter", "3"), Entry("Löner och arbetsgivaravgifter", "5"),
       Entry("Media och inköp", "4;64"), Entry("Lokalhyror", "60")]  # fmt: skip
SUMS = {"3011": Decimal("-1200500.55"), "5011": Decimal("800000"), "5611": Decimal("251400.45"),
        "4080": Decimal("-12.5"), "6011": Decimal(30000), "1930": Decimal(77)}  # fmt: skip


def mapped(
    entries: list[Entry],
    to: Table,
    *sums: Mapping[str, Decimal],
    on: tuple[int, ...] = (2024,),
    signs: str = PLUS_INCOME,
) -> Mapped:
    """What a map makes of outcomes, a column for each."""
    columns = [Balances(f"Utfall {y}", date(y, 8, 31), s) for y, s in zip(on, sums, strict=True)]
    answer = block_of(entries, to, columns, {"8310": "Ränta"}, signs)
    assert isinstance(answer, Mapped), answer
    return answer


def figures(of: Mapped) -> dict[str, tuple[str, ...]]:
    """The block's figures by label."""
    return {label: cells for label, *cells in map(tuple, of.block.rows[1:])}  # type: ignore[misc]


def test_kronor_are_kept_exactly_under_headings_of_role_period_and_unit() -> None:
    of = mapped(MAP, LIBRARIES, SUMS)
    assert of.block.rows[0] == ("Belopp i kr", "Utfall 2024")
    assert figures(of) == {
        "Intäkter": ["1200500,55"],
        "Löner och arbetsgivaravgifter": ["-1051400,45"],
        "Media och inköp": ["12,5"],
        "Lokalhyror": ["-30000"],
    }
    assert of.unmapped == ()
    assert unmapped_words(of, ["Utfall 2024"]) == ""


@pytest.mark.parametrize(
    ("stated", "income", "cost"),
    [
        ("Intäkter +, kostnader −.", "100", "-70"),
        ("Intäkter −, kostnader +.", "-100", "70"),
        ("Intäkter +, kostnader +.", "100", "70"),
    ],
)
def test_debit_and_credit_are_turned_to_the_signs_that_the_table_states(
    stated: str, income: str, cost: str
) -> None:
    rows = (Row("i", "Avgifter", role="intakt"), Row("k", "Måltider", role="kostnad"))
    entries = [Entry("Avgifter", "3"), Entry("Måltider", "46")]
    of = mapped(entries, table(*rows, sign=stated), {"31": Decimal(-100), "46": Decimal(70)})
    assert figures(of) == {"Avgifter": [income], "Måltider": [cost]}


def test_signs_that_are_not_stated_are_those_of_the_figures_else_of_the_settings() -> None:
    rows = (Row("i", "Avgifter", role="intakt"), Row("k", "Måltider", role="kostnad"))
    assert table_signs(table(*rows)) == (1, -1)
    assert table_signs(table(*rows), PLUS_COST) == (-1, 1)
    filled = [row.with_cell("budget", Decimal(5)) for row in rows]
    assert table_signs(table(*filled), PLUS_COST) == (1, 1)


def test_a_row_that_has_moved_is_found_by_the_day_of_each_column() -> None:
    entries = [Entry("Personal", "5"), Entry("Övrigt", "4"), Entry("Övrigt", "4990", to="2024"),
               Entry("Personal", "4990", "2025")]  # fmt: skip
    of = mapped(entries, BUILDING, {"4990": Decimal(9)}, {"4990": Decimal(8)}, on=(2024, 2025))
    assert figures(of) == {"Personal": ["", "8"], "Övrigt": ["9", ""]}


def test_what_no_row_has_is_told_with_names_and_sum() -> None:
    sums = {**SUMS, "8310": Decimal("1500.4"), "7": Decimal(-400), "9": Decimal(0)}
    of = mapped(MAP, LIBRARIES, sums)
    assert [(one.account, one.name) for one in of.unmapped] == [("7", ""), ("8310", "Ränta")]
    assert of.sums == (Decimal("1100.4"),)
    assert unmapped_words(of, ["Utfall 2024"]) == (
        "2 konton finns inte på någon rad i kontokartan: Utfall 2024 1\u00a0100 kr netto kostnad"
        " (7, 8310 Ränta)."
    )


def test_accounts_of_a_row_that_the_table_lacks_do_not_fall_to_a_wider_one() -> None:
    of = mapped([*MAP, Entry("Porto", "641")], LIBRARIES, {"6411": Decimal(5)})
    assert figures(of) == {}
    assert of.unmapped[0].why == "Tabellen ”Drift” har ingen rad som heter Porto."
    both = mapped([*MAP, Entry("Lokalhyror", "64")], LIBRARIES, {"6411": Decimal(5)})
    assert both.unmapped[0].why == "står både på Media och inköp och på Lokalhyror"


def test_a_map_that_cannot_be_read_is_refused_whole() -> None:
    answer = block_of([*MAP, Entry("Media och inköp", "6411x-")], LIBRARIES, [])
    assert isinstance(answer, Refusal)
    assert "Media och inköp" in answer.sentence


def test_a_row_that_tells_a_part_of_another_has_its_own_and_the_other_all() -> None:
    entries = [Entry("Personalkostnader", "5"), Entry("därav sjuklöner", "511")]
    of = mapped(entries, SCHOOL, {"5111": Decimal(10), "5010": Decimal(90)}, signs=PLUS_COST)
    assert figures(of) == {"Personalkostnader": ["100"], "därav sjuklöner": ["10"]}


AMOUNT = st.decimals(-(10**9), 10**9, places=2)


@given(st.dictionaries(st.from_regex(r"[3-8][0-9]{2,5}", fullmatch=True), AMOUNT))
def test_nothing_is_lost_between_the_ledger_and_the_block(sums: dict[str, Decimal]) -> None:
    of = mapped(MAP, LIBRARIES, sums)
    placed = [Decimal(cell.replace(",", ".")) for cells in figures(of).values() for cell in cells]
    # Income plus and costs minus: the block is the ledger turned.
    assert -sum(placed) + sum(of.sums) == sum(sums.values())
