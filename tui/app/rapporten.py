"""The report on a key: where to, over what is there only when asked, and in a thread."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from tui.app.redigering import saga
from tui.arbetsyta import Arbetsyta

if TYPE_CHECKING:
    from tui.app.program import Program

WORD = ".docx"


class Rapporter(Protocol):
    """What writes reports. ``skriv`` raises ValueError with a Swedish sentence; that error's
    ``finns`` tells that a file of that name is there."""

    def forslag(self, dokument_id: str, slut: str) -> str:
        """The file that is proposed."""
        ...

    def skriv(
        self,
        yta: Arbetsyta,
        dokument_id: str,
        fil: str,
        *,
        infor_namnd: bool = False,
        skriv_over: bool = False,
        framsteg: Callable[[int, int], None] | None = None,
        avbruten: Callable[[], bool] = ...,
    ) -> str:
        """Write a report; the sentence to say."""
        ...


async def skriv_rapport(program: "Program", *, infor_namnd: bool = False) -> None:
    """Ask where to, and write the shown document's report there."""
    from tui.widgets.faltruta import Faltruta

    rapporter, pass_ = program.rapporter, program.pass_
    if rapporter is None or not pass_.dokument_id:
        saga(program, "Rapporter kan inte skrivas härifrån.")
        return
    namn = f"{pass_.dokument_id}-infor-namnd" if infor_namnd else pass_.dokument_id
    rubrik = "Inför nämnd" if infor_namnd else "Skriv rapporten"
    ledtext = "Till vilken fil? Slutet väljer format: .docx, .xlsx, .html, .md eller .txt."
    fil = await program.push_screen_wait(Faltruta(rubrik, ledtext, rapporter.forslag(namn, WORD)))
    if fil:
        await _skriv(program, rapporter, fil, infor_namnd)


async def _skriv(program: "Program", rapporter: Rapporter, fil: str, infor_namnd: bool) -> None:
    try:
        mening = await _i_trad(program, rapporter, fil, infor_namnd, skriv_over=False)
    except ValueError as fel:
        if not getattr(fel, "finns", False):
            saga(program, str(fel))
            return
        if not await _far_skrivas_over(program, fil):
            saga(program, f"{fil} är orörd; ingen rapport skrevs.")
            return
        try:
            mening = await _i_trad(program, rapporter, fil, infor_namnd, skriv_over=True)
        except ValueError as ater:
            mening = str(ater)
    saga(program, mening)


async def _far_skrivas_over(program: "Program", fil: str) -> bool:
    from tui.widgets.dialoger import Fraga

    svar = {"enter": ("nej", "Låt filen vara"), "f9": ("ja", "Skriv över den")}
    return await program.push_screen_wait(Fraga("Filen finns redan", fil, svar)) == "ja"


async def _i_trad(
    program: "Program", rapporter: Rapporter, fil: str, infor_namnd: bool, *, skriv_over: bool
) -> str:
    """Write in a thread, with how far it has come on the screen; Esc stops it."""
    from tui.app.uppdatering import las_olasta
    from tui.widgets.arbetsruta import Arbetsruta

    pass_ = program.pass_
    await las_olasta(pass_, pass_.yta.dokument)
    yta, dokument_id, ruta = pass_.yta, pass_.dokument_id, Arbetsruta("Skriver rapporten")

    def skriv() -> str:
        return rapporter.skriv(
            yta,
            dokument_id,
            fil,
            infor_namnd=infor_namnd,
            skriv_over=skriv_over,
            framsteg=lambda gjorda, alla: program.call_from_thread(ruta.framsteg, gjorda, alla),
            avbruten=lambda: ruta.avbruten,
        )

    await program.push_screen(ruta)
    try:
        return await asyncio.to_thread(skriv)
    finally:
        ruta.dismiss(None)
