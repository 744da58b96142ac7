"""What is still to be filled in: told a line a table and column, and what was decided without."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.checks.five_checked import as_utkast, neighbour, with_cell
from tests.checks.plausible_tables import calculation as made
from tests.five_documents import IDS
from tui.checks.wholeness import wholeness_finding
from tui.domain.calculation import Calculation
from tui.domain.decision import tryckta_values
from tui.domain.table import Column, Row
from tui.domain.value import Mark

D = Decimal
BUDGET, UTFALL = Column("budget", "Budget 2031"), Column("utfall", "Utfall 2031")
AVVIKELSE = Column("avvikelse", "Avvikelse", rule="utfall - budget")


def _said(calculation: Calculation) -> list[str]:
    found = list(wholeness_finding("d", calculation))
    assert {f.severity for f in found} <= {"saknas"}
    return [f.sentence for f in found]


def _drift(cells: Mapping[str, tuple[int | None, int | None]], *more: Row) -> Calculation:
    rows = [
        Row(
            str(n),
            label,
            cells={
                k: D(v) for k, v in zip(("budget", "utfall"), pair, strict=True) if v is not None
            },
        )
        for n, (label, pair) in enumerate(cells.items())
    ]
    return made("Drift", [BUDGET, UTFALL, AVVIKELSE], [*rows, *more])


def test_an_empty_column_is_one_line_for_the_table() -> None:
    assert _said(_drift({"Bad": (5, None), "Bio": (6, None)})) == [
        "Drift: kolumnen Utfall 2031 är tom."
    ]
    assert _said(_drift({"Bad": (None, None), "Bio": (None, None)})) == [
        "Drift: kolumnerna Budget 2031 och Utfall 2031 är tomma."
    ]


def test_a_half_filled_column_names_its_rows_when_they_are_few() -> None:
    cells = {"Bad": (5, 4), "Bio": (6, None), "Bibliotek": (7, None)}
    assert _said(_drift(cells)) == ["Drift: Bio och Bibliotek saknar Utfall 2031."]
    many: dict[str, tuple[int | None, int | None]] = {f"Område {n}": (n, None) for n in range(1, 7)}
    assert _said(_drift({"Bad": (5, 4), **many})) == ["Drift: 6 rader saknar Utfall 2031."]


def test_a_whole_table_lacks_nothing_and_a_sum_is_not_asked_for() -> None:
    total = Row("s", "Summa", "summa", rule="summa(barn)")
    assert _said(_drift({"Bad": (5, 4), "Bio": (6, 0)}, total, Row("r", "Rubrik", "rubrik"))) == []


def test_nothing_is_a_figure_and_an_optional_column_is_not_asked_for() -> None:
    dash = Row("x", "Räntor", cells={"budget": Mark.DASH, "utfall": D(2)})
    assert _said(_drift({"Bad": (5, 4)}, dash)) == []
    optional = [BUDGET, Column("andel", "Andel", "tal", optional=True)]
    assert _said(made("Drift", optional, [Row("a", "Bad", cells={"budget": D(1)})])) == []


def test_a_meeting_to_come_is_not_asked_for_its_forecast() -> None:
    columns = [Column("datum", "Sammanträde", "datum"), Column("prognos", "Prognos")]
    rows = [
        Row("a", "Uppföljning 1", cells={"datum": "2031-05-14", "prognos": D(0)}),
        Row("b", "Uppföljning 2", cells={"datum": "2031-08-20"}),
        Row("c", "Uppföljning 3", cells={"datum": "2031-10-08"}),
    ]
    assert _said(made("Prognoser", columns, rows)) == ["Prognoser: Uppföljning 2 saknar Prognos."]


def test_comments_that_were_carried_over_are_told_until_they_are_touched() -> None:
    comment = Column("kommentar", "Kommentar", "langtext", inherit="utkast")
    rows = [
        Row("a", "Bad", cells={"kommentar": "(Utkast ur Delårsbokslut 2030) Färre badade."}),
        Row("b", "Bio", cells={"kommentar": "Fler såg film."}),
    ]
    calculation = made("Drift", [comment], rows)
    assert _said(calculation) == [
        "Drift, Kommentar: 1 text ur Delårsbokslut 2030 är kvar som utkast (Bad)."
    ]
    locked = Calculation(calculation.table, replace(calculation.context, locked=True))
    assert [f.severity for f in wholeness_finding("d", locked)] == ["bör ses över"]


def test_assessments_are_counted_until_they_are_made() -> None:
    thing = as_utkast(neighbour("2024-delar"))
    assert "Mål och nyckeltal: 4 av 4 rader saknar bedömning." in _said(thing[1]["mal"])
    for row in thing[1]["mal"].table.rows:
        thing = with_cell(thing, "mal", row.id, "bedomning", "Helt uppfyllt")
    assert _said(thing[1]["mal"]) == []


@pytest.mark.parametrize("document", IDS)
def test_a_decided_document_is_asked_for_nothing(document: str) -> None:
    _, calculations = neighbour(document)
    assert [s for c in calculations.values() for s in _said(c)] == []


def _decided(draft: Calculation) -> Calculation:
    table = draft.table
    for address, _, to in tryckta_values("d", draft):
        table = table.with_row(table.row(address.row).with_tryckt(address.column, to))
    return Calculation(table, replace(draft.context, locked=True))


def test_what_a_draft_lacked_under_a_sum_is_still_told_once_it_is_decided() -> None:
    total = Row("s", "Summa", "summa", rule="b + n3")
    group = Row("b", "Badhus", "summa", rule="n1 + n2")
    other = Row("n3", "Scen", cells={"budget": D(7), "utfall": D(8)})
    rows = [
        Row("n1", "Bad", cells={"budget": D(5), "utfall": D(4)}),
        Row("n2", "Bastu", cells={"budget": D(6)}),
        group,
        other,
        total,
    ]
    half = made("Drift", [BUDGET, UTFALL, AVVIKELSE], rows)
    assert _said(_decided(half)) == _said(half) == ["Drift: Bastu saknar Utfall 2031."]
    rows[0] = Row("n1", "Bad", cells={"budget": D(5)})
    gone = made("Drift", [BUDGET, UTFALL, AVVIKELSE], rows)
    assert _said(_decided(gone)) == _said(gone) == ["Drift: Bad och Bastu saknar Utfall 2031."]


def test_a_column_without_a_figure_is_told_of_a_decided_table_too() -> None:
    draft = _drift({"Bad": (5, None), "Bio": (6, None)})
    assert _said(_decided(draft)) == ["Drift: kolumnen Utfall 2031 är tom."]


def test_a_row_that_is_empty_all_along_is_told_once() -> None:
    cells = {"Bad": (5, 4), "Bio": (None, None), "-": (None, None)}
    assert _said(_drift(cells)) == ["Drift: raden Bio är tom."]


def test_a_copy_of_a_decided_document_has_its_empty_cells_as_they_were_printed() -> None:
    for document in ("2023-bokslut", "2024-delar", "2025-budget"):
        _, calculations = as_utkast(neighbour(document))
        said = [s for c in calculations.values() for s in _said(c)]
        assert [s for s in said if "bedömning" not in s] == []
