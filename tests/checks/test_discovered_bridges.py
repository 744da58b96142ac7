"""Tables that state the same thing: a figure that differs is told, and nothing else is."""

from msgspec.structs import replace

from tests.checks.test_discovery import ROWS, grid, with_cell
from tui.checks.discovery.bridges import NamedTable, table_bridges
from tui.checks.discovery.discover import discover
from tui.domain.finding import Address, Finding

SUMMARY = (
    ("Mnkr", "Budget 2031", "Utfall 2031"),
    ("Intäkter", "1,3", "1,3"),
    ("Personal", "-9,7", "-9,5"),
    ("Hyror", "-2,0", "-2,1"),
    ("Övrigt", "-1,8", "-1,8"),
    ("Nettokostnad", "-12,3", "-12,1"),
)


def named(rows: tuple[tuple[str, ...], ...], name: str, document: str = "r.docx") -> NamedTable:
    return NamedTable(document, name, discover(grid(rows)))


def bridged(*tables: NamedTable) -> list[Finding]:
    return list(table_bridges(tables, set()))


def with_summary(row: int, column: int, text: str) -> tuple[tuple[str, ...], ...]:
    rows = [list(one) for one in SUMMARY]
    rows[row][column] = text
    return tuple(tuple(one) for one in rows)


def test_the_same_in_another_unit_is_the_same() -> None:
    assert bridged(named(ROWS, "Drift"), named(SUMMARY, "Sammandrag")) == []


def test_a_figure_that_another_table_states_otherwise_is_told_once() -> None:
    wrong = with_summary(3, 2, "-2,7")
    (one,) = bridged(named(ROWS, "Drift"), named(wrong, "Sammandrag"))
    assert one.severity == "bör ses över"
    assert (one.address.row, one.address.column) == ("Hyror", "Utfall 2031")
    assert "här −2\u00a0104 tkr, men −2,7 mnkr i tabellen ”Sammandrag”" in one.sentence


def test_another_file_is_named() -> None:
    other = named(with_cell(3, 2, "-2 014"), "Drift", "bokslut.docx")
    (one, *_) = bridged(named(ROWS, "Drift"), other)
    assert "i bokslut.docx, tabellen ”Drift”" in one.sentence


def test_what_is_told_already_is_not_told_again() -> None:
    wrong = named(with_summary(3, 2, "-2,7"), "Sammandrag")
    known = {Address("r.docx", "Sammandrag", "Hyror", "Utfall 2031")}
    assert list(table_bridges([named(ROWS, "Drift"), wrong], known)) == []


def test_tables_that_have_little_in_common_say_nothing_of_each_other() -> None:
    other = tuple((row[0], *(cell.replace(",", "7,") for cell in row[1:])) for row in SUMMARY[1:])
    assert bridged(named(ROWS, "Drift"), named((SUMMARY[0], *other), "Annat")) == []


def test_another_year_in_the_caption_is_another_figure() -> None:
    rows = (
        ("Tkr", "Belopp"),
        ("Index", "4 000"),
        ("Volym", "3 150"),
        ("Lokaler", "1 310"),
        ("Hyra", "77"),
    )
    first = (*rows, ("Summa", "8 537"))
    second = (*rows, ("Nya platser", "4 000"), ("Summa", "12 537"))
    one, other = named(first, "Ramar 2031"), named(second, "Ramar 2032")
    assert len(bridged(one, other)) == 1
    captioned = [
        NamedTable("r.docx", name, discover(replace(grid(table), caption=name)))
        for table, name in ((first, "Ramar 2031"), (second, "Ramar 2032"))
    ]
    assert bridged(*captioned) == []
