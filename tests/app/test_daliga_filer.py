"""A bad file is told in one sentence with file and place; the rest opens; nothing is written."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.skarm import LITEN, oppnad
from tests.widgets.elakt import ELAKA, FARLIGA
from tui.app import kor
from tui.store.mapp import Lager

HEL = b'{"schema": {"1": {"version": 1}}, "tabeller": {}}'


def allt(mapp: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {str(f.relative_to(mapp)): f.read_bytes() for f in mapp.rglob("*") if f.is_file()}


def nyare(fil: Path) -> bytes:
    """The file as a newer program might have written it."""
    ra = json.loads(fil.read_text(encoding="utf-8"))
    ra["schema"]["1"]["version"] = 99
    return json.dumps(ra, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("innehall", "mening"),
    [
        (b"", "drift.json"),
        (b'{"drift": {"1": {"rad"', "drift.json"),
        (b"\xff\xfe\x00", "drift.json"),
        (b"[]", "drift.json"),
        (b'{"tabeller": 7}', "drift.json"),
        (None, "2024-delar/drift.json saknas"),
    ],
    ids=["tom", "avbruten", "inte utf-8", "lista", "fel typ", "borta"],
)
@pytest.mark.parametrize("storlek", [(120, 30), LITEN], ids=["120x30", "80x24"])
async def test_a_bad_file_is_told_on_its_tab_and_the_others_work(
    mapp: Path, innehall: bytes | None, mening: str, storlek: tuple[int, int]
) -> None:
    fil = mapp / "2024-delar" / "drift.json"
    fil.unlink() if innehall is None else fil.write_bytes(innehall)
    fore = allt(mapp)
    async with oppnad(mapp, storlek) as skarm:
        assert mening in skarm.panel
        assert skarm.panel.count("▶") == 1
        assert "Traceback" not in skarm.text
        await skarm.tryck("5", "enter", "f7", "f2", "delete", "f1", "escape")
        await skarm.ga_till("oversikt")
        assert "Filer (1)" in skarm.text
        assert mening in " ".join(skarm.text.split())
        await skarm.ga_till("mal")
        assert skarm.tabell.id == "mal"
        await skarm.ga_till("drift", dokument="2023-bokslut")
        assert skarm.celltext("personal", "budget") == "−137\u00a0901"
    assert allt(mapp) == fore


async def test_a_newer_file_is_shown_and_never_saved(mapp: Path) -> None:
    fil = mapp / "2024-delar" / "drift.json"
    fil.write_bytes(nyare(fil))
    fore = allt(mapp)
    async with oppnad(mapp) as skarm:
        assert "nyare version" in skarm.panel
        assert skarm.celltext("personal", "budget") == "−158\u00a0695"
        await skarm.tryck("f2", "f9", "x", "enter", "escape")
        await skarm.sparat()
        await skarm.cell("personal", "prognos")
        await skarm.skriv("-1")
        await skarm.tryck("enter")
        await skarm.sparat()
        assert "✗ ej sparat" in skarm.rader[0]
        assert "nyare version" in skarm.panel
    efter = allt(mapp)
    assert efter["2024-delar/drift.json"] == fore["2024-delar/drift.json"]


@pytest.mark.parametrize("innehall", [b"", b"{", None], ids=["tom", "avbruten", "borta"])
async def test_a_document_whose_head_is_bad_is_told_at_the_start_and_left_alone(
    mapp: Path, innehall: bytes | None
) -> None:
    fil = mapp / "2024-delar" / "dokument.json"
    fil.unlink() if innehall is None else fil.write_bytes(innehall)
    fore = allt(mapp)
    async with oppnad(mapp) as skarm:
        if innehall is not None:
            assert "2024-delar/dokument.json" in skarm.panel
        assert "2024-delar" not in skarm.app.pass_.yta.dokument
        await skarm.tryck("f3")
        assert "Årsbokslut 2023" in skarm.dialog
        assert "Delårsbokslut 2024" not in skarm.dialog
    assert allt(mapp) == fore


@pytest.mark.parametrize("innehall", [b"", b"{", b"[]"], ids=["tom", "avbruten", "lista"])
async def test_bad_settings_give_the_defaults_and_a_sentence(mapp: Path, innehall: bytes) -> None:
    (mapp / "installningar.json").write_bytes(innehall)
    async with oppnad(mapp) as skarm:
        assert "installningar.json" in skarm.text
        assert len(skarm.app.pass_.yta.dokument) == 5
        await skarm.tryck("ctrl+t")
        await skarm.sparat()
        assert "✗ ej sparat" in skarm.rader[0]
    assert (mapp / "installningar.json").read_bytes() == innehall


async def test_a_folder_where_no_document_opens_ends_with_its_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ett").mkdir()
    (tmp_path / "ett" / "dokument.json").write_bytes(b"{")
    assert kor(Lager(tmp_path)) == 2
    fel = capsys.readouterr().err
    assert "ett/dokument.json" in fel
    assert "Inget dokument kan öppnas." in fel
    assert "Traceback" not in fel


def elak(ra: Any) -> Any:
    """The same file with dangerous texts in names, headings and cells."""
    meta = ra["tabeller"]["2"]
    meta["rubrik"] = ELAKA[0]
    meta["kolumner"] = {**meta["kolumner"], "avser": "[/]\x1b[2J"}
    for post, ond in zip(ra["delposter"].values(), ELAKA[:-1], strict=False):
        post["etikett"] = ond
        post["celler"]["avser"] = ond
        post["noter"] = {"etikett": ond}
    return ra


@pytest.mark.parametrize("storlek", [(120, 30), LITEN], ids=["120x30", "80x24"])
async def test_control_characters_and_markup_are_shown_and_never_obeyed(
    mapp: Path, storlek: tuple[int, int]
) -> None:
    fil = mapp / "2024-delar" / "drift.json"
    ra = elak(json.loads(fil.read_text(encoding="utf-8")))
    fil.write_text(json.dumps(ra), encoding="utf-8")
    huvud = mapp / "2024-delar" / "dokument.json"
    text = huvud.read_text(encoding="utf-8")
    huvud.write_text(text.replace("Delårsbokslut 2024", "[@click=app.quit]x[/]\\u001b[31m"))
    async with oppnad(mapp, storlek) as skarm:
        await skarm.ga_till("drift", "delposter")
        for _ in range(len(ELAKA)):
            for tangent in ("down", "home", "right"):
                await skarm.tryck(tangent)
                assert not FARLIGA - {"\n"} & set(skarm.text)
        assert "[@click=app.quit]x[/]" in skarm.text
        for tangent in ("f1", "f3", "f4", "ctrl+p", "f2"):
            await skarm.tryck(tangent)
            assert not FARLIGA - {"\n"} & set(skarm.dialog)
            assert skarm.dialog
            await skarm.tryck("escape")
        x = skarm.rader[0].index("[@click")
        await skarm.klick(x + 1, 0)
        assert skarm.app.return_code is None
        assert skarm.app.is_running


async def test_a_file_that_another_program_has_changed_is_not_written_over(mapp: Path) -> None:
    async with oppnad(mapp, utkast=True) as skarm:
        fil = mapp / "2024-delar-utkast" / "drift.json"
        andras = fil.read_bytes().replace(b"-155695", b"-155000")
        assert andras != fil.read_bytes()
        fil.write_bytes(andras)
        await skarm.cell("lokalhyror", "prognos")
        await skarm.skriv("-1")
        await skarm.tryck("enter")
        await skarm.sparat()
        assert "✗ ej sparat" in skarm.rader[0]
        assert fil.read_bytes() == andras


async def test_a_document_without_any_tables_opens(mapp: Path) -> None:
    for fil in (mapp / "2024-delar").glob("*.json"):
        if fil.name != "dokument.json":
            fil.write_bytes(HEL)
    async with oppnad(mapp) as skarm:
        assert "Inga tabeller" in skarm.text
        await skarm.ga_till("oversikt")
        assert "inga tabeller" in skarm.text


async def test_a_read_only_folder_can_be_read(mapp: Path) -> None:
    kopia = Path(shutil.copytree(mapp, mapp.parent / "skrivskyddad"))
    for stig in (*kopia.rglob("*"), kopia):
        stig.chmod(0o555 if stig.is_dir() else 0o444)
    try:
        async with oppnad(kopia) as skarm:
            assert skarm.celltext("personal", "budget") == "−158\u00a0695"
            await skarm.ga_till("personal")
            assert skarm.tabell.id == "sjukfranvaro"
    finally:
        for stig in (kopia, *kopia.rglob("*")):
            stig.chmod(0o755)
