"""Points in time (*tidpunkter*): dates that do not exist, paragraphs that run backwards.

A board numbers its paragraphs through the year (convention of the minutes), so a later meeting
has a higher number; and it meets on the same weekday but for exceptions.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.tabell import ETIKETT, Rad, Tabell
from tui.granskning.grannar import tabell_av
from tui.svenska.format import MANADER, datum

VECKODAGAR = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
DAGAR = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_I_ORD = re.compile(rf"(?<![\d,.–-])(\d{{1,2}}):?e? ({'|'.join(MANADER)})\b", re.I)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_BESLUT = re.compile(r"\bSN ((?:19|20)\d\d-\d\d-\d\d),? ?§ ?(\d+)")
_MONSTER = (_I_ORD, _ISO, _BESLUT)
MINST_MOTEN = 5
_SIFFRA = re.compile(r"\d").search


def tidpunktsfynd(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """The findings of the dates and paragraphs of a document."""
    yield from _ofylld_paragraf(dokument)
    for kalkyl in kalkyler.values():
        for rad, kolumn, text in texter(kalkyl.tabell):
            for dag in omojliga_datum(text):
                adress = Adress(dokument.id, kalkyl.tabell.id, rad, kolumn)
                mening = f"{_namn(kalkyl.tabell, adress)}: {dag} är en dag som inte finns."
                yield Fynd(adress, "kedja", "fel", dag, None, mening)
    yield from _paragrafer(dokument, kalkyler)
    yield from _veckodagar(dokument, kalkyler)


def _namn(tabell: Tabell, adress: Adress) -> str:
    return tabell.rad(adress.rad).etikett if adress.rad else tabell.rubrik


def texter(tabell: Tabell) -> Iterator[tuple[str, str, str]]:
    """Every text of a table with a point in time in it: labels, cells, notes on cells, footnotes.

    Each with its row and column, "" for what is of no one row or column.
    """
    for text in (tabell.not_, *tabell.fotnoter.values()):
        yield "", "", text
    for rad, funna in tabell.dar(radtexter):
        for kolumn, text in funna:
            yield rad.id, kolumn, text


def radtexter(rad: Rad) -> tuple[tuple[str, str], ...]:
    """Those of a row, each with its column."""
    egna = ((ETIKETT, rad.etikett), *rad.celler.items(), *rad.noter.items())
    return tuple(
        ("" if kolumn == ETIKETT else kolumn, varde)
        for kolumn, varde in egna
        if isinstance(varde, str) and _SIFFRA(varde) and any(m.search(varde) for m in _MONSTER)
    )


def omojliga_datum(text: str) -> Iterator[str]:
    """The dates in a text that no calendar has."""
    for traff in _I_ORD.finditer(text):
        if not 1 <= int(traff[1]) <= DAGAR[MANADER.index(traff[2].casefold())]:
            yield traff[0]
    for traff in _ISO.finditer(text):
        if _dag(traff[0]) is None:
            yield traff[0]


def _dag(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _ofylld_paragraf(dokument: Dokument) -> Iterator[Fynd]:
    if re.search(r"\bX+\b", dokument.beslut.paragraf):
        mening = f"Beslutets paragraf är inte ifylld: {dokument.beslut.paragraf}."
        adress = Adress(dokument.id)
        yield Fynd(adress, "saknas", "bör ses över", dokument.beslut.paragraf, None, mening)


class Mote(NamedTuple):
    """A decision that is referred to: its day, its paragraph, and where it is said."""

    dag: date
    paragraf: int
    adress: Adress


def _paragrafer(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    moten: dict[tuple[date, int], Mote] = {}
    for mote in _moten(dokument, kalkyler):
        moten.setdefault((mote.dag, mote.paragraf), mote)
    for ar in sorted({mote.dag.year for mote in moten.values()}):
        arets = sorted(m for m in moten.values() if m.dag.year == ar)
        i_ordning = stigande(arets)
        for mote in arets:
            if mote not in i_ordning:
                granne = min(i_ordning, key=lambda m: abs((m.dag - mote.dag).days))
                mening = (
                    f"§ {mote.paragraf} den {datum(mote.dag)} går baklänges: "
                    f"nämnden hade § {granne.paragraf} den {datum(granne.dag)}."
                )
                sagt = f"§ {mote.paragraf}"
                yield Fynd(mote.adress, "kedja", "bör ses över", sagt, None, mening)


def _moten(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Mote]:
    """The board's decisions in the tables, and the year's meetings in the settings."""
    for kalkyl in kalkyler.values():
        for rad_id, kolumn, text in texter(kalkyl.tabell):
            for traff in _BESLUT.finditer(text):
                if (dag := _dag(traff[1])) is not None:
                    adress = Adress(dokument.id, kalkyl.tabell.id, rad_id, kolumn)
                    yield Mote(dag, int(traff[2]), adress)
    tillfallen = tabell_av(kalkyler, "drift.prognostillfallen")
    for rad in tillfallen.tabell.rader if tillfallen else ():
        dag, nummer = _dag(str(rad.celler.get("datum"))), _nummer(rad.celler.get("paragraf"))
        if tillfallen is not None and dag and nummer:
            yield Mote(dag, nummer, Adress(dokument.id, tillfallen.tabell.id, rad.id, "paragraf"))
    installningar = next(iter(kalkyler.values())).sammanhang.installningar if kalkyler else None
    for mote in installningar.sammantraden if installningar else ():
        nummer = _nummer(mote.paragraf)
        if mote.datum.year == dokument.period.ar and nummer:
            yield Mote(mote.datum, nummer, Adress(dokument.id))


def _nummer(paragraf: object) -> int | None:
    traff = re.search(r"\d+", str(paragraf or ""))
    return int(traff[0]) if traff else None


def stigande(moten: Iterable[Mote]) -> list[Mote]:
    """The longest run of meetings, by day, whose paragraphs rise; on one day they may not fall."""
    basta: list[list[Mote]] = []
    for mote in moten:
        fore = [b for b in basta if _kan_folja(b[-1], mote)]
        basta.append([*max(fore, key=len, default=[]), mote])
    return max(basta, key=len, default=[])


def _kan_folja(fore: Mote, efter: Mote) -> bool:
    samma_dag = fore.dag == efter.dag
    return fore.paragraf <= efter.paragraf if samma_dag else fore.paragraf < efter.paragraf


def _veckodagar(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """The one meeting of many that is on another weekday than all the others."""
    kalkyl = tabell_av(kalkyler, "drift.prognostillfallen")
    dagar = {
        rad.id: dag
        for rad in (kalkyl.tabell.rader if kalkyl else ())
        if (dag := _dag(str(rad.celler.get("datum")))) is not None
    }
    vanliga = Counter(dag.weekday() for dag in dagar.values()).most_common()
    if kalkyl is None or len(vanliga) != 2 or vanliga[1][1] > 1 or len(dagar) < MINST_MOTEN:
        return
    for rad_id, dag in dagar.items():
        if dag.weekday() != vanliga[0][0]:
            mening = (
                f"{kalkyl.tabell.rad(rad_id).etikett}: {datum(dag)} är en "
                f"{VECKODAGAR[dag.weekday()]}, de andra {len(dagar) - 1} sammanträdena "
                f"är på en {VECKODAGAR[vanliga[0][0]]}."
            )
            adress = Adress(dokument.id, kalkyl.tabell.id, rad_id, "datum")
            yield Fynd(adress, "kedja", "bör ses över", dag.isoformat(), None, mening)
