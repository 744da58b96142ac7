"""Where a claim stands: the words before and after it, its paragraph's subject, its year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.granskning.prosa.ledord import artal
from tui.granskning.prosa.pastaende import Pastaende
from tui.granskning.prosa.radord import Traff, namnda_rader
from tui.granskning.prosa.stycken import Textkropp

_NARA = 1_000


@dataclass(frozen=True)
class Lage:
    """A claim and its surroundings, in lower case.

    ``fore`` is the sentence up to the claim from the claim before it, ``efter`` what follows up
    to the next one; ``mening`` the whole sentence, ``inledning`` all of it before the claim.
    ``amne`` is the row that the paragraph begins with, ``nummer`` the claim's place among those
    of its sentence, ``forra`` the claim before it there and ``fore_forra`` the one before that.
    """

    pastaende: Pastaende
    fore: str
    efter: str
    mening: str
    inledning: str
    stycke: str
    forra_mening: str
    omrade: str
    rubrik: str
    amne: Traff | None
    nummer: int
    antal: int
    forra: Pastaende | None
    rader: tuple[Traff, ...]
    styckear: int | None
    fore_forra: Pastaende | None


def lagen(kropp: Textkropp, pastaenden: Sequence[Pastaende]) -> Iterator[Lage]:
    """The surroundings of every claim, in order."""
    grupper: dict[int, list[Pastaende]] = {}
    for ett in pastaenden:
        grupper.setdefault(kropp.mening_for(ett.plats), []).append(ett)
    for nr, grupp in grupper.items():
        yield from _i_mening(kropp, nr, grupp)


def _i_mening(kropp: Textkropp, nr: int, grupp: list[Pastaende]) -> Iterator[Lage]:
    gemen, mening = kropp.kalla.gemen, kropp.meningar[nr]
    stycke = kropp.stycken[mening.stycke]
    text = gemen[mening.start : mening.slut]
    inv = stycke.omrade == "investeringar" or "invest" in text
    rader = namnda_rader(text, inv)
    forst = gemen[stycke.start : min(stycke.slut, stycke.start + _NARA)]
    nara = gemen[max(stycke.start, mening.start - _NARA) : min(stycke.slut, mening.slut + _NARA)]
    amne = _amne(forst, inv)
    forra_mening = "" if mening.forst else gemen[kropp.meningar[nr - 1].start : mening.start]
    styckear = _styckear(forst, stycke.rubrik)
    for i, ett in enumerate(grupp):
        fore_start = grupp[i - 1].andplats if i else mening.start
        efter_slut = grupp[i + 1].plats if i + 1 < len(grupp) else mening.slut
        yield Lage(
            ett,
            gemen[fore_start : ett.plats],
            gemen[ett.andplats : max(ett.andplats, efter_slut)],
            text,
            gemen[mening.start : ett.plats],
            nara,
            forra_mening,
            stycke.omrade,
            stycke.rubrik.lower(),
            amne,
            i,
            len(grupp),
            grupp[i - 1] if i else None,
            tuple(Traff(r.begrepp, r.start + mening.start, r.slut + mening.start) for r in rader),
            styckear,
            grupp[i - 2] if i > 1 else None,
        )


def _amne(stycke: str, inv: bool) -> Traff | None:
    """The row that a paragraph is about: the one that it begins with."""
    rader = namnda_rader(stycke[:120], inv)
    return rader[0] if rader and rader[0].start < 45 else None


def _styckear(stycke: str, rubrik: str) -> int | None:
    """The year that a paragraph is about: one that it begins with, or that its heading names."""
    forst = [ar for ar, plats in artal(stycke[:30]) if plats < 12]
    i_rubrik = sorted({ar for ar, _ in artal(rubrik)})
    if forst:
        return forst[0]
    return i_rubrik[0] if len(i_rubrik) == 1 else None
