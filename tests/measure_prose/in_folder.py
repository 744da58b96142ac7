"""An invented nämnd's tables as they would stand in its data folder, and its text against them.

What the columns and rows are stands in ``forms.json``, table by table in printed order: role and
year of every column, role of the rows that have one.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from tests.measure_prose.cases import Case, tables
from tests.measure_prose.printed import PrintedTable
from tests.measure_prose.running import Said
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.material import Underlag
from tui.checks.prosa.verdict import checked_text
from tui.domain.calculation import Calculation, Context
from tui.domain.document import Document
from tui.domain.period import Period
from tui.domain.table import Column, ColumnRole, Row, RowRole, Table
from tui.domain.value import Value


class _Form(Struct, frozen=True):
    subject: str
    unit: str
    columns: list[tuple[ColumnRole, int]]
    rows: dict[str, RowRole]
    sign: str = ""


class _Board(Struct, frozen=True):
    kind: Literal["arsbokslut", "delarsbokslut"]
    months: tuple[int, int]
    tables: list[_Form]


@cache
def _boards() -> dict[str, _Board]:
    file = Path(__file__).parent / "forms.json"
    return msgspec.json.decode(file.read_bytes(), type=dict[str, _Board])


@cache
def underlag(name: str) -> Underlag:
    """A nämnd's document with its tables; there is no other in the folder."""
    board = _boards()[name]
    year, month = board.months
    period = Period(date(year, 1, 1), date(year, month, monthrange(year, month)[1]))
    document = Document(name, name.capitalize(), board.kind, period)
    pairs = zip(tables(name), board.tables, strict=True)
    own = [_table(f"{name}{at}", printed, form) for at, (printed, form) in enumerate(pairs, 1)]
    context = Context(period=period, tables={one.id: one for one in own})
    return Underlag(document, tuple(Calculation(one, context) for one in own))


def _table(id_: str, printed: PrintedTable, form: _Form) -> Table:
    decimals = 1 if form.unit == "mnkr" else 0 if form.unit == "tkr" else None
    columns = tuple(
        Column(f"k{at}", heading, _type(heading, form), decimals=decimals, role=role, year=year)
        for at, (heading, (role, year)) in enumerate(
            zip(printed.columns, form.columns, strict=True), 1
        )
    )
    rows = tuple(
        Row(
            f"r{at}", label, cells=_cells(printed, label),
            unit="%" if "(%)" in label else None, role=form.rows.get(label, ""),
        )
        for at, label in enumerate(printed.rows, 1)
    )  # fmt: skip
    return Table(
        id_, f"egen.{id_}", printed.caption, form.unit or "antal", columns, rows,
        tab="drift", sign=form.sign, subject=form.subject,
    )  # fmt: skip


def _type(heading: str, form: _Form) -> Literal["belopp", "procent", "tal"]:
    if "%" in heading or form.unit == "%":
        return "procent"
    return "belopp" if form.unit else "tal"


def _cells(printed: PrintedTable, label: str) -> dict[str, Value]:
    figures = enumerate(printed.rows[label], 1)
    return {f"k{at}": cell.value for at, cell in figures if cell is not None}


def of_folder(name: str, cases: Sequence[Case]) -> Iterator[list[Said]]:
    """What is said of each case as a text of the nämnd's document."""
    for case in cases:
        source = TextSource("text.md", (case.heading, "", case.sentence))
        yield [
            Said(
                one.claim.text, one.claim.value, one.utfall.replace("ö", "o"),
                "" if one.address is None else f"{one.address.row}/{one.address.column}",
                _reason(one.explanation) if one.utfall == "ej_prövad" else "", unit=one.claim.unit,
            )
            for one in checked_text(source, underlag(name))
        ]  # fmt: skip


def _reason(explanation: str) -> str:
    return explanation.removeprefix("Ej prövat: ").rstrip(".")
