"""The five documents: whole, as printed, and nothing in them that is not in print.

``TABLES`` and ``SAMPLE`` are written out so that no table and no cell falls out unseen; the
figures of ``SAMPLE`` are typed from the documents themselves. The sweep at the end reads the
documents' text where it is at hand, row by row against the stores.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.five_documents import EVERY, IDS, area, calculation, head, tables
from tui.domain.cell_text import cell_text
from tui.domain.table import LABEL, Column, Row, Table
from tui.domain.value import Malvarde, Mark, Par, Value

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"

# Document -> table -> rows, entered cells, printed computed cells.
TABLES = {
    "2018-delar": {
        "drift": (10, 24, 32),
        "delposter": (27, 162, 0),
        "volymer": (1, 6, 0),
        "investeringar": (6, 16, 15),
        "investeringstal": (3, 18, 0),
        "ataganden": (8, 66, 0),
        "fokusomraden": (4, 4, 0),
        "uppdrag": (6, 12, 0),
        "maltal": (14, 82, 0),
        "kontrollpunkter": (8, 16, 0),
        "kontrolltal": (1, 6, 0),
        "personalsammansattning": (5, 25, 0),
        "arbetsskador": (2, 4, 2),
        "sjukfranvaro": (14, 20, 6),
        "personaltal": (21, 124, 0),
        "arbetsmiljomal": (1, 3, 0),
    },
    "2019-underlag": {
        "ram-2019": (6, 6, 10),
        "ramokningar-2019": (7, 5, 2),
        "ramminskning-2019": (4, 2, 2),
        "ramokningar-2019-feriejobb": (4, 2, 2),
        "budgetram-ame": (5, 3, 2),
        "vald-i-nara-relation": (2, 5, 0),
        "missbruk": (2, 3, 0),
        "behov": (5, 30, 0),
        "delposter": (13, 73, 0),
        "volymer": (5, 28, 0),
        "ram-2020": (6, 6, 10),
        "ramokningar-2020": (7, 6, 1),
        "ram-2021": (6, 6, 10),
        "ramokningar-2021": (4, 2, 2),
        "investeringsbudget": (3, 5, 5),
    },
    "2023-bokslut": {
        "drift": (10, 20, 29),
        "delposter": (31, 185, 0),
        "volymer": (7, 42, 0),
        "prognossakerhet": (3, 3, 3),
        "prognostillfallen": (9, 27, 0),
        "investeringar": (11, 18, 37),
        "mal": (8, 33, 0),
        "nyckeltal": (10, 70, 0),
        "agenda": (11, 22, 0),
        "hallbarhetsprinciper": (4, 8, 0),
        "maltal": (21, 126, 0),
        "uppfoljning": (4, 17, 0),
        "stickprov": (6, 27, 0),
        "kontrolltal": (19, 114, 0),
        "privata-utforare": (2, 4, 0),
        "personalstatistik": (15, 20, 10),
        "arbetsskador": (2, 4, 2),
        "sjukfranvaro": (10, 18, 9),
        "personaltal": (16, 96, 0),
        "arbetsmiljomal": (1, 3, 0),
    },
    "2024-delar": {
        "drift": (10, 34, 32),
        "delposter": (14, 84, 0),
        "volymer": (5, 30, 0),
        "investeringar": (11, 24, 37),
        "investeringstal": (5, 30, 0),
        "mal": (4, 16, 0),
        "nyckeltal": (6, 42, 0),
        "agenda": (11, 22, 0),
        "maltal": (7, 42, 0),
        "uppfoljning": (4, 21, 0),
        "stickprov": (3, 14, 0),
        "kontrolltal": (8, 48, 0),
        "sjukfranvaro": (10, 16, 9),
        "personaltal": (7, 41, 0),
        "arbetsmiljomal": (1, 3, 0),
    },
    "2025-budget": {
        "ramar": (10, 28, 12),
        "upprakning": (16, 12, 1),
        "delposter": (6, 35, 0),
        "handlingsplan": (5, 7, 0),
        "investeringsbudget": (11, 36, 30),
        "inriktningar": (3, 6, 0),
        "maltal": (2, 11, 0),
        "risker": (9, 36, 9),
        "internkontrollplan": (5, 20, 0),
        "skala-sannolikhet": (4, 8, 0),
        "skala-vasentlighet": (4, 8, 0),
        "arbetsmiljomal": (1, 2, 0),
        "personaltal": (1, 6, 0),
    },
}

HEADS = {
    "2018-delar": ("delarsbokslut", (2018, 1, 1), (2018, 8, 31), "", None, ""),
    "2019-underlag": ("underlag", (2019, 1, 1), (2019, 12, 31), "", None, ""),
    "2023-bokslut": ("arsbokslut", (2023, 1, 1), (2023, 12, 31), "2024.004 SN", (2024, 2, 13), ""),
    "2024-delar": ("delarsbokslut", (2024, 1, 1), (2024, 8, 31), "", None, ""),
    "2025-budget": ("budget", (2025, 1, 1), (2025, 12, 31), "2024.085 SN", (2024, 12, 10), "§ XX"),
}

# What stands in print (or in the running text), typed from the documents.
SAMPLE = """
2018-delar drift intakter budget = 60 206
2018-delar drift personal diff = 160 676
2018-delar drift kop_av_tjanster avvikelse = -6 125
2018-delar drift kostnader foregaende = -411 462
2018-delar drift nettokostnader utfall = -148 793
2018-delar drift kommunbidrag diff = -109 560
2018-delar drift finansnetto budget =
2018-delar drift finansnetto diff = 0
2018-delar drift resultat utfall = -649
2018-delar drift resultat diff = 23 769
2018-delar delposter internfakturering varde = -5 465
2018-delar delposter satsning_100_prognos varde = 3 838
2018-delar delposter kopt_vard varde = -3 600
2018-delar delposter ame_prognos varde = 2 310
2018-delar volymer nyfodda_i_familjehem varde = 3
2018-delar investeringar reinvestering budget =
2018-delar investeringar inventarier prognos = 1 844
2018-delar investeringar transportmedel avvikelse = -32
2018-delar investeringar totalt diff = -1 213
2018-delar investeringstal prognos_totalt varde = 1 950
2018-delar ataganden mal_2 antal = 12
2018-delar ataganden mal_3 utfall = 59
2018-delar ataganden mal_11 mal = ≥50
2018-delar ataganden mal_1 mal = minst 2
2018-delar fokusomraden fokus_3 etikett = Åtgärder för minskad droganvändning ska vidtas
2018-delar uppdrag flytt_ame till = Socialnämnden och utbildningsnämnden
2018-delar maltal familjehem_dygn varde = 50
2018-delar maltal sjukfranvaro_mal varde = 7
2018-delar kontrollpunkter dataskydd etikett = att EU:s dataskyddsförordning inte följs
2018-delar kontrolltal kvarvarande varde = 4
2018-delar personalsammansattning totalt arsarbetare = 251,9
2018-delar personalsammansattning vard_omsorg grad = 94
2018-delar arbetsskador tillbud diff = -234
2018-delar arbetsskador arbetsskador fjol = 69
2018-delar sjukfranvaro dag_3 diff = 0,2
2018-delar sjukfranvaro alder_1 ar = 1,6
2018-delar sjukfranvaro alder_40_49 ar =
2018-delar sjukfranvaro man fjol = 4,2
2018-delar personaltal andel_kvinnor varde = 74,6
2018-delar personaltal arsarbetare_2017 varde = 728,7
2018-delar arbetsmiljomal sjukfranvaro ar = 2018
2019-underlag ram-2019 kostnader prognos = -278 016
2019-underlag ram-2019 finansnetto avvikelse = 0
2019-underlag ram-2019 finansnetto beslutad =
2019-underlag ramokningar-2019 permanenta belopp = 8 460
2019-underlag ramminskning-2019 ame belopp = -8 293
2019-underlag ramokningar-2019-feriejobb totalt belopp = 2 100
2019-underlag budgetram-ame kostnad belopp = -15 794
2019-underlag budgetram-ame resultat belopp = 1
2019-underlag vald-i-nara-relation ar_2017 kostnad = 4 700
2019-underlag vald-i-nara-relation ar_2018 kostnad =
2019-underlag missbruk ar_2017 klienter = 48
2019-underlag behov samverkan varde = 1 460
2019-underlag delposter sankt_ram_2020 varde = -8 000
2019-underlag delposter ungdomsmottagning varde = 415
2019-underlag volymer feriejobb_platser varde = 150
2019-underlag ram-2020 nettokostnader prognos = -230 192
2019-underlag ramokningar-2020 ame_utb belopp = 4 000
2019-underlag ram-2021 kostnader prognos = -308 468
2019-underlag ramokningar-2021 permanent_ramokning belopp = 12 460
2019-underlag investeringsbudget totalt plan4 = 1 450
2019-underlag investeringsbudget investering budget =
2023-bokslut drift intakter avvikelse = 4 808
2023-bokslut drift personal utfall = -127 614
2023-bokslut drift kop_av_tjanster foregaende = -60 393
2023-bokslut drift kostnader diff = -23 913
2023-bokslut drift finansnetto budget =
2023-bokslut drift finansnetto foregaende = 0
2023-bokslut drift resultat utfall = 129
2023-bokslut delposter nettoutveckling_belopp varde = 23,9
2023-bokslut delposter kopt_vard_avvikelse varde = -12,1
2023-bokslut delposter inhyrd_personal varde = 3,9
2023-bokslut delposter prognosavvikelse_andel varde = 0,06
2023-bokslut volymer aktualiserade_unga varde = 19
2023-bokslut prognossakerhet delarsbokslut avvikelse = 129
2023-bokslut prognostillfallen uppfoljning_2 datum = 2023-04-21
2023-bokslut prognostillfallen uppfoljning_9 paragraf = §60
2023-bokslut investeringar it_utrustning diff = -143
2023-bokslut investeringar totalt avvikelse = 75
2023-bokslut investeringar image_1 etikett = -
2023-bokslut mal svar_epost bedomning = Ej uppfyllt
2023-bokslut mal sjalvforsorjande agenda = 1, 3, 8
2023-bokslut nyckeltal ej_ateraktualiserade mal = ≥81
2023-bokslut nyckeltal insatstid utfall = 302
2023-bokslut nyckeltal insyn_inflytande utfall = 21,4
2023-bokslut nyckeltal svar_epost_index utfall = 76,9 (82,5)*
2023-bokslut nyckeltal vald_i_nara_sap foregaende = –
2023-bokslut agenda vald_i_nara_5 nr = 5
2023-bokslut hallbarhetsprinciper princip_1 beslut = KF 2019-09-25, § 175
2023-bokslut maltal ateraktualiserade varde = 38
2023-bokslut maltal vald_kvinnor varde = 35
2023-bokslut uppfoljning e_tjanst metod = Kontroll av antal e-ansökningar
2023-bokslut stickprov handlaggning_okt antal = 29
2023-bokslut stickprov avgift_vuxna anmarkningar = 9
2023-bokslut kontrolltal e_tjanst_2023 varde = 48
2023-bokslut privata-utforare familjehem uppfyllt = Ja
2023-bokslut personalstatistik arsarbetare_visstid diff = -1,3
2023-bokslut personalstatistik medelalder_tillsvidare fjol = 45,0
2023-bokslut personalstatistik personalomsattning ar = 14,6
2023-bokslut arbetsskador arbetsskador diff = 7
2023-bokslut sjukfranvaro total ar = 8,4
2023-bokslut sjukfranvaro man diff = 0,0
2023-bokslut sjukfranvaro dag_3 fjol = 6,0
2023-bokslut personaltal rehab varde = 21
2023-bokslut arbetsmiljomal kompetensforsorjning ar = 2023
2024-delar drift intakter diff = 9 349
2024-delar drift personal avvikelse = 3 000
2024-delar drift kop_av_tjanster prognos = -68 376
2024-delar drift kostnader diff = -32 296
2024-delar drift nettokostnader budget = -245 082
2024-delar drift finansnetto foregaende = -6
2024-delar drift resultat diff = -9 919
2024-delar delposter kop_avvikelse varde = -5,0
2024-delar delposter kop_avvikelse_andel varde = -8
2024-delar delposter nettokostnadsutveckling varde = 16
2024-delar volymer aktualiserade_okning varde = 616
2024-delar volymer invanare_okning varde = 202
2024-delar investeringar expansion budget =
2024-delar investeringar it_utrustning diff = -69
2024-delar investeringar lokalanpassning avvikelse = 650
2024-delar investeringar totalt utfall = 453
2024-delar investeringstal utfall_andel varde = 30
2024-delar mal sjalvforsorjande agenda = 1, 3, 8, 10
2024-delar nyckeltal langvarigt_bistand mal = <166
2024-delar nyckeltal aktualiserade_beroende utfall = 298
2024-delar nyckeltal upplevt_inflytande mal = >60
2024-delar nyckeltal ej_ateraktualiserade mal = 75
2024-delar agenda inflytande_10 etikett = Minskad ojämlikhet
2024-delar maltal beroende_okning varde = 13
2024-delar uppfoljning handlaggning bedomning = Med anmärkning
2024-delar stickprov inskrivningar antal = 215
2024-delar stickprov utredningar anmarkningar = 12
2024-delar kontrolltal punkter_utan varde = 3
2024-delar sjukfranvaro total ar =
2024-delar sjukfranvaro total diff = -1,3
2024-delar sjukfranvaro alder_1 fjol = 1,5
2024-delar sjukfranvaro dag_1 ar = 2,3
2024-delar sjukfranvaro dag_3 diff = 1,1
2024-delar personaltal puls_involvering varde = 2,9
2024-delar personaltal rehab varde = 24
2024-delar arbetsmiljomal involvering ar = 2024
2025-budget ramar intakter plan2 = 33 950
2025-budget ramar personal plan1 = -166 508
2025-budget ramar ovriga_kostnader budget = -46 587
2025-budget ramar nettokostnader foregaende = -245 082
2025-budget ramar kommunbidrag budget = 256 303
2025-budget upprakning okning_2025 belopp = 11,2
2025-budget upprakning satsning_2025 belopp = 10,0
2025-budget upprakning index_2026 belopp = 6,4
2025-budget upprakning prisindex_2027 procent = 3,2
2025-budget delposter buffert_kop varde = 1,5
2025-budget handlingsplan minskad_arbetsstyrka beslut = SN 2024-09-17, §42
2025-budget investeringsbudget lokalanpassning foregaende = 750
2025-budget investeringsbudget totalt plan4 = 800
2025-budget investeringsbudget transportmedel budget = 0
2025-budget inriktningar sjalvforsorjning etikett = Öka graden av självförsörjning
2025-budget maltal antal_inriktningar varde = 3
2025-budget risker kompetensforsorjning riskvarde = 12
2025-budget risker intern_samsyn hantering = Hanteras, styrkort
2025-budget risker nya_lagkrav vasentlighet = 2
2025-budget internkontrollplan valfardsbrottslighet riskvarde = 6
2025-budget skala-sannolikhet mojlig varde = 3
2025-budget skala-vasentlighet kannbar etikett = Kännbar
2025-budget arbetsmiljomal arbetsbelastning ar = 2025
2025-budget personaltal puls_matningar varde = 3
"""


# ---- Whole ----------------------------------------------------------------------------------


@pytest.mark.parametrize("document", IDS)
def test_no_table_and_no_cell_has_fallen_out(document: str) -> None:
    assert {
        t.id: (
            len(t.rows),
            sum(len(row.cells) for row in t.rows),
            sum(len(row.tryckt) for row in t.rows),
        )
        for t in tables(document)
    } == TABLES[document]


def test_the_five_documents_have_79_tables() -> None:
    assert len(EVERY) == len(set(EVERY)) == 79


@pytest.mark.parametrize("document", IDS)
def test_the_head_of_a_document_says_what_it_is(document: str) -> None:
    kind, start, end, diarienummer, decided, paragraf = HEADS[document]
    d = head(document)
    assert (d.id, d.kind, d.status, d.diarienummer) == (document, kind, "beslutad", diarienummer)
    assert (d.period.start, d.period.end) == (date(*start), date(*end))
    assert d.beslut.instance == "Socialnämnden"
    assert (d.beslut.when, d.beslut.paragraf) == (decided and date(*decided), paragraf)
    assert d.locked
    assert d.name
    assert d.note


# ---- As printed -----------------------------------------------------------------------------


def trial() -> list[tuple[str, str, str, str, str]]:
    rows = [row.partition(" =") for row in SAMPLE.strip().splitlines()]
    return [(*what.split(" "), text.strip()) for what, _, text in rows]  # type: ignore[misc]


@pytest.mark.parametrize(("document", "table", "row", "column", "tryckt"), trial())
def test_a_cell_shows_what_is_printed(
    document: str, table: str, row: str, column: str, tryckt: str
) -> None:
    counted = calculation(document, table)
    value = counted.value(row, column) if column == LABEL else counted.shown(row, column)
    shown = cell_text(value, None).replace("\u00a0", " ").replace("−", "-")
    assert shown == tryckt


def test_the_spot_checks_reach_every_table() -> None:
    assert {(d, t) for d, t, *_ in trial()} == set(EVERY)
    assert len({p[:4] for p in trial()}) == len(trial()) > 150


# ---- Entered, computed, printed -------------------------------------------------------------


@pytest.mark.parametrize(("document", "table_id"), EVERY)
def test_what_is_entered_is_never_computed_and_what_is_printed_always_is(
    document: str, table_id: str
) -> None:
    counted = calculation(document, table_id)
    for row in counted.table.rows:
        assert not [k for k in row.cells if counted.is_computed(row.id, k)], row.id
        assert all(counted.is_computed(row.id, k) for k in row.tryckt), row.id


@pytest.mark.parametrize(("document", "table_id"), EVERY)
def test_a_row_speaks_only_of_columns_that_its_table_has(document: str, table_id: str) -> None:
    table = area().table(document, table_id)
    known_ones = {LABEL, *table.column_index}
    for row in table.rows:
        for word in (row.cells, row.tryckt, row.notes, row.sources):
            assert set(word) <= known_ones, row.id
        assert set(row.sources.values()) <= {"prosa"}
        assert row.label.strip() == row.label != ""


@pytest.mark.parametrize(("document", "table_id"), EVERY)
def test_a_table_says_where_it_comes_from_and_what_its_signs_mean(
    document: str, table_id: str
) -> None:
    table = area().table(document, table_id)
    assert table.source
    assert table.heading
    if any(k.type_ == "belopp" for k in table.columns):
        assert table.sign


WORD_IN_NUMBER = {("2019-underlag", "volymer", "missbruk_augusti", "varde")}


@pytest.mark.parametrize(("document", "table_id"), EVERY)
def test_a_column_of_figures_holds_figures_and_one_of_words_holds_words(
    document: str, table_id: str
) -> None:
    table = area().table(document, table_id)
    for row in table.rows:
        for name, value in {**row.cells, **row.tryckt}.items():
            if (document, table_id, row.id, name) not in WORD_IN_NUMBER:
                assert _fits(table.column(name), value), (row.id, name)


def _fits(column: Column, value: Value) -> bool:
    match column.type_:
        case "belopp" | "procent" | "tal":
            return isinstance(value, Decimal | Mark)
        case "mal":
            return isinstance(value, Decimal | Malvarde | Mark | str) and value != ""
        case "utfall":
            return isinstance(value, Decimal | Par | Mark | str) and value != ""
        case "datum":
            return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    return isinstance(value, str) and value.strip() == value != ""


@pytest.mark.parametrize(("document", "table_id"), EVERY)
def test_a_choice_is_a_step_of_its_scale(document: str, table_id: str) -> None:
    table, settings = area().table(document, table_id), area().settings
    for column in table.columns:
        if column.scale:
            chosen = {row.cells.get(column.id) for row in table.rows} - {None}
            steps = settings.scale(column.scale)
            assert chosen <= ({*range(1, len(steps) + 1)} if column.numeric else set(steps))


@pytest.mark.parametrize("document", ["2023-bokslut", "2024-delar"])
def test_a_judgement_that_is_stated_in_the_text_says_so(document: str) -> None:
    for table_id in ("mal", "uppfoljning"):
        for row in area().table(document, table_id).rows:
            judged = "bedomning" in row.cells
            assert row.sources.get("bedomning") == ("prosa" if judged else None)
            assert judged or "bedomning" in row.notes


@pytest.mark.parametrize(("document", "table_id"), EVERY)
def test_nobodys_control_characters_stand_in_the_documents(document: str, table_id: str) -> None:
    table = area().table(document, table_id)
    texts = [table.heading, table.note, table.source, *table.footnotes.values()]
    for row in table.rows:
        texts += [row.label, *row.notes.values()]
        texts += [v for v in row.cells.values() if isinstance(v, str)]
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\ufffd]", "".join(texts))


# ---- Between the documents ------------------------------------------------------------------


def column_in(document: str, table: str, column: str) -> dict[str, Value]:
    counted = calculation(document, table)
    return {row.id: counted.shown(row.id, column) for row in counted.table.rows}


def test_the_budget_of_2024_is_the_same_in_both_documents_that_print_it() -> None:
    parts = column_in("2024-delar", "drift", "budget")
    assert parts == column_in("2025-budget", "ramar", "foregaende")
    assert parts["nettokostnader"] == -245082


def test_the_investment_budget_of_2024_is_the_same_in_both_documents_that_print_it() -> None:
    parts = column_in("2024-delar", "investeringar", "budget")
    budget = column_in("2025-budget", "investeringsbudget", "foregaende")
    assert parts.pop("expansion") is None
    assert budget.pop("expansion") == 0
    assert parts == budget


def test_the_prognos_of_2018_is_the_same_in_table_and_text() -> None:
    drift, text = area().table("2018-delar", "drift"), area().table("2018-delar", "delposter")
    for row, fact in [
        ("intakter", "intakter_prognos"),
        ("personal", "personal_prognos"),
        ("lokalhyror", "lokal_prognos"),
        ("kop_av_tjanster", "kop_prognos"),
        ("ovriga_kostnader", "ovriga_prognos"),
    ]:
        assert drift.row(row).tryckt["avvikelse"] == text.row(fact).cells["varde"]


# ---- The sweep: the documents' text against the stores, row by row --------------------------

DOCUMENT_IN = {
    "000": ("2024-delar",),
    "001": ("2018-delar", "2019-underlag"),
    "003": ("2025-budget",),
    "004": ("2023-bokslut",),
}
# Where the text begins after its table of contents, whose page numbers look like figures.
START = {"000": "", "001": "", "003": "\nInledning\n", "004": "\nVerksamhet\n"}

NUMBER = r"[<>≥≤]?\s?-?\s?\d[\d ]*(?:,\d+)?(?: ?%)?"
NUMBER_CELL = re.compile(rf"{NUMBER}(?: \([\d,]+\)\*?)?")
ENDS_WITH_NUMBER = re.compile(rf"(?P<fore>.{{0,70}}?)(?P<tal>(?:(?:^|[\s|])(?:{NUMBER}|-))+)\s*")
HEADING_NUMBER = re.compile(r"(?:19|20)\d\d6?|31")

# Lines that end in figures and are no rows of a table, or rows that the text has broken.
NONE_ROW = {
    "000": {
        "131 december 2020 till 31 december 2023": "fotnot 1",
        "Dag 1-14 23 2,0 0,3": "maskinläst: 23 är 2,3",
    },
    "001": {
        "augusti 2018 har förvaltningen använt timavlönad personal motsvarande 22,3": "löptext",
        "25": "sidnummer mellan två tabeller",
        "9,6": "raden 40-49 år, bruten i texten",
        "6,5": "raden 30-49 år, bruten i texten",
        "> 56 år >50 år 8,3 10,7": "två rader, en för varje års åldersgrupp",
    },
    "003": {},
    "004": {},
}
# Stored rows that no line of the text gives as it stands.
WITHOUT_ROW = {
    ("2024-delar", "sjukfranvaro", "alder_1"): "maskinläst: 2,4 15 0.9",
    ("2024-delar", "sjukfranvaro", "dag_1"): "maskinläst: 23 2,0 0,3",
    ("2018-delar", "sjukfranvaro", "alder_40_49"): "bruten i texten",
    ("2018-delar", "sjukfranvaro", "alder_2"): "bruten i texten",
    ("2018-delar", "sjukfranvaro", "alder_56"): "delar rad med >50 år",
    ("2018-delar", "sjukfranvaro", "alder_3"): "delar rad med > 56 år",
}
# Numbered lists and goals in words: figures of a line of their own, not of a row.
LISTS = {"agenda", "hallbarhetsprinciper", "skala-sannolikhet", "skala-vasentlighet", "ataganden"}

seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="dokumentens texter finns inte här")


def seed(serial: str) -> str:
    """The text of one seed, its signs made alike."""
    text = next(SEEDS.glob(f"{serial}_*")).read_text(encoding="utf-8")
    text = text[text.index(START[serial]) :].replace("−", "-").replace("–", "-")
    return text.replace("\u00a0", " ").replace("Minskat med ", "-").replace("Ökat med ", "")


def contracted(text: str) -> str:
    """Only the figures of a line, with signs and commas, so that spaces do not matter."""
    parts = r"\d|(?<=\d),(?=\d)|-(?=\s?\d)|(?<!\S)-(?!\S)|[<>≥≤](?=\s?\d)"
    return "".join(re.findall(parts, text))


def resembles_row(row: str) -> bool:
    """Whether a line looks like a row of a table: figures in cells, or at the end of a line."""
    if "\t" in row:
        return any(NUMBER_CELL.fullmatch(cell.strip()) for cell in row.split("\t")[1:])
    hit = ENDS_WITH_NUMBER.fullmatch(row.strip())
    return hit is not None and bool(re.search(r"\d", hit["tal"]))


def is_heading(row: str) -> bool:
    """A heading of columns or a chapter: no figures but years and the last of a month."""
    number = re.findall(r"\d+(?:,\d+)?", row)
    return all(HEADING_NUMBER.fullmatch(t) for t in number)


def rows_in(serial: str) -> list[str]:
    """The lines of a seed that are rows of its tables."""
    rows = [row.strip() for row in seed(serial).splitlines() if resembles_row(row)]
    return [row for row in rows if not is_heading(row) and row not in NONE_ROW[serial]]


def as_tryckt(value: Value) -> str:
    if value is Mark.NOT_AVAILABLE:
        return "-"
    return cell_text(value, None).replace("\u00a0", "").replace("−", "-").replace("–", "-")


def digits(table: Table, row: Row) -> list[str]:
    """The figures of a row that the document prints, in the order of its columns."""
    cells = {**row.cells, **row.tryckt}
    tryckta = [k for k in table.columns if k.numeric and row.sources.get(k.id) != "prosa"]
    return [as_tryckt(cells[k.id]) for k in tryckta if k.id in cells]


Place = tuple[str, str, str]


def tryckta_rows(serial: str) -> Iterator[tuple[Place, list[str], str]]:
    """Every stored row that stands in a printed table: where, its figures, and those drawn in."""
    for document in DOCUMENT_IN[serial]:
        for table in tables(document):
            for row in table.rows:
                number = digits(table, row)
                if row.sources.get(LABEL) != "prosa" and re.search(r"\d", " ".join(number)):
                    row_ = "\t".join([row.label, *number])
                    yield (document, table.id, row.id), number, contracted(row_)


@seeds
@pytest.mark.parametrize("serial", DOCUMENT_IN)
def test_every_row_of_every_printed_table_is_stored_with_the_same_figures(serial: str) -> None:
    stored = Counter(together for _, _, together in tryckta_rows(serial))
    missing = Counter(contracted(row) for row in rows_in(serial)) - stored
    assert [row for row in rows_in(serial) if contracted(row) in missing] == []


@seeds
@pytest.mark.parametrize("serial", DOCUMENT_IN)
def test_every_stored_row_of_a_printed_table_stands_in_print(serial: str) -> None:
    tryckta = Counter(contracted(row) for row in rows_in(serial))
    invented = []
    for place, _, together in tryckta_rows(serial):
        if place in WITHOUT_ROW or place[1] in LISTS:
            continue
        tryckta[together] -= 1
        if tryckta[together] < 0:
            invented.append(place)
    assert invented == []


@seeds
def test_the_sweep_is_over_hundreds_of_rows_and_figures() -> None:
    assert [len(rows_in(serial)) for serial in DOCUMENT_IN] == [34, 86, 35, 55]
    stored = [number for serial in DOCUMENT_IN for _, number, _ in tryckta_rows(serial)]
    assert len(stored) == 243
    assert sum(len(number) for number in stored) == 771


@seeds
@pytest.mark.parametrize("serial", DOCUMENT_IN)
def test_the_exemptions_are_lines_of_the_text(serial: str) -> None:
    assert set(NONE_ROW[serial]) <= {row.strip() for row in seed(serial).splitlines()}
    tryckta = {contracted(row) for row in rows_in(serial)}
    rows = {place: together for place, _, together in tryckta_rows(serial) if place in WITHOUT_ROW}
    assert tryckta.isdisjoint(rows.values())


@seeds
def test_the_numbered_lists_are_numbered_as_in_print() -> None:
    for document, serial in (("2024-delar", "000"), ("2023-bokslut", "004")):
        for row in area().table(document, "agenda").rows:
            assert re.search(rf"M[aå]l {row.cells['nr']}\. ", seed(serial))
    for table in ("skala-sannolikhet", "skala-vasentlighet"):
        for row in area().table("2025-budget", table).rows:
            assert f"\n{row.cells['varde']}. {row.label}: " in seed("003")


def out_of_text(row: Row, column: str) -> bool:
    return "prosa" in (row.sources.get(LABEL), row.sources.get(column))


@seeds
@pytest.mark.parametrize("serial", DOCUMENT_IN)
def test_a_figure_out_of_the_text_stands_in_the_text_or_says_how(serial: str) -> None:
    text = {number.replace(" ", "") for number in re.findall(r"\d[\d ]*(?:,\d+)?", seed(serial))}
    text |= set(re.findall(r"\d+(?:,\d+)?", seed(serial)))
    for document in DOCUMENT_IN[serial]:
        for table in tables(document):
            for row in table.rows:
                for column, value in row.cells.items():
                    if isinstance(value, Decimal) and out_of_text(row, column):
                        number = as_tryckt(abs(value))
                        assert number in text or column in row.notes, (document, table.id, row.id)
