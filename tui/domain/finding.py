"""Faults and findings as values with an address (*fel*, *fynd*)."""

from typing import Literal, TypeAlias

from tui.domain.value import Value
from tui.frozen import frozen

Severity: TypeAlias = Literal["fel", "bör ses över", "avrundning"]
SEVERITY_ORDER: tuple[Severity, ...] = ("fel", "bör ses över", "avrundning")


@frozen
class Address:
    """Where a cell stands: document, table, row, column (the last ones may be empty)."""

    document: str
    table: str = ""
    row: str = ""
    column: str = ""


@frozen
class FileError:
    """A file that could not be read: one Swedish sentence that names file and place."""

    file: str
    sentence: str


@frozen
class Finding:
    """A finding: what the document says, what it should be, and one Swedish sentence why."""

    address: Address
    kind: str
    severity: Severity
    said: Value
    should: Value
    sentence: str
