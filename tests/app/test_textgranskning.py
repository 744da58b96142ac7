"""The report's own text on the screen: attached, judged, marked in place, and judged again."""

import json
import os
from pathlib import Path

import pytest
from docx import Document as NyttWorddokument  # type: ignore[import-not-found,unused-ignore]

from tests.skarm import LITEN, STOR, Skarm, datakopia, oppnad
from tui.app.granskningen import lagg_till_text
from tui.cli_granska import Bestallning
from tui.cli_granska import granska as granska_utan_skarm
from tui.store.mapp import Lager
from tui.tabs.text import Textvy

TEXT = """# Ekonomi

Köp av tjänster väntas avvika negativt med 5,0 mnkr eller 10 procent mot budget.
Personalkostnaderna avviker positivt med 3,0 mnkr.

Arkivet flyttades till 17 nya hyllor.
"""


@pytest.fixture
def rapport(mapp: Path) -> Path:
    """A text of our own beside the documents, with one wrong amount."""
    fil = mapp / "rapport.md"
    fil.write_text(TEXT, encoding="utf-8")
    return fil


async def koppla(skarm: Skarm, fil: Path) -> None:
    """Let a text belong to the shown document, with the keyboard."""
    await skarm.tryck("escape", "6", "enter")
    await skarm.skriv(str(fil))
    await skarm.tryck("enter")


@pytest.mark.parametrize("storlek", [STOR, LITEN], ids=["120x30", "80x24"])
async def test_every_claim_is_marked_in_place_in_words(
    mapp: Path, rapport: Path, storlek: tuple[int, int]
) -> None:
    async with oppnad(mapp, storlek) as skarm:
        await koppla(skarm, rapport)
        text = " ".join(skarm.text.replace("\u00a0", " ").split())
        assert "5,0 mnkr [✗ ska vara 6,0 mnkr]" in text
        assert "10 procent [✓ stämmer]" in text
        assert "3,0 mnkr [✓ stämmer]" in text
        assert "17 [· ej prövat]" in text
        assert "2 stämmer, 1 avviker, 1 ej prövade" in text


async def test_its_findings_are_among_the_others_and_lead_to_the_line(
    mapp: Path, rapport: Path
) -> None:
    async with oppnad(mapp) as skarm:
        await koppla(skarm, rapport)
        assert "6 Text !1" in skarm.rader[1]
        i_texten = list(skarm.app.pass_.fynden.textrader)
        assert len(i_texten) == 1 and "rapport.md, rad 3" in i_texten[0].mening
        await skarm.tryck("escape", "1", "f5")
        while skarm.app.senaste_fynd != i_texten[0]:
            await skarm.tryck("f5")
        vy = skarm.app.rutnat.modell
        assert isinstance(vy, Textvy) and vy.rader[skarm.app.rutnat.rad].nr == 3
        assert "Köp av tjänster, Avv. prognos/budget 2024 är" in " ".join(skarm.panel.split())
        await skarm.tryck("enter")
        assert (skarm.tabell.id, *skarm.har) == ("drift", "kop_av_tjanster", "avvikelse")
        # The cell is right: it is the text that is wrong.
        assert "!" not in skarm.klass("kop_av_tjanster", "avvikelse")[1]


async def test_what_the_text_says_itself_is_not_told_twice(mapp: Path, rapport: Path) -> None:
    async with oppnad(mapp) as skarm:
        assert len(skarm.app.pass_.fynden.viktiga()) == 14
        await koppla(skarm, rapport)
        # "−5,0 mnkr" stood among the figures out of the text, and is now told by the text.
        assert len(skarm.app.pass_.fynden.viktiga()) == 14


async def test_an_edit_judges_the_text_again_and_so_does_a_changed_file(
    mapp: Path, rapport: Path
) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        await koppla(skarm, rapport)
        await skarm.ga_till("drift")
        await skarm.cell("kop_av_tjanster", "prognos")
        await skarm.skriv("-67376")
        await skarm.tryck("enter")
        assert [f.mening for f in skarm.app.pass_.fynden.textrader if "5,0 mnkr" in f.mening] == []
        await skarm.tryck("ctrl+z")
        assert len(skarm.app.pass_.fynden.textrader) == 1
        rapport.write_text(TEXT.replace("5,0", "6,0"), encoding="utf-8")
        os.utime(rapport, ns=(1, 1))
        skarm.app.granska_om()
        await skarm.lugn()
        assert not skarm.app.pass_.fynden.textrader


async def test_the_text_is_remembered_and_a_file_that_is_gone_is_said(
    mapp: Path, rapport: Path
) -> None:
    async with oppnad(mapp) as skarm:
        await koppla(skarm, rapport)
        await skarm.sparat()
    rapport.unlink()
    async with oppnad(mapp) as skarm:
        funna = [f for f in skarm.app.pass_.fynden.viktiga() if f.slag == "text"]
        assert [f.mening for f in funna] == ["rapport.md finns inte, eller är ingen vanlig fil."]
        await skarm.ga_till("text")
        assert "rapport.md finns inte" in skarm.text


async def test_a_file_that_is_no_text_is_refused_in_one_sentence(mapp: Path) -> None:
    (mapp / "bild.png").write_bytes(b"\x89PNG")
    async with oppnad(mapp) as skarm:
        await koppla(skarm, mapp / "bild.png")
        assert "välj en fil som slutar på .txt, .md eller .docx" in " ".join(skarm.panel.split())
        assert skarm.app.pass_.dokument.texter == ()


async def test_a_text_is_taken_out_of_the_checks_and_left_where_it_is(
    mapp: Path, rapport: Path
) -> None:
    async with oppnad(mapp) as skarm:
        await koppla(skarm, rapport)
        await skarm.tryck("ctrl+p")
        await skarm.skriv("ta bort en text")
        await skarm.tryck("enter", "enter")
        assert skarm.app.pass_.dokument.texter == ()
        assert not skarm.app.pass_.fynden.textrader
        assert rapport.read_text(encoding="utf-8") == TEXT
        assert "Ingen text hör till dokumentet" in skarm.text


async def test_markup_and_control_characters_in_a_text_are_only_text(mapp: Path) -> None:
    fil = mapp / "elak.txt"
    fil.write_text("[@click=app.exit]K[/] \x1b[31m röd 5,0 mnkr [red]", encoding="utf-8")
    async with oppnad(mapp) as skarm:
        await koppla(skarm, fil)
        assert "[@click=app.exit]K[/]" in skarm.text and "[red]" in skarm.text
        assert "\x1b" not in skarm.text


async def test_a_word_document_is_read_too(tmp_path: Path) -> None:
    mapp = datakopia(tmp_path)
    fil = mapp / "rapport.docx"
    dokument = NyttWorddokument()
    for stycke in TEXT.split("\n\n"):
        dokument.add_paragraph(stycke)
    dokument.save(str(fil))
    async with oppnad(mapp) as skarm:
        await koppla(skarm, fil)
        assert "[✗ ska vara 6,0 mnkr]" in " ".join(skarm.text.replace("\u00a0", " ").split())


async def test_the_command_checks_the_texts_that_belong_to_the_documents(
    mapp: Path, rapport: Path
) -> None:
    async with oppnad(mapp) as skarm:
        await koppla(skarm, rapport)
        await skarm.sparat()
        pa_skarmen = len(skarm.app.pass_.fynden.viktiga())
    sagt: list[str] = []
    text, _ = granska_utan_skarm(Bestallning("2024-delar", format="json"), Lager(mapp), sagt.append)
    poster = [p for p in json.loads(text) if p["allvar"] != "avrundning"]
    assert len(poster) == pa_skarmen and not sagt
    assert [p["rad_i_fil"] for p in poster if p["fil"]] == [3]
    rapport.unlink()
    text, _ = granska_utan_skarm(Bestallning("2024-delar"), Lager(mapp), sagt.append)
    assert "rapport.md finns inte, eller är ingen vanlig fil." in text and not sagt
    granska_utan_skarm(Bestallning("2024-delar", pastaenden=True), Lager(mapp), sagt.append)
    assert sagt == ["rapport.md finns inte, eller är ingen vanlig fil."]


TVA_GANGER = """Köp av tjänster väntas avvika negativt med 5,0 mnkr. Köp av tjänster väntas avvika
negativt med 5,0 mnkr. Beslutet togs den 31 april 2024 och följdes upp den 31 april 2024.

Det beslut som togs den 31 april 2024 gäller.
"""


async def test_the_screen_lists_of_texts_what_the_command_lists(mapp: Path) -> None:
    for namn in ("a/rapport.md", "b/rapport.md"):
        (mapp.parent / namn).parent.mkdir()
        (mapp.parent / namn).write_text(TVA_GANGER, encoding="utf-8")
    (mapp.parent / "gammal.txt").write_bytes("Det går bättre.".encode("cp1252"))
    async with oppnad(mapp) as skarm:
        for namn in ("a/rapport.md", "b/rapport.md", "gammal.txt", "borta.md"):
            (mapp.parent / "borta.md").touch()
            skarm.app.pass_.flik = "text"
            skarm.app.run_worker(lagg_till_text(skarm.app))
            await skarm.pilot.pause()
            await skarm.skriv(str(mapp.parent / namn))
            await skarm.tryck("enter")
        (mapp.parent / "borta.md").unlink()
        skarm.app.granska_om()
        await skarm.sparat()
        pa_skarmen = sorted(f.mening for f in skarm.app.pass_.fynden.alla())
    json_, _ = granska_utan_skarm(Bestallning("2024-delar", format="json"), Lager(mapp), str)
    assert sorted(post["text"] for post in json.loads(json_)) == pa_skarmen
    ur_texten = [mening for mening in pa_skarmen if "31 april" in mening]
    assert len(ur_texten) == 4 and len(set(ur_texten)) == 4
    assert any("borta.md finns inte" in mening for mening in pa_skarmen)
    assert any("gammal.txt är inte i UTF-8" in mening for mening in pa_skarmen)


async def test_a_note_put_aside_hides_no_other_of_the_same_text(mapp: Path) -> None:
    fil = mapp / "gammal.txt"
    fil.write_bytes("Det går bättre.".encode("cp1252"))
    async with oppnad(mapp) as skarm:
        await koppla(skarm, fil)
        await skarm.tryck("down", "delete")
        await skarm.skriv("Det är rätt")
        await skarm.tryck("enter")
        fynden = skarm.app.pass_.fynden
        assert not [f for f in fynden.viktiga() if f.slag == "text"]
        fil.unlink()
        skarm.app.granska_om()
        await skarm.lugn()
        assert [f.mening for f in fynden.viktiga() if f.slag == "text"] == [
            "gammal.txt finns inte, eller är ingen vanlig fil."
        ]


async def test_a_path_from_the_home_folder_is_understood(
    mapp: Path, rapport: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(mapp))
    monkeypatch.setenv("USERPROFILE", str(mapp))
    async with oppnad(mapp) as skarm:
        await koppla(skarm, Path("~ingen-sadan-anvandare/rapport.md"))
        assert "rapport.md finns inte" in skarm.panel
        await koppla(skarm, Path("~") / rapport.name)
        assert skarm.app.pass_.dokument.texter == (str(rapport),)
