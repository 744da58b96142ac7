"""Two tables side by side as a grid's content: here, there and the difference, column by column."""

from collections.abc import Iterator
from decimal import Decimal

from tui.domain.celltext import celltext, visad_text
from tui.domain.tabell import Kolumn, Rad
from tui.domain.varde import tal_i
from tui.granskning.jamforbarhet import Kolumnpar, Sida
from tui.granskning.jamforelse import Jamforelse, Radpar, jamforelsemeningar
from tui.svenska.format import belopp
from tui.tabs.huvud import dokumenttext
from tui.tabs.kolumnbredd import etikettbredd, rubrikrader, talbredd, textbredd
from tui.tabs.panel import stycke
from tui.widgets.modell import Lasmodell, Ruta, Rutkolumn, Textrad

SAKNAS, EJ_JAMFORT = "saknas", "·"
TEXTTAK = 24
DELAR = ("här", "där", "skillnad")


class Jamforelsevy(Lasmodell):
    """What the grid shows of a comparison; three columns for each that the two tables share."""

    def __init__(self, jamford: Jamforelse, skarm: int) -> None:
        self.jamford = jamford
        self.antal_rader = len(jamford.rader)
        etiketter = [self._etikett(rad) for rad in jamford.rader]
        bredd = etikettbredd(etiketter, skarm)
        rubrik = rubrikrader(jamford.har.tabell.rubrik, bredd)
        etikett = Rutkolumn("etikett", rubrik, bredd, hoger=False, teckenbredd=1)
        self.kolumner = (etikett, *self._kolumner())

    def par(self, kolumn: int) -> tuple[Kolumnpar, int]:
        """The pair that a column of the grid belongs to, and which of its three it is."""
        nr, del_ = divmod(kolumn - 1, len(DELAR))
        return self.jamford.kolumner[nr], del_

    def ruta(self, rad: int, kolumn: int) -> Ruta:
        """The cell at a place."""
        radpar = self.jamford.rader[rad]
        if kolumn == 0:
            return Ruta(self._etikett(radpar), "" if radpar.har and radpar.dar else "dampad")
        par, del_ = self.par(kolumn)
        if del_ == 2:
            return self._skillnad(radpar, par)
        return Ruta(self.text(radpar, par, del_), "" if radpar.har and radpar.dar else "dampad")

    def text(self, rad: Radpar, par: Kolumnpar, del_: int) -> str:
        """What one of the two documents shows, in words where it has no such row."""
        sida, rad_id, kolumn_id = _sidans(self.jamford, rad, par, del_)
        if not rad_id:
            return SAKNAS
        egen = sida.tabell.rad(rad_id)
        rader = visad_text(sida.kalkyl, egen, sida.tabell.kolumn(kolumn_id)).splitlines()
        return f"{rader[0]} …" if len(rader) > 1 else "".join(rader)

    def radklass(self, rad: int) -> str:
        """Sums and headings are bold, memo rows faint, as in the table itself."""
        art = _raden(self.jamford, self.jamford.rader[rad]).art
        return {"summa": "stark", "rubrik": "stark info", "darav": "dampad"}.get(art, "")

    def _etikett(self, rad: Radpar) -> str:
        sida = self.jamford.har if rad.har else self.jamford.dar
        egen = _raden(self.jamford, rad)
        return "  " * sida.tabell.niva(egen) + egen.etikett

    def _kolumner(self) -> Iterator[Rutkolumn]:
        for par in self.jamford.kolumner:
            kolumn = self.jamford.har.tabell.kolumn(par.har)
            for del_, sida, id_ in (
                (0, self.jamford.har, par.har),
                (1, self.jamford.dar, par.dar),
            ):
                texter = [self.text(rad, par, del_) for rad in self.jamford.rader]
                yield _rutkolumn(f"{id_}.{del_}", DELAR[del_], sida.rubrik(id_), kolumn, texter)
            texter = [self._skillnad(rad, par).text for rad in self.jamford.rader]
            yield _skillnadskolumn(par, kolumn, texter)

    def _skillnad(self, rad: Radpar, par: Kolumnpar) -> Ruta:
        if not rad.har or not rad.dar:
            return Ruta()
        kolumn = self.jamford.har.tabell.kolumn(par.har)
        skiljer = self.jamford.skiljer(rad, par)
        skillnad = self.jamford.skillnad(rad, par)
        tecken, klass = ("≠", "varning") if skiljer and par.samma else ("", "")
        if skillnad is not None and kolumn.numerisk:
            return Ruta(skillnadstext(skillnad), klass or ("" if skillnad else "dampad"), tecken)
        if self.jamford.hinder(rad, par):
            return Ruta(EJ_JAMFORT, "dampad")
        varden = self.jamford.varden(rad, par)
        if varden == (None, None):
            return Ruta()
        return Ruta("olika" if skiljer else "lika", klass or ("" if skiljer else "dampad"), tecken)


def _sidans(jamford: Jamforelse, rad: Radpar, par: Kolumnpar, del_: int) -> tuple[Sida, str, str]:
    if del_ == 0:
        return jamford.har, rad.har, par.har
    return jamford.dar, rad.dar, par.dar


def _raden(jamford: Jamforelse, rad: Radpar) -> Rad:
    if rad.har:
        return jamford.har.tabell.rad(rad.har)
    return jamford.dar.tabell.rad(rad.dar)


def _rutkolumn(id_: str, del_: str, namn: str, kolumn: Kolumn, texter: list[str]) -> Rutkolumn:
    if not kolumn.numerisk:
        bredd = textbredd(texter, namn, TEXTTAK)
        return Rutkolumn(id_, (f"{del_}:", *rubrikrader(namn, bredd)), bredd, hoger=False)
    rubrik = (f"{del_}:", *rubrikrader(namn, talbredd(texter, ())))
    return Rutkolumn(id_, rubrik, talbredd(texter, rubrik))


def _skillnadskolumn(par: Kolumnpar, kolumn: Kolumn, texter: list[str]) -> Rutkolumn:
    rubrik = ("jämförs", "inte") if par.hinder else ("skillnad",)
    bredd = talbredd(texter, rubrik)
    return Rutkolumn(
        f"{par.har}.skillnad", rubrik, bredd, hoger=kolumn.numerisk, teckenbredd=2 * par.samma
    )


def skillnadstext(skillnad: Decimal) -> str:
    """A difference with its sign, plus too."""
    text = belopp(skillnad, None)
    return f"+{text}" if skillnad > 0 else text


# ---- around the grid ---------------------------------------------------------------------------


def jamforelserubrik(jamford: Jamforelse) -> str:
    """Which documents are compared, for the line above the grid."""
    har, dar = (s.dokument for s in (jamford.har, jamford.dar))
    if har.namn != dar.namn:
        return f" Jämför: här {har.namn} · där {dar.namn} · Esc tillbaka"
    lagen = (dokumenttext(d).removeprefix(d.namn).strip(" ()") for d in (har, dar))
    return f" Jämför {har.namn}: här {' · där '.join(lagen)} · Esc tillbaka"


def jamforelsetecken(jamford: Jamforelse) -> str:
    """How the difference is counted, or first of all why something does not compare."""
    mening = next(jamforelsemeningar(jamford), "")
    return f" Skillnad = här − där. {mening}".rstrip()


def jamforelserader(vy: Jamforelsevy, rad: int, kolumn: int, bredd: int) -> Iterator[Textrad]:
    """The panel: the cell under the cursor in words, then what holds for the whole comparison."""
    if rad < vy.antal_rader and kolumn:
        for text in _cellmeningar(vy, vy.jamford.rader[rad], vy.par(kolumn)[0]):
            yield from stycke(text, "", bredd, "  ")
        yield ()
    for mening in jamforelsemeningar(vy.jamford):
        yield from stycke(mening, "dampad", bredd, "  ")


def cellrubrik(vy: Jamforelsevy, rad: int, kolumn: int) -> str:
    """The panel's heading: row and column."""
    etikett = _raden(vy.jamford, vy.jamford.rader[rad]).etikett
    return f"{etikett} · {vy.jamford.har.rubrik(vy.par(kolumn)[0].har)}" if kolumn else etikett


def _cellmeningar(vy: Jamforelsevy, rad: Radpar, par: Kolumnpar) -> Iterator[str]:
    jamford = vy.jamford
    for del_, namn in enumerate(DELAR[:2]):
        sida, rad_id, kolumn_id = _sidans(jamford, rad, par, del_)
        varde = jamford.varden(rad, par)[del_]
        text = vy.text(rad, par, del_) or "tomt"
        annat_namn = sida.tabell.rad(rad_id).etikett if rad_id and rad.har and rad.dar else ""
        om = f", raden {annat_namn}" if del_ and annat_namn != _raden(jamford, rad).etikett else ""
        hela = celltext(varde, None) if isinstance(varde, str) and rad_id else text
        yield f"{namn.capitalize()}, {sida.rubrik(kolumn_id)}{om}: {hela}"
    hinder = jamford.hinder(rad, par)
    skillnad = jamford.skillnad(rad, par)
    if hinder:
        yield f"Jämförs inte: {hinder}."
    elif skillnad is not None:
        andel = _andel(skillnad, tal_i(jamford.varden(rad, par)[1]))
        yield f"Skillnad, här − där: {skillnadstext(skillnad)}{andel}"
    if par.samma and jamford.skiljer(rad, par) and not jamford.cellvis:
        yield "≠ Båda dokumenten anger samma uppgift för samma tid, och de säger olika."


def _andel(skillnad: Decimal, mot: Decimal | None) -> str:
    if not mot or not skillnad:
        return ""
    return f" ({skillnadstext((100 * skillnad / abs(mot)).quantize(Decimal('0.1')))} %)"
