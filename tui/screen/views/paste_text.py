"""What pasting a block would do, as a text to read before it is done."""

from collections.abc import Iterable, Iterator

from tui.domain.calculation import Calculation
from tui.domain.cell_text import cell_text, referred_text, shown_text
from tui.domain.paste import PasteCell, Pasting, after_pasting
from tui.domain.paste_place import excerpt
from tui.domain.table import LABEL
from tui.screen.views.panel import heading
from tui.svenska.format import count

EMPTY = "tomt"


def paste_text(calculation: Calculation, answer: Pasting) -> str:
    """The whole preview: how many, what, and what is not taken and why."""
    afterwards = after_pasting(calculation, answer.cells)
    refused = (
        f"{_where(calculation, c)}: {excerpt(c.text)} {c.reason}" for c in answer.of("nekas")
    )
    separated = (_separate(afterwards, c) for c in answer.of("skiljer"))
    parts = (
        ("", (summary(answer), *answer.after)),
        ("Tas inte emot:", refused),
        ("Utanför tabellen:", answer.outside),
        ("Beräknas till annat, och skrivs aldrig:", separated),
        ("Ändras:", (_changed(calculation, c) for c in answer.of("andras"))),
    )
    return "\n\n".join(text for heading_, rows in parts if (text := _paragraph(heading_, rows)))


def _paragraph(heading_: str, rows: Iterable[str]) -> str:
    own_ones = list(rows)
    if not heading_ or not own_ones:
        return "\n".join(own_ones)
    return "\n".join([heading_, *(f"  {row}" for row in own_ones)])


def summary(answer: Pasting) -> str:
    """How many cells change, and how many do not and why, in one sentence."""
    return f"{', '.join(_counts(answer))}."


def _counts(answer: Pasting) -> Iterator[str]:
    others = len(answer.of("andras"))
    yield f"{count(others, 'cell', 'celler')} ändras" if others else "Ingen cell ändras"
    word = (
        ("lika", "är redan lika"),
        ("nekas", "tas inte emot"),
        ("skiljer", "beräknas till annat"),
    )
    for utfall, what in word:
        n = len(answer.of(utfall))  # type: ignore[arg-type]
        if n:
            yield f"{n} {what}"
    if answer.empty:
        yield count(answer.empty, "tom lämnas orörd", "tomma lämnas orörda")
    if answer.outside:
        yield "en del ligger utanför tabellen"


def _where(calculation: Calculation, cell: PasteCell) -> str:
    row = calculation.table.row(cell.row)
    return f"{row.label} · Namn" if cell.column == LABEL else heading(calculation, row, cell.column)


def _now(calculation: Calculation, cell: PasteCell) -> str:
    row = calculation.table.row(cell.row)
    if cell.column == LABEL:
        return row.label or EMPTY
    return _short(shown_text(calculation, row, calculation.table.column(cell.column)))


def _becomes(calculation: Calculation, cell: PasteCell) -> str:
    column = None if cell.column == LABEL else calculation.table.column(cell.column)
    if column is not None and column.refers and isinstance(cell.to, str):
        return _short(referred_text(calculation, column, cell.to))
    return _short(cell_text(cell.to, None))


def _short(text: str) -> str:
    rent = " ".join(text.split(" "))
    return excerpt(rent) if len(rent) > 40 or "\n" in rent else rent or EMPTY


def _changed(calculation: Calculation, cell: PasteCell) -> str:
    return f"{_where(calculation, cell)}: {_now(calculation, cell)} → {_becomes(calculation, cell)}"


def _separate(calculation: Calculation, cell: PasteCell) -> str:
    now, pasted = _now(calculation, cell), _becomes(calculation, cell)
    return f"{_where(calculation, cell)}: beräknas till {now}, inklistrat är {pasted}"
