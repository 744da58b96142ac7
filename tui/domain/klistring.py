"""A pasted block against a table (*klistring*): what each cell would become, or why it does not.

Nothing is changed here. An empty cell of the block leaves its cell as it is: a gap in a sheet
must not take a figure away. A figure over a computed cell is compared with it and never written.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, TypeAlias

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext, inmatningstext, visad_text, visade_decimaler
from tui.domain.inmatning import tolkad_inmatning
from tui.domain.klisterplats import BARA_TAL, namn, placering, rubriker_i, utdrag
from tui.domain.tabell import ETIKETT, Kolumn, Rad
from tui.domain.varde import Varde
from tui.fryst import fryst
from tui.svenska.block import Block, ar_tom, liknar_tal, ofarlig, utan_skydd
from tui.svenska.format import HARDSPACE
from tui.svenska.tal import Avslag

Utfall: TypeAlias = Literal["andras", "lika", "nekas", "skiljer"]
MAX_CELLTEXT = 2000
"""The longest text of a cell that is edited in one line."""
MAX_ORD = 40
"""The longest outcome in words ("ska öka") that is not a line of a page."""


@fryst
class Klistercell:
    """One pasted cell: where, what it says, and what comes of it.

    ``andras``: it gets ``till``. ``lika``: it holds that already. ``nekas``: it cannot hold it,
    ``skal`` says why. ``skiljer``: it is computed, to something else than what is pasted.
    """

    rad: str
    kolumn: str
    text: str
    utfall: Utfall
    till: Varde = None
    skal: str = ""


@fryst
class Klistring:
    """All that comes of a pasted block; ``tomma`` cells of it are empty and change nothing."""

    celler: tuple[Klistercell, ...]
    efter: tuple[str, ...] = ()
    utanfor: tuple[str, ...] = ()
    tomma: int = 0

    def av(self, utfall: Utfall) -> tuple[Klistercell, ...]:
        """The cells with one outcome."""
        return tuple(cell for cell in self.celler if cell.utfall == utfall)


PROSA = "Det inklistrade är löpande text och inga celler, och kolumnen tar tal; ingenting ändrades."


def klistring(kalkyl: Kalkyl, block: Block, rad_nr: int, kolumn_id: str) -> Klistring | Avslag:
    """What pasting a block with the cursor on a cell would do, or why it can do nothing at all."""
    if ar_prosa(kalkyl, block, kolumn_id):
        return Avslag(PROSA)
    plats = placering(kalkyl, block, rad_nr, kolumn_id)
    if isinstance(plats, Avslag):
        return plats
    par = [
        (kalkyl.tabell.rad(rad_id), kol_id, block[i][j])
        for i, rad_id in plats.rader.items()
        for j, kol_id in plats.kolumner.items()
        if j < len(block[i])
    ]
    fyllda = [p for p in par if not ar_tom(p[2])]
    inmatade = [_cell(kalkyl, *p) for p in fyllda if not _beraknas(kalkyl, *p)]
    # A pasted sum belongs to the figures that are pasted with it.
    efterat = efter_klistring(kalkyl, inmatade)
    beraknade = [_beraknad_cell(efterat, *p) for p in fyllda if _beraknas(kalkyl, *p)]
    tomma = len(par) - len(fyllda)
    return Klistring((*inmatade, *beraknade), plats.efter, plats.utanfor, tomma)


def _beraknas(kalkyl: Kalkyl, rad: Rad, kolumn_id: str, _text: str) -> bool:
    return kalkyl.ar_beraknad(rad.id, kolumn_id)


def efter_klistring(kalkyl: Kalkyl, celler: Iterable[Klistercell]) -> Kalkyl:
    """The table as it is worked out with the changes made."""
    tabell = kalkyl.tabell
    for cell in celler:
        if cell.utfall == "andras":
            tabell = tabell.med_rad(tabell.rad(cell.rad).med_cell(cell.kolumn, cell.till))
    syskon = {**kalkyl.sammanhang.tabeller, tabell.id: tabell}
    return Kalkyl(tabell, replace(kalkyl.sammanhang, tabeller=syskon))


def ar_prosa(kalkyl: Kalkyl, block: Block, kolumn_id: str) -> bool:
    """Whether lines of text without any figure among them are pasted over a column of figures."""
    kolumn = None if kolumn_id == ETIKETT else kalkyl.tabell.kolumn(kolumn_id)
    if kolumn is None or not kolumn.numerisk or max(map(len, block)) > 1:
        return False
    # A target or an outcome may be said in words, but not in sentences.
    langa = kolumn.typ in BARA_TAL or any(len(rad[0]) > MAX_ORD for rad in block)
    return langa and not any(liknar_tal(rad[0]) for rad in block)


def tar_block(kalkyl: Kalkyl, block: Block, kolumn_id: str) -> bool:
    """Whether a pasted text is taken as cells: lines without tabs over text are one text."""
    if not block or max(map(len, block)) > 1:
        return bool(block)
    return kolumn_id != ETIKETT and kalkyl.tabell.kolumn(kolumn_id).typ not in ("text", "langtext")


# ---- one cell ----------------------------------------------------------------------------------


def _cell(kalkyl: Kalkyl, rad: Rad, kolumn_id: str, text: str) -> Klistercell:
    if _samma_text(kopietext(kalkyl, rad, kolumn_id), text):
        return Klistercell(rad.id, kolumn_id, text, "lika")
    text = utan_skydd(text)
    if kolumn_id == ETIKETT:
        return _etikettcell(kalkyl, rad, text)
    if rad.art == "rubrik":
        skal = "Raden är en rubrik och har inga värden."
        return Klistercell(rad.id, kolumn_id, text, "nekas", skal=skal)
    return _inmatad_cell(kalkyl, rad, kolumn_id, text)


def _samma_text(egen: str, text: str) -> bool:
    return egen.replace("−", "-") in (text, text.strip().replace("−", "-"))


def _etikettcell(kalkyl: Kalkyl, rad: Rad, text: str) -> Klistercell:
    if namn(text) == namn(rad.etikett):
        return Klistercell(rad.id, ETIKETT, text, "lika")
    if not kalkyl.tabell.mall.lista:
        skal = "Radens namn är fast i tabellen."
        return Klistercell(rad.id, ETIKETT, text, "nekas", skal=skal)
    return _med_svar(rad, ETIKETT, text, _enradig(text))


def _beraknad_cell(kalkyl: Kalkyl, rad: Rad, kolumn_id: str, text: str) -> Klistercell:
    """A figure against what the cell is computed to; ``till`` is the pasted one."""
    if _samma_text(kopietext(kalkyl, rad, kolumn_id), text):
        return Klistercell(rad.id, kolumn_id, text, "lika")
    kolumn = kalkyl.tabell.kolumn(kolumn_id)
    svar = tolkad_inmatning(text, kalkyl.tabell, rad, kolumn.id)
    if isinstance(svar, Avslag):
        return Klistercell(rad.id, kolumn.id, text, "nekas", skal=svar.mening)
    decimaler = visade_decimaler(kalkyl, rad, kolumn)
    lika = celltext(svar, decimaler) == celltext(kalkyl.visat(rad.id, kolumn.id), decimaler)
    return Klistercell(rad.id, kolumn.id, text, "lika" if lika else "skiljer", svar)


def _inmatad_cell(kalkyl: Kalkyl, rad: Rad, kolumn_id: str, text: str) -> Klistercell:
    kolumn = kalkyl.tabell.kolumn(kolumn_id)
    match kolumn.typ:
        case "val":
            svar = _val(kalkyl, kolumn, text)
        case "text":
            svar = _enradig(text)
        case _:
            svar = tolkad_inmatning(text, kalkyl.tabell, rad, kolumn_id)
    return _med_svar(rad, kolumn_id, text, svar)


def _med_svar(rad: Rad, kolumn_id: str, text: str, svar: Varde | Avslag) -> Klistercell:
    if isinstance(svar, Avslag):
        return Klistercell(rad.id, kolumn_id, text, "nekas", skal=svar.mening)
    nu = rad.etikett if kolumn_id == ETIKETT else rad.celler.get(kolumn_id)
    lika = svar == nu and type(svar) is type(nu)
    return Klistercell(rad.id, kolumn_id, text, "lika" if lika else "andras", svar)


def _enradig(text: str) -> Varde | Avslag:
    rent = " ".join(text.split())
    if len(rent) > MAX_CELLTEXT:
        return Avslag(f"Texten är längre än {MAX_CELLTEXT} tecken och ryms inte i cellen.")
    return rent


def valbara(kalkyl: Kalkyl, kolumn: Kolumn) -> tuple[tuple[str, str], ...]:
    """The choices of a column as keys and names: rows pointed to, or the steps of its scale."""
    if kolumn.hanvisar:
        tabell = kalkyl.sammanhang.tabeller.get(kolumn.hanvisar)
        return tuple((r.id, r.etikett) for r in tabell.rader) if tabell else ()
    return tuple((s, s) for s in kalkyl.sammanhang.installningar.skala(kolumn.skala))


def _val(kalkyl: Kalkyl, kolumn: Kolumn, text: str) -> Varde | Avslag:
    alla = valbara(kalkyl, kolumn)
    sokt = namn(text)
    traffar = [id_ for id_, ord_ in alla if sokt in (namn(id_), namn(ord_))]
    if len(traffar) == 1:
        return traffar[0]
    ord_ = ", ".join(utdrag(o) for _, o in alla[:6])
    return Avslag(f"Här väljs ett av: {ord_}{' …' if len(alla) > 6 else ''}." if alla else
                  "Här finns inget att välja på.")  # fmt: skip


# ---- the way back ------------------------------------------------------------------------------


def kopietext(kalkyl: Kalkyl, rad: Rad, kolumn_id: str) -> str:
    """What a copied cell says: a figure as a spreadsheet takes it, a choice by its name."""
    if kolumn_id == ETIKETT:
        return ofarlig(rad.etikett)
    kolumn, visat = kalkyl.tabell.kolumn(kolumn_id), kalkyl.visat(rad.id, kolumn_id)
    if kolumn.hanvisar:
        return ofarlig(visad_text(kalkyl, rad, kolumn))
    if not kolumn.numerisk:
        return ofarlig(inmatningstext(visat))
    if kalkyl.ar_beraknad(rad.id, kolumn_id):
        text = celltext(visat, visade_decimaler(kalkyl, rad, kolumn)).replace(HARDSPACE, "")
    else:
        text = inmatningstext(visat)
    return ofarlig(text.replace("−", "-"))


def kopieblock(kalkyl: Kalkyl) -> Iterator[tuple[str, ...]]:
    """The whole table as rows of cells, its headings first."""
    ids, rubriker = zip(*rubriker_i(kalkyl), strict=True)
    yield tuple(map(ofarlig, rubriker))
    for rad in kalkyl.tabell.rader:
        yield tuple(kopietext(kalkyl, rad, id_) for id_ in ids)
