"""What a text is held against: every figure of the tables at hand, as one kind of value.

A ``Line`` is a row of a table with its names and its figures (``Sight``); a document's own tables
and those of a foreign report give the same. Amounts are in kronor, shares in per cent.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.prosa.lexicon import ALIASES
from tui.checks.prosa.stems import content_words, is_head
from tui.checks.prosa.vocabulary import kind_of
from tui.domain.finding import Address
from tui.svenska.format import HARDSPACE, MONTHS, amount, percent

SightRole: TypeAlias = Literal[
    "budget", "prognos", "utfall", "avvikelse", "forandring", "mal", "ram"
]
SightUnit: TypeAlias = Literal["kr", "procent", "antal"]
LineKind: TypeAlias = Literal["", "intakt", "kostnad", "netto", "resultat"]
Aspect: TypeAlias = Literal["", "intakt", "kostnad", "netto"]
"""Which side of a row a figure is, in a table that has a column for each."""
UNIT_SCALES = {"kr": Decimal(1), "tkr": Decimal(1_000), "mnkr": Decimal(1_000_000)}
_SIDES: tuple[tuple[str, Aspect], ...] = (
    (r"netto", "netto"), (r"intäkt|inkomst|\bink\b|bidrag|\bi$", "intakt"),
    (r"kostnad|utgift|\butg\b|\bu$", "kostnad"),
)  # fmt: skip
_WHOLE = re.compile(
    r"\btotal(?:t|a|en)?\b\s*|\btotal(?=\w)|\bhela\b|\bprojekt\w*?(?=budget|prognos|utfall|\b)",
    re.IGNORECASE,
)
_MONTH = re.compile("|".join(month[:3] for month in MONTHS))
_TERTIAL = re.compile(r"\b(?:t|tertial ?)(?P<number>[123])\b")
_ONLY_TIME = re.compile(
    rf"(?:(?:den|per|\d\d?|(?:{_MONTH.pattern})[a-z]*)[\s.–-]*)*(?:19|20)\d\d\W*(?:\b[ui])?",
    re.IGNORECASE,
)
# What a row is measured in: "Lokalyta, kvm", "Matsvinn, gram per portion".
_MEASURE = re.compile(
    r",\s*(?:antal|st|kvm|m2|m²|km|meter|gram|kg|ton|liter|[kmg]wh|procent|%|tusental|[tkm]*kr|mnkr"
    r"|kronor|index|år|dagar|veckor|timmar|minuter|dygn)\b[^,]*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\W*(?:summa|total\w*|samtliga|hela\b|sa:)", re.IGNORECASE)


class Sight(Struct, frozen=True, dict=True):
    """A figure as its table shows it, in the base unit and with the table's sign.

    ``play`` is half its rounding interval; ``counted`` what its row gives where the printed figure
    is another, beyond rounding; ``scale`` and ``decimals`` are how the table writes it;
    ``all_years`` tells that it is of a whole project beside figures of its year ("Total budget").
    """

    address: Address
    role: SightRole
    year: int
    months: int
    unit: SightUnit
    number: Decimal
    play: Decimal
    scale: Decimal
    decimals: int
    label: str
    heading: str
    counted: Decimal | None = None
    aspect: Aspect = ""
    table: str = ""
    all_years: bool = False

    @cached_property
    def text(self) -> str:
        """The figure with its row and column, and what the row gives where that is another."""
        told = f"{self.label}, {self.heading} är {self.shown(self.number)}"
        told = f"{told} i tabellen ”{self.table}”" if self.table else told
        return told if self.counted is None else f"{told}, men raden ger {self.shown(self.counted)}"

    def shown(self, number: Decimal) -> str:
        """A number as this figure's table would write it."""
        if self.unit == "procent":
            return percent(number, None)
        if self.unit == "antal":
            return amount(number, None)
        unit = next(name for name, scale in UNIT_SCALES.items() if scale == self.scale)
        return f"{amount(number / self.scale, self.decimals)}{HARDSPACE}{unit}"


class Line(Struct, frozen=True, dict=True):
    """A row: what it is called, what stands over it, what kind it is, and its figures.

    ``names`` are the words that name it, ``around`` those of its parents and its table;
    ``own`` tells that it is of the text's own document; ``surplus`` is 1 where a result above
    zero is a surplus, -1 where the table turns its signs round. ``weak`` names may be of several
    rows; ``mean`` and ``share`` tell that the label itself says that it is one.
    """

    label: str
    names: tuple[str, ...]
    around: tuple[str, ...]
    kind: LineKind
    total: bool
    table: str
    own: bool
    sights: tuple[Sight, ...]
    surplus: int = 1
    weak: bool = False
    mean: bool = False
    share: bool = False

    def of(self, role: SightRole, year: int, aspect: Aspect = "") -> list[Sight]:
        """Its figures of a role and a year; of a side of the row, where its table has sides."""
        told = [s for s in self.sights if (s.role, s.year, s.all_years) == (role, year, False)]
        sides = {sight.aspect for sight in told}
        side = aspect if aspect in sides else "netto" if "netto" in sides else ""
        return [sight for sight in told if not sight.aspect or sight.aspect == side]

    def side(self, aspect: Aspect) -> "Line":
        """The row's income or cost alone, where its table has budget and outcome of each; the
        printed deviation is of both together.
        """
        told = {s.role for s in self.sights if s.aspect == aspect}
        if aspect not in ("intakt", "kostnad") or "budget" not in told or len(told) == 1:
            return self
        own = tuple(replace(s, aspect="") for s in self.sights if s.aspect == aspect)
        return replace(self, kind=aspect, sights=own)

    def of_all_years(self, year: int) -> "Line":
        """The same row with the figures of all years of its project, as those of one year."""
        told = (replace(s, all_years=False, year=year) for s in self.sights if s.all_years)
        return replace(self, sights=tuple(told))

    @property
    def sided(self) -> bool:
        """Whether it has columns of income and of cost."""
        return any(sight.aspect in ("intakt", "kostnad") for sight in self.sights)

    @property
    def percent(self) -> bool:
        """Whether its figures are shares."""
        return all(sight.unit == "procent" for sight in self.sights)

    @property
    def money(self) -> bool:
        """Whether its figures are amounts."""
        return all(sight.unit == "kr" for sight in self.sights)

    @property
    def has_amounts(self) -> bool:
        """Whether any of its figures is an amount."""
        return any(sight.unit == "kr" for sight in self.sights)

    def has(self, role: SightRole) -> bool:
        """Whether it has any figure of a role."""
        return any(sight.role == role for sight in self.sights)


def side_of(words: str) -> Aspect:
    """Which side words are of, "" where they do not say."""
    return next((side for told, side in _SIDES if re.search(told, words.lower())), "")


def sides(headings: Sequence[str]) -> list[Aspect]:
    """Which side of a row each column is, "" for each where they are all of one."""
    told = [side_of(heading) for heading in headings]
    return told if len(set(told) - {""}) > 1 else [""] * len(told)


def whole_role(heading: str) -> str:
    """What a heading says without the words that it is of a whole project, "" where it has none."""
    return _WHOLE.sub("", heading) if _WHOLE.search(heading) else ""


def is_only_time(heading: str) -> bool:
    """Whether a heading tells nothing but a time: what it became then."""
    return _ONLY_TIME.fullmatch(heading) is not None


def months_in(heading: str) -> int:
    """How many months of the year a heading is of, 12 where it does not say."""
    tertial = _TERTIAL.search(heading.lower())
    if tertial is not None:
        return int(tertial["number"]) * 4
    told = _MONTH.findall(heading.lower())
    return [month[:3] for month in MONTHS].index(told[-1]) + 1 if told else 12


_TELLS_TIME = re.compile(r"helår|årets|prognos|period|delår|ack|(?:19|20)\d\d", re.IGNORECASE)


def months_of(headings: Sequence[str], at: int) -> int:
    """How many months a column of deviations is of: where its heading tells no time, as many as
    the column before it, which it is worked out from.
    """
    own, before = headings[at], [months_in(heading) for heading in headings[:at]]
    told = _TELLS_TIME.search(own) or _MONTH.search(own.lower())
    paired = not told and before and before.count(before[-1]) > 1
    return before[-1] if paired else months_in(own)


class RowNames(Struct, frozen=True):
    """What a row's label and its table say that it is called; ``aliases`` are other names."""

    names: tuple[str, ...]
    around: tuple[str, ...]
    total: bool
    aliases: tuple[tuple[str, ...], ...] = ()


def row_names(label: str, over: Iterable[str], heading: str, total: bool) -> RowNames:
    """A row's names: its label's words; a total is called what its table is called."""
    # "Prognos per enhet" tells a role, and no name of what it sums up.
    of_table = tuple(w for w in content_words(heading) if kind_of(w, False)[0] not in "bpuga")
    own = content_words(_MEASURE.sub("", label))
    total = total or _TOTAL.match(label) is not None
    aliases: list[tuple[str, ...]] = [
        names for pattern, told in ALIASES if re.search(pattern, label) for names in told
    ]
    if total and all(is_head(word) for word in own):
        aliases += [own] if own else []
        own = of_table
    around = tuple(word for text in over for word in content_words(text))
    return RowNames(own, (*around, *of_table), total, tuple(aliases))


def named(line: Line, names: RowNames) -> Iterator[Line]:
    """A row under each of its names."""
    called = [one for one in (names.names, *names.aliases) if one] or [()]
    yield from (replace(line, names=one) for one in called)


def with_weak_names(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; one is weak whose only name is a word that longer names of its table have too."""
    all_ = tuple(lines)
    longer = {(one.table, name) for one in all_ if len(one.names) > 1 for name in one.names}
    for line in all_:
        weak = line.names[1:] == () and (line.table, *line.names) in longer and is_head(*line.names)
        yield replace(line, weak=True) if weak else line
