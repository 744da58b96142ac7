"""Findings and claims as text and as JSON."""

import json
from decimal import Decimal

from tests.report.exempel import DELAR
from tui.domain.fel import Adress, Fynd
from tui.domain.varde import Malvarde
from tui.report.granskning_ut import (
    Pastaendepost,
    Post,
    fyndjson,
    fyndtext,
    pastaendejson,
    pastaendetext,
)

D = Decimal
SLIPP = Fynd(
    Adress("2024-delar", "drift", "kostnader", "diff"),
    "identitet",
    "fel",
    D("-32296"),
    D("-33296"),
    "Kostnader, Diff.: tryckt −32 296, raden ger −33 296.",
)
MAL = Fynd(
    Adress("2024-delar", "nyckeltal", "n", "mal"),
    "bro",
    "bör ses över",
    Malvarde("<", D(166)),
    D("135.50"),
    "Målet är ändrat.",
)
HELA = Fynd(Adress("2024-delar"), "saknas", "bör ses över", None, None, "Paragraf saknas.")
AVRUNDAT = Fynd(Adress("2024-delar", "drift"), "identitet", "avrundning", D(1), D(2), "Avrundat.")


def test_json_has_every_field_and_figures_as_numbers() -> None:
    poster = [Post(SLIPP), Post(MAL, "rapport.md", 12), Post(HELA)]
    ett, tva, tre = json.loads(fyndjson(poster), parse_float=Decimal)
    assert ett == {
        "dokument": "2024-delar",
        "tabell": "drift",
        "rad": "kostnader",
        "kolumn": "diff",
        "slag": "identitet",
        "allvar": "fel",
        "sagt": -32296,
        "borde": -33296,
        "text": SLIPP.mening,
        "fil": None,
        "rad_i_fil": None,
    }
    assert (tva["sagt"], tva["borde"], tva["fil"], tva["rad_i_fil"]) == (
        "<166",
        D("135.50"),
        "rapport.md",
        12,
    )
    assert (tre["tabell"], tre["rad"], tre["sagt"]) == (None, None, None)


def test_no_findings_are_an_empty_list() -> None:
    assert fyndjson([]) == "[]\n"


def test_text_is_by_document_and_severity_aligned_and_counts_rounding() -> None:
    text = fyndtext([DELAR], [Post(SLIPP), Post(MAL), Post(HELA), Post(AVRUNDAT)])
    assert text == (
        "Delårsbokslut 2024 (2024-delar)\n"
        "1 fel, 2 bör ses över, 1 avrundning inom gränsen.\n"
        "\n"
        "Fel\n"
        "  drift       Kostnader, Diff.: tryckt −32 296, raden ger −33 296.\n"
        "\n"
        "Bör ses över\n"
        "  nyckeltal   Målet är ändrat.\n"
        "  dokumentet  Paragraf saknas.\n"
    )


def test_a_document_without_findings_says_so() -> None:
    assert fyndtext([DELAR], []) == "Delårsbokslut 2024 (2024-delar)\nInga fynd.\n"


def test_a_long_sentence_is_wrapped_under_itself() -> None:
    lang = Fynd(SLIPP.adress, "bro", "fel", None, None, "ord " * 40 + "slut.")
    rader = fyndtext([DELAR], [Post(lang)], 60).splitlines()[4:]
    assert len(rader) > 1
    assert all(len(rad) <= 60 for rad in rader)
    assert all(rad.startswith(" " * 9 + "ord") for rad in rader[1:])


def test_nothing_in_a_finding_steers_the_terminal() -> None:
    elakt = Fynd(Adress("2024-delar", "t\x1b[2J"), "bro", "fel", None, None, "A\x1b]0;B\x07\u202e.")
    assert not set(fyndtext([DELAR], [Post(elakt)])) & set("\x1b\x07\u202e")


PASTAENDEN = [
    Pastaendepost("5,0 mnkr", D("5.0"), "mnkr", 7, "avviker", D("6.0"), "drift/kop", "a.md"),
    Pastaendepost("drygt 9\nprocent", D(9), "procent", 120, "stammer", None, "", "a.md"),
]


def test_claims_as_json() -> None:
    ett, tva = json.loads(pastaendejson(PASTAENDEN), parse_float=Decimal)
    assert ett == {
        "text": "5,0 mnkr",
        "varde": D("5.0"),
        "enhet": "mnkr",
        "rad_i_fil": 7,
        "utfall": "avviker",
        "borde": D("6.0"),
        "adress": "drift/kop",
        "fil": "a.md",
    }
    assert (tva["borde"], tva["adress"]) == (None, None)


def test_claims_as_text_are_one_a_line() -> None:
    assert pastaendetext(PASTAENDEN) == (
        "  7  avviker  5,0 mnkr (ska vara 6,0)\n120  stämmer  drygt 9 procent\n"
    )
    assert pastaendetext([]) == "Inga påståenden med tal i texten.\n"
