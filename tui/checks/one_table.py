"""The checks that one table is enough for."""

from tui.checks.account_faults import account_finding
from tui.checks.identities import bound_finding, identity_finding, missing, sum_over_gap
from tui.checks.plausibility.few import few_persons
from tui.checks.plausibility.suspicions import plausibility_finding
from tui.checks.rule_check import rule_finding
from tui.checks.wholeness import wholeness_finding
from tui.checks.words_in_figures import word_finding
from tui.domain.calculation import Calculation
from tui.domain.finding import Finding


def table_finding(document: str, calculation: Calculation) -> tuple[Finding, ...]:
    """The findings that one table gives by itself."""
    return (
        *rule_finding(document, calculation),
        *identity_finding(document, calculation),
        *bound_finding(document, calculation),
        *missing(document, calculation),
        *sum_over_gap(document, calculation),
        *word_finding(document, calculation),
        *plausibility_finding(document, calculation),
        *few_persons(document, calculation),
        *wholeness_finding(document, calculation),
        *account_finding(document, calculation),
    )
