"""Restoring a backup: what it would change is shown first, and it can be undone."""

from typing import TYPE_CHECKING

from tui.app.redigering import gor, lasmening, saga
from tui.arbetsyta import Andring, Cellandring, Dokumentandring
from tui.domain.celltext import celltext
from tui.svenska.format import datum, klockslag

if TYPE_CHECKING:
    from tui.app.program import Program

VISADE = 12


async def aterstall(program: "Program") -> None:
    """Choose a backup of the shown tab's file, see what it changes, and take it."""
    from tui.widgets.dialoger import Fraga, Valjare

    pass_ = program.pass_
    if pass_.sakring is None or not pass_.har_tabeller or lasmening(program):
        saga(program, lasmening(program) or "Gå till den flik som ska återställas först.")
        return
    kopior = pass_.sakring.kopielista(pass_.dokument_id, pass_.flik)
    poster = [(str(k.nummer), f"{datum(k.nar)} kl. {klockslag(k.nar)}", "") for k in kopior]
    if not poster:
        saga(program, "Fliken har inga säkerhetskopior än; den första görs när något sparas.")
        return
    svar = await program.push_screen_wait(Valjare("Återställ från säkerhetskopia", poster))
    kopia = next((k for k in kopior if str(k.nummer) == svar), None)
    if kopia is None:
        return
    try:
        steg, utanfor = pass_.sakring.aterstallning(kopia, pass_.tabeller(pass_.flik))
    except OSError as fel:
        saga(program, str(getattr(fel, "mening", fel)))
        return
    if not steg:
        saga(program, "Säkerhetskopian säger samma sak som fliken gör nu.")
        return
    val = {"enter": ("ja", "Återställ (Ctrl+Z ångrar)")}
    text = "\n".join((*_om(program, steg), *utanfor))
    if await program.push_screen_wait(Fraga("Det här ändras", text, val)) == "ja":
        gor(program, *steg)


def _om(program: "Program", steg: tuple[Andring, ...]) -> list[str]:
    rader = [_omradet(program, andring) for andring in steg[:VISADE]]
    return [*rader, f"… och {len(steg) - VISADE} till"] if len(steg) > VISADE else rader


def _omradet(program: "Program", andring: Andring) -> str:
    if isinstance(andring, Dokumentandring):
        return "dokumentets huvud"
    tabell = program.pass_.yta.tabell(andring.adress.dokument, andring.adress.tabell)
    rad = andring.adress.rad
    namn = f"{tabell.rubrik}, {tabell.rad(rad).etikett if rad in tabell.index else rad}"
    if isinstance(andring, Cellandring):
        fran, till = (celltext(v, None) or "tomt" for v in (andring.fran, andring.till))
        return f"{namn}: {fran} → {till}"
    return f"{namn}: raden läggs till, tas bort eller flyttas"
