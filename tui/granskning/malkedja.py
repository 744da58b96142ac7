"""The chain goal → nyckeltal → assessment (*målkedja*).

The assessment is the controller's; one against the proposal keeps its reason, and without a
reason it is told.
"""

import re
from collections.abc import Iterator, Mapping

from tui.domain.bedomning import NADD, STATUSSIGNAL, nyckeltalsstatus
from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.mal import nyckeltal_for
from tui.domain.tabell import Rad
from tui.granskning.grannar import tabell_av

BEDOMDA = ("mal.mal", "internkontroll.uppfoljning")


def malkedja(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """The findings of goals, nyckeltal and assessments."""
    for kalkyl in kalkyler.values():
        if kalkyl.tabell.mall.id in BEDOMDA:
            for rad in kalkyl.tabell.rader:
                yield from _mot_forslaget(dokument, kalkyl, rad)
            yield from _obedomda(dokument, kalkyl)
    yield from _nyckeltal(dokument, kalkyler)
    yield from _ataganden(dokument, kalkyler)
    yield from _agenda(dokument, kalkyler)


def _mot_forslaget(dokument: Dokument, kalkyl: Kalkyl, rad: Rad) -> Iterator[Fynd]:
    satt, forslag = rad.celler.get("bedomning"), kalkyl.beraknat(rad.id, "forslag")
    if not satt or not forslag or satt == forslag or rad.celler.get("skal"):
        return
    mening = (
        f"{rad.etikett}: bedömt som {_litet(satt)}, men förslaget är {_litet(forslag)}"
        f"{_missade(kalkyl, rad)}, och inget skäl är angivet."
    )
    adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "bedomning")
    yield Fynd(adress, "kedja", "bör ses över", satt, forslag, mening)


def _litet(varde: object) -> str:
    text = str(varde)
    return text[:1].lower() + text[1:]


def _missade(kalkyl: Kalkyl, rad: Rad) -> str:
    """The nyckeltal that do not reach their targets, in parentheses."""
    tabell = kalkyl.sammanhang.tabeller.get("nyckeltal")
    if tabell is None or kalkyl.tabell.mall.id != "mal.mal":
        return ""
    syskon = Kalkyl(tabell, kalkyl.sammanhang)
    missade = [
        f"{n.etikett}: {_text(n, 'utfall')} mot målet {_text(n, 'mal')}"
        for n in nyckeltal_for(tabell, rad.id)
        if syskon.beraknat(n.id, "status") in STATUSSIGNAL
        and syskon.beraknat(n.id, "status") != NADD
    ]
    return f" ({'; '.join(missade)})" if missade else ""


def _text(rad: Rad, kolumn: str) -> str:
    return celltext(rad.celler.get(kolumn), None)


def _obedomda(dokument: Dokument, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """What is not assessed yet; a decided document's note may tell why it cannot be seen."""
    rader = [r for r in kalkyl.tabell.rader if not r.celler.get("bedomning")]
    if kalkyl.sammanhang.last:
        rader = [r for r in rader if "bedomning" not in r.noter]
    if rader:
        antal, alla = len(rader), len(kalkyl.tabell.rader)
        mening = f"{kalkyl.tabell.rubrik}: {antal} av {alla} rader saknar bedömning."
        adress = Adress(dokument.id, kalkyl.tabell.id, rader[0].id, "bedomning")
        yield Fynd(adress, "saknas", "bör ses över", None, None, mening)


def _nyckeltal(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """A target without an outcome or the other way round, and a goal without a nyckeltal."""
    kalkyl = tabell_av(kalkyler, "mal.nyckeltal")
    if kalkyl is None:
        return
    for rad in kalkyl.tabell.rader:
        for kolumn, andra, ord_ in (("utfall", "mal", "utfall"), ("mal", "utfall", "mål")):
            if rad.celler.get(kolumn) is None and rad.celler.get(andra) is not None:
                adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, kolumn)
                mening = f"{rad.etikett} saknar {ord_}."
                yield Fynd(adress, "saknas", "bör ses över", None, None, mening)
    mal = tabell_av(kalkyler, "mal.mal")
    for rad in mal.tabell.rader if mal else ():
        if mal is not None and not nyckeltal_for(kalkyl.tabell, rad.id):
            adress = Adress(dokument.id, mal.tabell.id, rad.id, "forslag")
            mening = f"{rad.etikett} saknar nyckeltal att bedöma målet efter."
            yield Fynd(adress, "saknas", "bör ses över", None, None, mening)


def _ataganden(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """An undertaking that is called fulfilled while its outcome does not reach the target."""
    kalkyl = tabell_av(kalkyler, "mal.ataganden")
    for rad in kalkyl.tabell.rader if kalkyl else ():
        mal, utfall = rad.celler.get("mal"), rad.celler.get("utfall")
        status = nyckeltalsstatus(mal, utfall, str(rad.celler.get("riktning") or ""))
        bedomd = rad.celler.get("bedomning")
        if kalkyl is not None and bedomd == "uppfyllt" and status in ("nära", "ej uppnått"):
            mening = (
                f"{rad.etikett}: bedömt som uppfyllt, men utfallet {_text(rad, 'utfall')} "
                f"når inte målet {_text(rad, 'mal')}."
            )
            adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "bedomning")
            yield Fynd(adress, "kedja", "bör ses över", bedomd, status, mening)


def _agenda(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """The global goals at a nämndmål against the list of them."""
    mal, agenda = (tabell_av(kalkyler, sokt) for sokt in ("mal.mal", "mal.agenda"))
    if mal is None or agenda is None:
        return
    for rad in mal.tabell.rader:
        har = {int(n) for n in re.findall(r"\d+", str(rad.celler.get("agenda") or ""))}
        lista = [r for r in agenda.tabell.rader if r.celler.get("namndmal") == rad.id]
        dar = {int(n) for r in lista if (n := _text(r, "nr")).isdigit()}
        if har and dar and har != dar:
            sagt, borde = (", ".join(map(str, sorted(n))) for n in (har, dar))
            mening = f"{rad.etikett}: Agenda 2030-målen är {sagt}, men i listan {borde}."
            adress = Adress(dokument.id, mal.tabell.id, rad.id, "agenda")
            yield Fynd(adress, "kedja", "bör ses över", sagt, borde, mening)
