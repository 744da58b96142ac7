"""Headings of what is no amount, a share or so much for each, over columns of amounts."""

from collections.abc import Sequence

from tui.checks.discovery.roles import is_share, may_be_rate
from tui.domain.calculation import Calculation
from tui.domain.cell_text import column_heading
from tui.domain.paste import excerpt


def is_rate(text: str) -> bool:
    """Whether a text says so much for each: "kr/inv", "per invånare"."""
    return may_be_rate(text)


def other_measure(calculation: Calculation, head: str, hits: Sequence[str]) -> str:
    """Why a heading's figures are not the amounts of the columns it may mean, "" where they may."""
    what = "per cent" if is_share(head) else "per styck" if is_rate(head) else ""
    columns = [calculation.table.column(hit) for hit in hits]
    if not what or any(column.type_ != "belopp" for column in columns):
        return ""
    own = [column_heading(column, calculation.context.period) for column in columns]
    if any(is_share(one) or is_rate(one) for one in own):
        return ""
    kind = "andelar i procent" if what == "per cent" else "belopp per person eller enhet"
    names = " och ".join(excerpt(one) for one in own)
    return (
        f"Kolumnen {excerpt(head)} är {kind}, och tabellens {names} hela belopp; den är inte med."
    )
