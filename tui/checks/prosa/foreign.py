"""A foreign report's running text against the tables that were found in it.

A row is named by its label, and one of its figures by role and year. A claim that agrees with
anything that it may speak of is cleared; one is told of only where row and role stand in so many
words and nothing narrows them down. What such a text means is not known well enough to call it
wrong: it is worth a look.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from msgspec.structs import replace

from tui.checks.discovery.bridges import UNITS, NamedTable, in_kronor
from tui.checks.discovery.findings import column_name, row_name
from tui.checks.discovery.roles import ColumnRole
from tui.checks.discovery.rules import LinearRule, per_cent
from tui.checks.prosa.claim import PERCENT, Claim, TextSource
from tui.checks.prosa.find import found
from tui.checks.prosa.lead_words import MONTH, OTHER, PARTS, roll_in, year_number
from tui.checks.prosa.paragraphs import text_body
from tui.checks.prosa.parts import about_other
from tui.checks.prosa.position import State, states
from tui.checks.prosa.readings import Reading
from tui.checks.prosa.reference import Reference
from tui.checks.prosa.row_words import bounded
from tui.checks.prosa.verdict import Tried, agrees, tried
from tui.checks.prosa.words import BETTER_WORSE, UP_NED, direction_in, word_pattern
from tui.domain.finding import Address, Finding
from tui.domain.interval import Interval
from tui.svenska.format import MONTHS, amount

_ROLES: Mapping[str, tuple[ColumnRole, ...]] = {
    "budget": ("budget", "ram"),
    "prognos": ("prognos",),
    "utfall": ("utfall",),
    "avvikelse": ("avvikelse",),
    "forandring": ("förändring",),
}
_ENDING = re.compile(r"(?:er|ar|or|na|en)$")
_WORD = re.compile(r"[^\W\d_]+")
_GENERAL = {"summa", "totalt", "total", "totalsumma", "övrigt", "samtliga", "alla", "resultat"}
_KEY = 3
_PART_OF = re.compile(r"(?:varav|därav|del av|inom|under|i|av)\s+$")
# Words that say how a row stands, and nothing of which part of it or whose.
_PLAIN = word_pattern(
    *(
        "har(?!\\w)",
        "hade",
        "är(?!\\w)",
        "var(?!\\w)",
        "blev",
        "blir",
        "blivit",
        "uppg(?:år|ick|ått)",
    ),
    *("redovisa", "visa", "lämna", "ger?(?!\\w)", "gav", "kosta", "landa", "stanna", "beräkna"),
    *("prognos", "förvänta", "vänta", "bedöm", "avvik", "över(?:st|sk)", "under(?:st|sk)", "ök"),
    *("minsk", "sjönk", "steg", "stig", "kostnad", "intäkt", "netto", "resultat", "utfall"),
    *("bokslut", "budget", "ram(?!\\w)", "ramen", "plan(?!\\w)", "positiv", "negativ", "bättre"),
    *("sämre", "högre", "lägre", "mer(?!\\w)", "mindre", "än(?!\\w)", "mot(?!\\w)", "jämför"),
    *(
        "med(?!\\w)",
        "för(?!\\w)",
        "till(?!\\w)",
        "på(?!\\w)",
        "om(?!\\w)",
        "ett?(?!\\w)",
        "en(?!\\w)",
    ),
    *("de[nt]?(?!\\w)", "som(?!\\w)", "vilket", "innebär", "motsvar", "och(?!\\w)", "att(?!\\w)"),
    *(
        "i(?!\\w)",
        "total",
        "sammanlag",
        "cirka",
        "ca(?!\\w)",
        "drygt",
        "knappt",
        "ungefär",
        "nästan",
    ),
    *("närmare", "runt", "omkring", "år(?!\\w)", "året", "helår", "period", "samma", "föregående"),
    *("[tm]?kr(?!\\w)", "mnkr", "kron", "procent", "\\w*nämnd", "förvaltningen", "köpts", "summa"),
    *("förbruk", "använ", "följer", "delår", "hittills", "augusti", "per(?!\\w)", "den(?!\\w)"),
    *MONTHS,
)
_REASON = re.compile(r"\s*,?\s*(?:som |vilket )?(?:förklaras|beror|berodde|orsakas)\b")
_NOT_ITSELF = re.compile(r"\s*(?:per|om året|i månaden|varje|styck)\b")
_BREAK = re.compile(r"[.!?:;•·]\s")
_MONTHS = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\b")
_OF_PLAN = re.compile(r"budget|\bram|prognos|\bplan|nästa år")
_PART_OF_YEAR = re.compile("kvartal|tertial|halvår")
# So many figures that they are no other row's by chance.
_TELLING = 3


class _Label(NamedTuple):
    """A row's label as words in any of their forms, and the rows that have it."""

    names: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    rows: list[tuple[NamedTable, int]]


class _Subject(NamedTuple):
    """A label that a sentence names before a claim, and where it begins and ends there."""

    label: _Label
    start: int
    end: int


def each_tried(source: TextSource, tables: Sequence[NamedTable]) -> Iterator[Tried]:
    """Every claim of the text with its verdict, in order."""
    body = text_body(source)
    claims = found(body)
    report = _Report(tables if claims else ())
    for state in states(body, claims):
        yield _tried(state, report)


def prose_findings(verdicts: Sequence[Tried]) -> Iterator[Finding]:
    """What is said of the claims that disagree."""
    for verdict in verdicts:
        if verdict.utfall == "avviker" and verdict.address is not None:
            claim = verdict.claim
            sentence = f"Texten säger ”{_quoted(claim)}”, men {verdict.explanation}"
            yield Finding(
                verdict.address, "prosa", "bör ses över", claim.value, verdict.should, sentence
            )


def _quoted(claim: Claim) -> str:
    """The claim with the words before it, so that it can be looked up."""
    text = claim.source.text[max(0, claim.place - 70) : claim.end_place] if claim.source else ""
    text = re.split(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n", text)[-1].strip() or claim.text
    return text if len(text) < 60 else f"…{text[-60:].partition(' ')[2]}"


class _Report:
    """The tables of a report, looked up once for all claims of its text."""

    def __init__(self, tables: Sequence[NamedTable]) -> None:
        self.labels = _labels(tables)
        cells = (
            in_kronor(table, row, column)
            for table in tables
            for row in range(len(table.discovery.grid.rows))
            for column in range(len(table.discovery.grid.columns))
        )
        sizes = sorted((abs(one.middle), one.width) for one in cells if one is not None)
        self._sizes, self._widths = [size for size, _ in sizes], [width for _, width in sizes]
        self._readings: dict[tuple[int, int, bool], list[Reading]] = {}

    def has(self, size: Decimal, reach: Decimal) -> bool:
        """Whether a figure lies within reach of a size, and is no coarser than that."""
        first = bisect_left(self._sizes, size - reach)
        last = bisect_right(self._sizes, size + reach)
        return any(width <= reach for width in self._widths[first:last])

    def readings(self, table: NamedTable, row: int, percent: bool) -> list[Reading]:
        """All that a row can be read for, in per cent or in amounts."""
        key = (id(table), row, percent)
        if key not in self._readings:
            self._readings[key] = list(_row_readings(table, row, percent))
        return self._readings[key]


def _labels(tables: Sequence[NamedTable]) -> dict[str, list[_Label]]:
    """The labels by the first letters of their first word."""
    rows: dict[tuple[str, ...], list[tuple[NamedTable, int]]] = defaultdict(list)
    for table in tables:
        for place, row in enumerate(table.discovery.grid.rows):
            words = tuple(_WORD.findall(row.label.lower()))
            if any(len(word) > _KEY and word not in _GENERAL for word in words):
                rows[words].append((table, place))
    labels: dict[str, list[_Label]] = defaultdict(list)
    for words, places in rows.items():
        labels[words[0][:_KEY]].append(_Label(words, tuple(map(_inflected, words)), places))
    return labels


def _inflected(word: str) -> tuple[str, int]:
    """What a word begins with in all its forms, and how long they may be: hyror, hyrorna."""
    stem = _ENDING.sub("", word) if len(word) > 4 else word
    return stem, len(word) + 4


def _subjects(state: State, labels: Mapping[str, list[_Label]]) -> list[_Subject]:
    """The labels that the sentence names before the claim, in order; none inside a longer one."""
    words = list(_WORD.finditer(state.introduction))
    hits: list[_Subject] = []
    for place, word in enumerate(words):
        for label in labels.get(word[0][:_KEY], ()):
            said = words[place : place + len(label.words)]
            if len(said) == len(label.words) and all(map(_is_form, said, label.words)):
                hits.append(_Subject(label, word.start(), said[-1].end()))
    hits.sort(key=lambda hit: hit.start - hit.end)
    kept: list[_Subject] = []
    for hit in hits:
        if all(hit.end <= one.start or one.end <= hit.start for one in kept):
            kept.append(hit)
    # "Grundskolans nettokostnad" is of the one row, whatever other table has the other.
    own = [one for one in kept if not all(map(_PLAIN.match, one.label.names))]
    return sorted(own or kept, key=lambda one: one.start)


def _is_form(hit: re.Match[str], word: tuple[str, int]) -> bool:
    return hit[0].startswith(word[0]) and len(hit[0]) <= word[1]


def _tried(state: State, report: _Report) -> Tried:
    claim = state.claim
    subjects = _subjects(state, report.labels)
    role = next((r for text in (state.before, state.after[:30]) if (r := roll_in(text))), "")
    if not subjects or claim.unit not in ("kr", "tkr", "mnkr", *PERCENT):
        return Tried(claim, "ej_prövad")
    direction = direction_in(state.before, UP_NED if role == "forandring" else BETTER_WORSE)
    claim = replace(claim, direction=direction)
    own: list[Reading] = []
    if len(subjects) == 1 and _is_certain(state, subjects[0], role):
        own = sorted(_own_readings(state, subjects[0], role), key=lambda one: one.play)
    size = replace(claim, direction="", value=abs(claim.value))
    near = [one for one in own if agrees(size, one)]
    if near:
        return tried(claim, Reference(tuple(near), True))
    if _is_any_figure(claim, report):
        own = []
    coarsest, percent = _coarsest(claim, own), claim.unit in PERCENT
    others = [
        one
        for subject in subjects
        for table, row in subject.label.rows
        for one in report.readings(table, row, percent)
        if one.play <= coarsest
    ]
    return tried(claim, Reference((*own, *others), bool(own)))


def _coarsest(claim: Claim, own: Sequence[Reading]) -> Decimal:
    """How coarse a figure may be that clears a claim: no more than it where a finer is there."""
    finest = min((one.play for one in own), default=None)
    said = claim.precision * claim.scale
    return Decimal("Infinity") if finest is None or finest > said else said


def _year(state: State) -> str:
    near = year_number(state.before)[-1:] or year_number(state.after[:40])[:1]
    return str(near[0][0]) if near else ""


def _is_certain(state: State, subject: _Subject, role: str) -> bool:
    """Whether nothing in the sentence makes it speak of another figure than the row's own."""
    between = state.introduction[subject.end :]
    words = f"{state.introduction[: subject.start]} {between}"
    return not (
        state.serial > 1
        or not all(map(_PLAIN.match, _WORD.findall(words)))
        or _BREAK.search(between)
        or _NOT_ITSELF.match(state.after)
        or about_other(state)
        or (bounded(state.after) and not _REASON.match(state.after))
        or _PART_OF.search(state.introduction[: subject.start])
        or any(word.search(state.sentence) for word in (OTHER, MONTH, _PART_OF_YEAR))
        or (role != "utfall" and PARTS.search(state.sentence))
    )


def _own_readings(state: State, subject: _Subject, role: str) -> Iterator[Reading]:
    """The figures of the row's columns of that role, of the months and year that are told.

    Where none is told it is the latest year.
    """
    percent = state.claim.unit in PERCENT
    year = _year(state)
    months = {name[:3] for name in _MONTHS.findall(state.sentence)}
    for table, row in subject.label.rows:
        grid = table.discovery.grid
        columns = [
            place
            for place, column in enumerate(grid.columns)
            if column.role in _ROLES.get(role, ())
            and (column.unit == "%" if percent else column.unit in UNITS)
            and all(month in column.heading.lower() for month in months)
        ]
        years = {y for place in columns for y in re.findall(r"\d{4}", grid.columns[place].period)}
        wanted = year or max(years, default="")
        for place in columns:
            figure = in_kronor(table, row, place)
            if figure is not None and wanted in grid.columns[place].period:
                yield _reading(table, row, place, figure)
        if role == "forandring" and not columns and not _OF_PLAN.search(state.sentence):
            yield from _changes(table, row, percent)


def _changes(table: NamedTable, row: int, percent: bool) -> Iterator[Reading]:
    """How a row's utfall has changed, in a table of two years that does not say so itself."""
    grid = table.discovery.grid
    told = [
        (re.sub(r"\D*", "", column.period), place)
        for place, column in enumerate(grid.columns)
        if column.role == "utfall" and column.unit in UNITS
    ]
    if len(told) != 2 or told[0][0] == told[1][0]:
        return
    last, first = (place for _, place in sorted(told, reverse=True))
    new, old = in_kronor(table, row, last), in_kronor(table, row, first)
    if new is None or old is None:
        return
    change = per_cent(abs(new), abs(old), "ändring") if percent else abs(new) - abs(old)
    if change is not None:
        names = row_name(table.discovery, row), column_name(table.discovery, last)
        before = column_name(table.discovery, first)
        shown = amount(change.middle / (1 if percent else 1000), 1 if percent else 0)
        yield Reading(
            change.middle,
            change.width / 2,
            Address(table.document, table.name, *names),
            f"från {before} till {names[1]} ändras {names[0]} {shown} {'%' if percent else 'tkr'}",
            sign=True,
        )


def _reading(table: NamedTable, row: int, column: int, figure: Interval) -> Reading:
    discovery = table.discovery
    grid = discovery.grid
    names = row_name(discovery, row), column_name(discovery, column)
    cell = grid.cells[row][column]
    unit = grid.columns[column].unit
    signed = _plus_is_better(table, row, column)
    shown = amount(Decimal(0) if cell is None else cell.value, grid.decimals(row, column))
    return Reading(
        figure.middle,
        figure.width / 2,
        Address(table.document, table.name, *names),
        f"{names[0]}, {names[1]} är {shown} {unit} i tabellen ”{table.name}”"
        f"{' (plus är bättre)' if signed else ''}",
        signed,
    )


def _plus_is_better(table: NamedTable, row: int, column: int) -> bool:
    """Whether the sign of a deviation is known to say better or worse, by what it is made of."""
    grid = table.discovery.grid
    for rule in table.discovery.rules:
        if (
            isinstance(rule, LinearRule)
            and (rule.direction, rule.target) == ("kolumn", column)
            and rule.is_difference
            and not rule.any_sign
            and grid.columns[column].role == "avvikelse"
        ):
            (item, _), *_ = (term for term in rule.terms if term[1] > 0)
            amounts = [grid.interval(row, one) for one, _ in rule.terms]
            signs = {(one.middle > 0) - (one.middle < 0) for one in amounts if one is not None}
            from_budget = grid.columns[item].role in ("budget", "ram")
            income = grid.rows[row].kind in ("intäkt", "bidrag")
            return signs == ({1} if from_budget and not income else {-1})
    return False


def _row_readings(table: NamedTable, row: int, percent: bool) -> Iterator[Reading]:
    """All that a row can be read for: each figure, each difference, each share and change."""
    grid = table.discovery.grid
    columns = range(len(grid.columns))
    shares = {place for place in columns if grid.columns[place].unit == "%"}
    cells = {p: one for p in columns if (one := in_kronor(table, row, p)) is not None}
    results = [one for p, one in cells.items() if (p in shares) == percent]
    for a, b in permutations(cells, 2):
        if (a in shares) != (b in shares):
            continue
        if percent and a not in shares:
            ways = (per_cent(cells[a], cells[b], kind) for kind in ("andel", "ändring"))
            results += [one for one in ways if one is not None]
        elif (a in shares) == percent:
            results.append(cells[a] - cells[b])
    address = Address(table.document, table.name, row_name(table.discovery, row))
    for one in results:
        yield Reading(abs(one.middle), one.width / 2, address, "")


def _is_any_figure(claim: Claim, report: _Report) -> bool:
    """Whether some other figure of the report is what the claim says, so that it may be meant."""
    if claim.unit in PERCENT or len(str(abs(claim.value)).replace(".", "").strip("0")) < _TELLING:
        return False
    return report.has(abs(claim.value) * claim.scale, claim.precision * claim.scale)
