"""One table in a Word document: widths, repeated heading row, figures to the right, signals."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as Worddokument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import Table, _Cell

from tui.domain.tabell import Radart
from tui.report.rapport import Rapportcell, Rapportrad
from tui.report.tabelldelar import Tabelldel, syns
from tui.report.word_falt import element, skuggad

SIGNALFARG = {"bra": "DFF0D8", "varning": "FDECC8", "allvar": "F8D0D5", "neutral": "EEF1F4"}
TABELLSTIL = "Table Grid"
HUVUDFARG = "E3E9EE"
INDRAG = Mm(3.5)
STORLEK = Pt(8.5)
TECKEN, LUFT = int(Mm(1.7)), int(Mm(2.6))
CELLKANT = "68"
FET: tuple[Radart, ...] = ("summa",)
KURSIV: tuple[Radart, ...] = ("rubrik", "darav")


def satt_tabell(dokument: Worddokument, del_: Tabelldel, sidbredd: int) -> None:
    """Add a table as wide as it needs to be, at most as wide as the page."""
    tabell = tom_tabell(dokument, len(del_.rader) + 1, _bredder(del_, sidbredd))
    _beskriv(tabell, del_.rubrik)
    rader: Any = tabell.rows
    _huvudrad(rader[0], del_)
    for rad, wordrad in zip(del_.rader, list(rader)[1:], strict=True):
        _rad(wordrad, rad, del_)
    dokument.add_paragraph(style="Not")


def tom_tabell(dokument: Worddokument, rader: int, bredder: Sequence[int]) -> Table:
    """A table with fixed widths (EMU): a reader's own guess would differ between programs."""
    tabell: Table = dokument.add_table(rader, len(bredder), style=TABELLSTIL)
    tabell.alignment = WD_TABLE_ALIGNMENT.LEFT
    tabell.autofit = False
    for spalt, bredd in zip(tabell.columns, bredder, strict=True):
        spalt.width = Emu(bredd)
    # Word goes by the cells' own widths, LibreOffice by the columns'.
    for rad in tabell.rows:
        for cell, bredd in zip(rad.cells, bredder, strict=True):
            cell.width = Emu(bredd)
    _linjer(tabell)
    return tabell


def _bredder(del_: Tabelldel, sidbredd: int) -> list[int]:
    """The characters as widths (EMU); where they are too many, texts give way and figures not."""
    onskade = [LUFT + bredd * TECKEN for bredd in del_.bredder]
    minsta = [LUFT + bredd * TECKEN for bredd in del_.minsta]
    over, kan_ge = sum(onskade) - sidbredd, sum(onskade) - sum(minsta)
    if over <= 0:
        return onskade
    if over > kan_ge:
        return [bredd * sidbredd // sum(minsta) for bredd in minsta]
    return [o - (o - m) * over // kan_ge for o, m in zip(onskade, minsta, strict=True)]


def _linjer(tabell: Table) -> None:
    """Light rules between the rows and none between the columns, as the reports print them."""
    kanter = element("w:tblBorders")
    for namn in ("top", "left", "bottom", "right", "insideH", "insideV"):
        syns_ = namn in ("top", "bottom", "insideH")
        kant = {"val": "single" if syns_ else "nil", "sz": "4", "space": "0", "color": "BFC5CC"}
        kanter.append(element(f"w:{namn}", **kant))
    egenskaper = tabell._tbl.tblPr
    for gammal in egenskaper.findall(qn("w:tblBorders")):
        egenskaper.remove(gammal)
    _infoga(egenskaper, kanter, ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook"))
    luft = element("w:tblCellMar")
    for namn in ("left", "right"):
        luft.append(element(f"w:{namn}", w=CELLKANT, type="dxa"))
    _infoga(egenskaper, luft, ("w:tblLook",))


def _infoga(egenskaper: Any, nytt: Any, fore: Sequence[str]) -> None:
    """Put an element before those that the schema wants after it."""
    for namn in fore:
        plats = egenskaper.find(qn(namn))
        if plats is not None:
            plats.addprevious(nytt)
            return
    egenskaper.append(nytt)


def _beskriv(tabell: Table, text: str) -> None:
    """What a screen reader says of the table; Word takes at most 255 characters in a title."""
    tabell._tbl.tblPr.append(element("w:tblCaption", val=text[:255]))


def _huvudrad(wordrad: Any, del_: Tabelldel) -> None:
    egenskaper = wordrad._tr.get_or_add_trPr()
    egenskaper.append(element("w:cantSplit"))
    egenskaper.append(element("w:tblHeader"))
    celler = wordrad.cells
    skriv(celler[0], del_.etikettrubrik, fet=True)
    for cell, kolumn in zip(celler[1:], del_.kolumner, strict=True):
        skriv(cell, kolumn.rubrik, hoger=kolumn.hoger, fet=True)
    for cell in celler:
        skuggad(cell._tc.get_or_add_tcPr(), HUVUDFARG)


def _rad(wordrad: Any, rad: Rapportrad, del_: Tabelldel) -> None:
    wordrad._tr.get_or_add_trPr().append(element("w:cantSplit"))
    celler = wordrad.cells
    skriv(celler[0], rad.etikett, **_stil(rad.art))
    if rad.niva:
        celler[0].paragraphs[0].paragraph_format.left_indent = Emu(INDRAG * rad.niva)
    for wordcell, cell, kolumn in zip(celler[1:], rad.celler, del_.kolumner, strict=True):
        _cell(wordcell, cell, rad.art, hoger=kolumn.hoger)


def _stil(art: Radart) -> dict[str, bool]:
    return {"fet": art in FET, "kursiv": art in KURSIV}


def _cell(wordcell: _Cell, cell: Rapportcell, art: Radart, *, hoger: bool) -> None:
    if not syns(cell) or cell.signal is None:
        skriv(wordcell, cell.text, hoger=hoger, **_stil(art))
        return
    sjalv = cell.signal.ord == cell.text
    text = cell.text if sjalv else f"{cell.signal.tecken}\u00a0{cell.text}"
    skriv(wordcell, text, hoger=hoger, **_stil(art))
    skuggad(wordcell._tc.get_or_add_tcPr(), SIGNALFARG[cell.signal.signal.value])


def skriv(
    wordcell: _Cell, text: str, *, hoger: bool = False, fet: bool = False, kursiv: bool = False
) -> None:
    """A cell's one paragraph."""
    stycke = wordcell.paragraphs[0]
    stycke.paragraph_format.space_after = Pt(1)
    if hoger:
        stycke.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    lopa = stycke.add_run(text)
    lopa.font.size = STORLEK
    lopa.bold, lopa.italic = fet or None, kursiv or None
