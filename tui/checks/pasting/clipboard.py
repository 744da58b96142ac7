"""The text on the clipboard as a block for a table, or why it is none."""

import re
from collections.abc import Sequence

from tui.checks.pasting.cut import Cut, cut_lines
from tui.domain.calculation import Calculation
from tui.domain.paste import takes_block
from tui.domain.table import LABEL
from tui.svenska.clipboard import Block, parsed_block
from tui.svenska.parse import Refusal

_SIE = re.compile(
    r"\s*#(?:FLAGGA|PROGRAM|FORMAT|GEN|SIETYP|RAR|KONTO|IB|UB|RES|PSALDO|PBUDGET|VER)\b"
)
_JSON = re.compile(r"\s*[\[{]\s*[\"{\[]")
SIE = "Det inklistrade är rader ur en SIE-fil: den läses in som fil, och klistras inte in i celler."
JSON = "Det inklistrade är data i JSON, som Koladas svar: det klistras inte in i celler."


def pasted_block(
    calculation: Calculation, text: str, column_id: str
) -> Block | Cut | Refusal | None:
    """The text as cells, as lines cut into cells, why it is neither; None for one cell's text."""
    if _SIE.match(text):
        return Refusal(SIE)
    if _JSON.match(text) and text.rstrip().endswith(("}", "]")):
        return Refusal(JSON)
    block = parsed_block(text)
    lines = text.replace("\r", "\n").split("\n")
    if max(map(len, block), default=1) == 1 and _takes_figures(calculation, column_id):
        cut = cut_lines(calculation, _filled(lines), column_id)
        if cut is not None:
            return cut
    return block if takes_block(calculation, block, column_id) else None


def _takes_figures(calculation: Calculation, column_id: str) -> bool:
    return column_id != LABEL and calculation.table.column(column_id).numeric


def _filled(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]
