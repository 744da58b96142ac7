"""Cases of blocks on the clipboard, where they are kept: ``python -m tests.checks.pasting.cases``
prints what comes of each.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from tests.five_documents import calculation
from tui.checks.identities import identity_finding
from tui.checks.pasting.asked import Ask, Asked
from tui.checks.pasting.clipboard import pasted_block
from tui.checks.pasting.cut import Cut
from tui.checks.pasting.placing import placed
from tui.domain.calculation import Calculation
from tui.domain.cell_text import shown_value
from tui.domain.paste import Pasting, taken
from tui.domain.value import Mark, Value
from tui.svenska.parse import Parsed, Refusal, parse_number

FILE = Path(__file__).resolve().parents[3].parent / "shared/cases/paste.json"
Places = dict[str, Value]


class Outcome(NamedTuple):
    """What came of a block: the questions, the changes after a yes to all, what was told."""

    asked: tuple[Ask, ...]
    answer: Pasting | Refusal | None
    changes: Places
    before: Calculation
    after: Calculation

    @property
    def told(self) -> str:
        """All that the preview says beside the cells."""
        if isinstance(self.answer, Refusal):
            return self.answer.sentence
        if self.answer is None:
            return "(en cells text)"
        refused = [f"{c.row}/{c.column}: {c.reason}" for c in self.answer.of("nekas")]
        return " ".join([*self.answer.after, *self.answer.outside, *refused])


def cases() -> list[dict[str, Any]]:
    """The cases, none where they are not kept."""
    loaded: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else []
    return loaded


def working_copy(document: str, table: str) -> Calculation:
    """A table as a working copy has it."""
    whole = calculation(document, table)
    return Calculation(whole.table, replace(whole.context, locked=False))


def outcome(case: dict[str, Any], *, yes: bool = True) -> Outcome:
    """What comes of a case where every question is answered so."""
    k = working_copy(case["document"], case["table"].split("/")[1])
    row, column = case["cursor"]["row"], case["cursor"]["column"]
    return pasted(k, case["clipboard"], row, column, yes=yes)


def pasted(k: Calculation, text: str, row: str, column: str, *, yes: bool = True) -> Outcome:
    """What comes of a text where every question is answered so."""
    block, told = pasted_block(k, text, column), ()
    if isinstance(block, Cut):
        block, told = block.block, block.told
    if block is None or isinstance(block, Refusal):
        return Outcome((), block, {}, k, k)
    answers: dict[Asked, bool] = {}
    asked: list[Ask] = []
    while isinstance(answer := placed(k, block, k.table.index[row], column, answers), Ask):
        asked.append(answer)
        answers[answer.about] = yes
    if isinstance(answer, Refusal):
        return Outcome(tuple(asked), answer, {}, k, k)
    answer = replace(answer, after=(*told, *answer.after))
    after = taken(k, answer)
    changes = {f"{c.row}/{c.column}": c.to for c in answer.of("andras")}
    return Outcome(tuple(asked), answer, changes, k, after)


def same(one: Value, other: object) -> bool:
    """Whether a value is what a case says."""
    if other == "–":
        return one is Mark.DASH
    return isinstance(one, Decimal) and one == Decimal(str(other))


def is_as_wanted(case: dict[str, Any], got: Outcome) -> str:
    """ "" where the outcome is as the case says; else what is not."""
    expect = case["expect"]
    wanted = expect.get("if_yes") or expect.get("changes", {})
    shown = expect.get("shown_after", {})
    kept = {at for at in got.changes if at not in shown}
    right = kept == set(wanted) and all(same(_shown(got, at), wanted[at]) for at in wanted)
    or_ = expect.get("or_changes")
    if not right and or_:
        right = kept == set(or_) and all(same(got.changes[at], or_[at]) for at in or_)
    right = right or (bool(expect.get("or_nothing")) and not kept)
    if "changes" in expect and not right:
        return f"ändrar {show(got.changes)}, väntat {wanted}"
    for at, value in shown.items():
        row, column = at.split("/")
        table = got.after.table
        if not same(shown_value(got.after, table.row(row), table.column(column)), value):
            return f"{at} visar annat än {value}"
    for at, value in expect.get("printed_kept", {}).items():
        row, column = at.split("/")
        if not same(got.after.shown(row, column), value):
            return f"{at} är inte kvar som tryckt"
    for at, value in expect.get("cells", {}).items():
        row, column = at.split("/")
        hit = [c for c in got.answer.cells if (c.row, c.column) == (row, column)]
        if not hit or not same(parsed_as(hit[0].text), value):
            return f"{at} läses som {hit[0].text if hit else None}"
    if "asks" in expect and not got.asked and not _leaves(expect["asks"]):
        return "frågar inte"
    return _findings(case, got)


def parsed_as(text: str) -> Value:
    """The figure that a cell of a block says."""
    read = parse_number(text)
    return read.number if isinstance(read, Parsed) else None


def _leaves(asks: str) -> bool:
    return any(word in asks for word in ("or leaves", "or places", "may offer", "at most"))


def _shown(got: Outcome, at: str) -> Value:
    """A changed cell as it is shown: kronor may be kept behind the figure."""
    row, column = at.split("/")
    table = got.after.table
    return shown_value(got.after, table.row(row), table.column(column))


def _findings(case: dict[str, Any], got: Outcome) -> str:
    expect = case["expect"]
    if "guilty" not in expect and "findings" not in expect:
        return ""
    before = {f.address for f in identity_finding("d", got.before) if f.severity == "fel"}
    new = [f for f in identity_finding("d", got.after) if f.severity == "fel"]
    named = [f"{f.address.row}/{f.address.column}" for f in new if f.address not in before]
    if "guilty" in expect:
        if named != [expect["guilty"]]:
            return f"namnger {named}"
        low, high = expect["should_be"]
        return "" if low <= float(str(new[0].should)) <= high else f"borde {new[0].should}"
    if expect["findings"] == [] and named:
        return f"anklagar {named}"
    return ""


def show(changes: Places) -> str:
    """Changes in one line."""
    return ", ".join(f"{at}={value}" for at, value in changes.items()) or "inget"


def main() -> None:
    """Print the cases, one a line."""
    all_ = cases()
    verdicts = [(case, got, is_as_wanted(case, got)) for case in all_ for got in [outcome(case)]]
    for case, got, wrong in verdicts:
        asked = f"  frågar om {', '.join(a.about for a in got.asked)}" if got.asked else ""
        print(f"{'NEJ' if wrong else ' ja'}  {case['id']:38} {show(got.changes)}{asked}")
        if wrong or "-v" in sys.argv:
            print(f"       {wrong}\n       {got.told}")
    print(f"{sum(not wrong for _, _, wrong in verdicts)} av {len(all_)} som väntat")


if __name__ == "__main__":
    main()
