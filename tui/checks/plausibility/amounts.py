"""A table's amounts as plausibility sees them, wherever the table came from.

Only what was entered is here: a computed figure follows its parts and is not blamed for them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.discovery.roles import row_kind

Role: TypeAlias = Literal[
    "", "budget", "prognos", "utfall", "ram", "plan", "intäkt", "kostnad", "netto", "år"
]
Kind: TypeAlias = Literal["", "intäkt", "kostnad"]
WHOLE: tuple[Role, ...] = ("budget", "prognos", "utfall", "ram", "plan")
"""Columns that state the same thing of a row, in time or in certainty, and so are comparable."""

YEAR = 12
_EITHER = (
    "resultat", "netto", "saldo", "överskott", "underskott", "avvik", "finans", "balans",
    "periodiser",
)  # fmt: skip
_LEAST_STEPS, _LEAST_SHARE = 20, 0.002


class Item(Struct, frozen=True):
    """A column of amounts.

    ``previous``: of an earlier year. ``months``: how many months an outcome is of, None where that
    is not known. ``step``: one unit of the last decimal place that the column shows.
    """

    name: str
    role: Role = ""
    previous: bool = False
    months: int | None = 12
    step: Decimal = Decimal(1)


class Line(Struct, frozen=True):
    """A row of entered amounts; None where none stands.

    ``income``: declared to be one. ``declared_either``: declared to have no sign of its own.
    ``side``: of income or of costs where its role says so, or its name outright.
    """

    name: str
    values: tuple[float | None, ...]
    income: bool = False
    declared_either: bool = False
    side: Kind = ""

    @property
    def kind(self) -> Kind:
        """Income or cost, where that is declared or the label says so."""
        return "intäkt" if self.income else kind_of(self.name)

    @property
    def either(self) -> bool:
        """Whether the row may have either sign, as a result and a net of financial items may."""
        return self.declared_either or is_either(self.name)


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words, or parts of words, stands in a text."""
    small = text.lower()
    return any(word in small for word in words)


@lru_cache(1024)
def kind_of(label: str) -> Kind:
    """What a label says that its row is."""
    kind, _ = row_kind(label)
    if kind == "bidrag":
        return "intäkt"
    return kind if kind in ("intäkt", "kostnad") else ""


@lru_cache(1024)
def is_either(label: str) -> bool:
    """Whether a row of this label may have either sign."""
    return has_word(label, _EITHER)


class Amounts(Struct, frozen=True, dict=True):
    """The amounts of one table.

    ``changes``: of increases and decreases, which have both signs. ``projects``: each row is one
    that begins and ends (investments), so that amounts come and go. ``signs``: the sign of each
    kind as the table states it in words.
    """

    columns: tuple[Item, ...]
    rows: tuple[Line, ...]
    changes: bool = False
    projects: bool = False
    signs: dict[Kind, int] = {}

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Columns that can be held against each other, two or more together."""
        by: dict[str, list[int]] = {}
        for place, column in enumerate(self.columns):
            key = "hel" if column.role in WHOLE else column.role
            if key:
                by.setdefault(key, []).append(place)
        return tuple(tuple(places) for places in by.values() if len(places) > 1)

    @cached_property
    def scale(self) -> float:
        """The largest amount of the table."""
        return max((abs(v) for row in self.rows for v in row.values if v), default=0.0)

    @cached_property
    def floor(self) -> float:
        """The least amount that says anything: of smaller ones any sign and size is common."""
        step = max((float(column.step) for column in self.columns), default=1.0)
        return max(_LEAST_STEPS * step, _LEAST_SHARE * self.scale)

    def without(self, places: Iterable[tuple[int | None, int]]) -> "Amounts":
        """The same amounts with some cells blank, or columns where the row is None.

        What is suspected itself is no evidence of the others.
        """
        gone = set(places)
        columns, rows = {c for r, c in gone if r is None}, {r for r, _ in gone}
        left = [
            replace(
                row,
                values=tuple(
                    None if n in columns or (place, n) in gone else v
                    for n, v in enumerate(row.values)
                ),
            )
            if columns or place in rows
            else row
            for place, row in enumerate(self.rows)
        ]
        return replace(self, rows=tuple(left)) if gone else self

    @cached_property
    def spans(self) -> Mapping[tuple[int, ...], list[tuple[float, float]]]:
        """The least and the greatest amount of each row, by group; noughts do not count."""
        return {group: [_span(row.values, group) for row in self.rows] for group in self.groups}

    def mixed(self, group: tuple[int, ...]) -> list[int]:
        """The rows whose amounts have both signs."""
        return [place for place, (low, high) in enumerate(self.spans[group]) if low < 0 < high]

    def far(self, group: tuple[int, ...], most: float) -> list[int]:
        """The rows whose largest amount is more than ``most`` times their least, in size."""
        return [
            place
            for place, (low, high) in enumerate(self.spans[group])
            if low < 0 < high or high > most * low > 0 or low < most * high < 0
        ]

    @cached_property
    def kind_signs(self) -> Mapping[tuple[int, ...], Mapping[Kind, int]]:
        """The sign that each kind of row has in each group of columns.

        By most of its rows' own figures, else as the table states it in words.
        """
        return {group: _kind_signs(self, group) for group in self.groups}


def _kind_signs(amounts: Amounts, group: tuple[int, ...]) -> Mapping[Kind, int]:
    count: Counter[tuple[Kind, int]] = Counter()
    for row in amounts.rows:
        total = sum((v > 0) - (v < 0) for n in group if (v := row.values[n]))
        if total and not row.either:
            count[row.kind, 1 if total > 0 else -1] += 1
    signs: dict[Kind, int] = dict(amounts.signs)
    for kind in {kind for kind, _ in count}:
        plus, minus = count[kind, 1], count[kind, -1]
        if max(plus, minus) >= 2 and min(plus, minus) * 5 <= max(plus, minus):
            signs[kind] = 1 if plus > minus else -1
        elif plus and minus:
            signs.pop(kind, None)
    return signs


def _span(values: Sequence[float | None], group: tuple[int, ...]) -> tuple[float, float]:
    known = [v for n in group if (v := values[n])]
    return (min(known), max(known)) if known else (0.0, 0.0)


class Suspicion(Struct, frozen=True):
    """What is hardly right: a cell, or a whole column where ``row`` is None.

    ``why`` ends the sentence that its place begins. ``factor`` times the figure is what it should
    probably be, None where that cannot be said.
    """

    row: int | None
    column: int
    why: str
    factor: Decimal | None = None


def newness(item: Item) -> int:
    """How lately a column's figures came to be: what an earlier document has decided is not what is
    wrong where it and a new one contradict each other."""
    if item.previous:
        return 0
    return 2 if item.role in ("utfall", "prognos") else 1


def others_of(row: Line, group: Sequence[int], column: int) -> list[float]:
    """The other amounts of a row that the column can be held against, without noughts."""
    return [v for n in group if n != column and (v := row.values[n])]


def yearly(amounts: Amounts, column: int) -> list[float | None]:
    """A column's amounts as they would be for a whole year."""
    months = amounts.columns[column].months or YEAR
    return [v if v is None else v * YEAR / months for v in (r.values[column] for r in amounts.rows)]


def middle(values: Iterable[float]) -> float:
    """The one in the middle when they stand by size, the upper of two."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
