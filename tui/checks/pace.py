"""The pace that a prognos needs (*takt*), and large deviations that nothing is said of."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tui.checks.neighbours import table_of
from tui.domain.calculation import Calculation
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.domain.inheritance import is_utkast
from tui.domain.settings import Thresholds
from tui.domain.table import Row
from tui.svenska.format import amount, percent

DRIFT_TEMPLATES = ("drift.delar", "drift.bokslut")


def pace_finding(document: Document, calculations: Mapping[str, Calculation]) -> Iterator[Finding]:
    """The findings of the drift table's prognos and deviations."""
    calculation = table_of(calculations, *DRIFT_TEMPLATES)
    if calculation is None:
        return
    for row in calculation.table.rows:
        if row.kind == "post" and not row.without_share:
            yield from _pace(document, calculation, row)
            yield from _uncommented(document, calculation, row, calculations)


def _pace(document: Document, calculation: Calculation, row: Row) -> Iterator[Finding]:
    """A cost that must fall, or an income that must rise, faster than the threshold allows.

    The other way round is only caution: the prognos leaves room.
    """
    change = calculation.shown_number(row.id, "takt_forandring")
    now, left = (calculation.shown_number(row.id, f"takt_{k}") for k in ("hittills", "kvar"))
    thresholds = calculation.context.settings.thresholds
    if change is None or now is None or left is None:
        return
    required = change if row.intakt else -change
    amount_left = abs(left - now) * document.period.months_left
    if required <= thresholds.takt_andring or amount_left < thresholds.avvikelse_belopp_liten:
        return
    what = "öka" if row.intakt else "minska"
    sentence = (
        f"{row.label}: prognosen kräver att takten {what}r med {percent(abs(change), 0)}, "
        f"från {amount(now)} till {amount(left)} i månaden."
    )
    address = Address(document.id, calculation.table.id, row.id, "prognos")
    said = calculation.shown(row.id, "prognos")
    yield Finding(address, "kedja", "bör ses över", said, None, sentence)


def _uncommented(
    document: Document, calculation: Calculation, row: Row, calculations: Mapping[str, Calculation]
) -> Iterator[Finding]:
    avvikelse, budget = (calculation.shown_number(row.id, k) for k in ("avvikelse", "budget"))
    if avvikelse is None or not _big(avvikelse, budget, calculation.context.settings.thresholds):
        return
    lack = _comment_lack(row)
    if lack and _commented(calculation) and not _spoken_of(row, calculations):
        sentence = f"{row.label} avviker {amount(avvikelse)} från budget, {lack}."
        address = Address(document.id, calculation.table.id, row.id, "kommentar")
        yield Finding(address, "saknas", "bör ses över", avvikelse, None, sentence)


def _comment_lack(row: Row) -> str:
    """What is wrong with a row's comment, "" for one that was written for this document."""
    comment = str(row.cells.get("kommentar") or "")
    if not comment:
        return "utan kommentar"
    return "med en kommentar ur ett tidigare dokument" if is_utkast(comment) else ""


def _big(avvikelse: Decimal, budget: Decimal | None, thresholds: Thresholds) -> bool:
    share = abs(avvikelse) / abs(budget) * 100 if budget else Decimal(0)
    big_amount = abs(avvikelse) >= thresholds.avvikelse_belopp_stor
    big_share = share >= thresholds.avvikelse_andel_stor
    return big_amount or (big_share and abs(avvikelse) >= thresholds.avvikelse_belopp_liten)


def _commented(calculation: Calculation) -> bool:
    """A decided report says its words in the text, unless it has its comments in the table."""
    if not calculation.context.locked:
        return True
    return any(row.cells.get("kommentar") for row in calculation.table.rows)


def _spoken_of(row: Row, calculations: Mapping[str, Calculation]) -> bool:
    """Whether the figures "ur texten" have a deviation of the row."""
    items = table_of(calculations, "drift.delposter")
    return any(
        (r.cells.get("avser"), r.cells.get("slag")) == (row.label, "avvikelse")
        for r in (items.table.rows if items else ())
    )
