"""The findings kept up to date (*uppdatering*), while keys come between.

Apart from ``granskningen``, which is imported when a finding is gone to.
"""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.app.fyndurval import har_texter
from tui.app.malning import mala_huvud, mala_panel, modell

if TYPE_CHECKING:
    from tui.app.arbetspass import Arbetspass
    from tui.app.program import Program


async def granska_om(program: "Program") -> None:
    """Bring the shown document's findings up to date, and once more if that was asked meanwhile.

    One at a time: a text that is being judged in a thread is not started on again.
    """
    fynden = program.pass_.fynden
    fynden.igen = fynden.arbetar
    if fynden.arbetar:
        return
    fynden.arbetar = fynden.igen = True
    try:
        # Once the program is being left there is no screen to tell.
        while fynden.igen and program.return_code is None:
            fynden.igen = False
            await _granska(program)
    finally:
        fynden.arbetar = False


async def _granska(program: "Program") -> None:
    fynden = program.pass_.fynden
    olasta = fynden.nara.olasta()
    for nyckel in olasta:
        # A file at a time: keys come between.
        fynden.nara.las(nyckel)
        await asyncio.sleep(0)
    if olasta and not program.meddelande and (fel := fynden.nara.fel()):
        program.meddelande = fel[0].mening
        mala_panel(program)
    if fynden.inaktuella and fynden.rakna_om():
        mala_fynden(program)
    if not har_texter(fynden):
        return
    # Reading prose takes a megabyte of words and patterns: imported where there is any.
    from tui.app.textgranskning import granska_texter

    if await granska_texter(program):
        mala_fynden(program)


async def las_olasta(pass_: "Arbetspass", dokument: Iterable[str]) -> None:
    """Read what has not been read of some documents, a file at a time: keys come between."""
    for id_, flik in pass_.fynden.olasta(dokument):
        pass_.tabeller(flik, id_)
        await asyncio.sleep(0)


def mala_fynden(program: "Program") -> None:
    """Repaint what tells of findings; an edit that is open stays."""
    if program.return_code is not None:
        return
    if program.rutnat.redigeras is None:
        program.rutnat.uppdatera(modell(program))
    mala_huvud(program)
    mala_panel(program)
