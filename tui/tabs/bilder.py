"""The small pictures of the panel: bars beside the same figures, and the risk square."""

from decimal import Decimal

from tui.domain.bedomning import riskband
from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext, kolumnrubrik, visad_text
from tui.domain.tabell import Rad
from tui.domain.varde import tal_i
from tui.tabs.tecken import signalklass, signaltecken
from tui.widgets.modell import Bit, Textrad

STAPLAR = ("budget", "beslutad", "prognos", "utfall", "foregaende", "ar", "fjol", "plan1", "plan2")
MAX_STAPEL = 30


def bild(kalkyl: Kalkyl, rad: Rad, bredd: int) -> tuple[Textrad, ...]:
    """The picture that suits the table, or none."""
    if {"sannolikhet", "vasentlighet"} <= kalkyl.tabell.kolumn_index.keys():
        return riskruta(kalkyl, rad)
    return staplar(kalkyl, rad, bredd)


def staplar(kalkyl: Kalkyl, rad: Rad, bredd: int) -> tuple[Textrad, ...]:
    """A bar for each of the row's main figures, against the largest of them."""
    tal = [
        (k, tal_i(kalkyl.visat(rad.id, k.id))) for k in kalkyl.tabell.kolumner if k.id in STAPLAR
    ]
    kanda = [(k, t) for k, t in tal if t is not None]
    takt = _arstakt(kalkyl, rad)
    storst = max((abs(t) for _, t in kanda), default=Decimal(0))
    if len(kanda) < 2 or not storst:
        return ()
    poster = [
        (kolumnrubrik(k, kalkyl.sammanhang.period), t, visad_text(kalkyl, rad, k)) for k, t in kanda
    ]
    if takt is not None:
        poster.append(("Takt 12 månader", takt, celltext(takt, 0)))
        storst = max(storst, abs(takt))
    namnbredd = min(24, max(len(namn) for namn, _, _ in poster))
    plats = max(6, min(MAX_STAPEL, bredd - namnbredd - 14))
    return tuple(
        _stapelrad(namn[:namnbredd].ljust(namnbredd), abs(t) / storst, text, plats)
        for namn, t, text in poster
    )


def _stapelrad(namn: str, andel: Decimal, text: str, plats: int) -> Textrad:
    fyllda = round(andel * plats)
    return (
        (f"{namn} ", "dampad"),
        ("█" * fyllda, "info"),
        (" " * (plats - fyllda), ""),
        (f"{text:>12}", ""),
    )


def _arstakt(kalkyl: Kalkyl, rad: Rad) -> Decimal | None:
    takt = kalkyl.tal(rad.id, "takt_hittills")
    return None if takt is None else takt * 12


def riskruta(kalkyl: Kalkyl, rad: Rad) -> tuple[Textrad, ...]:
    """The 4×4 picture: how many risks stand in each square, and the square's band by its sign;
    the row's own is in brackets."""
    rutor = [
        (kalkyl.tal(r.id, "sannolikhet"), kalkyl.tal(r.id, "vasentlighet"))
        for r in kalkyl.tabell.rader
    ]
    egen = (kalkyl.tal(rad.id, "sannolikhet"), kalkyl.tal(rad.id, "vasentlighet"))
    rader: list[Textrad] = [(("Sannolikhet ↑ (antal risker)", "dampad"),)]
    for s in range(4, 0, -1):
        bitar: list[Bit] = [(f"{s} ", "dampad")]
        for v in range(1, 5):
            plats = (Decimal(s), Decimal(v))
            bitar.append(_riskbit(kalkyl, plats, rutor.count(plats), plats == egen))
        rader.append(tuple(bitar))
    rader.append((("    1    2    3    4  → väsentlighet", "dampad"),))
    return tuple(rader)


def _riskbit(kalkyl: Kalkyl, plats: tuple[Decimal, Decimal], antal: int, egen: bool) -> Bit:
    band = riskband(plats[0] * plats[1], kalkyl.sammanhang.installningar.trosklar)
    tecken, klass = (signaltecken(band), signalklass(band)) if band else ("", "")
    text = f"{antal or '':>2}{tecken}"
    return (f"[{text}]" if egen else f" {text} ", f"{klass} stark" if antal else klass)
