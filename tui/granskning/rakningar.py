"""Counts (*räkningar*): numbers that the text gives, against what they are counted of.

"Tre av fyra kontrollpunkter", "79 utredningar", "47 av 57": each is a row of a table "ur texten"
under a key of its own. Where what is counted is not complete, nothing is said.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from tui.domain.avrundning import decimaler_i
from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Dokument
from tui.domain.fel import Adress, Allvar, Fynd
from tui.domain.installningar import KONTROLLSKALA
from tui.granskning.grannar import tabell_av
from tui.granskning.samband import avrundat, tryckt_tal
from tui.svenska.format import belopp

Kalkyler = Mapping[str, Kalkyl]
Rakna = Callable[[Dokument, Kalkyler], Decimal | None]


def _tabell(kalkyler: Kalkyler, mall: str) -> Kalkyl | None:
    return tabell_av(kalkyler, mall)


def antal_rader(mall: str) -> Rakna:
    """How many rows a table has."""

    def rakna(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
        del dokument
        kalkyl = _tabell(kalkyler, mall)
        return None if kalkyl is None else Decimal(len(kalkyl.tabell.rader))

    return rakna


def antal_med(mall: str, kolumn: str, borjan: str) -> Rakna:
    """How many rows of a table begin a column so."""

    def rakna(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
        del dokument
        kalkyl = _tabell(kalkyler, mall)
        if kalkyl is None:
            return None
        texter = [str(rad.celler.get(kolumn) or "") for rad in kalkyl.tabell.rader]
        return Decimal(sum(text.startswith(borjan) for text in texter))

    return rakna


def utan_anmarkning(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
    """Control points assessed as without remarks; by proposal where the assessment is not seen."""
    del dokument
    kalkyl = _tabell(kalkyler, "internkontroll.uppfoljning")
    if kalkyl is None:
        return None
    satta = [
        rad.celler.get("bedomning") or kalkyl.beraknat(rad.id, "forslag")
        for rad in kalkyl.tabell.rader
    ]
    return Decimal(satta.count(KONTROLLSKALA[0])) if all(satta) else None


def stickprov(punkt: str, kolumn: str = "antal") -> Rakna:
    """The samples of one control point, added up."""

    def rakna(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
        del dokument
        kalkyl = _tabell(kalkyler, "internkontroll.stickprov")
        rader = kalkyl.tabell.rader if kalkyl else ()
        tal = [r.celler.get(kolumn) for r in rader if r.celler.get("punkt") == punkt]
        kanda = [t for t in tal if isinstance(t, Decimal)]
        return sum(kanda, Decimal(0)) if kanda and len(kanda) == len(tal) else None

    return rakna


def varde(mall: str, rad_id: str) -> Rakna:
    """Another figure of the text."""

    def rakna(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
        del dokument
        kalkyl = _tabell(kalkyler, mall)
        return None if kalkyl is None else tryckt_tal(kalkyl, rad_id, "varde")

    return rakna


def summa(*delar: Rakna) -> Rakna:
    """The sum of counts, where all are known."""

    def rakna(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
        kanda = [tal for del_ in delar if (tal := del_(dokument, kalkyler)) is not None]
        return sum(kanda, Decimal(0)) if len(kanda) == len(delar) else None

    return rakna


def andel(del_: Rakna, av: Rakna) -> Rakna:
    """One count in per cent of another."""

    def rakna(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
        taljare, namnare = del_(dokument, kalkyler), av(dokument, kalkyler)
        return None if taljare is None or not namnare else taljare / namnare * 100

    return rakna


def per_manad(rakna_: Rakna) -> Rakna:
    """A count spread over the months that the document covers."""

    def rakna(dokument: Dokument, kalkyler: Kalkyler) -> Decimal | None:
        tal = rakna_(dokument, kalkyler)
        return None if tal is None else tal / dokument.period.manader

    return rakna


KONTROLL, MAL, PERSONAL = "internkontroll.uppgifter", "mal.uppgifter", "personal.uppgifter"
# The table and key of a figure of the text, what is counted, in words, and how grave it is.
RAKNINGAR: tuple[tuple[str, str, Rakna, str, Allvar], ...] = (
    (KONTROLL, "punkter_totalt", antal_rader("internkontroll.uppfoljning"), "listan har", "fel"),
    (KONTROLL, "punkter_utan", utan_anmarkning, "bedömningarna ger", "fel"),
    (
        KONTROLL,
        "kvarvarande",
        antal_med("internkontroll.punkter", "grupp", "Kvarvarande"),
        "listan har",
        "fel",
    ),
    (KONTROLL, "granskade", stickprov("handlaggning"), "stickproven ger", "fel"),
    (KONTROLL, "logg_kontroller", stickprov("obehoriga"), "stickproven ger", "fel"),
    (
        KONTROLL,
        "logg_anmarkningar",
        stickprov("obehoriga", "anmarkningar"),
        "stickproven ger",
        "fel",
    ),
    (
        KONTROLL,
        "logg_handlaggare",
        per_manad(stickprov("obehoriga")),
        "kontrollerna per månad i perioden är",
        "bör ses över",
    ),
    (MAL, "namndmal", antal_rader("mal.mal"), "listan har", "fel"),
    (MAL, "antal_inriktningar", antal_rader("mal.inriktningar"), "listan har", "fel"),
    (
        MAL,
        "uppfyllda_mal",
        antal_med("mal.ataganden", "bedomning", "uppfyllt"),
        "listan har",
        "fel",
    ),
    (
        MAL,
        "kontaktade_andel",
        andel(varde(MAL, "kontaktade_ja"), varde(MAL, "kontaktade")),
        "antalen ger",
        "fel",
    ),
    (
        MAL,
        "vald_aktualiserade",
        summa(varde(MAL, "vald_kvinnor"), varde(MAL, "vald_man")),
        "delarna ger",
        "fel",
    ),
    (
        PERSONAL,
        "avslutade",
        summa(varde(PERSONAL, "externa_avgangar"), varde(PERSONAL, "pensionsavgangar")),
        "delarna ger",
        "fel",
    ),
    (
        "drift.delposter",
        "prognostillfallen",
        antal_rader("drift.prognostillfallen"),
        "listan har",
        "fel",
    ),
)


def rakningar(dokument: Dokument, kalkyler: Kalkyler) -> Iterator[Fynd]:
    """A finding for every count that what is counted does not give."""
    for mall, rad_id, rakna, vad, allvar in RAKNINGAR:
        kalkyl = _tabell(kalkyler, mall)
        if kalkyl is None or rad_id not in kalkyl.tabell.index:
            continue
        sagt, borde = tryckt_tal(kalkyl, rad_id, "varde"), rakna(dokument, kalkyler)
        if sagt is None or borde is None or avrundat(borde, sagt) == sagt:
            continue
        rad = kalkyl.tabell.rad(rad_id)
        decimaler = max(decimaler_i(sagt), min(decimaler_i(borde), 1))
        mening = (
            f"{rad.etikett}: texten säger {belopp(sagt, None)}, "
            f"men {vad} {belopp(borde, decimaler)}."
        )
        adress = Adress(dokument.id, kalkyl.tabell.id, rad_id, "varde")
        yield Fynd(adress, "kedja", allvar, sagt, borde, mening)
    yield from _prognossakerhet(dokument, kalkyler)
    yield from _kommunbidrag(dokument, kalkyler)


def _prognossakerhet(dokument: Dokument, kalkyler: Kalkyler) -> Iterator[Fynd]:
    """Prognossäkerhet = bokslut − prognos, at each occasion; both as deviations from budget."""
    kalkyl = _tabell(kalkyler, "drift.prognossakerhet")
    drift = _tabell(kalkyler, "drift.bokslut")
    bokslut = None if drift is None else tryckt_tal(drift, "resultat", "avvikelse")
    for rad in kalkyl.tabell.rader if kalkyl else ():
        sagt, prognos = (rad.celler.get(k) for k in ("avvikelse", "prognos"))
        if not isinstance(sagt, Decimal) or not isinstance(prognos, Decimal) or bokslut is None:
            continue
        if kalkyl is not None and sagt != bokslut - prognos:
            mening = (
                f"{rad.etikett}: avvikelsen är {belopp(sagt)}, men bokslutets {belopp(bokslut)} "
                f"minus prognosen ger {belopp(bokslut - prognos)}."
            )
            adress = Adress(dokument.id, kalkyl.tabell.id, rad.id, "avvikelse")
            yield Fynd(adress, "kedja", "fel", sagt, bokslut - prognos, mening)


ARSKOLUMNER = ("foregaende", "budget", "plan1", "plan2")


def _kommunbidrag(dokument: Dokument, kalkyler: Kalkyler) -> Iterator[Fynd]:
    """What the text says that the kommunbidrag is and rises by, against the ramar."""
    text, ramar = _tabell(kalkyler, "drift.upprakning"), _tabell(kalkyler, "drift.plan")
    if text is None or ramar is None:
        return
    tal = [tryckt_tal(ramar, "kommunbidrag", kolumn) for kolumn in ARSKOLUMNER]
    for i, (fore, nu) in enumerate(itertools.pairwise(tal)):
        ar = dokument.period.ar + i
        if fore is None or nu is None:
            continue
        for nyckel, kolumn, borde in (
            (f"kommunbidrag_{ar}", "belopp", nu / 1000),
            (f"okning_{ar}", "belopp", (nu - fore) / 1000),
            (f"okning_procent_{ar}", "procent", (nu - fore) / fore * 100 if fore else None),
        ):
            yield from _uppraknad(dokument, text, nyckel, kolumn, borde)


def _uppraknad(
    dokument: Dokument, text: Kalkyl, nyckel: str, kolumn: str, borde: Decimal | None
) -> Iterator[Fynd]:
    sagt = tryckt_tal(text, nyckel, kolumn)
    if sagt is None or borde is None or avrundat(borde, sagt) == sagt:
        return
    ratt = avrundat(borde, sagt)
    mening = (
        f"{text.tabell.rad(nyckel).etikett}: texten säger {belopp(sagt, None)}, "
        f"men ramarna ger {belopp(ratt, None)}."
    )
    adress = Adress(dokument.id, text.tabell.id, nyckel, kolumn)
    yield Fynd(adress, "kedja", "fel", sagt, ratt, mening)
