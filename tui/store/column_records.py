"""The form of a table as its head record keeps it: its columns, and what it is about.

What equals nothing is left out, and what a column's record has that this version does not know
stays in it. Before, a head only told the printed headings of its columns and left the rest to the
mall that it names: ``former_forms`` reads such a one.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field, to_builtins

from tui.domain.inheritance import InheritanceKind
from tui.domain.own_rules import OWN_RULES
from tui.domain.rule import Own
from tui.domain.table import BedomningKind, Column, ColumnRole, ColumnType
from tui.store.codec import Item
from tui.store.errors import ItemError, Place, quoted
from tui.store.typed import MAX_DECIMALS, Name, Words, typed

COLUMNS = "kolumner"


class ColumnRecord(Struct, frozen=True, omit_defaults=True):
    """A column as it is stored. ``own`` names a rule of the program's own (``OWN_RULES``)."""

    id: Name = field(name="kolumn")
    heading: str = field(default="", name="rubrik")
    type_: ColumnType = field(default="belopp", name="typ")
    role: ColumnRole = field(default="", name="roll")
    year: int = field(default=0, name="ar")
    unit: str = field(default="", name="enhet")
    decimals: Annotated[int, Meta(ge=0, le=MAX_DECIMALS)] | None = field(
        default=0, name="decimaler"
    )
    rule: str | None = field(default=None, name="regel")
    own: str = field(default="", name="raknas")
    scale: str = field(default="", name="skala")
    assessed_by: BedomningKind | None = field(default=None, name="bedoms")
    refers: str = field(default="", name="pekar_pa")
    inherit: InheritanceKind | Literal[""] = field(default="", name="arv")
    always: bool = field(default=False, name="alltid")
    in_report: bool = field(default=False, name="i_rapport")
    optional: bool = field(default=False, name="valfri")
    help_: str = field(default="", name="hjalp")


class RowSourceRecord(Struct, frozen=True):
    """Where a new year's rows come from, as it is stored."""

    subject: Name = field(name="avser")
    cells: Words = field(default_factory=dict, name="celler")


_COLUMN_FIELDS = frozenset(ColumnRecord.__struct_encode_fields__)
_SAME = tuple(n for n in Column.__struct_fields__ if n != "rule")


def is_whole(head: Item) -> bool:
    """Whether a head record has the whole form of its table."""
    return isinstance(head.get(COLUMNS), list)


def parsed_columns(items: Iterable[Any], place: Place) -> tuple[Column, ...]:
    """The columns of a form. Raises ItemError, also for two of one id."""
    columns = tuple(_parsed_column(item, place) for item in items)
    ids = [column.id for column in columns]
    twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if twice is not None:
        raise ItemError(f"{place._replace(column=twice)}: kolumnen står två gånger")
    return columns


def _parsed_column(item: Any, place: Place) -> Column:
    named = item.get("kolumn") if isinstance(item, dict) else None
    if isinstance(named, str) and named.strip():
        place = place._replace(column=named)
    record = typed(item, ColumnRecord, place)
    rule: str | Own | None = record.rule
    if record.own:
        rule = OWN_RULES.get(record.own)
        if rule is None:
            field_ = place._replace(field="raknas")
            raise ItemError(f"{field_}: {quoted(record.own)} är inget som programmet kan räkna")
    return Column(rule=rule, **{name: getattr(record, name) for name in _SAME})


def encoded_column(column: Column) -> Item:
    """The record of a column."""
    own = column.rule.name if isinstance(column.rule, Own) else ""
    rule = column.rule if isinstance(column.rule, str) else None
    same = {name: getattr(column, name) for name in _SAME}
    item: Item = to_builtins(ColumnRecord(rule=rule, own=own, **same))
    return item


def renewed_columns(stored: Any, columns: Iterable[Column]) -> list[Item]:
    """The records of columns, each with what its stored one has that is not known here."""
    old = {i.get("kolumn"): i for i in stored if isinstance(i, dict)} if stored else {}
    return [
        {
            **encoded_column(column),
            **{k: v for k, v in old.get(column.id, {}).items() if k not in _COLUMN_FIELDS},
        }
        for column in columns
    ]
