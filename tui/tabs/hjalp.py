"""Help on the table under the cursor: its columns, signs and symbols, and the keys."""

from collections.abc import Iterable

from tui.domain.celltext import kolumnrubrik
from tui.domain.period import Period
from tui.domain.tabell import Tabell

SYMBOLER = (
    "▲ bättre än budget eller i fjol   · i nivå   ▽ sämre   ▼ mycket sämre",
    "✓ uppnått   ≈ nära   ✗ ej uppnått   ○ ◔ ◕ ● ej, delvis, i hög grad, helt uppfyllt",
    "! fel   ? bör ses över   ≈ (svagt) tryckt tal som skiljer sig genom avrundning",
    "Dämpade kolumner räknas av programmet och finns inte i det tryckta dokumentet.",
    "Kursiva tal är hämtade ur löptexten. Tomt, 0 och – är tre olika saker.",
)


def hjalptext(tabell: Tabell | None, period: Period, tangenter: Iterable[tuple[str, str]]) -> str:
    """The whole help as one text."""
    delar = [*(_om_tabellen(tabell, period) if tabell else ()), "Tecken", *_indragna(SYMBOLER), ""]
    delar += ["Tangenter", *(f"  {visas or '–':<12} {namn}" for visas, namn in tangenter)]
    delar += [
        "",
        "Skriv direkt i cellen, eller Enter/F2 för att ändra det som står där.",
        "Tab och Enter går vidare, Esc ångrar inmatningen, Delete tömmer cellen.",
        "Tal: −158 695, 1 234,5, 12,5 %, (5) och =31417*1,02. Punkt vägras: den är tvetydig.",
    ]
    return "\n".join(delar)


def _om_tabellen(tabell: Tabell, period: Period) -> Iterable[str]:
    yield tabell.rubrik
    yield from _indragna((tabell.mall.hjalp, tabell.mall.tecken, tabell.not_))
    yield from _indragna(f"{marke} {text}" for marke, text in tabell.fotnoter.items())
    yield ""
    yield "Kolumner"
    for kolumn in tabell.kolumner:
        art = "beräknad" if kolumn.beraknad else "inmatad"
        yield f"  {kolumnrubrik(kolumn, period)} ({art})"
        if kolumn.hjalp:
            yield f"      {kolumn.hjalp}"
    yield ""


def _indragna(rader: Iterable[str]) -> list[str]:
    return [f"  {rad}" for rad in rader if rad]
