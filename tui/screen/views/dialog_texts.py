"""Texts for dialogs: what pasting a block would do, and help on the table under the cursor."""

from collections.abc import Iterable, Iterator, Sequence

from tui.checks.pasting.preview import contradictions
from tui.domain.calculation import Calculation, figures_scale
from tui.domain.cell_text import (
    cell_text,
    cells_decimals,
    column_heading,
    referred_text,
    shown_text,
)
from tui.domain.paste import PasteCell, Pasting, excerpt, taken, with_rows
from tui.domain.period import Period
from tui.domain.scale import ASSESSED, MEANINGS
from tui.domain.settings import Settings
from tui.domain.settings_fields import SCALE_NAME
from tui.domain.symbols import SIGNAL_SIGN
from tui.domain.table import LABEL, Table
from tui.screen.views.panel import heading
from tui.svenska.format import count

EMPTY = "tomt"
_MOST = 12


def paste_text(calculation: Calculation, answer: Pasting) -> str:
    """The whole preview: how many, what, and what is not taken and why."""
    new = _new_rows(calculation.table, answer)
    calculation, afterwards = with_rows(calculation, answer), taken(calculation, answer)
    refused = (
        f"{_where(calculation, c)}: {excerpt(c.text)} {c.reason}" for c in answer.of("nekas")
    )
    wrong = (finding.sentence for finding in contradictions(calculation, answer))
    separated = (_separate(afterwards, c) for c in answer.of("tryckt"))
    parts = (
        ("", (summary(answer), *answer.after)),
        ("Stämmer inte med resten:", wrong),
        ("Nya rader:", new),
        ("Ändras:", (_changed(calculation, c) for c in answer.of("andras"))),
        ("Beräknas till annat, och behålls som tryckta:", separated),
        ("Tas inte emot:", refused),
        ("Utanför tabellen:", answer.outside),
        ("Finns inte i filen:", _shortened(answer.standing)),
    )
    return "\n\n".join(text for heading_, rows in parts if (text := _paragraph(heading_, rows)))


def _shortened(lines: Sequence[str]) -> list[str]:
    """The first of many lines, and how many more there are."""
    more = len(lines) - _MOST
    return [*lines[:_MOST], f"och {count(more, 'rad', 'rader')} till"] if more > 1 else list(lines)


def _new_rows(table: Table, answer: Pasting) -> list[str]:
    """The rows that come in, by the names that they get, and what each is part of."""
    names = {cell.row: cell.text for cell in answer.cells if cell.column == LABEL}
    rows = answer.table.rows if answer.table else ()
    labels = {row.id: row.label for row in rows}
    return [
        f"{names.get(row.id, row.label)}{_inside(labels.get(row.parent or '', ''))}"
        for row in rows
        if row.id not in table.index
    ]


def _inside(label: str) -> str:
    """What a new row is part of: a heading, or the sum that it counts in."""
    return f" (i {label})" if label else ""


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
        ("tryckt", "behålls som tryckta"),
    )
    for utfall, what in word:
        n = len(answer.of(utfall))  # type: ignore[arg-type]
        if n:
            yield f"{n} {what}"
    if answer.empty:
        yield count(answer.empty, "tom lämnas orörd", "tomma lämnas orörda")
    if answer.standing:
        yield f"{count(len(answer.standing), 'rad', 'rader')} med tal finns inte i filen"
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
    row, column = calculation.table.row(cell.row), calculation.table.column(cell.column)
    gives = cell_text(calculation.computed(row.id, column.id), cells_decimals(row, column))
    where, pasted = _where(calculation, cell), _becomes(calculation, cell)
    if cell.to is None:
        return f"{where}: beräknas till {gives or EMPTY} som i blocket, det tryckta tas bort"
    return f"{where}: beräknas till {gives or EMPTY}, det nya är {pasted}"


# ---- help ---

SYMBOLS = (
    "▲ bättre än budget eller i fjol   · i nivå   ▽ sämre   ▼ mycket sämre",
    "! fel   ? bör ses över   □ saknas   ≈ (svagt) tryckt tal som skiljer sig genom avrundning",
    "… ofullständig summa: tal saknas i någon del   – inget: räknas som 0",
    "Dämpade kolumner räknas av programmet och finns inte i det tryckta dokumentet.",
    "Kursiva tal är hämtade ur löptexten. Tomt, 0 och – är tre olika saker.",
)


def scale_signs(settings: Settings) -> tuple[str, ...]:
    """The symbols of the nämnd's own scales, a line a scale."""
    assessed = (name for name, meanings in MEANINGS.items() if meanings == ASSESSED)
    return tuple(
        f"{SCALE_NAME[name]}: " + "   ".join(f"{s.sign or SIGNAL_SIGN[s.signal]} {s.name}"
                                             for s in settings.steps(name))
        for name in assessed
    )  # fmt: skip


def help_text(
    table: Table | None, period: Period, keys: Iterable[tuple[str, str]], settings: Settings
) -> str:
    """The whole help as one text."""
    parts = list(_about_table(table, period, settings) if table else ())
    parts += ["Tecken", *_indented((*SYMBOLS, *scale_signs(settings))), ""]
    parts += ["Tangenter", *(f"  {shown or '–':<12} {name}" for shown, name in keys)]
    parts += [
        "",
        "Skriv direkt i cellen, eller Enter/F2 för att ändra det som står där.",
        "Tab och Enter går vidare, Esc ångrar inmatningen, Delete tömmer cellen.",
        "Rubriker (↑ från första raden) och radnamn ändras som celler; efter = skrivs en regel med",
        "tabellens ord: =prognos - budget, =summa(raderna under). Skift+F2 visar hela formen.",
        "Tal: −158 695, 1 234,5, 12,5 %, (5) och =31417*1,02. Punkt vägras: den är tvetydig.",
    ]
    return "\n".join(parts)


def _about_table(table: Table, period: Period, settings: Settings) -> Iterable[str]:
    yield table.heading
    yield from _indented((table.help_, table.sign, table.note))
    yield from _indented(f"{mark} {text}" for mark, text in table.footnotes.items())
    yield ""
    yield "Kolumner"
    for column in table.columns:
        kind = "beräknad" if column.computed else "inmatad"
        yield f"  {column_heading(column, period)} ({kind})"
        if column.help_:
            yield f"      {column.help_}"
        if scale := figures_scale(column):
            steps = enumerate(settings.scale(scale), 1)
            yield "      " + ", ".join(f"{number} {name}" for number, name in steps)
    yield ""


def _indented(rows: Iterable[str]) -> list[str]:
    return [f"  {row}" for row in rows if row]
