"""A report as Markdown and as plain text: the tables as ``visa`` sets them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from tui.report.markdown_ut import markdown, skyddad, skyddat_stycke
from tui.report.rapport import (
    Block,
    Rapport,
    Rapportcell,
    Rapportkolumn,
    Rapportrad,
    Rapporttabell,
    Riskmatris,
    Rubrik,
    Stapeldiagram,
    Stycke,
)
from tui.report.tabelldelar import kommentarer, signalrader, tabelldelar
from tui.report.tabellform import Tabellform
from tui.report.text_ut import text

BREDD = 110
RUBRIKTECKEN = {1: "=", 2: "=", 3: "-"}


def former(tabell: Rapporttabell) -> Iterator[Tabellform]:
    """The table's parts, the last with the notes: signals in words, comments, footnotes."""
    signaler = [f"{rad.tecken} {rad.text}" for rad in signalrader(tabell)]
    ord_ = [f"{vem}: {vad}" for vem, vad in kommentarer(tabell)]
    noter = (*signaler, *ord_, *tabell.noter)
    delar = tabelldelar(tabell)
    for nr, del_ in enumerate(delar, 1):
        form = replace(tabell, rubrik=del_.rubrik, kolumner=del_.kolumner, rader=del_.rader)
        yield replace(
            form.som_form(),
            ingress=(tabell.tecken,) if nr == 1 and tabell.tecken else (),
            noter=noter if nr == len(delar) else (),
        )


def rutnat(matris: Riskmatris) -> Rapporttabell:
    """The risk matrix as a table, its risks by number as the notes."""
    return Rapporttabell(
        matris.tabell,
        matris.rubrik,
        "Sannolikhet",
        tuple(Rapportkolumn(f"Väsentlighet {j}") for j in range(1, len(matris.rutor[0]) + 1)),
        tuple(
            Rapportrad(f"{len(matris.rutor) - i}", tuple(Rapportcell(ruta.text) for ruta in rad))
            for i, rad in enumerate(matris.rutor)
        ),
        noter=tuple(f"{nr}. {namn}" for nr, namn in enumerate(matris.risker, 1)),
    )


def markdownbitar(rapport: Rapport) -> Iterator[str]:
    """The report as Markdown, block by block."""
    yield f"# {skyddad(rapport.titel)}\n\n"
    if rapport.marke:
        yield f"**{skyddad(rapport.marke)}**\n\n"
    yield "".join(f"- {skyddad(namn)}: {skyddad(varde)}\n" for namn, varde in rapport.uppgifter)
    for avsnitt in rapport.avsnitt:
        yield f"\n## {skyddad(avsnitt.rubrik)}\n\n"
        under = any(isinstance(block, Rubrik) for block in avsnitt.block)
        tabell = partial(_md_tabell, niva=4 if under else 3)
        for block in avsnitt.block:
            yield _block(block, _md_rubrik, _md_stycke, tabell)


def _md_rubrik(rubrik: Rubrik) -> str:
    return f"{'#' * (rubrik.niva + 1)} {skyddad(rubrik.text)}\n"


def _md_stycke(stycke: Stycke) -> str:
    return f"{'- ' * stycke.punkt}{skyddat_stycke(stycke.text)}\n"


def _md_tabell(tabell: Rapporttabell, niva: int) -> str:
    return markdown(list(former(tabell)), niva)


def textbitar(rapport: Rapport) -> Iterator[str]:
    """The report as plain text, block by block."""
    yield _understruken(rapport.titel, 1)
    if rapport.marke:
        yield f"{rapport.marke}\n"
    yield "".join(f"{namn}: {varde}\n" for namn, varde in rapport.uppgifter)
    for avsnitt in rapport.avsnitt:
        yield f"\n\n{_understruken(avsnitt.rubrik, 2)}\n"
        for block in avsnitt.block:
            yield _block(block, _txt_rubrik, _txt_stycke, _txt_tabell)


def _understruken(rad: str, niva: int) -> str:
    return f"{rad}\n{RUBRIKTECKEN[niva] * len(rad)}\n"


def _txt_rubrik(rubrik: Rubrik) -> str:
    return _understruken(rubrik.text, 3)


def _txt_stycke(stycke: Stycke) -> str:
    return f"{'- ' * stycke.punkt}{stycke.text}\n"


def _txt_tabell(tabell: Rapporttabell) -> str:
    return text(list(former(tabell)), BREDD)


def _block(
    block: Block,
    rubrik: Callable[[Rubrik], str],
    stycke: Callable[[Stycke], str],
    tabell: Callable[[Rapporttabell], str],
) -> str:
    """A block in one of the two forms, with an empty line after it."""
    match block:
        case Rubrik():
            bit = rubrik(block)
        case Stycke():
            bit = stycke(block)
        case Rapporttabell():
            bit = tabell(block)
        case Riskmatris():
            bit = tabell(rutnat(block))
        case Stapeldiagram():
            bit = stycke(Stycke(block.alt))
    return f"{bit}\n"
