"""Help on the table under the cursor: its columns, signs and symbols, and the keys."""

from collections.abc import Iterable

from tui.domain.cell_text import column_heading
from tui.domain.period import Period
from tui.domain.table import Table

SYMBOLS = (
    "▲ bättre än budget eller i fjol   · i nivå   ▽ sämre   ▼ mycket sämre",
    "✓ uppnått   ≈ nära   ✗ ej uppnått   ○ ◔ ◕ ● ej, delvis, i hög grad, helt uppfyllt",
    "! fel   ? bör ses över   ≈ (svagt) tryckt tal som skiljer sig genom avrundning",
    "Dämpade kolumner räknas av programmet och finns inte i det tryckta dokumentet.",
    "Kursiva tal är hämtade ur löptexten. Tomt, 0 och – är tre olika saker.",
)


def help_text(table: Table | None, period: Period, keys: Iterable[tuple[str, str]]) -> str:
    """The whole help as one text."""
    parts = [*(_about_table(table, period) if table else ()), "Tecken", *_indented(SYMBOLS), ""]
    parts += ["Tangenter", *(f"  {shown or '–':<12} {name}" for shown, name in keys)]
    parts += [
        "",
        "Skriv direkt i cellen, eller Enter/F2 för att ändra det som står där.",
        "Tab och Enter går vidare, Esc ångrar inmatningen, Delete tömmer cellen.",
        "Tal: −158 695, 1 234,5, 12,5 %, (5) och =31417*1,02. Punkt vägras: den är tvetydig.",
    ]
    return "\n".join(parts)


def _about_table(table: Table, period: Period) -> Iterable[str]:
    yield table.heading
    yield from _indented((table.template.help_, table.template.sign, table.note))
    yield from _indented(f"{mark} {text}" for mark, text in table.footnotes.items())
    yield ""
    yield "Kolumner"
    for column in table.columns:
        kind = "beräknad" if column.computed else "inmatad"
        yield f"  {column_heading(column, period)} ({kind})"
        if column.help_:
            yield f"      {column.help_}"
    yield ""


def _indented(rows: Iterable[str]) -> list[str]:
    return [f"  {row}" for row in rows if row]
