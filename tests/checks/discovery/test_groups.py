"""Women, men and all in a printed table."""

import pytest

from tests.checks.test_discovery import grid
from tui.checks.discovery.discover import discover
from tui.checks.discovery.groups import group_findings
from tui.domain.finding import Finding

Rows = tuple[tuple[str, ...], ...]


def told(rows: Rows) -> list[Finding]:
    return list(group_findings(discover(grid(rows)), "rapport", "tabell 1"))


def sick_leave(total: str) -> Rows:
    return (
        ("Sjukfrånvaro, %", "2030", "2031"),
        ("Total sjukfrånvaro", "5,1", total),
        ("varav långtidssjukfrånvaro", "41,0", "38,2"),
        ("Kvinnor", "5,9", "6,3"),
        ("Män", "3,2", "3,5"),
        ("29 år och yngre", "4,1", "4,4"),
        ("30–49 år", "5,0", "5,2"),
    )


@pytest.mark.parametrize("total", ["6,5", "3,3"])
def test_a_total_beyond_both_women_and_men_is_an_error(total: str) -> None:
    (finding,) = told(sick_leave(total))
    assert finding.severity == "fel"
    assert finding.sentence == (
        f"Total sjukfrånvaro, 2031: {total} ligger inte mellan kvinnors 6,3 och mäns 3,5."
    )


@pytest.mark.parametrize("total", ["6,3", "3,5", "5,0", "6,35", "–", ""])
def test_a_total_between_women_and_men_is_right(total: str) -> None:
    assert told(sick_leave(total)) == []


def test_columns_of_women_men_and_all_have_the_same_bound() -> None:
    rows = (
        ("Nyckeltal", "Kvinnor", "Män", "Totalt"),
        ("Andel nöjda, %", "81", "74", "78"),
        ("Frisknärvaro, %", "61,2", "70,1", "71,4"),
        ("Förändring sjukfrånvaro, %", "0,1", "0,2", "0,3"),
    )
    (finding,) = told(rows)
    assert finding.address.row == "Frisknärvaro, %"
    assert finding.address.column == "Totalt"


def test_shares_of_a_whole_add_up_and_are_not_means() -> None:
    rows = (
        ("Könsfördelning, %", "2030", "2031"),
        ("Kvinnor", "81", "79"),
        ("Män", "19", "21"),
        ("Totalt", "100", "100"),
    )
    assert told(rows) == []


def test_what_is_counted_and_what_is_a_share_are_held_each_in_its_way_in_one_table() -> None:
    rows = (
        ("Personal", "Kvinnor", "Män", "Totalt"),
        ("Tillsvidareanställda", "811", "204", "1 051"),
        ("Visstidsanställda", "96", "41", "137"),
        ("Heltid, %", "78", "91", "71"),
        ("Medelålder", "46,1", "44,8", "45,8"),
        ("Nöjda", "75", "73", "74"),
    )
    assert [(one.address.row, one.severity) for one in told(rows)] == [
        ("Tillsvidareanställda", "bör ses över"),
        ("Heltid, %", "fel"),
    ]


@pytest.mark.parametrize(("men", "severity"), [("98", "fel"), ("85", "bör ses över")])
def test_women_and_men_of_a_count_are_all(men: str, severity: str) -> None:
    rows = (
        ("Personal", "2030", "2031"),
        ("Antal anställda", "450", "462"),
        ("varav kvinnor", "361", "370"),
        ("varav män", "89", men),
    )
    (finding,) = told(rows)
    assert finding.severity == severity
    assert finding.address.column == "2031"


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("Personal", "2031"),
            ("Antal svar", "462"),
            ("varav kvinnor", "300"),
            ("varav män", "89"),
            ("annat eller vill inte uppge", "73"),
        ),
        (
            ("Enkät", "2031"),
            ("Nöjdhet totalt", "74"),
            ("Nöjdhet kvinnor", "75"),
            ("Nöjdhet män", "73"),
        ),
        (
            ("Personal", "2031"),
            ("Antal anställda kvinnor", "40"),
            ("Antal anställda män", "20"),
            ("Antal slutade kvinnor", "4"),
            ("Antal slutade män", "2"),
            ("Totalt", "66"),
        ),
    ],
)
def test_what_does_not_say_that_it_is_women_and_men_of_all_is_not_held(rows: Rows) -> None:
    assert told(rows) == []
