"""The texts of a table's cells as a grid shows them, each made once, and a column's longest.

An edit makes a new version of the table: what has not changed is taken from the version before.
"""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cached_property

from tui.domain.berakning import Kalkyl, visade
from tui.domain.celltext import celltext, visad_text
from tui.domain.omrakning import berort
from tui.domain.tabell import ETIKETT, Rad
from tui.domain.varde import tal_i
from tui.tabs.kolumnbredd import kandidater, langsta_etiketter, lika_skrivna
from tui.tabs.tecken import stapel

STAPEL, STAPELSKARM = 6, 110


class Celltexter:
    """The texts of one version of a table, made when they are asked for."""

    def __init__(self, kalkyl: Kalkyl, skarm: int) -> None:
        self.kalkyl, self.skarm, self.tabell = kalkyl, skarm, kalkyl.tabell
        self._texter: dict[tuple[str, str], str] = {}
        self._langsta: dict[str, str] = {}

    def ta_over(self, fore: "Celltexter") -> Collection[str] | None:
        """Keep what still holds; the keys of the rows where something may not, None for nothing."""
        if (fore.tabell.id, fore.skarm) != (self.tabell.id, self.skarm):
            return None
        andrat = berort(fore.kalkyl, self.kalkyl)
        if andrat is None:
            return None
        self._texter, self._langsta = dict(fore._texter), dict(fore._langsta)
        for rad_id, kolumn_id in andrat.celler:
            self._texter.pop((rad_id, kolumn_id), None)
            if kolumn_id in self._langsta:
                borta = fore.text(fore.tabell.rad(rad_id), kolumn_id)
                self._ny_langsta(kolumn_id, borta, self.tabell.rad(rad_id))
        return andrat.rader

    def _ny_langsta(self, kolumn_id: str, borta: str, rad: Rad) -> None:
        """Keep the longest text of a column true when one of its texts is another."""
        langst, ny = self._langsta[kolumn_id], self.text(rad, kolumn_id)
        if len(ny) >= len(langst):
            self._langsta[kolumn_id] = ny
        elif len(borta) >= len(langst):
            del self._langsta[kolumn_id]

    def langst(self, kolumn_id: str) -> str:
        """The longest text of a column, all that its width hangs on."""
        if kolumn_id not in self._langsta:
            texter = (self.text(rad, kolumn_id) for rad in self._kandidater(kolumn_id))
            self._langsta[kolumn_id] = max(texter, key=len, default="")
        return self._langsta[kolumn_id]

    def _kandidater(self, kolumn_id: str) -> Iterable[Rad]:
        """Rows of which one has it: a column is not written out to be measured."""
        rader = self.tabell.rader
        if kolumn_id == ETIKETT:
            return langsta_etiketter(rader)
        kolumn = self.tabell.kolumn(kolumn_id)
        platser = kandidater(
            self._lika, visade(self.kalkyl, kolumn), hanvisar=bool(kolumn.hanvisar)
        )
        return (rader[plats] for plats in platser)

    @cached_property
    def _lika(self) -> Sequence[Sequence[int]]:
        return lika_skrivna(self.tabell.rader)

    def text(self, rad: Rad, kolumn_id: str) -> str:
        """The text of one cell, or a row's label; the first line of a longer one."""
        nyckel = (rad.id, kolumn_id)
        if nyckel not in self._texter:
            self._texter[nyckel] = self._ny_text(rad, kolumn_id)
        return self._texter[nyckel]

    def _ny_text(self, rad: Rad, kolumn_id: str) -> str:
        if kolumn_id == ETIKETT:
            return "  " * self.tabell.niva(rad) + rad.etikett
        kolumn = self.tabell.kolumn(kolumn_id)
        if kolumn.bedoms == "forbrukning":
            return self._forbrukning(tal_i(self.kalkyl.visat(rad.id, kolumn.id)))
        text = visad_text(self.kalkyl, rad, kolumn)
        return text.splitlines()[0] + " …" if "\n" in text else text

    def _forbrukning(self, andel: Decimal | None) -> str:
        if andel is None:
            return ""
        text = celltext(andel, 0, "%")
        if self.skarm < STAPELSKARM:
            return text
        return f"{stapel(float(andel) / 100, STAPEL)} {text:>5}"
