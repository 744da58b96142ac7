"""Faults and findings as values with an address (*fel*, *fynd*)."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from msgspec import Struct

from tui.domain.value import Value

Severity: TypeAlias = Literal["fel", "bör ses över", "saknas", "avrundning"]
SEVERITY_ORDER: tuple[Severity, ...] = ("fel", "bör ses över", "saknas", "avrundning")
IMPORTANT: tuple[Severity, ...] = ("fel", "bör ses över")
"""What is or may be wrong. What is still to be filled in, and mere rounding, is told apart."""


class Address(Struct, frozen=True):
    """Where a cell stands: document, table, row, column (the last ones may be empty)."""

    document: str
    table: str = ""
    row: str = ""
    column: str = ""


class FileError(Struct, frozen=True):
    """A file that could not be read: one Swedish sentence that names file and place."""

    file: str
    sentence: str


class Finding(Struct, frozen=True):
    """A finding: what the document says, what it should be, and one Swedish sentence why.

    ``others`` are the other cells that it may be about, each with the value that would heal.
    """

    address: Address
    kind: str
    severity: Severity
    said: Value
    should: Value
    sentence: str
    others: tuple[tuple[Address, Value], ...] = ()


def ordered(finding: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, otherwise in the order of the document."""
    return tuple(sorted(finding, key=lambda f: SEVERITY_ORDER.index(f.severity)))
