"""Figures of the running text that the store keeps (*textuppgifter*), against their table.

The tables "ur texten" hold what the text says, figure by figure: what it is of (*avser*), what it
is (*slag*), its unit and its time. Where that names one cell, or one computation over a row, the
two are compared at the text's own precision. What speaks of a part of a row, of another time or
of something that no table has, is let be.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from tui.checks.relations import rounded_to, tryckt_number
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.rounding import decimals_in
from tui.domain.table import Row
from tui.svenska.format import amount

FACT_TEMPLATES = ("drift.delposter", "investeringar.uppgifter")
MAIN_TEMPLATES = {
    "drift": ("drift.delar", "drift.bokslut"),
    "investeringar": ("investeringar.delar", "investeringar.bokslut"),
}
SCALES = {"kr": Decimal("0.001"), "tkr": Decimal(1), "mnkr": Decimal(1000)}
# What a label may say beside its row's own name, and still be about the whole row.
NEUTRAL = (
    "avvik",
    "avser",
    "budget",
    "prognos",
    "utfall",
    "procent",
    "belopp",
    "mnkr",
    "tkr",
    "årets",
    "året",
    "bokslutsperioden",
    "underskott",
    "överskott",
    "resultat",
    "delårsresultatet",
    "bättre",
    "delår",
    "totalt",
    "ökning",
    "minskning",
    "för",
    "av",
    "mot",
    "om",
    "per",
    "augusti",
    "i",
    "vid",
    "på",
    "den",
    "sammanfattande",
    "analysen",
    "helår",
    "helårsprognos",
    "mellan",
    "samma",
    "period",
    "skillnad",
    "under",
    "investeringsutrymmet",
    "del",
    "än",
    "och",
    "utveckling",
    "inom",
)
HELAR, PART = "helår", "januari"


class Fact(Struct, frozen=True):
    """One figure of the text, with the table row that it is of."""

    calculation: Calculation
    row: Row
    kind: str
    number: Decimal
    unit: str
    period: str


def fact_finding(document: Document, calculations: Mapping[str, Calculation]) -> Iterator[Finding]:
    """A finding for every figure of the text that its table contradicts."""
    for calculation in calculations.values():
        if calculation.table.template.id in FACT_TEMPLATES:
            for row in calculation.table.rows:
                finding = _finding(document, calculation, row, calculations)
                if finding is not None:
                    yield finding


def _finding(
    document: Document, calculation: Calculation, row: Row, calculations: Mapping[str, Calculation]
) -> Finding | None:
    fact = parsed_fact(calculation, row, calculations)
    hit = None if fact is None else out_of_table(fact, document)
    if fact is None or hit is None or agrees(fact, *hit):
        return None
    number, scale = hit[0] / hit[1], fact.number
    should = rounded_to(number if fact.kind == "avvikelse" else abs(number).copy_sign(scale), scale)
    unit = "procent" if fact.unit.startswith("procent") else fact.unit
    decimals = decimals_in(fact.number)
    sentence = (
        f"{row.label}: texten säger {amount(fact.number, decimals)} {unit}, "
        f"tabellen {fact.calculation.table.heading} ger {amount(should, decimals)} "
        f"({fact.row.label})."
    )
    address = Address(document.id, calculation.table.id, row.id, "varde")
    return Finding(address, "prosa", "fel", fact.number, should, sentence)


def parsed_fact(
    calculation: Calculation, row: Row, calculations: Mapping[str, Calculation]
) -> Fact | None:
    """The figure of a row "ur texten" with the table row it is of, None where it is of no row."""
    number, concerns = row.cells.get("varde"), row.cells.get("avser")
    if not isinstance(number, Decimal) or not concerns:
        return None
    head = _main_table(calculation, calculations)
    mal_row = None if head is None else _mal_row(head, str(concerns))
    if head is None or mal_row is None:
        return None
    word = {k: str(row.cells.get(k) or "") for k in ("avser", "slag", "enhet", "period")}
    if not _about_whole_row(row.label, f"{word['avser']} {mal_row.label}"):
        return None
    return Fact(head, mal_row, word["slag"], number, word["enhet"], word["period"])


def _main_table(
    calculation: Calculation, calculations: Mapping[str, Calculation]
) -> Calculation | None:
    templates = MAIN_TEMPLATES.get(calculation.table.template.tab, ())
    return next((k for k in calculations.values() if k.table.template.id in templates), None)


def _mal_row(head: Calculation, concerns: str) -> Row | None:
    if concerns == "Investeringar" and "totalt" in head.table.index:
        return head.table.row("totalt")
    places = head.table.after_name.get(concerns.casefold())
    return head.table.rows[places[0]] if places else None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-zåäö]+", text.casefold())


@lru_cache(1024)
def _about_whole_row(label: str, name: str) -> bool:
    """Whether a label names nothing but the row: "Köpt vård, avvikelse" is only a part of one."""
    stems = tuple(o[:5] if len(o) > 4 else o for o in _words(name))
    return all(_edge(o, stems) for o in _words(label))


def _edge(word: str, stems: tuple[str, ...]) -> bool:
    if word in NEUTRAL or word in stems:
        return True
    long_ones = (*(s for s in stems if len(s) > 4), "avvik", "budget", "progno", "nettok")
    return word.startswith(long_ones)


def out_of_table(fact: Fact, document: Document) -> tuple[Decimal, Decimal] | None:
    """What the table gives for it, in the table's unit, and how much one of its units is."""
    columns = _columns(fact, document)
    if columns is None:
        return None
    number = [tryckt_number(fact.calculation, fact.row.id, k) for k in columns]
    if fact.unit in SCALES and number[0] is not None:
        return number[0], SCALES[fact.unit]
    if fact.unit == "procent" and len(number) == 2 and number[0] is not None and number[1]:
        return number[0] / abs(number[1]) * 100, Decimal(1)
    return None


def _columns(fact: Fact, document: Document) -> tuple[str, ...] | None:
    """The columns of a figure, and of what it is a share of; None for another time."""
    year = str(document.period.year)
    last_year = str(document.period.year - 1)
    helar = HELAR in fact.period or not fact.period.strip("0123456789")
    same = year in fact.period
    bokslut = document.period.months >= 12
    own_time = same and (helar if bokslut else PART in fact.period)
    match fact.kind:
        case "utfall" if own_time:
            return ("utfall", "budget")
        case "utfall" if bokslut and fact.period == last_year:
            return ("foregaende",)
        case "prognos" | "budget" if same and helar:
            return (fact.kind, "budget")
        case "avvikelse" if same and helar:
            return ("avvikelse", "budget")
        case "förändring" if own_time:
            return ("diff", "foregaende")
    return None


def agrees(fact: Fact, number: Decimal, unit: Decimal) -> bool:
    """Whether the two agree at the text's precision, half a printed unit of the table allowed for.

    A text may write a cost without its minus, and a decrease as a positive figure; the sign of a
    deviation says which way it goes.
    """
    said = fact.number * unit
    if fact.kind != "avvikelse":
        said, number = abs(said), abs(number)
    half = Decimal("0.5").scaleb(-decimals_in(fact.number)) * unit
    slack = Decimal("0.5") if fact.unit in SCALES else Decimal(0)
    return abs(said - number) <= half + slack
