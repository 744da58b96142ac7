"""``namndkoll granska FIL``: any nämnd's finished report held against its own tables' rules."""

import textwrap
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tui.checks.discovery.discover import Discovery, discover
from tui.checks.discovery.findings import discovered_findings, rule_text
from tui.checks.discovery.grid import grid_of
from tui.checks.plausibility.printed import printed_findings
from tui.cli.parser import UsageError
from tui.domain.finding import Finding
from tui.intake.errors import ReadError
from tui.intake.files import read_report
from tui.report.findings import HEADINGS, LEAST, WIDTH, Item, finding_json, summary
from tui.report.writers.json import json_text
from tui.svenska.format import clean, count

ERROR_EXISTS = 1


class _Table(Struct, frozen=True):
    """A table of a file with what was found in it."""

    name: str
    discovery: Discovery
    findings: list[Finding]


def run(args: Namespace, width: int | None) -> tuple[str, int]:
    """What to write of the files, and the exit status. Raises UsageError.

    With ``--regler`` the rules that were found are listed instead of what breaks them.
    """
    read = [(Path(file).name, _tables(file)) for file in args.words]
    findings = [finding for _, tables in read for table in tables for finding in table.findings]
    status = ERROR_EXISTS if any(one.severity == "fel" for one in findings) else 0
    if args.format == "json":
        as_json = _rules_json(read) if args.regler else finding_json([Item(f) for f in findings])
        return as_json, status
    write = _rules_text if args.regler else _findings_text
    narrow = min(width or WIDTH, WIDTH)
    return "\n".join(write(name, tables, narrow) for name, tables in read), status


def _tables(file: str) -> list[_Table]:
    try:
        content = read_report(Path(file))
    except ReadError as error:
        raise UsageError(error.sentence) from None
    tables, names = [], set()
    for number, block in enumerate(content.blocks, 1):
        grid = grid_of(block)
        if grid is None:
            continue
        name = block.caption or f"tabell {number}"
        name = f"{name} (tabell {number})" if name in names else name
        names.add(name)
        discovery = discover(grid)
        tables.append(_Table(name, discovery, _findings(discovery, content.name, name)))
    return tables


def _findings(discovery: Discovery, document: str, table: str) -> list[Finding]:
    """What breaks the table's own rules, and where no rule tells, what is hardly right."""
    found = discovered_findings(discovery, document, table)
    told = {one.address for one in found}
    return found + [
        one for one in printed_findings(discovery, document, table) if one.address not in told
    ]


def _findings_text(name: str, tables: Sequence[_Table], width: int) -> str:
    findings = [finding for table in tables for finding in table.findings]
    lines = [clean(name), _head(tables, findings)]
    for severity in ("fel", "bör ses över"):
        own = [(t, f) for t in tables for f in t.findings if f.severity == severity]
        lines += ["", HEADINGS[severity]] if own else []
        for table, finding in own:
            lines += _filled(f"{table.name}: {finding.sentence}", width)
    return "\n".join(lines) + "\n"


def _head(tables: Sequence[_Table], findings: Sequence[Finding]) -> str:
    if not tables:
        return "Ingen tabell med siffror i filen."
    rules = sum(len(table.discovery.rules) for table in tables)
    read = f"{count(len(tables), 'tabell', 'tabeller')}, {count(rules, 'regel', 'regler')}"
    return f"{summary([finding.severity for finding in findings])[:-1]} ({read})."


def _filled(text: str, width: int) -> list[str]:
    return textwrap.wrap(
        clean(text),
        max(width, LEAST),
        initial_indent="  ",
        subsequent_indent="    ",
        break_on_hyphens=False,
    )


def _rules_text(name: str, tables: Sequence[_Table], width: int) -> str:
    lines = [clean(name), _head(tables, [f for table in tables for f in table.findings])]
    for table in tables:
        lines += ["", clean(table.name)]
        told = [rule_text(table.discovery, rule) for rule in table.discovery.rules]
        for text in told or ["inga regler funna"]:
            lines += _filled(f"{text}.", width)
    return "\n".join(lines) + "\n"


def _rules_json(read: Sequence[tuple[str, Sequence[_Table]]]) -> str:
    return json_text(
        [
            {
                "dokument": name,
                "tabell": table.name,
                "regel": rule_text(table.discovery, rule),
                "stammer": len(rule.support.hits),
                "av": rule.support.tested,
            }
            for name, tables in read
            for table in tables
            for rule in table.discovery.rules
        ]
    )
