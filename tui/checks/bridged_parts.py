"""A sum that does not add up because of a part that another document prints otherwise.

The part is named by its bridge (*bro*), with the figure that makes the sum right: the sum itself is
not accused beside it.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal

from tui.checks.exemptions import without_exemption
from tui.domain.document import Exemption
from tui.domain.finding import Address, Finding
from tui.domain.value import Value

# What is left of the slip once the part is right may be rounding, a tenth of it at most.
_LEFT = 10


def without_bridged_sums(
    findings: Collection[Finding], exemption: Iterable[Exemption] = ()
) -> tuple[Finding, ...]:
    """The findings but those of sums whose part a bridge names, one that is not put aside."""
    bridged: dict[Address, Value] = {
        f.address: f.should for f in without_exemption(findings, exemption) if f.kind == "bro"
    }
    return tuple(f for f in findings if f.kind != "identitet" or not _is_told(f, bridged))


def _is_told(finding: Finding, bridged: dict[Address, Value]) -> bool:
    said, should = finding.said, finding.should
    if not isinstance(said, Decimal) or not isinstance(should, Decimal):
        return False
    return any(
        isinstance(value, Decimal)
        and isinstance(right := bridged.get(address), Decimal)
        and abs(value - right) * _LEFT <= abs(said - should)
        for address, value in finding.others
    )
