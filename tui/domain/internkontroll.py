"""The tables of the tab *Internkontroll*: risks, plan, follow-up and private providers.

Source of the duty: kommunallagen 6:6 (each nämnd answers for its own internal control).
"""

from decimal import Decimal

from tui.domain.bedomning import control_proposal
from tui.domain.calculation import Calculation, table_about
from tui.domain.rule import Own
from tui.domain.table import Row
from tui.domain.value import Value, number_in
from tui.svenska.format import amount


def sample_for(calculation: Calculation, row: Row) -> tuple[Decimal | None, Decimal | None]:
    """The sample and its remarks, added up over a control point's rows in *stickprov*."""
    table = table_about("stickprov", calculation.context)
    if table is None:
        return None, None
    rows = [r for r in table.rows if table.entered(r, "hor_till") == row.id]
    par = [
        (number_in(table.entered(r, "antal")), number_in(table.entered(r, "anmarkningar")))
        for r in rows
    ]
    known = [(count, remark) for count, remark in par if count is not None and remark is not None]
    if not known:
        return None, None
    return sum((a for a, _ in known), Decimal(0)), sum((b for _, b in known), Decimal(0))


def control_for(calculation: Calculation, row: Row) -> Value:
    """The proposed assessment of one control point, None where nothing can be counted.

    A control without a sample is proposed by its stated result: "Ja" in *uppfylld*.
    """
    sample, remarks = sample_for(calculation, row)
    fulfilled = calculation.table.entered(row, "uppfylld")
    if sample is None and fulfilled in ("Ja", "Nej"):
        sample, remarks = Decimal(1), Decimal(int(fulfilled == "Nej"))
    thresholds = calculation.context.settings.thresholds
    return control_proposal(sample, remarks, thresholds) or None


def control_explanation(calculation: Calculation, row: Row) -> str:
    """The figures behind the proposal, in words."""
    sample, remarks = sample_for(calculation, row)
    bound = amount(calculation.context.settings.thresholds.anmarkning_share, None)
    if not sample or remarks is None:
        return "utan stickprov avgör om kontrollen anges som uppfylld"
    percent = amount(remarks / sample * 100, 1)
    count = f"{amount(remarks)} av {amount(sample)} med anmärkning"
    return f"{count} = {percent} %; försumbart till {bound} %"


CONTROL_PROPOSAL = Own("förslag efter stickproven", control_for, control_explanation)
