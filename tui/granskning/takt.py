"""The pace that a prognos needs (*takt*), and large deviations that nothing is said of."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from tui.domain.arv import ar_utkast
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.installningar import Trosklar
from tui.domain.tabell import Rad
from tui.granskning.grannar import tabell_av
from tui.svenska.format import belopp, procent

DRIFTMALLAR = ("drift.delar", "drift.bokslut")


def taktfynd(dokument: Dokument, kalkyler: Mapping[str, Kalkyl]) -> Iterator[Fynd]:
    """The findings of the drift table's prognos and deviations."""
    kalkyl = tabell_av(kalkyler, *DRIFTMALLAR)
    if kalkyl is None:
        return
    for rad in kalkyl.tabell.rader:
        if rad.art == "post" and not rad.utan_andel:
            yield from _takt(dokument, kalkyl, rad)
            yield from _okommenterad(dokument, kalkyl, rad, kalkyler)


def _takt(dokument: Dokument, kalkyl: Kalkyl, rad: Rad) -> Iterator[Fynd]:
    """A cost that must fall, or an income that must rise, faster than the threshold allows.

    The other way round is only caution: the prognos leaves room.
    """
    andring = kalkyl.visat_tal(rad.id, "takt_forandring")
    nu, kvar = (kalkyl.visat_tal(rad.id, f"takt_{k}") for k in ("hittills", "kvar"))
    trosklar = kalkyl.sammanhang.installningar.trosklar
    if andring is None or nu is None or kvar is None:
        return
    kravd = andring if rad.intakt else -andring
    belopp_kvar = abs(kvar - nu) * dokument.period.manader_kvar
    if kravd <= trosklar.takt_andring or belopp_kvar < trosklar.avvikelse_belopp_liten:
        return
    vad = "öka" if rad.intakt else "minska"
    mening = (
        f"{rad.etikett}: prognosen kräver att takten {vad}r med {procent(abs(andring), 0)}, "
        f"från {belopp(nu)} till {belopp(kvar)} i månaden."
    )
    adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "prognos")
    sagt = kalkyl.visat(rad.id, "prognos")
    yield Fynd(adress, "kedja", "bör ses över", sagt, None, mening)


def _okommenterad(
    dokument: Dokument, kalkyl: Kalkyl, rad: Rad, kalkyler: Mapping[str, Kalkyl]
) -> Iterator[Fynd]:
    avvikelse, budget = (kalkyl.visat_tal(rad.id, k) for k in ("avvikelse", "budget"))
    if avvikelse is None or not _stor(avvikelse, budget, kalkyl.sammanhang.installningar.trosklar):
        return
    brist = _kommentarbrist(rad)
    if brist and _kommenteras(kalkyl) and not _omtalad(rad, kalkyler):
        mening = f"{rad.etikett} avviker {belopp(avvikelse)} från budget, {brist}."
        adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "kommentar")
        yield Fynd(adress, "saknas", "bör ses över", avvikelse, None, mening)


def _kommentarbrist(rad: Rad) -> str:
    """What is wrong with a row's comment, "" for one that was written for this document."""
    kommentar = str(rad.celler.get("kommentar") or "")
    if not kommentar:
        return "utan kommentar"
    return "med en kommentar ur ett tidigare dokument" if ar_utkast(kommentar) else ""


def _stor(avvikelse: Decimal, budget: Decimal | None, trosklar: Trosklar) -> bool:
    andel = abs(avvikelse) / abs(budget) * 100 if budget else Decimal(0)
    stort_belopp = abs(avvikelse) >= trosklar.avvikelse_belopp_stor
    stor_andel = andel >= trosklar.avvikelse_andel_stor
    return stort_belopp or (stor_andel and abs(avvikelse) >= trosklar.avvikelse_belopp_liten)


def _kommenteras(kalkyl: Kalkyl) -> bool:
    """A decided report says its words in the text, unless it has its comments in the table."""
    if not kalkyl.sammanhang.last:
        return True
    return any(rad.celler.get("kommentar") for rad in kalkyl.tabell.rader)


def _omtalad(rad: Rad, kalkyler: Mapping[str, Kalkyl]) -> bool:
    """Whether the figures "ur texten" have a deviation of the row."""
    poster = tabell_av(kalkyler, "drift.delposter")
    return any(
        (r.celler.get("avser"), r.celler.get("slag")) == (rad.etikett, "avvikelse")
        for r in (poster.tabell.rader if poster else ())
    )
