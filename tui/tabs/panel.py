"""The panel that follows the cursor: how a cell came about, its judgement, notes and chart."""

from collections.abc import Iterable

from tui.domain.berakning import Kalkyl
from tui.domain.cellbedomning import cellbedomning
from tui.domain.celltext import (
    cellens_decimaler,
    cellens_enhet,
    celltext,
    kolumnrubrik,
    visad_text,
)
from tui.domain.fel import Fynd
from tui.domain.forklaring import Forklaring, Term, forklaring
from tui.domain.tabell import ETIKETT, Kolumn, Rad
from tui.domain.uttryck import Egen
from tui.domain.varde import Varde
from tui.tabs.tecken import FYNDTECKEN, signalklass, signaltecken
from tui.widgets.modell import Bit, Textrad, brutna

Stycke = tuple[str, str]


def panelrader(
    kalkyl: Kalkyl,
    rad: Rad,
    kolumn_id: str,
    fynd: Iterable[Fynd],
    bild: tuple[Textrad, ...],
    bredd: int,
) -> tuple[Textrad, ...]:
    """All lines of the panel for one cell, wrapped to the width, most important first."""
    if kolumn_id == ETIKETT:
        return (*_etikettrader(kalkyl, rad, bredd), *bild)
    kolumn = kalkyl.tabell.kolumn(kolumn_id)
    return (
        *_vardesrader(kalkyl, rad, kolumn, bredd),
        *_bedomningsrader(kalkyl, rad, kolumn, bredd),
        *(r for f in fynd for r in fyndrader(f, bredd)),
        *_kommentarrader(rad, kolumn_id, bredd),
        *_notrader(kalkyl, rad, kolumn_id, bredd),
        *(((), *bild) if bild else ()),
    )


def rubrik(kalkyl: Kalkyl, rad: Rad, kolumn_id: str) -> str:
    """The panel's heading: row and column."""
    if kolumn_id == ETIKETT:
        return rad.etikett
    kolumn = kalkyl.tabell.kolumn(kolumn_id)
    return f"{rad.etikett} · {kolumnrubrik(kolumn, kalkyl.sammanhang.period)}"


def stycke(text: str, klass: str, bredd: int, indrag: str = "") -> tuple[Textrad, ...]:
    """A paragraph wrapped to the width, later lines indented."""
    rader = brutna(text, max(8, bredd - len(indrag)))
    return tuple(((("" if i == 0 else indrag) + rad, klass),) for i, rad in enumerate(rader))


def _etikettrader(kalkyl: Kalkyl, rad: Rad, bredd: int) -> tuple[Textrad, ...]:
    return (
        *stycke(rad.etikett, "stark", bredd),
        *_notrader(kalkyl, rad, ETIKETT, bredd),
    )


def _text(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, varde: Varde) -> str:
    enhet = cellens_enhet(kalkyl.tabell, rad, kolumn)
    return celltext(varde, cellens_decimaler(rad, kolumn), enhet) or "tomt"


def _vardesrader(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, bredd: int) -> tuple[Textrad, ...]:
    forklarad = forklaring(kalkyl, rad.id, kolumn.id)
    if forklarad is None:
        return stycke(visad_text(kalkyl, rad, kolumn) or "tomt", "stark", bredd)
    rader = _uttrycksrader(kalkyl, forklarad, rad, kolumn, bredd)
    tryckt = rad.tryckt.get(kolumn.id)
    if kalkyl.sammanhang.last and tryckt is None and kalkyl.trycks(rad, kolumn.id):
        return (*rader, (("Dokumentet trycker inget här.", "dampad"),))
    if tryckt is None or tryckt == forklarad.resultat:
        return rader
    return (*rader, (("Tryckt ", "dampad"), (_text(kalkyl, rad, kolumn, tryckt), "stark")))


def _uttrycksrader(
    kalkyl: Kalkyl, f: Forklaring, rad: Rad, kolumn: Kolumn, bredd: int
) -> tuple[Textrad, ...]:
    resultat = _text(kalkyl, rad, kolumn, f.resultat)
    if not f.termer:
        return stycke(f"{resultat}: {f.regel}" if f.regel else resultat, "", bredd)
    delar = " ".join(_termtext(t) for t in f.termer if t.varde is not None)
    slut = f", {f.efter}" if f.efter else ""
    return stycke(f"{resultat} = {delar or 'inga tal'}{slut}", "", bredd, "  ")


def _termtext(term: Term) -> str:
    tecken = f"{term.tecken} " if term.tecken else ""
    return f"{tecken}{term.namn} {celltext(term.varde, None)}"


def _bedomningsrader(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, bredd: int) -> tuple[Textrad, ...]:
    bedomning = cellbedomning(kalkyl, rad, kolumn)
    if bedomning is None:
        return ()
    text = f"{signaltecken(bedomning)} {bedomning.ord}"
    if bedomning.regel and not isinstance(kolumn.regel, Egen):
        text += f" – {bedomning.regel}"
    return stycke(text, signalklass(bedomning), bredd, "  ")


def fyndrader(fynd: Fynd, bredd: int) -> tuple[Textrad, ...]:
    """One finding, its symbol first."""
    tecken, klass = FYNDTECKEN[fynd.allvar]
    forsta, *fler = brutna(fynd.mening, max(8, bredd - 2))
    huvud: tuple[Bit, ...] = ((f"{tecken} ", klass), (forsta, ""))
    return (huvud, *(((f"  {rad}", ""),) for rad in fler))


def _kommentarrader(rad: Rad, kolumn_id: str, bredd: int) -> tuple[Textrad, ...]:
    kommentar = rad.celler.get("kommentar")
    if not isinstance(kommentar, str) or kolumn_id == "kommentar":
        return ()
    return stycke(f"Kommentar: {kommentar}", "", bredd, "  ")


def _notrader(kalkyl: Kalkyl, rad: Rad, kolumn_id: str, bredd: int) -> tuple[Textrad, ...]:
    noter = [rad.noter.get(kolumn_id), rad.noter.get(ETIKETT) if kolumn_id != ETIKETT else None]
    rader = [r for n in noter if n for r in stycke(f"Not: {n}", "dampad", bredd, "     ")]
    kalla = rad.kallor.get(kolumn_id) or rad.kallor.get(ETIKETT)
    if kalla == "prosa":
        rader += stycke("Källa: löptexten, inte en tryckt tabell.", "dampad", bredd, "     ")
    elif kalla or kalkyl.tabell.kalla:
        rader += stycke(f"Källa: {kalla or kalkyl.tabell.kalla}", "dampad", bredd, "     ")
    return tuple(rader)
