"""Where the cells of a pasted block go (*klisterplats*): by labels and headings, else by place.

A block out of a spreadsheet often brings its label column and its heading row along. Where they
are the table's own, they and not the cursor say where each figure belongs. Rows and columns are
settled apart, so one of them may go by name and the other by place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import kolumnrubrik
from tui.domain.tabell import ETIKETT, Rad
from tui.svenska.block import Block, ar_tom, liknar_tal
from tui.svenska.format import antal, ren
from tui.svenska.tal import Avslag

BARA_TAL = ("belopp", "procent", "tal")
UTDRAG = 40


@dataclass(frozen=True)
class Placering:
    """The row key of each row of the block that has one, and the column id of each column.

    ``efter`` says by what the block was placed and ``utanfor`` what has no place, in sentences.
    """

    rader: Mapping[int, str]
    kolumner: Mapping[int, str]
    efter: tuple[str, ...] = ()
    utanfor: tuple[str, ...] = ()


@dataclass
class _Lage:
    """A block on its way into a table: the cursor's place, and where its first figure stands."""

    kalkyl: Kalkyl
    block: Block
    rad_nr: int
    kolumn_id: str
    forsta_rad: int = 0
    forsta_kolumn: int = 0
    efter: list[str] = field(default_factory=list)
    utanfor: list[str] = field(default_factory=list)

    @property
    def kropp(self) -> list[tuple[int, tuple[str, ...]]]:
        """The rows under any heading, with their numbers."""
        return list(enumerate(self.block))[self.forsta_rad :]

    def kolumn(self, nr: int) -> list[str]:
        """One column of the rows under any heading, where something stands."""
        return [rad[nr] for _, rad in self.kropp if nr < len(rad) and not ar_tom(rad[nr])]

    @property
    def bara_tal(self) -> bool:
        """Whether the cursor is in a column that takes nothing but figures."""
        return self.kolumn_id != ETIKETT and _tar_bara_tal(self.kalkyl, self.kolumn_id)


def namn(text: str) -> str:
    """A label or heading as it is compared: spaces, case and a guarding apostrophe apart."""
    return " ".join(text.split()).casefold().removeprefix("'")


def utdrag(text: str) -> str:
    """A foreign text in a sentence: harmless and short."""
    rent = " ".join(ren(text).split())
    return f"«{rent}»" if len(rent) <= UTDRAG else f"«{rent[: UTDRAG - 1]}…»"


def placering(kalkyl: Kalkyl, block: Block, rad_nr: int, kolumn_id: str) -> Placering | Avslag:
    """Where each row and column of a block goes when the cursor is on a cell, or why nowhere."""
    lage = _Lage(kalkyl, block, rad_nr, kolumn_id)
    rubriker = _rubriktraffar(lage)
    if rubriker or _okand_rubrikrad(lage):
        lage.forsta_rad = 1
    etiketter = _etiketttraffar(lage)
    if not etiketter and _okanda_etiketter(lage):
        return Avslag(
            f"Blockets första kolumn ({utdrag(lage.kolumn(0)[0])} …) är inte namn på tabellens "
            "rader, så det går inte att veta var talen hör hemma; kopiera bara talen."
        )
    lage.forsta_kolumn = 1 if etiketter else 0
    rader = _rader_efter_etikett(lage, etiketter) if etiketter else _rader_efter_plats(lage)
    kolumner = _kolumner_efter_rubrik(lage, rubriker) if rubriker else _kolumner_efter_plats(lage)
    return Placering(rader, kolumner, tuple(lage.efter), tuple(lage.utanfor))


def _tar_bara_tal(kalkyl: Kalkyl, kolumn_id: str) -> bool:
    return kalkyl.tabell.kolumn(kolumn_id).typ in BARA_TAL


# ---- columns -----------------------------------------------------------------------------------


def rubriker_i(kalkyl: Kalkyl) -> tuple[tuple[str, str], ...]:
    """The columns' ids and headings, the label column's first."""
    tabell, period = kalkyl.tabell, kalkyl.sammanhang.period
    etikett = tabell.rubrik_etikett or tabell.rubrik
    return ((ETIKETT, etikett), *((k.id, kolumnrubrik(k, period)) for k in tabell.kolumner))


def _rubriktraffar(lage: _Lage) -> dict[int, str]:
    """The columns that the block's first row names; none where it names less than half of them."""
    if len(lage.block) < 2:
        return {}
    ids: dict[str, list[str]] = {}
    for id_, rubrik in rubriker_i(lage.kalkyl):
        ids.setdefault(namn(rubrik), []).append(id_)
    funna: dict[int, str] = {}
    for i, cell in enumerate(lage.block[0]):
        traff = ids.get(namn(cell), [])
        if len(traff) == 1 and traff[0] not in funna.values() and not ar_tom(cell):
            funna[i] = traff[0]
    egna = sum(id_ != ETIKETT for id_ in funna.values())
    ovriga = sum(not ar_tom(c) for i, c in enumerate(lage.block[0]) if i not in funna and i > 0)
    return funna if egna and egna >= ovriga else {}


def _okand_rubrikrad(lage: _Lage) -> bool:
    """Whether the first row is headings that the table does not have: no figure in it, but below.

    Only over columns of figures: they could not have held those texts.
    """
    forsta, *ovriga = lage.block
    texter = [cell for cell in forsta if not ar_tom(cell)]
    okand = (
        lage.bara_tal
        and bool(texter)
        and not any(liknar_tal(cell) for cell in texter)
        and namn(forsta[0]) not in _etiketter(lage.kalkyl)
        and any(liknar_tal(cell) for rad in ovriga for cell in rad)
        and all(not _tar_text(lage, i) for i, c in enumerate(forsta) if i and not ar_tom(c))
        and not _sags_redan(lage, forsta)
    )
    if okand:
        lage.efter.append("Blockets första rad är rubriker som tabellen inte har; den hoppas över.")
    return okand


def _sags_redan(lage: _Lage, cellerna: Sequence[str]) -> bool:
    """Whether the cursor's row says these already: a text that is printed in place of a figure."""
    ids = [id_ for id_, _ in rubriker_i(lage.kalkyl)]
    rader = (r for r in lage.kalkyl.tabell.rader[lage.rad_nr :] if r.art != "rubrik")
    rad = next(rader, None)
    par = zip(cellerna, ids[ids.index(lage.kolumn_id) :], strict=False)
    return rad is not None and all(
        ar_tom(cell) or namn(cell) == namn(str(lage.kalkyl.visat(rad.id, id_) or ""))
        for cell, id_ in par
    )


def _tar_text(lage: _Lage, nr: int) -> bool:
    """Whether the column that a cell would be placed in takes text."""
    ids = [id_ for id_, _ in rubriker_i(lage.kalkyl)]
    plats = ids.index(lage.kolumn_id) + nr
    return plats < len(ids) and not _tar_bara_tal(lage.kalkyl, ids[plats])


def _kolumner_efter_rubrik(lage: _Lage, traffar: Mapping[int, str]) -> dict[int, str]:
    lage.efter.append("Kolumnerna är placerade efter sina rubriker.")
    for i, cell in enumerate(lage.block[0]):
        if i not in traffar and i >= lage.forsta_kolumn and lage.kolumn(i):
            lage.utanfor.append(f"Kolumnen {utdrag(cell)} finns inte i tabellen.")
    return {i: id_ for i, id_ in traffar.items() if i >= lage.forsta_kolumn}


def _kolumner_efter_plats(lage: _Lage) -> dict[int, str]:
    ids = [id_ for id_, _ in rubriker_i(lage.kalkyl)]
    start = ids.index(lage.kolumn_id)
    if lage.forsta_kolumn and lage.kolumn_id == ETIKETT:
        start += 1
    bredd = max(map(len, lage.block))
    nr = range(lage.forsta_kolumn, bredd)
    ryms = dict(zip(nr, ids[start:], strict=False))
    over = sum(bool(lage.kolumn(i)) for i in nr if i not in ryms)
    if over:
        lage.utanfor.append(f"{antal(over, 'kolumn', 'kolumner')} ryms inte till höger.")
    return ryms


# ---- rows --------------------------------------------------------------------------------------


def _etiketter(kalkyl: Kalkyl) -> dict[str, list[str]]:
    """The row keys by the label as it is compared."""
    funna: dict[str, list[str]] = {}
    for rad in kalkyl.tabell.rader:
        if not ar_tom(rad.etikett):
            funna.setdefault(namn(rad.etikett), []).append(rad.id)
    return funna


def _etiketttraffar(lage: _Lage) -> dict[int, str]:
    """The rows that the block's first column names, where it is a column of labels.

    One name is enough over figures. Over texts half of the cells must be names, and where the
    labels themselves look like figures (years) all of them must.
    """
    cellerna = lage.kolumn(0)
    if max(map(len, lage.block)) < 2 or not cellerna:
        return {}
    kanda = _etiketter(lage.kalkyl)
    traffar = [cell for cell in cellerna if namn(cell) in kanda]
    andel = 1 if all(map(liknar_tal, cellerna)) else 0 if lage.bara_tal else 0.5
    if not traffar or len(traffar) < andel * len(cellerna) or _star_redan(lage):
        return {}
    return dict(_radpar(lage, kanda))


def _star_redan(lage: _Lage) -> bool:
    """Whether the block's first column is what the cursor's column of texts already says.

    A cell may say the same as a row's label.
    """
    if lage.kolumn_id == ETIKETT:
        return False
    rader = lage.kalkyl.tabell.rader[lage.rad_nr :]
    nu = [lage.kalkyl.visat(rad.id, lage.kolumn_id) for rad in rader if rad.art != "rubrik"]
    par = zip(lage.kropp, nu, strict=False)
    return all(namn(rad[0]) == namn(str(varde or "")) for (_, rad), varde in par)


def _radpar(lage: _Lage, kanda: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Each row of the block with its row key; "" for a name that cannot be told from another."""
    sedda: dict[str, int] = {}
    antal_i_blocket: dict[str, int] = {}
    for cell in lage.kolumn(0):
        antal_i_blocket[namn(cell)] = antal_i_blocket.get(namn(cell), 0) + 1
    for i, rad in lage.kropp:
        nyckel = namn(rad[0])
        ids = kanda.get(nyckel, ())
        if ids:
            plats = sedda[nyckel] = sedda.get(nyckel, -1) + 1
            yield i, ids[plats] if antal_i_blocket[nyckel] == len(ids) else ""


def _rader_efter_etikett(lage: _Lage, traffar: Mapping[int, str]) -> dict[int, str]:
    lage.efter.append("Raderna är placerade efter sina namn.")
    for i, rad in lage.kropp:
        if traffar.get(i) or all(map(ar_tom, rad[1:])):
            continue
        if i in traffar:
            mening = f"Raden {utdrag(rad[0])} står flera gånger och kan inte skiljas från en annan."
        elif ar_tom(rad[0]):
            mening = f"Rad {i + 1} i blocket har inget namn."
        else:
            mening = f"Raden {utdrag(rad[0])} finns inte i tabellen."
        lage.utanfor.append(mening)
    return {i: rad_id for i, rad_id in traffar.items() if rad_id}


def _okanda_etiketter(lage: _Lage) -> bool:
    """Whether figures stand after a column of texts that the cursor's column cannot hold."""
    forsta = lage.kolumn(0)
    return (
        lage.bara_tal
        and bool(forsta)
        and not any(map(liknar_tal, forsta))
        and any(liknar_tal(cell) for _, rad in lage.kropp for cell in rad[1:])
    )


def _rader_efter_plats(lage: _Lage) -> dict[int, str]:
    """From the cursor down. A heading row is passed by, unless the block has it too."""
    kvar = iter(lage.kalkyl.tabell.rader[lage.rad_nr :])
    placerade: dict[int, str] = {}
    over = 0
    for i, celler in lage.kropp:
        rad = next((r for r in kvar if _tar_emot(lage, r)(celler)), None)
        if rad is not None:
            placerade[i] = rad.id
        elif not all(map(ar_tom, celler)):
            over += 1
    if over:
        rad_till = " F7 lägger till en rad." if lage.kalkyl.tabell.mall.lista else ""
        lage.utanfor.append(f"{antal(over, 'rad', 'rader')} ryms inte nedanför.{rad_till}")
    return placerade


def _tar_emot(lage: _Lage, rad: Rad) -> Callable[[Sequence[str]], bool]:
    def tar_emot(celler: Sequence[str]) -> bool:
        if rad.art != "rubrik" or all(map(ar_tom, celler)):
            return True
        etikett = lage.kolumn_id == ETIKETT and namn(celler[0]) == namn(rad.etikett)
        return etikett and all(map(ar_tom, celler[1:]))

    return tar_emot
