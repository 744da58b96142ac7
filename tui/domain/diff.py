"""What two sides have changed in a table since the version that both came from (*skillnad*).

Pure, and cell by cell: what only I changed, what only they changed, what both changed alike, and
what both changed differently (*konflikt*), which only the user can settle. Two values are the
same when they are so to the last decimal place, as in the store: 9,0 and 9,00 are not.

A row that one side removed and the other changed, or hung a row under, is a conflict. New rows
get the lowest free key, so two sides that each add a row often give it the same one; where their
labels differ, those are two rows and one of them is given a key of its own.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import count
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.expression import renamed
from tui.domain.finding import Address
from tui.domain.reshape import held_in, with_held
from tui.domain.rule import rule_names
from tui.domain.table import LABEL, Column, Row, RowSource, Table
from tui.domain.value import Malvarde, Par, Value

Page: TypeAlias = Literal["min", "deras"]
Kind: TypeAlias = Literal["min", "deras", "lika", "konflikt"]
Content: TypeAlias = Value | Row | RowSource | Column | int | tuple[str, ...] | None
Choice: TypeAlias = Mapping[Address, Page]
Key: TypeAlias = tuple[str, str]
Wholly: TypeAlias = Mapping[Key, Content]
_Object = TypeVar("_Object", Row, Table)

NO_CHOICE: Choice = MappingProxyType({})
ROW, ORDER, CELL, TRYCKT = "rad", "ordning", "cell", "tryckt"
COLUMN, COLUMN_ORDER, COLUMN_FIELD = "kolumn", "kolumnordning", "kolumn:"
ROW_MAPS = {CELL: "cells", TRYCKT: "tryckt", "not": "notes", "kalla": "sources"}
TABLE_MAPS = {"fotnot": "footnotes"}
_ROW_FIELDS = tuple(
    name for name in Row.__struct_fields__ if name not in ("id", "label", *ROW_MAPS.values())
)
_TABLE_FIELDS = tuple(
    name for name in Table.__struct_fields__ if name not in ("id", "columns", "rows", "footnotes")
)


class CellDifference(Struct, frozen=True):
    """One place where the three versions are not all the same. A missing value is None.

    ``field`` says what of the place: "cell" (entered), "tryckt" (printed), "etikett", "not" and
    "kalla" of a column; "rad" or "kolumn" for one as a whole, which was added or removed; the name
    of one of the row's or the table's own fields; "ordning" for the order of the rows that all
    three have. Everything at one address is settled by one choice.
    """

    address: Address
    field: str
    base: Content
    min: Content
    theirs: Content
    kind: Kind

    def selected(self, choice: Choice) -> Content:
        """What stands after the merge. Raises KeyError for a conflict without a choice."""
        page = choice[self.address] if self.kind == "konflikt" else self.kind
        return self.theirs if page == "deras" else self.min


class Difference(Struct, frozen=True):
    """Three versions of a table (new rows with keys of their own) and where they differ."""

    base: Table
    min: Table
    theirs: Table
    items: tuple[CellDifference, ...] = ()

    @property
    def conflicts(self) -> tuple[CellDifference, ...]:
        """What both changed, to different things."""
        return tuple(item for item in self.items if item.kind == "konflikt")


def differences(base: Table, min_: Table, theirs: Table, document: str = "") -> Difference:
    """What each side has changed since ``base``; ``document`` goes into the addresses."""
    min_, theirs = _with_own_keys(base, min_, theirs)
    place = Address(document, base.id)
    of_columns = tuple(_column_items(place, base, min_, theirs))
    # Of a column that a side has taken out, the other side's figures are told by the column.
    min_, theirs = _with_columns_back(base, min_), _with_columns_back(base, theirs)
    items = [
        *of_columns,
        *_field_items(place, *(_in_table(t) for t in (base, min_, theirs))),
        *_order_items(place, ORDER, *(t.index for t in (base, min_, theirs))),
        *_row_items(place, base, min_, theirs),
    ]
    return Difference(base, min_, theirs, tuple(items))


def differs(now: Table, other: Table, document: str = "") -> Difference:
    """In what another version of a table differs from the one of now: all is "deras"."""
    return differences(now, now, other, document)


def equal_content(one: Content, other: Content) -> bool:
    """Whether two values are the same, to the last decimal place."""
    return one is other or (one == other and _digits(one) == _digits(other))


def _digits(value: Content) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case Malvarde():
            return f"{value.number:f}"
        case Par():
            return f"{value.number:f} {value.within_parenthesis:f}"
    return ""


def equal_rows(one: Row, other: Row) -> bool:
    """Whether two rows are the same, to the last decimal place."""
    return one is other or not any(
        _field_items(Address(""), _in_row(one), _in_row(one), _in_row(other))
    )


def _in_row(row: Row) -> Wholly:
    return {**_fields(row, _ROW_FIELDS, ROW_MAPS), (LABEL, LABEL): row.label}


def _in_table(table: Table) -> Wholly:
    return _fields(table, _TABLE_FIELDS, TABLE_MAPS)


def _fields(object_: object, field: Collection[str], maps: Mapping[str, str]) -> Wholly:
    """Everything that a row or a table says, by column and field."""
    content: dict[Key, Content] = {("", name): getattr(object_, name) for name in field}
    for name, map_ in maps.items():
        content |= {(column, name): v for column, v in getattr(object_, map_).items()}
    return content


def with_(object_: _Object, changed: Wholly, maps: Mapping[str, str]) -> _Object:
    """The row or the table with other contents in some places; None empties one of a mapping."""
    if not changed:
        return object_
    fresh: dict[str, Any] = {}
    for (column, field), value in changed.items():
        if field not in maps:
            fresh["label" if field == LABEL else field] = value
            continue
        map_ = fresh.setdefault(maps[field], dict(getattr(object_, maps[field])))
        map_[column] = value
        if value is None:
            del map_[column]
    return replace(object_, **fresh)


def _field_items(
    place: Address, base: Wholly, min_: Wholly, theirs: Wholly
) -> Iterator[CellDifference]:
    for key in dict.fromkeys((*base, *min_, *theirs)):
        b, m, d = base.get(key), min_.get(key), theirs.get(key)
        kind = _kind(b, m, d)
        if kind is not None:
            yield CellDifference(replace(place, column=key[0]), key[1], b, m, d, kind)


def _kind(base: Content, min_: Content, theirs: Content) -> Kind | None:
    if equal_content(min_, theirs):
        return None if equal_content(base, min_) else "lika"
    if equal_content(base, min_):
        return "deras"
    return "min" if equal_content(base, theirs) else "konflikt"


def shared(keys: Iterable[str], *others: Collection[str]) -> tuple[str, ...]:
    """The keys that are in all of these, in the order of the first."""
    return tuple(key for key in keys if all(key in other for other in others))


def _order_items(place: Address, field: str, *keys: Collection[str]) -> Iterator[CellDifference]:
    """Whether the three have what they share in different orders."""
    base, mine, theirs = (shared(own, *keys) for own in keys)
    if kind := _kind(base, mine, theirs):
        yield CellDifference(place, field, base, mine, theirs, kind)


def _kind_of_whole(base: Content, min_: Content, theirs: Content, *, left_changed: bool) -> Kind:
    """The kind of a row or a column that not all three have."""
    if base is None or (min_ is None and theirs is None):
        return _kind(base, min_, theirs) or "lika"
    if left_changed:
        return "konflikt"
    return "min" if min_ is None else "deras"


def _column_items(
    place: Address, base: Table, min_: Table, theirs: Table
) -> Iterator[CellDifference]:
    """What differs in the columns: which there are, their forms, and their order."""
    three = (base, min_, theirs)
    yield from _order_items(place, COLUMN_ORDER, *(t.column_index for t in three))
    for id_ in dict.fromkeys((*base.column_index, *min_.column_index, *theirs.column_index)):
        b, m, d = (t.column(id_) if id_ in t.column_index else None for t in three)
        if b is not None and m is not None and d is not None:
            yield from _field_items(place, *(_in_column(c) for c in (b, m, d)))
        else:
            changed = _worked_in(id_, base, min_ if d is None else theirs)
            kind = _kind_of_whole(b, m, d, left_changed=(m or d) != b or changed)
            yield CellDifference(replace(place, column=id_), COLUMN, b, m, d, kind)


def _worked_in(id_: str, base: Table, left: Table) -> bool:
    """Whether a side has worked in a column that the other has taken out: as in the store, 9,0 and
    9,00 are not the same."""
    return repr(held_in(left, id_)) != repr(held_in(base, id_)) or _named_anew(id_, base, left)


def _named_anew(id_: str, base: Table, table: Table) -> bool:
    """Whether a rule names the column that did not before."""
    named = {c.id for c in table.columns if id_ in rule_names(c.rule)}
    return not named <= {c.id for c in base.columns if id_ in rule_names(c.rule)}


def _with_columns_back(base: Table, table: Table) -> Table:
    for id_ in base.column_index.keys() - table.column_index.keys():
        table = with_held(table, id_, held_in(base, id_))
    return table


def _in_column(column: Column) -> Wholly:
    fields = column.__struct_fields__
    return {(column.id, f"{COLUMN_FIELD}{f}"): getattr(column, f) for f in fields}


def _row_items(place: Address, base: Table, min_: Table, theirs: Table) -> Iterator[CellDifference]:
    needed = {"min": _new_needed(base, min_), "deras": _new_needed(base, theirs)}
    for id_ in dict.fromkeys((*base.index, *min_.index, *theirs.index)):
        b, m, d = (t.row(id_) if id_ in t.index else None for t in (base, min_, theirs))
        at = replace(place, row=id_)
        if m is None or d is None:
            left = m or d
            changed = id_ in needed["deras" if m is None else "min"] or (
                b is not None and left is not None and not equal_rows(b, left)
            )
            kind = _kind_of_whole(b, m, d, left_changed=changed)
            yield CellDifference(at, ROW, b, m, d, kind)
        elif b is None and equal_rows(m, d):
            yield CellDifference(at, ROW, None, m, d, "lika")
        else:
            yield from _field_items(at, *(_in_row(r) for r in (b or Row(id_, ""), m, d)))


def _needed(row: Row) -> set[str]:
    """The rows that a row hangs under or is computed from."""
    names = set(rule_names(row.rule))
    return names if row.parent is None else names | {row.parent}


def _new_needed(base: Table, table: Table) -> set[str]:
    """The rows that others have come to need since ``base``."""
    new: set[str] = set()
    for row in table.rows:
        before = _needed(base.row(row.id)) if row.id in base.index else set()
        new |= _needed(row) - before
    return new


def _with_own_keys(base: Table, min_: Table, theirs: Table) -> tuple[Table, Table]:
    """The two sides, where different new rows under one key have got one key each.

    Which of them keeps the key depends on the rows alone, so that two computers that merge the
    same versions, each as its own, come to the same.
    """
    name: tuple[dict[str, str], dict[str, str]] = ({}, {})
    busy = {*base.index, *min_.index, *theirs.index}
    for id_ in shared(min_.index, theirs.index):
        m, d = min_.row(id_), theirs.row(id_)
        if id_ not in base.index and not _same_new_row(m, d):
            new = next(k for n in count(2) if (k := f"{id_}_{n}") not in busy)
            busy.add(new)
            name[_in_text(m) < _in_text(d)][id_] = new
    return _renamed(min_, name[0]), _renamed(theirs, name[1])


def _same_new_row(one: Row, other: Row) -> bool:
    """Whether the rows that both sides added under a key are one and the same."""
    same_name = one.label == other.label and bool(one.label.strip())
    # A key that the program numbered says nothing of what the row is.
    named = re.fullmatch(r"rad_\d+(_\d+)?", one.id) is None
    return same_name or named or equal_rows(one, other)


def _in_text(row: Row) -> list[str]:
    return [row.label, *sorted(map(repr, _in_row(row).items()))]


def _renamed(table: Table, name: Mapping[str, str]) -> Table:
    if not name:
        return table
    return replace(table, rows=tuple(_renamed_row(row, name) for row in table.rows))


def _renamed_row(row: Row, name: Mapping[str, str]) -> Row:
    rule = row.rule and renamed(row.rule, lambda n: name.get(n, n))
    parent = None if row.parent is None else name.get(row.parent, row.parent)
    return replace(row, id=name.get(row.id, row.id), parent=parent, rule=rule)
