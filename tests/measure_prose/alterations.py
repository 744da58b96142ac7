"""Wrong sentences made out of right ones: one figure or one word is another, by a fixed seed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from msgspec.structs import replace

from tests.measure_prose.cases import (
    DIRECTION,
    HEDGES,
    SCALES,
    Case,
    Labelled,
    places,
    precision,
    tables,
    true_cell,
)

FIGURES = (
    "another digit",
    "digits swapped",
    "a thousandfold",
    "another row's figure",
    "another column's figure",
)
WORDS = ("direction", "row", "year", "sign")
_ENDS = {
    "mnkr": "tkr",
    "tkr": "mnkr",
    "kkr": "mnkr",
    "miljoner kronor": "tusen kronor",
    "kronor": "tkr",
    "kr": "tkr",
}
_TRIES = 40


def altered(case: Case, dice: Random) -> Iterator[Case]:
    """Every alteration of a right case; nothing of one that holds a wrong claim already."""
    if any(claim.verdict == "avviker" for claim in case.claims):
        return
    for index, claim in enumerate(case.claims):
        if claim.verdict == "stammer" and claim.unit != DIRECTION and claim.text[-1:].isdigit():
            yield from _figures(case, index, dice)
    for turn in case.turns:
        aimed = tuple(i for i, one in enumerate(case.claims) if one.text in turn.claims)
        yield _turned(case, turn.kind, turn.old, turn.new, aimed)


def _turned(case: Case, kind: str, old: str, new: str, aimed: tuple[int, ...]) -> Case:
    start = case.sentence.index(old)
    sentence = case.sentence[:start] + new + case.sentence[start + len(old) :]
    claims = tuple(
        replace(
            one,
            verdict="avviker" if i in aimed else one.verdict,
            text=new if one.text == old else one.text,
        )
        for i, one in enumerate(case.claims)
    )
    return replace(case, sentence=sentence, claims=claims, turns=(), altered=kind, aimed=aimed)


def _figures(case: Case, index: int, dice: Random) -> Iterator[Case]:
    claim = case.claims[index]
    for kind, text in (
        ("another digit", _other_digit(case, index, dice)),
        ("digits swapped", _swapped(case, index)),
        ("another row's figure", _other_row(case, index, dice)),
        ("another column's figure", _other_column(case, index, dice)),
    ):
        if text and text != claim.text:
            yield _with_figure(case, index, text, kind)
    yield from _thousandfold(case, index)


def _with_figure(case: Case, index: int, text: str, kind: str) -> Case:
    start, claim = places(case)[index], case.claims[index]
    sentence = case.sentence[:start] + text + case.sentence[start + len(claim.text) :]
    wrong = replace(claim, text=text, verdict="avviker")
    claims = (*case.claims[:index], wrong, *case.claims[index + 1 :])
    return replace(case, sentence=sentence, claims=claims, turns=(), altered=kind, aimed=(index,))


def _far(case: Case, index: int, text: str) -> bool:
    """Whether a figure is so far from the right one that no rounding and no hedge bridges it."""
    claim = case.claims[index]
    old, new = claim.value, replace(claim, text=text).value
    if old is None or new is None:
        return False
    reach = 2 * max(precision(claim.text), _table_step(case, claim))
    if _is_hedged(case, index):
        reach = max(reach, old * Decimal("0.3"))
    return abs(old - new) >= reach


def _is_hedged(case: Case, index: int) -> bool:
    before = case.sentence[: places(case)[index]].lower().split()
    return bool(before) and before[-1] in HEDGES


def _table_step(case: Case, claim: Labelled) -> Decimal:
    """How coarse the table is, in the claim's unit."""
    cell = true_cell(case, claim.row, claim.column.split(" - ")[0]) if claim.column else None
    return Decimal(0) if cell is None else 2 * cell.reach * _scale(claim, cell.scale)


def _scale(claim: Labelled, of_table: Decimal) -> Decimal:
    own = SCALES.get(claim.unit)
    return Decimal(1) if own is None or of_table == 1 else of_table / own


def _other_digit(case: Case, index: int, dice: Random) -> str:
    text = case.claims[index].text
    digits = [i for i, sign in enumerate(text) if sign.isdigit()]
    for _ in range(_TRIES):
        place = dice.choice(digits)
        digit = dice.choice("123456789" if place == digits[0] and len(digits) > 1 else "0123456789")
        tried = text[:place] + digit + text[place + 1 :]
        if _far(case, index, tried):
            return tried
    return ""


def _swapped(case: Case, index: int) -> str:
    text = case.claims[index].text
    digits = [i for i, sign in enumerate(text) if sign.isdigit()]
    for a, b in pairwise(digits):
        signs = list(text)
        signs[a], signs[b] = signs[b], signs[a]
        tried = "".join(signs)
        plain = tried.lstrip("−")
        if (plain[0] != "0" or plain.startswith("0,")) and _far(case, index, tried):
            return tried
    return ""


def _other_row(case: Case, index: int, dice: Random) -> str:
    claim = case.claims[index]
    options = [
        _written(claim, cell.value, cell.scale)
        for table in tables(case.document)
        if table.has(claim.row, claim.column)
        for row in table.rows
        if row != claim.row and (cell := table.cell(row, claim.column)) is not None and cell.value
    ]
    return _chosen(case, index, options, dice)


def _other_column(case: Case, index: int, dice: Random) -> str:
    claim = case.claims[index]
    options = [
        _written(claim, cell.value, cell.scale)
        for table in tables(case.document)
        if table.has(claim.row, claim.column)
        for column in table.columns
        if column != claim.column
        and (cell := table.cell(claim.row, column)) is not None
        and cell.value
    ]
    return _chosen(case, index, options, dice)


def _chosen(case: Case, index: int, options: list[str], dice: Random) -> str:
    fit = [text for text in options if _far(case, index, text) and set(text) - set("0,")]
    return dice.choice(fit) if fit else ""


def _written(claim: Labelled, value: Decimal, scale: Decimal) -> str:
    """A table's figure as the claim would write it."""
    size = abs(value) * _scale(claim, scale)
    text = f"{size.quantize(precision(claim.text)):,}".replace(",", " ").replace(".", ",")
    return ("−" if claim.text.startswith("−") else "") + text


def _thousandfold(case: Case, index: int) -> Iterator[Case]:
    """The unit's word is another; only where every amount of the sentence has one of its own."""
    money = [i for i, one in enumerate(case.claims) if one.unit in SCALES]
    hits = {i: _unit_after(case, i) for i in money}
    if index not in money or not all(hits.values()):
        return
    hit = hits[index]
    if hit is None:
        return
    sentence = case.sentence[: hit.start(1)] + _ENDS[hit[1]] + case.sentence[hit.end(1) :]
    claims = tuple(
        replace(one, verdict="avviker") if i == index else one for i, one in enumerate(case.claims)
    )
    yield replace(
        case, sentence=sentence, claims=claims, turns=(), altered="a thousandfold", aimed=(index,)
    )


def _unit_after(case: Case, index: int) -> re.Match[str] | None:
    end = places(case)[index] + len(case.claims[index].text)
    return re.compile(rf"\s({'|'.join(_ENDS)})\b").match(case.sentence, end)
