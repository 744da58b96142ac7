"""What a step hands over to be compared, and how what was compared came out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import TypeAlias

from tests.compare.allowed import Allowed
from tests.compare.normal import Normaliser
from tests.compare.sides import Sides


@dataclass(frozen=True)
class Pair:
    """One thing that both sides said. What does not ``count`` is shown and no more."""

    name: str
    old: str
    new: str
    counts: bool = True
    step: str = ""


@dataclass(frozen=True)
class Note:
    """Something to tell that is no difference."""

    text: str


Said: TypeAlias = Pair | Note
Step: TypeAlias = Callable[[Sides], Iterator[Said]]


@dataclass
class Outcome:
    """How a step came out."""

    step: str
    compared: int = 0
    differing: dict[str, list[str]] = field(default_factory=dict)
    excused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def word(self) -> str:
        """Same, differs, or skipped."""
        if self.differing:
            return "DIFFERS"
        return "same" if self.compared else "skipped"


def judged(
    step: str, said: Iterable[Said], normalise: Normaliser, allowed: Iterable[Allowed]
) -> Outcome:
    """Compare all that a step hands over."""
    outcome, allowed = Outcome(step), tuple(allowed)
    for one in said:
        if isinstance(one, Note):
            outcome.notes.append(one.text)
        else:
            _judge(outcome, one, normalise, allowed)
    return outcome


def _judge(
    outcome: Outcome, pair: Pair, normalise: Normaliser, allowed: tuple[Allowed, ...]
) -> None:
    outcome.compared += pair.counts
    diff = difference(normalise(pair.old), normalise(pair.new))
    if not diff:
        return
    if not pair.counts:
        outcome.notes += [f"{pair.name} differs, which does not count:", *diff]
        return
    changed = [line for line in diff[2:] if line[:1] in "+-"]
    reasons = [_reason(f"{outcome.step}/{pair.name}", line, allowed) for line in changed]
    outcome.excused += sorted({f"{pair.name}: {reason}" for reason in reasons if reason})
    if not all(reasons):
        outcome.differing[pair.name] = diff


def _reason(place: str, line: str, allowed: tuple[Allowed, ...]) -> str:
    return next((one.reason for one in allowed if one.covers(place, line)), "")


def difference(old: str, new: str) -> list[str]:
    """The unified diff of two texts, line by line; nothing where they are the same."""
    if old == new:
        return []
    lines = [[_visible(line) for line in text.split("\n")] for text in (old, new)]
    return list(unified_diff(*lines, "old", "new", lineterm="", n=2))


def _visible(line: str) -> str:
    """A line with what else would not be seen in a terminal, or act on it."""
    return "".join(c if c.isprintable() or c == "\u00a0" else repr(c)[1:-1] for c in line)
