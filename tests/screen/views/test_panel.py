"""The panel under the cursor: what the cell is made of, in figures and in words."""

import pytest
from msgspec.structs import replace

from tests.five_documents import EVERY, calculation
from tests.screen.views.views import utkast
from tui.checks.one_table import table_finding
from tui.domain.calculation import Calculation
from tui.domain.finding import Address, Finding
from tui.domain.table import LABEL, Row, Table
from tui.screen.views.panel import finding_lines, heading, panel_lines, paragraph, placed_sentence
from tui.screen.widgets.model import TextLine, width


def text(rows: tuple[TextLine, ...]) -> str:
    """The lines as one text, wrapped lines joined."""
    whole = " ".join("".join(t for t, _ in row) for row in rows)
    return " ".join(word for word in whole.split(" ") if word)


def panel(document: str, table: str, row: str, column: str, *, locked: bool = True) -> str:
    """The panel's text for a cell."""
    k = calculation(document, table) if locked else utkast(document, table)
    finding = [
        f for f in table_finding(document, k) if (f.address.row, f.address.column) == (row, column)
    ]
    return text(panel_lines(k, k.table.row(row), column, finding, (), 58))


@pytest.mark.parametrize(
    ("row", "column", "word"),
    [
        (
            "kop_av_tjanster",
            "avvikelse",
            (
                "−6\u00a0000 = Prognos helår 2024 −68\u00a0376 − Budget 2024 −62\u00a0376",
                "▼ mycket sämre än budget – allvarlig från 8 % av budget eller 5000 tkr",
            ),
        ),
        (
            "kostnader",
            "budget",
            ("−276\u00a0500 = Personalkostnader −158\u00a0695 + Lokalhyror −17\u00a0416",),
        ),
        (
            "kostnader",
            "diff",
            (
                "Tryckt −32\u00a0296",
                "! Verksamhetens kostnader, Diff. utfall 2023/2024: tryckt −32\u00a0296, "
                "raden ger −33\u00a0296.",
            ),
        ),
        ("kop_av_tjanster", "takt_kvar", ("delat med 4 månader",)),
        ("kop_av_tjanster", "takt_hittills", ("delat med 8 månader",)),
        ("kop_av_tjanster", "takt_forandring", ("ändring av storleken i procent",)),
        ("kop_av_tjanster", "avvikelse_procent", ("i procent av beloppets storlek",)),
        ("kop_av_tjanster", "forbrukat", ("▼ långt från riktpunkten – riktpunkt 67 %",)),
        ("personal", "budget", ("Kommentar: Vakanser", "Källa: Delårsbokslut 2024")),
    ],
)
def test_a_cell_tells_how_it_came_about(row: str, column: str, word: tuple[str, ...]) -> None:
    found = panel("2024-delar", "drift", row, column)
    for part_ in word:
        assert part_ in found


@pytest.mark.parametrize(
    ("document", "table", "row", "column", "part_"),
    [
        ("2024-delar", "mal", "sjalvforsorjande", "forslag", "Helt uppfyllt: alla uppnådda"),
        ("2024-delar", "uppfoljning", "verkstallighet", "forslag", "7 av 215 med anmärkning = 3,3"),
        ("2024-delar", "sjukfranvaro", "total", "ar", "Not: Texten är maskinläst"),
        ("2024-delar", "sjukfranvaro", "total", "diff", "men talen bakom saknas"),
        ("2025-budget", "risker", "kompetens", "riskvarde", "12 = Sannolikhet 4 × Väsentlighet 3"),
    ],
)
def test_every_tab_explains_its_own_cells(
    document: str, table: str, row: str, column: str, part_: str
) -> None:
    rows = calculation(document, table).table
    assert part_ in panel(document, table, row if row in rows.index else rows.rows[0].id, column)


def test_an_empty_cell_says_that_it_is_empty() -> None:
    assert panel("2024-delar", "sjukfranvaro", "total", "ar").startswith("tomt")


def test_a_sum_that_the_document_does_not_print_says_so() -> None:
    assert "Dokumentet trycker inget här." in panel(
        "2024-delar", "investeringar", "expansion", "budget"
    )


def test_a_figure_out_of_the_text_names_its_source() -> None:
    k = calculation("2024-delar", "delposter")
    assert "Källa: löptexten" in panel("2024-delar", "delposter", k.table.rows[0].id, "varde")


def test_the_label_column_shows_the_whole_label() -> None:
    k = calculation("2024-delar", "mal")
    row = k.table.rows[0]
    assert row.label in text(panel_lines(k, row, LABEL, (), (), 58))
    assert heading(k, row, LABEL) == row.label


def test_the_heading_is_row_and_column() -> None:
    k = calculation("2024-delar", "drift")
    assert heading(k, k.table.row("personal"), "prognos") == (
        "Personalkostnader · Prognos helår 2024"
    )


def cells(k: Calculation) -> list[tuple[str, str]]:
    """Every cell of a table."""
    return [(r.id, c) for r in k.table.rows for c in (LABEL, *k.table.column_index)]


@pytest.mark.parametrize("at", [58, 78, 10])
def test_every_line_of_every_cell_of_every_document_fits(at: int) -> None:
    count = 0
    for document, table in EVERY:
        k = calculation(document, table)
        finding = table_finding(document, k)
        for row, column in cells(k):
            for row_ in panel_lines(k, k.table.row(row), column, finding[:1], (), at):
                count += 1
                if at > 40:
                    assert width(row_) <= at, (document, table, row, column)
    assert count > 5000


def test_a_finding_is_wrapped_under_itself() -> None:
    finding = Finding(Address("d"), "identitet", "fel", None, None, "ett två tre fyra fem sex")
    rows = finding_lines(finding, 12)
    assert ["".join(t for t, _ in row) for row in rows] == ["! ett två", "  tre fyra", "  fem sex"]


def test_a_paragraph_is_indented_from_its_second_line() -> None:
    assert paragraph("Not: ett två tre", "dampad", 14, "     ") == (
        (("Not: ett", "dampad"),),
        (("     två tre", "dampad"),),
    )


def test_a_finding_of_a_row_that_several_tables_have_names_its_table() -> None:
    drift = Table("a", "", "Drift", "tkr", (), (Row("s", "Summa"),), tab="drift")
    ramar = replace(drift, id="b", heading="Ramar")
    place = Address("d", "b", "s", "k")
    finding = Finding(place, "identitet", "fel", None, None, "Summa, Avvikelse: tryckt 1.")
    assert placed_sentence(finding, [drift, ramar]) == "Ramar: Summa, Avvikelse: tryckt 1."
    assert placed_sentence(finding, [ramar]) == finding.sentence
