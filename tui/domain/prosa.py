"""Two shapes that several tabs share: figures out of the running text, and plain registers."""

from tui.domain.inheritance import LEFT, UTKAST
from tui.domain.table import Column, Template

PROSA_FACTS_COLUMNS = (
    Column("avser", "Avser", "text", help_="Kontogrupp eller område.", inheritance=LEFT),
    Column(
        "slag", "Slag", "val", scale="uppgiftsslag", help_="Vad uppgiften är.", inheritance=LEFT
    ),
    Column("varde", "Värde", "tal", decimals=None, help_="Som texten skriver det."),
    Column("enhet", "Enhet", "text", help_="Enheten i texten.", inheritance=LEFT),
    Column("period", "Period", "text", help_="Den tid som uppgiften gäller."),
    Column(
        "avsnitt", "Avsnitt", "text", help_="Var i dokumentet uppgiften står.", inheritance=LEFT
    ),
)


def prosa_facts(id: str, tab: str, heading: str, help_: str) -> Template:
    """A table of figures that stand only in the running text of one section."""
    return Template(
        id,
        tab,
        heading,
        PROSA_FACTS_COLUMNS,
        unit="",
        list_=True,
        sign="Tecken och enhet som i texten; underskott −, överskott +.",
        heading_label="Uppgift",
        help_=help_,
        out_of_text=True,
    )


def register(id: str, tab: str, heading: str, label: str, *columns: Column) -> Template:
    """A plain register of texts: a list with a label and some columns."""
    return Template(
        id,
        tab,
        heading,
        columns,
        unit="",
        list_=True,
        heading_label=label,
        help_=f"{heading}, som dokumentet anger.",
    )


COMMENT = Column(
    "kommentar",
    "Kommentar",
    "langtext",
    help_="Din kommentar till raden, för rapporten.",
    always=True,
    inheritance=UTKAST,
)
