"""What a person types into each kind of cell: a value of that cell, or a refusal in Swedish."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.five_documents import EVERY, area
from tui.domain.cell_text import cell_text
from tui.domain.entry import MAX_TEXT, Entry, parsed_entry
from tui.domain.table import LABEL
from tui.domain.value import Malvarde, Mark, Par, Value
from tui.store.codec import encoded, encoded_value
from tui.svenska.parse import Refusal

D = Decimal
DASH = Mark.DASH

CELLS = {
    "tkr": ("2024-delar", "drift", "personal", "prognos"),
    "mnkr": ("2025-budget", "upprakning", "index_2026", "belopp"),
    "procent": ("2023-bokslut", "sjukfranvaro", "total", "ar"),
    "procentrad": ("2023-bokslut", "personalstatistik", "personalomsattning", "ar"),
    "antal": ("2025-budget", "risker", "valfardsbrottslighet", "sannolikhet"),
    "fritt": ("2023-bokslut", "personalstatistik", "arsarbetare_visstid", "ar"),
    "mal": ("2024-delar", "nyckeltal", "langvarigt_bistand", "mal"),
    "utfall": ("2023-bokslut", "nyckeltal", "svar_epost_index", "utfall"),
    "datum": ("2023-bokslut", "prognostillfallen", "uppfoljning_1", "datum"),
    "text": ("2023-bokslut", "prognostillfallen", "uppfoljning_1", "paragraf"),
    "langtext": ("2024-delar", "drift", "personal", "kommentar"),
    "val": ("2024-delar", "uppfoljning", "obehoriga", "bedomning"),
    "etikett": ("2024-delar", "delposter", "bistand_volym", LABEL),
}


def entered(cell: str, text: str) -> Entry:
    """What a text means in one of the cells above."""
    document, table_id, row, column = CELLS[cell]
    table = area().table(document, table_id)
    return parsed_entry(text, table, table.row(row), column)


TAKEN: list[tuple[str, str, Value]] = [
    ("tkr", "-150 000", D(-150000)),
    ("tkr", "−158 695", D(-158695)),
    ("tkr", "– 614", D(-614)),
    ("tkr", "614-", D(-614)),
    ("tkr", "(5)", D(-5)),
    ("tkr", "0", D(0)),
    ("tkr", "-0", D(0)),
    ("tkr", "", None),
    ("tkr", " \u00a0", None),
    ("tkr", "-", DASH),
    ("tkr", "–", DASH),
    ("tkr", "=31417*1,02", D("32045.34")),
    ("tkr", "74 576 312 kr", D("74576.312")),
    ("tkr", "1 234,5", D("1234.5")),
    ("tkr", "1 500 kr", D("1.5")),
    ("tkr", "1,2345 mnkr", D("1234.5")),
    ("mnkr", "74 576 312 kr", D("74.576312")),
    ("procent", "8,45", D("8.45")),
    ("procentrad", "14,65", D("14.65")),
    ("tkr", "= -158 695 + 3 000", D(-155695)),
    ("tkr", "1 500 tkr", D(1500)),
    ("tkr", "1,5 mnkr", D(1500)),
    ("tkr", "-1,5 Mkr", D(-1500)),
    ("tkr", "1 500 000 kr", D(1500)),
    ("tkr", "256,303 mnkr", D(256303)),
    ("tkr", "ej tillgänglig", Mark.NOT_AVAILABLE),
    ("tkr", " Ej tillfrågad ", Mark.NOT_ASKED),
    ("mnkr", "6,4", D("6.4")),
    ("mnkr", "6,4 mnkr", D("6.4")),
    ("mnkr", "6 400 tkr", D("6.4")),
    ("mnkr", "6 400 000 kr", D("6.4")),
    ("procent", "8,4", D("8.4")),
    ("procent", "8,4 %", D("8.4")),
    ("procent", "8,4%", D("8.4")),
    ("procent", "8", D(8)),
    ("procent", "=84/10", D("8.4")),
    ("procent", "–", DASH),
    ("procentrad", "14,6 %", D("14.6")),
    ("antal", "4", D(4)),
    ("antal", "4,0", D(4)),
    ("antal", "3 - Möjlig", "3 - Möjlig"),
    ("antal", "Möjlig (3)", "Möjlig (3)"),
    ("antal", "möjlig", "möjlig"),
    ("fritt", "165,75", D("165.75")),
    ("fritt", "9,0", D("9.0")),
    ("mal", "<166", Malvarde("<", D(166))),
    ("mal", "< 166", Malvarde("<", D(166))),
    ("mal", "≥81", Malvarde("≥", D(81))),
    ("mal", ">=81", Malvarde("≥", D(81))),
    ("mal", "<= 81,5", Malvarde("≤", D("81.5"))),
    ("mal", ">1 234", Malvarde(">", D(1234))),
    ("mal", "≥50 %", Malvarde("≥", D(50))),
    ("mal", "<-5", Malvarde("<", D(-5))),
    ("mal", "75", D(75)),
    ("mal", "75 %", D(75)),
    ("mal", "=3*25", D(75)),
    ("mal", "ska öka", "ska öka"),
    ("mal", " genomförd ", "genomförd"),
    ("mal", "minst 2", "minst 2"),
    ("mal", "Ja", "Ja"),
    ("mal", "-", DASH),
    ("mal", "", None),
    ("utfall", "82,2 (80,5)*", Par(D("82.2"), D("80.5"), "*")),
    ("utfall", "82,2 (80,5)", Par(D("82.2"), D("80.5"))),
    ("utfall", "82(80)**", Par(D(82), D(80), "**")),
    ("utfall", "82 % (80 %)", Par(D(82), D(80))),
    ("utfall", "−1,5 (2)", Par(D("-1.5"), D(2))),
    ("utfall", "190", D(190)),
    ("utfall", "12,5 %", D("12.5")),
    ("utfall", "(5)", D(-5)),
    ("utfall", "-", DASH),
    ("utfall", "påbörjad", "påbörjad"),
    ("utfall", "ej tillgänglig", Mark.NOT_AVAILABLE),
    ("datum", "2024-09-17", "2024-09-17"),
    ("datum", " 2024-02-29 ", "2024-02-29"),
    ("datum", "tisdagen den 17 september 2024 kl. 13", "2024-09-17"),
    ("datum", "17/9 2024", "2024-09-17"),
    ("datum", "", None),
    ("text", " §42 ", "§42"),
    ("text", "1.234", "1.234"),
    ("text", "", None),
    ("langtext", "rad 1\nrad 2", "rad 1\nrad 2"),
    ("val", "Med anmärkning", "Med anmärkning"),
    ("etikett", " Ny rad ", "Ny rad"),
    ("etikett", "", ""),
    ("etikett", "1 500", "1 500"),
]


@pytest.mark.parametrize(("cell", "text", "waited"), TAKEN)
def test_a_text_becomes_the_value_that_it_means_in_its_cell(
    cell: str, text: str, waited: Value
) -> None:
    answer = entered(cell, text)
    assert answer == waited
    assert type(answer) is type(waited)


REFUSAL = [
    ("tkr", "abc", "är inget tal"),
    ("tkr", "1.234", "Skriv 1_234 eller 1,234"),
    ("tkr", "1,234.5", "Skriv 1_234,5"),
    ("tkr", "158,695", "Skriv 158_695, eller 158,6950"),
    ("tkr", "5 %", "Cellen är i tkr och inte i %"),
    ("tkr", "12,5 %", "Cellen är i tkr och inte i %"),
    ("tkr", "<5", "utan jämförelsetecken"),
    ("tkr", "82,2 (80,5)*", "ett enda tal"),
    ("tkr", "2024-09-17", "inte ett datum"),
    ("tkr", "minst 2", "är inget tal"),
    ("mnkr", "2 %", "Cellen är i mnkr och inte i %"),
    ("procent", "84 tkr", "Cellen är i % och inte i tkr"),
    ("procentrad", "3 kr", "Cellen är i % och inte i kr"),
    ("antal", "2,5", "hela tal: skriv 3"),
    ("antal", "4 kr", "Cellen är inte i kr"),
    ("antal", "40 %", "Cellen är inte i %"),
    ("antal", "Trolig", "Skriv ett steg på skalan, som tal eller ord: 1 Osannolik, 2 Mindre"),
    ("antal", "2 - Möjlig", "Skriv ett steg på skalan"),
    ("mal", "<", "ett tal efter tecknet"),
    ("mal", "< –", "ett tal efter tecknet"),
    ("mal", "≥abc", "är inget tal"),
    ("mal", "<1.234", "Skriv 1_234 eller 1,234"),
    ("mal", "<<5", "utan jämförelsetecken"),
    ("mal", "500 kr", "Cellen är inte i kr"),
    ("mal", "kr 500", "talet före enheten"),
    ("mal", "1.234", "Skriv 1_234 eller 1,234"),
    ("utfall", "82.2 (80.5)", "två utfall så här"),
    ("utfall", "82,2 (x)", "två utfall så här"),
    ("utfall", "82,2 ( - )", "två utfall så här"),
    ("utfall", "3 (4) (5)", "ett enda tal"),
    ("utfall", "47 av 57", "är inget tal"),
    ("datum", "25-03-01", "Skriv datumet som"),
    ("datum", "17/9", "Skriv året också"),
    ("datum", "2024-02-30", "finns inte i almanackan"),
    ("datum", "måndag 17 september 2024", "är en tisdag och ingen måndag"),
    ("datum", "-", "Skriv datumet som"),
]


@pytest.mark.parametrize(("cell", "text", "word"), REFUSAL)
def test_what_is_ambiguous_or_does_not_fit_is_refused_with_what_to_type(
    cell: str, text: str, word: str
) -> None:
    answer = entered(cell, text)
    assert isinstance(answer, Refusal)
    assert word.replace("_", "\u00a0") in answer.sentence


@pytest.mark.parametrize("cell", ["text", "langtext", "val", "etikett"])
def test_a_text_longer_than_the_store_wants_is_refused(cell: str) -> None:
    assert entered(cell, "å" * MAX_TEXT) == "å" * MAX_TEXT
    answer = entered(cell, "å" * (MAX_TEXT + 1))
    assert isinstance(answer, Refusal)
    assert "20\u00a0000 tecken" in answer.sentence


# ---- Any text at all ------------------------------------------------------------------------

SIGN = st.sampled_from(list("0123456789 ,.-−–+%()<>≤≥=*/krtmn\u00a0\u202f\té§²٣"))
texts = st.text(max_size=12) | st.text(SIGN, max_size=14)
cells = st.sampled_from(sorted(CELLS))


@given(cells, texts)
@example("tkr", "²")
@example("mal", "<²")
@example("utfall", "٣ (٤)")
@example("datum", "0000-01-01")
@example("mal", "=" * 300)
def test_any_text_gives_a_value_or_a_refusal(cell: str, text: str) -> None:
    answer = entered(cell, text)
    if isinstance(answer, Refusal):
        assert re.fullmatch(r"[A-ZÅÄÖ«0-9].*[.]", answer.sentence, re.DOTALL)
        assert len(answer.sentence) < 200
    else:
        assert answer is None or isinstance(answer, Decimal | str | Mark | Malvarde | Par)
        encoded(encoded_value(answer))


@given(st.integers(-(10**12), 10**12))
def test_a_whole_amount_is_taken_as_it_is_shown(amount: int) -> None:
    assert entered("tkr", cell_text(D(amount), 0)) == amount


@given(st.dates())
def test_a_date_is_taken_as_it_is_stored(day: date) -> None:
    assert entered("datum", day.isoformat()) == day.isoformat()


# A word stands where the text of the report gives no figure; a figure is what the cell takes.
WORD_IN_NUMBER = [("2019-underlag", "volymer", "missbruk_augusti", "varde")]


def test_every_value_of_the_real_documents_can_be_typed_as_it_is_shown() -> None:
    changed = []
    for document, table_id in EVERY:
        table = area().table(document, table_id)
        for row in table.rows:
            for column, value in ((LABEL, row.label), *row.cells.items()):
                answer = parsed_entry(cell_text(value, None), table, row, column)
                if repr(answer) != repr(value):
                    changed.append((document, table_id, row.id, column))
    assert changed == WORD_IN_NUMBER
