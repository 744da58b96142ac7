"""A table as a grid's content: the one view of every table on every tab."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from tui.domain.bedomning import Bedomning
from tui.domain.berakning import Kalkyl
from tui.domain.cellbedomning import cellbedomning
from tui.domain.celltext import inmatningstext, kolumnrubrik
from tui.domain.fel import Allvar
from tui.domain.tabell import ETIKETT, Kolumn, Rad
from tui.tabs.celltexter import Celltexter
from tui.tabs.kolumnbredd import etikettbredd, rubrikrader, talbredd, textbredd, vidgade
from tui.tabs.tecken import FYNDTECKEN, signalklass, signaltecken
from tui.widgets.modell import Redigering, Ruta, Rutkolumn

Marken = Mapping[tuple[str, str], Allvar]


class Tabellvy:
    """What a grid shows of one version of a table. Cells are worked out when they are seen.

    ``fore`` is what was shown before: where it is an earlier version of the same table, the texts
    of the rows that have not changed are taken from it.
    """

    def __init__(
        self,
        kalkyl: Kalkyl,
        marken: Marken,
        skarm: int,
        *,
        skrivbar: bool = True,
        fore: "Tabellvy | None" = None,
    ) -> None:
        self.kalkyl, self.marken, self.skarm, self.skrivbar = kalkyl, marken, skarm, skrivbar
        self.tabell = kalkyl.tabell
        self.antal_rader = len(self.tabell.rader)
        self.texter = Celltexter(kalkyl, skarm)
        self._rutor: dict[tuple[int, int], Ruta] = {}
        if fore is not None:
            self._ta_over(fore)

    def _ta_over(self, fore: "Tabellvy") -> None:
        berorda = self.texter.ta_over(fore.texter)
        if berorda is not None:
            markta = {rad_id for (rad_id, _), _ in fore.marken.items() ^ self.marken.items()}
            andra = {self.tabell.index.get(rad_id) for rad_id in {*berorda, *markta}}
            self._rutor = {plats: r for plats, r in fore._rutor.items() if plats[0] not in andra}

    @cached_property
    def kolumner(self) -> tuple[Rutkolumn, ...]:
        """The columns, label first."""
        etiketter = (self.texter.langst(ETIKETT),)
        bredd = etikettbredd(etiketter, self.skarm)
        rubrik = rubrikrader(self.tabell.rubrik_etikett or self.tabell.rubrik, bredd)
        etikett = Rutkolumn(ETIKETT, rubrik, bredd, hoger=False, teckenbredd=1)
        texter = [(self.texter.langst(kolumn.id),) for kolumn in self.tabell.kolumner]
        egna = zip(self.tabell.kolumner, texter, strict=True)
        kolumner = (etikett, *(self._rutkolumn(kolumn, t) for kolumn, t in egna))
        return vidgade(kolumner, (etiketter, *texter), self.skarm)

    def ruta(self, rad: int, kolumn: int) -> Ruta:
        """The cell at a place."""
        if (rad, kolumn) not in self._rutor:
            self._rutor[rad, kolumn] = self._ny_ruta(rad, kolumn)
        return self._rutor[rad, kolumn]

    def _ny_ruta(self, rad: int, kolumn: int) -> Ruta:
        r = self.tabell.rader[rad]
        if kolumn == 0:
            tecken, klass = self._fyndtecken(r, ETIKETT)
            return Ruta(
                self.texter.text(r, ETIKETT), "stark" if r.art == "rubrik" else "", tecken, klass
            )
        return self._ruta(r, self.tabell.kolumner[kolumn - 1])

    def radklass(self, rad: int) -> str:
        """Sums and headings are bold, memo rows faint."""
        art = self.tabell.rader[rad].art
        return {"summa": "stark", "rubrik": "stark info", "darav": "dampad"}.get(art, "")

    def redigering(self, rad: int, kolumn: int) -> Redigering:
        """How the cell is edited, or why it is not."""
        r, id_ = self.tabell.rader[rad], self.kolumner[kolumn].id
        if self.kalkyl.ar_beraknad(r.id, id_):
            return "beraknad"
        if self.kalkyl.sammanhang.last or not self.skrivbar:
            return "last"
        if id_ == ETIKETT:
            return "rad" if self.tabell.mall.lista else "ingen"
        if r.art == "rubrik":
            return "ingen"
        slag: dict[str, Redigering] = {"langtext": "ruta", "val": "val"}
        return slag.get(self.tabell.kolumn(id_).typ, "rad")

    def redigeringstext(self, rad: int, kolumn: int) -> str:
        """The text that editing starts from: the value as it is written."""
        r, id_ = self.tabell.rader[rad], self.kolumner[kolumn].id
        return r.etikett if id_ == ETIKETT else inmatningstext(r.celler.get(id_))

    def avslag(self, rad: int, kolumn: int, text: str) -> str:
        """Why a typed text cannot stand in the cell, "" when it can, or stands there already."""
        if text == self.redigeringstext(rad, kolumn):
            return ""
        # Parsing is not needed before something is typed, and takes a while to import.
        from tui.domain.inmatning import tolkad_inmatning
        from tui.svenska.tal import Avslag

        svar = tolkad_inmatning(text, self.tabell, self.tabell.rader[rad], self.kolumner[kolumn].id)
        return svar.mening if isinstance(svar, Avslag) else ""

    def _rutkolumn(self, kolumn: Kolumn, texter: Sequence[str]) -> Rutkolumn:
        tecken = self._teckenbredd(kolumn)
        namn = kolumnrubrik(kolumn, self.kalkyl.sammanhang.period)
        if not kolumn.numerisk:
            bredd = textbredd(texter, namn, max(16, self.skarm // 4))
            rubrik = rubrikrader(namn, bredd)
            return Rutkolumn(kolumn.id, rubrik, bredd, hoger=False, teckenbredd=tecken)
        rubrik = rubrikrader(namn, talbredd(texter, ()))
        return Rutkolumn(kolumn.id, rubrik, talbredd(texter, rubrik), teckenbredd=tecken)

    def _teckenbredd(self, kolumn: Kolumn) -> int:
        marks = any(kolumn_id == kolumn.id for _, kolumn_id in self.marken)
        bedoms = kolumn.bedoms is not None and kolumn.id != "avvikelse_procent"
        return 1 + marks + bedoms

    def _ruta(self, rad: Rad, kolumn: Kolumn) -> Ruta:
        bedomning = cellbedomning(self.kalkyl, rad, kolumn)
        fyndtecken, fyndklass = self._fyndtecken(rad, kolumn.id)
        text = self.texter.text(rad, kolumn.id)
        if bedomning is None or not text:
            return Ruta(text, self._klass(rad, kolumn), fyndtecken, fyndklass)
        klass = signalklass(bedomning)
        tecken = "" if kolumn.id == "avvikelse_procent" else signaltecken(bedomning)
        return Ruta(text, klass, tecken + fyndtecken, fyndklass or klass)

    def _klass(self, rad: Rad, kolumn: Kolumn) -> str:
        if kolumn.beraknad and not self.kalkyl.trycks(rad, kolumn.id):
            return "dampad"
        return "kursiv" if "prosa" in (rad.kallor.get(kolumn.id), rad.kallor.get(ETIKETT)) else ""

    def _fyndtecken(self, rad: Rad, kolumn_id: str) -> tuple[str, str]:
        allvar = self.marken.get((rad.id, kolumn_id))
        return FYNDTECKEN[allvar] if allvar else ("", "")


def bedomning_i(vy: Tabellvy, rad: int, kolumn: int) -> Bedomning | None:
    """The judgement of the cell at a place, None for the label column."""
    if kolumn == 0 or rad >= vy.antal_rader:
        return None
    return cellbedomning(vy.kalkyl, vy.tabell.rader[rad], vy.tabell.kolumner[kolumn - 1])
