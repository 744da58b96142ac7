"""Counts (*räkningar*): numbers that the text gives, against what they are counted of.

"Tre av fyra kontrollpunkter", "79 utredningar", "47 av 57": each is a row of a table "ur texten"
under a key of its own. Where what is counted is not complete, nothing is said.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tui.checks.neighbours import table_of
from tui.checks.relations import rounded_to, tryckt_number
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding, Severity
from tui.domain.rounding import decimals_in
from tui.domain.settings import CONTROL_SCALE
from tui.svenska.format import amount

Calculations = Mapping[str, Calculation]
Count = Callable[[Document, Calculations], Decimal | None]


def _table(calculations: Calculations, template: str) -> Calculation | None:
    return table_of(calculations, template)


def count_rows(template: str) -> Count:
    """How many rows a table has."""

    def tally(document: Document, calculations: Calculations) -> Decimal | None:
        del document
        calculation = _table(calculations, template)
        return None if calculation is None else Decimal(len(calculation.table.rows))

    return tally


def count_with(template: str, column: str, beginning: str) -> Count:
    """How many rows of a table begin a column so."""

    def tally(document: Document, calculations: Calculations) -> Decimal | None:
        del document
        calculation = _table(calculations, template)
        if calculation is None:
            return None
        texts = [str(row.cells.get(column) or "") for row in calculation.table.rows]
        return Decimal(sum(text.startswith(beginning) for text in texts))

    return tally


def without_remark(document: Document, calculations: Calculations) -> Decimal | None:
    """Control points assessed as without remarks; by proposal where the assessment is not seen."""
    del document
    calculation = _table(calculations, "internkontroll.uppfoljning")
    if calculation is None:
        return None
    set_ = [
        row.cells.get("bedomning") or calculation.computed(row.id, "forslag")
        for row in calculation.table.rows
    ]
    return Decimal(set_.count(CONTROL_SCALE[0])) if all(set_) else None


def sample(point: str, column: str = "antal") -> Count:
    """The samples of one control point, added up."""

    def tally(document: Document, calculations: Calculations) -> Decimal | None:
        del document
        calculation = _table(calculations, "internkontroll.stickprov")
        rows = calculation.table.rows if calculation else ()
        number = [r.cells.get(column) for r in rows if r.cells.get("punkt") == point]
        known_ones = [t for t in number if isinstance(t, Decimal)]
        return (
            sum(known_ones, Decimal(0)) if known_ones and len(known_ones) == len(number) else None
        )

    return tally


def value(template: str, row_id: str) -> Count:
    """Another figure of the text."""

    def tally(document: Document, calculations: Calculations) -> Decimal | None:
        del document
        calculation = _table(calculations, template)
        return None if calculation is None else tryckt_number(calculation, row_id, "varde")

    return tally


def total(*parts: Count) -> Count:
    """The sum of counts, where all are known."""

    def tally(document: Document, calculations: Calculations) -> Decimal | None:
        known_ones = [
            number for part_ in parts if (number := part_(document, calculations)) is not None
        ]
        return sum(known_ones, Decimal(0)) if len(known_ones) == len(parts) else None

    return tally


def share(part_: Count, of: Count) -> Count:
    """One count in per cent of another."""

    def tally(document: Document, calculations: Calculations) -> Decimal | None:
        numerator, denominator = part_(document, calculations), of(document, calculations)
        return None if numerator is None or not denominator else numerator / denominator * 100

    return tally


def per_month(count_: Count) -> Count:
    """A count spread over the months that the document covers."""

    def tally(document: Document, calculations: Calculations) -> Decimal | None:
        number = count_(document, calculations)
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
    (
        CONTROL,
        "logg_anmarkningar",
        sample("obehoriga", "anmarkningar"),
        "stickproven ger",
        "fel",
    ),
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


def counts(document: Document, calculations: Calculations) -> Iterator[Finding]:
    """A finding for every count that what is counted does not give."""
    for template, row_id, tally, what, severity in COUNTS:
        calculation = _table(calculations, template)
        if calculation is None or row_id not in calculation.table.index:
            continue
        said, should = tryckt_number(calculation, row_id, "varde"), tally(document, calculations)
        if said is None or should is None or rounded_to(should, said) == said:
            continue
        row = calculation.table.row(row_id)
        decimals = max(decimals_in(said), min(decimals_in(should), 1))
        sentence = (
            f"{row.label}: texten säger {amount(said, None)}, "
            f"men {what} {amount(should, decimals)}."
        )
        address = Address(document.id, calculation.table.id, row_id, "varde")
        yield Finding(address, "kedja", severity, said, should, sentence)
    yield from _prognossakerhet(document, calculations)
    yield from _kommunbidrag(document, calculations)


def _prognossakerhet(document: Document, calculations: Calculations) -> Iterator[Finding]:
    """Prognossäkerhet = bokslut − prognos, at each occasion; both as deviations from budget."""
    calculation = _table(calculations, "drift.prognossakerhet")
    drift = _table(calculations, "drift.bokslut")
    bokslut = None if drift is None else tryckt_number(drift, "resultat", "avvikelse")
    for row in calculation.table.rows if calculation else ():
        said, prognos = (row.cells.get(k) for k in ("avvikelse", "prognos"))
        if not isinstance(said, Decimal) or not isinstance(prognos, Decimal) or bokslut is None:
            continue
        if calculation is not None and said != bokslut - prognos:
            sentence = (
                f"{row.label}: avvikelsen är {amount(said)}, men bokslutets {amount(bokslut)} "
                f"minus prognosen ger {amount(bokslut - prognos)}."
            )
            address = Address(document.id, calculation.table.id, row.id, "avvikelse")
            yield Finding(address, "kedja", "fel", said, bokslut - prognos, sentence)


YEAR_COLUMNS = ("foregaende", "budget", "plan1", "plan2")


def _kommunbidrag(document: Document, calculations: Calculations) -> Iterator[Finding]:
    """What the text says that the kommunbidrag is and rises by, against the ramar."""
    text, ramar = _table(calculations, "drift.upprakning"), _table(calculations, "drift.plan")
    if text is None or ramar is None:
        return
    number = [tryckt_number(ramar, "kommunbidrag", column) for column in YEAR_COLUMNS]
    for i, (before, now) in enumerate(itertools.pairwise(number)):
        year = document.period.year + i
        if before is None or now is None:
            continue
        for key, column, should in (
            (f"kommunbidrag_{year}", "belopp", now / 1000),
            (f"okning_{year}", "belopp", (now - before) / 1000),
            (
                f"okning_procent_{year}",
                "procent",
                (now - before) / before * 100 if before else None,
            ),
        ):
            yield from _enumerated(document, text, key, column, should)


def _enumerated(
    document: Document, text: Calculation, key: str, column: str, should: Decimal | None
) -> Iterator[Finding]:
    said = tryckt_number(text, key, column)
    if said is None or should is None or rounded_to(should, said) == said:
        return
    right = rounded_to(should, said)
    sentence = (
        f"{text.table.row(key).label}: texten säger {amount(said, None)}, "
        f"men ramarna ger {amount(right, None)}."
    )
    address = Address(document.id, text.table.id, key, column)
    yield Finding(address, "kedja", "fel", said, right, sentence)
