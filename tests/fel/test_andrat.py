"""Files that others change, replace, delete or touch while they are open and edited."""

import json
import os
import random
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.fel.hjalp import CELL, D, Session, cellvarde, datamapp, i_filen, nystartat, utan_malning
from tui.app import vakt
from tui.arbetsyta import Dokumentandring, cellandring
from tui.domain.fel import Adress
from tui.store.sakert import Sakerlager
from tui.store.start import aterstallt
from tui.widgets.dialoger import Fraga

DERAS = Adress(D, "drift", "personal", "prognos")


def annat_program(mapp: Path, hur: str, tal: int) -> None:
    """Another program puts a figure into the file, in its own way."""
    fil = mapp / D / "drift.json"
    ra: Any = json.loads(fil.read_text(encoding="utf-8"))
    ra["drift"]["4"]["celler"]["prognos"] = tal
    text = json.dumps(ra, ensure_ascii=False)
    if hur == "på plats":
        fil.write_text(text, encoding="utf-8")
    elif hur == "utbytt":
        temp = fil.with_name("temp.json")
        temp.write_text(text, encoding="utf-8")
        temp.replace(fil)
    else:
        fil.unlink()
        fil.write_text(text, encoding="utf-8")


async def sett(session: Session, svar: str | None = None) -> int:
    """One look of the watch; how many questions it asked."""
    fragor: list[Fraga] = []

    async def fraga(ruta: Fraga) -> str | None:
        fragor.append(ruta)
        return svar

    program = session.program
    program.push_screen_wait = fraga
    with utan_malning():
        await vakt.vakta(program)
        await program.sparare.klar()
    return len(fragor)


@pytest.mark.parametrize("fro", range(4))
async def test_no_change_of_a_hundred_is_written_over(snabb: Path, fro: int) -> None:
    """Mine and theirs in turn, in any order and way: both are in the file in the end."""
    slump = random.Random(fro)
    session = Session(datamapp(snabb / "data"))
    mitt, deras = 0, 0
    for varv in range(1, 26):
        handelser = ["jag", "de"]
        slump.shuffle(handelser)
        for vem in handelser:
            if vem == "jag":
                await session.skriv(mitt := varv)
            else:
                annat_program(
                    session.mapp, slump.choice(("på plats", "utbytt", "borttagen")), deras := -varv
                )
        assert await sett(session) == 0
        assert session.status.startswith("✓"), (varv, session.mening)
        assert (i_filen(session.mapp), i_filen(session.mapp, DERAS)) == (mitt, deras)
        assert (session.varde(), session.varde(DERAS)) == (mitt, deras)
    session.slapp()
    assert nystartat(session.mapp)[0] == Decimal(25)


@pytest.mark.parametrize(("svar", "blir"), [("min", 5), ("deras", -7), (None, -7)])
async def test_the_same_cell_changed_twice_is_asked_about_and_never_decided_alone(
    mapp: Path, svar: str | None, blir: int
) -> None:
    session = Session(mapp)
    annat_program(mapp, "utbytt", -7)
    await session.skriv(5, DERAS)
    assert session.status == "✗ ej sparat"
    assert i_filen(mapp, DERAS) == Decimal(-7)
    assert await sett(session, svar) >= 1
    assert i_filen(mapp, DERAS) == Decimal(blir)
    if svar is None:
        # Left for later: neither the next edit nor Ctrl+S may run over what they wrote.
        await session.skriv(6)
        await session.spara_igen()
        assert i_filen(mapp, DERAS) == Decimal(-7)
        assert session.status == "✗ ej sparat"
        assert session.varde(DERAS) == Decimal(5)
    else:
        assert session.status.startswith("✓")
        assert session.varde(DERAS) == Decimal(blir)


async def test_a_mere_touch_asks_and_says_nothing(mapp: Path) -> None:
    session = Session(mapp)
    await session.skriv(5)
    session.program.meddelande = ""
    for fil in mapp.rglob("*.json"):
        os.utime(fil)
    assert await sett(session) == 0
    assert session.mening == ""
    await session.skriv(6)
    assert session.status.startswith("✓")


@pytest.mark.parametrize("vad", ["fil", "mapp", "trasig"])
async def test_what_is_taken_away_under_an_edit_is_told_and_the_edit_is_kept(
    mapp: Path, vad: str
) -> None:
    session = Session(mapp)
    await session.skriv(5)
    if vad == "fil":
        (mapp / D / "drift.json").unlink()
    elif vad == "mapp":
        shutil.rmtree(mapp / D)
    else:
        (mapp / D / "drift.json").write_bytes(b"{")
    await sett(session)
    assert "2024-delar/drift.json" in session.mening
    await session.skriv(6)
    assert session.varde() == Decimal(6)
    await sett(session)
    session.slapp()
    kedja = [h.till for h in session.lager.cellhistorik(CELL)]
    assert kedja == [Decimal(6), Decimal(5)]
    if vad == "trasig":
        assert (mapp / D / "drift.json").read_bytes() == b"{"


@pytest.mark.parametrize("hinder", ["ändrad rad", "trasig fil"])
async def test_one_file_that_cannot_be_replayed_does_not_cost_the_others_their_edits(
    mapp: Path, hinder: str
) -> None:
    """Two files with committed edits and no saves; one of them cannot take its edits."""
    session = Session(mapp)
    lager, pass_ = session.lager, session.pass_
    huvud = pass_.dokument
    pass_.gor(Dokumentandring(huvud, replace(huvud, namn="Nytt namn")))
    pass_.gor(cellandring(pass_.yta, CELL, Decimal(5)))
    assert pass_.journalfel == ""
    session.slapp()
    fil = mapp / D / "dokument.json"
    if hinder == "trasig fil":
        fil.unlink()
        fil.mkdir()
    else:
        text = lager.journal.fil.read_text(encoding="utf-8")
        assert text.count("Delårsbokslut 2024") >= 1
        lager.journal.fil.write_text(
            text.replace("Delårsbokslut 2024", "Ett annat namn"), encoding="utf-8"
        )
    nytt = Sakerlager(mapp)
    besked = aterstallt(nytt)
    nytt.las.slapp()
    assert cellvarde(nytt.flik(D, "drift")[0]) == Decimal(5)
    assert besked.fel or nytt.konflikter
    assert all(fel.mening.isprintable() for fel in besked.fel)
