"""Rows of a list come, go and move, and each of it can be undone; fixed rows stay."""

import json
from pathlib import Path

import pytest

from tests.skarm import Skarm, oppnad

LISTOR = (
    ("2024-delar", "mal", "nyckeltal", "utfall", "302"),
    ("2025-budget", "internkontroll", "risker", "sannolikhet", "4"),
    ("2025-budget", "internkontroll", "internkontrollplan", "metod", "Stickprov"),
    ("2024-delar", "drift", "delposter", "varde", "-1,5"),
    ("2024-delar", "mal", "mal", "kf_mal", "Trygghet"),
    ("2024-delar", "internkontroll", "uppfoljning", "metod", "Intervju"),
)


def rader(skarm: Skarm) -> list[tuple[str, str]]:
    """The rows that are shown, by key and label."""
    return [(rad.id, rad.etikett) for rad in skarm.tabell.rader]


async def i_lista(skarm: Skarm, dokument: str, flik: str, tabell: str) -> None:
    """A working copy of a document, at the second row of a list."""
    skarm.app.pass_.dokument_id = dokument
    await skarm.arbetskopia()
    await skarm.ga_till(flik, tabell)
    await skarm.cell(skarm.tabell.rader[1].id, skarm.tabell.kolumner[0].id)


@pytest.mark.parametrize(("dokument", "flik", "tabell", "kolumn", "text"), LISTOR)
async def test_a_row_is_added_named_filled_and_kept(
    mapp: Path, dokument: str, flik: str, tabell: str, kolumn: str, text: str
) -> None:
    async with oppnad(mapp) as skarm:
        await i_lista(skarm, dokument, flik, tabell)
        fore = rader(skarm)
        await skarm.tryck("f7")
        await skarm.skriv("Ny rad")
        await skarm.tryck("tab")
        ny = skarm.tabell.rader[2]
        assert rader(skarm) == [*fore[:2], (ny.id, "Ny rad"), *fore[2:]]
        await skarm.cell(ny.id, kolumn)
        await skarm.skriv(text)
        await skarm.tryck("enter")
        await skarm.sparat()
        fil = mapp / f"{dokument}-utkast" / f"{flik}.json"
        sparade = json.loads(fil.read_text(encoding="utf-8"))[tabell].values()
        assert [(r["rad"], r["etikett"]) for r in sparade if r["rad"] == ny.id] == [
            (ny.id, "Ny rad")
        ]
        await skarm.tryck("ctrl+z", "ctrl+z", "ctrl+z")
        assert rader(skarm) == fore


@pytest.mark.parametrize(("dokument", "flik", "tabell"), [rad[:3] for rad in LISTOR])
async def test_a_row_is_removed_and_undo_brings_it_back_whole(
    mapp: Path, dokument: str, flik: str, tabell: str
) -> None:
    async with oppnad(mapp) as skarm:
        await i_lista(skarm, dokument, flik, tabell)
        fore = skarm.tabell.rader
        await skarm.tryck("ctrl+delete")
        assert skarm.tabell.rader == (fore[0], *fore[2:])
        await skarm.tryck("ctrl+z")
        assert skarm.tabell.rader == fore
        await skarm.tryck("ctrl+y")
        assert skarm.tabell.rader == (fore[0], *fore[2:])


@pytest.mark.parametrize(("dokument", "flik", "tabell"), [rad[:3] for rad in LISTOR[:3]])
async def test_a_row_moves_with_the_cursor_on_it(
    mapp: Path, dokument: str, flik: str, tabell: str
) -> None:
    async with oppnad(mapp) as skarm:
        await i_lista(skarm, dokument, flik, tabell)
        fore = rader(skarm)
        await skarm.tryck("ctrl+up")
        assert rader(skarm) == [fore[1], fore[0], *fore[2:]]
        assert skarm.har[0] == fore[1][0]
        await skarm.tryck("ctrl+up")
        assert rader(skarm) == [fore[1], fore[0], *fore[2:]]
        await skarm.tryck("ctrl+down", "ctrl+down")
        assert rader(skarm) == [fore[0], fore[2], fore[1], *fore[3:]]
        await skarm.tryck("ctrl+z", "ctrl+z", "ctrl+z")
        assert rader(skarm) == fore


async def test_the_last_row_can_go_and_a_first_one_come(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await i_lista(skarm, "2024-delar", "internkontroll", "stickprov")
        while skarm.tabell.rader:
            await skarm.tryck("ctrl+delete")
        assert skarm.tabell.rader == ()
        await skarm.tryck("space", "5", "enter", "f2", "delete", "ctrl+delete", "ctrl+up", "f4")
        assert skarm.dialog == ""
        await skarm.tryck("f7", "X", "enter")
        assert [rad.etikett for rad in skarm.tabell.rader] == ["X"]
        await skarm.tryck(*["ctrl+z"] * 5)
        assert len(skarm.tabell.rader) == 3


@pytest.mark.parametrize("tangent", ["f7", "ctrl+delete", "ctrl+up", "ctrl+down"])
async def test_the_rows_of_a_printed_table_are_fixed(mapp: Path, tangent: str) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        fore = rader(skarm)
        await skarm.tryck("down", tangent)
        assert rader(skarm) == fore
        assert "Tabellens rader är fasta" in skarm.panel


@pytest.mark.parametrize("kolumn", ["mal", "status"])
async def test_a_row_added_to_a_decided_document_goes_into_a_working_copy(
    mapp: Path, kolumn: str
) -> None:
    async with oppnad(mapp) as skarm:
        await skarm.ga_till("mal", "nyckeltal")
        await skarm.cell(skarm.tabell.rader[0].id, kolumn)
        await skarm.tryck("f7")
        assert "Beslutat dokument" in skarm.dialog
        await skarm.tryck("enter")
        assert skarm.app.pass_.dokument_id == "2024-delar-utkast"
        await skarm.skriv("Nytt")
        await skarm.tryck("enter")
        assert [rad.etikett for rad in skarm.tabell.rader].count("Nytt") == 1
        assert len(skarm.tabell.rader) == 7


async def test_a_sum_with_rows_under_it_is_not_removed(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await i_lista(skarm, "2024-delar", "investeringar", "investeringar")
        fore = rader(skarm)
        for rad in ("reinvestering", "totalt"):
            await skarm.cell(rad, "budget")
            await skarm.tryck("ctrl+delete")
            assert rader(skarm) == fore
            assert "tas inte bort" in skarm.panel


async def test_a_row_added_under_a_sum_counts_in_it(mapp: Path) -> None:
    async with oppnad(mapp) as skarm:
        await i_lista(skarm, "2024-delar", "investeringar", "investeringar")
        await skarm.cell("reinvestering", "budget")
        await skarm.tryck("f7")
        await skarm.skriv("Maskiner")
        await skarm.tryck("tab")
        ny = skarm.har[0]
        await skarm.skriv("50")
        await skarm.tryck("enter")
        assert skarm.celltext(ny, "budget") == "50"
        assert skarm.celltext("reinvestering", "budget") == "800"
        assert skarm.celltext("totalt", "budget") == "1\u00a0550"
