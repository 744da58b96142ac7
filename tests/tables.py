"""Malls and tables that tests make up."""

from collections.abc import Sequence
from typing import Any

from tui.domain.table import Column, Row, Table, table_from


def mall(
    id: str,
    tab: str,
    heading: str,
    columns: Sequence[Column],
    rows: Sequence[Row] = (),
    unit: str = "tkr",
    **more: Any,
) -> Table:
    """What a new table begins from."""
    return Table(id, "", heading, unit, tuple(columns), tuple(rows), tab=tab, **more)


def begun(
    id: str,
    form: Table,
    heading: str,
    unit: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    **more: Any,
) -> Table:
    """A table of a document that began from a mall."""
    own = {"heading": heading, "unit": unit, "columns": tuple(columns), "rows": tuple(rows)}
    return table_from(form, id, **own, **more)


def register(id: str, tab: str, heading: str, label: str, *columns: Column) -> Table:
    """A plain register of texts: a list with a label and some columns."""
    return mall(id, tab, heading, columns, unit="", list_=True, heading_label=label)
