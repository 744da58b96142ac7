"""What the program says of sentences: through its command line, as a user runs it."""

import contextlib
import io
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from tests.measure_prose.cases import Case, number
from tui.cli import main as cli

# A text is judged up to two thousand claims; so many sentences have far fewer.
_BATCH = 250
_REASONS = ("skal", "skäl", "varfor", "orsak", "forklaring", "forklaras")


class Said(Struct, frozen=True):
    """One claim as the program read it, and what it says of it."""

    text: str
    value: Decimal | None
    verdict: str
    place: str = ""
    reason: str = ""
    row: int = 0
    unit: str = ""


class CannotRead(Exception):
    """The program's answer is not what it was when this was written."""


def answered(arguments: Sequence[str]) -> list[Said]:
    """What ``namndkoll granska … --pastaenden`` says. Raises CannotRead."""
    out, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
        status = cli.main(["granska", *arguments, "--pastaenden", "--format", "json"])
    if status > 1:
        raise CannotRead(error.getvalue() or out.getvalue())
    return [_said(item) for item in json.loads(out.getvalue(), parse_float=Decimal)]


def _said(item: dict[str, Any]) -> Said:
    reason = next((str(item[key]) for key in _REASONS if item.get(key)), "")
    value = item.get("varde")
    return Said(
        item["text"], None if value is None else Decimal(value),
        item["utfall"].replace("ö", "o"), item.get("adress") or "", reason,
        item["rad_i_fil"], item.get("enhet") or "",
    )  # fmt: skip


def _batches(cases: Sequence[Case]) -> Iterator[Sequence[Case]]:
    for start in range(0, len(cases), _BATCH):
        yield cases[start : start + _BATCH]


def of_report(tables: str, cases: Sequence[Case]) -> Iterator[list[Said]]:
    """What is said of each case in a report of its own tables, without a data folder."""
    with tempfile.TemporaryDirectory() as folder:
        for some in _batches(cases):
            file = Path(folder) / "rapport.md"
            text = "".join(f"\n## {one.heading}\n\n{one.sentence}\n" for one in some)
            file.write_text(tables + text, encoding="utf-8")
            yield from _apart(some, answered([str(file)]))


def of_document(document: str, data: Path, cases: Sequence[Case]) -> Iterator[list[Said]]:
    """What is said of each case as a text of a document in a data folder."""
    with tempfile.TemporaryDirectory() as folder:
        for some in _batches(cases):
            file = Path(folder) / "text.md"
            text = "".join(f"{one.heading}\n\n{one.sentence}\n\n" for one in some)
            file.write_text(text, encoding="utf-8")
            said = answered(["--dokument", document, "--text", str(file), "--data", str(data)])
            yield from _apart(some, said)


def _apart(cases: Sequence[Case], said: Sequence[Said]) -> Iterator[list[Said]]:
    """The program's claims by the case that they stand in, in order.

    How lines are counted is the program's own business: the lines that it names are laid on the
    paragraphs in order, and the claims must stand in them.
    """
    lines: dict[int, list[Said]] = defaultdict(list)
    for one in said:
        lines[one.row].append(one)
    for offset, step in _line_orders(lines, cases):
        expected = {offset + step * i: case for i, case in enumerate(cases)}
        if all(row in expected and _stand_in(own, expected[row]) for row, own in lines.items()):
            yield from (lines.get(row, []) for row in expected)
            return
    raise CannotRead("the claims do not stand on the lines that the program names")


def _line_orders(lines: dict[int, list[Said]], cases: Sequence[Case]) -> Iterator[tuple[int, int]]:
    """Where the first case may stand, and how many lines there are from one to the next."""
    for step in (6, 4, 2, 3):
        first = min(lines, default=0)
        yield from ((first - step * i, step) for i in range(len(cases)))


def _stand_in(said: Sequence[Said], case: Case) -> bool:
    plain = _plain(case.sentence)
    return all(_plain(one.text) in plain for one in said)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def same_figure(said: Said, text: str) -> bool:
    """Whether the program's claim has the figure that a label has."""
    try:
        value = abs(number(text))
    except ValueError:
        return text.lower() in said.text.lower()
    return said.value is not None and abs(said.value) == value
