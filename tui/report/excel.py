"""A report as an Excel workbook: one sheet a table, live formulas, nothing in data a formula.

openpyxl is imported here, so this module is imported only where a report is written.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from tui.report.excel_blad import (
    BRUTEN,
    TYPSNITT,
    satt_blad,
    satt_riskrutor,
    satt_staplar,
    satt_text,
)
from tui.report.rapport import (
    Avsnitt,
    Block,
    Rapport,
    Rapporttabell,
    Riskmatris,
    Rubrik,
    Stapeldiagram,
    Stycke,
)
from tui.report.tabelldelar import caption

FORSTA = "Rapport"
MAX_BLADNAMN = 31
# What Excel forbids in a sheet's name, and what would end a quoted one.
_EJ_I_NAMN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
FOTNOT = "Sida &P av &N"


def excelbitar(rapport: Rapport, fil: io.BytesIO) -> Iterator[None]:
    """Write the workbook block by block into ``fil``, whole when there are no more."""
    bok = Workbook()
    forsta: Any = bok.active
    forsta.title = FORSTA
    _egenskaper(bok, rapport)
    rad = _framsida(forsta, rapport)
    ark: dict[str, tuple[Worksheet, Rapporttabell]] = {}
    varden: dict[str, Mapping[str, Decimal]] = {}
    for avsnitt in rapport.avsnitt:
        rad = _avsnittsrad(forsta, avsnitt, rad)
        for block in avsnitt.block:
            if isinstance(block, Rapporttabell):
                nytt = bok.create_sheet(bladnamn(block.rubrik, bok.sheetnames))
                ark[block.id] = nytt, block
                varden[nytt.title] = satt_blad(nytt, block, rapport.marke)
            rad = _pa_forsta(forsta, block, ark, rad)
            yield
    for blad in bok.worksheets:
        _utskrift(blad)
    _spara(bok, varden, fil)


def _egenskaper(bok: Workbook, rapport: Rapport) -> None:
    egenskaper: Any = bok.properties
    egenskaper.title, egenskaper.creator = rapport.titel[:255], rapport.namnd[:255]
    egenskaper.language, egenskaper.keywords = "sv-SE", rapport.marke[:255]
    bok.calculation.fullCalcOnLoad = True


def bladnamn(rubrik: str, upptagna: list[str]) -> str:
    """A sheet's name that Excel takes and that no other sheet has (it tells no case apart)."""
    renat = _EJ_I_NAMN.sub(" ", rubrik).strip() or "Tabell"
    tagna = {namn.casefold() for namn in (*upptagna, "history")}
    for nr in range(1, len(upptagna) + 3):
        svans = f" ({nr})" if nr > 1 else ""
        namn = renat[: MAX_BLADNAMN - len(svans)].strip() + svans
        if namn.casefold() not in tagna:
            return namn
    raise AssertionError("one more name than sheets is always free")


def _framsida(ark: Worksheet, rapport: Rapport) -> int:
    """Title and facts. Returns the next free row."""
    satt_text(ark["A1"], rapport.titel)
    ark["A1"].font = Font(TYPSNITT, 16, bold=True)
    uppgifter = (("Märkning", rapport.marke),) * bool(rapport.marke) + rapport.uppgifter
    for rad, (namn, varde) in enumerate(uppgifter, 2):
        satt_text(ark.cell(rad, 1), namn)
        satt_text(ark.cell(rad, 2), varde)
    ark.column_dimensions["A"].width, ark.column_dimensions["B"].width = 22, 100
    return len(uppgifter) + 3


def _avsnittsrad(ark: Worksheet, avsnitt: Avsnitt, rad: int) -> int:
    satt_text(ark.cell(rad + 1, 1), avsnitt.rubrik)
    ark.cell(rad + 1, 1).font = Font(TYPSNITT, 12, bold=True)
    return rad + 2


def _pa_forsta(
    ark: Worksheet, block: Block, alla: Mapping[str, tuple[Worksheet, Rapporttabell]], rad: int
) -> int:
    """What a block puts on the first sheet (a table its link), charts on their table's sheet."""
    match block:
        case Rubrik(text) | Stycke(text):
            satt_text(ark.cell(rad, 2), text)
            ark.cell(rad, 2).alignment = BRUTEN
            ark.cell(rad, 2).font = Font(TYPSNITT, 11, bold=isinstance(block, Rubrik))
        case Rapporttabell():
            _lank(ark.cell(rad, 2), caption(block), alla[block.id][0])
        case Stapeldiagram():
            satt_staplar(*alla[block.tabell], block)
            return rad
        case Riskmatris():
            satt_riskrutor(alla[block.tabell][0], block)
            return rad
    return rad + 1


def _lank(cell: Any, text: str, till: Worksheet) -> None:
    satt_text(cell, text)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{till.title}'!A1")
    cell.font = Font(TYPSNITT, 11, color="0B4F94", underline="single")


def _utskrift(ark: Worksheet) -> None:
    ark.page_setup.orientation = "portrait" if ark.title == FORSTA else "landscape"
    ark.page_setup.paperSize = 9
    ark.page_setup.fitToWidth, ark.page_setup.fitToHeight = 1, 0
    egenskaper: Any = ark.sheet_properties
    egenskaper.pageSetUpPr.fitToPage = True
    # A constant: in a footer "&" is a code, so no text out of the data stands there.
    fot: Any = ark.oddFooter
    fot.center.text = FOTNOT


def _spara(bok: Workbook, varden: Mapping[str, Mapping[str, Decimal]], fil: io.BytesIO) -> None:
    """Save, with what the formulas give beside them: a preview works nothing out itself."""
    utan = io.BytesIO()
    bok.save(utan)
    delar = {
        f"xl/worksheets/sheet{nr}.xml": varden[ark.title]
        for nr, ark in enumerate(bok.worksheets, 1)
        if varden.get(ark.title)
    }
    with zipfile.ZipFile(utan) as fran, zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as till:
        for post in fran.infolist():
            data = med_varden(fran.read(post), delar.get(post.filename, {}))
            till.writestr(post, data)


_FORMEL = re.compile(r'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v ?/>')


def med_varden(data: bytes, varden: Mapping[str, Decimal]) -> bytes:
    """A sheet's XML with a value after each formula; all text stands in a part of its own."""
    if not varden:
        return data
    text = data.decode("utf-8").replace("<v></v>", "<v />")
    return _FORMEL.sub(lambda t: f"{t[1]}<v>{varden[t[2]]:f}</v>", text).encode()
