"""Counts (*räkningar*): numbers that the text gives, against what they are counted of.

"Tre av fyra kontrollpunkter", "79 utredningar", "47 av 57": each is a row of a table "ur texten".
What it is counted of is told by its own words: its unit, what it is of (*avser*), and its label.
Where those say something more than what a table holds ("mål som är kopplade till …"), or what is
counted is not complete, nothing is said.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

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
from tui.domain.table import ColumnRole, Row
from tui.domain.value import decimals_in
from tui.svenska.format import amount

Count = Callable[[Tables], Decimal | None]
FOLLOWED_UP = "uppfoljning"


def count_rows(subject: str) -> Count:
    """How many rows a table has."""
    return count_with(subject, "", "")


def count_with(subject: str, role: ColumnRole, beginning: str) -> Count:
    """How many rows of a table begin a column so."""

    def tally(tables: Tables) -> Decimal | None:
        if table_of(tables, subject) is None:
            return None
        texts = (str(k.table.entered(row, role) or "") for k, row in rows_of(tables, subject))
        return Decimal(sum(text.startswith(beginning) for text in texts))

    return tally


def without_remark(tables: Tables) -> Decimal | None:
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


class Listed(NamedTuple):
    """What a table of a tab is counted as: the unit, the words that its count may be called by, of
    which one of ``named`` must be there, and the count."""

    tab: str
    unit: str
    named: frozenset[str]
    beside: frozenset[str]
    tally: Count
    what: str = "listan har"


def _set(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.casefold()))


SAYS_NO_MORE = _set("antal antalet alla samtliga totalt våra egna formulerade beslutade antagna")
"""What the count of a whole list may be called beside its name."""
_OWNERS = re.compile(r"\w*(?:nämndens|styrelsens)")
LISTED = (
    Listed(
        *("internkontroll", "kontrollpunkter", _set("kontrollpunkter"), _set("")),
        count_rows(FOLLOWED_UP),
    ),
    Listed(
        *("internkontroll", "kontrollpunkter", _set("utan")),
        _set("kontrollpunkter eller med försumbar försumbara någon anmärkning anmärkningar"),
        *(without_remark, "bedömningarna ger"),
    ),
    Listed("mal", "mål", _set("mål"), _set("kopplade till fullmäktiges"), count_rows("mal")),
    Listed(
        *("mal", "mål", _set("uppfyllda"), _set("mål som är redan vars åtaganden")),
        count_with("ataganden", "bedomning", "uppfyllt"),
    ),
    Listed(
        *("mal", "inriktningar", _set("inriktningar"), _set("politiska")),
        count_rows("inriktningar"),
    ),
    Listed(
        *("drift", "tillfällen", _set("budgetuppföljning prognostillfällen")),
        *(_set("tillfällen för"), count_rows("prognostillfallen")),
    ),
)


class Figure(NamedTuple):
    """A figure of the text: its table and row, and its words in small letters."""

    calculation: Calculation
    row: Row
    number: Decimal
    concerns: str
    kind: str
    unit: str
    period: str

    @property
    def label(self) -> str:
        """The label in small letters."""
        return self.row.label.casefold()

    @property
    def about(self) -> tuple[str, str, str]:
        """What must be the same in a whole and its parts."""
        return self.concerns, self.unit, self.period


class Counted(NamedTuple):
    """What a figure should be, what gives that, in words, and how grave it is where it is not."""

    should: Decimal | None
    what: str
    severity: Severity = "fel"


def counts(document: Document, tables: Tables) -> Iterator[Finding]:
    """A finding for every count that what is counted does not give."""
    for calculation in tables.values():
        if calculation.table.out_of_text:
            figures = _figures(calculation)
            for figure in figures:
                for counted in _counted(document, tables, figure, figures):
                    yield from _against(document, figure, counted)
    yield from _kommunbidrag(document, tables)


WORDS: tuple[ColumnRole, ...] = ("avser", "slag", "enhet", "period")


def _figures(calculation: Calculation) -> list[Figure]:
    table = calculation.table
    found: list[Figure] = []
    for row in table.rows:
        number, _ = stated(calculation, Cell(row.id, table.column_id("varde")))
        words = (str(table.entered(row, role) or "").casefold() for role in WORDS)
        if number is not None:
            found.append(Figure(calculation, row, number, *words))
    return found


def _counted(
    document: Document, tables: Tables, figure: Figure, figures: list[Figure]
) -> Iterator[Counted]:
    if figure.kind == "andel":
        yield Counted(_share(figure, figures), "antalen ger")
    if figure.kind != "antal":
        return
    words = frozenset(word for word in _set(figure.label) if not _OWNERS.fullmatch(word))
    for one in LISTED:
        if (
            (one.tab, one.unit) == (figure.calculation.table.tab, figure.unit)
            and words & one.named
            and words <= one.named | one.beside | SAYS_NO_MORE
        ):
            yield Counted(one.tally(tables), one.what)
    yield from _of_group(tables, figure)
    yield from _of_samples(document, tables, figure)
    yield Counted(_sum_of_parts(figure, figures), "delarna ger")


def _of_group(tables: Tables, figure: Figure) -> Iterator[Counted]:
    """The control points of the group whose words the label has."""
    words = _set(figure.label) - {figure.unit}
    groups = [
        _set(str(calculation.table.entered(row, "grupp") or ""))
        for calculation, row in rows_of(tables, "punkter")
    ]
    if figure.unit == "kontrollpunkter" and words and words in groups:
        yield Counted(Decimal(groups.count(words)), "listan har")


SEEN = frozenset(("granskade", "kontrollerade", "antal"))
CHECKS = ("kontroller", "stickprov")
REMARKS = "anmärkningar"


def _of_samples(document: Document, tables: Tables, figure: Figure) -> Iterator[Counted]:
    """The samples that are called what the figure is of, where it counts them and no part."""
    samples = [
        (calculation, row)
        for calculation, row in rows_of(tables, "stickprov")
        if figure.concerns and row.label.casefold().startswith(figure.concerns)
    ]
    words = set(re.findall(r"\w+", figure.label.removeprefix(figure.concerns)))
    whole = words <= {*SEEN, figure.unit}
    if whole and figure.unit == REMARKS:
        yield Counted(_total(samples, "anmarkningar"), "stickproven ger")
    elif whole and (words & SEEN or figure.unit in CHECKS):
        yield Counted(_total(samples, "antal"), "stickproven ger")
    elif "slumpvis" in figure.label and all(_monthly(*sample) for sample in samples):
        number = _total(samples, "antal")
        a_month = None if number is None else number / document.period.months
        yield Counted(a_month, "kontrollerna per månad i perioden är", "bör ses över")


def _total(samples: list[tuple[Calculation, Row]], role: ColumnRole) -> Decimal | None:
    numbers = [calculation.table.entered(row, role) for calculation, row in samples]
    known = [number for number in numbers if isinstance(number, Decimal)]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def _monthly(calculation: Calculation, row: Row) -> bool:
    period = str(calculation.table.entered(row, "period") or "").casefold()
    return period.startswith(("månadsvis", "varje månad"))


SEXES = ({"kvinnor", "män"}, {"flickor", "pojkar"})
OF_WHICH = "därav "
SAME_ENDING = 5


def _sum_of_parts(figure: Figure, figures: list[Figure]) -> Decimal | None:
    """The sum of the rows that part the figure up wholly: by sex, or "därav" of one kind."""
    beginning = f"{figure.label}, "
    by_sex = [one for one in figures if one.label.startswith(beginning) and _alike(one, figure)]
    if {one.label.removeprefix(beginning) for one in by_sex} in SEXES:
        return sum((one.number for one in by_sex), Decimal(0))
    place = next(i for i, one in enumerate(figures) if one is figure)
    parts = list(itertools.takewhile(lambda one: _is_part(one, figure), figures[place + 1 :]))
    one_kind = len({one.label[-SAME_ENDING:] for one in parts}) == 1
    complete = len(parts) > 1 and one_kind and not figure.label.startswith(OF_WHICH)
    return sum((one.number for one in parts), Decimal(0)) if complete else None


def _alike(one: Figure, other: Figure) -> bool:
    return (one.kind, one.about) == (other.kind, other.about)


def _is_part(one: Figure, whole: Figure) -> bool:
    return one.label.startswith(OF_WHICH) and _alike(one, whole)


def _share(figure: Figure, figures: list[Figure]) -> Decimal | None:
    """One count in per cent of the other of the same, where the share's words are the first's."""
    words = set(re.findall(r"\w+", figure.label)) - {"andel", "andelen", "som"}
    alike = [
        one
        for one in figures
        if (one.kind, one.concerns, one.period) == ("antal", figure.concerns, figure.period)
    ]
    parts = [one for one in alike if words and words <= set(re.findall(r"\w+", one.label))]
    if len(parts) != 1:
        return None
    wholes = [one for one in alike if one.about == parts[0].about and one is not parts[0]]
    if len(wholes) != 1 or not wholes[0].number:
        return None
    return parts[0].number / wholes[0].number * 100


def _against(document: Document, figure: Figure, counted: Counted) -> Iterator[Finding]:
    table, should = figure.calculation.table, counted.should
    cell = Cell(figure.row.id, table.column_id("varde"))
    said, printed = stated(figure.calculation, cell)
    if said is None or printed is None or should is None or should in printed:
        return
    decimals = max(decimals_in(said), min(decimals_in(should), 1))
    sentence = (
        f"{figure.row.label}: texten säger {amount(said, None)}, "
        f"men {counted.what} {amount(should, decimals)}."
    )
    address = Address(document.id, table.id, *cell)
    yield Finding(address, "kedja", counted.severity, said, should, sentence)


YEARS: tuple[tuple[ColumnRole, int], ...] = (
    *(("budget", -1), ("budget", 0), ("plan", 1), ("plan", 2)),
)
# What the text's row for a year is called, its column, and what the two years' ramar give for it.
YEAR_RULES: tuple[tuple[str, ColumnRole, str], ...] = (
    ("kommunbidrag", "belopp", "nu / 1000"),
    ("ökning", "belopp", "(nu - innan) / 1000"),
    ("ökning", "andel", "nu / innan * 100 - 100"),
)
# What such a row may be called beside that, and still be of the whole kommunbidrag.
BESIDE = frozenset(("av", "kommunbidrag", "kommunbidraget", "mot", "från", "till", "i", "procent"))


def _kommunbidrag(document: Document, tables: Tables) -> Iterator[Finding]:
    """What the text says that the kommunbidrag is and rises by, against the ramar."""
    text, ramar = table_of(tables, "upprakning"), table_of(tables, "resultat")
    total = None if ramar is None else ramar.table.of("kommunbidrag")
    if text is None or ramar is None or total is None:
        return
    columns = [ramar.table.column_id(*year) for year in YEARS]
    figures = [stated(ramar, Cell(total.id, column)) for column in columns]
    for i, (before, now) in enumerate(itertools.pairwise(figures)):
        numbers = {"innan": before[0], "nu": now[0]}
        may_be = {"innan": before[1], "nu": now[1]}
        for name, role, rule in YEAR_RULES:
            should = value_of(declared(rule), numbers.get)
            within = interval(declared(rule), may_be.get)
            for row in _called(text, name, document.period.year + i):
                cell = Cell(row.id, text.table.column_id(role))
                yield from _enumerated(document, text, cell, should, within)


def _called(text: Calculation, name: str, year: int) -> Iterator[Row]:
    """The rows that begin with a name and say the year, perhaps against the year before."""
    years = {str(year), str(year - 1)}
    for row in text.table.rows:
        first, *rest = re.findall(r"\w+", row.label.casefold()) or [""]
        if first.startswith(name) and str(year) in rest and {*rest} <= BESIDE | years:
            yield row


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
