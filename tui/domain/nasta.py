"""The next document (*nästa dokument*) out of one that there is.

Pure: documents and tables in; a new head, its tables and an account of every cell that was taken
over out. Nothing is taken over that must be new: outcomes, prognos, assessments, the decision,
the diarienummer and printed sums. Which column goes to which is the declarations' (``arv``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tui.domain.berakning import Kalkyl
from tui.domain.dokument import Beslut, Dokument
from tui.domain.fel import Adress
from tui.domain.installningar import Installningar
from tui.domain.nasta_kallor import Underlag, familj, ordnade_underlag
from tui.domain.nasta_period import Forslag
from tui.domain.nasta_tabell import Buret, Nytabell, Vandning, kallor, ny_tabell
from tui.domain.nasta_text import flyttade_ar
from tui.domain.register import REGISTER, Register
from tui.domain.tabell import Kolumn, Mall, Tabell

# How old a document may be for its tables to be what the new one's kind holds: the reports of
# 2018 are laid out in another way than those of today.
FORRA_HOGST = 2


@dataclass(frozen=True, slots=True)
class Tomt:
    """A column of the new document that could have been filled but was not, and why."""

    adress: Adress
    varfor: str


@dataclass(frozen=True)
class Nasta:
    """The new document: head, tables by tab, what was taken over, what is empty or left out."""

    dokument: Dokument
    flikar: Mapping[str, tuple[Tabell, ...]]
    buret: tuple[Buret, ...] = ()
    tomt: tuple[Tomt, ...] = ()
    utelamnat: tuple[str, ...] = ()


def nasta_dokument(
    ny: Forslag,
    bas_id: str,
    underlag: Sequence[Underlag],
    installningar: Installningar,
    register: Register = REGISTER,
) -> Nasta:
    """The document that ``ny`` proposes, out of the one with ``bas_id`` and all the others."""
    bas = next(u for u in underlag if u.dokument.id == bas_id)
    vandning = Vandning(ny, ordnade_underlag(bas, underlag), installningar)
    tabeller = _tabeller(vandning, bas, register)
    hela, brutna = _utan_brutna_lankar(tuple(tabeller.values()))
    kvar = {Adress(ny.id, n.tabell.id, r.id) for n in hela for r in n.tabell.rader}
    buret = (b for n in hela for b in n.buret)
    return Nasta(
        nytt_huvud(ny, bas.dokument),
        {
            f.id: tuple(n.tabell for n in hela if n.tabell.mall.flik == f.id)
            for f in register.flikar
        },
        tuple(b for b in buret if replace(b.till, kolumn="") in kvar),
        tuple(_tomt(vandning, hela)),
        (*_utelamnade(bas, tabeller), *brutna),
    )


def nytt_huvud(ny: Forslag, bas: Dokument) -> Dokument:
    """The head of the new draft: whose it is goes over, the decision and the diarienummer not."""
    return Dokument(
        ny.id,
        ny.namn,
        ny.slag,
        ny.period,
        beslut=Beslut(bas.beslut.instans),
        not_=f"Gjort med {bas.namn} ({bas.id}) som förlaga.",
    )


def _tabeller(vandning: Vandning, bas: Underlag, register: Register) -> dict[str, Nytabell]:
    """The new document's tables by what they are: the base's, then those that its kind has had.

    Rows that tell of another kind of document's running text are left for the last: an empty
    table to fill in, where the kind has had none of its own.
    """
    gjorda: dict[str, Nytabell] = {}
    forlagor = [bas, *_forra(vandning, bas)]
    for rader in (True, False):
        for forlaga in forlagor:
            for tabell in forlaga.tabeller:
                mall = _mall(tabell, vandning, register)
                nyckel = _nyckel(tabell)
                lika = vandning.ny.slag == forlaga.dokument.slag
                passar = lika or not tabell.mall.ur_texten or not rader
                if mall is None or nyckel in gjorda or not passar:
                    continue
                ar = vandning.ar(forlaga.dokument)
                id_ = _ledigt_id(
                    vandning, replace(tabell, id=flyttade_ar(tabell.id, ar)), mall, gjorda
                )
                gjorda[nyckel] = ny_tabell(vandning, forlaga, tabell, mall, id_, rader=rader)
        forlagor = [bas]
    return gjorda


def _nyckel(tabell: Tabell) -> str:
    """Two tables of one kind in a document are told apart by their ids."""
    gemensam = familj(tabell.mall)
    return gemensam if tabell.mall.familj else f"{gemensam} {tabell.id}"


def _forra(vandning: Vandning, bas: Underlag) -> Iterator[Underlag]:
    """The latest document of the new one's kind: the tables that a base of another kind lacks."""
    for underlag in vandning.alla if bas.dokument.slag != vandning.ny.slag else ():
        huvud = underlag.dokument
        if huvud.slag == vandning.ny.slag and 0 < vandning.ar(huvud) <= FORRA_HOGST:
            yield underlag
            return


def _mall(tabell: Tabell, vandning: Vandning, register: Register) -> Mall | None:
    """The kind that the table is of in the new document, None where it has none such."""
    slag = vandning.ny.slag
    if tabell.mall.hor_till(slag):
        return tabell.mall
    slakt = (m for m in register.mallar.values() if familj(m) == familj(tabell.mall))
    return next((m for m in slakt if m.hor_till(slag)), None)


def _ledigt_id(
    vandning: Vandning, tabell: Tabell, mall: Mall, gjorda: Mapping[str, Nytabell]
) -> str:
    """The table's id, or the one that its kind goes by in the other documents."""
    if mall is tabell.mall:
        kandidater = [tabell.id]
    else:
        andra = (t for u in vandning.alla for t in u.tabeller)
        kandidater = [*(t.id for t in andra if t.mall is mall), tabell.id]
    tagna = {ny.tabell.id for ny in gjorda.values()}
    numrerade = (f"{tabell.id}-{i}" for i in range(2, 10_000))
    return next(k for k in (*kandidater, *numrerade) if k not in tagna)


def _utan_brutna_lankar(
    tabeller: Sequence[Nytabell],
) -> tuple[tuple[Nytabell, ...], tuple[str, ...]]:
    """The tables without the rows of lists that point to a row that did not go over."""
    nycklar = {n.tabell.id: n.tabell.index for n in tabeller}
    hela, meningar = [], []
    for ny in tabeller:
        brutna = [
            rad
            for rad in ny.tabell.rader
            for kolumn in ny.tabell.kolumner
            if kolumn.hanvisar in nycklar
            and (pekar := rad.celler.get(kolumn.id)) is not None
            and pekar not in nycklar[kolumn.hanvisar]
        ]
        if brutna:
            namn = ", ".join(rad.etikett for rad in brutna)
            meningar.append(f"{ny.tabell.rubrik}: {namn} (hör till en rad som inte följde med)")
            kvar = tuple(rad for rad in ny.tabell.rader if rad not in brutna)
            ny = replace(ny, tabell=replace(ny.tabell, rader=kvar))
        hela.append(ny)
    return tuple(hela), tuple(meningar)


def _tomt(vandning: Vandning, tabeller: Sequence[Nytabell]) -> Iterator[Tomt]:
    """Each column of figures that is empty, and each that has gaps, with the reason."""
    for ny in tabeller:
        fyllda = {b.till.kolumn for b in ny.buret}
        for kolumn in ny.tabell.kolumner:
            if kolumn.numerisk and not kolumn.beraknad and ny.tabell.rader:
                adress = Adress(vandning.ny.id, ny.tabell.id, "", kolumn.id)
                if kolumn.id not in fyllda:
                    yield Tomt(adress, _varfor_tomt(vandning, ny.tabell, kolumn))
                elif saknas := _luckor(ny, kolumn):
                    yield Tomt(adress, f"finns inte i källan för {saknas}")


def _varfor_tomt(vandning: Vandning, tabell: Tabell, kolumn: Kolumn) -> str:
    if kolumn.arv is None or (kolumn.arv.slag == "utfall" and not kolumn.arv.ar):
        return "ska fyllas i på nytt"
    if kolumn.arv.overford:
        return "tomt i förlagan"
    if next(kallor(vandning, tabell, kolumn), None) is not None:
        return "källan har inga tal på de här raderna"
    ar = vandning.ny.period.ar + kolumn.arv.ar
    vad = {"budget": f"budget {ar}", "plan": f"plan {ar}"}.get(
        kolumn.arv.slag, f"utfall {ar} för samma tid på året"
    )
    return f"inget dokument har {vad}"


def _luckor(ny: Nytabell, kolumn: Kolumn) -> str:
    kalkyl = Kalkyl(ny.tabell)
    saknas = [
        rad.etikett
        for rad in ny.tabell.rader
        if rad.art in ("post", "darav")
        and kolumn.id not in rad.celler
        and not kalkyl.ar_beraknad(rad.id, kolumn.id)
    ]
    return ", ".join(f"”{etikett}”" for etikett in saknas)


def _utelamnade(bas: Underlag, tabeller: Mapping[str, Nytabell]) -> Iterator[str]:
    for tabell in bas.tabeller:
        if _nyckel(tabell) not in tabeller:
            yield f"{tabell.rubrik} (hör inte till den här sortens dokument)"
