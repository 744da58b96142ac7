"""What pasting a block would do, as a text to read before it is done."""

from collections.abc import Iterable, Iterator

from tui.domain.berakning import Kalkyl
from tui.domain.celltext import celltext, hanvisad_text, visad_text
from tui.domain.klisterplats import utdrag
from tui.domain.klistring import Klistercell, Klistring, efter_klistring
from tui.domain.tabell import ETIKETT
from tui.svenska.format import antal
from tui.tabs.panel import rubrik

TOMT = "tomt"


def klistringstext(kalkyl: Kalkyl, svar: Klistring) -> str:
    """The whole preview: how many, what, and what is not taken and why."""
    efterat = efter_klistring(kalkyl, svar.celler)
    nekade = (f"{_var(kalkyl, c)}: {utdrag(c.text)} {c.skal}" for c in svar.av("nekas"))
    skilda = (_skild(efterat, c) for c in svar.av("skiljer"))
    delar = (
        ("", (sammanfattning(svar), *svar.efter)),
        ("Tas inte emot:", nekade),
        ("Utanför tabellen:", svar.utanfor),
        ("Beräknas till annat, och skrivs aldrig:", skilda),
        ("Ändras:", (_andrad(kalkyl, c) for c in svar.av("andras"))),
    )
    return "\n\n".join(text for rubrik_, rader in delar if (text := _stycke(rubrik_, rader)))


def _stycke(rubrik_: str, rader: Iterable[str]) -> str:
    egna = list(rader)
    if not rubrik_ or not egna:
        return "\n".join(egna)
    return "\n".join([rubrik_, *(f"  {rad}" for rad in egna)])


def sammanfattning(svar: Klistring) -> str:
    """How many cells change, and how many do not and why, in one sentence."""
    return f"{', '.join(_antalen(svar))}."


def _antalen(svar: Klistring) -> Iterator[str]:
    andras = len(svar.av("andras"))
    yield f"{antal(andras, 'cell', 'celler')} ändras" if andras else "Ingen cell ändras"
    ord_ = (
        ("lika", "är redan lika"),
        ("nekas", "tas inte emot"),
        ("skiljer", "beräknas till annat"),
    )
    for utfall, vad in ord_:
        n = len(svar.av(utfall))  # type: ignore[arg-type]
        if n:
            yield f"{n} {vad}"
    if svar.tomma:
        yield antal(svar.tomma, "tom lämnas orörd", "tomma lämnas orörda")
    if svar.utanfor:
        yield "en del ligger utanför tabellen"


def _var(kalkyl: Kalkyl, cell: Klistercell) -> str:
    rad = kalkyl.tabell.rad(cell.rad)
    return f"{rad.etikett} · Namn" if cell.kolumn == ETIKETT else rubrik(kalkyl, rad, cell.kolumn)


def _nu(kalkyl: Kalkyl, cell: Klistercell) -> str:
    rad = kalkyl.tabell.rad(cell.rad)
    if cell.kolumn == ETIKETT:
        return rad.etikett or TOMT
    return _kort(visad_text(kalkyl, rad, kalkyl.tabell.kolumn(cell.kolumn)))


def _blir(kalkyl: Kalkyl, cell: Klistercell) -> str:
    kolumn = None if cell.kolumn == ETIKETT else kalkyl.tabell.kolumn(cell.kolumn)
    if kolumn is not None and kolumn.hanvisar and isinstance(cell.till, str):
        return _kort(hanvisad_text(kalkyl, kolumn, cell.till))
    return _kort(celltext(cell.till, None))


def _kort(text: str) -> str:
    rent = " ".join(text.split(" "))
    return utdrag(rent) if len(rent) > 40 or "\n" in rent else rent or TOMT


def _andrad(kalkyl: Kalkyl, cell: Klistercell) -> str:
    return f"{_var(kalkyl, cell)}: {_nu(kalkyl, cell)} → {_blir(kalkyl, cell)}"


def _skild(kalkyl: Kalkyl, cell: Klistercell) -> str:
    nu, inklistrat = _nu(kalkyl, cell), _blir(kalkyl, cell)
    return f"{_var(kalkyl, cell)}: beräknas till {nu}, inklistrat är {inklistrat}"
