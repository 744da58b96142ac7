"""The always-visible lines: document, period, unit, signs, meeting, findings, saved; tabs."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from tui.domain.dokument import Dokument
from tui.domain.fel import Fynd
from tui.domain.installningar import Installningar, nasta_sammantrade
from tui.domain.register import OVERSIKT, TEXT, Register
from tui.domain.tabell import Tabell
from tui.svenska.format import kort_datum, om_dagar
from tui.widgets.modell import Bit, Textrad, bredd, kortad

Former: TypeAlias = tuple[str, str]
"""A text, and a shorter one for a narrow screen."""


def dokumenttext(dokument: Dokument) -> str:
    """The document's name with its state."""
    if dokument.status == "utkast":
        return f"{dokument.namn} (utkast)"
    return f"{dokument.namn} ({'upplåst' if dokument.upplast else 'beslutad'})"


def periodtext(dokument: Dokument) -> str:
    """The period as a reader says it: a day for a part of a year, else the year."""
    period = dokument.period
    return (
        f"per {kort_datum(period.slut)} {period.ar}"
        if period.manader < 12
        else f"helår {period.ar}"
    )


def kortperiod(dokument: Dokument) -> str:
    """The period where there is little room: the document's name tells the year."""
    return kort_datum(dokument.period.slut) if dokument.period.manader < 12 else "helår"


def sammantradestext(installningar: Installningar, idag: date) -> Former:
    """The next meeting and the days until then."""
    nasta = nasta_sammantrade(installningar, idag)
    if nasta is None:
        return "inget möte planerat", "inget möte"
    nar = om_dagar((nasta.datum - idag).days)
    return f"nämnd {kort_datum(nasta.datum)} · {nar}", f"nämnd {nar}"


def fyndtext(fynd: Sequence[Fynd]) -> Former:
    """How many findings there are beside mere rounding."""
    antal = sum(f.allvar != "avrundning" for f in fynd)
    return (f"! {antal} att granska", f"! {antal} fynd") if antal else ("✓ inga fynd",) * 2


def statusrad(
    dokument: Dokument,
    tabell: Tabell | None,
    sammantrade: Former,
    fynd: Former,
    sparat: str,
    skarm: int,
) -> Textrad:
    """The top line. Where there is little room the texts get shorter before one has to go.

    The unit goes early: the line of signs has it too.
    """
    enhet = f" · {tabell.enhet}" if tabell and tabell.enhet else ""
    namn, period = dokumenttext(dokument), periodtext(dokument)
    (mote, kort_mote), (antal, kort_antal) = sammantrade, fynd
    former = (
        (f" Nämndkoll  {namn} ▾  {period}{enhet}", (mote, antal, sparat)),
        (f" {namn} ▾  {period}{enhet}", (mote, antal, sparat)),
        (f" {namn} ▾  {period}", (mote, antal, sparat)),
        (f" {namn} {kortperiod(dokument)}", (kort_mote, kort_antal, sparat)),
        (f" {namn}", (kort_mote, kort_antal, sparat)),
        (f" {namn}", (kort_antal, sparat)),
        (f" {dokument.namn}", (kort_antal, sparat)),
    )
    for vanster, delar in former:
        hoger = "  ".join(delar) + " "
        if len(vanster) + 2 + len(hoger) <= skarm:
            break
    vanster = kortad(vanster, max(1, skarm - len(hoger) - 1))
    return ((vanster, "stark"), (" " * (skarm - len(vanster) - len(hoger)), ""), (hoger, ""))


INGA: Mapping[str, int] = {}


def fliknamn(
    register: Register, skarm: int, antal: Mapping[str, int] = INGA
) -> list[tuple[str, str]]:
    """The tabs' ids and names, with the number of findings; short ones where the long do not fit.

    Where even the short do not, a mark alone tells that a tab has findings.
    """
    langa = [f.rubrik for f in register.flikar]
    korta = [f.kort or f.rubrik for f in register.flikar]
    marken = {flik: f" !{n}" for flik, n in antal.items()}
    for rubriker in (langa, korta):
        form = _namnade(register, rubriker, marken)
        if sum(len(text) + 2 for _, text in form) <= skarm:
            return form
    return _namnade(register, korta, dict.fromkeys(antal, "!"))


def _namnade(
    register: Register, rubriker: Sequence[str], marken: Mapping[str, str]
) -> list[tuple[str, str]]:
    egna = zip(register.flikar, rubriker, strict=True)
    namn = [(OVERSIKT, "0 Översikt"), *((f.id, f"{f.tangent} {text}") for f, text in egna)]
    namn.append((TEXT, f"{len(register.flikar) + 1} Text"))
    return [(id_, f"{text}{marken.get(id_, '')}") for id_, text in namn]


def flikrad(
    register: Register, vald: str, fokus: bool, skarm: int, antal: Mapping[str, int] = INGA
) -> Textrad:
    """The tab bar; the chosen tab has a mark, so that colour is not needed."""
    klass = "aktiv" if fokus else "markor stark"
    return tuple(
        (f"▸{text} ", klass) if id_ == vald else (f" {text} ", "dampad")
        for id_, text in fliknamn(register, skarm, antal)
    )


def flik_vid(register: Register, x: int, skarm: int, antal: Mapping[str, int] = INGA) -> str:
    """The tab at a place on the tab bar, "" beside them."""
    kant = 0
    for id_, text in fliknamn(register, skarm, antal):
        kant += len(text) + 2
        if x < kant:
            return id_
    return ""


def tabellrad(tabeller: Sequence[Tabell], vald: Tabell | None, skarm: int) -> Textrad:
    """Which tables the tab has, in order, and which one is shown; the ends give way first."""
    if vald is None:
        return ((" Inga tabeller att visa på fliken.", "dampad"),)
    plats = [t.id for t in tabeller].index(vald.id)
    if len(tabeller) == 1:
        return ((f" {vald.rubrik}", "stark"),)
    fore: Bit = (f" {plats + 1} av {len(tabeller)} ", "dampad")
    slut: Bit = ("  F6 nästa", "tangent")
    for antal in range(len(tabeller), 0, -1):
        forsta = max(0, min(plats - antal // 2, len(tabeller) - antal))
        bitar = _tabellbitar(tabeller, range(forsta, forsta + antal), plats)
        if bredd((fore, *bitar, slut)) <= skarm:
            return (fore, *bitar, slut)
    plats_kvar = skarm - bredd((fore, slut)) - 4
    return (fore, (f" ▸{kortad(vald.rubrik, plats_kvar)} …", "stark"), slut)


def _tabellbitar(tabeller: Sequence[Tabell], visade: range, vald: int) -> Textrad:
    return (
        *((("… │", "dampad"),) if visade.start else ()),
        *(
            (f" ▸{tabeller[i].rubrik} ", "stark")
            if i == vald
            else (f" {tabeller[i].rubrik} ", "dampad")
            for i in visade
        ),
        *((("│ …", "dampad"),) if visade.stop < len(tabeller) else ()),
    )


def teckenrad(tabell: Tabell | None, skarm: int) -> Textrad:
    """Unit and sign convention, in words."""
    if tabell is None:
        return ()
    enhet = f"{tabell.enhet}. " if tabell.enhet else ""
    return ((kortad(f" {enhet}{tabell.mall.tecken}", skarm), "dampad"),)


def fotrad(kommandon: Sequence[tuple[str, str]], skarm: int) -> Textrad:
    """The footer: keys and short names, closer together on a narrow screen."""
    luft = "  " if sum(len(t) + len(n) + 4 for t, n in kommandon) <= skarm else " "
    if luft == " ":
        kommandon = [(t.replace("Ctrl+", "^"), n) for t, n in kommandon]
    bitar: list[Bit] = []
    for tangent, namn in kommandon:
        nya: tuple[Bit, ...] = ((f" {tangent}", "tangent"), (f" {namn}{luft[1:]}", ""))
        if bredd((*bitar, *nya)) > skarm:
            break
        bitar += nya
    return tuple(bitar)


def fotkommando_vid(kommandon: Sequence[tuple[str, str]], x: int, skarm: int) -> int | None:
    """Which command stands at a place of the footer, None beside them."""
    bitar = fotrad(kommandon, skarm)
    kanter = (bredd(bitar[: 2 * (i + 1)]) for i in range(len(bitar) // 2))
    return next((i for i, kant in enumerate(kanter) if x < kant), None)
