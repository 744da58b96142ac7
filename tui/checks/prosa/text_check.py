"""A report's whole text (*text*) against its document's tables: findings, each with its line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from tui.checks.neighbours import Neighbour
from tui.checks.prosa.claim import DIRECTION, TextSource
from tui.checks.prosa.find import MAX_CLAIMS
from tui.checks.prosa.material import DocumentTables, Underlag
from tui.checks.prosa.verdict import Tried, prosa_finding, text_place
from tui.checks.time_points import impossible_date
from tui.domain.document import Document
from tui.domain.finding import Address, Finding
from tui.svenska.format import clean, count

LEAST_EQUAL = 2


def underlag(head: Document, neighbours: Mapping[str, Neighbour]) -> Underlag:
    """What a text of a document is held against: its tables, and those of the others."""
    change = tuple(
        DocumentTables(other, tuple(calculations.values()))
        for other, calculations in neighbours.values()
        if other.id not in (head.id, head.base) and other.base != head.id
    )
    return Underlag(head, tuple(neighbours[head.id][1].values()), change)


def text_finding(
    document: Document, source: TextSource, verdicts: Sequence[Tried]
) -> Iterator[tuple[Finding, int]]:
    """The findings of a text, each once, with the line, from 1, that it is on."""
    yield from dict.fromkeys(_prosa_finding(document, verdicts))
    for nr, row in enumerate(source.rows, 1):
        for day in dict.fromkeys(impossible_date(row)):
            sentence = f"{text_place(source.file, nr)}: {day} är en dag som inte finns."
            yield Finding(Address(document.id), "kedja", "fel", day, None, sentence), nr


def _prosa_finding(document: Document, verdicts: Sequence[Tried]) -> Iterator[tuple[Finding, int]]:
    for verdict in verdicts:
        if verdict.utfall == "avviker":
            yield _i(document, prosa_finding(verdict)), verdict.claim.row_in_file


def remark(document: Document, file: str, sentence: str) -> Finding:
    """What is to be said of a text as a whole; another sentence is another finding."""
    said = f"{file}: {sentence}"
    return Finding(Address(document.id), "text", "bör ses över", said, None, sentence)


def own_source(source: TextSource, file: str, files: Sequence[str]) -> TextSource:
    """One of a document's texts, called by its path where another of them has the same name."""
    equal = sum(_file_name(other) == _file_name(file) for other in files)
    return replace(source, file=clean(file)) if equal >= LEAST_EQUAL else source


def _file_name(file: str) -> str:
    return file.replace("\\", "/").rpartition("/")[2]


def shortening(source: TextSource, verdicts: Sequence[Tried]) -> tuple[str, ...]:
    """A sentence where the text has more claims than are judged, none where it has not."""
    figures = [verdict.claim for verdict in verdicts if verdict.claim.unit != DIRECTION]
    if len(figures) < MAX_CLAIMS:
        return ()
    cap, last = count(MAX_CLAIMS, "påstående", "påståenden"), figures[-1]
    return (
        f"{source.file}: högst {cap} prövas i en text; vad som står efter ”{last.text}” på rad"
        f" {last.row_in_file} är inte prövat.",
    )


def _i(document: Document, finding: Finding) -> Finding:
    """The finding as one of the text's document, even where another document has the figure."""
    if finding.address.document == document.id:
        return finding
    return replace(finding, address=Address(document.id))


def without_duplicates(
    out_of_tables: Sequence[Finding], out_of_text: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The tables' findings without figures "ur texten" that the text itself is found to say."""
    said = {_number(f) for f in out_of_text}
    return tuple(f for f in out_of_tables if f.kind != "prosa" or _number(f) not in said)


def _number(finding: Finding) -> tuple[str, str, str]:
    """The document and the figures of a finding, without their signs."""
    said, should = (str(v).removeprefix("-") for v in (finding.said, finding.should))
    return finding.address.document, said, should
