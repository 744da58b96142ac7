"""The texts that a cell and a heading are shown as (*celltext*, *kolumnrubrik*).

One place for the screen and for every printed form: figures the Swedish way, targets, pairs and
marks as the documents print them. Text is given as it is; whoever shows it makes it harmless.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl
from tui.domain.period import Period
from tui.domain.tabell import Kolumn, Rad, Tabell
from tui.domain.uttryck import Forandring, Kvot, PerManad
from tui.domain.varde import Malvarde, Marke, Par, Varde
from tui.svenska.format import HARDSPACE, belopp

MARKESORD = {
    Marke.STRECK: "–",
    Marke.EJ_TILLGANGLIG: "ej tillgänglig",
    Marke.EJ_FRAGAD: "ej tillfrågad",
}

KVOTDECIMALER = 1
# More decimals than anybody types: a quotient that came here without its column.
MAX_EGNA_DECIMALER = 12


def celltext(varde: Varde, decimaler: int | None, enhet: str = "") -> str:
    """The value as text; ``decimaler`` None shows a figure with its own decimals.

    Of the units only "%" is written at the figure; the others stand in a heading or a column.
    """
    procent = f"{HARDSPACE}%" if enhet == "%" else ""
    match varde:
        case None:
            return ""
        case Decimal():
            return _tal(varde, decimaler) + procent
        case Malvarde(jamforelse, tal):
            return jamforelse + _tal(tal, decimaler) + procent
        case Par(tal, inom_parentes, fotnot):
            return f"{_tal(tal, decimaler)} ({_tal(inom_parentes, decimaler)}){fotnot}"
        case Marke():
            return MARKESORD[varde]
    return varde


def _tal(tal: Decimal, decimaler: int | None) -> str:
    if decimaler is None and decimaler_i(tal) > MAX_EGNA_DECIMALER:
        decimaler = KVOTDECIMALER
    return belopp(tal, decimaler)


def cellens_decimaler(rad: Rad, kolumn: Kolumn) -> int | None:
    """How many decimals a cell is shown with, None for as many as it has.

    The row overrides the column, but not a share, which is in per cent whatever the row is in.
    A quotient has no decimals of its own and gets one.
    """
    kvot = isinstance(kolumn.regel, Kvot | Forandring)
    if rad.decimaler is not None and not kvot:
        return rad.decimaler
    if kolumn.decimaler is None and (kvot or _delas(rad, kolumn)):
        return KVOTDECIMALER
    return kolumn.decimaler


def _delas(rad: Rad, kolumn: Kolumn) -> bool:
    regel = kolumn.regel or (rad.regel if kolumn.numerisk else None)
    return isinstance(regel, Kvot | Forandring | PerManad)


def cellens_enhet(tabell: Tabell, rad: Rad, kolumn: Kolumn) -> str:
    """The unit to write at a cell's figure: the row's, or "%" where no heading says per cent."""
    if not kolumn.numerisk:
        return ""
    if kolumn.typ != "procent":
        return rad.enhet or ""
    return "" if "%" in kolumn.rubrik or tabell.enhet == "%" else "%"


def visade_decimaler(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> int | None:
    """How many decimals the shown value gets: one that was typed or printed loses none."""
    decimaler = cellens_decimaler(rad, kolumn)
    varde = kalkyl.visat(rad.id, kolumn.id)
    if decimaler is None or not isinstance(varde, Decimal) or _raknat(kalkyl, rad, kolumn):
        return decimaler
    return max(decimaler, decimaler_i(varde))


def _raknat(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> bool:
    tryckt = kalkyl.sammanhang.last and kalkyl.trycks(rad, kolumn.id)
    return not tryckt and kalkyl.ar_beraknad(rad.id, kolumn.id)


def hanvisad_text(kalkyl: Kalkyl, kolumn: Kolumn, nyckel: str) -> str:
    """The label of the row that a key points to, the key itself where there is none."""
    tabell = kalkyl.sammanhang.tabeller.get(kolumn.hanvisar)
    return tabell.rad(nyckel).etikett if tabell and nyckel in tabell.index else nyckel


def visad_text(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> str:
    """The text of one cell of a document, as the screen and the printed forms show it."""
    visat = kalkyl.visat(rad.id, kolumn.id)
    if kolumn.hanvisar and isinstance(visat, str):
        return hanvisad_text(kalkyl, kolumn, visat)
    return celltext(
        visat,
        visade_decimaler(kalkyl, rad, kolumn),
        cellens_enhet(kalkyl.tabell, rad, kolumn),
    )


def inmatningstext(varde: Varde) -> str:
    """A value as a person would type it: no thousands spaces to stumble over."""
    if isinstance(varde, Decimal):
        return f"{varde:f}".replace(".", ",").replace("-", "−")
    return celltext(varde, None)


_FALT = re.compile(r"\{(\w+)\}")


def kolumnrubrik(kolumn: Kolumn, period: Period | None) -> str:
    """The column's heading, with the years and the riktpunkt that its declaration leaves open."""
    if period is None or "{" not in kolumn.rubrik:
        return kolumn.rubrik
    falt = _rubrikfalt(period)
    return _FALT.sub(lambda traff: falt.get(traff[1], traff[0]), kolumn.rubrik)


def _rubrikfalt(period: Period) -> dict[str, str]:
    gatt, hela = period.riktpunkt()
    andel = (Decimal(100) * gatt / hela).quantize(Decimal(1), ROUND_HALF_UP)
    planar = {f"ar{i}": str(period.ar + i) for i in range(1, 5)}
    return {"ar": str(period.ar), "fjol": str(period.ar - 1), "riktpunkt": str(andel), **planar}
