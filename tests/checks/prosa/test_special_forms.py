"""Claims of a form of their own, right, wrong and beside; the letters are those of test_dom."""

# Whole sentences read better on one line each.
# ruff: noqa: E501
import pytest

from tests.checks.prosa.help import judged
from tests.checks.prosa.test_verdict import UTFALL

BOKSLUT, PARTS, PARTS_2018 = "2023-bokslut", "2024-delar", "2018-delar"
CASE = [
    # Shares that the sentence gives both counts of.
    (
        PARTS,
        "Under våren skickades 80 brev, varav 20 besvarades, vilket motsvarar 25 procent.",
        "--s",
    ),
    (
        PARTS,
        "Under våren skickades 80 brev, varav 20 besvarades, vilket motsvarar 35 procent.",
        "--a",
    ),
    (PARTS, "Av dem har 6 av 8 brev besvarats, vilket motsvarar 75 procent.", "-s"),
    (PARTS, "Av dem har 6 av 8 brev besvarats, vilket motsvarar 57 procent.", "-a"),
    (
        PARTS,
        "Under våren skickades 80 brev, varav 20 besvarades, vilket motsvarar 5 procent fler än i fjol.",
        "---",
    ),
    (
        PARTS,
        "Under våren skickades drygt 80 brev, varav 20 besvarades, vilket motsvarar 24 procent.",
        "---",
    ),
    (
        PARTS,
        "Under våren skickades 80 brev och 20 samtal togs emot, vilket motsvarar 35 procent.",
        "---",
    ),
    (
        PARTS,
        "Av 90 hushåll fick 80 brev, varav 20 besvarades, vilket motsvarar 22 procent.",
        "----",
    ),
    # The year's result against the budgeted net cost.
    (BOKSLUT, "Prognosavvikelsen uppgår till 0,06 procent av budgeterad nettokostnad.", "s"),
    (BOKSLUT, "Prognosavvikelsen uppgår till 0,6 procent av budgeterad nettokostnad.", "a"),
    (BOKSLUT, "Kostnaden för placeringar är 12 procent av budgeterad nettokostnad.", "-"),
    # Staff by the columns of the table.
    (PARTS_2018, "Socialförvaltningens personal består av 251,9 årsarbetare.", "s"),
    (PARTS_2018, "Socialförvaltningens personal består av 259,1 årsarbetare.", "a"),
    (PARTS_2018, "Personalen har en genomsnittlig sysselsättningsgrad på 97 procent.", "s"),
    (PARTS_2018, "Personalen har en genomsnittlig sysselsättningsgrad på 79 procent.", "a"),
    (PARTS_2018, "Kvinnors genomsnittliga sysselsättningsgrad är 98 procent.", "-"),
    (PARTS_2018, "Socialförvaltningens personal bestod av 728,7 årsarbetare 2017.", "-"),
    (PARTS_2018, "Socialförvaltningen finansierar 0,5 årsarbetare i form av projektledare.", "-"),
    (PARTS_2018, "Personalen har utökats med 12 årsarbetare.", "-"),
    # Parts of the sick leave.
    (BOKSLUT, "Drygt hälften av sjukfrånvaron är långtidssjukfrånvaro.", "s"),
    (BOKSLUT, "Hälften av sjukfrånvaron är långtidssjukfrånvaro.", "s"),
    (BOKSLUT, "En tredjedel av sjukfrånvaron är långtidssjukfrånvaro.", "a"),
    (BOKSLUT, "Två tredjedelar av den minskade sjukfrånvaron är långtidssjukfrånvaro.", "s"),
    (BOKSLUT, "En fjärdedel av den minskade sjukfrånvaron är långtidssjukfrånvaro.", "a"),
    (BOKSLUT, "Hälften av sjukfrånvaron är korttidsfrånvaro.", "-"),
    (BOKSLUT, "Hälften av deltagarna har gått vidare till arbete.", "-"),
    (PARTS, "Två tredjedelar av den minskade sjukfrånvaron är långtidssjukfrånvaro.", "-"),
    # Sums of rows that the sentence names.
    (
        BOKSLUT,
        "Personalkostnader och lokalhyror avviker tillsammans positivt mot budget med 11,0 mnkr.",
        "s",
    ),
    (
        BOKSLUT,
        "Personalkostnader och lokalhyror avviker tillsammans positivt mot budget med 12,0 mnkr.",
        "a",
    ),
    (
        BOKSLUT,
        "Personalkostnader, lokalhyror och köp av tjänster avviker sammanlagt negativt mot budget med 3,3 mnkr.",
        "s",
    ),
    (
        BOKSLUT,
        "Personalkostnader avviker tillsammans med avdelningarnas överskott mot budget med 19,0 mnkr.",
        "-",
    ),
]
NEEDED = [
    ("Missbruk", "Behov av utökade medel 2019: 1 500 tkr", "s"),
    ("Missbruk", "Behov av utökade medel 2019: 1 700 tkr", "a"),
    ("Missbruk", "Total kostnad per år 520 tkr.", "-"),
    ("Handledning", "Behov av utökade medel 2019: 1 500 tkr", "-"),
    ("Feriejobb", "Detta kräver en utökning i ramen med 2 100 tkr.", "s"),
    ("Feriejobb", "Detta kräver en utökning i ramen med 1 200 tkr.", "a"),
]


@pytest.mark.parametrize(("document", "sentence", "utfall"), CASE)
def test_a_claim_of_its_own_form(document: str, sentence: str, utfall: str) -> None:
    verdicts = judged(sentence, document, "Uppföljning")
    assert len(verdicts) == len(utfall), [d.claim.text for d in verdicts]
    for letter, verdict in zip(utfall, verdicts, strict=True):
        assert verdict.utfall in UTFALL[letter], (
            verdict.claim.text,
            verdict.utfall,
            verdict.explanation,
        )


@pytest.mark.parametrize(("heading", "sentence", "utfall"), NEEDED)
def test_a_need_under_the_heading_of_a_row(heading: str, sentence: str, utfall: str) -> None:
    (verdict,) = judged(sentence, PARTS_2018, heading)
    assert verdict.utfall in UTFALL[utfall], verdict.explanation


def test_where_the_table_has_the_share_too_its_cell_is_the_place() -> None:
    sentence = (
        "28 extra tjänster har tillsatts, varav 12 till nyanlända, vilket motsvarar 43 procent."
    )
    verdict = judged(sentence, PARTS_2018)[-1]
    assert verdict.address is not None and verdict.address.row == "mal_2"
