"""``namndkoll granska FIL``: any nämnd's finished report held against its own tables' rules."""

import sys
import textwrap
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from tui.checks.discovery.discover import MAX_CELLS, Discovery
from tui.checks.discovery.findings import rule_text, unproven
from tui.checks.foreign_report import CheckedReport, checked_report, held_together
from tui.cli.parser import UsageError
from tui.domain.finding import IMPORTANT
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
from tui.svenska.format import amount, clean, count

ERROR_EXISTS = 1
# What is done sooner than this needs no word of how far it has come.
_PATIENCE, _OFTEN = 1.0, 0.2
_MOST_ROWS = 8


def run(args: Namespace, width: int | None) -> tuple[str, int]:
    """What to write of the files, and the exit status. Raises UsageError.

    With ``--regler`` the rules that were found are listed instead of what breaks them, with
    ``--pastaenden`` what the text says in figures.
    """
    reports = held_together([_checked(Path(file)) for file in args.words])
    if args.skarm:
        return _on_screen(reports[0])
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


def _on_screen(report: CheckedReport) -> tuple[str, int]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("Flaggan --skarm behöver en terminal; utan den skrivs fynden ut.")
    from tui.screen.report_app import show_report  # Textual: no other command without a screen

    show_report(report)
    return "", 0


def _checked(file: Path) -> CheckedReport:
    shown = _ProgressLine(clean(file.name))
    try:
        return checked_report(read_report(file), shown.tell)
    except ReadError as error:
        raise UsageError(error.sentence) from None
    except KeyboardInterrupt:
        shown.clear()
        print(f"Granskningen av {clean(file.name)} avbröts.", file=sys.stderr)
        raise
    finally:
        shown.clear()


class _ProgressLine:
    """How far a long check has come, on one line of a terminal."""

    def __init__(self, name: str) -> None:
        self._name, self._told, self._width = name, time.monotonic(), 0

    def tell(self, done: int, all_: int) -> None:
        now = time.monotonic()
        if now - self._told < (_OFTEN if self._width else _PATIENCE) or not sys.stderr.isatty():
            return
        self._told = now
        line = f"{self._name}: {100 * done // max(1, all_)} procent granskat … (Ctrl+C avbryter)"
        self._width = max(self._width, len(line))
        print(f"\r{line:<{self._width}}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._width:
            print(f"\r{'':<{self._width}}\r", end="", file=sys.stderr, flush=True)
            self._width = 0


def _claims(report: CheckedReport) -> Iterator[ClaimItem]:
    for one in report.verdicts:
        claim, address = one.claim, one.address
        parts = () if address is None else (address.table, address.row, address.column)
        place = "/".join(part for part in parts if part)
        yield ClaimItem(
            claim.text, claim.value, claim.unit, claim.row_in_file, one.utfall,
            one.should, place, report.name, one.reason,
        )  # fmt: skip


def _findings_text(report: CheckedReport, width: int | None) -> str:
    narrow = min(width or WIDTH, WIDTH)
    lines = [clean(report.name), _head(report)]
    if report.left_out:
        rows = "; ".join(f"”{row}”" for row in report.left_out[:_MOST_ROWS])
        more = len(report.left_out) - _MOST_ROWS
        rows += f" och {count(more, 'rad', 'rader')} till" if more > 0 else ""
        lines += _filled(
            f"Går inte att dela upp säkert i kolumner och är inte med: {rows}.", narrow
        )
    for table in report.tables:
        if table.discovery.is_too_large:
            lines += _filled(
                f"{table.name} har fler än {amount(Decimal(MAX_CELLS))} tal och prövas inte.",
                narrow,
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


def _head(report: CheckedReport) -> str:
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


def _rules_text(reports: Sequence[CheckedReport], width: int | None) -> str:
    lines: list[str] = []
    for report in reports:
        lines += [*([""] if lines else []), clean(report.name), _head(report)]
        for table in report.tables:
            lines += ["", clean(table.name)]
            for text in _told_of_rules(table.discovery):
                lines += _filled(text, min(width or WIDTH, WIDTH))
    return "\n".join(lines) + "\n"


def _told_of_rules(discovery: Discovery) -> Iterator[str]:
    yield from (f"{rule_text(discovery, rule)}." for rule in discovery.rules)
    if not discovery.rules:
        alone = len(discovery.grid.columns) == 1
        yield "Inga regler funna" + (": en enda kolumn med tal bevisar ingen." if alone else ".")
    yield from (f"Ingen regel funnen för {name.removesuffix('.')}." for name in unproven(discovery))


def _rules_json(reports: Sequence[CheckedReport]) -> str:
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
