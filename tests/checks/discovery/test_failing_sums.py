"""A row called a sum that its rows give in no column."""

import pytest
from msgspec.structs import replace

from tests.checks.printed_tables import right_table
from tests.checks.test_discovery import discovered, grid
from tui.checks.discovery.discover import discover
from tui.checks.discovery.failing_sums import failing_sum_findings
from tui.domain.finding import Finding

Rows = tuple[tuple[str, ...], ...]
HEAD = ("Byggnadsnämnden, tkr", "Budget 2031", "Utfall 2031", "Avvikelse")
ROWS: Rows = (
    HEAD,
    ("Bygglov", "4 210", "4 388", "-178"),
    ("Kart och mät", "2 955", "2 731", "224"),
    ("Tillsyn", "1 870", "1 870", "0"),
    ("Detaljplan", "6 120", "6 405", "-285"),
    ("Summa", "15 155", "15 394", "-239"),
)


def told(rows: Rows) -> list[Finding]:
    return list(failing_sum_findings(discover(grid(rows)), "rapport", "tabell 1"))


def without(label: str) -> Rows:
    return tuple(row for row in ROWS if row[0] != label)


def test_a_sum_whose_rows_give_it_is_right() -> None:
    assert told(ROWS) == []


@pytest.mark.parametrize("label", ["Bygglov", "Kart och mät", "Tillsyn"])
def test_a_row_struck_out_is_seen_in_a_sum_that_holds_in_no_column(label: str) -> None:
    (finding,) = told(without(label))
    assert finding.severity == "bör ses över"
    assert (finding.address.row, finding.address.column) == ("Summa", "Budget 2031")


def test_every_column_is_told_with_what_its_rows_give() -> None:
    (finding,) = told(without("Tillsyn"))
    assert finding.sentence == (
        "Summa stämmer inte med raderna ovanför i någon kolumn: "
        "Budget 2031 tryckt 15\u00a0155, raderna ger 13\u00a0285; "
        "Utfall 2031 tryckt 15\u00a0394, raderna ger 13\u00a0524. En rad kan saknas."
    )


def test_a_wrong_sum_whose_difference_holds_on_its_own_row_is_told() -> None:
    rows = (
        HEAD,
        ("A", "100", "120", "-20"),
        ("B", "200", "210", "-10"),
        ("C", "300", "310", "-10"),
        ("Summa", "650", "740", "-90"),
    )
    (finding,) = told(rows)
    assert "Budget 2031 tryckt 650, raderna ger 600" in finding.sentence


@pytest.mark.parametrize(
    "last",
    [
        ("Summa", "61 300", "62 870", "-1 570"),
        ("Summa exkl. avskrivningar", "13 285", "13 524", "-239"),
        ("Genomsnitt", "13 300", "13 600", "-300"),
        ("Varav summa", "13 285", "13 524", "-239"),
        ("Totalt", "41 300", "42 870", "-1 570"),
        ("Summa", "4 500", "4 600", "-100"),
        ("Största post", "13 300", "13 600", "-300"),
    ],
)
def test_what_is_hardly_meant_as_the_sum_of_its_rows_accuses_nobody(last: tuple[str, ...]) -> None:
    assert told((*ROWS[:-1], last)) == []


def test_a_row_in_the_other_sign_explains_a_sum() -> None:
    rows = (
        HEAD,
        ("Bygglovsavgifter", "1 210", "1 388", "-178"),
        ("Kart och mät", "2 955", "2 731", "224"),
        ("Tillsyn", "1 870", "1 870", "0"),
        ("Detaljplan", "6 120", "6 405", "-285"),
        ("Summa", "9 735", "9 618", "117"),
    )
    assert told(rows) == []


def test_persons_may_be_counted_in_several_rows() -> None:
    rows = (
        ("Antal brukare", "2030", "2031"),
        ("Hemtjänst", "512", "530"),
        ("Trygghetslarm", "640", "655"),
        ("Matdistribution", "210", "204"),
        ("Totalt", "1 050", "1 071"),
    )
    assert told(rows) == []


def test_a_list_of_the_largest_has_the_total_of_all() -> None:
    read = replace(grid(without("Tillsyn")), caption="De största verksamheterna, tkr")
    assert list(failing_sum_findings(discover(read), "rapport", "tabell 1")) == []


def test_no_right_table_is_accused() -> None:
    for seed in (701_432, *range(40)):
        found = discovered(right_table(seed))
        assert list(failing_sum_findings(found, "rapport", "tabell 1")) == []
