"""What the tab's file that was last saved holds, so that its next save costs what has changed.

Nothing is believed without the file: only while its bytes are those that were saved does the
value that they were made from stand in for reading them.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from tui.domain.register import Register
from tui.domain.tabell import Tabell
from tui.store.kodek import Json, kodat, post_som_text, tabell_som_text
from tui.store.sammanfogning import sammanfogad_med

# The value takes some ten times as much memory as its bytes.
MAX_MINNE = 256 * 1024


class Sparminne:
    """The memory of one file's last save, empty before the first. For one thread at a time."""

    def __init__(self, fil: Path) -> None:
        self.fil = fil
        self.data: bytes | None = None
        self.varde: Json = None
        self._tabeller: Mapping[str, Tabell] = {}
        self._texter: dict[int, tuple[Json, str]] = {}
        # Those of a save that is not done yet.
        self._nya_tabeller: Mapping[str, Tabell] = {}
        self._nya_texter: dict[int, tuple[Json, str]] = {}

    def sammanfogad(self, ra: Json, tabeller: Collection[Tabell], register: Register) -> Json:
        """The value with these tables in it (``sammanfogad_flik``). Raises Postfel."""
        kanda = self._tabeller if ra is self.varde else {}
        varde, self._nya_tabeller = sammanfogad_med(ra, tabeller, register, kanda)
        return varde

    def kodat(self, varde: Json) -> bytes:
        """The bytes of a value. Raises as ``kodek.kodat``."""
        self._nya_texter = {}
        return kodat(varde, self._tabelltext)

    def _tabelltext(self, tabell: Json) -> str:
        return self._text(tabell, lambda t: tabell_som_text(t, self._posttext))

    def _posttext(self, post: Json) -> str:
        return self._text(post, post_som_text)

    def _text(self, varde: Json, som_text: Callable[[Json], str]) -> str:
        # An id is that of no other object, because the memory keeps each of its objects alive.
        kand = self._texter.get(id(varde)) or (varde, som_text(varde))
        self._nya_texter[id(varde)] = kand
        return kand[1]

    def sparat(self, data: bytes, varde: Json) -> None:
        """The file now holds these bytes, made from this value, which nobody changes."""
        self.data, self.varde = data, varde
        self._tabeller, self._texter = self._nya_tabeller, self._nya_texter
        if len(data) > MAX_MINNE:
            self.data, self.varde, self._tabeller, self._texter = None, None, {}, {}
        self._nya_tabeller, self._nya_texter = {}, {}
