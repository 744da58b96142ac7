"""What is said before a document is decided: what will be found in it, and what is not done."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tui.checks.foresight import Foreseen
from tui.domain.document import Document
from tui.domain.finding import SEVERITY_ORDER, Finding, Severity
from tui.domain.symbols import FINDING_SIGN
from tui.domain.table import Row, Table
from tui.svenska.format import count

COUNTED: Mapping[Severity, tuple[str, str]] = {
    "fel": ("fel", "fel"),
    "bör ses över": ("att se över", "att se över"),
    "saknas": ("sak som saknas", "saker som saknas"),
    "avrundning": ("avrundning", "avrundningar"),
}
MOST_NAMED = 6


def foresight_lines(
    own: Sequence[Finding],
    now: Sequence[Finding],
    foreseen: Foreseen,
    names: Mapping[str, Document],
) -> Iterator[str]:
    """Every finding that there will be: what the decision brings, what is there already, the mere
    roundings, what other documents get by it, and last all that the draft lacks ``now``.

    ``own`` are the document's after the decision, worst first.
    """
    if own or foreseen.elsewhere:
        yield from _found(own, now, foreseen, names)
    else:
        yield "Granskningen hittar ingenting i dokumentet så som det beslutas."
    yield from _section("Saknas nu, och beslutas som det står", lacking(now))


def lacking(now: Sequence[Finding]) -> list[Finding]:
    """What is still to be filled in."""
    return [f for f in now if f.severity == "saknas"]


def _found(
    own: Sequence[Finding],
    now: Sequence[Finding],
    foreseen: Foreseen,
    names: Mapping[str, Document],
) -> Iterator[str]:
    there = {(f.address, f.sentence) for f in now}
    blank = {(f.address, f.sentence) for f in lacking(now)}
    told = [f for f in own if (f.address, f.sentence) not in blank]
    important = [f for f in told if f.severity != "avrundning"]
    new = [f for f in important if (f.address, f.sentence) not in there]
    left = [f for f in important if (f.address, f.sentence) in there]
    yield f"Efter beslutet finns {_in_words(own)} i dokumentet:"
    yield from _section("Nya med beslutet", new)
    yield from _section("Finns redan", left)
    yield from _section("Avrundningar", [f for f in own if f.severity == "avrundning"])
    yield from _elsewhere(foreseen, names)


def _elsewhere(foreseen: Foreseen, names: Mapping[str, Document]) -> Iterator[str]:
    """What is new in other documents; what says the same as the above only by its number."""
    repeated = foreseen.repeated
    others = [f for f in foreseen.elsewhere if f not in repeated]
    again = Counter(f.address.document for f in foreseen.elsewhere if f in repeated)
    if others or again:
        yield ""
        yield "I andra dokument:"
    for id_, number in again.items():
        same = count(number, "skillnaden", "skillnaderna")
        yield f"  {names[id_].name}: {same} ovan sägs där också."
    for finding in others:
        yield f"{_sign(finding)} {names[finding.address.document].name}: {finding.sentence}"


def _section(heading: str, findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield ""
        yield f"{heading} ({len(findings)})"
        yield from (f"{_sign(f)} {f.sentence}" for f in findings)


def _sign(finding: Finding) -> str:
    return FINDING_SIGN[finding.severity][0]


def _in_words(findings: Sequence[Finding]) -> str:
    numbers = Counter(f.severity for f in findings)
    parts = [count(numbers[s], *COUNTED[s]) for s in SEVERITY_ORDER if numbers[s]]
    return " och ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "inga fynd"


def hollow_line(document: Document) -> str:
    """What is said of a document that has nothing of its own."""
    return f"{document.name} är tomt: ingenting är ifyllt i det utöver det som togs över."


def missing_lines(missing: Sequence[Finding], headings: Mapping[str, str]) -> Iterator[str]:
    """What is said of the tables that have figures left to fill in, if there are any.

    ``headings`` are the tables' by id.
    """
    names = [*dict.fromkeys(headings[f.address.table] for f in missing)]
    if names:
        tables = count(len(names), "tabell", "tabeller")
        yield f"{tables} saknar tal som ska fyllas i: {_first(names)}."


def partial_lines(number: int) -> Iterator[str]:
    """What is said of so many sums that are not whole, if there are any."""
    if number:
        sums = count(number, "ofullständig summa", "ofullständiga summor")
        yield f"{sums} trycks inte: tal saknas i någon del."


def _first(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" och {more} till" if more > 0 else "")


def untouched_lines(texts: Sequence[tuple[Table, Row]]) -> Iterator[str]:
    """What is said of texts that came as drafts and stand as they came, if there are any."""
    if texts:
        names = [*dict.fromkeys(f"{row.label} ({table.heading})" for table, row in texts)]
        stand = count(len(texts), "text står", "texter står")
        yield f"{stand} kvar som utkast ur ett tidigare dokument, orörda: {_first(names)}."
