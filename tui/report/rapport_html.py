"""A report as one HTML file: loads nothing, runs nothing, can be read aloud and printed."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from tui.report.htmlhuvud import HUVUD
from tui.report.rapport import (
    Avsnitt,
    Block,
    Rapport,
    Rapportcell,
    Rapportrad,
    Rapporttabell,
    Riskmatris,
    Rubrik,
    Stapeldiagram,
    Stycke,
)
from tui.report.svg import riskbild, stapelbild
from tui.report.tabelldelar import (
    Tabelldel,
    kommentarer,
    liggande,
    signalrader,
    syns,
    tabelldelar,
)

_STIL = """@page { size: A4; margin: 18mm 16mm; }
@page liggande { size: A4 landscape; }
body { font: 11pt/1.4 system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.9rem; margin: 0 0 .4rem; } h2 { font-size: 1.4rem; margin-top: 2rem; }
h3 { font-size: 1.1rem; margin-top: 1.4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dt { color: #555; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0 .4rem; font-size: .86rem;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
th, td { padding: .22rem .45rem; border-bottom: 1px solid #d5d5d5; text-align: left;
  vertical-align: top; font-weight: 400; }
thead th { border-bottom: 2px solid #444; vertical-align: bottom; font-weight: 600; }
.h { text-align: right; } td.h { white-space: nowrap; }
tr.summa th, tr.summa td { font-weight: 700; border-top: 1px solid #444; }
tr.rubrik th, tr.darav th, tr.darav td { font-style: italic; }
.n1 { padding-left: 1.3rem; } .n2 { padding-left: 2.4rem; } .n3 { padding-left: 3.5rem; }
.bra { background: #dff0d8; } .varning { background: #fdecc8; } .allvar { background: #f8d0d5; }
td.bra::before { content: "\\25b2\\a0"; } td.varning::before { content: "\\25bd\\a0"; }
td.allvar::before { content: "\\25bc\\a0"; } td.ord::before { content: none; }
.marke { display: inline-block; border: 2px solid #9a4f00; color: #7a3e00; font-weight: 700;
  padding: .1rem .6rem; }
.dold { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
ul.noter, ul.signaler { color: #444; font-size: .8rem; margin: .2rem 0 .6rem; padding-left: 1.1rem;
  overflow-wrap: anywhere; }
ul.signaler { list-style: none; padding-left: 0; }
ul.signaler span { padding: 0 .3rem; }
figure { margin: 1rem 0; } figcaption { font-weight: 600; margin-bottom: .3rem; }
svg { max-width: 100%; height: auto; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; }
  th, td { padding: .12rem .35rem; } nav { display: none; } thead { display: table-header-group; }
  tr, figure { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
  section.ny { break-before: page; } section.liggande { page: liggande; }
  .bra, .varning, .allvar { print-color-adjust: exact; }
  .en-sida { font-size: 8.5pt; line-height: 1.25; } .en-sida p, .en-sida li { margin: .15rem 0; }
  .en-sida h1 { font-size: 1.5rem; } .en-sida h2 { font-size: 1.15rem; margin: .5rem 0 .2rem; }
  .en-sida h3 { margin: .5rem 0 .1rem; } .en-sida ul { margin: .1rem 0; }
}
"""
_SLUT = "</main>\n</body>\n</html>\n"


def inledning(rapport: Rapport) -> str:
    """The page's head, its title, the facts, and the contents."""
    titel = f"{rapport.titel}{' – inför nämnd' if rapport.en_sida else ''}"
    fakta = "".join(f"<dt>{escape(n)}</dt><dd>{escape(v)}</dd>\n" for n, v in rapport.uppgifter)
    marke = f'<p class="marke">{escape(rapport.marke)}</p>\n' if rapport.marke else ""
    klass = _klass("en-sida" * rapport.en_sida)
    huvud = HUVUD.format(titel=escape(titel), stil=_STIL, klass=klass)
    return (
        f"{huvud}<h1>{escape(titel)}</h1>\n{marke}<dl>\n{fakta}</dl>\n{_innehall(rapport)}<main>\n"
    )


def _innehall(rapport: Rapport) -> str:
    if rapport.en_sida:
        return ""
    rader = "".join(
        f'<li><a href="#{escape(a.id)}">{escape(a.rubrik)}</a></li>\n' for a in rapport.avsnitt
    )
    return f'<nav aria-label="Innehåll">\n<h2>Innehåll</h2>\n<ul>\n{rader}</ul>\n</nav>\n'


def avsnittsborjan(avsnitt: Avsnitt) -> str:
    """A section's opening tag and heading."""
    klasser = ["ny"] * avsnitt.ny_sida + ["liggande"] * liggande(avsnitt)
    klass = f' class="{" ".join(klasser)}"' if klasser else ""
    return f'<section{klass} id="{escape(avsnitt.id)}">\n<h2>{escape(avsnitt.rubrik)}</h2>\n'


def html_bitar(rapport: Rapport) -> Iterator[str]:
    """The page, block by block."""
    yield inledning(rapport)
    for avsnitt in rapport.avsnitt:
        yield avsnittsborjan(avsnitt)
        for punkt, block in groupby(avsnitt.block, _ar_punkt):
            bitar = map(_block, block)
            yield from (f"<ul>\n{''.join(bitar)}</ul>\n",) if punkt else bitar
        yield "</section>\n"
    yield _SLUT


def _ar_punkt(block: Block) -> bool:
    return isinstance(block, Stycke) and block.punkt


def _block(block: Block) -> str:
    match block:
        case Rubrik(text, niva):
            return f"<h{niva + 1}>{escape(text)}</h{niva + 1}>\n"
        case Stycke(text, punkt):
            return f"<li>{escape(text)}</li>\n" if punkt else f"<p>{escape(text)}</p>\n"
        case Stapeldiagram():
            return _figur(block.rubrik, stapelbild(block))
        case Riskmatris():
            return _figur(block.rubrik, riskbild(block))
    return tabellhtml(block)


def _figur(rubrik: str, bild: str) -> str:
    return f"<figure>\n<figcaption>{escape(rubrik)}</figcaption>\n{bild}</figure>\n"


def tabellhtml(tabell: Rapporttabell) -> str:
    """The tables, and under them in words what the colours say, comments and notes."""
    tecken = f"<p>{escape(tabell.tecken)}</p>\n" if tabell.tecken else ""
    delar = "".join(map(_tabell, tabelldelar(tabell)))
    ord_ = [f"<strong>{escape(vem)}:</strong> {escape(t)}" for vem, t in kommentarer(tabell)]
    signaler = [
        f'<span class="{rad.signal.value}">{rad.tecken}</span> {escape(rad.text)}'
        for rad in signalrader(tabell)
    ]
    noter = [escape(not_) for not_ in tabell.noter]
    listor = (_lista(signaler, "signaler"), _lista(ord_, "kommentarer"), _lista(noter, "noter"))
    return f"{tecken}{delar}{''.join(listor)}"


def _lista(punkter: Iterable[str], klass: str) -> str:
    rader = "".join(f"<li>{punkt}</li>\n" for punkt in punkter)
    return f'<ul class="{klass}">\n{rader}</ul>\n' if rader else ""


def _tabell(del_: Tabelldel) -> str:
    rubriker = "".join(
        f'<th scope="col"{_klass("h" * k.hoger)}>{escape(k.rubrik)}</th>' for k in del_.kolumner
    )
    rader = "".join(_rad(rad, del_) for rad in del_.rader)
    return (
        f"<table>\n<caption>{escape(del_.rubrik)}</caption>\n<thead>\n"
        f'<tr><th scope="col">{escape(del_.etikettrubrik)}</th>{rubriker}</tr>\n</thead>\n'
        f"<tbody>\n{rader}</tbody>\n</table>\n"
    )


def _rad(rad: Rapportrad, del_: Tabelldel) -> str:
    celler = "".join(
        _cell(cell, kolumn.hoger) for cell, kolumn in zip(rad.celler, del_.kolumner, strict=True)
    )
    niva = f"n{min(rad.niva, 3)}" if rad.niva else ""
    klass = "" if rad.art == "post" else rad.art
    return (
        f'<tr{_klass(klass)}><th scope="row"{_klass(niva)}>{escape(rad.etikett)}</th>'
        f"{celler}</tr>\n"
    )


def _cell(cell: Rapportcell, hoger: bool) -> str:
    klasser = ["h"] if hoger else []
    dolt = ""
    if syns(cell) and cell.signal is not None:
        klasser.append(cell.signal.signal.value)
        if cell.signal.ord == cell.text:
            klasser.append("ord")
        else:
            dolt = f'<span class="dold"> ({escape(cell.signal.ord)})</span>'
    titel = f' title="{escape(cell.anm)}"' if cell.anm else ""
    return f"<td{_klass(' '.join(klasser))}{titel}>{escape(cell.text)}{dolt}</td>"


def _klass(namn: str) -> str:
    return f' class="{namn}"' if namn else ""
