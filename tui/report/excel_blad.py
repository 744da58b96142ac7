"""One table as a sheet: figures as figures, rules as formulas, everything else as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import Any

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tui.report.excel_formel import excelformel
from tui.report.rapport import (
    Plats,
    Rapportcell,
    Rapportrad,
    Rapporttabell,
    Riskmatris,
    Stapeldiagram,
)
from tui.report.svg import KANT, SERIEFARGER
from tui.report.tabelldelar import caption, signalrader, syns, tabelldelar
from tui.report.talformat import cellens_talformat

MAX_TEXT = 32_767
HUVUDRAD = 5
GRUPPORDNING = ("tryckt", "underlag", "kommentar")
MINSTA, STORSTA, KOMMENTARBREDD, MINSTA_ETIKETT, MAX_RADER = 11, 44, 50, 24, 20
FARGER = {"bra": "DFF0D8", "varning": "FDECC8", "allvar": "F8D0D5", "neutral": "EEF1F4"}
HUVUD = PatternFill("solid", fgColor="E3E9EE")
STRECK = Side(style="thin", color="808890")
UNDER, OVER = Border(bottom=STRECK), Border(top=STRECK)
TYPSNITT = "Calibri"
FET, LITEN = Font(TYPSNITT, 11, bold=True), Font(TYPSNITT, 9, color="444444")
RADHOJD = 15
BRUTEN = Alignment(wrap_text=True, vertical="top")
INDRAGEN = Alignment("left", "top", wrap_text=True, indent=1)


@dataclass(frozen=True)
class Bladplan:
    """Where a table's cells stand on its sheet. ``spalter`` is each column's number there."""

    tabell: Rapporttabell
    spalter: tuple[int, ...]

    def adress(self, plats: Plats) -> str:
        """The address of a cell of the table."""
        rad, kolumn = plats
        return f"{get_column_letter(self.spalter[kolumn])}{HUVUDRAD + 1 + rad}"

    def har_tal(self, plats: Plats) -> bool:
        """Whether a cell of the table holds a figure."""
        return self.tabell.rader[plats[0]].celler[plats[1]].tal is not None


def bladplan(tabell: Rapporttabell) -> Bladplan:
    """The printed columns first, then what they rest on, the comments last."""
    antal = range(len(tabell.kolumner))
    ordning = sorted(antal, key=lambda i: GRUPPORDNING.index(tabell.kolumner[i].grupp))
    return Bladplan(tabell, tuple(ordning.index(i) + 2 for i in antal))


def satt_text(cell: Any, text: str) -> None:
    """Text that no spreadsheet takes for anything else, whatever it begins with."""
    cell.value = text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
    cell.data_type = "s"
    # What a user's own edit of the cell would otherwise turn into a formula.
    cell.quotePrefix = not text[:1].isalnum()


def satt_blad(ark: Worksheet, tabell: Rapporttabell, marke: str) -> dict[str, Decimal]:
    """Fill a sheet. Returns what its formulas give, by address."""
    plan = bladplan(tabell)
    _huvud(ark, plan, marke)
    varden: dict[str, Decimal] = {}
    for nr, rad in enumerate(tabell.rader):
        varden.update(_rad(ark, plan, nr, rad))
    _noter(ark, tabell)
    _utseende(ark, plan)
    return varden


def _huvud(ark: Worksheet, plan: Bladplan, marke: str) -> None:
    tabell = plan.tabell
    satt_text(ark["A1"], caption(tabell))
    ark["A1"].font = Font(TYPSNITT, 14, bold=True)
    for rad, text in enumerate((f"Enhet: {tabell.enhet}" * bool(tabell.enhet), tabell.tecken), 2):
        if text:
            satt_text(ark.cell(rad, 1), text)
            ark.cell(rad, 1).font = LITEN
    if marke:
        satt_text(ark["A4"], marke)
        ark["A4"].font = Font(TYPSNITT, 11, bold=True, color="9A4F00")
    satt_text(ark.cell(HUVUDRAD, 1), tabell.etikettrubrik)
    for spalt, kolumn in zip(plan.spalter, tabell.kolumner, strict=True):
        satt_text(ark.cell(HUVUDRAD, spalt), kolumn.rubrik)
        lage, indrag = ("right", 0) if kolumn.hoger else ("left", 1)
        ark.cell(HUVUDRAD, spalt).alignment = Alignment(
            lage, "bottom", wrap_text=True, indent=indrag
        )
    for spalt in range(1, len(plan.spalter) + 2):
        rubrik: Any = ark.cell(HUVUDRAD, spalt)
        rubrik.font, rubrik.fill, rubrik.border = FET, HUVUD, UNDER


def _rad(ark: Worksheet, plan: Bladplan, nr: int, rad: Rapportrad) -> Iterator[tuple[str, Decimal]]:
    etikett: Any = ark.cell(HUVUDRAD + 1 + nr, 1)
    satt_text(etikett, rad.etikett)
    etikett.alignment = Alignment(indent=rad.niva, wrap_text=True, vertical="top")
    _stil(etikett, rad)
    for kolumn, (spalt, cell) in enumerate(zip(plan.spalter, rad.celler, strict=True)):
        excelcell: Any = ark.cell(HUVUDRAD + 1 + nr, spalt)
        formel = _fyll(excelcell, cell, plan)
        hoger = plan.tabell.kolumner[kolumn].hoger
        excelcell.alignment = Alignment("right", "top") if hoger else INDRAGEN
        _stil(excelcell, rad)
        if formel and cell.tal is not None:
            yield plan.adress((nr, kolumn)), cell.tal


def _stil(excelcell: Any, rad: Rapportrad) -> None:
    if rad.art == "summa":
        excelcell.font, excelcell.border = FET, OVER
    elif rad.art in ("rubrik", "darav"):
        excelcell.font = Font(TYPSNITT, 11, italic=True)


def _fyll(excelcell: Any, cell: Rapportcell, plan: Bladplan) -> bool:
    """Put the value in; whether it is a formula."""
    if syns(cell) and cell.signal is not None:
        excelcell.fill = PatternFill("solid", fgColor=FARGER[cell.signal.signal.value])
    if cell.anm:
        excelcell.comment = Comment(cell.anm, "Nämndkoll", height=70, width=260)
    if cell.tal is None:
        if cell.text:
            satt_text(excelcell, cell.text)
        return False
    excelcell.number_format = cellens_talformat(cell)
    formel = excelformel(cell.formel, plan.adress, plan.har_tal) if cell.formel else ""
    excelcell.value = formel or cell.tal
    return bool(formel)


def _noter(ark: Worksheet, tabell: Rapporttabell) -> None:
    """Below the table: what the colours say, the printed figures that stand, and the notes."""
    texter = [f"{rad.tecken} {rad.text}" for rad in signalrader(tabell)]
    texter += [f"{vem}: {anm}" for vem, anm in anmarkningar(tabell)]
    for nr, text in enumerate((*texter, *tabell.noter), HUVUDRAD + len(tabell.rader) + 2):
        satt_text(ark.cell(nr, 1), text)
        ark.cell(nr, 1).font = LITEN


def anmarkningar(tabell: Rapporttabell) -> Iterator[tuple[str, str]]:
    """Where a printed figure stands although its parts give another, and what they give."""
    for rad in tabell.rader:
        for kolumn, cell in zip(tabell.kolumner, rad.celler, strict=True):
            if cell.anm:
                yield f"{rad.etikett}, {kolumn.rubrik}", cell.anm


def _utseende(ark: Worksheet, plan: Bladplan) -> None:
    ark.freeze_panes = f"B{HUVUDRAD + 1}"
    ark.print_title_rows = f"{HUVUDRAD}:{HUVUDRAD}"
    bredder = dict(_bredder(plan))
    for spalt, bredd in bredder.items():
        ark.column_dimensions[get_column_letter(spalt)].width = bredd
    # Not every program fits a row to wrapped text by itself.
    for rad in range(HUVUDRAD, HUVUDRAD + 1 + len(plan.tabell.rader)):
        rader = (_antal_rader(ark.cell(rad, s).value, bredd) for s, bredd in bredder.items())
        ark.row_dimensions[rad].height = RADHOJD * max(rader)


def _bredder(plan: Bladplan) -> Iterator[tuple[int, int]]:
    """The sheet's columns with their widths in characters."""
    delar = tabelldelar(plan.tabell)
    yield 1, max(MINSTA_ETIKETT, *(d.bredder[0] for d in delar))
    kanda = {k.rubrik: b for d in delar for k, b in zip(d.kolumner, d.bredder[1:], strict=True)}
    for i, kolumn in enumerate(plan.tabell.kolumner):
        tom = not any(rad.celler[i].text for rad in plan.tabell.rader)
        bredd = MINSTA if tom else kanda.get(kolumn.rubrik, KOMMENTARBREDD)
        yield plan.spalter[i], max(MINSTA, min(bredd, STORSTA)) + 2


def _antal_rader(varde: Any, bredd: int) -> int:
    """How many lines a text takes in a column, a formula or a figure one."""
    if not isinstance(varde, str) or varde.startswith("="):
        return 1
    return min(MAX_RADER, len(wrap(varde[: bredd * MAX_RADER], bredd - 1)) or 1)


def satt_staplar(ark: Worksheet, tabell: Rapporttabell, diagram: Stapeldiagram) -> None:
    """A native chart of the sheet's own cells, below the table and its notes."""
    plan = bladplan(tabell)
    rader = [nr for nr, rad in enumerate(tabell.rader) if rad.etikett in diagram.kategorier]
    forsta, sista = HUVUDRAD + 1 + rader[0], HUVUDRAD + 1 + rader[-1]
    staplar: Any = BarChart()
    staplar.type, staplar.title, staplar.height, staplar.width = "bar", None, 10, 22
    staplar.x_axis.scaling.orientation, staplar.x_axis.tickLblPos = "maxMin", "low"
    staplar.x_axis.delete = staplar.y_axis.delete = False
    for nr, serie in enumerate(diagram.serier):
        spalt = plan.spalter[[k.rubrik for k in tabell.kolumner].index(serie.namn)]
        tal: Any = Series(
            Reference(ark, min_col=spalt, min_row=forsta, max_row=sista), title=serie.namn
        )
        tal.graphicalProperties.solidFill = SERIEFARGER[nr % len(SERIEFARGER)].lstrip("#")
        tal.graphicalProperties.line.solidFill = KANT.lstrip("#")
        tal.invertIfNegative = False
        staplar.series.append(tal)
    staplar.set_categories(Reference(ark, min_col=1, min_row=forsta, max_row=sista))
    ark.add_chart(staplar, f"B{ark.max_row + 3}")


def satt_riskrutor(ark: Worksheet, matris: Riskmatris) -> None:
    """The 4×4 squares below the table, each with its value, its band and its risks."""
    overst = ark.max_row + 3
    satt_text(ark.cell(overst - 1, 1), matris.rubrik)
    for i, rad in enumerate(matris.rutor):
        satt_text(ark.cell(overst + i, 1), f"Sannolikhet {len(matris.rutor) - i}")
        ark.row_dimensions[overst + i].height = 2 * RADHOJD
        for j, ruta in enumerate(rad):
            cell = ark.cell(overst + i, 2 + j)
            satt_text(cell, ruta.text)
            cell.alignment = BRUTEN
            cell.fill = PatternFill("solid", fgColor=FARGER[ruta.band.signal.value])
    for j in range(len(matris.rutor[0])):
        satt_text(ark.cell(overst + len(matris.rutor), 2 + j), f"Väsentlighet {j + 1}")
