"""Every table of the five documents, in every format, read back cell by cell against ``visa``."""

import re
from decimal import Decimal

import pytest

from tests.report.aterlasning import Last, ur_excel, ur_html, ur_markdown, ur_text, ur_word
from tests.report.fem_rapporter import IDN, blad, byte, hel
from tests.report.formelrakning import raknad
from tui.domain.celltext import celltext
from tui.report.excel_blad import HUVUDRAD, bladplan
from tui.report.rapport import Rapporttabell
from tui.report.rapportbygge import GRANSKA
from tui.report.rapportskrivning import FORMAT
from tui.report.tabelldelar import tabelldelar
from tui.report.tabellform import Tabellform, tabellform

LASARE = {"docx": ur_word, "html": lambda d: ur_html(d).last, "md": ur_markdown}


def egna(dokument: str) -> list[tuple[Rapporttabell, Tabellform]]:
    """The report's tables of the document, each with what ``visa`` prints of it."""
    tabeller = [t for t in hel(dokument).tabeller if t.id != GRANSKA]
    return [(t, tabellform(blad(dokument)[t.id])) for t in tabeller]


@pytest.mark.parametrize("dokument", IDN)
def test_every_table_that_visa_prints_stands_once_in_the_report(dokument: str) -> None:
    idn = [t.id for t, _ in egna(dokument)]
    assert sorted(idn) == sorted(blad(dokument))


@pytest.mark.parametrize("dokument", IDN)
def test_every_cell_of_the_model_is_the_one_that_visa_prints(dokument: str) -> None:
    for tabell, form in egna(dokument):
        assert [k.rubrik for k in tabell.kolumner] == [k.rubrik for k in form.kolumner]
        assert [(r.etikett, r.niva, r.art, [c.text for c in r.celler]) for r in tabell.rader] == [
            (r.etikett, r.niva, r.art, [c.text for c in r.celler]) for r in form.rader
        ]


def satta(tabell: Rapporttabell, form: Tabellform) -> list[tuple[str, list[list[str]]]]:
    """What is to stand in the parts of a table, taken from what ``visa`` prints."""
    delar = []
    for del_, grupp in zip(tabelldelar(tabell), ("tryckt", "underlag"), strict=False):
        platser = [i for i, k in enumerate(tabell.kolumner) if k.grupp == grupp]
        rubriker = [form.etikettrubrik, *(form.kolumner[i].rubrik for i in platser)]
        rader = [[r.etikett, *(r.celler[i].text for i in platser)] for r in form.rader]
        delar.append((del_.rubrik, [rubriker, *rader]))
    return delar


def kommentarer(tabell: Rapporttabell, form: Tabellform) -> list[tuple[str, str]]:
    platser = [i for i, k in enumerate(tabell.kolumner) if k.grupp == "kommentar"]
    return [(r.etikett, r.celler[i].text) for i in platser for r in form.rader if r.celler[i].text]


@pytest.mark.parametrize("format_", LASARE)
@pytest.mark.parametrize("dokument", IDN)
def test_word_html_and_markdown_have_every_cell_of_every_table(dokument: str, format_: str) -> None:
    last: Last = LASARE[format_](byte(dokument, format_))
    text = utan_skydd("\n".join(last.text))
    for tabell, form in egna(dokument):
        for rubrik, rader in satta(tabell, form):
            assert trimmade(rader) in map(trimmade, last.tabell(rubrik)), (tabell.id, rubrik)
        for etikett, kommentar in kommentarer(tabell, form):
            assert kommentar in text and etikett in text


def trimmade(rader: list[list[str]]) -> list[list[str]]:
    """Markdown pads its cells, so a cell's outer spaces are not its own there."""
    return [[cell.strip(" ") for cell in rad] for rad in rader]


def utan_skydd(text: str) -> str:
    return re.sub(r"\\([\\|`*_\[\]<>#~&+.=-])", r"\1", text)


@pytest.mark.parametrize("dokument", IDN)
def test_plain_text_has_the_text_of_every_column_in_order(dokument: str) -> None:
    """Without the spaces: a text is wrapped there, and a word longer than its column is broken."""
    delar_ = (delar for _, delar in ur_text(byte(dokument, "txt")).tabeller)
    spalter = ["".join(spalt) for delar in delar_ for spalt in delar]
    for tabell, form in egna(dokument):
        for _, rader in satta(tabell, form):
            for spalt in zip(*rader[1:], strict=True):
                text = "".join("".join(spalt).split())
                assert any(s.startswith(text) for s in spalter), (tabell.id, text)


@pytest.mark.parametrize("dokument", IDN)
def test_excel_has_every_figure_as_a_figure_and_every_text_as_text(dokument: str) -> None:
    bok = ur_excel(byte(dokument, "xlsx"))
    for (tabell, form), namn in zip(egna(dokument), bok.varden.sheetnames[1:], strict=False):
        plan, ark = bladplan(tabell), bok.varden[namn]
        assert [c.value for c in ark[HUVUDRAD]][: len(plan.spalter) + 1] == [
            form.etikettrubrik,
            *(form.kolumner[plan.spalter.index(i + 2)].rubrik for i in range(len(plan.spalter))),
        ]
        for i, rad in enumerate(form.rader):
            assert (ark.cell(HUVUDRAD + 1 + i, 1).value or "") == rad.etikett
            for j, cell in enumerate(tabell.rader[i].celler):
                last = ark[plan.adress((i, j))].value
                if cell.tal is None:
                    assert (last or "") == rad.celler[j].text
                else:
                    assert isinstance(last, int | float)
                    assert visad(Decimal(str(last)), cell.decimaler, cell.enhet) == cell.text


def visad(tal: Decimal, decimaler: int, enhet: str) -> str:
    return celltext(tal, decimaler, enhet)


@pytest.mark.parametrize("dokument", IDN)
def test_every_formula_gives_the_figure_that_visa_prints(dokument: str) -> None:
    bok = ur_excel(byte(dokument, "xlsx"))
    antal = 0
    for (tabell, _), namn in zip(egna(dokument), bok.formler.sheetnames[1:], strict=False):
        plan, ark = bladplan(tabell), bok.formler[namn]
        for i, rad in enumerate(tabell.rader):
            for j, cell in enumerate(rad.celler):
                excelcell = ark[plan.adress((i, j))]
                if excelcell.data_type == "f":
                    antal += 1
                    gett = raknad(ark, excelcell.coordinate)
                    assert visad(gett, cell.decimaler, cell.enhet) == cell.text
    assert antal >= 40


@pytest.mark.parametrize("dokument", IDN)
def test_a_printed_sum_that_its_parts_do_not_give_stands_as_printed_with_a_comment(
    dokument: str,
) -> None:
    bok = ur_excel(byte(dokument, "xlsx")).formler
    for (tabell, _), namn in zip(egna(dokument), bok.sheetnames[1:], strict=False):
        plan = bladplan(tabell)
        for i, rad in enumerate(tabell.rader):
            for j, cell in enumerate(rad.celler):
                excelcell = bok[namn][plan.adress((i, j))]
                assert bool(excelcell.comment) == bool(cell.anm)
                if cell.anm:
                    assert excelcell.data_type == "n"
                    assert cell.anm.startswith("Tryckt värde.")


def test_the_known_slip_of_2024_stands_as_printed_and_says_what_its_parts_give() -> None:
    drift = next(t for t, _ in egna("2024-delar") if t.id == "drift")
    rad = next(r for r in drift.rader if r.etikett == "Verksamhetens kostnader")
    cell = next(c for c in rad.celler if c.text == "−32\u00a0296")
    assert cell.formel is None
    assert cell.anm == "Tryckt värde. Talen i tabellen ger −33\u00a0296."


@pytest.mark.parametrize("format_", FORMAT)
def test_every_format_is_written_of_every_document(format_: str) -> None:
    assert all(len(byte(dokument, format_)) > 2000 for dokument in IDN)
