"""What a printed column or row is in a table of ours: its key, its type, its kind."""

import re
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from tui.checks.discovery import grid
from tui.checks.discovery.roles import ColumnRole as SaidRole
from tui.checks.discovery.rules import LinearRule, Rule
from tui.domain.reshape import free_key
from tui.domain.reshaped import with_own_rule
from tui.domain.table import Column, ColumnRole, ColumnType, Row, RowKind, RowRole
from tui.domain.value import MONEY, Value

_LONG_TEXT = 60
# One row in so many may be another kind than its words say.
_FEW = 5
_YEAR = re.compile(r"(?:19|20)\d\d")
_PART = re.compile(r"[a-z]", re.IGNORECASE)
_ROLES: Mapping[str, RowRole] = {
    "intäkt": "intakt",
    "kostnad": "kostnad",
    "netto": "netto",
    "resultat": "resultat",
    "bidrag": "kommunbidrag",
}
_COLUMN_ROLES: Mapping[str, ColumnRole] = {
    "budget": "budget",
    "prognos": "prognos",
    "utfall": "utfall",
    "avvikelse": "avvikelse",
    "förändring": "forandring",
    "andel": "andel",
    "kostnad": "kostnad",
    "mål": "mal",
    "ram": "ram",
}


def keys_of(names: Iterable[str], otherwise: str) -> list[str]:
    """A key for each name, each used once."""
    taken: dict[str, None] = {}
    for name in names:
        taken[free_key(name, taken, otherwise)] = None
    return list(taken)


def proposed_column(
    one: grid.Column,
    id_: str,
    table_unit: str,
    rule: str | None,
    year: int | None,
    *,
    rate: bool = False,
) -> Column:
    """A column of figures; its year is counted from the document's, where both are told.

    ``rate``: of so much for each, which no row adds up.
    """
    type_: ColumnType = "belopp"
    if one.unit == "%":
        type_ = "procent"
    elif one.unit != table_unit or one.unit not in MONEY:
        type_ = "tal"
    role, of_year = meaning(one.role, one.period, type_, year)
    if rate and rule is None:
        role = "snitt"
    column = Column(id_, one.heading, type_, decimals=one.decimals, role=role, year=of_year)
    if rule is None:
        return replace(column, optional=type_ != "belopp")
    return with_own_rule(column, rule)


def meaning(
    said: SaidRole, period: str, type_: ColumnType, year: int | None
) -> tuple[ColumnRole, int]:
    """What a column is and of which year, counted from the document's, by its heading."""
    told = [int(hit) for hit in _YEAR.findall(period)]
    # A budget of some months is not the year's, which a role says.
    part = said == "budget" and _PART.search(period)
    # "Förbrukning, MWh" is no share.
    amount = said == "andel" and type_ != "procent"
    role = "" if part or amount else _COLUMN_ROLES.get(said, "")
    return role, max(told) - year if told and year is not None else 0


def text_column(id_: str, heading: str, texts: Iterable[str]) -> Column:
    """A column of words."""
    long = max(map(len, texts), default=0) > _LONG_TEXT
    return Column(id_, heading, "langtext" if long else "text")


def proposed_row(
    one: grid.Row,
    id_: str,
    parent: str | None,
    rule: str | None,
    cells: Mapping[str, Value],
    tryckt: Mapping[str, Value],
    *,
    begins: bool,
) -> Row:
    """A row with its figures; one without any where a group ``begins`` is its heading."""
    kind: RowKind = "post"
    if rule:
        kind = "summa"
    elif one.darav:
        kind = "darav"
    elif begins and not cells and not tryckt:
        kind = "rubrik"
    return Row(id_, one.label, kind, parent, rule, cells, tryckt, role=_ROLES.get(one.kind, ""))


def sign_words(grid_: grid.Grid, rules: Iterable[Rule]) -> str:
    """How the table writes income, costs and its deviation, as far as its figures say."""
    signs = {kind: _sign(grid_, kind) for kind in ("intäkt", "kostnad")}
    words = [f"{'intäkter' if k == 'intäkt' else 'kostnader'} {s}" for k, s in signs.items() if s]
    told = [", ".join(words).capitalize()] if words else []
    for rule in rules:
        if not isinstance(rule, LinearRule) or rule.direction != "kolumn" or not rule.is_difference:
            continue
        target = grid_.columns[rule.target]
        if target.role == "avvikelse":
            (plus,), (minus,) = ([i for i, s in rule.terms if s == one] for one in (1, -1))
            names = [grid_.columns[i].heading for i in (plus, minus)]
            told.append(f"{target.heading} = {names[0]} − {names[1]}")
            break
    return ". ".join(told) + "." if told else ""


def _sign(grid_: grid.Grid, kind: str) -> str:
    """The sign that nearly all amounts of a kind of row have, "" where they differ."""
    values = [
        cell.value
        for row, cells in zip(grid_.rows, grid_.cells, strict=True)
        for column, cell in zip(grid_.columns, cells, strict=True)
        if row.kind == kind and cell is not None and cell.value
        if column.role in ("budget", "utfall", "prognos", "ram")
    ]
    plus = sum(value > 0 for value in values)
    if not values or min(plus, len(values) - plus) * _FEW > len(values):
        return ""
    return "+" if plus * 2 > len(values) else "−"
