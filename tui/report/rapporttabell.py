"""One table of a report (*rapporttabell*) out of its sheet: texts, figures, signals, formulas."""

from collections.abc import Iterator
from decimal import Decimal

from tui.domain.avrundning import decimaler_i
from tui.domain.bedomning import Bedomning
from tui.domain.berakning import Kalkyl, enligt
from tui.domain.cellbedomning import cellbedomning
from tui.domain.celltext import cellens_enhet, celltext, visade_decimaler
from tui.domain.tabell import Kolumn, Rad
from tui.domain.uttryck import Barn, Egen, Forandring, Kvot, PerManad, Uttryck, namn_i
from tui.report.blad import Blad
from tui.report.rapport import (
    Formel,
    Grupp,
    Plats,
    Rapportcell,
    Rapportkolumn,
    Rapportrad,
    Rapporttabell,
    Signalord,
)
from tui.report.tabellform import Formcell, Tabellform, tabellform
from tui.svenska.format import ren
from tui.tabs.tecken import signaltecken

# What the program needs in a table and no document prints as a column of it. Source: the four
# printed reports, which set the key figure's source as a footnote and its goal as a heading.
UNDERLAGSKOLUMNER = {
    "mal.nyckeltal": ("riktning", "kumulativ", "namndmal", "kalla"),
    "mal.ataganden": ("antal", "av", "riktning"),
    "internkontroll.uppfoljning": ("uppfylld",),
}


def rapporttabell(blad: Blad) -> Rapporttabell:
    """The sheet's table, with the very texts that ``visa`` prints."""
    form, tabell = tabellform(blad), blad.kalkyl.tabell
    rader = tuple(
        Rapportrad(frad.etikett, tuple(_celler(blad, rad, frad.celler)), frad.niva, frad.art)
        for frad, rad in zip(form.rader, tabell.rader, strict=True)
    )
    return Rapporttabell(
        ren(tabell.id),
        form.rubrik,
        form.etikettrubrik,
        tuple(_kolumner(blad, form)),
        rader,
        ren(tabell.enhet),
        ren(tabell.mall.tecken),
        (*form.noter, *_raknat(blad)),
    )


def _kolumner(blad: Blad, form: Tabellform) -> Iterator[Rapportkolumn]:
    for formkolumn, kolumn in zip(form.kolumner, blad.kalkyl.tabell.kolumner, strict=True):
        yield Rapportkolumn(formkolumn.rubrik, formkolumn.hoger, grupp(blad.kalkyl, kolumn))


def grupp(kalkyl: Kalkyl, kolumn: Kolumn) -> Grupp:
    """Where a column stands: sums and differences are printed, the program's own measures not."""
    if kolumn.alltid:
        return "kommentar"
    egen = isinstance(kolumn.regel, Kvot | Forandring | PerManad | Egen)
    underlag = UNDERLAGSKOLUMNER.get(kalkyl.tabell.mall.id, ())
    return "underlag" if egen or kolumn.id in underlag else "tryckt"


def _raknat(blad: Blad) -> Iterator[str]:
    """A line on the rows that a decided document does not print: the program worked them out."""
    kalkyl = blad.kalkyl
    if not kalkyl.sammanhang.last:
        return
    rader = [r for r in kalkyl.tabell.rader if r.regel and not (r.tryckt or r.celler)]
    namn = [ren(r.etikett) for r in rader if _har_tal(kalkyl, r)]
    if namn:
        yield f"Räknat av Nämndkoll, inte tryckt i dokumentet: {'; '.join(namn)}."


def _har_tal(kalkyl: Kalkyl, rad: Rad) -> bool:
    return any(isinstance(kalkyl.visat(rad.id, k.id), Decimal) for k in kalkyl.tabell.kolumner)


def _celler(blad: Blad, rad: Rad, celler: tuple[Formcell, ...]) -> Iterator[Rapportcell]:
    for cell, kolumn in zip(celler, blad.kalkyl.tabell.kolumner, strict=True):
        yield _cell(blad.kalkyl, rad, kolumn, cell.text)


def _cell(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, text: str) -> Rapportcell:
    signal = signalord(cellbedomning(kalkyl, rad, kolumn))
    tal = kalkyl.visat(rad.id, kolumn.id)
    if not isinstance(tal, Decimal):
        return Rapportcell(text, signal=signal)
    formel = _formel(kalkyl, rad, kolumn)
    ger = None if formel is None else _ger(kalkyl, rad, kolumn)
    enhet = "%" if cellens_enhet(kalkyl.tabell, rad, kolumn) == "%" else ""
    decimaler = visade_decimaler(kalkyl, rad, kolumn)
    visade = decimaler_i(tal) if decimaler is None else decimaler
    if ger == tal:
        return Rapportcell(text, tal, visade, enhet, signal, formel)
    anm = "" if ger is None else f"Tryckt värde. Talen i tabellen ger {celltext(ger, visade)}."
    return Rapportcell(text, tal, visade, enhet, signal, anm=anm)


def signalord(bedomning: Bedomning | None) -> Signalord | None:
    """A judgement as a report shows it, None where there is none."""
    if bedomning is None:
        return None
    tecken = signaltecken(bedomning)
    return Signalord(bedomning.signal, tecken, ren(bedomning.ord), ren(bedomning.regel))


def _formel(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Formel | None:
    """The rule of a computed cell, with where its terms stand; None where it cannot be shown so."""
    regel = _regel(kalkyl, rad, kolumn)
    if regel is None or isinstance(regel, Egen):
        return None
    platser = [(namn, _plats(kalkyl, rad, kolumn, namn)) for namn in namn_i(regel)]
    varden = tuple((namn, plats) for namn, plats in platser if plats is not None)
    if not varden or len(varden) < len(platser):
        return None
    return Formel(regel, varden, _manader(kalkyl, regel))


def _regel(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Uttryck | None:
    regel = kalkyl.regel(rad, kolumn)
    return kalkyl.barnsumma(rad) if isinstance(regel, Barn) else regel


def _plats(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn, namn: str) -> Plats | None:
    tabell = kalkyl.tabell
    rad_id, kolumn_id = (rad.id, namn) if kolumn.beraknad else (namn, kolumn.id)
    if rad_id not in tabell.index or kolumn_id not in tabell.kolumn_index:
        return None
    return tabell.index[rad_id], tabell.kolumn_index[kolumn_id]


def _manader(kalkyl: Kalkyl, regel: Uttryck) -> int:
    period = kalkyl.sammanhang.period
    if not isinstance(regel, PerManad) or period is None:
        return 0
    return period.manader if regel.manader == "gatt" else period.manader_kvar


def _ger(kalkyl: Kalkyl, rad: Rad, kolumn: Kolumn) -> Decimal | None:
    """What the rule gives for the figures that stand in the table as shown."""
    regel = _regel(kalkyl, rad, kolumn)
    if regel is None:
        return None
    if kolumn.beraknad:
        return enligt(regel, lambda n: _visat(kalkyl, rad.id, n), kalkyl.sammanhang.period)
    return enligt(regel, lambda n: _visat(kalkyl, n, kolumn.id), kalkyl.sammanhang.period)


def _visat(kalkyl: Kalkyl, rad_id: str, kolumn_id: str) -> Decimal | None:
    """The figure of a cell as a spreadsheet sees it: a target or a pair is text there."""
    tal = kalkyl.visat_tal(rad_id, kolumn_id)
    varde = kalkyl.visat(rad_id, kolumn_id) if tal is not None else None
    return varde if isinstance(varde, Decimal) else None
