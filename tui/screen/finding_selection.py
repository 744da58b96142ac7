"""Which of the shown document's findings stand where: at a cell, on a tab, put aside."""

from collections import Counter
from collections.abc import Mapping

from tui.domain.document import Exemption
from tui.domain.finding import Finding
from tui.domain.register import TEXT
from tui.domain.table import LABEL, Table
from tui.screen.findings import Findings


def has_texts(findings: Findings) -> bool:
    """Whether the shown document has texts to check, or findings of one that it had."""
    return bool(findings.session.document.texts) or findings.loaded_texts is not None


def in_table(findings: Findings, table: str) -> tuple[Finding, ...]:
    """The findings at a table's cells; a text that contradicts a cell is no fault of it."""
    out_of_text = findings.text_lines
    return tuple(f for f in findings.all_() if f.address.table == table and f not in out_of_text)


def at(findings: Findings, table: Table, row: str, column: str) -> tuple[Finding, ...]:
    """The findings at one cell; at a row's label, those of the row.

    What is about the whole table or a whole column stands at its first row.
    """
    first = table.rows[0].id if table.rows else ""
    return tuple(
        f
        for f in in_table(findings, table.id)
        if (f.address.row or first) == row and column in (f.address.column or LABEL, LABEL)
    )


def count_per_tab(findings: Findings) -> Mapping[str, int]:
    """How many important findings there are on each tab, TEXT for those of the text."""
    session, out_of_text = findings.session, findings.text_lines
    tab_for = {t.id: tab for tab in findings.tabs() for t in session.tables(tab)}
    return Counter(
        TEXT if f in out_of_text else tab_for.get(f.address.table, "") for f in findings.important()
    )


def exempted(findings: Findings) -> tuple[tuple[Finding, Exemption], ...]:
    """The findings that are put aside and still stand, with what was written of each."""
    exemption = findings.session.document.exemption
    if not exemption:
        return ()
    from tui.checks.exemptions import finding_key

    found = {finding_key(f): f for f in findings.found()}
    return tuple((found[u.key], u) for u in exemption if u.key in found)
