"""Folders and files that are not as expected: a sentence, never a traceback."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.faults.help import D, ScreenSession, data_folder, in_file, restarted
from tests.faults.terminal import ROT, terminal, visible
from tests.store.help import ON_POSIX, everything_in, in_children, put_document
from tui.store.folder import Store

TRACK = "Traceback (most recent call last)"


def show(folder: Path, *argv: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tui", "visa", "--data", str(folder), *argv]
    return subprocess.run(command, cwd=ROT, capture_output=True, text=True, check=False)


def missing(folder: Path) -> Path:
    return folder / "finns-inte"


def file_in_place(folder: Path) -> Path:
    (folder / "fil").write_text("hej")
    return folder / "fil"


def empty(folder: Path) -> Path:
    (folder / "tom").mkdir()
    return folder / "tom"


def link_in_ring(folder: Path) -> Path:
    (folder / "ring").symlink_to(folder / "ring")
    return folder / "ring"


def for_long(folder: Path) -> Path:
    return folder / ("x" * 300)


def with_control_character(folder: Path) -> Path:
    return folder / "a\x1b[31mb\x07"


WITHOUT_DOCUMENTS = [missing, empty, with_control_character]
NO_FOLDER = [file_in_place, link_in_ring, for_long]


@ON_POSIX
@pytest.mark.parametrize("do", [*WITHOUT_DOCUMENTS, *NO_FOLDER])
def test_a_folder_that_cannot_be_read_is_a_sentence_and_status_2(
    tmp_path: Path, do: Callable[[Path], Path]
) -> None:
    answer = show(do(tmp_path))
    assert answer.returncode == 2, answer
    assert TRACK not in answer.stderr
    rows = answer.stderr.strip().splitlines()
    assert rows
    assert all(row.isprintable() for row in rows)


@ON_POSIX
@pytest.mark.parametrize("do", NO_FOLDER)
def test_what_is_no_folder_does_not_open_the_screen(
    tmp_path: Path, do: Callable[[Path], Path]
) -> None:
    with terminal("--data", str(do(tmp_path)), environment={"HOME": str(tmp_path)}) as term:
        assert term.close() == 2
        assert TRACK not in term.out
        assert "\x07" not in term.out


@ON_POSIX
@pytest.mark.parametrize("do", WITHOUT_DOCUMENTS)
def test_a_folder_without_documents_opens_the_page_to_begin_on_and_nothing_is_made(
    tmp_path: Path, do: Callable[[Path], Path]
) -> None:
    folder = do(tmp_path)
    before = everything_in(tmp_path)
    with terminal("--data", str(folder), environment={"HOME": str(tmp_path)}) as term:
        assert term.wait(lambda text: "Börja för min nämnd" in text)
        term.write("\x11")
        assert term.close() == 0
        assert TRACK not in term.out
        assert "\x07" not in visible(term.out)
        assert "\x1b[31mb" not in term.out
    assert everything_in(tmp_path) == before


def link(folder: Path) -> Path:
    """A link in the folder's place."""
    data_folder(folder / "riktig")
    (folder / "lank").symlink_to(folder / "riktig")
    return folder / "lank"


def linked_file(folder: Path) -> Path:
    """A tab that is a link to a file elsewhere."""
    data = data_folder(folder / "data")
    file = data / D / "drift.json"
    file.rename(folder / "annorstades.json")
    file.symlink_to(folder / "annorstades.json")
    return data


def long_way(folder: Path) -> Path:
    """A path of more than 260 characters."""
    while len(str(folder)) < 280:
        folder /= "en ganska lång mapp"
    folder.mkdir(parents=True)
    return data_folder(folder / "data")


def con(folder: Path) -> Path:
    return data_folder(folder / "CON")


def nfc(folder: Path) -> Path:
    return data_folder(folder / normalize("NFC", "nämnd på å"))


def nfd(folder: Path) -> Path:
    return data_folder(folder / normalize("NFD", "nämnd på å"))


def space(folder: Path) -> Path:
    return data_folder(folder / " a  [b] 'c' ")


@ON_POSIX
@pytest.mark.parametrize("do", [link, linked_file, long_way, con, nfc, nfd, space])
async def test_an_unusual_folder_is_edited_saved_and_recovered_as_any(
    fast: Path, do: Callable[[Path], Path]
) -> None:
    folder = do(fast)
    screen_session = ScreenSession(folder)
    await screen_session.write(5)
    assert screen_session.status.startswith("✓"), screen_session.sentence
    screen_session.released()
    assert restarted(folder)[0] == Decimal(5)
    if do is linked_file:
        assert (folder / D / "drift.json").is_symlink()
    answer = show(folder)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize("name", ["CON", "nul", "å", normalize("NFD", "å"), "2024-delar."])
def test_a_document_of_any_name_is_shown_or_told_of(fast: Path, name: str) -> None:
    folder = data_folder(fast / "data")
    put_document(folder, name)
    before = everything_in(folder)
    document, error = Store(folder).document()
    assert len(document) + len(error) == 2, (document, error)
    for head in document:
        assert Store(folder).tab(head.id, "drift")[1] == ()
    assert all(one.sentence.isprintable() for one in error)
    assert everything_in(folder) == before


def _as_none(what: Callable[[], int]) -> int:
    def children() -> int:
        if os.geteuid() == 0:
            os.seteuid(65534)
        return what()

    return in_children(children)


@ON_POSIX
@pytest.mark.parametrize("what", ["datamappen", "dokumentets mapp", "filen", "allt"])
def test_what_is_read_only_is_opened_read_only_or_refuses_with_a_sentence(
    fast: Path, what: str
) -> None:
    """In a child that is nobody in particular: root may do everything."""
    import asyncio

    folder = data_folder(fast / "data")
    put = [folder, *folder.rglob("*")]
    for file in put:
        file.chmod(0o777 if file.is_dir() else 0o666)
    fast.chmod(0o755)
    protected = {
        "datamappen": [folder], "dokumentets mapp": [folder / D],
        "filen": [folder / D / "drift.json"], "allt": put,
    }[what]  # fmt: skip
    for file in protected:
        file.chmod(stat.S_IMODE(file.stat().st_mode) & 0o555)
    before = (folder / D / "drift.json").read_bytes()

    def try_() -> int:
        screen_session = ScreenSession(folder)
        asyncio.run(screen_session.write(5))
        if what in ("datamappen", "allt"):
            right = (
                screen_session.status == "läsläge" and "behörighet" in screen_session.store.obstacle
            )
            return 0 if right and screen_session.value() != 5 else 1
        right = screen_session.status == "✗ ej sparat" and screen_session.value() == 5
        return (
            0
            if right and screen_session.sentence.startswith("Ej sparat: 2024-delar/drift.json")
            else 2
        )

    assert _as_none(try_) == 0
    assert (folder / D / "drift.json").read_bytes() == before
    for file in protected:
        file.chmod(0o777 if file.is_dir() else 0o666)
    if what in ("dokumentets mapp", "filen"):
        # Committed all the same: the next start has it.
        assert restarted(folder)[0] == Decimal(5)
    assert in_file(folder) in (Decimal(5), Decimal(31417))


@ON_POSIX
def test_a_read_only_folder_opens_in_a_terminal_and_says_so(fast: Path) -> None:
    """Root's rights cannot be taken away, so the lock's folder is a file here."""
    folder = data_folder(fast / "data")
    (folder / ".namndkoll").write_text("")
    with terminal("--data", str(folder)) as term:
        assert term.wait(lambda s: "läsläge" in s), visible(term.out)[-1000:]
        term.write("5\r")
        assert term.wait(lambda s: "Läsläge" in s or "låsfil" in s), visible(term.out)[-1000:]
        term.write("\x11")
        assert term.close() == 0
        assert TRACK not in term.out
