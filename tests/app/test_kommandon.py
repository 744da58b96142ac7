"""One declaration a command: key, footer, palette and help; each works wherever one is."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.skarm import FLIKTANGENT, LITEN, STOR, oppnad
from tui.app.kommandon import FOTKOMMANDON, KOMMANDON
from tui.app.utforande import HANDLINGAR, visa_flik
from tui.store.mapp import Lager

ALTGR = set("@£${[]}\\|~^´`¨")
UPPTAGNA = {"ctrl+tab", "f10", "f11", "ctrl+v", "ctrl+shift+c", "ctrl+shift+v", "ctrl+shift+t"}


def test_every_command_is_declared_once_and_can_be_carried_out() -> None:
    ids = [k.id for k in KOMMANDON]
    assert len(set(ids)) == len(ids)
    assert set(ids) == set(HANDLINGAR)
    assert len({k.namn for k in KOMMANDON}) == len(KOMMANDON)


def test_no_two_commands_share_a_key() -> None:
    tangenter = [k.tangent for k in KOMMANDON if k.tangent]
    assert len(set(tangenter)) == len(tangenter)


@pytest.mark.parametrize("kommando", KOMMANDON, ids=lambda k: k.id)
def test_every_key_is_on_a_swedish_keyboard_and_free(kommando) -> None:  # type: ignore[no-untyped-def]
    assert not ALTGR & set(kommando.visas)
    assert kommando.tangent not in UPPTAGNA
    assert not kommando.tangent.startswith(("alt+", "ctrl+shift+", "ctrl+alt+"))
    assert bool(kommando.visas) or not kommando.tangent


def test_the_footer_has_at_most_eight_commands() -> None:
    assert 1 <= len(FOTKOMMANDON) <= 8


async def test_every_key_is_bound_to_its_command(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        for kommando in KOMMANDON:
            if kommando.tangent and kommando.tangent != "f2":
                bundna = skarm.app._bindings.get_bindings_for_key(kommando.tangent)
                assert [b.action for b in bundna] == [f"kor('{kommando.id}')"]


async def test_the_palette_lists_every_command_tab_and_table(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.tryck("ctrl+p")
        namn = [namn for _, namn, _ in skarm.app.screen.poster]  # type: ignore[attr-defined]
        assert {k.namn for k in KOMMANDON if k.id != "kommandon"} < set(namn)
        for flik in skarm.app.pass_.register.flikar:
            for tabell in skarm.app.pass_.tabeller(flik.id):
                assert f"Gå till {tabell.rubrik}" in namn
        await skarm.skriv("stickprov")
        await skarm.tryck("enter")
        assert skarm.tabell.id == "stickprov"
        await skarm.tryck("ctrl+p")
        await skarm.skriv("översikt")
        await skarm.tryck("enter")
        assert skarm.app.pass_.flik == "oversikt"


@pytest.mark.parametrize(
    ("storlek", "utkast", "flikar"),
    [
        (STOR, True, FLIKTANGENT),
        (LITEN, False, ("oversikt", "mal")),
        ((40, 10), True, ("oversikt", "internkontroll")),
    ],
    ids=["120x30 utkast", "80x24 beslutad", "40x10 utkast"],
)
async def test_every_command_runs_on_every_tab(
    mapp: Path, storlek: tuple[int, int], utkast: bool, flikar: Iterable[str]
) -> None:
    async with oppnad(mapp, storlek, utkast=utkast) as skarm:
        for flik in flikar:
            for kommando in KOMMANDON:
                if kommando.id == "avsluta":
                    continue
                visa_flik(skarm.app, flik)
                skarm.app.action_kor(kommando.id)
                await skarm.lugn()
                assert skarm.app._exception is None
                while skarm.dialog or skarm.app.rutnat.redigeras:
                    await skarm.tryck("escape")


async def test_leaving_remembers_document_and_tab(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("personal", dokument="2023-bokslut")
        await skarm.tryck("ctrl+q")
        assert await skarm.lamnat() == 0
    async with oppnad(mapp) as skarm:
        assert skarm.app.pass_.flik == "personal"
        assert skarm.app.pass_.dokument_id == "2023-bokslut"


async def test_the_theme_changes_at_once_and_is_kept(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        sedda = []
        for _ in range(3):
            await skarm.tryck("ctrl+t")
            sedda.append((skarm.app.tema, skarm.app.theme, skarm.app.rutnat.tema))
        assert sedda == [(t, f"namndkoll-{t}", t) for t in ("ljus", "fargblind", "mork")]
        await skarm.tryck("ctrl+t", "ctrl+t")
        assert "Färgtema: färgblindsäkert." in skarm.panel
        assert {rader.tema for rader in skarm.app.query("Rader")} == {"fargblind"}  # type: ignore[attr-defined]
        await skarm.sparat()
    async with oppnad(mapp) as skarm:
        assert skarm.app.tema == "fargblind"
        assert {rader.tema for rader in skarm.app.query("Rader")} == {"fargblind"}  # type: ignore[attr-defined]


async def test_what_is_said_is_seen_on_the_overview_too(mapp: Path) -> None:
    async with oppnad(mapp, LITEN) as skarm:
        await skarm.ga_till("oversikt")
        await skarm.tryck("ctrl+z")
        assert "Det finns inget att ångra." in skarm.text
        await skarm.tryck("down")
        assert "Enter går till raden under markören" in skarm.text


@pytest.mark.parametrize("flik", ["drift", "oversikt"])
async def test_a_message_at_the_start_is_seen_wherever_it_starts(mapp: Path, flik: str) -> None:
    Lager(mapp).spara_val(senaste_flik=flik)
    mening = "Datamappen är ny; den fick en kopia av de fem dokumenten."
    async with oppnad(mapp, LITEN, meddelande=mening) as skarm:
        assert skarm.app.pass_.flik == flik
        assert mening in skarm.text
