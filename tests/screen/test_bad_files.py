"""A bad file is told in one sentence with file and place; the rest opens; nothing is written."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.screen.widgets.hostile import DANGEROUS, HOSTILE_ONES
from tests.screen_driver import SMALL, opened
from tui.screen import run
from tui.store.data_store import DataStore
from tui.store.directory import INNER_FOLDER

WHOLE = b'{"schema": {"1": {"version": 1}}, "tabeller": {}}'


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of the user's with its bytes; not the program's own, as its lock."""
    files = (f for f in folder.rglob("*") if f.is_file())
    named = {str(f.relative_to(folder)): f for f in files if INNER_FOLDER not in f.parts}
    return {name: f.read_bytes() for name, f in named.items()}


def newer(file: Path) -> bytes:
    """The file as a newer program might have written it."""
    ra = json.loads(file.read_text(encoding="utf-8"))
    ra["schema"]["1"]["version"] = 99
    return json.dumps(ra, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
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
@pytest.mark.parametrize("size", [(120, 30), SMALL], ids=["120x30", "80x24"])
async def test_a_bad_file_is_told_on_its_tab_and_the_others_work(
    folder: Path, content: bytes | None, sentence: str, size: tuple[int, int]
) -> None:
    file = folder / "2024-delar" / "drift.json"
    file.unlink() if content is None else file.write_bytes(content)
    before = everything(folder)
    async with opened(folder, size) as screen:
        assert sentence in screen.panel
        assert screen.panel.count("▶") == 1
        assert "Traceback" not in screen.text
        await screen.press("5", "enter", "f7", "f2", "delete", "f1", "escape")
        await screen.go_to("oversikt")
        assert "Filer (1)" in screen.text
        assert sentence in " ".join(screen.text.split())
        await screen.go_to("mal")
        assert screen.table.id == "mal"
        await screen.go_to("drift", document="2023-bokslut")
        assert screen.cell_text("personal", "budget") == "−137\u00a0901"
    assert everything(folder) == before


async def test_a_newer_file_is_shown_and_never_saved(folder: Path) -> None:
    file = folder / "2024-delar" / "drift.json"
    file.write_bytes(newer(file))
    before = everything(folder)
    async with opened(folder) as screen:
        assert "nyare version" in screen.panel
        assert screen.cell_text("personal", "budget") == "−158\u00a0695"
        await screen.press("f2", "f9", "x", "enter", "escape")
        await screen.saved()
        await screen.cell("personal", "prognos")
        assert "läsläge" in screen.rows[0], "read-only from the start, not once it is typed in"
        await screen.write("-1")
        assert not screen.app.session.look.grid.edited
        await screen.press("enter")
        await screen.saved()
        assert "läsläge" in screen.rows[0]
        assert "nyare version" in screen.panel
        assert screen.cell_text("personal", "prognos") == "−155\u00a0695"
    after = everything(folder)
    assert after["2024-delar/drift.json"] == before["2024-delar/drift.json"]


@pytest.mark.parametrize("content", [b"", b"{", None], ids=["tom", "avbruten", "borta"])
async def test_a_document_whose_head_is_bad_is_told_at_the_start_and_left_alone(
    folder: Path, content: bytes | None
) -> None:
    file = folder / "2024-delar" / "dokument.json"
    file.unlink() if content is None else file.write_bytes(content)
    before = everything(folder)
    async with opened(folder) as screen:
        if content is not None:
            assert "2024-delar/dokument.json" in screen.panel
        assert "2024-delar" not in screen.app.session.area.document
        await screen.press("f3")
        assert "Årsbokslut 2023" in screen.dialog
        assert "Delårsbokslut 2024" not in screen.dialog
    assert everything(folder) == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]"], ids=["tom", "avbruten", "lista"])
async def test_bad_settings_give_the_defaults_and_a_sentence(folder: Path, content: bytes) -> None:
    (folder / "installningar.json").write_bytes(content)
    async with opened(folder) as screen:
        assert "installningar.json" in screen.text
        assert len(screen.app.session.area.document) == 5
        await screen.press("ctrl+t")
        await screen.saved()
        assert "✗ ej sparat" in screen.rows[0]
    assert (folder / "installningar.json").read_bytes() == content


async def test_a_folder_where_no_document_opens_ends_with_its_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ett").mkdir()
    (tmp_path / "ett" / "dokument.json").write_bytes(b"{")
    assert run(DataStore(tmp_path)) == 2
    error = capsys.readouterr().err
    assert "ett/dokument.json" in error
    assert "Inget dokument kan öppnas." in error
    assert "Traceback" not in error


def hostile(ra: Any) -> Any:
    """The same file with dangerous texts in names, headings and cells."""
    meta = ra["tabeller"]["2"]
    meta["rubrik"] = HOSTILE_ONES[0]
    meta["kolumner"] = {**meta["kolumner"], "avser": "[/]\x1b[2J"}
    for item, bad in zip(ra["delposter"].values(), HOSTILE_ONES[:-1], strict=False):
        item["etikett"] = bad
        item["celler"]["avser"] = bad
        item["noter"] = {"etikett": bad}
    return ra


@pytest.mark.parametrize("size", [(120, 30), SMALL], ids=["120x30", "80x24"])
async def test_control_characters_and_markup_are_shown_and_never_obeyed(
    folder: Path, size: tuple[int, int]
) -> None:
    file = folder / "2024-delar" / "drift.json"
    ra = hostile(json.loads(file.read_text(encoding="utf-8")))
    file.write_text(json.dumps(ra), encoding="utf-8")
    head = folder / "2024-delar" / "dokument.json"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("Delårsbokslut 2024", "[@click=app.quit]x[/]\\u001b[31m"))
    async with opened(folder, size) as screen:
        await screen.go_to("drift", "delposter")
        for _ in range(len(HOSTILE_ONES)):
            for key in ("down", "home", "right"):
                await screen.press(key)
                assert not DANGEROUS - {"\n"} & set(screen.text)
        assert "[@click=app.quit]x[/]" in screen.text
        for key in ("f1", "f3", "f4", "ctrl+p", "f2"):
            await screen.press(key)
            assert not DANGEROUS - {"\n"} & set(screen.dialog)
            assert screen.dialog
            await screen.press("escape")
        x = screen.rows[0].index("[@click")
        await screen.click(x + 1, 0)
        assert screen.app.return_code is None
        assert screen.app.is_running


async def test_a_file_that_another_program_has_changed_is_not_written_over(folder: Path) -> None:
    async with opened(folder, utkast=True) as screen:
        file = folder / "2024-delar-utkast" / "drift.json"
        others = file.read_bytes().replace(b"-155695", b"-155000")
        assert others != file.read_bytes()
        file.write_bytes(others)
        await screen.cell("lokalhyror", "prognos")
        await screen.write("-1")
        await screen.press("enter")
        await screen.saved()
        assert "✗ ej sparat" in screen.rows[0]
        assert file.read_bytes() == others


async def test_a_document_without_any_tables_opens(folder: Path) -> None:
    for file in (folder / "2024-delar").glob("*.json"):
        if file.name != "dokument.json":
            file.write_bytes(WHOLE)
    async with opened(folder) as screen:
        assert "Inga tabeller" in screen.text
        await screen.go_to("oversikt")
        assert "inga tabeller" in screen.text


async def test_a_read_only_folder_can_be_read(folder: Path) -> None:
    copy = Path(shutil.copytree(folder, folder.parent / "skrivskyddad"))
    for path in (*copy.rglob("*"), copy):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        async with opened(copy) as screen:
            assert screen.cell_text("personal", "budget") == "−158\u00a0695"
            await screen.go_to("personal")
            assert screen.table.id == "sjukfranvaro"
    finally:
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755)
