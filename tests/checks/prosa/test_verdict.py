"""Sentences of the kind that reports are written in, right, wrong and beside the tables.

One letter a claim: s agrees, a disagrees, - has no table figure, ? either agrees or is not held.
"""

# Whole sentences read better on one line each.
# ruff: noqa: E501
import pytest

from tests.checks.prosa.help import judged, underlag
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.verdict import checked_text

BOKSLUT, PARTS = "2023-bokslut", "2024-delar"
UTFALL = {"s": ("stammer",), "a": ("avviker",), "-": ("ej_prövad",), "?": ("stammer", "ej_prövad")}
CASE = [
    (BOKSLUT, "Socialnämnden redovisar ett överskott om 129 tkr för 2023.", "s"),
    (BOKSLUT, "Socialnämnden redovisar ett överskott om 192 tkr för 2023.", "a"),
    (BOKSLUT, "Socialnämndens resultat för året blev 192 tkr.", "a"),
    (BOKSLUT, "Köp av tjänster avviker negativt mot budget med 14,3 mnkr.", "s"),
    (BOKSLUT, "Köp av tjänster avviker negativt mot budget med 13,4 mnkr.", "a"),
    (
        BOKSLUT,
        "Personalkostnaderna visar ett överskott på 10,3 mnkr, vilket främst beror på vakanser motsvarande 5 tjänster.",
        "s-",
    ),
    (BOKSLUT, "Intäkterna uppgår till 21,7 mnkr, vilket är 4,8 mnkr högre än budget.", "ss"),
    (BOKSLUT, "Intäkterna uppgår till 22,7 mnkr, vilket är 4,9 mnkr högre än budget.", "aa"),
    (BOKSLUT, "Intäkterna ökade med 6,8 mnkr jämfört med 2022.", "s"),
    (BOKSLUT, "Kostnaderna för köpt vård uppgår till 54,2 mnkr.", "-"),
    (BOKSLUT, "Inom köp av tjänster utgör köpt vård 50 mnkr.", "-"),
    (
        BOKSLUT,
        "Personalkostnaderna ökade med 12,5 mnkr eller 10,9 procent jämfört med föregående år.",
        "ss",
    ),
    (
        BOKSLUT,
        "Personalkostnaderna ökade med 12,7 mnkr eller 11,9 procent jämfört med föregående år.",
        "aa",
    ),
    (BOKSLUT, "Nettokostnaden uppgick till 223,9 mnkr.", "s"),
    (BOKSLUT, "Verksamhetens kostnader blev 4,7 mnkr högre än budgeterat.", "s"),
    (BOKSLUT, "Lokalhyror avviker positivt med 0,7 mnkr.", "s"),
    (BOKSLUT, "Lokalhyror avviker negativt med 0,7 mnkr.", "a"),
    (BOKSLUT, "Sjukfrånvaron har minskat från 10,4 procent till 8,4 procent.", "ss"),
    (BOKSLUT, "Sjukfrånvaron uppgår till 8,9 procent.", "a"),
    (BOKSLUT, "Kvinnors sjukfrånvaro minskade med 2,3 procentenheter till 9,3 procent.", "ss"),
    (
        BOKSLUT,
        "Antalet tillsvidareanställda uppgick till 167 personer, en ökning med 6 jämfört med 2022.",
        "s?",
    ),
    (BOKSLUT, "Under året har 16 tillbud och 7 arbetsskador rapporterats.", "ss"),
    (BOKSLUT, "Investeringarna uppgick till 525 tkr mot en budget på 600 tkr.", "ss"),
    (BOKSLUT, "Övriga kostnader har minskat med 0,4 mnkr.", "s"),
    (BOKSLUT, "Övriga kostnader har ökat med 0,4 mnkr.", "a"),
    (BOKSLUT, "Personalomsättningen uppgick till 14,6 procent.", "s"),
    (BOKSLUT, "Under året har 45 personer fått stöd, varav 12 barn.", "--"),
    (BOKSLUT, "Kostnaden för placeringar av barn och unga har ökat med 11,2 mnkr.", "-"),
    (BOKSLUT, "Budgeten för köp av tjänster är 57,3 mnkr, utfallet 71,6 mnkr.", "ss"),
    (BOKSLUT, "Kommunbidraget uppgår till 224,0 mnkr.", "s"),
    (BOKSLUT, "Köp av tjänster ligger 25 procent över budget.", "s"),
    (BOKSLUT, "Avdelning barn och unga har ett underskott på 8,2 mnkr.", "-"),
    (
        BOKSLUT,
        "Den största avvikelsen finns inom köp av tjänster, -14,3 mnkr, och personalkostnader, +10,3 mnkr.",
        "ss",
    ),
    (
        BOKSLUT,
        "Personalkostnader och lokalhyror visar överskott om 10,3 respektive 0,7 mnkr.",
        "ss",
    ),
    (
        BOKSLUT,
        "Köp av tjänster avviker med -14,3 mnkr. Av detta avser 3 mnkr konsulter och 9,5 mnkr placeringar.",
        "s--",
    ),
    (
        BOKSLUT,
        "Köp av tjänster avviker med -14,3 mnkr. Avvikelsen beror på ökade kostnader för institutionsvård om 9,1 mnkr.",
        "s-",
    ),
    (BOKSLUT, "Ett statsbidrag på 2,5 mnkr ökade intäkterna.", "-"),
    (BOKSLUT, "Intäkterna ökade till följd av statsbidrag om 2,5 mnkr.", "-"),
    (BOKSLUT, "Personalkostnaderna har påverkats av löneökningar på 3,2 procent.", "-"),
    (BOKSLUT, "Personalkostnaderna, exklusive konsulter, ökade med 3,2 procent.", "-"),
    (
        PARTS,
        "Utfallet för köp av tjänster är 6,8 mnkr högre än motsvarande period föregående år, en ökning med 15 procent.",
        "ss",
    ),
    (PARTS, "Köp av tjänster har hittills kostat 6,5 mnkr per månad.", "s"),
    (PARTS, "Prognosen för lokalhyror är 17,4 mnkr.", "s"),
    (PARTS, "Personalkostnaderna har ökat med 22 procent.", "s"),
    (PARTS, "Personalkostnaderna har ökat med 32 procent.", "a"),
    (PARTS, "Männens sjukfrånvaro har ökat med 4,0 procentenheter till 9,6 procent.", "ss"),
    (PARTS, "Resultatet förbättrades med 9,9 mnkr jämfört med föregående år.", "a"),
    (PARTS, "Resultatet är 9,9 mnkr sämre än föregående år.", "s"),
    (PARTS, "Nämnden prognostiserar ett underskott på 5 mnkr.", "s"),
    (PARTS, "Nämnden prognostiserar ett underskott på 7 mnkr.", "a"),
    (
        PARTS,
        "Andelen positiva svar för upplevt bemötande är 77 procent, målet är 75 procent.",
        "ss",
    ),
    (PARTS, "Upplevt inflytande nådde 76 procent positiva svar.", "a"),
    (PARTS, "Endast två av fyra kontrollpunkter har genomförts utan anmärkning.", "a"),
    (PARTS, "Under våren beviljades statsbidrag om 1,2 mnkr för arbetet mot våld.", "-"),
    (PARTS, "Priset per plats ökade med 4 procent.", "-"),
    (PARTS, "Intäkterna är nästan 80 procent högre än föregående år.", "-"),
    (PARTS, "Budgeten för inventarier är 400 tkr och utfallet 308 tkr.", "??"),
    (PARTS, "Reinvesteringar har gjorts för 398 tkr, varav inventarier 308 tkr.", "??"),
]


@pytest.mark.parametrize(("document", "sentence", "utfall"), CASE)
def test_verdict(document: str, sentence: str, utfall: str) -> None:
    verdicts = judged(sentence, document)
    assert len(verdicts) == len(utfall), [d.claim.text for d in verdicts]
    for letter, verdict in zip(utfall, verdicts, strict=True):
        assert verdict.utfall in UTFALL[letter], (
            verdict.claim.text,
            verdict.utfall,
            verdict.explanation,
        )


def test_the_right_figure_is_given_in_the_claims_own_unit_and_precision() -> None:
    (verdict,) = judged("Köp av tjänster avviker negativt mot budget med 13,4 mnkr.", BOKSLUT)
    assert str(verdict.should) == "14.3"
    (verdict,) = judged("Lokalhyror avviker negativt med 0,7 mnkr.", BOKSLUT)
    assert str(verdict.should) == "0.7" and verdict.utfall == "avviker"


def test_a_text_of_headings_only_is_judged() -> None:
    source = TextSource("prov.txt", ("Resultat 2023", "", "Överskott 5 mnkr i år", "Nästa kapitel"))
    assert [d.claim.text for d in checked_text(source, underlag(BOKSLUT))] == ["5 mnkr"]
    assert checked_text(TextSource("prov.txt", ("",)), underlag(BOKSLUT)) == ()
