"""The rows that are known by their label, found by the stems of its words."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from tui.checks.prosa.material import Underlag
from tui.checks.prosa.stems import Stem, StemIndex, stems

# Rows that have words of their own, in ``row_words`` and ``SICK_WORDS``.
_OWN_WORD = ("drift:", "inv:", "sjuk:")


class Label(Struct, frozen=True, eq=False):
    """A row with the stems of its label's words."""

    concept: str
    label: str
    unit: str
    stems: tuple[Stem, ...]
    shown: bool
    year: int


class LabelIndex:
    """All labels of an underlag, by the stems that they hold."""

    def __init__(self, underlag: Underlag) -> None:
        self._all = tuple(_labels(underlag))
        self._with_stem: dict[Stem, list[int]] = defaultdict(list)
        for nr, label in enumerate(self._all):
            for stem in label.stems:
                self._with_stem[stem].append(nr)
        self._stems = StemIndex(self._with_stem)

    def stems_in(self, text: str) -> frozenset[Stem]:
        """The stems that a text in lower case has a word of."""
        return self._stems.in_text(text)

    def as_named(self, text: str) -> Iterator[Label]:
        """The labels that a text has a word of, in the order of the tables."""
        serial = {nr for stem in self.stems_in(text) for nr in self._with_stem[stem]}
        return (self._all[nr] for nr in sorted(serial))


def label_index(underlag: Underlag) -> LabelIndex:
    """The labels of an underlag, worked out once for it."""
    if "_etikettregister" not in underlag.__dict__:
        underlag.__dict__["_etikettregister"] = LabelIndex(underlag)
    register: LabelIndex = underlag.__dict__["_etikettregister"]
    return register


def _labels(underlag: Underlag) -> Iterator[Label]:
    for concept, figures in underlag.figures.after_concept.items():
        f = figures[0]
        if ":" in concept and not concept.startswith(_OWN_WORD):
            the_stems = stems(f.label)
            yield Label(concept, f.label.lower(), f.unit, the_stems, f.shown, f.year)
