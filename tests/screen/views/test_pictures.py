"""The panel's small pictures: bars in proportion, and every risk in its square."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.five_documents import EVERY, calculation
from tests.screen.views.views import utkast
from tui.domain.calculation import Calculation
from tui.screen.views.panel import MAX_BAR, picture, risk_square
from tui.screen.widgets.model import TextLine, width


def texts(rows: tuple[TextLine, ...]) -> list[str]:
    """The lines' texts."""
    return ["".join(t for t, _ in row) for row in rows]


def test_bars_are_in_proportion_and_carry_their_figures() -> None:
    k = calculation("2024-delar", "drift")
    rows = texts(picture(k, k.table.row("kop_av_tjanster"), 58))
    lengths = {row.split("█")[0].strip(): row.count("█") for row in rows}
    assert lengths["Takt 12 månader"] == max(lengths.values())
    largest = lengths["Takt 12 månader"]
    assert lengths["Budget 2024"] == round(Decimal(62376) / (Decimal(52021) * 12 / 8) * largest)
    assert [row[-12:].strip() for row in rows] == [
        "−62\u00a0376",
        "−68\u00a0376",
        "−52\u00a0021",
        "−45\u00a0195",
        "−78\u00a0032",
    ]


def test_the_pace_of_a_year_has_the_decimals_of_the_table() -> None:
    k = utkast("2024-delar", "drift")
    columns = tuple(replace(c, decimals=1) if c.type_ == "belopp" else c for c in k.table.columns)
    row = k.table.row("kop_av_tjanster")
    cells = {"budget": "-62.4", "prognos": "-68", "utfall": "-52.1"}
    row = replace(row, cells={c: Decimal(t) for c, t in cells.items()}, tryckt={}, decimals=None)
    k = Calculation(replace(k.table, columns=columns, unit="mnkr").with_row(row), k.context)
    rows = texts(picture(k, k.table.row("kop_av_tjanster"), 58))
    assert next(r for r in rows if r.startswith("Takt 12 månader")).endswith("−78,2")
    assert all("," in row[-12:] for row in rows)


@pytest.mark.parametrize("at", [58, 78, 38])
def test_no_picture_is_wider_than_its_panel(at: int) -> None:
    all_drawn = 0
    for document, table in EVERY:
        k = calculation(document, table)
        for row in k.table.rows:
            rows = picture(k, row, at)
            all_drawn += bool(rows)
            assert all(width(r) <= at for r in rows), (document, table, row.id)
            assert all(r.count("█") <= MAX_BAR for r in texts(rows))
    assert all_drawn > 100


def test_a_single_figure_needs_no_picture() -> None:
    k = calculation("2024-delar", "mal")
    assert picture(k, k.table.rows[0], 58) == ()


RISKS = {(3, 2): 2, (4, 3): 2, (3, 3): 3, (2, 3): 2}
"""How many risks of budget 2025 stand at each (sannolikhet, väsentlighet)."""


def boxes(k: Calculation, row: str) -> dict[tuple[int, int], str]:
    """What is written in each square, by (sannolikhet, väsentlighet)."""
    _, *rows, _ = risk_square(k, k.table.row(row), 58)
    return {
        (int(head[0]), v): text
        for (head, _), *pieces in rows
        for v, (text, _) in enumerate(pieces, 1)
    }


def test_every_risk_is_counted_in_its_square() -> None:
    k = calculation("2025-budget", "risker")
    number = {place: text[1:3].strip() for place, text in boxes(k, k.table.rows[0].id).items()}
    assert {p: int(t) for p, t in number.items() if t} == RISKS
    assert sum(RISKS.values()) == len(k.table.rows)
    assert len(number) == 16


def test_every_square_tells_its_band_by_the_sign_of_the_riskvarde_column() -> None:
    k = calculation("2025-budget", "risker")
    the_picture = boxes(k, k.table.rows[0].id)
    assert {p: text[3] for p, text in the_picture.items()} == {
        (s, v): "▼" if s * v >= 12 else "▽" if s * v >= 8 else "·" if s * v >= 4 else "▲"
        for s in range(1, 5)
        for v in range(1, 5)
    }


def test_the_square_of_the_risk_under_the_cursor_is_in_brackets() -> None:
    k = calculation("2025-budget", "risker")
    for row in k.table.rows:
        place = (
            int(k.number(row.id, "sannolikhet") or 0),
            int(k.number(row.id, "vasentlighet") or 0),
        )
        assert [p for p, text in boxes(k, row.id).items() if "[" in text] == [place]


def test_a_moved_risk_moves_in_the_picture() -> None:
    k = utkast("2025-budget", "risker")
    row = k.table.rows[0]
    new = Calculation(k.table.with_row(row.with_cell("sannolikhet", Decimal(1))), k.context)
    after = boxes(new, row.id)
    assert (after[(4, 3)].strip(), after[(1, 3)].strip()) == ("1▼", "[ 1▲]")


def test_a_risk_that_is_not_yet_judged_stands_in_no_square() -> None:
    k = utkast("2025-budget", "risker")
    row = replace(k.table.rows[0], cells={})
    new = Calculation(k.table.with_row(row), k.context)
    assert not any("[" in text for text in boxes(new, row.id).values())
