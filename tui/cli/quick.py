"""``namndkoll granska FIL``: any nämnd's finished report held against its own tables' rules."""

import sys
import textwrap
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from tui.checks.discovery.bridges import NamedTable, table_bridges
from tui.checks.discovery.discover import discover
from tui.checks.discovery.findings import discovered_findings, rule_text
from tui.checks.discovery.grid import grid_of
from tui.checks.plausibility.printed import printed_findings
from tui.checks.prosa.claim import TextSource
from tui.checks.prosa.foreign import claims_tried, prose_findings
from tui.checks.prosa.verdict import Tried
from tui.cli.parser import UsageError
from tui.domain.block import Content, Paragraph
from tui.domain.finding import IMPORTANT, Finding
from tui.intake.errors import ReadError
from tui.intake.files import read_report
from tui.report.findings import (
    HEADINGS,
    LEAST,
    WIDTH,
    ClaimItem,
    Item,
    claim_json,
    claim_text,
    finding_json,
    summary,
)
from tui.report.writers.json import json_text
from tui.svenska.format import clean, count

ERROR_EXISTS = 1
# What is done sooner than this needs no word of how far it has come.
_PATIENCE = 2.0
_MOST_ROWS = 8


class _Report(Struct, frozen=True):
    """A file with its tables and what was found of it."""

    name: str
    tables: list[NamedTable]
    verdicts: list[Tried]
    findings: list[Finding]
    left_out: tuple[str, ...]


def run(args: Namespace, width: int | None) -> tuple[str, int]:
    """What to write of the files, and the exit status. Raises UsageError.

    With ``--regler`` the rules that were found are listed instead of what breaks them, with
    ``--pastaenden`` what the text says in figures.
    """
    reports = [_checked(Path(file)) for file in args.words]
    _add_bridges(reports)
    _add_plausibility(reports)
    findings = [finding for report in reports for finding in report.findings]
    status = ERROR_EXISTS if any(one.severity == "fel" for one in findings) else 0
    as_json = args.format == "json"
    if args.regler:
        return (_rules_json(reports) if as_json else _rules_text(reports, width)), status
    if args.pastaenden:
        items = [item for report in reports for item in _claims(report)]
        return (claim_json(items) if as_json else claim_text(items)), status
    if as_json:
        return finding_json([Item(f) for f in findings]), status
    return "\n".join(_findings_text(report, width) for report in reports), status


def _checked(file: Path) -> _Report:
    try:
        content = read_report(file)
    except ReadError as error:
        raise UsageError(error.sentence) from None
    tables = list(_tables(content))
    source = TextSource(content.name, tuple(_lines(content)))
    verdicts = claims_tried(source, tables)
    findings = [
        finding
        for table in tables
        for finding in discovered_findings(table.discovery, table.document, table.name)
    ]
    left_out = tuple(row for block in content.blocks for row in block.left_out)
    return _Report(content.name, tables, verdicts, [*findings, *prose_findings(verdicts)], left_out)


def _tables(content: Content) -> Iterator[NamedTable]:
    names: set[str] = set()
    blocks = content.blocks
    told = time.monotonic()
    for number, block in enumerate(blocks, 1):
        if time.monotonic() - told > _PATIENCE:
            told = time.monotonic()
            print(f"{content.name}: tabell {number} av {len(blocks)} …", file=sys.stderr)
        grid = grid_of(block)
        if grid is None:
            continue
        name = block.caption or f"tabell {number}"
        name = f"{name} (tabell {number})" if name in names else name
        names.add(name)
        yield NamedTable(content.name, name, discover(grid))


def _lines(content: Content) -> Iterator[str]:
    """The running text, a paragraph a line, parted by empty ones; headings are lines too."""
    for part in content.parts:
        if isinstance(part, Paragraph):
            yield part.text
        yield ""


def _add_bridges(reports: Sequence[_Report]) -> None:
    """What tables of these reports say of the same figure, with the report that comes first."""
    known = {finding.address for report in reports for finding in report.findings}
    tables = [table for report in reports for table in report.tables]
    for finding in table_bridges(tables, known):
        own = next(one for one in reports if one.name == finding.address.document)
        own.findings.append(finding)


def _add_plausibility(reports: Sequence[_Report]) -> None:
    """What is hardly right of signs and sizes, where nothing else has told of the cell."""
    for report in reports:
        told = {finding.address for finding in report.findings}
        for table in report.tables:
            found = printed_findings(table.discovery, table.document, table.name)
            report.findings.extend(one for one in found if one.address not in told)


def _claims(report: _Report) -> Iterator[ClaimItem]:
    for one in report.verdicts:
        claim, address = one.claim, one.address
        parts = () if address is None else (address.table, address.row, address.column)
        place = "/".join(part for part in parts if part)
        yield ClaimItem(
            claim.text, claim.value, claim.unit, claim.row_in_file, one.utfall,
            one.should, place, report.name,
        )  # fmt: skip


def _findings_text(report: _Report, width: int | None) -> str:
    narrow = min(width or WIDTH, WIDTH)
    lines = [clean(report.name), _head(report)]
    if report.left_out:
        rows = "; ".join(f"”{row}”" for row in report.left_out[:_MOST_ROWS])
        more = len(report.left_out) - _MOST_ROWS
        rows += f" och {count(more, 'rad', 'rader')} till" if more > 0 else ""
        lines += _filled(
            f"Går inte att dela upp säkert i kolumner och är inte med: {rows}.", narrow
        )
    for severity in IMPORTANT:
        own = [finding for finding in report.findings if finding.severity == severity]
        lines += ["", HEADINGS[severity]] if own else []
        for finding in own:
            text = finding.sentence
            if finding.kind != "prosa":
                text = f"{finding.address.table}: {text}"
            lines += _filled(text, narrow)
    return "\n".join(lines) + "\n"


def _head(report: _Report) -> str:
    if not report.tables:
        return "Ingen tabell med siffror i filen."
    rules = sum(len(table.discovery.rules) for table in report.tables)
    read = [count(len(report.tables), "tabell", "tabeller"), count(rules, "regel", "regler")]
    tried = sum(one.utfall != "ej_prövad" for one in report.verdicts)
    if report.verdicts:
        read.append(f"{tried} av {count(len(report.verdicts), 'tal', 'tal')} i texten prövade")
    return f"{summary([one.severity for one in report.findings])[:-1]} ({', '.join(read)})."


def _filled(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        clean(text),
        max(width, LEAST),
        initial_indent="  ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )


def _rules_text(reports: Sequence[_Report], width: int | None) -> str:
    lines: list[str] = []
    for report in reports:
        lines += [*([""] if lines else []), clean(report.name), _head(report)]
        for table in report.tables:
            lines += ["", clean(table.name)]
            told = [rule_text(table.discovery, rule) for rule in table.discovery.rules]
            for text in told or ["inga regler funna"]:
                lines += _filled(f"{text}.", min(width or WIDTH, WIDTH))
    return "\n".join(lines) + "\n"


def _rules_json(reports: Sequence[_Report]) -> str:
    return json_text(
        [
            {
                "dokument": report.name,
                "tabell": table.name,
                "regel": rule_text(table.discovery, rule),
                "stammer": len(rule.support.hits),
                "av": rule.support.tested,
            }
            for report in reports
            for table in report.tables
            for rule in table.discovery.rules
        ]
    )
