"""Figures of the running text that the store keeps (*textuppgifter*), against their table.

The tables "ur texten" hold what the text says, figure by figure: what it is of (*avser*), what it
is (*slag*), its unit and its time. Where that names one cell, or one computation over a row, the
two are compared at the text's own precision. What speaks of a part of a row, of another time or
of something that no table has, is let be. So are the documents' texts held against each other's
tables.

Nettokostnadsutveckling: the change of cost less all income. Some texts give the change of the
gross cost under that name, and then two years cannot be set beside each other.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.neighbours import Others, Tables, comparable, earlier, held_to_budget
from tui.checks.relations import Cell, rounded_to, stated
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.evaluation import interval, value
from tui.domain.finding import Address, Finding
from tui.domain.interval import Interval
from tui.domain.rule import declared
from tui.domain.table import ColumnRole, Row
from tui.domain.value import MONEY, decimals_in
from tui.svenska.format import amount

MAIN = ("resultat", "investeringar")
# What a label may say beside its row's own name, and still be about the whole row.
NEUTRAL = frozenset(
    re.findall(
        r"\w+",
        "avvik avser budget prognos utfall procent belopp mnkr tkr årets året "
        "bokslutsperioden underskott överskott resultat delårsresultatet bättre delår totalt "
        "ökning minskning för av mot om per augusti i vid på den sammanfattande analysen "
        "helår helårsprognos mellan samma period skillnad under investeringsutrymmet del än "
        "och utveckling inom",
    )
)
HELAR, PART = "helår", "januari"


class Given(NamedTuple):
    """What the table gives for a figure of the text, in the table's unit, of which one is
    ``unit``; and what it may have been before it was rounded."""

    number: Decimal
    within: Interval
    unit: Decimal

    @property
    def scaled(self) -> Decimal:
        """The figure in the text's unit."""
        return self.number / self.unit


class Fact(Struct, frozen=True):
    """One figure of the text, with the table row that it is of."""

    calculation: Calculation
    row: Row
    kind: str
    number: Decimal
    unit: str
    period: str


def fact_finding(document: Document, tables: Tables) -> Iterator[Finding]:
    """A finding for every figure of the text that its table contradicts."""
    for calculation, row in _fact_rows(tables):
        finding = _finding(document, calculation, row, tables)
        if finding is not None:
            yield finding


def _finding(
    document: Document, calculation: Calculation, row: Row, tables: Tables
) -> Finding | None:
    fact = parsed_fact(calculation, row, tables)
    hit = None if fact is None else out_of_table(fact, document)
    if fact is None or hit is None or agrees(fact, hit):
        return None
    number, scale = hit.scaled, fact.number
    should = rounded_to(number if fact.kind == "avvikelse" else abs(number).copy_sign(scale), scale)
    unit = "procent" if fact.unit.startswith("procent") else fact.unit
    decimals = decimals_in(fact.number)
    sentence = (
        f"{row.label}: texten säger {amount(fact.number, decimals)} {unit}, "
        f"tabellen {fact.calculation.table.heading} ger {amount(should, decimals)} "
        f"({fact.row.label})."
    )
    address = Address(
        document.id, calculation.table.id, row.id, calculation.table.column_id("varde")
    )
    return Finding(address, "prosa", "fel", fact.number, should, sentence)


def parsed_fact(calculation: Calculation, row: Row, tables: Tables) -> Fact | None:
    """The figure of a row "ur texten" with the table row it is of, None where it is of no row."""
    table = calculation.table
    number, concerns = table.entered(row, "varde"), table.entered(row, "avser")
    if not isinstance(number, Decimal) or not concerns:
        return None
    head = _main_table(calculation, tables)
    its_row = None if head is None else _its_row(head, str(concerns))
    if head is None or its_row is None:
        return None
    kind, unit, period = (str(table.entered(row, r) or "") for r in _WORDS_OF_FACT)
    if not _about_whole_row(row.label, f"{concerns} {its_row.label}"):
        return None
    return Fact(head, its_row, kind, number, unit, period)


_WORDS_OF_FACT: tuple[ColumnRole, ...] = ("slag", "enhet", "period")


def _main_table(calculation: Calculation, tables: Tables) -> Calculation | None:
    tab = calculation.table.tab
    own = {id_: k for id_, k in tables.items() if k.table.tab == tab}
    return held_to_budget(own, *MAIN)


def _its_row(head: Calculation, concerns: str) -> Row | None:
    total = head.table.of("total")
    if total is not None and concerns == head.table.heading:
        return total
    places = head.table.by_label.get(concerns.casefold())
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
    long = (*(s for s in stems if len(s) > 4), "avvik", "budget", "progno", "nettok")
    return word.startswith(long)


_SHARE, _NAMES = declared("del / belopp(hela) * 100"), ("del", "hela")


def out_of_table(fact: Fact, document: Document) -> Given | None:
    """What the table gives for it."""
    columns = _columns(fact, document)
    if columns is None:
        return None
    figures = [stated(fact.calculation, Cell(fact.row.id, column)) for column in columns]
    numbers, may_be = zip(*figures, strict=True)
    if fact.unit in MONEY:
        number, within = figures[0]
        return None if number is None or within is None else Given(number, within, MONEY[fact.unit])
    if fact.unit != "procent" or len(figures) != 2:
        return None
    share = value(_SHARE, dict(zip(_NAMES, numbers, strict=True)).get)
    within = interval(_SHARE, dict(zip(_NAMES, may_be, strict=True)).get)
    return None if share is None or within is None else Given(share, within, Decimal(1))


def _columns(fact: Fact, document: Document) -> tuple[str, ...] | None:
    """The columns of a figure, and of what it is a share of; None for another time."""
    table = fact.calculation.table
    columns = tuple(table.column_id(role, year) for role, year in _stated(fact, document))
    return columns if columns and all(columns) else None


def _stated(fact: Fact, document: Document) -> tuple[tuple[ColumnRole, int], ...]:
    """What a figure is and what it is a share of, each of which year; nothing for another time."""
    year = str(document.period.year)
    last_year = str(document.period.year - 1)
    helar = HELAR in fact.period or not fact.period.strip("0123456789")
    same = year in fact.period
    bokslut = document.period.months >= 12
    own_time = same and (helar if bokslut else PART in fact.period)
    match fact.kind:
        case "utfall" if own_time:
            return ("utfall", 0), ("budget", 0)
        case "utfall" if bokslut and fact.period == last_year:
            return (("utfall", -1),)
        case "prognos" | "budget" | "avvikelse" as kind if same and helar:
            return (kind, 0), ("budget", 0)
        case "förändring" if own_time:
            return ("forandring", 0), ("utfall", -1)
    return ()


def agrees(fact: Fact, given: Given) -> bool:
    """Whether the two may be one figure, each as it is rounded.

    A text may write a cost without its minus, and a decrease as a positive figure; the sign of a
    deviation says which way it goes.
    """
    printed = Interval.printed(fact.number, decimals_in(fact.number))
    said, table = printed * Interval.exact(given.unit), given.within
    if fact.kind != "avvikelse":
        said, table = abs(said), abs(table)
    return said.meets(table)


# ---- against other documents -------------------------------------------------------------------


def text_bridges(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """The findings of the figures of the text that other documents have."""
    yield from _change_utfall(document, tables, others)
    yield from _changed_definition(document, tables, others)


def _fact_rows(tables: Tables) -> Iterator[tuple[Calculation, Row]]:
    """The rows "ur texten", each with its table."""
    for calculation in tables.values():
        if calculation.table.out_of_text:
            for row in calculation.table.rows:
                yield calculation, row


def _change_utfall(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    """The outcome of a whole year, which that year's årsbokslut prints."""
    bokslut = [g for g in comparable(document, others) if g[0].kind == "arsbokslut"]
    for calculation, row in _fact_rows(tables):
        for other, theirs in bokslut if _kind(calculation, row) == "utfall" else ():
            fact = parsed_fact(calculation, row, theirs)
            if fact is None or not _whole_year(fact, document, other):
                continue
            hit = out_of_table(fact, other)
            if hit is not None and not agrees(fact, hit):
                should = rounded_to(hit.scaled, fact.number)
                column = calculation.table.column_id("varde")
                address = Address(document.id, calculation.table.id, row.id, column)
                sentence = (
                    f"{row.label}: texten säger {_written(fact.number)} {fact.unit}, "
                    f"men {other.name} trycker {_written(should)}."
                )
                yield Finding(address, "bro", "fel", fact.number, should, sentence)


def _kind(calculation: Calculation, row: Row) -> str:
    return str(calculation.table.entered(row, "slag") or "")


def _whole_year(fact: Fact, document: Document, other: Document) -> bool:
    helar = HELAR in fact.period or fact.period == str(other.period.year)
    others = other.kind == "arsbokslut" and other.period.year < document.period.year
    return fact.kind == "utfall" and helar and others


def _changed_definition(document: Document, tables: Tables, others: Others) -> Iterator[Finding]:
    for calculation, row in _fact_rows(tables):
        here = _development(document, calculation, row, tables)
        if here is None:
            continue
        for other, theirs in earlier(document, others):
            for other_calculation, other_row in _fact_rows(theirs):
                there = _development(other, other_calculation, other_row, theirs)
                if there is not None and there[1] != here[1]:
                    yield _definition_finding(document, calculation, row, here, other, there)


def _development(
    document: Document, calculation: Calculation, row: Row, tables: Tables
) -> tuple[Decimal, str] | None:
    """A stated nettokostnadsutveckling in per cent, and the cost that it is nearest to."""
    if _kind(calculation, row) != "förändring":
        return None
    fact = parsed_fact(calculation, row, tables)
    if fact is None or fact.row.role != "netto":
        return None
    main = fact.calculation.table
    netto, gross = (_change(fact, document, r) for r in (main.of("netto"), main.of("kostnad")))
    if fact.unit != "procent" or netto is None or gross is None:
        return None
    nearest_netto = abs(fact.number - netto) <= abs(fact.number - gross)
    return fact.number, "nettokostnaden" if nearest_netto else "bruttokostnaden"


def _change(fact: Fact, document: Document, row: Row | None) -> Decimal | None:
    hit = None if row is None else out_of_table(replace(fact, row=row), document)
    return None if hit is None else abs(hit.number)


def _definition_finding(
    document: Document,
    calculation: Calculation,
    row: Row,
    here: tuple[Decimal, str],
    other: Document,
    there: tuple[Decimal, str],
) -> Finding:
    sentence = (
        f"{row.label}: {_written(here[0])} procent är {here[1]}s ändring, "
        f"men {_written(there[0])} procent i {other.name} är {there[1]}s; de två kan inte jämföras."
    )
    address = Address(
        document.id, calculation.table.id, row.id, calculation.table.column_id("varde")
    )
    return Finding(address, "bro", "bör ses över", here[0], there[0], sentence)


def _written(number: Decimal) -> str:
    return amount(number, decimals_in(number))
