"""A step in words, on a table whose headings leave the year open."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from tests.tables import begun, mall
from tui.domain.document import Document, Exemption
from tui.domain.finding import Address
from tui.domain.period import Period
from tui.domain.settings import Sammantrade
from tui.domain.table import LABEL, Column, Row
from tui.screen.views.step_words import cell_words, step_words
from tui.workspace import (
    CellChange,
    Change,
    DocumentAside,
    DocumentChange,
    DocumentMade,
    MeetingChange,
    RowAdded,
    RowMoved,
    RowRemoved,
    SettingChange,
    TrycktChange,
    Workspace,
)

COLUMNS = (Column("prognos", "Prognos {ar}", decimals=0), Column("kommentar", "Kommentar", "text"))
TEMPLATE = mall("drift.manad", "drift", "Verksamheter", COLUMNS, list_=True)
LIBRARY = Row("bibliotek", "Bibliotek", decimals=1)
TABLE = begun("verksamheter", TEMPLATE, "Verksamheter", "mnkr", COLUMNS, (LIBRARY,))
MAJ = Document(
    "maj", "Månadsrapport maj", "delarsbokslut", Period(date(2026, 1, 1), date(2026, 5, 31))
)
AREA = Workspace({"maj": MAJ}).with_tab(("maj", "drift"), (TABLE,))
CELL = Address("maj", "verksamheter", "bibliotek", "prognos")
TEXT = replace(CELL, column="kommentar")
MEETING = Sammantrade(date(2026, 6, 10), "§ 4")
D = Decimal


def test_a_cell_is_named_by_table_row_and_the_heading_with_its_year() -> None:
    assert cell_words(AREA, CELL) == "Verksamheter, Bibliotek, Prognos 2026"


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ([CellChange(CELL, D("-12.9"), D("-13.2"))], "Prognos 2026: −12,9 → −13,2"),
        ([CellChange(CELL, None, D(5))], "Verksamheter, Bibliotek, Prognos 2026: tomt → 5,0"),
        ([TrycktChange(CELL, D(1), None)], "Prognos 2026 (tryckt): 1,0 → tomt"),
        ([CellChange(TEXT, "a" * 99, "a" * 98 + "b")], "Kommentar: texten är ändrad"),
        ([CellChange(replace(CELL, column=LABEL), "Bibl.", "Bibliotek")], "Bibl. → Bibliotek"),
        ([CellChange(CELL, D(1), D(2))] * 3, "1,0 → 2,0 och 2 ändringar till"),
        ([RowAdded(CELL, LIBRARY, 0)], "Verksamheter: raden ”Bibliotek” är med"),
        ([RowRemoved(replace(CELL, row="x"), Row("x", ""), 0)], "raden utan namn är borttagen"),
        ([RowMoved(CELL, 0, 0)], "Verksamheter: raden ”Bibliotek” är flyttad"),
        ([MeetingChange(None, MEETING)], "sammanträdet 10 juni 2026 är inlagt"),
        ([MeetingChange(MEETING, None)], "sammanträdet 10 juni 2026 är borttaget"),
        (
            [MeetingChange(MEETING, replace(MEETING, paragraf="§ 5"))],
            "sammanträdet 10 juni 2026, § 4 → 10 juni 2026, § 5",
        ),
        (
            [SettingChange("skalor/mal", ("Nej", "Ja"), ("Ja",))],
            "inställningen Skala: Bedömning av mål: Nej · Ja → Ja",
        ),
        ([DocumentMade(MAJ)], "Månadsrapport maj (utkast) är tillbaka"),
        ([DocumentAside(MAJ)], "Månadsrapport maj (utkast) är undanlagt"),
    ],
)
def test_a_step_says_what_it_made_of_what(step: list[Change], words: str) -> None:
    assert step_words(AREA, tuple(step)).replace("\u00a0", " ").endswith(words)


@pytest.mark.parametrize(
    ("to", "words"),
    [
        (replace(MAJ, status="beslutad"), "Månadsrapport maj är beslutat och låst"),
        (replace(MAJ, unlocked="skäl"), "Månadsrapport maj är upplåst"),
        (replace(MAJ, texts=("a/maj.docx",)), "texten maj.docx hör till dokumentet"),
        (replace(MAJ, exemption=(Exemption("k", "s"),)), "fyndet är undantaget"),
        (replace(MAJ, name="Maj"), "namnet Månadsrapport maj → Maj"),
        (replace(MAJ, note="x"), "Månadsrapport maj: uppgifterna om dokumentet"),
    ],
)
def test_a_head_says_what_of_it_has_changed(to: Document, words: str) -> None:
    assert step_words(AREA, (TrycktChange(CELL, None, D(1)), DocumentChange(MAJ, to))) == words
    back = step_words(AREA, (DocumentChange(to, MAJ),))
    assert back and (back != words or to.note)
