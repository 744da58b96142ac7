"""What the tab's file that was last saved holds, so that its next save costs what has changed.

Nothing is believed without the file: only while its bytes are those that were saved does the
value that they were made from stand in for reading them.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from tui.domain.register import Register
from tui.domain.table import Table
from tui.store.codec import Json, encoded, item_as_text, table_as_text
from tui.store.joining import merged_with

# The value takes some ten times as much memory as its bytes.
MAX_MEMORY = 256 * 1024


class SaveMemory:
    """The memory of one file's last save, empty before the first. For one thread at a time."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.data: bytes | None = None
        self.value: Json = None
        self._tables: Mapping[str, Table] = {}
        self._texts: dict[int, tuple[Json, str]] = {}
        # Those of a save that is not done yet.
        self._new_tables: Mapping[str, Table] = {}
        self._new_texts: dict[int, tuple[Json, str]] = {}

    def merged(self, ra: Json, tables: Collection[Table], register: Register) -> Json:
        """The value with these tables in it (``merged_tab``). Raises Postfel."""
        known_ones = self._tables if ra is self.value else {}
        value, self._new_tables = merged_with(ra, tables, register, known_ones)
        return value

    def encoded(self, value: Json) -> bytes:
        """The bytes of a value. Raises as ``codec.encoded``."""
        self._new_texts = {}
        return encoded(value, self._table_text)

    def _table_text(self, table: Json) -> str:
        return self._text(table, lambda t: table_as_text(t, self._item_text))

    def _item_text(self, item: Json) -> str:
        return self._text(item, item_as_text)

    def _text(self, value: Json, as_text: Callable[[Json], str]) -> str:
        # An id is that of no other object, because the memory keeps each of its objects alive.
        known = self._texts.get(id(value)) or (value, as_text(value))
        self._new_texts[id(value)] = known
        return known[1]

    def saved(self, data: bytes, value: Json) -> None:
        """The file now holds these bytes, made from this value, which nobody changes."""
        self.data, self.value = data, value
        self._tables, self._texts = self._new_tables, self._new_texts
        if len(data) > MAX_MEMORY:
            self.data, self.value, self._tables, self._texts = None, None, {}, {}
        self._new_tables, self._new_texts = {}, {}
