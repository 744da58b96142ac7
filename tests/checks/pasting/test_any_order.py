"""Any table copied as a spreadsheet copies it lands where it came from, or is refused."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.pasting.cases import working_copy
from tests.checks.pasting.test_kinds import kultur
from tests.five_documents import EVERY
from tui.checks.pasting.asked import Ask, Asked
from tui.checks.pasting.measures import column_unit
from tui.checks.pasting.placing import Origin, placed
from tui.checks.pasting.words import without_unit
from tui.domain.calculation import Calculation
from tui.domain.paste import Pasting, copy_block, headings_in
from tui.domain.table import LABEL
from tui.domain.value import MONEY
from tui.svenska.clipboard import block_text, parsed_block
from tui.svenska.parse import Parsed, parse_number


@settings(deadline=None)
@given(st.data())
def test_a_copied_table_lands_where_it_came_from_in_any_order_and_unit(
    data: st.DataObject,
) -> None:
    k = kultur() if data.draw(st.booleans()) else working_copy(*data.draw(st.sampled_from(EVERY)))
    ids = [id_ for id_, _ in headings_in(k)]
    head, *rows = in_unit(k, data.draw(st.sampled_from([k.table.unit, *MONEY])))
    columns = data.draw(st.permutations(range(1, len(head))))
    columns = columns[: data.draw(st.integers(1, len(columns)))]
    columns.insert(data.draw(st.integers(0, len(columns))), 0)
    names = [row[0] for row in rows]
    # Rows of one name and no words beside it have nothing but their order.
    own = all(names.count(name) == 1 for name in names)
    order = data.draw(st.permutations(range(len(rows)))) if own else range(len(rows))
    block = parsed_block(
        block_text([row[x] for x in columns] for row in [head, *(rows[i] for i in order)])
    )
    if len(rows) < 2:
        return
    cursor = (data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from(ids)))
    origin = Origin(file=data.draw(st.booleans()))
    answers: dict[Asked, bool] = {}
    while isinstance(answer := placed(k, block, *cursor, answers, origin), Ask):
        answers[answer.about] = answer.about != "rader"
    if isinstance(answer, Pasting):
        assert answer.of("andras") == (), (answer.of("andras"), answer.after)
        assert [c for c in answer.of("tryckt") if c.to is not None] == []


def in_unit(k: Calculation, unit: str) -> list[tuple[str, ...]]:
    """The table as it is copied, its amounts in another unit, which the first heading tells."""
    head, *rows = map(list, copy_block(k))
    own = k.table.unit
    if unit == own or own not in MONEY:
        return [tuple(head), *map(tuple, rows)]
    amounts = [
        x
        for x, column in enumerate(k.table.columns, 1)
        if column.type_ == "belopp" and column_unit(k, column) == own
    ]
    head[0] = f"{without_unit(head[0])} ({unit})"
    for row, texts in zip(k.table.rows, rows, strict=True):
        for x in amounts if row.unit in (None, own) else ():
            read = parse_number(texts[x])
            if isinstance(read, Parsed) and read.number is not None:
                texts[x] = _text(read.number * MONEY[own] / MONEY[unit])
    return [tuple(head), *map(tuple, rows)]


@settings(deadline=None)
@given(st.sampled_from(["kr", "tkr", "mnkr"]), st.randoms(use_true_random=False))
def test_changed_figures_in_another_unit_land_in_their_own_cells(unit: str, draw: object) -> None:
    k = kultur()
    figures = {
        (row.id, column.id): Decimal(draw.randint(-90_000, 90_000)) / 10  # type: ignore[attr-defined]
        for row in k.table.rows
        for column in k.table.columns
        if column.type_ == "belopp" and not k.is_computed(row.id, column.id)
    }
    names = dict(headings_in(k))
    ids = list(dict.fromkeys(id_ for _, id_ in figures))
    draw.shuffle(ids)  # type: ignore[attr-defined]
    lines = [[f"Belopp i {unit}", *(names[id_] for id_ in ids)]]
    for row in k.table.rows:
        own = [figures.get((row.id, id_)) for id_ in ids]
        texts = ["" if one is None else _text(one * MONEY["mnkr"] / MONEY[unit]) for one in own]
        lines.append([row.label, *texts])
    block = parsed_block(block_text(lines))
    answers: dict[Asked, bool] = {}
    while isinstance(answer := placed(k, block, 0, LABEL, answers), Ask):
        answers[answer.about] = False
    assert isinstance(answer, Pasting)
    got = {(c.row, c.column): c.to for c in answer.of("andras")}
    assert all(figures[at] == value for at, value in got.items())
    assert got.keys() | {(c.row, c.column) for c in answer.of("lika")} >= figures.keys()


def _text(number: Decimal) -> str:
    text = f"{number:f}".replace(".", ",")
    return text.rstrip("0").rstrip(",") if "," in text else text
