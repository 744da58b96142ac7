"""Shapes that several tabs share: figures out of the running text, and plain registers."""

from typing import Any

from tui.domain.table import OUT_OF_TEXT, Column, ColumnType, Row, Table


def template(
    id: str,
    tab: str,
    heading: str,
    columns: tuple[Column, ...],
    rows: tuple[Row, ...] = (),
    unit: str = "tkr",
    **more: Any,
) -> Table:
    """A mall: what a new table begins from."""
    return Table(id, "", heading, unit, columns, rows, tab=tab, **more)


def kept(id: str, heading: str, type_: ColumnType, help_: str, **more: Any) -> Column:
    """A column that the next document takes over as it stands."""
    return Column(id, heading, type_, help_=help_, inherit="kvar", **more)


PROSA_FACTS_COLUMNS = (
    kept("avser", "Avser", "text", "Kontogrupp eller område.", role="avser"),
    kept("slag", "Slag", "val", "Vad uppgiften är.", scale="uppgiftsslag", role="slag"),
    Column("varde", "Värde", "tal", decimals=None, help_="Som texten skriver det.", role="varde"),
    kept("enhet", "Enhet", "text", "Enheten i texten.", role="enhet"),
    Column("period", "Period", "text", help_="Den tid som uppgiften gäller.", role="period"),
    kept("avsnitt", "Avsnitt", "text", "Var i dokumentet uppgiften står.", role="avsnitt"),
)


def prosa_facts(id: str, tab: str, heading: str, help_: str) -> Table:
    """A table of figures that stand only in the running text of one section."""
    return template(
        id,
        tab,
        heading,
        PROSA_FACTS_COLUMNS,
        unit="",
        list_=True,
        sign="Tecken och enhet som i texten; underskott −, överskott +.",
        heading_label="Uppgift",
        help_=help_,
        subject=OUT_OF_TEXT,
    )


def register(id: str, tab: str, heading: str, label: str, *columns: Column) -> Table:
    """A plain register of texts: a list with a label and some columns."""
    return template(
        id,
        tab,
        heading,
        columns,
        unit="",
        list_=True,
        heading_label=label,
        help_=f"{heading}, som dokumentet anger.",
        subject=id.partition(".")[2],
    )


COMMENT = Column(
    "kommentar",
    "Kommentar",
    "langtext",
    help_="Din kommentar till raden, för rapporten.",
    always=True,
    inherit="utkast",
    role="kommentar",
)
