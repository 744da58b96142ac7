"""Rows of a block that are told by number only: an account, a unit's code, without any name."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tui.checks.discovery.roles import is_code_heading
from tui.checks.pasting.cells import is_figure, number_in
from tui.checks.pasting.words import (
    account_of,
    is_code,
    key,
    money_unit,
    without_account,
    without_unit,
)
from tui.domain.calculation import Calculation
from tui.domain.paste import headings_in
from tui.domain.table import LABEL
from tui.svenska.clipboard import Block, is_empty

_MEASURE = re.compile(
    r"%|(?:år|mån(?:ad(?:er)?)?|veck(?:a|or)|dag(?:ar)?|tim(?:mar)?|min|procent|kr|tkr|mnkr|st)\b",
    re.IGNORECASE,
)
MAGNITUDE = 20
"""An amount is at least so many times as great as the account that it stands at."""


def numbered(calculation: Calculation) -> dict[str, str]:
    """The row keys by the number that begins their labels, where one row only has it.

    Numbers are keys only where most of the table's rows have one, and are no measures: "50 år".
    """
    if not _has_numbers(calculation):
        return {}
    found = [
        (_plain(number), row.id)
        for row in calculation.table.rows
        if (number := account_of(row.label)) and not _is_measure(row.label)
    ]
    times = Counter(number for number, _ in found)
    return {number: id_ for number, id_ in found if times[number] == 1}


def _has_numbers(calculation: Calculation) -> bool:
    """Whether most of the rows' labels begin with a number; headings and sums need none."""
    posts = [row.label for row in calculation.table.rows if row.kind in ("post", "darav")]
    have = sum(bool(account_of(label)) and not _is_measure(label) for label in posts)
    return have * 2 > len(posts)


def _is_measure(label: str) -> bool:
    """Whether the number of a label is how much of something, as an age or a length of time."""
    return _MEASURE.match(without_account(label)) is not None


def _plain(number: str) -> str:
    """A number or a range of numbers as it is compared."""
    return key(number).replace("–", "-")


def key_columns(
    calculation: Calculation, block: Block, heads: Sequence[str], first: int
) -> Iterator[int]:
    """The columns of a block that hold nothing but the numbers of its rows.

    Under a heading of such numbers, or under none of its own before the figures. Without headings
    only in a table whose own rows have numbers, where the figures after them are far greater.
    """
    for x in range(max(map(len, block)) - 1):
        codes = [row[x] for row in block[first:] if x < len(row) and not is_empty(row[x])]
        if not codes or not all(map(is_code, codes)):
            continue
        if (
            _is_key_heading(calculation, heads[x], x)
            if first
            else not x and _stands_out(calculation, block, codes)
        ):
            yield x


def _is_key_heading(calculation: Calculation, head: str, x: int) -> bool:
    own = dict(headings_in(calculation))
    if is_code_heading(head):
        return not any(key(head) == key(words) for id_, words in own.items() if id_ != LABEL)
    alone = is_empty(head) or (bool(money_unit(head)) and not without_unit(head))
    return not x and (alone or key(head) == key(own[LABEL]))


def _stands_out(calculation: Calculation, block: Block, codes: Sequence[str]) -> bool:
    if not _has_numbers(calculation) or len(set(codes)) < len(codes):
        return False
    figures = [
        (row[0], number)
        for row in block
        for cell in row[1:]
        if is_code(row[0]) and (number := number_in(cell))
    ]
    greater = (
        abs(number) > MAGNITUDE * int(code) for code, number in figures if code.strip().isdecimal()
    )
    return bool(figures) and all(greater)


def rows_by_number(calculation: Calculation, block: Block, first: int, x: int) -> Mapping[int, str]:
    """The rows whose number a column holds, each once, and not under another row's name."""
    known = numbered(calculation)
    found = {
        i: known[_plain(row[x])]
        for i, row in enumerate(block)
        if i >= first and x < len(row) and _plain(row[x]) in known
    }
    times = Counter(found.values())
    return {
        i: id_
        for i, id_ in found.items()
        if times[id_] == 1 and not _has_another_name(calculation, block[i], x, id_)
    }


def _has_another_name(calculation: Calculation, cells: Sequence[str], x: int, row_id: str) -> bool:
    """Whether words right after the number are another name than that of the row."""
    beside = cells[x + 1] if x + 1 < len(cells) else ""
    label = calculation.table.row(row_id).label
    if is_empty(beside) or is_figure(beside):
        return False
    return key(beside) not in (key(label), key(without_account(label)))
