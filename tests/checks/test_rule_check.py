"""Rules that cannot be reckoned by: one sentence each, and nothing is accused because of them."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.domain.naive import period
from tests.tables import begun, mall
from tui.checks.one_table import table_finding
from tui.domain.calculation import Calculation, Context
from tui.domain.explanation import explanation
from tui.domain.table import Column, Row
from tui.domain.value import Value

D = Decimal
COLUMNS = (
    Column("intakt", "Intäkter {ar}", decimals=1),
    Column("kostnad", "Kostnader {ar}", decimals=1),
    Column("netto", "Nettokostnad {ar}", rule="intakt - kostnad", decimals=1),
    Column("besok", "Besök", "tal"),
    Column("per_besok", "Kr per besök", "tal", "belopp(netto) / besok * 1000000"),
)
TEMPLATE = mall("prov", "drift", "Per enhet", COLUMNS, list_=True)


def row(id_: str, intakt: str, kostnad: str, visits: str, netto: str, per_visit: str) -> Row:
    cells: dict[str, Value] = {"intakt": D(intakt), "kostnad": D(kostnad), "besok": D(visits)}
    tryckt: dict[str, Value] = {"netto": D(netto), "per_besok": D(per_visit)}
    return Row(id_, id_.capitalize(), parent="summa", cells=cells, tryckt=tryckt)


ROWS = (
    row("bibliotek", "4.1", "44.8", "19094", "-40.7", "2130"),
    row("museum", "1.2", "45.6", "63503", "-44.4", "700"),
    Row(
        "summa",
        "Summa",
        "summa",
        rule="summa(barn)",
        tryckt={"intakt": D("5.3"), "kostnad": D("90.4"), "netto": D("-85.1"), "besok": D(82597)},
    ),
)


def sentences(*rows: Row, columns: tuple[Column, ...] = COLUMNS) -> list[str]:
    """What is found in a decided table, mere rounding left out."""
    template = replace(TEMPLATE, columns=columns)
    table = begun("t", template, "Per enhet", "mnkr", columns, rows)
    calculation = Calculation(table, Context(period=period(12), locked=True))
    found = table_finding("d", calculation)
    return [f.sentence for f in found if f.severity in ("fel", "bör ses över")]


def test_a_figure_that_is_worked_out_by_dividing_is_no_count_though_it_is_whole() -> None:
    assert sentences(*ROWS) == []


def test_a_count_is_wrong_by_one() -> None:
    total = replace(ROWS[-1], tryckt={**ROWS[-1].tryckt, "besok": D(82598)})
    (sentence,) = sentences(*ROWS[:-1], total)
    assert sentence.startswith(
        "Summa, Besök: tryckt 82_598, kolumnen summerar till 82_597;".replace("_", "\u00a0")
    )


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("summa", "Summa kan inte räknas: regeln leder tillbaka till raden själv."),
        ("museum +", "Summa kan inte räknas: regeln ”museum +” är inte fullständig."),
        (
            "medel(museum)",
            "Summa kan inte räknas: regeln ”medel(museum)” använder ”medel”, som inte är något "
            "räknesätt.",
        ),
        (
            "museum + simhall",
            "Summa: regeln räknar med ”simhall”, som inte finns i tabellen.",
        ),
    ],
)
def test_a_rows_rule_that_is_wrong_is_told_and_no_printed_sum_is_accused_for_it(
    rule: str, sentence: str
) -> None:
    assert sentences(*ROWS[:-1], replace(ROWS[-1], rule=rule)) == [sentence]


def test_a_ring_of_columns_is_told_by_its_headings() -> None:
    ring = replace(COLUMNS[2], rule="intakt - per_besok")
    told = sentences(*ROWS, columns=(*COLUMNS[:2], ring, *COLUMNS[3:]))
    assert told == [
        f"Kolumnen {name} kan inte räknas: regeln leder tillbaka till kolumnen själv."
        for name in ("Nettokostnad 2024", "Kr per besök")
    ]


def test_the_cell_of_a_wrong_rule_says_what_is_wrong() -> None:
    rows = (*ROWS[:-1], replace(ROWS[-1], rule="summa"))
    table = begun("t", TEMPLATE, "Per enhet", "mnkr", COLUMNS, rows)
    told = explanation(Calculation(table), "summa", "intakt")
    assert told is not None
    assert (told.resultat, told.rule) == (None, "regeln leder tillbaka till raden själv")
