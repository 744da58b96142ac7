"""The chain risk → internkontrollplan → follow-up (*riskkedja*), and links that lead nowhere."""

from collections.abc import Iterator, Mapping

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Fynd
from tui.domain.internkontroll import stickprov_for
from tui.domain.tabell import Rad
from tui.granskning.grannar import Andra, jamforbara, tabell_av
from tui.granskning.samband import tryckt_tal
from tui.svenska.format import belopp

IK_PLAN = "IK-plan"
RISKER, PLAN, UPPFOLJNING = (f"internkontroll.{namn}" for namn in ("risker", "plan", "uppfoljning"))


def riskkedja(dokument: Dokument, kalkyler: Mapping[str, Kalkyl], andra: Andra) -> Iterator[Fynd]:
    """The findings of the chain, link by link."""
    risker = tabell_av(kalkyler, RISKER)
    plan = tabell_av(kalkyler, PLAN)
    uppfoljning = tabell_av(kalkyler, UPPFOLJNING)
    if risker is not None and plan is not None:
        yield from _risk_mot_plan(dokument, risker, plan)
    if uppfoljning is not None:
        yield from _utan_resultat(dokument, uppfoljning)
        yield from _plan_mot_uppfoljning(dokument, uppfoljning, kalkyler, andra)
    for kalkyl in kalkyler.values():
        yield from _brutna_lankar(dokument, kalkyl)


def _namngivna(kalkyl: Kalkyl) -> dict[str, Rad]:
    return {rad.etikett.casefold().strip(): rad for rad in kalkyl.tabell.rader}


def _risk_mot_plan(dokument: Dokument, risker: Kalkyl, plan: Kalkyl) -> Iterator[Fynd]:
    i_analysen, i_planen = _namngivna(risker), _namngivna(plan)
    for namn, rad in i_analysen.items():
        hantering = str(rad.celler.get("hantering") or "")
        adress = Adress(dokument.id, risker.tabell.id, rad.id, "hantering")
        if IK_PLAN in hantering and namn not in i_planen:
            mening = f"{rad.etikett}: hanteras i internkontrollplanen, men planen saknar risken."
            yield Fynd(adress, "kedja", "fel", hantering, None, mening)
        if IK_PLAN not in hantering and namn in i_planen:
            mening = (
                f"{rad.etikett}: finns i internkontrollplanen, men riskanalysen "
                f"anger ”{hantering}”."
            )
            yield Fynd(adress, "kedja", "fel", hantering, None, mening)
    for namn, rad in i_planen.items():
        yield from _planrad(dokument, plan, rad, risker, i_analysen.get(namn))


def _planrad(
    dokument: Dokument, plan: Kalkyl, rad: Rad, risker: Kalkyl, risk: Rad | None
) -> Iterator[Fynd]:
    adress = Adress(dokument.id, plan.tabell.id, rad.id, "riskvarde")
    if risk is None:
        mening = f"{rad.etikett}: finns i internkontrollplanen men inte i riskanalysen."
        yield Fynd(adress, "kedja", "fel", rad.etikett, None, mening)
        return
    har, dar = (tryckt_tal(k, r.id, "riskvarde") for k, r in ((plan, rad), (risker, risk)))
    if har is not None and dar is not None and har != dar:
        mening = (
            f"{rad.etikett}: riskvärdet är {belopp(har, None)} i internkontrollplanen, "
            f"men {belopp(dar, None)} i riskanalysen."
        )
        yield Fynd(adress, "kedja", "fel", har, dar, mening)


def _utan_resultat(dokument: Dokument, kalkyl: Kalkyl) -> Iterator[Fynd]:
    """A control point with neither a sample nor a stated result."""
    for rad in kalkyl.tabell.rader:
        antal, _ = stickprov_for(kalkyl, rad)
        if antal is None and not rad.celler.get("uppfylld"):
            mening = f"{rad.etikett}: kontrollpunkten saknar stickprov och resultat."
            adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "uppfylld")
            yield Fynd(adress, "saknas", "bör ses över", None, None, mening)


def _plan_mot_uppfoljning(
    dokument: Dokument, uppfoljning: Kalkyl, kalkyler: Mapping[str, Kalkyl], andra: Andra
) -> Iterator[Fynd]:
    """The year's plan, wherever it stands, against what is followed up."""
    planer = [k for d, k in jamforbara(dokument, andra) if d.period.ar == dokument.period.ar]
    plan = next((p for k in (kalkyler, *planer) if (p := _planen(k))), None)
    uppfoljda = {
        str(text).casefold().strip()
        for rad in uppfoljning.tabell.rader
        for text in (rad.etikett, rad.celler.get("risk"))
    }
    for namn, rad in _namngivna(plan).items() if plan else ():
        if namn not in uppfoljda:
            mening = f"{rad.etikett}: finns i årets internkontrollplan men följs inte upp."
            adress = Adress(dokument.id, uppfoljning.tabell.id)
            yield Fynd(adress, "kedja", "bör ses över", None, rad.etikett, mening)


def _planen(kalkyler: Mapping[str, Kalkyl]) -> Kalkyl | None:
    return tabell_av(kalkyler, PLAN)


def _brutna_lankar(dokument: Dokument, kalkyl: Kalkyl) -> Iterator[Fynd]:
    for kolumn in kalkyl.tabell.kolumner:
        mot = kalkyl.sammanhang.tabeller.get(kolumn.hanvisar) if kolumn.hanvisar else None
        for rad in kalkyl.tabell.rader if mot else ():
            nyckel = rad.celler.get(kolumn.id)
            if mot is not None and nyckel and nyckel not in mot.index:
                mening = f"{rad.etikett}: raden hör till något som inte finns i {mot.rubrik}."
                adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, kolumn.id)
                yield Fynd(adress, "kedja", "bör ses över", nyckel, None, mening)
