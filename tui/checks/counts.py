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
from tui.domain.table import ColumnRole
from tui.domain.value import decimals_in
from tui.svenska.format import amount

Count = Callable[[Document, Tables], Decimal | None]
FOLLOWED_UP = "uppfoljning"


def count_rows(subject: str) -> Count:
    """How many rows a table has."""
    return count_with(subject, "", "")


def count_with(subject: str, role: ColumnRole, beginning: str) -> Count:
    """How many rows of a table begin a column so."""

    def tally(_: Document, tables: Tables) -> Decimal | None:
        if table_of(tables, subject) is None:
            return None
        texts = (str(k.table.entered(row, role) or "") for k, row in rows_of(tables, subject))
        return Decimal(sum(text.startswith(beginning) for text in texts))

    return tally


def without_remark(_: Document, tables: Tables) -> Decimal | None:
    """Control points assessed as without remarks; by proposal where the assessment is not seen."""
    means = [
        calculation.context.settings.meaning(
            "kontroll",
            calculation.table.entered(row, "bedomning")
            or calculation.computed(row.id, calculation.table.column_id("forslag")),
        )
        for calculation, row in rows_of(tables, FOLLOWED_UP)
    ]
    known = table_of(tables, FOLLOWED_UP) is not None and all(means)
    return Decimal(means.count(GOOD)) if known else None


def sample(point: str, role: ColumnRole = "antal") -> Count:
    """The samples of one control point, added up."""

    def tally(_: Document, tables: Tables) -> Decimal | None:
        rows = rows_of(tables, "stickprov")
        own = ((k.table, row) for k, row in rows if k.table.entered(row, "hor_till") == point)
        numbers = [table.entered(row, role) for table, row in own]
        known = [number for number in numbers if isinstance(number, Decimal)]
        return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None

    return tally


def value(tab: str, row_id: str) -> Count:
    """Another figure of the text."""

    def tally(_: Document, tables: Tables) -> Decimal | None:
        calculation = _fact_table(tables, tab, row_id)
        if calculation is None:
            return None
        return stated(calculation, Cell(row_id, calculation.table.column_id("varde")))[0]

    return tally


def _fact_table(tables: Tables, tab: str, row_id: str) -> Calculation | None:
    """The table of a tab's text that has a figure of this key."""
    own = (k for k in tables.values() if k.table.out_of_text and k.table.tab == tab)
    return next((k for k in own if row_id in k.table.index), None)


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


CONTROL, MAL, PERSONAL, DRIFT = "internkontroll", "mal", "personal", "drift"
# The tab and key of a figure of the text, what is counted, in words, and how grave it is.
COUNTS: tuple[tuple[str, str, Count, str, Severity], ...] = (
    (CONTROL, "punkter_totalt", count_rows(FOLLOWED_UP), "listan har", "fel"),
    (CONTROL, "punkter_utan", without_remark, "bedömningarna ger", "fel"),
    (
        CONTROL,
        "kvarvarande",
        count_with("punkter", "grupp", "Kvarvarande"),
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
    (MAL, "namndmal", count_rows("mal"), "listan har", "fel"),
    (MAL, "antal_inriktningar", count_rows("inriktningar"), "listan har", "fel"),
    (
        MAL,
        "uppfyllda_mal",
        count_with("ataganden", "bedomning", "uppfyllt"),
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
        DRIFT,
        "prognostillfallen",
        count_rows("prognostillfallen"),
        "listan har",
        "fel",
    ),
)


def counts(document: Document, tables: Tables) -> Iterator[Finding]:
    """A finding for every count that what is counted does not give."""
    for tab, row_id, tally, what, severity in COUNTS:
        calculation = _fact_table(tables, tab, row_id)
        if calculation is not None:
            cell = Cell(row_id, calculation.table.column_id("varde"))
            should = tally(document, tables)
            yield from _against(document, calculation, cell, should, what, severity)
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


YEARS: tuple[tuple[ColumnRole, int], ...] = (
    *(("budget", -1), ("budget", 0), ("plan", 1), ("plan", 2)),
)
# The text's row for a year, its column, and what the two years' ramar give for it.
YEAR_RULES: tuple[tuple[str, ColumnRole, str], ...] = (
    ("kommunbidrag", "belopp", "nu / 1000"),
    ("okning", "belopp", "(nu - innan) / 1000"),
    ("okning_procent", "andel", "nu / innan * 100 - 100"),
)


def _kommunbidrag(document: Document, tables: Tables) -> Iterator[Finding]:
    """What the text says that the kommunbidrag is and rises by, against the ramar."""
    text, ramar = table_of(tables, "upprakning"), table_of(tables, "resultat")
    row = None if ramar is None else ramar.table.of("kommunbidrag")
    if text is None or ramar is None or row is None:
        return
    columns = [ramar.table.column_id(*year) for year in YEARS]
    figures = [stated(ramar, Cell(row.id, column)) for column in columns]
    for i, (before, now) in enumerate(itertools.pairwise(figures)):
        numbers = {"innan": before[0], "nu": now[0]}
        may_be = {"innan": before[1], "nu": now[1]}
        for key, role, rule in YEAR_RULES:
            cell = Cell(f"{key}_{document.period.year + i}", text.table.column_id(role))
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
