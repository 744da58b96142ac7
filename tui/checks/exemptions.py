"""Findings put aside (*undantag*): with a reason, and only as long as their figures stand.

A finding's key is what it is about together with its figures, so that one that was put aside
comes back when a figure changes.
"""

from collections.abc import Iterable

from tui.domain.cell_text import cell_text
from tui.domain.document import Exemption
from tui.domain.finding import Finding
from tui.domain.value import Value


def finding_key(finding: Finding) -> str:
    """The key of a finding, the same as long as it says the same thing of the same place.

    The sentence is left out: it may be put better without anything having changed. So is the
    document, which keeps its own: a working copy goes on with those of what it started from.
    """
    address = finding.address
    places = (address.table, address.row, address.column)
    return "|".join((finding.kind, *places, _text(finding.said), _text(finding.should)))


def _text(value: Value) -> str:
    """A value as a key: exact, and free of what divides the key."""
    return cell_text(value, None).replace("|", "/")


def exemption_for(finding: Finding, reason: str) -> Exemption:
    """The finding put aside for a reason. Raises ValueError without one."""
    if not reason.strip():
        raise ValueError("Ett undantag behöver ett skäl.")
    return Exemption(finding_key(finding), reason.strip())


def without_exemption(
    finding: Iterable[Finding], exemption: Iterable[Exemption]
) -> tuple[Finding, ...]:
    """The findings that are not put aside."""
    exempted = {u.key for u in exemption}
    return tuple(f for f in finding if finding_key(f) not in exempted)
