"""The report as a value: its head, a draft's figures, comments, signals, findings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.fem_dokument import yta
from tests.report.aterlasning import ur_excel, ur_html, ur_word
from tests.report.exempel import DELAR, DRIFT
from tests.report.fem_rapporter import hel
from tests.report.formelrakning import raknad
from tui.arbetsyta import Arbetsyta
from tui.domain.dokument import Beslut
from tui.domain.fel import Filfel
from tui.report.excel_blad import HUVUDRAD
from tui.report.rapport import Rapport, Rapporttabell, Stycke
from tui.report.rapportbygge import GRANSKA, Rapportval
from tui.report.rapportkalla import rapport_ur
from tui.report.rapportskrivning import FORMAT, rapportbyte
from tui.report.tabelldelar import kommentarer, signalrader, tabelldelar


def rapport_for(**falt: object) -> Rapport:
    """The report of a document that has the drift table of 2024."""
    huvud = replace(DELAR, **falt)  # type: ignore[arg-type]
    return rapport_ur(Arbetsyta({huvud.id: huvud}, {(huvud.id, "drift"): (DRIFT,)}), huvud.id)


def drift(rapport: Rapport) -> Rapporttabell:
    return next(t for t in rapport.tabeller if t.id == "drift")


def text(tabell: Rapporttabell, etikett: str, rubrik: str) -> str:
    rad = next(r for r in tabell.rader if r.etikett == etikett)
    return rad.celler[[k.rubrik for k in tabell.kolumner].index(rubrik)].text


SLIPP = ("Verksamhetens kostnader", "Diff. utfall 2023/2024")


def test_a_decided_document_is_printed_as_decided_and_a_draft_as_computed() -> None:
    assert text(drift(rapport_for()), *SLIPP) == "−32\u00a0296"
    assert text(drift(rapport_for(status="utkast")), *SLIPP) == "−33\u00a0297"


def test_a_draft_has_only_live_sums_in_excel_and_they_give_what_is_shown() -> None:
    rapport = rapport_for(status="utkast")
    ark = ur_excel(rapportbyte(rapport, "xlsx")).formler["Drift"]
    tabell = drift(rapport)
    summor = [i for i, rad in enumerate(tabell.rader) if rad.art == "summa"]
    for i in summor:
        for spalt in range(2, 8):
            cell = ark.cell(HUVUDRAD + 1 + i, spalt)
            assert cell.data_type == "f"
            assert raknad(ark, cell.coordinate) == tabell.rader[i].celler[_vilken(ark, spalt)].tal
    assert ark["B11"].value == "=SUM(B7:B10)"
    assert all(cell.comment is None for rad in ark.iter_rows() for cell in rad)


def _vilken(ark, spalt: int) -> int:  # type: ignore[no-untyped-def]
    rubriker = [k.rubrik for k in DRIFT.kolumner]
    return rubriker.index(ark.cell(HUVUDRAD, spalt).value)


@pytest.mark.parametrize("format_", FORMAT)
def test_a_draft_says_that_it_is_one_in_every_format_and_a_decided_does_not(format_: str) -> None:
    assert "Utkast" in allt(rapport_for(status="utkast"), format_)
    assert "Utkast" not in allt(rapport_for(), format_)


def allt(rapport: Rapport, format_: str) -> str:
    data = rapportbyte(rapport, format_)
    if format_ == "docx":
        return "\n".join(ur_word(data).text)
    if format_ == "xlsx":
        bok = ur_excel(data).formler
        return "\n".join(str(c.value) for ark in bok for rad in ark.iter_rows() for c in rad)
    return data.decode("utf-8")


def test_a_draft_says_so_on_every_sheet_and_every_word_page() -> None:
    rapport = rapport_for(status="utkast")
    bok = ur_excel(rapportbyte(rapport, "xlsx")).formler
    assert bok["Drift"]["A4"].value == "Utkast"
    import io

    import docx

    fot = docx.Document(io.BytesIO(rapportbyte(rapport, "docx"))).sections[0].footer
    assert "Utkast" in fot.paragraphs[0].text


def test_an_unlocked_document_tells_why() -> None:
    assert rapport_for(upplast="fel i diff").marke == "Upplåst efter beslut: fel i diff"


def test_the_head_says_what_is_known_and_nothing_of_what_is_not() -> None:
    beslut = Beslut("Socialnämnden", date(2024, 9, 17), "§ 42")
    kant = rapport_for(diarienummer="2024.1 SN", beslut=beslut)
    assert dict(kant.uppgifter) == {
        "Nämnd": "Socialnämnden, Alingsås kommun",
        "Period": "1 januari 2024 – 31 augusti 2024",
        "Status": "beslutad",
        "Beslut": "Socialnämnden 2024-09-17 § 42",
        "Diarienummer": "2024.1 SN",
    }
    assert {"Beslut", "Diarienummer"}.isdisjoint(dict(rapport_for().uppgifter))


def test_the_table_as_printed_has_the_printed_columns_and_the_rest_stands_below() -> None:
    tryckt, underlag = tabelldelar(drift(hel("2024-delar")))
    assert [k.rubrik for k in tryckt.kolumner] == [
        "Budget 2024",
        "Prognos helår 2024",
        "Avv. prognos/budget 2024",
        "Delårsbokslut 2024",
        "Delårsbokslut 2023",
        "Diff. utfall 2023/2024",
    ]
    assert [k.rubrik for k in underlag.kolumner][:2] == ["Avv. %", "Förbrukat (riktpunkt 67 %)"]
    assert (tryckt.rubrik, tryckt.liggande) == ("Drift", False)


def test_the_unit_stands_in_the_heading_where_the_corner_does_not_say_it() -> None:
    rubriker = {t.id: tabelldelar(t)[0].rubrik for t in hel("2025-budget").tabeller}
    assert rubriker["upprakning"] == "Uppräkning av kommunbidraget (mnkr)"
    assert rubriker["ramar"] == "Ekonomiska ramar"


def test_comments_stand_under_their_table_by_row() -> None:
    funna = dict(kommentarer(drift(hel("2024-delar"))))
    assert funna["Köp av tjänster"].startswith("Mer köpt vård än budgeterat")
    assert "Kommunbidrag" not in funna


def test_what_the_colours_say_stands_in_words_worst_first() -> None:
    rader = signalrader(drift(hel("2024-delar")))
    assert rader[0].text.startswith("mycket sämre än budget: Köp av tjänster; ")
    assert [rad.tecken for rad in rader] == ["▼", "▼", "▽", "▲"]


def test_a_rows_figures_that_no_document_prints_are_said_to_be_the_programs() -> None:
    sjuk = next(t for t in hel("2023-bokslut").tabeller if t.id == "sjukfranvaro")
    assert sjuk.noter[-1] == (
        "Räknat av Nämndkoll, inte tryckt i dokumentet: Långtid, andel av sjuktiden."
    )


def test_the_last_page_lists_the_open_findings_and_can_be_left_out() -> None:
    sista = hel("2024-delar").avsnitt[-1]
    assert (sista.id, sista.ny_sida) == (GRANSKA, True)
    assert sista.block[0] == Stycke("4 fel, 10 bör ses över, 5 avrundningar inom gränsen.")
    tabell = sista.block[1]
    assert isinstance(tabell, Rapporttabell)
    assert [rad.etikett for rad in tabell.rader] == ["! fel"] * 4 + ["? bör ses över"] * 10
    assert tabell.rader[0].celler[0].text == "Drift, Verksamhetens kostnader"
    utan = rapport_ur(yta(), "2024-delar", Rapportval(granskning=False))
    assert GRANSKA not in [a.id for a in utan.avsnitt]
    assert utan.avsnitt == hel("2024-delar").avsnitt[:-1]


def test_a_table_that_cannot_be_worked_out_is_told_of_and_the_rest_is_written() -> None:
    from tui.domain.uttryck import plus

    rad = replace(DRIFT.rader[5], regel=plus("nettokostnader", "intakter"))
    sjalv = replace(DRIFT, id="ring").med_rad(rad)
    yta_ = Arbetsyta({DELAR.id: DELAR}, {(DELAR.id, "drift"): (sjalv, DRIFT)})
    rapport = rapport_ur(yta_, DELAR.id)
    assert [t.id for t in rapport.tabeller][:1] == ["drift"]
    fel = next(a for a in rapport.avsnitt if a.id == "saknas")
    assert [b.text for b in fel.block if isinstance(b, Stycke)] == [
        "Tabellen ”ring” i 2024-delar kan inte räknas: en rads regel leder tillbaka till raden"
        " själv."
    ]


def test_figures_are_exact_in_the_model() -> None:
    rad = next(r for r in drift(rapport_for()).rader if r.etikett == "Köp av tjänster")
    procent = next(c for c in rad.celler if c.text == "−9,6")
    assert procent.tal == Decimal(-6000) / Decimal(62376) * 100


def test_html_can_be_read_aloud_row_and_column_by_name() -> None:
    lasare = ur_html(rapportbyte(hel("2024-delar"), "html"))
    tabeller = sum(tag == "table" for tag, _ in lasare.element)
    assert sum(tag == "caption" for tag, _ in lasare.element) == tabeller
    assert {alla.get("scope") for tag, alla in lasare.element if tag == "th"} == {"col", "row"}
    assert {alla["role"] for tag, alla in lasare.element if tag == "svg"} == {"img"}
    assert sum(tag == "desc" for tag, _ in lasare.element) == 2
    assert ("html", {"lang": "sv"}) in lasare.element
    assert not {"script", "img", "iframe", "link", "object"} & {t for t, _ in lasare.element}
    assert lasare.obalans == [] and lasare.oppna == []


def test_a_coloured_html_cell_says_its_judgement_to_who_cannot_see_it() -> None:
    sida = rapportbyte(hel("2024-delar"), "html").decode()
    assert 'allvar">−6\u00a0000<span class="dold"> (mycket sämre än budget)</span></td>' in sida


def test_html_prints_on_a4_with_its_headings_on_every_page() -> None:
    sida = rapportbyte(hel("2024-delar"), "html").decode()
    for regel in ("@page { size: A4", "table-header-group", "break-inside: avoid", "A4 landscape"):
        assert regel in sida


def test_a_section_begins_with_how_it_stands() -> None:
    avsnitt = {a.id: a for a in hel("2024-delar").avsnitt}
    assert avsnitt["internkontroll"].block[0] == Stycke(
        "▽ 3 av 4 kontrollpunkter utan eller med försumbar anmärkning."
    )
    texter = [b.text for b in avsnitt["ekonomi"].block if isinstance(b, Stycke)]
    assert [t[:18] for t in texter] == ["▼ Årets resultat: ", "▲ Totala utgifter:"]


@pytest.mark.parametrize("format_", FORMAT)
def test_a_document_without_tables_is_a_report_all_the_same(format_: str) -> None:
    tom = rapport_ur(Arbetsyta({DELAR.id: DELAR}), DELAR.id)
    assert "Delårsbokslut 2024" in allt(tom, format_)
    assert "Inga fynd." in allt(tom, format_)


def test_a_file_that_could_not_be_read_is_told_of_in_the_report_itself() -> None:
    fel = (Filfel("drift.json", "drift.json kan inte läsas."),)
    yta_ = Arbetsyta({DELAR.id: DELAR}).med_flik((DELAR.id, "drift"), (), fel)
    for val in (Rapportval(), Rapportval(("bilagor",), granskning=False)):
        (saknas,) = (a for a in rapport_ur(yta_, DELAR.id, val).avsnitt if a.id == "saknas")
        assert saknas.block == (Stycke("drift.json kan inte läsas.", punkt=True),)
