"""Which rows of the tables a sentence names, in whatever form their labels' words take."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from tui.checks.discovery.roles import is_share
from tui.checks.prosa.sights import Line
from tui.checks.prosa.stems import beginning, is_head, same_word, spelled
from tui.checks.prosa.vocabulary import kind_of

# A name of more words than this may miss some of them.
_WHOLE = 3
_SHARE = 0.6
# So many words of a short name stand in the sentence itself.
_LEAST = 2
# So many other words may stand among those of a short name: "kostnaderna för all personal".
_BETWEEN = 2
# So long is a word that may stand for a name of two.
_LEAST_SHORT = 5
CLAIM = "#"
_PARTING = frozenset((",", ";", "och", "samt", "men", "medan", "respektive"))


class Named(Struct, frozen=True, eq=False):
    """Rows that are called the same."""

    names: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def own(self) -> bool:
        """Whether the text's own document has such a row."""
        return any(line.own for line in self.lines)

    @property
    def weak(self) -> bool:
        """Whether the name alone may be of any of several rows: "kostnaderna"."""
        return all(line.weak for line in self.lines if line.own or not self.own)

    @property
    def is_money(self) -> bool:
        """Whether the name says what kind of money it is, and nothing of which: "kostnader"."""
        return all(is_head(name) for name in self.names)

    @property
    def share(self) -> bool:
        """Whether the rows are shares of something of their own: "Andel nöjda gäster"."""
        several = len(self.names) > 1
        return all(is_share(one.label) or (several and one.percent) for one in self.lines)

    def is_within(self, other: "Named") -> bool:
        """Whether another name is of what stands over these rows: of them all, or their table."""
        around = {word for line in self.lines for word in (*line.around, *line.names)}
        return all(any(same_word(name, one) for one in around) for name in other.names)


class Mention(Struct, frozen=True):
    """A name in a sentence, and which of its words make it up."""

    named: Named
    places: tuple[int, ...]
    whole: bool = True

    @property
    def is_long(self) -> bool:
        """Whether the name has so many words that a sentence with most of them means it."""
        return len(self.named.names) > _WHOLE


def _short_names(lines: Sequence[Line]) -> Iterator[tuple[tuple[str, ...], Line]]:
    """Rows of money by the words that only they have: "energi" of "Energi och media", "personal"
    of "Personalkostnader".
    """
    taken: dict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for line in lines:
        for word in line.names:
            taken[beginning(word)].add((word, line.names))
    for line in lines:
        own = tuple(word for word in line.names if not is_head(word))
        two = len(line.names) == _LEAST and line.money and (len(own) == 1 or " och " in line.label)
        first = line.names[0] if two else ""
        like = {names for word, names in taken[beginning(first)] if same_word(word, first)}
        alone = like == {line.names}
        if (
            first in own
            and alone
            and len(first) >= _LEAST_SHORT
            and kind_of(first, False)[0] == "."
        ):
            yield (first,), line


def _is_like(one: Line, other: Line) -> bool:
    """Whether two results are of the same: a project's is none of the year's."""
    invested = [
        "invest" in f"{line.label} {line.table} {line.names}".lower() for line in (one, other)
    ]
    return one.names == other.names or (invested[0] == invested[1] and one.table != other.table)


class Names(Struct, frozen=True, dict=True):
    """All rows by their names."""

    lines: tuple[Line, ...]

    @cached_property
    def all_(self) -> tuple[Named, ...]:
        """The names, each with the rows that have it."""
        rows: dict[tuple[str, ...], list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.names:
                rows[line.names].append(line)
        for names, line in _short_names(self.lines):
            rows[names].append(line)
        return tuple(Named(names, tuple(lines)) for names, lines in rows.items())

    @cached_property
    def results(self) -> Named | None:
        """The rows of the result in the text's own tables: what a nämnd's surplus is of."""
        own = [line for line in self.lines if line.own]
        told = [one for one in own if one.kind == "resultat"] or [
            one for one in own if one.total and one.has("avvikelse")
        ]
        told = [one for one in told if one.has("utfall") or one.has("budget")]
        return (
            Named(told[0].names, tuple(one for one in told if _is_like(one, told[0])))
            if told
            else None
        )

    @cached_property
    def _plain(self) -> Mapping[str, list[tuple[str, int, int]]]:
        return self._by_beginning(False)

    @cached_property
    def _scanned(self) -> Mapping[str, list[tuple[str, int, int]]]:
        return self._by_beginning(True)

    def _by_beginning(self, scanned: bool) -> Mapping[str, list[tuple[str, int, int]]]:
        """Every word of a name by its first letters, with its name's number and its place."""
        index: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for number, named in enumerate(self.all_):
            for place, name in enumerate(named.names):
                word = spelled(name, scanned)
                index[beginning(word)].append((word, number, place))
        return dict(index)

    def mentioned(
        self, words: Sequence[str], scanned: bool, nearby: Collection[str] = ()
    ) -> tuple[Mention, ...]:
        """The names in a sentence's words, in order; of those that overlap the longest.

        A word of a short name may stand in ``nearby``: the sentence before, or the heading.
        """
        index = self._scanned if scanned else self._plain
        found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        runs = _runs(words)
        for at, word in enumerate(words):
            for name, number, place in index.get(beginning(word), ()):
                if same_word(word, name):
                    found[number][place].append(at)
        own: list[Mention] = []
        others: list[Mention] = []
        for number, places in found.items():
            named = self.all_[number]
            (own if named.own else others).extend(_mentions(named, places, runs, nearby))
        return _without_overlaps(own or others)


def _runs(words: Sequence[str]) -> list[int]:
    """The number of each word's stretch: one ends where a new part begins after a claim."""
    runs, run, told = [], 0, False
    for word in words:
        if told and word in _PARTING:
            run, told = run + 1, False
        told = told or word == CLAIM
        runs.append(run)
    return runs


def _mentions(
    named: Named, places: Mapping[int, list[int]], runs: Sequence[int], nearby: Collection[str]
) -> Iterable[Mention]:
    """Where a name stands: its words near each other, in any order, in the same stretch."""
    count = len(named.names)
    if count > _WHOLE:
        for run in sorted({runs[at] for ats in places.values() for at in ats}):
            inside = [[at for at in ats if runs[at] == run] for ats in places.values()]
            together = tuple(sorted({ats[0] for ats in inside if ats}))
            if len(together) >= _SHARE * count:
                yield Mention(named, together, len(together) == count)
        return
    missing = [name for place, name in enumerate(named.names) if place not in places]
    if missing and (len(places) < _LEAST or not all(_stands_in(name, nearby) for name in missing)):
        return
    anchor = min(places, key=lambda place: (len(places[place]), place))
    for start in places[anchor]:
        near = [min(ats, key=lambda at: abs(at - start)) for ats in places.values()]
        together = tuple(sorted({at for at in near if runs[at] == runs[start]}))
        wide = together[-1] - together[0] + 1 - len(together)
        if len(together) == len(places) and wide <= _BETWEEN:
            yield Mention(named, together)


def _stands_in(name: str, words: Collection[str]) -> bool:
    return any(same_word(word, name) for word in words)


def _without_overlaps(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The longest of those that overlap; names of the same words are one."""
    kept: list[Mention] = []
    busy: set[int] = set()
    for one in sorted(mentions, key=lambda m: (-len(m.places), m.places)):
        if kept and kept[-1].places == one.places and kept[-1].whole == one.whole:
            both = Named(kept[-1].named.names, (*kept[-1].named.lines, *one.named.lines))
            kept[-1] = Mention(both, one.places, one.whole)
        elif busy.isdisjoint(one.places):
            kept.append(one)
            busy.update(one.places)
    return tuple(sorted(kept, key=lambda one: one.places))
