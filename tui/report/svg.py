"""The charts as SVG inside an HTML page: text stays text, and each picture says what it shows."""

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from tui.report.rapport import Rapportcell, Riskmatris, Riskruta, Serie, Stapeldiagram

BREDD = 760
NAMNBREDD, TALBREDD, HOGERKANT = 190, 130, 8
STAPEL, LUFT, GRUPPLUFT, TOPP = 15, 2, 12, 26
# As different in lightness as in colour: a page is often printed in black and white.
SERIEFARGER = ("#a9c0d6", "#0b3a6e", "#c96a10", "#e3d9b8")
KANT = "#333333"
BANDFARGER = {"bra": "#dff0d8", "neutral": "#eef1f4", "varning": "#fdecc8", "allvar": "#f8d0d5"}
RUTA, RUTHOJD, RISKKANT = 120, 60, 150
TECKEN_PER_RUTA = 20


def stapelbild(diagram: Stapeldiagram) -> str:
    """Lying bars from a common zero; each has its series' name and its figure at its end."""
    hojd = TOPP + len(diagram.kategorier) * _grupphojd(diagram)
    return _svg(BREDD, hojd, diagram.rubrik, diagram.alt, "".join(_staplar(diagram)))


def _grupphojd(diagram: Stapeldiagram) -> int:
    return len(diagram.serier) * (STAPEL + LUFT) + GRUPPLUFT


def _svg(bredd: int, hojd: int, titel: str, alt: str, innehall: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {bredd} {hojd}" width="{bredd}" height="{hojd}"'
        ' font-family="system-ui, sans-serif" font-size="12">\n'
        f"<title>{escape(titel)}</title>\n<desc>{escape(alt)}</desc>\n{innehall}</svg>\n"
    )


def _staplar(diagram: Stapeldiagram) -> Iterator[str]:
    minst, storst = _omfang(diagram)
    plats = BREDD - NAMNBREDD - 2 * TALBREDD - HOGERKANT
    skala = Decimal(plats) / ((storst - minst) or Decimal(1))
    noll = NAMNBREDD + TALBREDD + float(-minst * skala)
    yield from _forklaring(diagram)
    for i, kategori in enumerate(diagram.kategorier):
        y = TOPP + i * _grupphojd(diagram)
        yield _text(0, y + STAPEL - 3, kategori)
        for j, serie in enumerate(diagram.serier):
            langd = float((serie.celler[i].tal or Decimal(0)) * skala)
            yield from _stapel(j, serie, serie.celler[i], noll, langd, y + j * (STAPEL + LUFT))
    yield (
        f'<line x1="{noll:.1f}" x2="{noll:.1f}" y1="{TOPP - 4}"'
        f' y2="{TOPP + len(diagram.kategorier) * _grupphojd(diagram)}" stroke="#444"/>\n'
    )


def _omfang(diagram: Stapeldiagram) -> tuple[Decimal, Decimal]:
    tal = [c.tal for serie in diagram.serier for c in serie.celler if c.tal is not None]
    return min([Decimal(0), *tal]), max([Decimal(0), *tal])


def _forklaring(diagram: Stapeldiagram) -> Iterator[str]:
    x = NAMNBREDD
    for j, serie in enumerate(diagram.serier):
        yield f'<rect x="{x}" y="2" width="11" height="11" fill="{_farg(j)}" stroke="{KANT}"/>\n'
        yield _text(x + 16, 12, serie.namn)
        x += 30 + 7 * len(serie.namn)


def _farg(nr: int) -> str:
    return SERIEFARGER[nr % len(SERIEFARGER)]


def _stapel(
    nr: int, serie: Serie, cell: Rapportcell, noll: float, langd: float, y: int
) -> Iterator[str]:
    x = noll + min(langd, 0)
    titel = escape(f"{serie.namn}: {cell.text}")
    yield (
        f'<rect x="{x:.1f}" y="{y}" width="{abs(langd):.1f}" height="{STAPEL}" fill="{_farg(nr)}"'
        f' stroke="{KANT}" stroke-width="0.6">'
        f"<title>{titel}</title></rect>\n"
    )
    if cell.text:
        vanster = langd < 0
        yield _text(
            noll + langd + (-5 if vanster else 5), y + STAPEL - 3, cell.text, "end" * vanster
        )


def _text(x: float, y: float, text: str, ankare: str = "", *, fet: bool = False) -> str:
    lage = f' text-anchor="{ankare}"' if ankare else ""
    vikt = ' font-weight="600"' if fet else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{lage}{vikt}>{escape(text)}</text>\n'


def riskbild(matris: Riskmatris) -> str:
    """The 4×4 squares with their values, their band in words, and the numbers of their risks."""
    hojd = len(matris.rutor) * RUTHOJD + 50 + 18 * len(matris.risker)
    innehall = "".join(_riskdelar(matris))
    return _svg(BREDD, hojd, matris.rubrik, matris.alt, innehall)


def _riskdelar(matris: Riskmatris) -> Iterator[str]:
    for i, rad in enumerate(matris.rutor):
        y = 4 + i * RUTHOJD
        yield _text(0, y + RUTHOJD / 2, f"Sannolikhet {len(matris.rutor) - i}")
        for j, ruta in enumerate(rad):
            yield from _ruta(ruta, RISKKANT + j * RUTA, y)
    under = 4 + len(matris.rutor) * RUTHOJD + 18
    for j in range(len(matris.rutor[0])):
        yield _text(RISKKANT + j * RUTA + RUTA / 2, under, f"Väsentlighet {j + 1}", "middle")
    for nr, namn in enumerate(matris.risker, 1):
        yield _text(0, under + 8 + 18 * nr, f"{nr}. {namn}")


def _ruta(ruta: Riskruta, x: int, y: int) -> Iterator[str]:
    farg = BANDFARGER[ruta.band.signal.value]
    yield (
        f'<rect x="{x}" y="{y}" width="{RUTA - 3}" height="{RUTHOJD - 3}" fill="{farg}"'
        ' stroke="#777"/>\n'
    )
    yield _text(x + 6, y + 15, f"{ruta.varde} {ruta.band.ord}")
    if ruta.risker:
        nummer = f"{ruta.band.tecken} {', '.join(map(str, ruta.risker))}"
        yield _text(x + RUTA / 2, y + 42, nummer, "middle", fet=True)
