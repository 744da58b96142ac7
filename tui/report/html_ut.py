"""Tables as one HTML page that loads nothing and runs nothing: text in it is only ever text."""

import re
from collections.abc import Sequence
from html import escape

from tabulate import tabulate

from tui.domain.tabell import Radart
from tui.report.htmlhuvud import HUVUD
from tui.report.tabellform import Formrad, Tabellform

INDRAG = "&emsp;"
MARKE = {"summa": "strong", "rubrik": "em"}

_STIL = """\
body { font-family: system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd; text-align: left;
  vertical-align: top; }
th { border-bottom: 2px solid #555; vertical-align: bottom; }
ul { color: #444; font-size: .9rem; }
"""
_SLUT = "</body>\n</html>\n"


def html(former: Sequence[Tabellform]) -> str:
    """A whole page with the tables below each other."""
    titel = former[0].rubrik if len(former) == 1 else "Nämndkoll"
    return (
        HUVUD.format(titel=escape(titel), stil=_STIL, klass="")
        + "".join(map(_stycke, former))
        + _SLUT
    )


def _stycke(form: Tabellform) -> str:
    ingress = "".join(f"<p>{escape(rad)}</p>\n" for rad in form.ingress)
    noter = "".join(f"<li>{escape(not_)}</li>\n" for not_ in form.noter)
    lista = f"<ul>\n{noter}</ul>\n" if noter else ""
    return f"<h2>{escape(form.rubrik)}</h2>\n{ingress}{_tabell(form)}\n{lista}"


def _tabell(form: Tabellform) -> str:
    """tabulate's ``unsafehtml``, because bold needs tags of ours: each text is escaped before."""
    tabell = tabulate(
        [_rad(rad) for rad in form.rader],
        [escape(form.etikettrubrik), *(escape(kolumn.rubrik) for kolumn in form.kolumner)],
        tablefmt="unsafehtml",
        colalign=("left", *("right" if kolumn.hoger else "left" for kolumn in form.kolumner)),
        disable_numparse=True,
    )
    return _FYLLNAD.sub(r"\1\2", str(tabell))


# tabulate fills cells out with spaces; only its own tags can match, ours is escaped text.
_FYLLNAD = re.compile(r"(<t[hd][^>]*>) +| +(</t[hd]>)")


def _rad(rad: Formrad) -> list[str]:
    celler = (_markt(c.text, rad.art) if c.tal else escape(c.text) for c in rad.celler)
    return [INDRAG * rad.niva + _markt(rad.etikett, rad.art), *celler]


def _markt(text: str, art: Radart) -> str:
    marke = MARKE.get(art)
    return f"<{marke}>{escape(text)}</{marke}>" if marke else escape(text)
