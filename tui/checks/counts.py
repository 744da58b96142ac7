"""Counts (*räkningar*): numbers that the text gives, against what they are counted of.

"Tre av fyra kontrollpunkter", "79 utredningar", "47 av 57": each is a row of a table "ur texten"
under a key of its own. Where what is counted is not complete, nothing is said.
"""

import itertools
from collections.abc import Callable, Iterator
from decimal import Decimal

from tui.checks.neighbours import Tables, rows_of, table_of
from tui.checks.relations import Cell, rounded_to, stated
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.evaluation import interval
from tui.domain.evaluation import value as value_of
from tui.domain.finding import Address, Finding, Severity
from tui.domain.interval import Interval
from tui.domain.rule import declared
from tui.domain.scale import GOOD
from tui.domain.value import decimals_in
from tui.svenska.format import amount

Count = Callable[[Document, Tables], Decimal | None]


def count_rows(template: str) -> Count:
    """How many rows a table has."""
    return count_with(template, "", "")


def count_with(template: str, column: str, beginning: str) -> Count:
    """How many rows of a table begin a column so."""

    def tally(_: Document, tables: Tables) -> Decimal | None:
        if table_of(tables, template) is None:
            return None
        texts = (str(row.cells.get(column) or "") for _, row in rows_of(tables, template))
        return Decimal(sum(text.startswith(beginning) for text in texts))

    return tally


def without_remark(_: Document, tables: Tables) -> Decimal | None:
    """Control points assessed as without remarks; by proposal where the assessment is not seen."""
    template = "internkontroll.uppfoljning"
    means = [
        calculation.context.settings.meaning(
            "kontroll", row.cells.get("bedomning") or calculation.computed(row.id, "forslag")
        )
        for calculation, row in rows_of(tables, template)
    ]
    known = table_of(tables, template) is not None and all(means)
    return Decimal(means.count(GOOD)) if known else None


def sample(point: str, column: str = "antal") -> Count:
    """The samples of one control point, added up."""

    def tally(_: Document, tables: Tables) -> Decimal | None:
        rows = [row for _, row in rows_of(tables, "internkontroll.stickprov")]
        numbers = [row.cells.get(column) for row in rows if row.cells.get("punkt") == point]
        known = [number for number in numbers if isinstance(number, Decimal)]
        return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None

    return tally


def value(template: str, row_id: str) -> Count:
    """Another figure of the text."""

    def tally(_: Document, tables: Tables) -> Decimal | None:
        calculation = table_of(tables, template)
        return None if calculation is None else stated(calculation, Cell(row_id, "varde"))[0]

    return tally


def total(*parts: Count) -> Count:
    """The sum of counts, where all are known."""

    def tally(document: Document, tables: Tables) -> Decimal | None:
        known = [n for part in parts if (n := part(document, tables)) is not None]
        return sum(known, Decimal(0)) if len(known) == len(parts) else None

    return tally


def share(part: Count, of: Count) -> Count:
    """One count in per cent of another."""

    def tally(document: Document, tables: Tables) -> Decimal | None:
        numerator, denominator = part(document, tables), of(document, tables)
        return None if numerator is None or not denominator else numerator / denominator * 100

    return tally


def per_month(count: Count) -> Count:
    """A count spread over the months that the document covers."""

    def tally(document: Document, tables: Tables) -> Decimal | None:
        number = count(document, tables)
        return None if number is None else number / document.period.months

    return tally


CONTROL, MAL, PERSONAL = "internkontroll.uppgifter", "mal.uppgifter", "personal.uppgifter"
# The table and key of a figure of the text, what is counted, in words, and how grave it is.
COUNTS: tuple[tuple[str, str, Count, str, Severity], ...] = (
    (CONTROL, "punkter_totalt", count_rows("internkontroll.uppfoljning"), "listan har", "fel"),
    (CONTROL, "punkter_utan", without_remark, "bedömningarna ger", "fel"),
    (
        CONTROL,
        "kvarvarande",
        count_with("internkontroll.punkter", "grupp", "Kvarvarande"),
        "listan har",
        "fel",
    ),
    (CONTROL, "granskade", sample("handlaggning"), "stickproven ger", "fel"),
    (CONTROL, "logg_kontroller", sample("obehoriga"), "stickproven ger", "fel"),
    (CONTROL, "logg_anmarkningar", sample("obehoriga", "anmarkningar"), "stickproven ger", "fel"),
    (
        CONTROL,
        "logg_handlaggare",
        per_month(sample("obehoriga")),
        "kontrollerna per månad i perioden är",
        "bör ses över",
    ),
    (MAL, "namndmal", count_rows("mal.mal"), "listan har", "fel"),
    (MAL, "antal_inriktningar", count_rows("mal.inriktningar"), "listan har", "fel"),
    (
        MAL,
        "uppfyllda_mal",
        count_with("mal.ataganden", "bedomning", "uppfyllt"),
        "listan har",
        "fel",
    ),
    (
        MAL,
        "kontaktade_andel",
        share(value(MAL, "kontaktade_ja"), value(MAL, "kontaktade")),
        "antalen ger",
        "fel",
    ),
    (
        MAL,
        "vald_aktualiserade",
        total(value(MAL, "vald_kvinnor"), value(MAL, "vald_man")),
        "delarna ger",
        "fel",
    ),
    (
        PERSONAL,
        "avslutade",
        total(value(PERSONAL, "externa_avgangar"), value(PERSONAL, "pensionsavgangar")),
        "delarna ger",
        "fel",
    ),
    (
        "drift.delposter",
        "prognostillfallen",
        count_rows("drift.prognostillfallen"),
        "listan har",
        "fel",
    ),
)


def counts(document: Document, tables: Tables) -> Iterator[Finding]:
    """A finding for every count that what is counted does not give."""
    for template, row_id, tally, what, severity in COUNTS:
        calculation = table_of(tables, template)
        if calculation is not None and row_id in calculation.table.index:
            should = tally(document, tables)
            yield from _against(
                document, calculation, Cell(row_id, "varde"), should, what, severity
            )
    yield from _kommunbidrag(document, tables)


def _against(
    document: Document,
    calculation: Calculation,
    cell: Cell,
    should: Decimal | None,
    what: str,
    severity: Severity,
) -> Iterator[Finding]:
    said, printed = stated(calculation, cell)
    if said is None or printed is None or should is None or should in printed:
        return
    decimals = max(decimals_in(said), min(decimals_in(should), 1))
    sentence = (
        f"{calculation.table.row(cell.row).label}: texten säger {amount(said, None)}, "
        f"men {what} {amount(should, decimals)}."
    )
    address = Address(document.id, calculation.table.id, *cell)
    yield Finding(address, "kedja", severity, said, should, sentence)


YEAR_COLUMNS = ("foregaende", "budget", "plan1", "plan2")
# The text's row for a year, its column, and what the two years' ramar give for it.
YEAR_RULES = (
    ("kommunbidrag", "belopp", "nu / 1000"),
    ("okning", "belopp", "(nu - innan) / 1000"),
    ("okning_procent", "procent", "nu / innan * 100 - 100"),
)


def _kommunbidrag(document: Document, tables: Tables) -> Iterator[Finding]:
    """What the text says that the kommunbidrag is and rises by, against the ramar."""
    text, ramar = table_of(tables, "drift.upprakning"), table_of(tables, "drift.plan")
    if text is None or ramar is None:
        return
    figures = [stated(ramar, Cell("kommunbidrag", column)) for column in YEAR_COLUMNS]
    for i, (before, now) in enumerate(itertools.pairwise(figures)):
        numbers = {"innan": before[0], "nu": now[0]}
        may_be = {"innan": before[1], "nu": now[1]}
        for key, column, rule in YEAR_RULES:
            cell = Cell(f"{key}_{document.period.year + i}", column)
            should = value_of(declared(rule), numbers.get)
            within = interval(declared(rule), may_be.get)
            yield from _enumerated(document, text, cell, should, within)


def _enumerated(
    document: Document,
    text: Calculation,
    cell: Cell,
    should: Decimal | None,
    within: Interval | None,
) -> Iterator[Finding]:
    said, printed = stated(text, cell)
    if said is None or printed is None or should is None or within is None:
        return
    if printed.meets(within):
        return
    right = rounded_to(should, said)
    sentence = (
        f"{text.table.row(cell.row).label}: texten säger {amount(said, None)}, "
        f"men ramarna ger {amount(right, None)}."
    )
    address = Address(document.id, text.table.id, *cell)
    yield Finding(address, "kedja", "fel", said, right, sentence)
