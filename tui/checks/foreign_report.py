"""A finished report held against itself: its tables' own rules, each other, and its text.

It needs nothing but the file's content: no documents, no settings, no knowledge of the nämnd.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.checks.discovery.bridges import NamedTable, table_bridges
from tui.checks.discovery.discover import discover
from tui.checks.discovery.failing_sums import failing_sum_findings
from tui.checks.discovery.findings import discovered_findings
from tui.checks.discovery.grid import grid_of
from tui.checks.discovery.groups import group_findings
from tui.checks.plausibility.printed import printed_findings
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.foreign import each_tried, prose_findings
from tui.checks.prosa.verdict import Tried
from tui.domain.block import Block, Content, Paragraph
from tui.domain.finding import Finding

Progress = Callable[[int, int], None]
"""Told how many parts are done, and of how many: tables, and then lines of the text."""


class Stopped(Exception):
    """The check was told to stop."""


class CheckedReport(Struct, frozen=True):
    """A report and what was found of it; ``blocks`` are the tables' own, in the same order.

    ``left_out`` are rows whose figures could be read in several ways, and are not.
    """

    name: str
    tables: tuple[NamedTable, ...]
    blocks: tuple[Block, ...]
    source: TextSource
    verdicts: tuple[Tried, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]


def _silent(_done: int, _all: int) -> None:
    """Nobody looks on."""


def _goes_on() -> bool:
    """Nobody stops it."""
    return False


def checked_report(
    content: Content, progress: Progress = _silent, interrupted: Callable[[], bool] = _goes_on
) -> CheckedReport:
    """The report with what contradicts itself in its tables and in its text. Raises Stopped."""
    source = TextSource(content.name, tuple(_lines(content)))
    blocks = content.blocks
    whole = len(blocks) + len(source.rows)

    def done(parts: int) -> None:
        if interrupted():
            raise Stopped
        progress(parts, whole)

    found: list[tuple[NamedTable, Block]] = []
    for number, table in enumerate(_tables(content)):
        done(number)
        found += [] if table is None else [table]
    tables = tuple(table for table, _ in found)
    verdicts = []
    for verdict in each_tried(source, tables):
        done(len(blocks) + verdict.claim.row_in_file)
        verdicts.append(verdict)
    slips = [slip for table in tables for slip in _slips(table)]
    return CheckedReport(
        content.name,
        tables,
        tuple(block for _, block in found),
        source,
        tuple(verdicts),
        (*slips, *_with_doubt(prose_findings(verdicts), slips)),
        tuple(row for block in blocks for row in block.left_out),
    )


def _with_doubt(told: Iterable[Finding], slips: Sequence[Finding]) -> Iterator[Finding]:
    """What the text is held against may be what is wrong: said where the table itself tells so."""
    wrong = {one.address for one in slips if one.severity == "fel"}
    for one in told:
        sentence = f"{one.sentence.removesuffix('.')}; den cellen är själv troligen fel, se ovan."
        yield replace(one, sentence=sentence) if one.address in wrong else one


def _slips(table: NamedTable) -> list[Finding]:
    """What contradicts itself in a table, each cell once."""
    place = (table.discovery, table.document, table.name)
    every = (*failing_sum_findings(*place), *group_findings(*place), *discovered_findings(*place))
    return list({one.address: one for one in every}.values())


def held_together(reports: Sequence[CheckedReport]) -> list[CheckedReport]:
    """The reports with what their tables say otherwise of one figure, and what is hardly right of
    signs and sizes where nothing else has told of the cell.
    """
    known = {finding.address for report in reports for finding in report.findings}
    bridges = list(table_bridges([table for report in reports for table in report.tables], known))
    return [_with_more(report, bridges) for report in reports]


def _with_more(report: CheckedReport, bridges: Sequence[Finding]) -> CheckedReport:
    own = [one for one in bridges if one.address.document == report.name]
    told = {finding.address for finding in (*report.findings, *own)}
    hardly = (
        one
        for table in report.tables
        for one in printed_findings(table.discovery, table.document, table.name)
        if one.address not in told
    )
    return replace(report, findings=(*report.findings, *own, *hardly))


def _tables(content: Content) -> Iterator[tuple[NamedTable, Block] | None]:
    """Each table under a name of its own; None for one without figures."""
    names: set[str] = set()
    for number, block in enumerate(content.blocks, 1):
        grid = grid_of(block)
        if grid is None:
            yield None
            continue
        name = block.caption or f"tabell {number}"
        name = f"{name} (tabell {number})" if name in names else name
        names.add(name)
        yield NamedTable(content.name, name, discover(grid)), block


def _lines(content: Content) -> Iterator[str]:
    """The running text, a paragraph a line, parted by empty ones; headings are lines too.

    What has paragraphs of its own parts them by two, so that it is not taken for a text that is
    double-spaced; of a plain text each part is but a line.
    """
    between = ("",) if content.name.lower().endswith(".txt") else ("", "")
    for part in content.parts:
        if isinstance(part, Paragraph):
            yield part.text
        yield from between
