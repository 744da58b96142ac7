"""Findings and claims as text and as JSON."""

import json
from decimal import Decimal

from tests.report.example import PARTS
from tui.domain.finding import Address, Finding
from tui.domain.value import Malvarde
from tui.report.findings import (
    ClaimItem,
    Item,
    claim_json,
    claim_text,
    finding_json,
    finding_text,
)

D = Decimal
AVOID = Finding(
    Address("2024-delar", "drift", "kostnader", "diff"),
    "identitet",
    "fel",
    D("-32296"),
    D("-33296"),
    "Kostnader, Diff.: tryckt −32 296, raden ger −33 296.",
)
MAL = Finding(
    Address("2024-delar", "nyckeltal", "n", "mal"),
    "bro",
    "bör ses över",
    Malvarde("<", D(166)),
    D("135.50"),
    "Målet är ändrat.",
)
WHOLE = Finding(Address("2024-delar"), "saknas", "bör ses över", None, None, "Paragraf saknas.")
ROUNDED = Finding(
    Address("2024-delar", "drift"), "identitet", "avrundning", D(1), D(2), "Avrundat."
)


def test_json_has_every_field_and_figures_as_numbers() -> None:
    items = [Item(AVOID), Item(MAL, "rapport.md", 12), Item(WHOLE)]
    one, two, three = json.loads(finding_json(items), parse_float=Decimal)
    assert one == {
        "dokument": "2024-delar",
        "tabell": "drift",
        "rad": "kostnader",
        "kolumn": "diff",
        "slag": "identitet",
        "allvar": "fel",
        "sagt": -32296,
        "borde": -33296,
        "text": AVOID.sentence,
        "fil": None,
        "rad_i_fil": None,
    }
    assert (two["sagt"], two["borde"], two["fil"], two["rad_i_fil"]) == (
        "<166",
        D("135.50"),
        "rapport.md",
        12,
    )
    assert (three["tabell"], three["rad"], three["sagt"]) == (None, None, None)


def test_no_findings_are_an_empty_list() -> None:
    assert finding_json([]) == "[]\n"


def test_text_is_by_document_and_severity_aligned_and_counts_rounding() -> None:
    text = finding_text([PARTS], [Item(AVOID), Item(MAL), Item(WHOLE), Item(ROUNDED)])
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


def test_what_is_missing_stands_apart_from_what_is_wrong() -> None:
    lack = Finding(Address("2024-delar", "drift"), "saknas", "saknas", None, None, "Drift: tom.")
    text = finding_text([PARTS], [Item(lack), Item(AVOID)])
    assert "1 fel, 1 saknas." in text
    assert text.index("Kostnader, Diff.") < text.index("\nSaknas\n") < text.index("Drift: tom.")


def test_a_document_without_findings_says_so() -> None:
    assert finding_text([PARTS], []) == "Delårsbokslut 2024 (2024-delar)\nInga fynd.\n"


def test_a_long_sentence_is_wrapped_under_itself() -> None:
    long = Finding(AVOID.address, "bro", "fel", None, None, "ord " * 40 + "slut.")
    rows = finding_text([PARTS], [Item(long)], 60).splitlines()[4:]
    assert len(rows) > 1
    assert all(len(row) <= 60 for row in rows)
    assert all(row.startswith(" " * 9 + "ord") for row in rows[1:])


def test_nothing_in_a_finding_steers_the_terminal() -> None:
    hostile = Finding(
        Address("2024-delar", "t\x1b[2J"), "bro", "fel", None, None, "A\x1b]0;B\x07\u202e."
    )
    assert not set(finding_text([PARTS], [Item(hostile)])) & set("\x1b\x07\u202e")


CLAIMS = [
    ClaimItem("5,0 mnkr", D("5.0"), "mnkr", 7, "avviker", D("6.0"), "drift/kop", "a.md"),
    ClaimItem("drygt 9\nprocent", D(9), "procent", 120, "stammer", None, "", "a.md"),
]


def test_claims_as_json() -> None:
    one, two = json.loads(claim_json(CLAIMS), parse_float=Decimal)
    assert one == {
        "text": "5,0 mnkr",
        "varde": D("5.0"),
        "enhet": "mnkr",
        "rad_i_fil": 7,
        "utfall": "avviker",
        "borde": D("6.0"),
        "skal": None,
        "adress": "drift/kop",
        "fil": "a.md",
    }
    assert (two["borde"], two["adress"]) == (None, None)


def test_claims_as_text_are_one_a_line() -> None:
    assert claim_text(CLAIMS) == (
        "  7  avviker  5,0 mnkr (ska vara 6,0)\n120  stämmer  drygt 9 procent\n"
    )
    assert claim_text([]) == "Inga påståenden med tal i texten.\n"
