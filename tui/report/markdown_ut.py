"""Tables as Markdown: every mark that Markdown would act on escaped, sums in bold."""

import re
from collections.abc import Sequence

from tabulate import tabulate

from tui.domain.tabell import Radart
from tui.report.tabellform import Formrad, Tabellform

# "&" too where it would begin an entity: the reader is to see what the cell says. The colon and
# the full stop of a bare address, which GitHub's Markdown would make a link of.
_TECKEN = re.compile(r"[\\|`*_\[\]<>#~]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_RADBORJAN = re.compile(r"([-+=]|\d+(?=[.)]))")
INDRAG = "&emsp;"
MARKE = {"summa": "**", "rubrik": "*"}


def markdown(former: Sequence[Tabellform], niva: int = 2) -> str:
    """The tables below each other, each under a heading of its own, of a level."""
    return "\n".join(_stycke(form, niva) for form in former)


def _stycke(form: Tabellform, niva: int) -> str:
    delar = [
        f"{'#' * niva} {skyddad(form.rubrik)}",
        *(skyddat_stycke(rad) for rad in form.ingress),
        _tabell(form),
        "\n".join(f"- {skyddat_stycke(not_)}" for not_ in form.noter),
    ]
    return "\n\n".join(del_ for del_ in delar if del_) + "\n"


def _tabell(form: Tabellform) -> str:
    return tabulate(
        [_rad(rad) for rad in form.rader],
        [skyddad(form.etikettrubrik), *(skyddad(kolumn.rubrik) for kolumn in form.kolumner)],
        tablefmt="pipe",
        colalign=("left", *("right" if kolumn.hoger else "left" for kolumn in form.kolumner)),
        disable_numparse=True,
    )


def _rad(rad: Formrad) -> list[str]:
    celler = (_markt(c.text, rad.art) if c.tal else skyddad(c.text) for c in rad.celler)
    return [INDRAG * rad.niva + _markt(rad.etikett, rad.art), *celler]


def _markt(text: str, art: Radart) -> str:
    ram = MARKE.get(art, "")
    return f"{ram}{skyddad(text.strip())}{ram}" if text.strip() else ""


def skyddad(text: str) -> str:
    """The text on one line, without a character that Markdown gives a meaning to."""
    return _TECKEN.sub(r"\\\g<0>", text.replace("\n", " "))


def skyddat_stycke(text: str) -> str:
    """The same where the text begins a line: no list, no rule, no heading comes of it."""
    skyddat = skyddad(text)
    traff = _RADBORJAN.match(skyddat)
    if traff is None:
        return skyddat
    plats = traff.end() if traff[0][0].isdigit() else 0
    return f"{skyddat[:plats]}\\{skyddat[plats:]}"
