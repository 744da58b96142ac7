"""The tables of the tab *Internkontroll*: risks, plan, follow-up and private providers.

Source of the duty: kommunallagen 6:6 (each nämnd answers for its own internal control).
"""

from decimal import Decimal

from tui.domain.calculation import Calculation, table_about
from tui.domain.proposals import control_proposal, control_words
from tui.domain.rule import Own
from tui.domain.scale import NO, YES
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

    A control without a sample is proposed by its stated result: yes or no in *uppfylld*.
    """
    sample, remarks = sample_for(calculation, row)
    settings = calculation.context.settings
    fulfilled = settings.meaning("ja_nej", calculation.table.entered(row, "uppfylld"))
    if sample is None and fulfilled in (YES, NO):
        sample, remarks = Decimal(1), Decimal(int(fulfilled == NO))
    return control_proposal(sample, remarks, settings) or None


def control_explanation(calculation: Calculation, row: Row) -> str:
    """The figures behind the proposal, in words."""
    sample, remarks = sample_for(calculation, row)
    limits = control_words(calculation.context.settings.steps("kontroll"))
    if not sample or remarks is None:
        return "utan stickprov avgör om kontrollen anges som uppfylld"
    percent = amount(remarks / sample * 100, 1)
    count = f"{amount(remarks)} av {amount(sample)} med anmärkning"
    return "; ".join(filter(None, (f"{count} = {percent} %", limits)))


CONTROL_PROPOSAL = Own("förslag efter stickproven", control_for, control_explanation)
