"""Documents and tables to print in the tests, and a store that holds them in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from tests.malls import DRIFT_PARTS
from tests.tables import begun, register
from tui.domain.calculation import Calculation, Context
from tui.domain.document import Document
from tui.domain.finding import FileError
from tui.domain.period import Period
from tui.domain.settings import Settings
from tui.domain.table import Column, Row, Table
from tui.domain.value import Value
from tui.report.sheets import Sheet
from tui.workspace import Workspace

PARTS = Document(
    "2024-delar",
    "Delårsbokslut 2024",
    "delarsbokslut",
    Period(date(2024, 1, 1), date(2024, 8, 31)),
    status="beslutad",
)
UTKAST = replace(PARTS, id="2024-delar-utkast", status="utkast")

# Budget, prognos, utfall, förra årets utfall; then the printed avvikelse and diff.
DRIFT_2024 = {
    "intakter": (31417, 31417, 20995, 11646, 0, 9349),
    "personal": (-158695, -155695, -100092, -82243, 3000, -17849),
    "lokalhyror": (-17416, -17416, -11845, -7893, 0, -3952),
    "kop_av_tjanster": (-62376, -68376, -52021, -45195, -6000, -6826),
    "ovriga_kostnader": (-38013, -40013, -27036, -22366, -2000, -4670),
    "kostnader": (-276500, -281500, -190994, -157698, -5000, -32296),
    "nettokostnader": (-245082, -250082, -169998, -146052, -5000, -23946),
    "kommunbidrag": (245082, 245082, 163388, 149365, 0, 14023),
    "finansnetto": (0, 0, -2, -6, 0, 4),
    "resultat": (0, -5000, -6612, 3307, -5000, -9919),
}
TRYCKTA_HEADINGS = {
    "budget": "Budget 2024",
    "prognos": "Prognos helår 2024",
    "avvikelse": "Avv. prognos/budget 2024",
    "utfall": "Delårsbokslut 2024",
    "foregaende": "Delårsbokslut 2023",
    "diff": "Diff. utfall 2023/2024",
}


def _drift_row(row: Row) -> Row:
    name = ("budget", "prognos", "utfall", "foregaende", "avvikelse", "diff")
    number = dict(zip(name, map(Decimal, DRIFT_2024[row.id]), strict=True))
    computed = name if row.kind == "summa" else ("avvikelse", "diff")
    return replace(
        row,
        cells={k: v for k, v in number.items() if k not in computed},
        tryckt={k: v for k, v in number.items() if k in computed},
    )


DRIFT = begun(
    "drift",
    DRIFT_PARTS,
    "Drift",
    "tkr",
    tuple(replace(k, heading=TRYCKTA_HEADINGS.get(k.id, k.heading)) for k in DRIFT_PARTS.columns),
    tuple(_drift_row(row) for row in DRIFT_PARTS.rows),
    source="Delårsbokslut 2024, Ekonomi, Drift",
    heading_label="Belopp i tkr",
)


def table(template: Table, *rows: Row, id: str = "", **field: object) -> Table:
    """A table of a declared kind with rows of one's own."""
    return begun(
        id or template.id.split(".")[1],
        template,
        str(field.get("rubrik", template.heading)),
        str(field.get("enhet", template.unit)),
        template.columns,
        rows or template.rows,
        footnotes=field.get("fotnoter", {}),  # type: ignore[arg-type]
        note=str(field.get("not_", "")),
        heading_label=template.heading_label,
    )


def sheet(table: Table, document: Document = PARTS, **siblings: Table) -> Sheet:
    """A sheet with one table, and other tables that its rules may look at."""
    context = Context(siblings, Settings(), document.period, document.locked)
    return Sheet(document, Calculation(table, context))


def text_template(*columns: str) -> Table:
    """A kind of table with columns of text only."""
    return register("t.t", "mal", "Tabell", "Rad", *(Column(k, k.title(), "text") for k in columns))


def cell(value: Value, column: Column | None = None, **row: object) -> Sheet:
    """A sheet with a single cell, in the column "k" of the row "r"."""
    column = replace(column or Column("k", "K", "tal", decimals=None), id="k")
    template = register("t.t", "mal", "Tabell", "Rad", column)
    cells = {} if value is None else {"k": value}
    return sheet(table(template, Row("r", "Rad", cells=cells, **row)), UTKAST)  # type: ignore[arg-type]


HOSTILE_ONES = (
    "\x1b[31mröd\x1b]0;titel\x07",
    "[@click=app.bell]klicka[/]",
    '=HYPERLINK("http://ond.example";"klicka")',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "| --- | --- |",
    "rad 1\nrad 2\r\nrad 3\u2028rad 4",
    "\u202eomvänd\u202c och\u200b dold \x9b31m",
    "a;b;\"c\";'d'",
    "**fet** _kursiv_ `kod` [l](javascript:1) ~~bort~~ # rubrik &lt;b&gt; \\",
    "-1+1|cmd",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "\ue000\ue000 x",
)
HOSTILE = table(
    text_template("ett", "tva"),
    *(
        Row(f"r{i}", bad, "summa" if i % 2 else "post", cells={"ett": bad, "tva": f"x{bad}"})
        for i, bad in enumerate(HOSTILE_ONES)
    ),
    rubrik=HOSTILE_ONES[3],
    enhet=HOSTILE_ONES[0],
    fotnoter={"*": HOSTILE_ONES[3], "-": HOSTILE_ONES[5]},
    not_=HOSTILE_ONES[0] + HOSTILE_ONES[6],
)
HOSTILE_DOCUMENT = replace(PARTS, name=HOSTILE_ONES[0] + HOSTILE_ONES[3])
HOSTILE_SHEET = sheet(HOSTILE, HOSTILE_DOCUMENT)


@dataclass
class MemoryLayer:
    """What ``Store`` gives, out of memory."""

    document_: tuple[Document, ...] = (PARTS,)
    tabs: Mapping[tuple[str, str], tuple[Table, ...]] = field(
        default_factory=lambda: {("2024-delar", "drift"): (DRIFT,)}
    )
    error: tuple[FileError, ...] = ()
    latest: str = ""

    def document(self) -> tuple[tuple[Document, ...], tuple[FileError, ...]]:
        """The documents, and every fault that there is."""
        return self.document_, self.error

    def tab(self, doc_id: str, tab_id: str) -> tuple[tuple[Table, ...], tuple[FileError, ...]]:
        """A tab's tables."""
        return self.tabs.get((doc_id, tab_id), ()), ()

    def settings(self) -> tuple[Settings, tuple[FileError, ...]]:
        """The settings."""
        return Settings(last_document=self.latest), ()


def area(*document: Document) -> Workspace:
    """A workspace where every document has the drift table."""
    return Workspace({d.id: d for d in document}, {(d.id, "drift"): (DRIFT,) for d in document})
