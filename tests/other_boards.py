"""Tables of other nämnder, with invented figures, each made of an empty one by the form's own acts.

What is typed here is what a user types: headings, labels, rules in the words of the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tui.domain.calculation import Calculation, Context
from tui.domain.period import from_new_year
from tui.domain.reshape import free_key
from tui.domain.reshaped import Reshaped, with_column_as, with_new_column, with_new_row, with_row_as
from tui.domain.table import Column, Row, Table
from tui.domain.value import Mark, Value
from tui.screen.views.form_entry import with_heading, with_typed_row_rule

PERIOD = from_new_year(2031, 10)
START = Table(
    "egen", "", "Egen tabell", "mnkr", (Column("belopp", "Belopp"),), (Row("rad_1", ""),),
    tab="drift", list_=True,
)  # fmt: skip


@dataclass
class Maker:
    """A table that is being made."""

    table: Table
    locked: bool = False

    @property
    def calculation(self) -> Calculation:
        """What the table gives."""
        return Calculation(self.table, Context({}, period=PERIOD, locked=self.locked))

    def take(self, answer: Reshaped) -> None:
        """Go on with what was asked for, which must not be refused."""
        assert isinstance(answer, Table), answer
        self.table = answer

    def column(self, heading: str, rule: str = "", **form: Any) -> str:
        """One more column, the first in place of the one that an empty table has; its key."""
        key = self.table.columns[0].id
        if self.table.columns[0].heading != "Belopp":
            key = free_key("", self.table.column_index, "kolumn")
            new = Column(key, "Ny kolumn", decimals=1)
            self.take(with_new_column(self.calculation, new, len(self.table.columns)))
        self.take(with_heading(self.calculation, key, heading))
        form = {"decimals": 1, **form}
        self.take(with_column_as(self.calculation, replace(self.table.column(key), **form)))
        if rule:
            self.take(with_heading(self.calculation, key, rule))
        return key

    def row(self, label: str, *values: str, under: str = "", rule: str = "", **form: Any) -> str:
        """One more row with its figures in the columns that are typed in; its key."""
        table = self.table
        key = table.rows[0].id
        if table.rows[0].label:
            key = free_key("", table.index, "rad")
            self.take(with_new_row(self.calculation, Row(key, ""), len(table.rows)))
        parent = next((r.id for r in self.table.rows if r.label == under), None) if under else None
        row = replace(self.table.row(key).with_cell("etikett", label), parent=parent)
        self.table = self.table.with_row(row)
        self.take(with_row_as(self.calculation, replace(row, **form)))
        if rule:
            self.take(with_typed_row_rule(self.calculation, key, rule))
        entered = [c for c in self.table.columns if not c.computed]
        for column, text in zip(entered, values, strict=False):
            self.table = self.table.with_row(self.table.row(key).with_cell(column.id, value(text)))
        return key

    def gather(self, labels: Sequence[str], under: str) -> None:
        """Rows put under another one, which stands after them."""
        parent = next(r.id for r in self.table.rows if r.label == under)
        for label in labels:
            row = next(r for r in self.table.rows if r.label == label)
            self.take(with_row_as(self.calculation, replace(row, parent=parent)))

    def rule(self, label: str, rule: str) -> None:
        """A rule typed in a label."""
        key = next(r.id for r in self.table.rows if r.label == label)
        self.take(with_typed_row_rule(self.calculation, key, rule))


def value(text: str) -> Value:
    """What a typed figure is; nothing for a blank."""
    if not text:
        return None
    if text == "–":
        return Mark.DASH
    return Decimal(text.replace(",", ".").replace("−", "-"))


def made(unit: str = "mnkr", heading: str = "Egen tabell", sign: str = "") -> Maker:
    """An empty table, named."""
    return Maker(replace(START, unit=unit, heading=heading, sign=sign))


def result_per_unit() -> Maker:
    """Eight units in three nämnder, a sum each and a grand total: two rules on a cell."""
    m = made(heading="Resultat per verksamhet", sign="Intäkter +, kostnader −.")
    m.column("Intäkter 2031", role="belopp")
    m.column("Kostnader 2031", role="kostnad")
    m.column("Nettokostnad 2031", "=intäkter 2031 + kostnader 2031")
    m.column("Budget 2031", role="budget")
    m.column("Avvikelse", "=nettokostnad 2031 - budget 2031", role="avvikelse")
    figures = {
        "Gator": "2,1 −10,4 −9,0", "Parker": "0,4 −5,1 −4,5", "Summa tekniska": "",
        "Bibliotek": "0,5 −6,0 −5,6", "Kulturskola": "0,9 −4,4 −3,6", "Simhall": "3,0 −7,2 −4,0",
        "Summa kultur": "", "Bygglov": "4,4 −6,1 −1,9", "Kartor": "0,3 −2,2 −2,0",
        "Tillsyn": "1,2 −3,3 −2,2", "Summa bygg": "", "Totalt": "",
    }  # fmt: skip
    for label, line in figures.items():
        m.row(label, *line.split())
    m.gather(("Gator", "Parker"), "Summa tekniska")
    m.gather(("Bibliotek", "Kulturskola", "Simhall"), "Summa kultur")
    m.gather(("Bygglov", "Kartor", "Tillsyn"), "Summa bygg")
    for label in ("Summa tekniska", "Summa kultur", "Summa bygg"):
        m.rule(label, "=summa(raderna under)")
    m.rule("Totalt", "=Summa tekniska + Summa kultur + Summa bygg")
    return m


def reversed_signs() -> Maker:
    """Income negative, cost positive, avvikelse = budget − utfall; a zero and a blank."""
    m = made("tkr", "Drift", "Intäkter −, kostnader +. Avvikelse = budget − utfall, plus = bättre.")
    m.column("Budget", decimals=0, role="budget")
    m.column("Utfall", decimals=0, role="utfall")
    m.column("Avvikelse", "=budget-utfall", decimals=0, role="avvikelse", assessed_by="avvikelse")
    m.row("Avgifter", "−1200", "−1085", role="intakt")
    m.row("Bidrag", "−300", "−250", role="intakt")
    m.row("Löner", "5400", "4610", role="kostnad")
    m.row("Lokaler", "900", "760", role="kostnad")
    m.row("Övrigt", "0", "", role="kostnad")
    m.row("Netto", rule="=avgifter + bidrag + löner + lokaler + övrigt", role="netto")
    return m


def outgoings_and_income() -> Maker:
    """U/I pairs, per year and over four years; "–" for none."""
    m = made(heading="Investeringar", sign="Utgifter −, inkomster +.")
    for year in range(2031, 2035):
        m.column(f"{year} U", year=year - 2031)
        m.column(f"{year} I", year=year - 2031)
    m.column("Summa U", "=summa(2031 U; 2032 U; 2033 U; 2034 U)")
    m.column("Summa I", "=2031 I + 2032 I + 2033 I + 2034 I")
    m.column("Netto", "=summa u + summa i")
    m.row("Investeringar", kind="summa")
    m.row(
        "Ny simhall",
        *["−40,0", "10,0", "−62,5", "12,5", "−8,0", "–", "–", "–"],
        under="Investeringar",
    )
    m.row("Bokbuss", *["−2,4", "–", "–", "0,3", "–", "–", "–", "–"], under="Investeringar")
    m.rule("Investeringar", "=summa(raderna under)")
    return m


def period_beside_year() -> Maker:
    """The period's and the year's, each with its own avvikelse of the same heading."""
    m = made("tkr", "Månadsuppföljning", "Intäkter +, kostnader −.")
    m.column("Utfall jan–okt", decimals=0)
    m.column("Budget jan–okt", decimals=0)
    m.column("Avvikelse", "=utfall jan–okt − budget jan–okt", decimals=0)
    m.column("Årsprognos", decimals=0, role="prognos")
    m.column("Årsbudget", decimals=0, role="budget")
    m.column("Avvikelse", "=årsprognos − årsbudget", decimals=0, role="avvikelse")
    m.row("Intäkter", "810", "790", "980", "950", role="intakt")
    m.row("Personal", "−6120", "−6000", "−7350", "−7200", role="kostnad")
    m.row("Lokaler", "−1010", "−1000", "−1200", "−1200", role="kostnad")
    m.row("Netto", rule="=intäkter + personal + lokaler", role="netto")
    return m


def bridge() -> Maker:
    """From a frame by changes up and down to the new one, over three years; some cells blank."""
    m = made(heading="Ram", sign="Ökning +, minskning −.")
    for year in range(3):
        m.column(f"{2032 + year}", role="ram", year=1 + year)
    m.row("Ram året före", "120,4", "124,1", "126,3")
    m.row("Förändringar", kind="summa")
    m.row("Index", "2,6", "2,7", "2,8", under="Förändringar")
    m.row("Nytt bibliotek", "1,9", "", "0,4", under="Förändringar")
    m.row("Effektivisering", "−0,8", "−0,5", "", under="Förändringar")
    m.rule("Förändringar", "=summa(raderna under)")
    m.row("Ny ram", rule="=ram året före + förändringar")
    return m


def five_years() -> Maker:
    """The same figures over five years, and their change in per cent."""
    m = made("antal", "Besök", "Antal utan minus.")
    for year in range(2027, 2032):
        m.column(str(year), type_="tal", decimals=0, role="antal", year=year - 2031)
    m.column("Förändring %", "=förändring(2031; 2030)", type_="procent")
    m.row("Bad", "41200", "38850", "12040", "35600", "40120")
    m.row("Is", "15300", "16020", "4100", "14980", "15510")
    m.row("Totalt", rule="=bad + is")
    return m


def one_column() -> Maker:
    """One column only, with a therein row that no sum counts."""
    m = made(heading="Resultat per verksamhet (mnkr)", sign="Plus är överskott.")
    m.column("Resultat", role="avvikelse")
    m.row("Förskola", "−3,2", under="")
    m.row("därav vikarier", "−1,1", kind="darav", under="Förskola")
    m.row("Grundskola", "1,4")
    m.row("Gymnasium", "0,6")
    m.row("Summa", rule="=förskola + grundskola + gymnasium")
    return m


BOARDS = (
    result_per_unit,
    reversed_signs,
    outgoings_and_income,
    period_beside_year,
    bridge,
    five_years,
    one_column,
)
