"""The settings as fields: what is taken, what is refused and why."""

from datetime import date
from decimal import Decimal as D

import pytest
from msgspec.structs import replace

from tui.domain.scale import SCALES
from tui.domain.settings import STORED_THRESHOLDS, Settings
from tui.domain.settings_cells import setting
from tui.domain.settings_fields import FIELD
from tui.svenska.dates import parsed_day
from tui.svenska.parse import Refusal

NOW = Settings(namnd="Kulturnämnden", kommun="Ängelholms kommun")
AFTER_ID = {field.id: field for field in FIELD}


def test_every_threshold_and_scale_is_a_field() -> None:
    stored = {f"trosklar/{name}" for name in STORED_THRESHOLDS.values()}
    edited = SCALES.keys() - {"uppgiftsslag"}
    assert stored | {f"skalor/{n}" for n in edited} < set(AFTER_ID)


@pytest.mark.parametrize("field", FIELD, ids=lambda f: f.id)
def test_what_a_field_shows_it_takes_back(field) -> None:  # type: ignore[no-untyped-def]
    assert field.parsed(NOW, field.shown(NOW)) == NOW
    assert field.name and field.help_


@pytest.mark.parametrize(
    ("id_", "text", "value"),
    [
        ("tecken", "Intäkter −, kostnader +", "kostnad_plus"),
        ("tecken", "intäkter -, kostnader +", "kostnad_plus"),
        ("tecken", "1", "intakt_plus"),
        ("enhet", "2", "mnkr"),
        ("enhet", "mnkr, två decimaler", "mnkr2"),
    ],
)
def test_signs_and_unit_are_chosen_by_number_or_by_their_words(
    id_: str, text: str, value: str
) -> None:
    new = AFTER_ID[f"installningar/{id_}"].parsed(NOW, text)
    assert isinstance(new, Settings)
    assert setting(new, f"installningar/{id_}") == value


@pytest.mark.parametrize(
    ("id_", "text", "value"),
    [
        ("avvikelse_andel_liten", "2,5", D("2.5")),
        ("avvikelse_andel_liten", "2,5 %", D("2.5")),
        ("avvikelse_belopp_stor", "10 000", D(10000)),
        ("avvikelse_belopp_stor", "6000 tkr", D(6000)),
        ("risk_medel", "3", D(3)),
    ],
)
def test_a_threshold_is_typed_the_swedish_way(id_: str, text: str, value: D) -> None:
    new = AFTER_ID[f"trosklar/{id_}"].parsed(NOW, text)
    assert isinstance(new, Settings)
    thresholds = {s: getattr(new.thresholds, n) for n, s in STORED_THRESHOLDS.items()}
    assert thresholds[id_] == value
    assert replace(new, thresholds=NOW.thresholds) == NOW


@pytest.mark.parametrize(
    ("id_", "text", "sentence"),
    [
        ("trosklar/avvikelse_andel_liten", "1.234", "1,234"),
        ("trosklar/avvikelse_andel_liten", "", "Skriv ett tal i %"),
        ("trosklar/avvikelse_andel_liten", "–", "Skriv ett tal i %"),
        ("trosklar/avvikelse_andel_liten", "-1", "Skriv ett tal från 0 till 100."),
        ("trosklar/nara_andel", "101", "Skriv ett tal från 0 till 100."),
        ("trosklar/avvikelse_andel_liten", "9", "får inte vara över 8"),
        ("trosklar/avvikelse_andel_stor", "0,5", "får inte vara under 1"),
        ("trosklar/risk_hog", "13", "får inte vara över 12"),
        ("trosklar/risk_hog", "3", "får inte vara under 4"),
        ("trosklar/risk_hog", "åtta", ""),
        ("installningar/tecken", "omvända", "1 Intäkter +, kostnader −. 2 Intäkter −"),
        ("installningar/enhet", "miljoner", "Skriv numret på en av dem: 1 tkr. 2 mnkr, en"),
        ("installningar/namnd", "   ", "Skriv ett namn"),
        ("installningar/kommun", "x" * 121, "högst 120 tecken"),
        ("skalor/hantering", " \n ", "minst ett steg"),
        ("skalor/hantering", "Accepteras\nAccepteras", "står två gånger"),
        ("skalor/mal", "Röd\nGrön", "inget steg betyder bra, som i ”Röd; ; bra”."),
        ("skalor/mal", "Grön; ●; jättebra", "”jättebra” är ingen betydelse här; skriv bra"),
        ("skalor/mal", "Grön; ●●; bra", "tecknet ska vara ett enda"),
        ("skalor/mal", "Grön; 🟢; bra", "tecknet ska vara ett enda"),
        ("skalor/mal", "Grön; ●; bra; ofta", "villkoret skrivs som alla uppnådda; "),
        ("skalor/mal", "Grön; ●; bra; alla\nGul; ; nästan; alla", "Samma villkor står vid två"),
        ("skalor/mal", "a; b; c; d; e", "Skriv steget som namn; tecken; betydelse; villkor"),
        ("skalor/hantering", "Följs; ; bra", "skriv internkontrollplan"),
        ("skalor/sannolikhet", "Liten; ; ; från 3", "skalan har inga villkor"),
        ("skalor/ja_nej", "Ja; ; ja\nVet ej", "inget steg betyder nej"),
        ("skalor/riskrutor", "låg; hög", "Skriv 4 rader"),
        ("skalor/riskrutor", "låg; låg\n" * 4, "Rad 1: skriv 4 nivåer"),
        ("skalor/riskrutor", "låg; låg; låg; svår\n" * 4, "”svår” är ingen nivå; skriv låg"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(id_: str, text: str, sentence: str) -> None:
    answer = AFTER_ID[id_].parsed(NOW, text)
    assert isinstance(answer, Refusal)
    assert sentence in answer.sentence and answer.sentence[-1:] == "."


def test_a_scale_gets_one_step_a_line() -> None:
    new = AFTER_ID["skalor/sannolikhet"].parsed(NOW, "Liten\n\n  Stor  risk \n")
    assert isinstance(new, Settings)
    assert new.scale("sannolikhet") == ("Liten", "Stor risk")
    more = AFTER_ID["skalor/mal"].parsed(NOW, "\n".join((*SCALES["mal"], "Kan inte bedömas")))
    assert isinstance(more, Settings) and len(more.scale("mal")) == 5


def test_a_date_is_typed_whole() -> None:
    assert parsed_day("2024-10-15") == date(2024, 10, 15)
    assert parsed_day("15/10", date(2024, 9, 10)) == date(2024, 10, 15)
    assert isinstance(parsed_day("15/10"), Refusal)
    assert isinstance(parsed_day("25-03-01"), Refusal)
    assert isinstance(parsed_day(""), Refusal)
